"""What the brand posts, when, and how many displays each post is due."""

import numpy as np
import pandas as pd

from .brand import (
    DAYS,
    FORMATS,
    HASHTAG_LEVER,
    HOUR_LEVER,
    HOUR_SHARES,
    PLATFORMS,
    START,
    WEEKDAY_LEVER,
    Platform,
)  # fmt: skip
from .draw import Draw, Whole, lognormal
from .ids import post_id, shortcode
from .words import post_text

_HASHTAG_SHARES = (10, 16, 22, 22, 14, 10, 6)
_DAY = 86_400


def simulate_posts(seed: int) -> pd.DataFrame:
    """Simulate the brand's organic posts.

    Parameters
    ----------
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame, shape (n_posts, n_columns)
        In order of publishing. ``planned`` is the number of displays the post is due in its
        life; ``appeal`` what it adds to actions, in percent.

    Examples
    --------
    >>> simulate_posts(1).groupby("platform").size()["facebook"]
    np.int64(56)
    """
    draw = Draw(seed, "posts")
    posts = pd.concat([_plan(platform, draw) for platform in PLATFORMS.values()])
    posts = posts.sort_values("published", kind="stable", ignore_index=True)
    posts["published_at"] = START + posts["published"].to_numpy().astype("timedelta64[s]")
    posts["text"] = [post_text(draw, count) for count in posts["hashtags"]]
    moments = posts["published_at"].to_numpy()
    named = zip(posts["platform"], moments, strict=True)
    posts["post_id"] = [post_id(platform, moment, draw) for platform, moment in named]
    posts["shortcode"] = [shortcode(moment, draw) for moment in moments]
    return posts


def _plan(platform: Platform, draw: Draw) -> pd.DataFrame:
    size = platform.posts
    days, hours = draw.below(size, DAYS), _hours(draw, size)
    forms = [list(platform.formats)[i] for i in draw.pick(size, list(platform.formats.values()))]
    hashtags = draw.pick(size, _HASHTAG_SHARES)
    luck = draw.quantile(size, lognormal(1000, 0.45))
    boosted = draw.order(size) < platform.boosts
    return pd.DataFrame(
        {
            "platform": platform.name,
            "account": platform.account,
            "published": days * _DAY + hours * 3600 + draw.below(size, 3600),
            "format": forms,
            "duration_seconds": _durations(draw, forms),
            "hashtags": hashtags,
            "boosted": boosted,
            "appeal": draw.quantile(size, lognormal(100, 0.35)),
            "planned": platform.typical * luck * _levers(forms, days, hours, hashtags) // 10**11,
        }
    )


def _hours(draw: Draw, size: int) -> Whole:
    return np.array(list(HOUR_SHARES))[draw.pick(size, list(HOUR_SHARES.values()))]


def _durations(draw: Draw, forms: list[str]) -> Whole:
    choices = [FORMATS[form].durations or (0,) for form in forms]
    picked = draw.below(len(forms), 60)
    return np.array([some[i % len(some)] for some, i in zip(choices, picked, strict=True)])


def _levers(forms: list[str], days: Whole, hours: Whole, hashtags: Whole) -> Whole:
    """The product of four levers, each in percent."""
    form = np.array([FORMATS[name].reach for name in forms])
    hour = np.array([HOUR_LEVER[each] for each in hours.tolist()])
    return form * np.array(WEEKDAY_LEVER)[days % 7] * hour * np.array(HASHTAG_LEVER)[hashtags]
