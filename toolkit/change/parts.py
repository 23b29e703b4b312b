"""Which rows stand before and after: two periods of one table that do not overlap."""

from collections.abc import Sequence
from typing import TypeVar

import pandas as pd

from ..catalog import MEASURES
from ..export import Export
from ..rules import clash
from ..schema import DataError, floats
from ..summarize import context

Delivery = TypeVar("Delivery", pd.DataFrame, Export)
Period = str | tuple[str, str]

_PERIOD = "period"


def pick_periods(
    table: pd.DataFrame | Export, period: Period = "", comparison: Period = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pick the rows of two periods, the earlier and the later.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with ``date_start``.
    period, comparison : str or pair of str, optional
        First and last day, both included, as ``"2026-08-01 to 2026-08-31"`` or as a pair. Left
        out, the days of the table are halved: the later half is looked at, the earlier half is
        what it is compared with; the two are of equal length.

    Returns
    -------
    tuple of DataFrame
        Rows of the comparison, and rows of the period. No row is in both. ``attrs["period"]``
        of each says its first and last day.

    Raises
    ------
    DataError
        If the table has no dates, the periods overlap or hold no rows, or a row lies in a
        period only in part.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-02"]),
    ...                      "spend": [1.0, 2.0]})
    >>> before, after = pick_periods(days)
    >>> float(before["spend"].sum()), float(after["spend"].sum())
    (1.0, 2.0)
    """
    rows = table.table if isinstance(table, Export) else table
    first, last = _days(rows)
    spans = _spans(first, last, period, comparison)
    (start, end), (earlier_start, earlier_end) = spans
    if start <= earlier_end and earlier_start <= end:
        raise DataError(
            f"The periods {_told(spans[0])} and {_told(spans[1])} overlap, so some days would be "
            "compared with themselves. Choose periods that have no day in common."
        )
    later, earlier = (_within(rows, first, last, span) for span in spans)
    return earlier, later


def windows_of(before: pd.DataFrame, after: pd.DataFrame) -> tuple[str, ...]:
    """Return the first and last day of each side; nothing if a side has none, or both are alike.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-02"])})
    >>> windows_of(days[:1], days[1:])
    ('2026-03-01 to 2026-03-01', '2026-03-02 to 2026-03-02')
    """
    windows = [_window(side) for side in (before, after)]
    return tuple(windows) if all(windows) and windows[0] != windows[1] else ()


def _window(side: pd.DataFrame) -> str:
    """The period for which a side was picked, or else the days that its rows tell."""
    return str(side.attrs.get(_PERIOD) or context(side).get("window", ""))


def can_pick(table: pd.DataFrame | Export) -> str:
    """Say why the days of a table cannot be halved, or nothing if they can."""
    rows = table.table if isinstance(table, Export) else table
    try:
        first, last = _days(rows)
        _spans(first, last, "", "")
    except DataError as error:
        return str(error)
    return ""


def _days(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    first = rows.get("date_start", pd.Series(pd.NaT, rows.index))
    if first.isna().all():
        raise DataError(
            "The rows have no dates, so no two periods can be told apart. Download the report "
            "split by day, or compare two files."
        )
    if first.isna().any():
        raise DataError(
            f"{int(first.isna().sum()):,} of {len(rows):,} rows have no date, so it is not known "
            "to which period they belong. Download the report split by day, or leave them out."
        )
    last = rows.get("date_end", first).fillna(first)
    start, end = (each.dt.tz_localize(None).dt.normalize() for each in (first, last))
    return start, end


def _spans(
    first: pd.Series, last: pd.Series, period: Period, comparison: Period
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """The period asked about and the one before; what is not named follows from the other."""
    day = pd.Timedelta(days=1)
    named = [_read(each) for each in (period, comparison)]
    if named[0] and named[1]:
        return [named[0], named[1]]
    start, end = first.min(), last.max()
    if named[0]:
        length = named[0][1] - named[0][0]
        return [named[0], (named[0][0] - day - length, named[0][0] - day)]
    if named[1]:
        length = named[1][1] - named[1][0]
        return [(named[1][1] + day, named[1][1] + day + length), named[1]]
    half = ((end - start).days + 1) // 2
    if not half:
        raise DataError(
            f"All rows are of {start:%Y-%m-%d}, so there are no two periods to compare."
        )
    if first.ne(last).any():
        return _by_rows(first, last)
    return [
        (end - (half - 1) * day, end),
        (end - (2 * half - 1) * day, end - half * day),
    ]


def _by_rows(first: pd.Series, last: pd.Series) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Halve rows of several days each, such as weeks, without cutting one."""
    spans = pd.DataFrame({"first": first, "last": last}).drop_duplicates().sort_values("first")
    if len(spans) < 2 or (spans["first"].iloc[1:].to_numpy() <= spans["last"].iloc[:-1]).any():
        raise DataError(
            "The rows are of one period, or of periods that overlap, so they cannot be halved. "
            "Download the report split by day, or name two periods."
        )
    half = len(spans) // 2
    later, earlier = spans.iloc[-half:], spans.iloc[-2 * half : -half]
    return [(each["first"].min(), each["last"].max()) for each in (later, earlier)]


