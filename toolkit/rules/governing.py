"""The rule behind every figure: looked up from platform, product, column and date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from pandas.api import types

from ..numbering import numbered
from ..platforms import UNKNOWN, Rule, rules

VIEW_RULE = "view_rule"
OR, THEN = " or ", " then "
# What tells delivery that was paid for, and a post, where the file does not state the scope.
_PAID = ("spend", "campaign", "ad_group", "ad", "ad_id", "ad_group_id", "campaign_id")
_ORGANIC = ("post_id", "post", "permalink", "published_at")
_SCOPES = np.array([None, "organic", "paid"], dtype=object)
_DAY = pd.Timedelta(days=1)
_EVER = (np.datetime64("0001-01-01"), np.datetime64("9999-12-31"))


@dataclass(frozen=True)
class Governed:
    """What every row of one column obeys.

    Attributes
    ----------
    labels : Series of str
        Name of the rule; ``a or b`` where the row does not say which, ``a then b`` where its
        period lies across a change.
    eras : Series of str
        The same label where the rule of such rows changed at some time, otherwise empty.
    products : Series of int
        Number of what the row is of: platform, scope and whatever its rules depend on.
    rules : dict of str to tuple of Rule
        The rules behind each label.
    """

    labels: pd.Series
    eras: pd.Series
    products: pd.Series
    rules: dict[str, tuple[Rule, ...]]


class Slice(NamedTuple):
    """A stretch of time under one rule, or under several of which one holds."""

    label: str
    rules: tuple[Rule, ...]


class Timeline(NamedTuple):
    """Slices, and the days on which each but the first begins."""

    cuts: tuple[pd.Timestamp, ...]
    slices: tuple[Slice, ...]


def governing(table: pd.DataFrame, column: str) -> Governed:
    """Look up what the rows of a column obey.

    A row's period is ``date_start`` to ``date_end``. A counter over the life of a post runs from
    ``published_at`` to a day that nobody states, so it obeys every rule since then.

    Parameters
    ----------
    table : DataFrame
        Delivery table with ``platform``; scope, format and the like narrow the rule down.
    column : str
        Name of a measure.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "platform": "x", "scope": "paid", "views": [5, 4],
    ...     "date_start": pd.to_datetime(["2026-08-12", "2026-08-13"]),
    ... })
    >>> governing(days, "views").labels.tolist()
    ['x_ads_views_until_2026', 'x_ads_views']
    """
    facts = _facts(table, column)
    products = numbered(facts.values(), len(table))
    codes, firsts = np.unique(products, return_index=True)
    timelines = [_timeline(column, facts, place) for place in firsts]
    periods = _periods(table) if any(each.cuts for each in timelines) else None
    labels = np.empty(len(table), dtype=object)
    eras, found = labels.copy(), dict[str, tuple[Rule, ...]]()
    for code, timeline in zip(codes, timelines, strict=True):
        places = np.flatnonzero(products == code)
        for begin, end, inside in _spans(timeline, periods, places):
            label, behind = _over(timeline.slices[begin : end + 1])
            labels[inside], found[label] = label, behind
            eras[inside] = label if timeline.cuts else ""
    return Governed(
        pd.Series(labels, table.index, dtype=object),
        pd.Series(eras, table.index, dtype=object),
        pd.Series(products, table.index),
        found,
    )


@cache
def timeline_of(column: str, facts: tuple[tuple[str, str], ...]) -> Timeline:
    """Return which rules of a column held when, for one platform and what else is known.

    Where several may be meant they stand side by side; days between the end of one and the
    beginning of the next, on which sources disagree, may be under either.
    """
    known = dict(facts)
    candidates = _candidates(column, known)
    if not candidates:
        return Timeline((), (Slice(known.get("platform", UNKNOWN), ()),))
    begins = {rule.first_day for rule in candidates}
    ends = {rule.last_day + _DAY for rule in candidates if rule.last_day is not None}
    cuts = sorted(day for day in begins | ends if day is not None)
    days = [cuts[0] - _DAY, *cuts] if cuts else [pd.Timestamp(0)]
    whose = f"{known['platform']} {column}: {UNKNOWN}"
    held = [tuple(rule for rule in candidates if rule.is_in_force(day)) for day in days]
    slices = [_slice(held, place, cuts, whose) for place in range(len(days))]
    changed = [place for place in range(1, len(slices)) if slices[place] != slices[place - 1]]
    return Timeline(
        tuple(cuts[place - 1] for place in changed),
        (slices[0], *(slices[place] for place in changed)),
    )


def _slice(held: list[tuple[Rule, ...]], place: int, cuts: list[pd.Timestamp], whose: str) -> Slice:
    """What holds in one stretch; where nothing does, what may or that nobody knows."""
    if held[place]:
        return Slice(OR.join(rule.name for rule in held[place]), held[place])
    if place == 0:
        return Slice(f"{whose} before {cuts[0]:%Y-%m-%d}", ())
    if place == len(held) - 1:
        return Slice(f"{whose} since {cuts[-1]:%Y-%m-%d}", ())
    either = tuple(dict.fromkeys((*held[place - 1], *held[place + 1])))
    return Slice(OR.join(rule.name for rule in either), either)


def _candidates(column: str, known: dict[str, str]) -> list[Rule]:
    """The rules that may be meant; one that names the row's own value leaves out the general."""
    scope = known.get("scope", "total")
    fitting = [
        rule
        for rule in rules()
        if column in rule.columns
        and known.get("platform") in rule.platforms
        and (scope == "total" or scope in rule.scope.split("+"))
        and all(known[name].casefold() in rule.where[name] for name in rule.where if name in known)
    ]
    named = {name for rule in fitting for name in rule.where if name in known}
    fitting = [rule for rule in fitting if named <= set(rule.where)] if named else fitting
    return [rule for rule in fitting if rule.scope == scope] or fitting


