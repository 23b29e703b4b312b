"""One account's posts over months: what moves them is planted, and told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .draw import Draw, Whole, lognormal
from .ids import post_id
from .response import Response, respond
from .words import post_text

_DAY = 86_400
_HOUR_SHARES = {7: 18, 9: 20, 12: 22, 15: 14, 18: 16, 20: 10}
_HASHTAG_SHARES = (18, 16, 14, 18, 14, 10, 10)
_GAPS = lognormal(1000, 0.7)


@dataclass(frozen=True)
class Moves:
    """By how many percent of an ordinary post each choice is shown; whatever is absent is 100."""

    format: Mapping[str, int] = field(default_factory=dict)
    weekday: Mapping[int, int] = field(default_factory=dict)
    hour: Mapping[int, int] = field(default_factory=dict)
    hashtags: Mapping[int, int] = field(default_factory=dict)
    mention: int = 100
    boosted: int = 100


@dataclass(frozen=True)
class Change:
    """From post ``place`` or from ``day`` on, posts are shown at ``percent`` of before."""

    percent: int
    place: int = -1
    day: str = ""


@dataclass(frozen=True)
class Account:
    """An account and its posts.

    ``typical`` is the median of an ordinary post, ``spread`` the standard deviation of the luck's
    logarithm, ``gap`` the median hours between two posts; ``formats`` are weights, ``boosted`` and
    ``mentions`` percentages of posts. ``later`` are formats from the middle post on, if they
    change. With ``boost_format`` money supports the posts of one format and no others. Without
    ``response`` nothing is told but how often posts are shown.
    """

    platform: str
    name: str
    metric: str
    posts: int
    start: str
    gap: int
    typical: int
    formats: Mapping[str, int]
    spread: float = 0.4
    boosted: int = 10
    mentions: int = 15
    moves: Moves = Moves()
    distribution: Change | None = None
    rule: Change | None = None
    later: Mapping[str, int] = field(default_factory=dict)
    boost_format: str = ""
    response: Response | None = None


def simulate_account(seed: int, account: Account) -> pd.DataFrame:
    """Simulate the posts of an account as a delivery table.

    Parameters
    ----------
    seed : int
        The same seed gives the same posts on every machine.
    account : Account
        What is planted.

    Returns
    -------
    DataFrame, shape (n_posts, n_columns)
        In order of publishing: platform, account, post_id, published_at (UTC), format, text,
        boosted and the account's metric; with a response also reach, engagements, shares,
        follows and followers.

    Examples
    --------
    >>> page = Account("linkedin", "Tarnvale", "impressions", 50, "2026-01-05", 30, 900,
    ...                {"photo": 60, "video": 40}, distribution=Change(40, place=25))
    >>> shown = simulate_account(1, page)["impressions"]
    >>> shown[:25].median() > 1.5 * shown[25:].median()
    np.True_
    """
    draw = Draw(seed, f"{account.platform} {account.name}")
    times = _times(account, draw)
    formats = _formats(account, draw)
    hashtags = draw.pick(account.posts, _HASHTAG_SHARES)
    mentions = draw.chance(account.mentions, account.posts)
    boosted = _boosted(account, formats, draw)
    shown = _shown(account, times, formats, hashtags, mentions, boosted)
    luck = draw.quantile(account.posts, lognormal(1000, account.spread))
    texts = zip(hashtags.tolist(), mentions.tolist(), strict=True)
    counted = (shown * luck // 1000).clip(1)
    told = respond(counted, account.response, draw) if account.response else {}
    measures = {account.metric: counted} | told
    return pd.DataFrame(
        {
            "platform": account.platform,
            "account": account.name,
            "post_id": [post_id(account.platform, moment, draw) for moment in times],
            "published_at": pd.to_datetime(times).tz_localize("UTC"),
            "format": formats,
            "text": [_text(draw, tags, named) for tags, named in texts],
            "boosted": boosted,
        }
        | {name: pd.array(values, dtype="Int64") for name, values in measures.items()}
    )


def _times(account: Account, draw: Draw) -> np.ndarray:
    gaps = account.gap * 3600 * draw.quantile(account.posts, _GAPS) // 1000
    days = np.cumsum(gaps) // _DAY
    hours = np.array(list(_HOUR_SHARES))[draw.pick(account.posts, list(_HOUR_SHARES.values()))]
    seconds = days * _DAY + hours * 3600 + draw.below(account.posts, 3600)
    return np.datetime64(account.start) + np.sort(seconds).astype("timedelta64[s]")


def _formats(account: Account, draw: Draw) -> list[str]:
    half = account.posts // 2
    early = draw.pick(account.posts, list(account.formats.values()))
    names = [list(account.formats)[place] for place in early]
    if account.later:
        late = draw.pick(account.posts - half, list(account.later.values()))
        names[half:] = [list(account.later)[place] for place in late]
    return names


def _boosted(account: Account, formats: list[str], draw: Draw) -> np.ndarray:
    if account.boost_format:
        return np.array(formats) == account.boost_format
    return draw.chance(account.boosted, account.posts)


def _shown(
    account: Account,
    times: np.ndarray,
    formats: list[str],
    hashtags: Whole,
    mentions: np.ndarray,
    boosted: np.ndarray,
) -> Whole:
    """The displays that a post is due, by what is planted, before luck."""
    moves, moments = account.moves, pd.DatetimeIndex(times)
    percents = [
        [moves.format.get(name, 100) for name in formats],
        [moves.weekday.get(day, 100) for day in moments.day_of_week],
        [moves.hour.get(hour, 100) for hour in moments.hour],
        [moves.hashtags.get(count, 100) for count in hashtags.tolist()],
        np.where(mentions, moves.mention, 100),
        np.where(boosted, moves.boosted, 100),
        *(_since(change, times) for change in (account.distribution, account.rule) if change),
    ]
    shown = np.full(account.posts, account.typical * 1000, dtype=np.int64)
    for percent in percents:
        shown = shown * np.asarray(percent, dtype=np.int64) // 100
    return shown // 1000


def _since(change: Change, times: np.ndarray) -> np.ndarray:
    if change.day:
        after = times >= np.datetime64(change.day)
    else:
        after = np.arange(len(times)) >= change.place
    return np.where(after, change.percent, 100)


def _text(draw: Draw, hashtags: int, mentions: bool) -> str:
    text = post_text(draw, hashtags)
    first, _, rest = text.partition(" ")
    return f"{first} @rilumer {rest}" if mentions else text
