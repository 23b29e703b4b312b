"""How soon people see it again, and how much goes beyond a cap."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..margin import ERROR, HIGH, LOW, share_interval
from .columns import Names, Traffic, counted, dimensions
from .estimate import SQUARES, Counted, beside, count, estimated, grain, is_sample, spread
from .exposure import exposure
from .money import with_currency
from .period import Period, check_period, period_start
from .waits import waits

if TYPE_CHECKING:
    from ibis.expr.types import NumericColumn, NumericScalar, Table

_TOTALS = ("impressions", "impressions_beyond_cap", "repeats", "spend", "spend_beyond_cap")
_BOTH = "impressions_times_beyond"


def repeat(
    log: "Table",
    cap: int,
    *,
    every: Period | None = None,
    by: Names = (),
    quantiles: Sequence[float] = (0.25, 0.5, 0.75),
    traffic: Traffic = "valid",
) -> pd.DataFrame:
    """Count impressions beyond a frequency cap, their cost, and the time between exposures.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives.
    cap : int, unit impressions
        A person's impressions after this many are beyond the cap.
    every : {"day", "week", "month"}, optional
        Period of the cap, which then starts anew; by default the whole log.
    by : str or sequence of str, default ()
        Dimensions of the log; exposures are counted within each group.
    quantiles : sequence of float, default (0.25, 0.5, 0.75)
        Which quantiles of the time between one impression and the next of the same person.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked invalid, or count them too.

    Returns
    -------
    DataFrame, one row per group
        ``by``; ``impressions``; ``impressions_beyond_cap`` and ``beyond_cap_share`` (0 to 1);
        ``repeats``, impressions on people who had one before; ``spend``, ``spend_beyond_cap``
        and ``currency`` if the log has cost; ``seconds_between_p25`` and so on, whole
        seconds, that this share of the repeats followed within. Of a sample, estimates with
        standard errors, ``<name>_se``, and, but for the seconds, intervals, ``<name>_low`` and
        ``<name>_high``.

    Raises
    ------
    DataError
        If there is nothing to count, ``by`` is not in the log, or a group was paid in several
        currencies.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-09", "2026-03-02"]),
    ... }))
    >>> repeat(log, cap=2, quantiles=[0.5])[["beyond_cap_share", "seconds_between_p50"]]
       beyond_cap_share  seconds_between_p50
    0              0.25                86400
    """
    if cap < 1 or not all(0 < q < 1 for q in quantiles):
        raise ValueError("cap must be at least 1, and quantiles between 0 and 1.")
    if every is not None:
        check_period(every)
    names, rows = dimensions(log, by), counted(log, traffic)
    totals = _told(count(_totals(rows, names, cap, every), names, log))
    times = waits(rows, names, quantiles, log)
    told = with_currency(totals, rows, names)
    return told.merge(times, on=names) if names else told.join(times)


def _totals(rows: "Table", by: list[str], cap: int, every: Period | None) -> "Table":
    """Person by person, then all people; of a sample also what errors are made of."""
    keys = grain(rows, by)
    person = _people(rows, by, cap, every)
    sums = {name: person[name].sum() for name in _TOTALS if name in person.columns}
    if is_sample(rows):
        n, beyond = person.impressions, person.impressions_beyond_cap
        sums |= {name + part: of for name in sums for part, of in spread(person[name]).items()}
        sums[_BOTH] = _product(n, beyond)
    return person.aggregate(**sums, by=keys)


def _people(rows: "Table", by: list[str], cap: int, every: Period | None) -> "Table":
    capped = by
    if every is not None:
        rows, capped = rows.mutate(period=period_start(rows, every)), [*by, "period"]
    rows = rows.mutate(is_beyond=exposure(rows, capped, priced=True) > cap)
    sums = {
        "impressions": rows.count(),
        "impressions_beyond_cap": rows.count(where=rows.is_beyond),
        "repeats": rows.count() - 1,
    }
    if "cost" in rows.columns:
        cost = rows.cost.cast("float64")
        sums |= {"spend": cost.sum(), "spend_beyond_cap": cost.sum(where=rows.is_beyond)}
    return rows.aggregate(**sums, by=[*grain(rows, by), "user_id"])


def _product(one: "NumericColumn", other: "NumericColumn") -> "NumericScalar":
    return (one.cast("float64") * other.cast("float64")).sum()


def _told(counted: Counted) -> pd.DataFrame:
    table, rate = counted
    share = table["impressions_beyond_cap"] / table["impressions"]
    if "spend" in table:
        nothing = share.eq(0) & table["spend"].notna()
        table["spend_beyond_cap"] = table["spend_beyond_cap"].mask(nothing, 0.0)
    told = estimated(Counted(table.drop(columns=_BOTH, errors="ignore"), rate), _TOTALS)
    place = told.columns.get_loc("repeats")
    told.insert(place, "beyond_cap_share", share)
    if rate is not None:
        beside(told, "beyond_cap_share", _share_margins(table, share, rate))
    return told


def _share_margins(table: pd.DataFrame, share: pd.Series, rate: float) -> dict[str, Any]:
    """Of a ratio of two totals: how far people's own shares lie from it."""
    beyond, n = (table[name + SQUARES] for name in ("impressions_beyond_cap", "impressions"))
    unlike = beyond - 2 * share * table[_BOTH] + share**2 * n
    error = np.sqrt((1 - rate) * unlike.clip(lower=0)) / table["impressions"]
    low, high = share_interval(share, error, table["impressions"] ** 2 / n)
    return {ERROR: error, LOW: low if rate < 1 else share, HIGH: high if rate < 1 else share}
