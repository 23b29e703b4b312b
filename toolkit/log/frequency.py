"""How often people saw it: exactly k times, and at least k times."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from .columns import Names, Traffic, check_columns, counted, dimensions
from .estimate import MOST, SQUARES, Counted, count, estimated, grain, per_group, spread
from .exposure import exposure
from .money import with_currency

if TYPE_CHECKING:
    from ibis.expr.types import Table

AT_LEAST, RATE = "_at_least", "rate"


def frequency(
    log: "Table", by: Names = (), *, spend: bool = False, traffic: Traffic = "valid"
) -> pd.DataFrame:
    """Count people and impressions by number of exposures.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives.
    by : str or sequence of str, default ()
        Dimensions of the log; exposures are counted within each group.
    spend : bool, default False
        Also tell what all first, all second, ... impressions cost. It puts each person's
        impressions in order of time, which is several times the work.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked invalid, or count them too.

    Returns
    -------
    DataFrame, one row per group and number of exposures from 1 to the highest
        ``by``; ``exposures`` (k); ``people`` and ``impressions`` of those who had exactly k;
        ``people_at_least`` and ``impressions_at_least`` of those who had k or more, where
        ``people_at_least`` at k = 1 is reach; with ``spend`` the cost of every k-th impression
        and its ``currency``. Of a sample, estimates with standard errors and intervals,
        ``<name>_se``, ``<name>_low`` and ``<name>_high``, and ``attrs["rate"]`` is its rate.

    Raises
    ------
    DataError
        If there is nothing to count, ``by`` is not in the log, or ``spend`` is asked of a log
        without cost or in several currencies.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    ... }))
    >>> frequency(log)[["exposures", "people", "impressions", "people_at_least"]]
       exposures  people  impressions  people_at_least
    0          1       1            1                2
    1          2       1            2                1
    """
    names = dimensions(log, by)
    rows = counted(log, traffic)
    people, rate = count(_people(rows, names), [*names, "exposures"], log)
    told = estimated(Counted(_accumulated(people, names), rate), _TOLD)
    told.attrs[RATE] = rate
    if not spend:
        return told
    check_columns(log, ["cost"])
    costs = count(_spend(rows, names), [*names, "exposures"], log)
    paid = with_currency(estimated(costs, ["spend"]), rows, names)
    both = told.merge(paid, on=[*names, "exposures"])
    both.attrs[RATE] = rate
    return both


_TOLD = ("people", "impressions", "people_at_least", "impressions_at_least")


def _people(rows: "Table", by: list[str]) -> "Table":
    keys = grain(rows, by)
    person = rows.aggregate(exposures=rows.count(), by=[*keys, "user_id"])
    return person.aggregate(people=person.count(), by=[*keys, "exposures"])


def _spend(rows: "Table", by: list[str]) -> "Table":
    ranked = rows.mutate(exposures=exposure(rows, by, priced=True))
    cost = ranked.cost.cast("float64")
    amounts = {"spend": cost.sum()} | {"spend" + part: of for part, of in spread(cost).items()}
    return ranked.aggregate(**amounts, by=[*grain(rows, by), "exposures"])


def _accumulated(people: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Every number of exposures up to the highest, and all from the highest down to it."""
    table = _without_gaps(people, by)
    k = table["exposures"]
    table["impressions"] = k * table["people"]
    table["people" + SQUARES] = table["people"]
    table["impressions" + SQUARES] = k * table["impressions"]
    for name in ("people", "impressions"):
        for part in ("", SQUARES):
            upwards = per_group(table[::-1], by)[name + part].cumsum()
            table[name + AT_LEAST + part] = upwards
    highest = per_group(table, by)["exposures"].transform("max")
    most = {"people": 1, "people_at_least": 1, "impressions": k, "impressions_at_least": highest}
    return table.assign(**{name + MOST: of for name, of in most.items()})


def _without_gaps(people: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    highest = per_group(people, by).tail(1)
    every = highest.loc[highest.index.repeat(highest["exposures"]), list(by)]
    every["exposures"] = per_group(every, by).cumcount() + 1
    whole = every.merge(people, on=[*by, "exposures"], how="left")
    return whole.fillna({"people": 0}).astype({"people": "int64"})
