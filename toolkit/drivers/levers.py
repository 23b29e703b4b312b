"""What people are told to pull: each lever is a column derived from what an export has."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .design import NOT_MEANT

_NAME = r"(?<![\w/.])@\w"
_HASHTAG = "(?<![\\w&/])[#\uff03]\\w+"


@dataclass(frozen=True)
class Lever:
    """Something a publisher can choose, told from the columns it ``needs``.

    ``level`` gives each post's level as text; missing where the export does not say, and empty
    where the post has no such thing. ``levels`` are in their own order, where they have one;
    those ``by_the_clock`` mean nothing without a time zone.
    """

    name: str
    label: str
    needs: tuple[str, ...]
    level: Callable[[pd.DataFrame], pd.Series]
    definition: str
    levels: tuple[str, ...] = ()
    by_the_clock: bool = False


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TAGS = ("none", "1 or 2", "3 to 5", "6 or more")
_GAPS = ("within a day", "1 to 2 days", "3 to 6 days", "a week")
_HOURS = ("0 to 5 h", "6 to 9 h", "10 to 13 h", "14 to 17 h", "18 to 23 h")
_LETTERS = ("under 80 letters", "80 to 279", "280 or more")
_SECONDS = ("under 15 s", "15 to 59 s", "60 s or more")


def _banded(values: pd.Series, edges: list[float], labels: tuple[str, ...]) -> pd.Series:
    bands = pd.cut(values.astype("float64"), [*edges, np.inf], right=False, labels=list(labels))
    return bands.astype("object")


def _text(posts: pd.DataFrame) -> pd.Series:
    return posts["text"].astype("str").where(posts["text"].notna(), "")


def _format(posts: pd.DataFrame) -> pd.Series:
    return posts["format"].astype("object")


def _hashtags(posts: pd.DataFrame) -> pd.Series:
    counts = _text(posts).str.count(_HASHTAG)
    return _banded(counts, [0, 1, 3, 6], _TAGS)


def _replying(posts: pd.DataFrame) -> pd.Series:
    return _yes_no(_text(posts).str.match(rf"\s*{_NAME}"), "reply", "no reply")


def _mentions(posts: pd.DataFrame) -> pd.Series:
    """A name at the very beginning makes a reply, not a collaboration."""
    text = _text(posts)
    later = text.str.count(_NAME) - text.str.match(rf"\s*{_NAME}")
    return _yes_no(later.gt(0), "mentions another", "alone")


def _rhythm(posts: pd.DataFrame) -> pd.Series:
    """Days since the account's post before; the first has none before it."""
    named = [name for name in ("platform", "account") if name in posts]
    times = posts["published_at"].sort_values(kind="stable")
    keys = [posts.loc[times.index, name].astype("object") for name in named]
    gaps = times.groupby(keys, dropna=False).diff() if named else times.diff()
    days = (gaps / pd.Timedelta(days=1)).reindex(posts.index)
    return _banded(days, [0, 1, 3, 7], _GAPS)


def _support(posts: pd.DataFrame) -> pd.Series:
    boosted = posts.get("boosted", pd.Series(pd.NA, posts.index, dtype="boolean"))
    paid = posts.get("paid_impressions", pd.Series(pd.NA, posts.index, dtype="Float64"))
    known = boosted.astype("boolean").fillna(paid.astype("Float64").gt(0))
    return _yes_no(known, "boosted", "not boosted")


def _weekday(posts: pd.DataFrame) -> pd.Series:
    return posts["published_at"].dt.day_name().astype("object")


def _hour(posts: pd.DataFrame) -> pd.Series:
    """A file that tells days alone puts every post at one hour, which tells nothing."""
    return _banded(posts["published_at"].dt.hour, [0, 6, 10, 14, 18], _HOURS)


def _length(posts: pd.DataFrame) -> pd.Series:
    letters = _text(posts).str.replace(_HASHTAG, "", regex=True).str.strip().str.len()
    return _banded(letters, [0, 80, 280], _LETTERS)


def _duration(posts: pd.DataFrame) -> pd.Series:
    seconds = posts["duration_seconds"].astype("Float64")
    return _banded(seconds, [0, 15, 60], _SECONDS).mask(seconds.fillna(0).eq(0), NOT_MEANT)


def _yes_no(known: pd.Series, yes: str, no: str) -> pd.Series:
    return known.astype("boolean").map({True: yes, False: no}).astype("object")


LEVERS = {
    lever.name: lever
    for lever in (
        Lever("format", "Content format", ("format",), _format, "Form of the content."),
        Lever("hashtags", "Hashtags", ("text",), _hashtags, "Words that begin with # in the text.",
              _TAGS),
        Lever("replying", "Replying", ("text",), _replying,
              "Whether the text begins with another account's name."),
        Lever("collaboration", "Collaboration", ("text",), _mentions,
              "Whether the text names another account after its first word."),
        Lever("rhythm", "Regular posting", ("published_at",), _rhythm,
              "Time since the account's post before.", _GAPS),
        Lever("support", "Paid support", (), _support, "Whether money supported the post."),
        Lever("weekday", "Weekday", ("published_at",), _weekday, "Day on which it went out.",
              _DAYS, by_the_clock=True),
        Lever("hour", "Time of day", ("published_at",), _hour,
              "Hour at which it went out, in the table's time zone.", _HOURS, by_the_clock=True),
        Lever("length", "Length of the text", ("text",), _length,
              "Letters of the text without its hashtags.", _LETTERS),
        Lever("duration", "Length of the video", ("duration_seconds",), _duration,
              "Seconds that the video lasts; nothing for what does not move.", _SECONDS),
    )
}  # fmt: skip


def label_of(lever: str, zone: str = "") -> str:
    """Return what a lever is called, with the time zone if it hangs on one.

    Examples
    --------
    >>> label_of("hour", "Europe/Berlin"), label_of("format", "Europe/Berlin")
    ('Time of day (Europe/Berlin)', 'Content format')
    """
    label = LEVERS[lever].label if lever in LEVERS else lever.capitalize()
    return f"{label} ({zone})" if zone and lever in LEVERS and LEVERS[lever].by_the_clock else label


def derive_levers(posts: pd.DataFrame) -> pd.DataFrame:
    """Return the level of every lever that a table of posts tells and that varies in it.

    Parameters
    ----------
    posts : DataFrame
        A delivery table with a row per post.

    Returns
    -------
    DataFrame of str, one column a lever
        Indexed as ``posts``; missing where the export does not say, empty
        where a post has no such thing. Levers at one level
        everywhere are left out: nothing can be told of them.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.to_datetime(["2026-03-02 09:00", "2026-03-03 19:00"]),
    ...     "text": ["One #tag", "@you are right"],
    ... })
    >>> derive_levers(posts)[["hashtags", "replying", "hour"]]
      hashtags  replying        hour
    0   1 or 2  no reply    6 to 9 h
    1     none     reply  18 to 23 h
    """
    held = {name for name in posts if posts[name].notna().any()}
    told = {
        name: lever.level(posts) for name, lever in LEVERS.items() if held.issuperset(lever.needs)
    }
    varied = {
        name: levels for name, levels in told.items() if levels[levels.ne(NOT_MEANT)].nunique() > 1
    }
    return pd.DataFrame(varied, index=posts.index, dtype="object")
