"""What the rows of a group determine about a measure: one figure, or the two that enclose it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.core.groupby import SeriesGroupBy

from .catalog import DIMENSIONS, MEASURES, METRICS, THINGS, leaves
from .margin import HIGH, LOW, at_end, is_estimate
from .metrics import Measure, Metric, Ratio, may_be_added
from .numbering import numbered
from .schema import floats

ALL = "all"


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
    groups = keys(rows, by)
    values = floats(rows[measure.name])
    if not is_shared(measure):
        exact = values.groupby(groups, dropna=False, observed=True).sum(min_count=1)
        return Enclosure(exact, exact, pd.Series(True, exact.index))
    ceiling = _ceiling(rows, measure)
    values = values.mask(values.eq(0) & ceiling.gt(0))  # held back by the platform, not nobody
    low, high = _joined(rows, measure, values, values.fillna(ceiling), groups)
    if measure.counts == "people":
        high = _capped(high, low, ceiling.groupby(groups, dropna=False, observed=True), population)
    found = values.groupby(groups, dropna=False, observed=True)
    return Enclosure(low, high, low.eq(high) | found.size().eq(1) | found.count().eq(0))


def enclose_metric(
    rows: pd.DataFrame,
    metric: Metric,
    by: Sequence[str] = (),
    population: float | None = None,
    *,
    margins: bool = False,
) -> Enclosure:
    """Enclose a measure, or a ratio by the corners of what encloses its parts.

    With ``margins`` what encloses an estimate from a sample are the ends of its interval. Rows
    of one sample share its luck, so the ends are added up as they are, which is never too narrow.

    Examples
    --------
    >>> days = pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]})
    >>> low, high, _ = enclose_metric(days, METRICS["frequency"])
    >>> float(low["all"]), float(high["all"])
    (2.0, 4.0)
    """
    if isinstance(metric, Measure):
        low, high, exact = enclose(rows, metric, by, population)
        if margins and is_estimated(rows, metric):
            low = enclose(at_end(rows, LOW), metric, by, population).low
            high = enclose(at_end(rows, HIGH), metric, by, population).high
        return Enclosure(low, high, exact)
    top, bottom = (
        enclose_metric(rows, METRICS[part], by, population, margins=margins)
        for part in metric.parts
    )
    corners = pd.concat(
        [
            metric.scale * over / under.where(under.ne(0))
            for over in top[:2]
            for under in bottom[:2]
        ],
        axis=1,
    )
    low, high = corners.min(axis=1, skipna=False), corners.max(axis=1, skipna=False)
    exact = top.exact & bottom.exact
    if _is_share(metric):
        low, high = (end.where(exact, end.clip(upper=metric.scale)) for end in (low, high))
    return Enclosure(low, high, exact)


def _is_share(ratio: Ratio) -> bool:
    """Tell whether one part is counted among the other, so that the ratio ends at the whole."""
    top = METRICS[ratio.numerator]
    return isinstance(top, Measure) and any(
        bound.measure == ratio.denominator and bound.severity == "error" for bound in top.at_most
    )


def is_estimated(rows: pd.DataFrame, metric: Metric) -> bool:
    """Tell whether a metric, or a part of it, is estimated from a sample of people."""
    return any(is_estimate(leaf.name, rows.columns) for leaf in leaves(metric))


def keys(rows: pd.DataFrame, by: Sequence[str]) -> list[pd.Series]:
    """Return what ``groupby`` needs: the columns of ``by``, or one group of all rows."""
    return [rows[name] for name in by] or [pd.Series(ALL, rows.index, name=None)]


def is_shared(measure: Measure) -> bool:
    """Tell whether different rows may count the same person, follower or population."""
    return THINGS[measure.counts].least is not None


def splits(rows: pd.DataFrame, measure: Measure, by: Sequence[str]) -> list[str]:
    """Name the dimensions that vary inside a group and do not partition what is counted.

    What money is told in, its currency and price basis, may not vary from group to group either:
    a column of amounts is in one. Nor may the rows of a whole stand beside those of its parts.
    """
    known = rows if is_shared(measure) else rows[rows[measure.name].notna()]
    suspects = [
        name
        for name in known.columns
        if name in DIMENSIONS
        and name not in by
        and not (name == "view_rule" and measure.counts == "views")
        and (not may_be_added(measure, DIMENSIONS[name]) or _has_whole(known[name]))
    ]
    if not suspects:
        return []
    own = known if is_shared(measure) else known.assign(**_kinds(known[suspects]))
    within = own.groupby(keys(known, by), dropna=False, observed=True)
    most = within[suspects].nunique(dropna=False).max()
    if measure.counts == "money":
        units = [name for name in suspects if not may_be_added(measure, DIMENSIONS[name])]
        most[units] = known[units].nunique(dropna=False)
    return [name for name in suspects if most[name] > 1]


def _kinds(columns: pd.DataFrame) -> dict[str, pd.Series]:
    return {name: kinds(columns[name]) for name in columns if DIMENSIONS[name].kin}


def kinds(values: pd.Series) -> pd.Series:
    """Return one value in place of all that count alike.

    Examples
    --------
    >>> kinds(pd.Series(["facebook", "instagram", "x"], name="platform")).nunique()
    2
    """
    kin = DIMENSIONS[str(values.name)].kin
    return values.astype("object").where(~values.isin(kin), min(kin, default=""))


def _has_whole(column: pd.Series) -> bool:
    whole = DIMENSIONS[str(column.name)].whole
    return bool(whole) and bool(column.eq(whole).any())


def _joined(
    rows: pd.DataFrame,
    measure: Measure,
    values: pd.Series,
    ceilings: pd.Series,
    groups: list[pd.Series],
) -> tuple[pd.Series, pd.Series]:
    """Compare the rows of each cell that may share people, and add up the cells, which do not."""
    thing, apart = THINGS[measure.counts], _apart(rows, measure, groups)
    grouped = values.groupby(groups, dropna=False, observed=True)
    order, whose = grouped.size().index, grouped.ngroup().to_numpy()
    loose = np.logical_or.reduce([each.isna() for each in apart] or [np.zeros(len(rows), bool)])
    numbers = numbered([whose, loose, *apart], len(rows))
    first = np.unique(numbers, return_index=True)[1]
    whose, loose = whose[first], loose[first]
    cells = pd.DataFrame({"low": values, "high": ceilings}).groupby(numbers)
    lows, highs = cells["low"], cells["high"]
    low = lows.max() if thing.least == "max" else lows.min(skipna=thing.repeats)
    high = highs.sum(skipna=False) if thing.most == "sum" else highs.max(skipna=thing.repeats)
    tight, open_ = (low[loose == each].groupby(whose[loose == each]) for each in (False, True))
    ends = [tight.sum(skipna=thing.least != "min", min_count=1), open_.max()]
    lowest = pd.concat([each.reindex(range(len(order))) for each in ends], axis=1).max(axis=1)
    return lowest.set_axis(order), high.groupby(whose).sum(skipna=False).set_axis(order)


def _apart(rows: pd.DataFrame, measure: Measure, groups: list[pd.Series]) -> list[pd.Series]:
    """The dimensions inside a group that partition what is counted."""
    inside = set(rows.columns) - {each.name for each in groups}
    return [
        rows[name]
        for name in rows.columns
        if name in inside and name in DIMENSIONS and may_be_added(measure, DIMENSIONS[name])
    ]


def _ceiling(rows: pd.DataFrame, measure: Measure) -> pd.Series:
    """What a row cannot exceed by declaration: reach its impressions, clickers their clicks."""
    bounds = [
        floats(rows[bound.measure])
        for bound in measure.at_most
        if bound.severity == "error"
        and bound.measure in rows
        and not is_shared(MEASURES[bound.measure])
    ]
    return pd.concat(bounds, axis=1).min(axis=1) if bounds else pd.Series(np.nan, rows.index)


def _capped(
    high: pd.Series, low: pd.Series, ceilings: SeriesGroupBy, population: float | None
) -> pd.Series:
    caps = [high, ceilings.sum(skipna=False), *([] if population is None else [population])]
    lowest = pd.Series(np.fmin.reduce(np.broadcast_arrays(*caps)), high.index)
    return lowest.where(~(lowest < low), high)  # a cap below what was seen is not believed
