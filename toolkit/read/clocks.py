"""The time inside an id, and whether it agrees with the time beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from ..numerals import write_count
from ..schema import Problem

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_ENOUGH = 0.02


@dataclass(frozen=True)
class Clock:
    """Where an id stands, and how its time is read in milliseconds since 1970."""

    column: str
    pattern: re.Pattern[str]
    milliseconds: Callable[[str], int]


def _shortcode(text: str) -> int:
    number = 0
    for letter in text[:11]:
        number = number * 64 + _LETTERS.index(letter)
    return (number >> 23) + 1_314_220_021_721


def _ids(pattern: str) -> re.Pattern[str]:
    """A pattern in which letters and digits are those that ids are made of."""
    return re.compile(pattern, re.ASCII)


CLOCKS = {
    "x": Clock("post_id", _ids(r"^(\d{18,19})$"), lambda i: (int(i) >> 22) + 1_288_834_974_657),
    "instagram": Clock("permalink", _ids(r"/(?:p|reel|tv)/([\w-]{11})"), _shortcode),
    "linkedin": Clock("permalink", _ids(r"(?:activity|ugcPost|share)[:-](\d{19})"),
                      lambda i: int(i) >> 22),
    "tiktok": Clock("permalink", _ids(r"/video/(\d{19})"), lambda i: (int(i) >> 32) * 1000),
}  # fmt: skip


def times_in(ids: pd.Series, clock: Clock) -> pd.Series:
    """Return the UTC time inside each id, missing where there is none.

    Examples
    --------
    >>> times_in(pd.Series(["2019770265215930588"]), CLOCKS["x"])[0].strftime("%Y-%m-%d")
    '2026-02-06'
    """
    found = ids.astype("str").fillna("").map(lambda text: clock.pattern.search(text))
    moments = found.map(lambda hit: clock.milliseconds(hit[1]) if hit else None)
    return pd.to_datetime(moments.astype("Float64"), unit="ms", utc=True, errors="coerce")


def check_clock(table: pd.DataFrame, name: str) -> list[Problem]:
    """Say where published times are not those inside the ids: the zone is another one.

    Times may lag by half an hour, since a post is made before it is shown; days by one day.
    """
    clock = CLOCKS[name]
    if not {clock.column, "published_at"} <= set(table):
        return []
    inside, stated = times_in(table[clock.column], clock), table["published_at"]
    if stated.dt.tz is None:
        stated = stated.dt.tz_localize("UTC")
    by_day = bool((stated.dropna() == stated.dropna().dt.normalize()).all())
    gap = (stated - inside).dt.total_seconds() / 3600
    off = gap[(gap.gt(0.5) | gap.lt(-24.5)) if by_day else gap.abs().gt(0.5)]
    known = int(gap.notna().sum())
    if len(off) <= _ENOUGH * known:
        return []
    text = (
        f"is not the time inside the id in {write_count(len(off))} of "
        f"{write_count(known)} rows, by "
        f"{off.median():+.1f} hours in the middle one; the file may be in another time zone."
    )
    return [Problem("look", "clock", "published_at", text)]
