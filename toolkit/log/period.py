"""Days, weeks and months of a log."""

from typing import TYPE_CHECKING, Literal

import pandas as pd

if TYPE_CHECKING:
    from ibis.expr.types import DateValue, Table

Period = Literal["day", "week", "month"]
PERIODS = {"day": "D", "week": "W", "month": "M"}


def period_start(rows: "Table", every: str) -> "DateValue":
    """First day of the period of every impression; weeks start on Monday."""
    return rows.time.date().truncate(PERIODS[every])


def period_end(starts: pd.Series, every: str) -> pd.Series:
    """Last day of periods that start on these days."""
    return days(pd.to_datetime(starts).dt.to_period(PERIODS[every]).dt.end_time)


def days(times: pd.Series) -> pd.Series:
    """The day of each time, in whatever unit and type the engine tells times."""
    return pd.to_datetime(times).dt.tz_localize(None).dt.normalize().dt.as_unit("us")


def check_period(every: str | None, known: tuple[str, ...] = tuple(PERIODS)) -> None:
    """Raise for a period that is not known."""
    if every not in known:
        raise ValueError(f"every must be one of {', '.join(known)}, not {every!r}.")
