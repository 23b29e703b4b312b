"""The pretend world: people, ads, posts and every display, with nothing left unknown."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .attention import is_click, simulate_actions, simulate_mistakes, simulate_view
from .brand import FILM, FORMATS, PLATFORMS, START
from .exposure import simulate_ads, simulate_exposure
from .people import simulate_people
from .posts import simulate_posts
from .prices import UNITS, costs, simulate_prices

SEED = 20260720
_APPEAL_OF_ADS = 30
_FROM_PERSON = ["user_id", "age_band", "gender"]
_FROM_PLACEMENT = [
    "platform", "scope", "account", "campaign", "ad_group", "ad", "post_id", "format",
    "objective", "currency",
]  # fmt: skip


@dataclass(frozen=True)
class World:
    """Everything that is true, from which the datasets are written.

    Attributes
    ----------
    seed : int
        Whatever has the same seed is the same.
    people : DataFrame
        One row per person or robot.
    ads : DataFrame
        One row per ad and platform.
    posts : DataFrame
        One row per organic post.
    log : DataFrame
        One row per display, in order of time: the columns of the impression log, the
        ``action`` that was taken and the ``objective`` of the ad.
    """

    seed: int
    people: pd.DataFrame
    ads: pd.DataFrame
    posts: pd.DataFrame
    log: pd.DataFrame


def simulate_world(seed: int = SEED) -> World:
    """Simulate eight weeks of a brand on six platforms.

    Parameters
    ----------
    seed : int, default 20260720
        The same seed gives the same world on every machine.

    Returns
    -------
    World
        About 400,000 displays to about 45,000 of 60,000 people.

    Examples
    --------
    >>> film = simulate_world().log.query("ad == 'Launch film'")
    >>> len(film), film["user_id"].nunique()
    (50000, 5000)
    """
    people, posts = simulate_people(seed), simulate_posts(seed)
    ads = simulate_ads(posts)
    placements = _placements(ads, posts)
    exposure = simulate_exposure(seed, people, ads, posts)
    robots = people["is_robot"].to_numpy()[exposure["person"]]
    planted = placements["ad"].eq(FILM.ad).to_numpy()[exposure["placement"]]
    exposure["is_valid"] = ~robots & (planted | ~simulate_mistakes(seed, len(exposure)))
    cost = costs(exposure, simulate_prices(seed, ads))
    log = _log(seed, exposure, people, placements, cost)
    return World(seed, people, ads, posts, log)


def _placements(ads: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Everything that can be shown: the ads, then the posts."""
    platforms = [PLATFORMS[name] for name in ads["platform"]]
    paid = ads.assign(
        scope="paid",
        account=[platform.account for platform in platforms],
        currency=[platform.currency for platform in platforms],
        appeal=_APPEAL_OF_ADS,
        post_id=posts["post_id"].reindex(ads["post"]).to_numpy(),
    ).rename(columns={"duration": "duration_seconds"})
    return pd.concat([paid, posts.assign(scope="organic")], ignore_index=True)


def _log(
    seed: int,
    exposure: pd.DataFrame,
    people: pd.DataFrame,
    placements: pd.DataFrame,
    cost: np.ndarray,
) -> pd.DataFrame:
    placement = exposure["placement"].to_numpy()
    who = _each(people[_FROM_PERSON], exposure["person"])
    what = _each(placements[_FROM_PLACEMENT], exposure["placement"])
    duration = placements["duration_seconds"].to_numpy()[placement]
    forms = placements["format"].map({name: place for place, name in enumerate(FORMATS)})
    view = simulate_view(seed, forms.to_numpy()[placement], duration)
    action = simulate_actions(seed, placement, placements)
    return pd.concat([who, what, view], axis=1).assign(
        impression_id=np.arange(1, len(exposure) + 1),
        time=START + exposure["second"].to_numpy().astype("timedelta64[s]"),
        duration_seconds=np.where(duration > 0, duration, np.nan),
        action=action,
        is_click=is_click(pd.Series(action)),
        is_valid=exposure["is_valid"],
        cost=np.where(what["scope"] == "paid", cost / UNITS, np.nan),
    )


def _each(facts: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    """The facts of each display, of what stands at its place."""
    return facts.astype("category").take(places.to_numpy()).reset_index(drop=True)
