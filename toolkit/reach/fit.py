"""Which curve explains what was seen."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from ..schema import DataError
from .curve import ReachCurve
from .exponential_poisson import fit_exponential_poisson
from .figures import number
from .gamma_poisson import fit_gamma_poisson
from .goerg import one_point
from .kernels import Draws, Floats
from .poisson_mixture import fit_poisson_mixture
from .posterior import held_out
from .power_law import fit_power_law
from .seen import Seen, read_seen

Model = Literal[
    "best", "goerg", "exponential_poisson", "gamma_poisson", "power_law", "poisson_mixture"
]

_FAMILIES: dict[str, Callable[..., Draws]] = {
    "exponential_poisson": fit_exponential_poisson,
    "gamma_poisson": fit_gamma_poisson,
    "power_law": fit_power_law,
}
_MOST_PEOPLE = 20_000.0  # no model is so right that more people make it surer
_NEGLIGIBLE = 1e-3
# The mixture fits anything, so it has to explain this much better than a family; an interval
# allows more for populations of no family than the estimate does.
_BETTER = {"weight": 30.0, "interval_weight": 10.0}


def fit_reach_curve(
    frequency: pd.DataFrame | pd.Series | Mapping[int, float] | None = None,
    *,
    impressions: float | None = None,
    reach: float | None = None,
    universe: float | None = None,
    inventory: float | None = None,
    spend: float | None = None,
    currency: str = "",
    model: Model = "best",
    unit: str = "",
    window: str = "",
) -> ReachCurve:
    """Fit a curve from impressions to people, from a histogram or from one point.

    With a histogram, Gamma-Poisson, exponential-Poisson, power law and a free mixture of
    Poisson rates are fitted, and weighed by the probability that each gives to people who were
    held out. With impressions and reach alone there is nothing to hold out: Goerg's curve is
    the estimate, and the interval spans all Gamma-Poisson populations through that point.

    Parameters
    ----------
    frequency : DataFrame, Series or mapping, optional
        As `toolkit.log.frequency` gives it without groups, or people by number of impressions.
        Where ``impressions`` exceed what these people had at least, the last number is taken as
        "or more": ``{1: 600, 2: 200, 3: 90}`` with 1,500 impressions.
    impressions : float, optional
        All impressions. Without them every number of the histogram is taken as exact.
    reach : float, optional, unit people
        Needed without a histogram.
    universe : float, optional, unit people
        Everybody who could be reached, an upper bound.
    inventory : float, optional, unit impressions
        All impressions that could be delivered, where that is known.
    spend : float, optional
        What the impressions cost; further ones are taken at the same price.
    currency : str, optional
        ISO 4217 code of the money.
    model : str, default "best"
        Ask for one model alone.
    unit, window : str, optional
        What is counted, such as accounts, and over which period; curves that say different ones
        are not put into one plan.

    Returns
    -------
    ReachCurve
        ``repr`` says which model was weighed how, and why.

    Raises
    ------
    DataError
        Naming figures that are missing, negative or at odds: reach above impressions, a
        universe below reach, an inventory below impressions.

    Examples
    --------
    >>> curve = fit_reach_curve({1: 6000, 2: 1500, 3: 375, 4: 125}, impressions=10680)
    >>> curve.reach(10680)
                 reach  reach_low  reach_high
    impressions
    10680       8000.0     8000.0      8000.0
    """
    universe, inventory, spend = (
        value if value is None else number(value, name)
        for name, value in (("universe", universe), ("inventory", inventory), ("spend", spend))
    )
    seen = read_seen(frequency, impressions, reach)
    _check(seen, universe, inventory, spend, model)
    floors = None if inventory is None else np.array([min(seen.impressions / inventory, 1.0)])
    facts: dict[str, Any] = {
        "universe": np.inf if universe is None else float(universe),
        "inventory": np.inf if inventory is None else float(inventory),
        "spend": spend, "currency": currency, "alone": model != "best",
        "unit": unit, "window": window,
    }  # fmt: skip
    if frequency is None or model == "goerg":
        point = Seen(np.array([seen.reach]), seen.impressions, complete=False)
        draws = one_point(point, *([] if floors is None else [floors]))
        models = _weighed({"goerg": 0.0}).assign(held_out=np.nan)
        return ReachCurve(point, {"goerg": draws}, models, **facts)
    cut = seen.cut()
    fitted, scores = _fitted(_tempered(cut.people), floors, model)
    models = _weighed(scores)
    weights = models[list(_BETTER)].max(axis=1)
    chosen = {name: fitted[name] for name in models.index[weights > _NEGLIGIBLE]}
    return ReachCurve(cut, chosen, models, counted=seen if seen.complete else None, **facts)


def _fitted(
    people: Floats, floors: Floats | None, model: str
) -> tuple[dict[str, Draws], dict[str, float]]:
    settings = [] if floors is None else [floors]
    fitted = {
        name: fit(people, *settings) for name, fit in _FAMILIES.items() if model in ("best", name)
    }
    scores = {name: held_out(draws, people) for name, draws in fitted.items()}
    if model in ("best", "poisson_mixture"):
        name = "poisson_mixture"
        fitted[name], scores[name] = fit_poisson_mixture(people, *settings)
    return fitted, scores


def _weighed(scores: dict[str, float]) -> pd.DataFrame:
    models = pd.DataFrame({"held_out": scores}).rename_axis("model")
    explained = np.exp(models["held_out"] - max(scores.values()))
    for name, better in _BETTER.items():
        weight = explained / np.where(models.index == "poisson_mixture", better, 1.0)
        models[name] = weight / weight.sum()
    return models.sort_values("weight", ascending=False)


def _tempered(people: Floats) -> Floats:
    return people * min(1.0, _MOST_PEOPLE / people.sum())


def _check(
    seen: Seen,
    universe: float | None,
    inventory: float | None,
    spend: float | None,
    model: str,
) -> None:
    problems = []
    if universe is not None and not universe >= seen.reach:
        problems.append(f"universe {universe:,.10g} is below reach {seen.reach:,.10g}.")
    if inventory is not None and not inventory >= seen.impressions:
        problems.append(
            f"inventory {inventory:,.10g} is below impressions {seen.impressions:,.10g}."
        )
    if spend is not None and not spend >= 0:
        problems.append(f"spend {spend:,.10g} is negative or missing.")
    if model not in get_args(Model):
        problems.append(f"model must be one of {', '.join(get_args(Model))}, not {model!r}.")
    if problems:
        raise DataError("\n".join(problems))
