"""Models of the union of several reaches, side by side, each cut to what is possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from ..schema import DataError
from .bounds import union_ends
from .canex import canex
from .duplication import agostini, morgensztern
from .figures import Figures, Reaches, Shared, read_figures
from .independence import sainsbury
from .metheringham import metheringham
from .schedule import Schedule
from .sequential import sequential

UNIVERSE, OVERLAPS = "universe", "overlaps of every two"
TWICE, ONCE = "reach of two insertions", "one insertion each"


@dataclass(frozen=True)
class UnionModel:
    """A model of the union: what it needs, what it assumes, and how it tells the share."""

    name: str
    label: str
    needs: tuple[str, ...]
    assumes: str
    source: str
    share: Callable[[Schedule], float]


UNION_MODELS = {
    model.name: model
    for model in (
        UnionModel(
            "sainsbury", "Sainsbury (independence)", (UNIVERSE,),
            "People meet each set as if they did not know of the others.",
            "Sainsbury, London Press Exchange", lambda plan: float(1 - sainsbury(plan)[0]),
        ),
        UnionModel(
            "agostini", "Agostini", (OVERLAPS, ONCE),
            "One constant, found on French magazines, turns overlaps of two into the union.",
            "Agostini, 1961", agostini,
        ),
        UnionModel(
            "hofmans", "Hofmans", (OVERLAPS, ONCE),
            "As Agostini, with a constant of its own for every two sets.",
            "Hofmans, 1966", morgensztern,
        ),
        UnionModel(
            "morgensztern", "Morgensztern", (OVERLAPS, TWICE),
            "As Hofmans, for several insertions, each set beta-binomial.",
            "Morgensztern, 1970", morgensztern,
        ),
        UnionModel(
            "metheringham", "Metheringham (beta-binomial)", (UNIVERSE, OVERLAPS, TWICE),
            "The sets are insertions in one average vehicle.",
            "Metheringham, 1964", lambda plan: float(1 - metheringham(plan)[0]),
        ),
        UnionModel(
            "canex", "CANEX", (UNIVERSE, OVERLAPS, TWICE),
            "Only every two sets go along, three only through them.",
            "Danaher, 1991", lambda plan: float(1 - canex(plan).contacts[0]),
        ),
        UnionModel(
            "sequential", "Sequential aggregation (MSAD)", (OVERLAPS, TWICE),
            "Set after set is joined so that each union is that of Morgensztern.",
            "Lee, 1988", lambda plan: float(1 - sequential(plan)[0]),
        ),
    )
}  # fmt: skip


def compare_unions(
    reaches: Reaches,
    by: str | None = None,
    *,
    overlaps: Shared | None = None,
    unions: Shared | None = None,
    universe: float | None = None,
    twice: Mapping[str, float] | None = None,
    insertions: Mapping[str, int] | None = None,
    unit: str | Mapping[str, str] = "people",
    window: str | Mapping[str, str] = "",
) -> pd.DataFrame:
    """Estimate the people reached by any of several sets with every model that the figures bear.

    Parameters
    ----------
    reaches, by, overlaps, unions, universe, unit, window
        As for `reach_bounds`. Where only bounds of a reach are known, their middle is taken.
        Overlaps of two follow from unions of two.
    twice : mapping of str to float, optional, unit people
        Reach of two insertions in a set, needed where there are several.
    insertions : mapping of str to int, optional
        Number of insertions in each set; reaches and overlaps are then those of one.

    Returns
    -------
    DataFrame, one row per model
        ``label``; ``reach``, within the bounds; ``told``, what the model itself says; ``cut``,
        whether that was impossible; ``needs``, ``lacks`` and ``assumes``. A model that lacks
        figures tells nothing. ``attrs["bounds"]`` are the bounds.

    Raises
    ------
    DataError
        As `reach_bounds`.

    Examples
    --------
    >>> told = compare_unions({"a": 50, "b": 50}, universe=100)
    >>> float(told.loc["sainsbury", "reach"])
    75.0
    """
    figures = read_figures(
        reaches, by, overlaps=overlaps, unions=unions, universe=universe, unit=unit, window=window
    )
    scale = universe or float(figures.sets["low"].sum()) or 1.0
    plan = _schedule(figures, scale, twice or {}, insertions or {})
    held = _held(figures, plan)
    low, high = _ends(figures, plan, scale)
    rows = {}
    for name, model in UNION_MODELS.items():
        lacks = [need for need in model.needs if need not in held]
        told = float("nan") if lacks else scale * model.share(plan)
        reach = float(np.clip(told, low, high))
        rows[name] = {
            "label": model.label, "reach": reach, "told": told,
            "cut": bool(abs(reach - told) > 1e-9 * scale), "needs": ", ".join(model.needs),
            "lacks": ", ".join(lacks), "assumes": model.assumes,
        }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("model")
    table.attrs = {**figures.context, "bounds": (low, high)}
    return table


def _schedule(
    figures: Figures, scale: float, twice: Mapping[str, float], insertions: Mapping[str, int]
) -> Schedule:
    sets = figures.sets
    if not np.isfinite(sets["high"]).all():
        name = sets.index[~np.isfinite(sets["high"])][0]
        raise DataError(f"The reach of {name} has no upper bound, so no model can be asked.")
    if strangers := sorted({*twice, *insertions} - set(figures.names)):
        raise DataError(f"There is no reach of {' and '.join(strangers)}.")
    middle = ((sets["low"] + sets["high"]) / 2 / scale).to_dict()
    return Schedule(
        {str(name): float(share) for name, share in middle.items()},
        {name: people / scale for name, people in twice.items()},
        {pair: people / scale for pair, people in _pairs(figures).items()},
        dict(insertions),
    )


def _pairs(figures: Figures) -> dict[frozenset[str], float]:
    """What every two sets share, where it is told or follows from a union of the two."""
    middle = figures.sets[["low", "high"]].mean(axis=1)
    found = {}
    for each in figures.known:
        if len(each.of) == 2:
            told = (each.low + each.high) / 2
            both = told if each.operation == "common" else middle[sorted(each.of)].sum() - told
            found[each.of] = float(both)
    return found


def _held(figures: Figures, plan: Schedule) -> set[str]:
    several = [name for name in plan.names if plan.times(name) > 1]
    pairs = [frozenset(pair) for pair in combinations(plan.names, 2)]
    held = {
        UNIVERSE: figures.universe is not None,
        OVERLAPS: all(pair in plan.both for pair in pairs) and len(pairs) > 0,
        TWICE: all(name in plan.twice for name in several),
        ONCE: not several,
    }
    if several and not held[TWICE]:
        raise DataError(
            f"twice= is missing for {' and '.join(n for n in several if n not in plan.twice)}: "
            "several insertions need what two of them reach."
        )
    return {need for need, there in held.items() if there}


def _ends(figures: Figures, plan: Schedule, scale: float) -> tuple[float, float]:
    """Bounds of the union: of one insertion each, or of all of them."""
    low, high = union_ends(figures)
    if all(plan.times(name) == 1 for name in plan.names):
        return low, high
    reached = [scale * plan.reached(name) for name in plan.names]
    everybody = np.inf if figures.universe is None else figures.universe
    return max(low, *reached), float(min(sum(reached), everybody))
