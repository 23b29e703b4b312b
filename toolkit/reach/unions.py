"""Models of the union of several reaches, side by side, each cut to what is possible."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from ..catalog import DIMENSIONS
from ..schema import DataError
from .bounds import union_ends
from .canex import MOST_CELLS, canex
from .duplication import agostini, morgensztern
from .figures import Figures, Reaches, Shared, number, read_figures
from .independence import sainsbury
from .metheringham import metheringham
from .schedule import Schedule
from .sequential import sequential

UNIVERSE, OVERLAPS = "universe", "overlaps of every two"
KNOWN = "reaches known to within 10 %"
_NEAR = 0.1
TWICE, ONCE = "reach of two insertions", "one insertion each"
SEVERAL, FEW = "universe for several insertions", "fewer combinations of contacts"

_DUST = 1e-9


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
            "morgensztern", "Morgensztern", (OVERLAPS, TWICE, SEVERAL),
            "As Hofmans, for several insertions, each set beta-binomial.",
            "Morgensztern, 1970", morgensztern,
        ),
        UnionModel(
            "metheringham", "Metheringham (beta-binomial)", (UNIVERSE, OVERLAPS, TWICE),
            "The sets are insertions in one average vehicle.",
            "Metheringham, 1964", lambda plan: float(1 - metheringham(plan)[0]),
        ),
        UnionModel(
            "canex", "CANEX", (UNIVERSE, OVERLAPS, TWICE, FEW),
            "Only every two sets go along, three only through them.",
            "Danaher, 1991", lambda plan: float(1 - canex(plan).contacts[0]),
        ),
        UnionModel(
            "sequential", "Sequential aggregation (MSAD)", (OVERLAPS, TWICE, SEVERAL),
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
    unit: str | Mapping[str, str] | None = None,
    window: str | Mapping[str, str] = "",
) -> pd.DataFrame:
    """Estimate the people reached by any of several sets with every model that the figures bear.

    Parameters
    ----------
    reaches, by, overlaps, unions, universe, unit, window
        As for `reach_bounds`. Where only bounds of a reach are known, their middle is taken,
        if they lie within 10 % of each other, and else no model is asked. Overlaps of two follow
        from unions of two.
    twice : mapping of str to float, optional, unit people
        Reach of two insertions in a set, needed where there are several.
    insertions : mapping of str to int, optional
        Number of insertions in each set; reaches and overlaps are then those of one.

    Returns
    -------
    DataFrame, one row per model
        ``label``; ``reach``, within the bounds; ``told``, what the model itself says; ``cut``,
        whether that was impossible; ``needs``, ``lacks`` and ``assumes``. A model that lacks
        figures tells nothing. ``attrs["bounds"]`` are the bounds; ``attrs["notes"]`` say how
        many people CANEX had to leave out of cells in which it told fewer than nobody, and
        where sets are periods, in which the same people come again.

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
    twice = _of_sets(twice or {}, figures, "reach of {} twice")
    times = _of_sets(insertions or {}, figures, "insertions of {}")
    _check_twice(figures, twice)
    low, high = _ends(figures, twice, times)
    scale = universe or float(figures.sets["high"].sum() + sum(twice.values())) or 1.0
    near = (figures.sets["high"] <= (1 + _NEAR) * figures.sets["low"]).all()
    plan = _schedule(figures, scale, twice, times) if near else None
    held = _held(figures, plan) if plan else set()
    rows = {}
    for name, model in UNION_MODELS.items():
        lacks = [need for need in model.needs if need not in held] if plan else [KNOWN]
        told = scale * model.share(plan) if plan and not lacks else float("nan")
        reach = float(np.clip(told, low, high))
        rows[name] = {
            "label": model.label, "reach": reach, "told": told,
            "cut": bool(abs(reach - told) > 1e-9 * scale), "needs": ", ".join(model.needs),
            "lacks": ", ".join(lacks), "assumes": model.assumes,
        }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("model")
    asked = plan if rows["canex"]["lacks"] == "" else None
    table.attrs = {
        **figures.context, "bounds": (low, high),
        "notes": [*_over_time(by), *(_cut_by_canex(asked) if asked else [])],
    }  # fmt: skip
    return table


