"""Who saw it where: the people of every combination, counted at once."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import pandas as pd

from ..schema import DataError
from .columns import Traffic, counted, dimensions
from .engine import fetch
from .estimate import MOST, SQUARES, Counted, count, estimated, grain, is_sample, spread

if TYPE_CHECKING:
    from ibis.expr.types import IntegerScalar, Table

COUNTS = ("people", "impressions")
HIGHEST = "highest_k"
RATE, LARGEST = "sample_rate", "most_impressions"


def overlap(
    log: "Table", by: str = "platform", *, highest_k: int = 1, traffic: Traffic = "valid"
) -> pd.DataFrame:
    """Count the people of every combination of platforms, campaigns or what else.

    One count answers every question of union, intersection, exclusive and incremental reach:
    see `union_reach`, `common_reach`, `exclusive_reach` and `incremental_reach`.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives.
    by : str, default "platform"
        A dimension of the log. Impressions that miss it are left out.
    highest_k : int, default 1, unit impressions
        Tell exposures apart up to this many, for k+ of any union up to this k.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked invalid, or count them too.

    Returns
    -------
    DataFrame, one row per combination that occurs
        The index has a level for each value of ``by`` with the exposures there: 0 for none,
        ``highest_k`` for that many or more. ``people`` with exactly this combination, the
        ``impressions`` they had, and ``highest_k``. Of a sample, estimates with standard
        errors and intervals, ``<name>_se``, ``<name>_low`` and ``<name>_high``;
        ``sample_rate``, and ``most_impressions`` of one person.

    Raises
    ------
    DataError
        If there is nothing to count or ``by`` is not one dimension of the log.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob", "cem"],
    ...     "platform": ["meta", "tiktok", "tiktok", "tiktok"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> overlap(log)[["people", "impressions"]]
                 people  impressions
    meta tiktok
    0    1            2            2
    1    1            1            2
    """
    if highest_k < 1:
        raise ValueError(f"highest_k must be at least 1, not {highest_k!r}.")
    if not isinstance(by, str):
        raise DataError(f"overlap takes one dimension, not {by!r}; count each on its own.")
    (name,) = dimensions(log, by)
    rows = counted(log, traffic)
    rows = rows.filter(rows[name].notnull())
    values = values_of(rows, name)
    question = combined(rows, people_on(rows, name, values), values, highest_k)
    return combinations(count(question, _levels(values), log), values, highest_k)


def values_of(rows: "Table", name: str) -> list[object]:
    """What the dimension tells, in order."""
    held = fetch(rows.select(name).distinct())[name].dropna()
    if held.empty:
        raise DataError(f"No impression counts: none is of a known person and tells {name!r}.")
    return sorted(held)


def people_on(
    rows: "Table", name: str, values: Sequence[object], **also: "IntegerScalar"
) -> "Table":
    """One row per person with the impressions on each value."""
    exposures = {
        level: rows.count(where=rows[name] == value)
        for level, value in zip(_levels(values), values, strict=True)
    }
    return rows.aggregate(**exposures, **also, by=[*grain(rows, ()), "user_id"])


def combined(
    rows: "Table", people: "Table", values: Sequence[object], highest_k: int, *also: str
) -> "Table":
    """One row per combination of exposures that occurs."""
    import ibis

    levels = _levels(values)
    impressions = reduce(add, [people[level] for level in levels])
    capped = {level: ibis.least(people[level], highest_k) for level in levels}
    people = people.mutate(impressions=impressions, **capped)
    sums = {"people": people.count(), "impressions": people.impressions.sum()}
    if is_sample(rows):
        sums |= {"people" + SQUARES: people.count()} | {
            "impressions" + part: of for part, of in spread(people.impressions).items()
        }
    return people.aggregate(**sums, by=grain(rows, [*also, *levels]))


def combinations(answer: Counted, values: Sequence[object], highest_k: int) -> pd.DataFrame:
    """Put the values themselves on the combinations."""
    table, rate = answer
    told = estimated(Counted(table.assign(people_most=1), rate), COUNTS)
    levels = _levels(values)
    told.index = pd.MultiIndex.from_frame(told[levels], names=values)
    drawn = {} if rate is None else {RATE: rate, LARGEST: table["impressions" + MOST].to_numpy()}
    return told.drop(columns=levels).assign(**{HIGHEST: highest_k}, **drawn)


def _levels(values: Sequence[object]) -> list[str]:
    return [f"at_{place}" for place in range(len(values))]
