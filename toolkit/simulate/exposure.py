"""Who is shown what, and when."""

from dataclasses import astuple, fields, replace

import numpy as np
import pandas as pd

from .brand import (
    BOOST_DAYS,
    BOOST_IMPRESSIONS,
    DAYS,
    EVERYDAY,
    FILM,
    FILM_PEOPLE,
    HOURS,
    LINES,
    LINK_CLICKS,
    PLATFORMS,
    WEEKDAYS,
    Line,
)  # fmt: skip
from .draw import Draw, Whole, lognormal

_DAY = 86_400
_FOLLOWER_WEIGHT = 8
# Seconds from publishing to display: half within five hours, one in a hundred after a week.
_LAGS = lognormal(18_000, 1.5)


def simulate_ads(posts: pd.DataFrame) -> pd.DataFrame:
    """Return one row per ad and platform: the declared lines, then one ad per boosted post.

    Parameters
    ----------
    posts : DataFrame
        As `simulate_posts` gives them.

    Returns
    -------
    DataFrame, shape (n_lines, n_columns)
        Fields of `Line`; ``post`` is the row of the boosted post, or -1.
    """
    boosts = [_boost(post) for post in posts[posts["boosted"]].itertuples()]
    names = [field.name for field in fields(Line)]
    return pd.DataFrame([astuple(line) for line in (*LINES, *boosts)], columns=names)


def simulate_exposure(
    seed: int, people: pd.DataFrame, ads: pd.DataFrame, posts: pd.DataFrame
) -> pd.DataFrame:
    """Simulate every display, in order of time.

    Parameters
    ----------
    seed : int
        Seed of the world.
    people, ads, posts : DataFrame
        The parts of the world.

    Returns
    -------
    DataFrame, shape (n_impressions, 3)
        ``person`` and ``placement`` are positions: in ``people``, and in the ads followed by
        the posts. ``second`` counts from the start of the world.
    """
    shown = [_organic(Draw(seed, f"posts on {name}"), people, posts, name) for name in PLATFORMS]
    for place, line in enumerate(ads.itertuples(index=False)):
        simulate = _film if line.ad == FILM.ad else _paid
        shown.append(simulate(Draw(seed, f"ad {place}"), people, line).assign(placement=place))
    organic = pd.concat(shown[: len(PLATFORMS)])
    exposure = pd.concat([*shown[len(PLATFORMS) :], organic.assign(
        placement=organic["placement"] + len(ads))])  # fmt: skip
    inside = exposure[exposure["second"] < DAYS * _DAY]
    return inside.sort_values("second", kind="stable", ignore_index=True)


def _boost(post) -> Line:
    first = min(post.published // _DAY + 1, DAYS - BOOST_DAYS)
    line = Line(EVERYDAY, "Boosted posts", f"Post {post.post_id}", post.platform, post.format,
                LINK_CLICKS, first, BOOST_DAYS, BOOST_IMPRESSIONS)  # fmt: skip
    return replace(line, duration=post.duration_seconds, cpm=70, post=post.Index)


def _organic(draw: Draw, people: pd.DataFrame, posts: pd.DataFrame, platform: str) -> pd.DataFrame:
    mine = posts[posts["platform"] == platform]
    follows = people[f"follows_{platform}"]
    weights = people[f"visits_{platform}"] * np.where(follows, _FOLLOWER_WEIGHT, 1)
    placement = np.repeat(mine.index.to_numpy(), mine["planned"])
    lags = draw.quantile(len(placement), _LAGS)
    second = _awake(posts["published"].to_numpy()[placement] + lags)
    person = draw.pick(len(placement), weights)
    return pd.DataFrame({"person": person, "placement": placement, "second": second})


def _awake(second: Whole) -> Whole:
    """What would be shown between midnight and six is shown six hours later."""
    return second + np.where(second % _DAY < 6 * 3600, 6 * 3600, 0)


def _paid(draw: Draw, people: pd.DataFrame, line) -> pd.DataFrame:
    aimed = people["age_band"].cat.codes.isin(line.ages)
    person = draw.pick(line.impressions, people[f"visits_{line.platform}"] * aimed)
    return pd.DataFrame({"person": person, "second": _moments(draw, line)})


def _film(draw: Draw, people: pd.DataFrame, line) -> pd.DataFrame:
    """Exactly so many impressions on exactly so many people: one each, the rest by habit."""
    visits = (people[f"visits_{line.platform}"] * ~people["is_robot"]).to_numpy()
    candidates = pd.unique(draw.pick(4 * FILM_PEOPLE, visits))[:FILM_PEOPLE]
    again = draw.pick(line.impressions - FILM_PEOPLE, visits[candidates])
    person = np.concatenate([candidates, candidates[again]])
    return pd.DataFrame({"person": person, "second": _moments(draw, line)})


def _moments(draw: Draw, line) -> Whole:
    days = np.arange(line.first_day, line.first_day + line.days)
    day = days[draw.pick(line.impressions, np.array(WEEKDAYS)[days % 7])]
    hour = draw.pick(line.impressions, HOURS)
    return day * _DAY + hour * 3600 + draw.below(line.impressions, 3600)
