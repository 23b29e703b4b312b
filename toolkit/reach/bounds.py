"""What reaches say of the people behind several of them together: bounds, and nothing assumed."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from .feasible import MOST_SETS
from .figures import Figures, Reaches, Shared, read_figures


def reach_bounds(
    reaches: Reaches,
    by: str | None = None,
    *,
    unions: Shared | None = None,
    overlaps: Shared | None = None,
    universe: float | None = None,
    unit: str | Mapping[str, str] | None = None,
    window: str | Mapping[str, str] = "",
) -> pd.DataFrame:
    """Enclose the people reached by any of several sets, and what follows from them.

    Formula: ``max R_i <= reach <= min(sum R_i, universe)``; with unions or overlaps the least
    and the most over all ways in which people can be in up to 15 sets, by linear programming.

    Parameters
    ----------
    reaches : DataFrame, Export, Series or mapping
        A delivery table, with ``by``; or people by name; or a DataFrame indexed by name with
        ``reach`` and, if known, ``impressions`` and ``spend``. The total row of an `Export` is
        a known union.
    by : str, optional
        Dimension of the delivery table whose values are put together.
    unions, overlaps : mapping, optional
        People in any, or in all, of several sets: ``{("meta", "tiktok"): 900}``; a pair of
        figures is a lower and an upper bound.
    universe : float, optional, unit people
        Everybody.
    unit, window : str or mapping of str to str, optional
        What each figure counts, and over which period; refused where they differ. A file's
        figures count what its platforms say, such as accounts; others people, if nobody says.

    Returns
    -------
    DataFrame, one row
        ``reach_low`` and ``reach_high``; where they are known, also of ``impressions``,
        ``frequency`` and ``cost_per_1000_reached``.

    Raises
    ------
    DataError
        Naming every figure that is missing, negative, at odds, or of another unit or window;
        ``InfeasibleError`` names the fewest figures that contradict each other, or after a long
        search ones of which none can be spared, and how few may be enough.

    Source
    ------
    Frechet, 1935; Boole, 1854; Wang, Peng, Li and Liu, arXiv 2309.16774, 2023.

    Examples
    --------
    >>> reaches = {"meta": 50, "tiktok": 40, "youtube": 30}
    >>> reach_bounds(reaches, universe=100)
         reach_low  reach_high
    all       50.0       100.0
    >>> pairs = {("meta", "tiktok"): 70, ("meta", "youtube"): 65, ("tiktok", "youtube"): 60}
    >>> reach_bounds(reaches, unions=pairs, universe=100)
         reach_low  reach_high
    all       75.0        85.0
    """
    figures = read_figures(
        reaches, by, unions=unions, overlaps=overlaps, universe=universe, unit=unit, window=window
    )
    low, high = union_ends(figures)
    high = high if np.isfinite(high) else float("nan")
    told = {"reach_low": low, "reach_high": high}
    impressions, spend = figures.total("impressions"), figures.total("spend")
    if not np.isnan(impressions):
        told |= {
            "impressions": impressions,
            "frequency_low": _over(impressions, high), "frequency_high": _over(impressions, low),
        }  # fmt: skip
    if not np.isnan(spend):
        told |= {
            "cost_per_1000_reached_low": _over(1000 * spend, high),
            "cost_per_1000_reached_high": _over(1000 * spend, low),
        }
    table = pd.DataFrame([told], ["all"])
    table.attrs = dict(figures.context)
    return table


def incremental_bounds(
    reaches: Reaches,
    by: str | None = None,
    **known: Any,
) -> pd.DataFrame:
    """Enclose the people that each set adds to all the others.

    Formula: ``R - R(without i)``, at least ``max(0, R_i - R(without i))`` and at most ``R_i``

    Parameters are those of `reach_bounds`.

    Returns
    -------
    DataFrame, one row per set
        ``reach_low`` and ``reach_high`` of the set; ``incremental_reach_low`` and
        ``incremental_reach_high``; where spend is known, what one of these people cost.

    Examples
    --------
    >>> incremental_bounds({"meta": 60, "tiktok": 30}, universe=80)
            reach_low  reach_high  incremental_reach_low  incremental_reach_high
    meta         60.0        60.0                   30.0                    50.0
    tiktok       30.0        30.0                    0.0                    20.0
    """
    figures = read_figures(reaches, by, **known)
    sets = figures.sets
    ends = _added(figures)
    table = pd.DataFrame(
        {
            "reach_low": sets["low"], "reach_high": sets["high"],
            "incremental_reach_low": [low for low, _ in ends],
            "incremental_reach_high": [high for _, high in ends],
        },
        index=sets.index,
    )  # fmt: skip
    if "spend" in sets:
        name = "cost_per_incremental_reach"
        table[f"{name}_low"] = [_over(s, e[1]) for s, e in zip(sets["spend"], ends, strict=True)]
        table[f"{name}_high"] = [_over(s, e[0]) for s, e in zip(sets["spend"], ends, strict=True)]
    table.attrs = dict(figures.context)
    return table.rename_axis(by)


def overlap_bounds(reaches: Reaches, by: str | None = None, **known: Any) -> pd.DataFrame:
    """Enclose the people whom every two sets have in common.

    Formula: ``max(0, A + B - universe) <= both <= min(A, B)``

    Parameters are those of `reach_bounds`.

    Returns
    -------
    DataFrame, one row per two sets
        ``reach_low`` and ``reach_high`` of the people in both.

    Source
    ------
    Frechet, 1935.

    Examples
    --------
    >>> overlap_bounds({"meta": 60, "tiktok": 30}, universe=80)
                 reach_low  reach_high
    meta tiktok       10.0        30.0
    """
    figures = read_figures(reaches, by, **known)
    pairs = list(combinations(figures.names, 2))
    if figures.known:
        venn = figures.venn()
        ends = [venn.enclose(pair, "common") for pair in pairs]
    else:
        sets, everybody = figures.sets, figures.everybody
        spare = sets["high"].sum() - (figures.whole.low if figures.whole else 0.0)
        ends = [
            (
                max(0.0, float(sets.loc[list(pair), "low"].sum() - everybody)),
                float(min(sets.loc[list(pair), "high"].min(), spare)),
            )
            for pair in pairs
        ]
    index = pd.MultiIndex.from_tuples(pairs) if pairs else pd.MultiIndex.from_arrays([[], []])
    table = pd.DataFrame(ends, index, ["reach_low", "reach_high"])
    table.attrs = dict(figures.context)
    return table


def union_ends(figures: Figures) -> tuple[float, float]:
    """Return the least and the most people reached by any of the sets."""
    if figures.known:
        return figures.venn().enclose(figures.names)
    low, high = _closed(figures.sets, figures.everybody)
    return max(low, figures.whole.low if figures.whole else 0.0), high


def _closed(sets: pd.DataFrame, everybody: float) -> tuple[float, float]:
    low = float(sets["low"].max()) if len(sets) else 0.0
    high = float(sets["high"].sum(skipna=False))
    return low, max(low, float(np.fmin(high, everybody)))


def _added(figures: Figures) -> list[tuple[float, float]]:
    names = figures.names
    if figures.known or len(names) <= MOST_SETS // 3:
        venn = figures.venn()
        every = (1.0, frozenset(names), "union")
        return [
            venn.enclose_sum([every, (-1.0, frozenset(names) - {name}, "union")])  # type: ignore[list-item]
            for name in names
        ]
    everybody, found = figures.everybody, []
    for name in names:
        others = _closed(figures.sets.drop(index=name), everybody)
        low, high = figures.sets.loc[name, ["low", "high"]]
        least = max(low, figures.whole.low if figures.whole else 0.0)
        found.append((max(0.0, least - others[1]), float(min(high, everybody - others[0]))))
    return found


def _over(amount: float, people: float) -> float:
    return amount / people if people and np.isfinite(people) else float("nan")
