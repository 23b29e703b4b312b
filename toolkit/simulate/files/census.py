"""Counting in the pretend world's own log, where everybody is known."""

import pandas as pd

from ..attention import is_click
from ..world import World

_TOP = 10

Count = dict[str, int]


def valid(world: World) -> pd.DataFrame:
    """Return the displays that platforms report: without invalid traffic."""
    return world.log[world.log["is_valid"]]


def days(log: pd.DataFrame) -> pd.Series:
    """Return the UTC day of each display."""
    return log["time"].dt.floor("D").rename("day")


def people(log: pd.DataFrame) -> int:
    """Count the people in a log."""
    return int(log["user_id"].nunique())


def people_by(log: pd.DataFrame, keys: str | pd.Series) -> Count:
    """Count the people in each group of a log."""
    return _plain(log.groupby(keys, observed=True)["user_id"].nunique())


def impressions_by(log: pd.DataFrame, keys: str) -> Count:
    """Count the displays in each group of a log."""
    return _plain(log.groupby(keys, observed=True).size())


def sum_of_daily_reach(log: pd.DataFrame) -> int:
    """Add up the people of each day, as a careless report would."""
    return sum(people_by(log, days(log)).values())


def frequencies(log: pd.DataFrame) -> Count:
    """Count the people who saw 1, 2, ... and 10 or more displays."""
    times = log.groupby("user_id", observed=True).size().clip(upper=_TOP)
    counts = times.value_counts().reindex(range(1, _TOP + 1), fill_value=0)
    return {f"{k}+" if k == _TOP else str(k): int(n) for k, n in counts.items()}


def spend_by_currency(log: pd.DataFrame) -> dict[str, float]:
    """Add up the money of each currency."""
    sums = log.groupby("currency", observed=True)["cost"].sum().round(2)
    return {str(key): float(value) for key, value in sums.items()}


def of_posts(log: pd.DataFrame, platform: str = "") -> pd.DataFrame:
    """Keep the displays of posts, boosts included, of one platform or of all."""
    posts = log[log["post_id"].notna()]
    return posts[posts["platform"] == platform] if platform else posts


def invalid(log: pd.DataFrame) -> int:
    """Count the displays that no platform reports."""
    return int((~log["is_valid"]).sum())


def count_posts(world: World) -> pd.DataFrame:
    """Count displays, people, plays, clicks and actions of each post, boosts included.

    Parameters
    ----------
    world : World
        The pretend world.

    Returns
    -------
    DataFrame, shape (n_posts, n_columns)
        The posts, in order of publishing, with their counts.
    """
    log = of_posts(valid(world))
    by_post = log.groupby("post_id", observed=True)
    actions = log.groupby(["post_id", "action"], observed=True).size().unstack(fill_value=0)
    counts = pd.DataFrame(
        {
            "impressions": by_post.size(),
            "reach": by_post["user_id"].nunique(),
            "plays": log["watch_seconds"].gt(0).groupby(log["post_id"], observed=True).sum(),
            "clicks": is_click(log["action"]).groupby(log["post_id"], observed=True).sum(),
        }
    )
    counts = counts.join(actions)
    counts.columns = counts.columns.astype(str)
    return world.posts.join(counts.reindex(world.posts["post_id"]).fillna(0).astype(int), "post_id")


def _plain(counts: pd.Series) -> Count:
    return {str(key): int(value) for key, value in counts.items()}
