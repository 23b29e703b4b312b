"""How money ran over the days: against a plan, with gaps, and where a price stood out."""

import numpy as np
import pandas as pd

from .catalog import MEASURES
from .content import content_of
from .enclose import is_shared
from .export import Export
from .schema import DataError, floats
from .summarize import summarize

_NORMAL = 1.4826  # the median deviation of normal noise, times this, is its standard deviation
_LEAST_DAYS = 8


def list_days(table: pd.DataFrame | Export) -> pd.DataFrame:
    """List every day from the first to the last with its spend, impressions and CPM.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with a row or more per day.

    Returns
    -------
    DataFrame, shape (n_days, ...)
        Indexed by ``date_start``; a day without rows is missing, not 0. ``cpm`` is missing
        where nothing was shown.

    Raises
    ------
    DataError
        If rows have no dates, or span several days.
    NotAdditiveError
        If currencies or price bases are mixed.

    Examples
    --------
    >>> rows = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-03"]),
    ...                      "spend": [2.0, 3.0], "impressions": [1000, 1000]})
    >>> list_days(rows)["spend"].tolist()
    [2.0, nan, 3.0]
    """
    rows = _daily(table)
    names = [
        name for name in ("spend", "impressions")
        if name in rows and not is_shared(MEASURES[name])
    ]  # fmt: skip
    summarize(rows, names)
    dates = rows["date_start"].dt.tz_localize(None).dt.normalize().rename("date_start")
    sums = rows[names].apply(floats).groupby(dates).sum(min_count=1)
    days = sums.reindex(pd.date_range(sums.index.min(), sums.index.max(), name="date_start"))
    if {"spend", "impressions"} <= set(days):
        days["cpm"] = 1000 * days["spend"] / days["impressions"].where(days["impressions"] > 0)
    return days


def list_spikes(
    table: pd.DataFrame | Export, *, far: float = 4.0, least: float = 0.1
) -> pd.DataFrame:
    """List the days on which a piece of content was far dearer or cheaper than it usually is.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with a row or more per day.
    far : float, default 4, unit robust standard deviations
        How far from its own median the logarithm of a day's CPM must lie.
    least : float, default 0.1
        And by what share it must be dearer or cheaper: of a fixed price, a cent that was rounded
        is far.

    Returns
    -------
    DataFrame, shape (n_spikes, ...)
        Indexed by content and ``date_start``, farthest first: ``cpm``, ``usual`` (its median)
        and ``far``. Content with fewer than 8 days has no usual price and no spikes.

    Source
    ------
    Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993: median and MAD.

    Examples
    --------
    >>> rows = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=9),
    ...                      "spend": [5.0, 5.1, 4.9, 5.2, 4.8, 5.0, 5.1, 4.9, 30.0],
    ...                      "impressions": [1000] * 9})
    >>> list_spikes(rows)["cpm"].tolist()
    [30.0]
    """
    rows = _daily(table).dropna(subset=["spend", "impressions"])
    names = [name for name in content_of(rows) if name != "date_start"]
    names += [name for name in ("platform",) if name in rows and name not in names]
    keys = [*(rows[name] for name in names), rows["date_start"]]
    sums = rows[["spend", "impressions"]].apply(floats).groupby(
        keys, dropna=False, observed=True).sum()  # fmt: skip
    priced = sums[(sums["spend"] > 0) & (sums["impressions"] > 0)]
    cpm = 1000 * priced["spend"] / priced["impressions"]
    level = np.log(cpm)
    groups = [level.index.get_level_values(at) for at in range(len(names))]
    own = level.groupby(groups, dropna=False) if groups else level.groupby(lambda _: 0)
    off = level - own.transform("median")
    spread = _NORMAL * off.abs().groupby(groups if groups else lambda _: 0, dropna=False).transform(
        "median"
    )
    score = off / spread.where(spread > 0)
    enough = own.transform("size") >= _LEAST_DAYS
    found = pd.DataFrame({"cpm": cpm, "usual": np.exp(level - off), "far": score})
    found = found[enough & score.abs().gt(far) & off.abs().gt(np.log1p(least))]
    return found.sort_values("far", key=lambda each: -each.abs(), kind="stable")


def _daily(table: pd.DataFrame | Export) -> pd.DataFrame:
    rows = table.table if isinstance(table, Export) else table
    first = rows.get("date_start", pd.Series(pd.NaT, rows.index))
    if first.isna().any() or rows.get("date_end", first).fillna(first).ne(first).any():
        raise DataError(
            "Some rows are not of one day, so how money ran over the days is not known. Download "
            "the report split by day."
        )
    return rows
