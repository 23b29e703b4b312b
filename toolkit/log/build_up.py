"""How reach builds up over time, impressions or spend."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import pandas as pd

from .columns import Names, Traffic, check_columns, counted, dimensions
from .estimate import MOST, SQUARES, Counted, count, estimated, per_group
from .money import with_currency
from .period import PERIODS, check_period, days, period_end
from .steps import NEW, steps_by_amount, steps_by_period

if TYPE_CHECKING:
    from ibis.expr.types import Table

Every = Literal["day", "week", "month", "impressions", "spend"]
_KNOWN = (*PERIODS, "impressions", "spend")
_SUMS = ("impressions", "spend")
_TOLD = ("impressions", "spend", "reach", "incremental_reach")


def build_up(
    log: "Table",
    every: Every = "day",
    *,
    step: float | None = None,
    k: int | Sequence[int] = 1,
    by: Names = (),
    traffic: Traffic = "valid",
) -> pd.DataFrame:
    """Count how many people had been reached by the end of each period or step.

    A person enters the curve of k or more on the day of the k-th impression, never before.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives.
    every : {"day", "week", "month", "impressions", "spend"}, default "day"
        What makes a step.
    step : float, unit impressions or currency
        Size of a step in impressions or spend.
    k : int or sequence of int, default 1, unit impressions
        Least numbers of exposures, one curve for each. Above 1 each person's impressions are
        put in order of time, which is several times the work.
    by : str or sequence of str, default ()
        Dimensions of the log; each group has its own curves.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked invalid, or count them too.

    Returns
    -------
    DataFrame, one row per group, step and k
        ``by``; ``date_start``, the log's first day, and ``date_end``, the last day so far;
        ``impressions`` and ``spend`` so far; ``exposures`` (k); ``reach``, people with k
        impressions so far, and ``incremental_reach``, those who came in this step. Steps in
        which the group had no impression are left out; impressions of one moment stay in one
        step, so that a step may be a little larger. Of a sample, estimates with standard
        errors and intervals, ``<name>_se``, ``<name>_low`` and ``<name>_high``.

    Raises
    ------
    DataError
        If there is nothing to count, ``by`` is not in the log, or a group was paid in several
        currencies.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    ... }))
    >>> curve = build_up(log, "day", k=(1, 2))
    >>> curve[["date_end", "impressions", "exposures", "reach", "incremental_reach"]]
        date_end  impressions  exposures  reach  incremental_reach
    0 2026-03-01            1          1      1                  1
    1 2026-03-01            1          2      0                  0
    2 2026-03-02            3          1      2                  1
    3 2026-03-02            3          2      1                  1
    """
    names, least = dimensions(log, by), [k] if isinstance(k, int) else sorted(set(k))
    _check(log, every, step, least)
    rows = counted(log, traffic)
    question = (
        steps_by_period(rows, names, every, least)
        if step is None
        else steps_by_amount(rows, names, every, step, least)
    )
    return curves(count(question, [*names, "step"], log), rows, names, every, least)


def _check(log: "Table", every: str, step: float | None, least: list[int]) -> None:
    check_period(every, _KNOWN)
    if every in PERIODS and step is not None:
        raise ValueError(f"every={every!r} makes its own steps; leave step out.")
    if every not in PERIODS and (step is None or step <= 0):
        raise ValueError(f"every={every!r} needs step=, the size of a step, above 0.")
    if not least or least[0] < 1:
        raise ValueError(f"k must be at least 1, not {least}.")
    check_columns(log, ["cost"] if every == "spend" else [])


def curves(
    steps: Counted, rows: "Table", by: list[str], every: str, least: list[int]
) -> pd.DataFrame:
    """From what each step brought to all that there was by its end."""
    so_far = Counted(_added_up(_with_dates(steps.table, every), by, least), steps.rate)
    return _arranged(with_currency(estimated(so_far, _TOLD), rows, by))


def _with_dates(steps: pd.DataFrame, every: str) -> pd.DataFrame:
    first, last = days(steps.pop("first")).min(), days(steps.pop("last"))
    ends = period_end(steps["step"], every) if every in PERIODS else last
    return steps.assign(date_start=first, date_end=ends.clip(upper=last.max()))


def _added_up(steps: pd.DataFrame, by: list[str], least: list[int]) -> pd.DataFrame:
    groups = per_group(steps, by)
    where = steps[[*by, "date_start", "date_end"]].assign(
        **{
            name: groups[name].transform(_highest if name.endswith(MOST) else _total)
            for name in steps
            if name.removesuffix(MOST).removesuffix(SQUARES) in _SUMS
        }
    )
    curves = []
    for k in least:
        came, reached = steps[f"{NEW}{k}"], groups[f"{NEW}{k}"].cumsum()
        people = {"exposures": k, "reach": reached, "incremental_reach": came}
        squares = {
            "reach" + SQUARES: reached, "reach" + MOST: 1,
            "incremental_reach" + SQUARES: came, "incremental_reach" + MOST: 1,
        }  # fmt: skip
        curves.append(where.assign(**people, **squares))
    return pd.concat(curves).sort_index(kind="stable", ignore_index=True)


def _total(steps: pd.Series) -> pd.Series:
    return steps.cumsum().ffill()


def _highest(steps: pd.Series) -> pd.Series:
    return steps.cummax().ffill()


def _arranged(table: pd.DataFrame) -> pd.DataFrame:
    last = ["exposures", *(name for name in table if "reach" in str(name))]
    return table[[*(name for name in table if name not in last), *last]]
