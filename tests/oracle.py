"""What really happened: small worlds of people, counted one by one.

Shares no code with the toolkit and needs no pandas. A world knows who saw what, so the true
answer for any group of rows is a set operation away, whatever the reported rows give away.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st

DAYS = tuple(datetime(2026, 3, day) for day in (1, 2, 3))
PLACES: dict[str, tuple[Any, ...]] = {
    "platform": ("meta", "tiktok", None),
    "campaign": ("spring", "summer"),
    "date_start": DAYS,
    "currency": ("EUR", "USD"),
}
TRAITS: dict[str, tuple[Any, ...]] = {
    "age_band": ("18-24", "25-34", "unknown"),
    "gender": ("f", "m"),
}
Row = dict[str, Any]
Groups = dict[tuple[Any, ...], list[Any]]


@dataclass(frozen=True)
class Showing:
    """One reported row and the people behind it.

    ``told`` is whether people are reported, ``counted`` whether impressions and clicks are.
    """

    where: Row
    seen: dict[int, int]
    clicked: dict[int, int]
    spend: float
    told: bool = True
    counted: bool = True

    @property
    def row(self) -> Row:
        """What the platform reports."""
        return {
            **self.where,
            "impressions": sum(self.seen.values()) if self.counted else None,
            "reach": len(self.seen) if self.told else None,
            "clicks": sum(self.clicked.values()) if self.counted else None,
            "clickers": len(self.clicked) if self.told else None,
            "spend": self.spend,
        }


@dataclass(frozen=True)
class World:
    """Rows that split what happened by ``dimensions``."""

    dimensions: tuple[str, ...]
    showings: list[Showing]

    @property
    def rows(self) -> list[Row]:
        """The table, as a list of records."""
        return [showing.row for showing in self.showings]

    def groups(self, by: Sequence[str]) -> dict[tuple[Any, ...], list[Showing]]:
        """The showings of every group."""
        return grouped(self.showings, by, lambda showing: showing.where)


def grouped(items: Iterable[Any], by: Sequence[str], place: Callable[[Any], Row]) -> Groups:
    """Sort items into groups; missing is a group like any other."""
    found: Groups = {}
    for item in items:
        found.setdefault(tuple(place(item)[name] for name in by), []).append(item)
    return found


# The truth


def reach(showings: Iterable[Showing]) -> int:
    """Distinct people with an impression."""
    return len({person for showing in showings for person in showing.seen})


def clickers(showings: Iterable[Showing]) -> int:
    """Distinct people with a click."""
    return len({person for showing in showings for person in showing.clicked})


def impressions(showings: Iterable[Showing]) -> int:
    """Every impression of every person."""
    return sum(sum(showing.seen.values()) for showing in showings)


def spend(showings: Iterable[Showing]) -> Fraction:
    """Every cent."""
    return sum((Fraction(showing.spend) for showing in showings), Fraction(0))


def ratio(rows: Iterable[Row], top: str, bottom: str, scale: int = 1) -> Fraction | None:
    """Summed numerator over summed denominator, of the rows that have both; or nothing."""
    whole = [row for row in rows if row[top] is not None and row[bottom] is not None]
    under = sum(Fraction(row[bottom]) for row in whole)
    return scale * sum(Fraction(row[top]) for row in whole) / under if under else None


def tightest_reach(showings: Sequence[Showing]) -> tuple[int, int]:
    """The narrowest span that the reported rows allow, by pigeonholes.

    People of one trait are nobody of another, so each pigeonhole of traits holds at least its
    largest row and at most all of its rows; a row that tells nothing holds at most a person per
    impression.
    """
    traits = [name for name in TRAITS if showings and name in showings[0].where]
    low = high = 0
    for inside in grouped(showings, traits, lambda showing: showing.where).values():
        low += max((len(each.seen) for each in inside if each.told), default=0)
        high += sum(len(each.seen) if each.told else impressions([each]) for each in inside)
    return low, high


# Worlds to draw


@st.composite
def worlds(draw: st.DrawFn, withheld: bool = True, silent: bool = False) -> World:
    """Draw up to nine people, the dimensions of a report and up to seven rows.

    Rows may be ``withheld`` (no people reported) or ``silent`` (no impressions reported).
    """
    every = (*PLACES, *TRAITS)
    dimensions = tuple(draw(st.lists(st.sampled_from(every), unique=True, max_size=3)))
    kinds = st.fixed_dictionaries({name: st.sampled_from(TRAITS[name]) for name in TRAITS})
    people = dict(enumerate(draw(st.lists(kinds, min_size=1, max_size=9))))
    places = st.fixed_dictionaries(
        {name: st.sampled_from((PLACES | TRAITS)[name]) for name in dimensions}
    )
    showings = []
    for where in draw(st.lists(places, min_size=1, max_size=7)):
        fitting = [
            person
            for person, kind in people.items()
            if all(kind[name] == where[name] for name in TRAITS if name in where)
        ]
        seen = draw(_counts(fitting))
        clicked = draw(_counts(sorted(seen)))
        cents = draw(st.integers(0, 400))
        told = draw(st.booleans()) or not withheld
        counted = not silent or draw(st.booleans())
        showings.append(Showing(where, seen, clicked, cents / 4, told, counted))
    return World(dimensions, showings)


def _counts(people: list[int]) -> st.SearchStrategy[dict[int, int]]:
    if not people:
        return st.just({})
    return st.dictionaries(st.sampled_from(people), st.integers(1, 3))


def groupings(world: World) -> st.SearchStrategy[list[str]]:
    """Some of the dimensions of a world, in any order."""
    if not world.dimensions:
        return st.just([])
    return st.lists(st.sampled_from(world.dimensions), unique=True)


@dataclass(frozen=True)
class Levels:
    """Posts of accounts whose followers change from day to day."""

    rows: list[Row]

    def possible(self, rows: Sequence[Row]) -> set[int]:
        """Every total of one reported level per account."""
        levels = grouped(rows, ["platform", "account"], lambda row: row).values()
        return {
            sum(pick) for pick in product(*([row["followers"] for row in each] for each in levels))
        }


@st.composite
def levels(draw: st.DrawFn) -> Levels:
    """Draw up to six posts of up to four accounts on two platforms."""
    post = st.fixed_dictionaries(
        {
            "platform": st.sampled_from(["meta", "tiktok"]),
            "account": st.sampled_from(["shop", "press"]),
            "date_start": st.sampled_from(DAYS),
            "followers": st.integers(1, 30),
        }
    )
    return Levels(draw(st.lists(post, min_size=1, max_size=6)))
