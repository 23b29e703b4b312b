"""What a log holds, counted one impression after another.

Shares no code with the toolkit and needs neither pandas nor a database. Figures are exact:
whole numbers and fractions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Any

from hypothesis import strategies as st

Row = dict[str, Any]
Cell = tuple[Any, ...]

FIRST = datetime(2026, 3, 1, 8)
MOMENTS = [FIRST + timedelta(days=day, seconds=10 * day + s) for day in (0, 1, 9) for s in (0, 7)]


def impression(**fields: st.SearchStrategy) -> st.SearchStrategy[Row]:
    """One impression; ids, times and facts are few, so that they meet."""
    usual = {
        "user_id": st.sampled_from(["ann", "bob", "cem", "dee", "o'hara", None]),
        "time": st.sampled_from([*MOMENTS, None]),
        "platform": st.sampled_from(["meta", "tiktok", 'you"tube', None]),
        "campaign": st.sampled_from(["spring", "select"]),
        "cost": st.one_of(st.none(), st.integers(0, 12).map(lambda n: n / 4)),
        "is_valid": st.sampled_from([True, True, True, False, None]),
        "is_click": st.sampled_from([True, False, None]),
        "duration_seconds": st.sampled_from([None, 0, 15]),
        "in_view_seconds": st.sampled_from([None, 0.9, 1.0, 1.5, 2.0]),
        "in_view_pixels": st.sampled_from([None, 0.49, 0.5, 1.0]),
        "watch_seconds": st.sampled_from([None, 0.0, 2.5]),
    }
    return st.fixed_dictionaries(usual | fields)


def logs(least: int = 1, **fields: st.SearchStrategy) -> st.SearchStrategy[list[Row]]:
    """A short log."""
    return st.lists(impression(**fields), min_size=least, max_size=24)


def counted(rows: Iterable[Row], traffic: str = "valid") -> list[Row]:
    """The impressions that count."""
    return [
        row
        for row in rows
        if row["user_id"] is not None
        and row["time"] is not None
        and (traffic == "all" or row["is_valid"] is not False)
    ]


def cells(rows: Iterable[Row], by: Sequence[str]) -> dict[Cell, list[Row]]:
    """The impressions of every group; missing is a group like any other."""
    found: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in by)].append(row)
    return dict(found)


def in_turn(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Each person's impressions from first to last, the cheapest of a moment first."""
    people: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["time"], row["cost"] or 0)):
        people[row["user_id"]].append(row)
    return people


def total(values: Iterable[Any]) -> Fraction | None:
    """The sum of what is known; nothing if nothing is."""
    known = [Fraction(value) for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None


# What each function should say


def delivered(rows: list[Row]) -> Row:
    """One group of a delivery table."""
    known = [
        row
        for row in rows
        if row["in_view_seconds"] is not None and row["in_view_pixels"] is not None
    ]
    return {
        "impressions": len(rows),
        "reach": len({row["user_id"] for row in rows}),
        "measurable_impressions": len(known),
        "viewable_impressions": sum(_seen(row) for row in known) if known else None,
        "clicks": total(row["is_click"] for row in rows),
        "watch_seconds": total(row["watch_seconds"] for row in rows),
        "spend": total(row["cost"] for row in rows),
    }


def _seen(row: Row) -> bool:
    needed = 2 if row["duration_seconds"] else 1
    return row["in_view_pixels"] * 2 >= 1 and row["in_view_seconds"] >= needed


def week(moment: datetime) -> date:
    """The Monday on or before."""
    return (moment - timedelta(days=moment.weekday())).date()


def month(moment: datetime) -> date:
    """The first of the month."""
    return moment.date().replace(day=1)


def frequencies(rows: list[Row]) -> list[Row]:
    """People by number of exposures, without a gap."""
    people = in_turn(rows)
    often = Counter(len(each) for each in people.values())
    table = []
    for k in range(1, max(often) + 1):
        kth = [each[k - 1]["cost"] for each in people.values() if len(each) >= k]
        table.append({
            "exposures": k,
            "people": often[k],
            "impressions": k * often[k],
            "people_at_least": sum(n for times, n in often.items() if times >= k),
            "impressions_at_least": sum(times * n for times, n in often.items() if times >= k),
            "spend": total(kth),
        })  # fmt: skip
    return table


def build_up(rows: list[Row], step: Callable[[Row], Any], least: Sequence[int]) -> list[Row]:
    """Everything up to each step, counted anew from the first impression on."""
    table = []
    for end in sorted({step(row) for row in rows}):
        so_far = [row for row in rows if step(row) <= end]
        before = [row for row in so_far if step(row) < end]
        for k in least:
            reach, earlier = (_reached(part, k) for part in (so_far, before))
            table.append({
                "step": end,
                "impressions": len(so_far),
                "spend": total(row["cost"] for row in so_far),
                "exposures": k,
                "reach": reach,
                "incremental_reach": reach - earlier,
            })  # fmt: skip
    return table


def _reached(rows: list[Row], k: int) -> int:
    return sum(len(each) >= k for each in in_turn(rows).values())


def steps_of(rows: list[Row], amount: Callable[[Row], Any], size: Any) -> Callable[[Row], int]:
    """The step in which each impression falls, all of one moment in the same."""

    def step(row: Row) -> int:
        so_far = sum(Fraction(amount(each) or 0) for each in rows if each["time"] <= row["time"])
        return max(1, ceil(so_far / Fraction(size)))

    return step


def exposures_on(rows: list[Row], by: str) -> dict[str, Counter]:
    """Impressions of each person on each value, where the value is known."""
    people: dict[str, Counter] = defaultdict(Counter)
    for row in rows:
        if row[by] is not None:
            people[row["user_id"]][row[by]] += 1
    return people


def repeated(rows: list[Row], cap: int, period: Callable[[Row], Any], quantiles: list) -> Row:
    """What goes beyond a cap, and how soon impressions follow each other."""
    people = in_turn(rows).values()
    beyond = [row for each in people for part in _split(each, period) for row in part[cap:]]
    waits = sorted(
        int((second["time"] - first["time"]).total_seconds())
        for each in people
        for first, second in pairwise(each)
    )
    spend = total(row["cost"] for row in rows)
    return {
        "impressions": len(rows),
        "impressions_beyond_cap": len(beyond),
        "beyond_cap_share": Fraction(len(beyond), len(rows)),
        "repeats": len(waits),
        "spend": spend,
        "spend_beyond_cap": total(row["cost"] for row in beyond) if beyond else spend and 0,
        **{
            f"seconds_between_p{float(100 * q):g}": (
                waits[ceil(q * len(waits)) - 1] if waits else None
            )
            for q in quantiles
        },
    }


def _split(rows: list[Row], period: Callable[[Row], Any]) -> Iterable[list[Row]]:
    parts: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        parts[period(row)].append(row)
    return parts.values()
