"""From which day to which day a row counts: days, weeks, months, quarters, years, and edges."""

from functools import reduce

import pandas as pd

from ..platforms import DAY, SPANS, Format

Edges = tuple[pd.Series, pd.Series]
_MONTHS = ("%Y-%m", "%b-%y", "%B %Y", "%b %Y", "%b. %Y", "%m/%Y")
FORMS = {"week": (), "month": _MONTHS, "quarter": _MONTHS, "year": ("%Y",)}
_QUARTERS = (r"^\D{0,3}([1-4])\D{1,30}(\d{4})$", r"\2-\1"), (r"^(\d{4})\D{1,3}([1-4])$", r"\1-\2")
_FIRST_MONTH = {"1": "01", "2": "04", "3": "07", "4": "10"}
_LENGTHS = {
    "week": pd.DateOffset(weeks=1), "month": pd.DateOffset(months=1),
    "quarter": pd.DateOffset(months=3), "year": pd.DateOffset(years=1),
}  # fmt: skip
_DAY = pd.Timedelta(days=1)


def first_months(quarters: pd.Series) -> pd.Series:
    """Write quarters as their first month, as ``read_dates`` understands it.

    Examples
    --------
    >>> first_months(pd.Series(["4th quarter 2023", "Q1 2024", "2024-Q2"])).tolist()
    ['2023-10', '2024-01', '2024-04']
    """
    for pattern, form in _QUARTERS:
        named = quarters.str.fullmatch(pattern.strip("^$")).fillna(False).astype(bool)
        short = quarters[named].str.replace(pattern, form, regex=True)
        months = short.str[:5] + short.str[-1].map(_FIRST_MONTH)
        quarters = quarters.mask(named, months)
    return quarters


def with_periods(
    values: pd.DataFrame,
    format_: Format,
    stated: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> pd.DataFrame:
    """Give every row its first and last day, from all that the row and the file say of it.

    Parameters
    ----------
    values : DataFrame
        Rows with ``date_start``, ``date_end`` or a column for a day, week, month, ...
    format_ : Format
        Says whether rows are days, name their start only, or end where the next begins.
    stated : pair of Timestamp, optional
        The period of the whole report; a month that it cuts is cut.

    Examples
    --------
    >>> months = pd.DataFrame({"month": pd.to_datetime(["2026-01-01", "2026-02-01"])})
    >>> report = pd.Timestamp("2026-01-15"), pd.Timestamp("2026-02-10")
    >>> dated = with_periods(months, Format("f", "f", "f", "f", {}), report)
    >>> dated["date_start"].dt.day.tolist(), dated["date_end"].dt.day.tolist()
    ([15, 1], [31, 10])
    """
    spans = [span for span in SPANS if span in values and values[span].notna().any()]
    edges = [_edges(values[span], span) for span in spans]
    values = values.drop(columns=[span for span in SPANS if span in values])
    if "date_start" in values:
        edges.append((values["date_start"], _ends(values, format_)))
    if stated:
        whole = pd.Series(stated[0], values.index), pd.Series(stated[1], values.index)
        edges.append(whole)
    if not edges:
        return values
    start, end = reduce(_within, edges)
    return values.assign(date_start=start, **({} if end.isna().all() else {"date_end": end}))


def _edges(starts: pd.Series, span: str) -> Edges:
    return starts, starts if span == DAY else starts + _LENGTHS[span] - _DAY


def _ends(values: pd.DataFrame, format_: Format) -> pd.Series:
    starts = values["date_start"]
    if "date_end" in values:
        ends = values["date_end"]
        return ends.mask(ends.lt(starts), starts) if format_.end_exclusive else ends
    if format_.daily:
        return starts
    return _last_days(starts) if format_.starts_only else pd.Series(pd.NaT, values.index)


def _last_days(starts: pd.Series) -> pd.Series:
    """The last days of periods that only tell when they begin, by how the beginnings lie."""
    firsts = starts.drop_duplicates().dropna().sort_values()
    gaps = firsts.diff().dropna().dt.days
    if gaps.empty:
        return pd.Series(pd.NaT, starts.index)
    if firsts.dt.day.eq(1).all():
        return _edges(starts, "month")[1]
    return _edges(starts, "week")[1] if gaps.mod(7).eq(0).all() else starts


def _within(one: Edges, other: Edges) -> Edges:
    """The days that lie in both periods; those of the first where they do not meet."""
    if all(mine.equals(theirs) for mine, theirs in zip(one, other, strict=True)):
        return one
    start = other[0].where(other[0].gt(one[0]) | one[0].isna(), one[0])
    end = other[1].where(other[1].lt(one[1]) | one[1].isna(), one[1])
    apart = start > end
    return start.mask(apart, one[0]), end.mask(apart, one[1])
