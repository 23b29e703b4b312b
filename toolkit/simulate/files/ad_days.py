"""What a platform's ads came to, day by day: the counts behind every download of paid delivery."""

from typing import Any

import pandas as pd

from ..world import World
from .census import days, invalid, people, people_by, valid

NAMES = ["campaign", "ad_group", "ad"]
_ACTIONS = ("like", "comment", "share", "follow")
_QUARTERS = (25, 50, 75, 100)
_SECONDS = (2, 6)


def of_ads(log: pd.DataFrame, platform: str) -> pd.DataFrame:
    """Keep the paid displays of one platform."""
    return log[log["platform"].eq(platform) & log["scope"].eq("paid")]


def shown_on(world: World, platform: str) -> pd.DataFrame:
    """Return the paid displays that a platform reports, each with its day and what came of it.

    Parameters
    ----------
    world : World
        The pretend world.
    platform : str
        Name of the platform.

    Returns
    -------
    DataFrame, shape (n_impressions, n_columns)
        The log's columns, ``day``, and one flag for each thing that is counted.
    """
    log = of_ads(valid(world), platform)
    moves, watched = log["duration_seconds"].notna(), log["watch_seconds"]
    pixels, seconds = log["in_view_pixels"], log["in_view_seconds"]
    half = pixels.ge(0.5)
    flags: dict[str, pd.Series] = {
        "measurable": pixels.notna(),
        "viewable": half & seconds.ge(moves.map({True: 2, False: 1})),
        "link": log["action"].eq("link_click"),
        "plays": watched.gt(0),
        "in_view_plays": (half & watched.ge(2)) | (moves & log["action"].eq("link_click")),
        **{f"plays_{least}s": watched.ge(least) for least in _SECONDS},
        **{
            f"plays_p{part}": watched.ge(log["duration_seconds"] * part / 100) for part in _QUARTERS
        },
        **{name: log["action"].eq(name) for name in _ACTIONS},
    }
    return log.assign(day=days(log), **flags)


def counted(shown: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Count displays, people, money and flags per group; without keys, of everything."""
    groups = shown.groupby(keys or (lambda _: 0), observed=True)
    flags = [name for name in shown.columns[shown.dtypes.eq(bool)] if name != "is_valid"]
    counts = groups.agg(
        impressions=("impression_id", "size"),
        reach=("user_id", "nunique"),
        spend=("cost", "sum"),
        watch_seconds=("watch_seconds", "sum"),
        currency=("currency", "first"),
        objective=("objective", "first"),
    )
    counts = counts.assign(spend=counts["spend"].round(2)).join(groups[flags].sum())
    return counts.rename(columns={"is_click": "clicks"}).reset_index(drop=not keys)


def truth_of(world: World, platform: str, keys: list[str]) -> dict[str, Any]:
    """Tell what is true about the ads of one platform, whose rows are split by ``keys``."""
    shown = shown_on(world, platform)
    whole = counted(shown, []).iloc[0]
    return {
        "impressions": len(shown),
        "invalid_impressions_left_out": invalid(of_ads(world.log, platform)),
        "reach": people(shown),
        "sum_of_row_reach": int(counted(shown, keys)["reach"].sum()),
        "people_by_campaign": people_by(shown, "campaign"),
        "clicks": int(whole["clicks"]),
        "spend": float(whole["spend"]),
        "currency": str(whole["currency"]),
        "rows_without_total": len(counted(shown, keys)),
    }
