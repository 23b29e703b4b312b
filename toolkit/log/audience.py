"""Frequency, build-up and overlap together, for less than one after the other."""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from .build_up import build_up, curves
from .columns import Names, Traffic, counted, dimensions
from .estimate import Counted, count, is_sample
from .frequency import frequency
from .overlap import combinations, combined, overlap, people_on, values_of
from .period import Period, check_period
from .steps import NEW, dated, totals_by_period

if TYPE_CHECKING:
    from ibis.expr.types import Table


class Audience(NamedTuple):
    """What `frequency`, `build_up` and `overlap` tell."""

    frequency: pd.DataFrame
    build_up: pd.DataFrame
    overlap: pd.DataFrame


def audience(
    log: "Table",
    by: Names = (),
    *,
    across: str = "platform",
    every: Period = "day",
    traffic: Traffic = "valid",
) -> Audience:
    """Count frequency, build-up and overlap at once.

    The tables are those of `frequency`, `build_up` and `overlap`; each person's first day and
    platforms are found in the same pass.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives.
    by : str or sequence of str, default ()
        Groups of the frequency.
    across : str, default "platform"
        Dimension of the overlap.
    every : {"day", "week", "month"}, default "day"
        Period of the build-up, which is that of the whole log.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked invalid, or count them too.

    Returns
    -------
    Audience
        ``frequency``, ``build_up`` and ``overlap``, each a DataFrame.

    Raises
    ------
    DataError
        As those three.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"], "platform": ["meta", "tiktok", "tiktok"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    ... }))
    >>> audience(log).build_up[["date_end", "reach"]]
        date_end  reach
    0 2026-03-01      1
    1 2026-03-02      2
    """
    check_period(every)
    (name,) = dimensions(log, across)
    often = frequency(log, by, traffic=traffic)
    if is_sample(log):
        return Audience(
            often, build_up(log, every, traffic=traffic), overlap(log, name, traffic=traffic)
        )
    return Audience(often, *_together(log, counted(log, traffic), name, every))


def _together(
    log: "Table", rows: "Table", name: str, every: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    values = values_of(rows, name)
    people = dated(people_on(rows, name, values, time=rows.time.min()), every)
    both = count(combined(rows, people, values, 1, "step"), ["step"], log).table
    steps = count(totals_by_period(rows, [], every), ["step"], log).table
    came = both.groupby("step")["people"].sum()
    steps[f"{NEW}1"] = steps["step"].map(came).fillna(0).astype("int64")
    levels = list(both.columns.difference(["step", "people", "impressions"], sort=False))
    known = both[both["impressions"] > 0].groupby(levels, as_index=False)
    places = known[["people", "impressions"]].sum()
    return (
        curves(Counted(steps, None), rows, [], every, [1]),
        combinations(Counted(places, None), values, 1),
    )