def _facts(table: pd.DataFrame, column: str) -> dict[str, pd.Series]:
    """What decides on the rule of each row."""
    asked = {name for rule in rules() if column in rule.columns for name in rule.where}
    names = [name for name in ("platform", *sorted(asked)) if name in table]
    return {name: table[name] for name in names} | {"scope": scope_of(table)}


def scope_of(table: pd.DataFrame) -> pd.Series:
    """Return the scope of each row: stated, or plain from money, ads or posts in the row."""
    stated = table["scope"].astype(object) if "scope" in table else None
    if stated is not None and stated.notna().all():
        return stated
    paid, organic = (_has_any(table, names) for names in (_PAID, _ORGANIC))
    told = pd.Series(_SCOPES[np.where(paid, 2, organic.astype(int))], table.index)
    return told if stated is None else stated.fillna(told)


def _has_any(table: pd.DataFrame, names: Iterable[str]) -> np.ndarray:
    told = [table[name].notna().to_numpy() for name in names if name in table]
    return np.logical_or.reduce(told, axis=0) if told else np.zeros(len(table), dtype=bool)


def _timeline(column: str, facts: dict[str, pd.Series], place: int) -> Timeline:
    """The timeline of one row."""
    told = {name: cells.iloc[place] for name, cells in facts.items()}
    known = [(name, str(value)) for name, value in told.items() if pd.notna(value)]
    return timeline_of(column, tuple(sorted(known)))


def _periods(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """First and last day of each row; a lifetime is open at its end, an undated row at both."""
    start, end, out = (_days(table, name) for name in ("date_start", "date_end", "published_at"))
    return _known(start, out, _EVER[0]), _known(end, start, _EVER[1])


def _days(table: pd.DataFrame, name: str) -> np.ndarray:
    if name not in table or not types.is_datetime64_any_dtype(table[name]):
        return np.full(len(table), np.datetime64("NaT", "D"))
    return table[name].dt.tz_localize(None).to_numpy("datetime64[D]")


def _known(days: np.ndarray, else_: np.ndarray, open_: np.datetime64) -> np.ndarray:
    """The first of three that is known."""
    found = np.where(np.isnat(days), else_, days)
    return np.where(np.isnat(found), open_, found)


def _spans(
    timeline: Timeline, periods: tuple[np.ndarray, np.ndarray] | None, places: np.ndarray
) -> Iterator[tuple[int, int, np.ndarray]]:
    """The rows of each pair of first and last slice."""
    if periods is None or not timeline.cuts:
        yield 0, 0, places
        return
    cuts = np.array(timeline.cuts, dtype="datetime64[D]")
    begins, ends = (np.searchsorted(cuts, days[places], side="right") for days in periods)
    pairs = begins * len(timeline.slices) + ends
    for pair in np.unique(pairs):
        begin, end = divmod(int(pair), len(timeline.slices))
        yield begin, end, places[pairs == pair]


def _over(slices: tuple[Slice, ...]) -> tuple[str, tuple[Rule, ...]]:
    names = dict.fromkeys(each.label for each in slices)
    return THEN.join(names), tuple(dict.fromkeys(rule for each in slices for rule in each.rules))
