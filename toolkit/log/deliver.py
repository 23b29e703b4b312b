"""A log as a delivery table: exact reach at the grain that is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..catalog import MEASURES
from ..margin import MARGINS
from .columns import Names, Traffic, counted, dimensions
from .estimate import SQUARES, Counted, count, estimated, grain, is_sample, spread
from .money import with_currency
from .period import Period, check_period, days, period_end, period_start
from .viewable import is_measurable, is_viewable, tells_video

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value


@dataclass(frozen=True)
class Amount:
    """How a measure is added up, where the log has the columns for it."""

    measure: str
    needs: tuple[str, ...]
    total: Callable[["Table"], "Value"]
    possible: Callable[["Table"], bool] = lambda _: True


_IN_VIEW = ("in_view_pixels", "in_view_seconds")
AMOUNTS = (
    Amount("impressions", (), lambda log: log.count()),
    Amount("measurable_impressions", _IN_VIEW, lambda log: is_measurable(log).sum()),
    Amount(
        "viewable_impressions", _IN_VIEW,
        lambda log: is_viewable(log).sum(where=is_measurable(log)), tells_video,
    ),
    Amount("clicks", ("is_click",), lambda log: log.is_click.sum()),
    Amount("watch_seconds", ("watch_seconds",), lambda log: log.watch_seconds.sum()),
    Amount("spend", ("cost",), lambda log: log.cost.sum()),
)  # fmt: skip


def deliver(
    log: "Table",
    by: Names = (),
    *,
    every: Period | None = None,
    traffic: Traffic = "valid",
) -> pd.DataFrame:
    """Count a log into a delivery table with the reach of every row.

    Reach is counted for exactly these groups and periods. It holds for no other: ask again
    instead of adding rows up.

    Parameters
    ----------
    log : Ibis table
        What `read_log` or `sample_people` gives. Impressions without a user or a time are never
        counted; `check_log` tells how many there are.
    by : str or sequence of str, default ()
        Dimensions of the log that make the groups; none means all impressions together.
    every : {"day", "week", "month"}, optional
        Also split by period. Weeks start on Monday.
    traffic : {"valid", "all"}, default "valid"
        Leave out impressions marked ``is_valid = False``, or count them too. Those not marked
        are counted.

    Returns
    -------
    DataFrame, shape (n_groups, n_columns)
        A delivery table: ``by``; ``date_start`` and ``date_end``, the days of the period that
        the log covers; ``impressions``; ``measurable_impressions`` and
        ``viewable_impressions`` if the log knows pixels and seconds in view, the latter only
        if it also tells videos (``duration_seconds`` or ``format``); ``reach`` (people);
        ``clicks``, ``watch_seconds``, ``spend`` and ``currency`` where the log has them. Of a
        sample, each count is an estimate followed by its standard error, ``<name>_se``, and
        the interval that covers the truth in 95 % of samples, ``<name>_low`` to
        ``<name>_high``.

    Raises
    ------
    DataError
        If there is nothing to count, ``by`` is not in the log, or a group was paid in several
        currencies: then ``by`` must hold ``currency``, and reach is that of each.

    Source
    ------
    MRC Viewable Ad Impression Measurement Guidelines, 2014: half of the pixels for one second,
    for two seconds of a video.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    ...     "platform": ["meta", "tiktok", "tiktok"],
    ... }))
    >>> deliver(log, "platform")[["platform", "impressions", "reach"]]
      platform  impressions  reach
    0     meta            1      1
    1   tiktok            2      2
    >>> deliver(log)[["impressions", "reach"]]
       impressions  reach
    0            3      2
    """
    names, rows = dimensions(log, by), counted(log, traffic)
    cells = names
    if every is not None:
        check_period(every)
        rows = rows.mutate(date_start=period_start(rows, every))
        cells = [*names, "date_start"]
    sums = count(_sums(rows, cells), cells, log).table
    people, rate = count(_people(rows, cells), cells, log)
    whole = sums.merge(people, on=cells) if cells else sums.join(people)
    told = estimated(Counted(whole, rate), [*_amounts(rows), "reach"])
    return _arranged(_with_dates(with_currency(told, rows, cells), every), names)


def _amounts(log: "Table") -> dict[str, "Value"]:
    return {
        each.measure: each.total(log)
        for each in AMOUNTS
        if set(each.needs) <= set(log.columns) and each.possible(log)
    }


def _sums(rows: "Table", by: list[str]) -> "Table":
    """What adds up, and the first and the last impression."""
    span = {"first": rows.time.min(), "last": rows.time.max()}
    return rows.aggregate(**_amounts(rows), **span, by=grain(rows, by))


def _people(rows: "Table", by: list[str]) -> "Table":
    """Two steps, person by person and then all people, so that memory holds each person once."""
    keys = grain(rows, by)
    amounts = _amounts(rows) if is_sample(rows) else {}
    person = rows.aggregate(**amounts, by=[*keys, "user_id"])
    sums = {"reach": person.count(), "reach" + SQUARES: person.count()} | {
        name + part: total for name in amounts for part, total in spread(person[name]).items()
    }
    return person.aggregate(**sums, by=keys).mutate(reach_most=1)


def _with_dates(table: pd.DataFrame, every: Period | None) -> pd.DataFrame:
    """The days that the log covers, in whole or within the row's period."""
    first, last = days(table.pop("first")).min(), days(table.pop("last")).max()
    if every is None:
        return table.assign(date_start=first, date_end=last)
    starts, ends = days(table["date_start"]), period_end(table["date_start"], every)
    return table.assign(date_start=starts.clip(lower=first), date_end=ends.clip(upper=last))


def _arranged(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Dimensions first, then measures in the order of the catalogue; counts are whole."""
    measures = [name for each in MEASURES for name in _with_margins(each) if name in table]
    currency = ["currency"] if "currency" in table and "currency" not in by else []
    told = table[[*by, "date_start", "date_end", *measures, *currency]]
    numbers = {name: told[name].astype("float64") for name in measures}
    whole = [name for name in measures if _is_whole(name, numbers[name])]
    return told.assign(**numbers).astype(dict.fromkeys(whole, "Int64"))


def _with_margins(name: str) -> list[str]:
    return [name, *(name + part for part in MARGINS)]


def _is_whole(name: str, values: pd.Series) -> bool:
    declared = MEASURES.get(name)
    return bool(declared and declared.format == "integer" and (values.dropna() % 1 == 0).all())
