"""What is odd in a log, and what is done about it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..schema import DataError
from .engine import fetch

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, NumericValue, Table

_ALL = "all impressions"
_FUTURE = "after the log was written"
_REPEATED = "impression id stood before"
_LEFT_OUT = "left out of every count"
_AS_OFTEN = (
    "counted as often as they stand; log.distinct(on='impression_id', keep='first') keeps one each"
)


class Oddity(NamedTuple):
    """Impressions to look at, the columns that show them, and what counting does with them."""

    problem: str
    needs: tuple[str, ...]
    where: Callable[["Table"], "BooleanValue"]
    treatment: str


ODDITIES = (
    Oddity("without user id", ("user_id",), lambda log: log.user_id.isnull(), _LEFT_OUT),
    Oddity("without time", ("time",), lambda log: log.time.isnull(), _LEFT_OUT),
    Oddity(
        "marked invalid", ("is_valid",), lambda log: ~log.is_valid,
        "left out, unless traffic='all' is asked for",
    ),
    Oddity(
        "not known whether valid", ("is_valid",), lambda log: log.is_valid.isnull(),
        "counted as valid",
    ),
    Oddity(
        "without cost", ("cost",), lambda log: log.cost.isnull(),
        "counted; spend is the sum of the others",
    ),
    Oddity(
        "cost below zero", ("cost",), lambda log: log.cost < 0,
        "counted as a credit",
    ),
    Oddity(
        "cost is not a number", ("cost",), lambda log: _is_no_number(log.cost),
        "counted, which leaves the spend of their group without a number",
    ),
    Oddity(
        "cost without currency", ("cost", "currency"),
        lambda log: log.currency.isnull() & (log.cost != 0),
        "counted; refused where other currencies are in the same group",
    ),
    Oddity(
        "viewability not measured", ("in_view_pixels", "in_view_seconds"),
        lambda log: log.in_view_pixels.isnull() | log.in_view_seconds.isnull(),
        "counted, but not as measurable",
    ),
    Oddity(
        "in view by more than all pixels", ("in_view_pixels",),
        lambda log: log.in_view_pixels > 1,
        "counted as in view; if these are percentages, divide them by 100",
    ),
)  # fmt: skip


def _is_no_number(value: "NumericValue") -> "BooleanValue":
    import ibis

    no_number = value.isnan() | value.isinf() if value.type().is_floating() else ibis.literal(False)
    return value.notnull() & no_number


def check_log(log: "Table", *, now: datetime | str | None = None) -> pd.DataFrame:
    """Count what is odd in a log, in one pass, and say what is done about it.

    Parameters
    ----------
    log : Ibis table
        What `read_log` gives.
    now : datetime or str, optional
        Moment at which the log was written, in the log's own time zone; later impressions are
        counted as odd. Without it times are not judged.

    Returns
    -------
    DataFrame, one row per oddity that the log's columns can show
        ``problem``; ``impressions`` with it, none where all is well; their ``share`` of all
        impressions, 0 to 1; ``treatment``, what the counts do with them. The first row is the
        whole log.

    Raises
    ------
    DataError
        If the log is empty.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", None], "time": pd.to_datetime(["2026-03-01", "2027-03-01"]),
    ... }))
    >>> check_log(log, now="2026-03-02")[["problem", "impressions", "share"]]
                         problem  impressions  share
    0            all impressions            2    1.0
    1            without user id            1    0.5
    2               without time            0    0.0
    3  after the log was written            1    0.5
    """
    oddities = [each for each in ODDITIES if set(each.needs) <= set(log.columns)]
    if now is not None:
        moment = pd.Timestamp(now).to_pydatetime()
        future = Oddity(_FUTURE, ("time",), lambda log: log.time > moment, "counted")
        oddities.append(future)
    counts = _counts(log, oddities)
    if not counts[_ALL]:
        raise DataError("The log is empty: there is not a single impression in it.")
    treatments = {_ALL: "", _REPEATED: _AS_OFTEN} | {
        each.problem: each.treatment for each in oddities
    }
    table = pd.DataFrame({"problem": list(counts), "impressions": list(counts.values())})
    table["share"] = table["impressions"] / counts[_ALL]
    return table.assign(treatment=table["problem"].map(treatments))


def nothing_to_count(log: "Table") -> DataError:
    """Say why not a single impression counts."""
    counts = _counts(log, [each for each in ODDITIES[:3] if set(each.needs) <= set(log.columns)])
    if not (whole := counts.pop(_ALL)):
        return DataError("The log is empty: there is not a single impression in it.")
    reasons = ", ".join(f"{n:,} {problem}" for problem, n in counts.items() if n)
    return DataError(f"No impression counts: of {whole:,} in the log, {reasons}.")


def _counts(log: "Table", oddities: list[Oddity]) -> dict[str, int]:
    """One pass over the log for everything at once."""
    sums = {_ALL: log.count()} | {
        each.problem: log.count(where=each.where(log)) for each in oddities
    }
    if "impression_id" in log.columns:
        sums[_REPEATED] = log.impression_id.count() - log.impression_id.nunique()
    names = dict(zip((f"count_{place}" for place in range(len(sums))), sums, strict=True))
    row = fetch(log.aggregate(**{name: sums[of] for name, of in names.items()})).loc[0]
    return {of: int(row[name]) for name, of in names.items()}
