"""What the rows of a group determine about a measure: one figure, or the two that enclose it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .catalog import DIMENSIONS, MEASURES, THINGS
from .metrics import Measure, may_be_added

ALL = "all"
_ROW = "row"


class Enclosure(NamedTuple):
    """Lowest and highest possible figure per group; ``exact`` where the rows leave no choice."""

    low: pd.Series
    high: pd.Series
    exact: pd.Series


def enclose(
    rows: pd.DataFrame, measure: Measure, by: Sequence[str] = (), population: float | None = None
) -> Enclosure:
    """Enclose a measure in every group of rows.

    What cannot overlap is added up exactly. Rows that may share people (followers,
    population) hold at least the largest of them and at most their sum, or what else bounds
    them: impressions, population.

    Parameters
    ----------
    rows : DataFrame
        Delivery table with the measure's column.
    measure : Measure
        Declaration of the column.
    by : sequence of str
        Dimensions that make the groups.
    population : float, optional, unit people
        Size of the population in each group.

    Returns
    -------
    Enclosure
        Three Series indexed by group; ``low <= high`` wherever both are known.

    Examples
    --------
    >>> ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "reach": [10, 30]})
    >>> float(enclose(ages, MEASURES["reach"]).low["all"])
    40.0
    """
    values = rows[measure.name].astype("float64")
    groups = keys(rows, by)
    if not is_shared(measure):
        exact = values.groupby(groups, dropna=False, observed=True).sum(min_count=1)
        return Enclosure(exact, exact, pd.Series(True, exact.index))
    cells = _cells(rows, measure, values, groups)
    thing = THINGS[measure.counts]
    within = cells.groupby(level=list(range(len(groups))), dropna=False, observed=True)
    low = within["low"].agg(thing.least)
    high = within["high"].sum(skipna=False) if thing.most == "sum" else within["high"].max()
    exact = within.size().eq(1)
    if thing.is_level:
        exact |= low.eq(high)
    else:
        high = _capped(high, low, rows, measure, groups, population)
    return Enclosure(low, high, exact)


def keys(rows: pd.DataFrame, by: Sequence[str]) -> list[pd.Series]:
    """Return what ``groupby`` needs: the columns of ``by``, or one group of all rows."""
    return [rows[name] for name in by] or [pd.Series(ALL, rows.index, name=None)]


def is_shared(measure: Measure) -> bool:
    """Tell whether different rows may count the same person, follower or population."""
    return THINGS[measure.counts].least is not None


def splits(rows: pd.DataFrame, measure: Measure, by: Sequence[str]) -> list[str]:
    """Name the dimensions that vary inside a group and do not partition what is counted."""
    known = rows[rows[measure.name].notna()] if not is_shared(measure) else rows
    suspects = [
        name
        for name in known.columns
        if name in DIMENSIONS and name not in by and not may_be_added(measure, DIMENSIONS[name])
    ]
    if not suspects:
        return []
    counts = known.groupby(keys(known, by), dropna=False, observed=True)[suspects].nunique(
        dropna=False
    )
    return [name for name in suspects if (counts[name] > 1).any()]


def _cells(
    rows: pd.DataFrame, measure: Measure, values: pd.Series, groups: list[pd.Series]
) -> pd.DataFrame:
    """Add up the rows that cannot overlap; what remains may."""
    apart = splits(rows, measure, [each.name for each in groups if each.name is not None])
    cell_keys = [*groups, *(rows[name] for name in apart)]
    told_apart = [rows[name] for name in rows.columns if name in DIMENSIONS]
    if pd.concat([*groups, *told_apart], axis=1).duplicated().any():
        cell_keys.append(pd.Series(np.arange(len(rows)), rows.index, name=_ROW))
    ceiling = values.fillna(_ceiling(rows, measure))
    frame = pd.DataFrame({"low": values, "high": ceiling})
    by_cell = frame.groupby(cell_keys, dropna=False, observed=True)
    return pd.DataFrame(
        {"low": by_cell["low"].sum(min_count=1), "high": by_cell["high"].sum(skipna=False)}
    )


def _ceiling(rows: pd.DataFrame, measure: Measure) -> pd.Series:
    """What a row cannot exceed by declaration: reach its impressions, clickers its clicks."""
    bounds = [
        rows[bound.measure].astype("float64")
        for bound in measure.at_most
        if bound.severity == "error"
        and bound.measure in rows
        and not is_shared(MEASURES[bound.measure])
    ]
    return pd.concat(bounds, axis=1).min(axis=1) if bounds else pd.Series(np.nan, rows.index)


def _capped(
    high: pd.Series,
    low: pd.Series,
    rows: pd.DataFrame,
    measure: Measure,
    groups: list[pd.Series],
    population: float | None,
) -> pd.Series:
    ceiling = _ceiling(rows, measure).groupby(groups, dropna=False, observed=True)
    caps = [high, ceiling.sum(skipna=False), *([] if population is None else [population])]
    lowest = pd.Series(np.fmin.reduce(np.broadcast_arrays(*caps)), high.index)
    return lowest.where(~(lowest < low), low)