def _read(period: Period) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if not period:
        return None
    ends = period.split(" to ") if isinstance(period, str) else list(period)
    try:
        first, last = (pd.Timestamp(pd.to_datetime(end, format="%Y-%m-%d")) for end in ends)
    except ValueError:
        raise DataError(
            f"{period!r} is not a period. Write its first and last day as "
            "'2026-08-01 to 2026-08-31'."
        ) from None
    if last < first:
        raise DataError(f"{_told((first, last))} ends before it begins. Swap the two days.")
    return first, last


def _within(
    rows: pd.DataFrame,
    first: pd.Series,
    last: pd.Series,
    span: tuple[pd.Timestamp, pd.Timestamp],
) -> pd.DataFrame:
    start, end = span
    touching = first.le(end) & last.ge(start)
    inside = first.ge(start) & last.le(end)
    if (cut := touching & ~inside).any():
        raise DataError(
            f"{int(cut.sum()):,} rows lie in {_told(span)} only in part. Download the report "
            "split by day, or choose periods that do not cut a row."
        )
    if not inside.any():
        raise DataError(
            f"No row lies in {_told(span)}; the data runs from {first.min():%Y-%m-%d} to "
            f"{last.max():%Y-%m-%d}. Choose a period inside."
        )
    picked = rows[inside]
    picked.attrs = {**picked.attrs, _PERIOD: _told(span)}
    return picked


def _told(span: tuple[pd.Timestamp, pd.Timestamp]) -> str:
    return " to ".join(f"{day:%Y-%m-%d}" for day in span)


def check_alike(
    before: pd.DataFrame, after: pd.DataFrame, measures: list[str], by: Sequence[str] = ()
) -> None:
    """Refuse to compare what is not of one kind.

    That is money in two currencies or on two price bases; within a group of ``by``, counts under
    different rules; and columns that a side does not have.

    Raises
    ------
    DataError
        Saying what differs and what to do.
    """
    absent = [name for name in measures if name not in before or name not in after]
    if absent:
        raise DataError(
            f"The change needs {', '.join(absent)}, which "
            f"{'neither side has' if len(absent) > 1 else 'a side does not have'}. "
            "Download the report with these columns."
        )
    faults = [
        fault
        for name, remedy in _BASES.items()
        if "spend" in measures and (fault := _mixed(before, after, name, remedy))
    ]
    both = pd.concat([before, after], ignore_index=True)
    counted = [name for name in measures if name in MEASURES]
    faults += [fault for name in counted if (fault := _ruled_apart(both, name, by))]
    if faults:
        raise DataError("\n".join(faults))


_BASES = {
    "currency": "Convert them first: convert(table, rates, to='EUR').",
    "price_basis": "Bring them to one basis first: gross(table, commission=...) or net(...).",
}


def _mixed(before: pd.DataFrame, after: pd.DataFrame, name: str, remedy: str) -> str:
    values = pd.concat([_stated(before, name), _stated(after, name)])
    held = list(dict.fromkeys(values.fillna("unknown")))
    if len(held) < 2:
        return ""
    return (
        f"Amounts under several values of {name} ({', '.join(map(str, held))}) do not mix. {remedy}"
    )


def _ruled_apart(both: pd.DataFrame, name: str, by: Sequence[str]) -> str:
    if (apart := clash(both, MEASURES[name], by)) is None:
        return ""
    return (
        f"{MEASURES[name].label} are not compared, for they stand under several rules: "
        f"{apart.told}; {apart.why}. Choose two periods under one rule: split_at_breaks(table) "
        "tells them apart."
    )


def _stated(rows: pd.DataFrame, name: str) -> pd.Series:
    paid = rows[floats(rows["spend"]).notna()]
    return paid.get(name, pd.Series(None, paid.index, dtype="object")).astype("object")


def currency_of(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Return the currency that both sides are in, or nothing where none is stated."""
    codes = pd.concat([side["currency"] for side in (before, after) if "currency" in side] or [_NO])
    return str(codes.dropna().iloc[0]) if codes.notna().any() else ""


_NO = pd.Series(dtype="object")