def _over_time(by: str | None) -> list[str]:
    if by is None or DIMENSIONS[by].kind not in ("date", "time"):
        return []
    text = "The sets are periods, and the same people come again from one to the next: Sainsbury "
    return [text + "takes them for drawn anew and as a rule tells too many."]


def _cut_by_canex(plan: Schedule) -> list[str]:
    cut = canex(plan).cut
    if cut <= _DUST:
        return []
    text = f"CANEX told fewer than nobody for {cut:.2%} of the universe"
    return [f"{text}; those cells were taken as nobody, and the others scaled."]


def _of_sets(given: Mapping[Any, Any], figures: Figures, label: str) -> dict[str, float]:
    """Figures by name of a set, as numbers."""
    told = {str(name): number(value, label.format(name)) for name, value in given.items()}
    if strangers := sorted(set(told) - set(figures.names)):
        raise DataError(f"There is no reach of {' and '.join(strangers)}.")
    return told


def _check_twice(figures: Figures, twice: Mapping[str, float]) -> None:
    ends = figures.sets[["low", "high"]]
    problems = [
        f"reach of {name} twice, {people:,.10g}, does not lie between its reach once, "
        f"{ends.at[name, 'low']:,.10g}, and twice that."
        for name, people in twice.items()
        if not ends.at[name, "low"] <= people <= 2 * ends.at[name, "high"]
    ]
    if problems:
        raise DataError("\n".join(problems))


def _schedule(
    figures: Figures, scale: float, twice: Mapping[str, float], times: Mapping[str, float]
) -> Schedule:
    middle = (figures.sets[["low", "high"]].mean(axis=1) / scale).to_dict()
    return Schedule(
        {str(name): float(share) for name, share in middle.items()},
        {name: people / scale for name, people in twice.items()},
        {pair: people / scale for pair, people in _pairs(figures).items()},
        {name: _whole(count) for name, count in times.items()},
    )


def _whole(count: float) -> int:
    return int(count) if count % 1 == 0 else count  # type: ignore[return-value]


def _pairs(figures: Figures) -> dict[frozenset[str], float]:
    """What every two sets share, where it is told or follows from a union of the two."""
    middle, found = figures.sets[["low", "high"]].mean(axis=1), {}
    for each in figures.known:
        if len(each.of) == 2:
            told, both = (each.low + each.high) / 2, middle[sorted(each.of)]
            shared = told if each.operation == "common" else both.sum() - told
            found[each.of] = float(np.clip(shared, 0.0, both.min()))
    return found


def _held(figures: Figures, plan: Schedule) -> set[str]:
    several = [name for name in plan.names if plan.times(name) > 1]
    pairs = [frozenset(pair) for pair in combinations(plan.names, 2)]
    held = {
        UNIVERSE: figures.universe is not None,
        OVERLAPS: all(pair in plan.both for pair in pairs) and len(pairs) > 0,
        TWICE: all(name in plan.twice for name in several),
        ONCE: not several, SEVERAL: not several or figures.universe is not None,
        FEW: bool(np.prod([plan.times(name) + 1.0 for name in plan.names]) <= MOST_CELLS),
    }  # fmt: skip
    if several and not held[TWICE]:
        raise DataError(
            f"twice= is missing for {' and '.join(n for n in several if n not in plan.twice)}: "
            "several insertions need what two of them reach."
        )
    return {need for need, there in held.items() if there}


def _ends(
    figures: Figures, twice: Mapping[str, float], times: Mapping[str, float]
) -> tuple[float, float]:
    """Bounds of the union: of one insertion each, or of all of them.

    Insertions are alike, so a further one adds at most what the second added.
    """
    sets = figures.sets
    if not np.isfinite(sets["high"]).all():
        name = sets.index[~np.isfinite(sets["high"])][0]
        raise DataError(f"The reach of {name} has no upper bound, so no model can be asked.")
    low, high = union_ends(figures)
    several = {name: count for name, count in times.items() if count > 1 and name in twice}
    if not several:
        return low, high
    most = sets["high"].to_dict()
    for name, count in several.items():
        most[name] = twice[name] + (count - 2) * (twice[name] - sets.at[name, "low"])
    everybody = np.inf if figures.universe is None else figures.universe
    low = max(low, *(twice[name] for name in several))
    return low, max(low, float(min(sum(most.values()), everybody)))
