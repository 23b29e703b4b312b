"""Months of posts on three platforms, with one change of distribution and one of a rule planted."""

from typing import Any

import pandas as pd

from ...catalog import MEASURES
from ..account import Account, Change, Moves, simulate_account
from ..response import Response
from ..world import World
from .dataset import Dataset
from .dialect import delivery_csv

_MOVES = Moves(
    format={"photo": 100, "video": 135, "text": 75, "link": 65, "short": 160},
    weekday={0: 100, 1: 105, 2: 110, 3: 108, 4: 95, 5: 80, 6: 90},
    hour={7: 100, 9: 100, 12: 115, 15: 95, 18: 130, 20: 130},
    hashtags={0: 90, 1: 100, 2: 100, 3: 112, 4: 112, 5: 112, 6: 85},
    mention=125,
    boosted=210,
)
_START = "2026-01-19"
_DISTRIBUTION, _RULE = Change(45, day="2026-05-12"), Change(165, day="2026-08-27")
ACCOUNTS = (
    Account("linkedin", "Tarnvale", "impressions", 190, _START, 26, 820,
            {"photo": 40, "text": 25, "link": 15, "video": 20}, moves=_MOVES,
            distribution=_DISTRIBUTION, response=Response(81, 32, 4, 3, 4300)),
    Account("x", "tarnvale", "impressions", 220, _START, 23, 610,
            {"text": 50, "photo": 30, "link": 20}, boosted=6, moves=_MOVES,
            response=Response(0, 24, 6, 1, 2600)),
    Account("youtube", "Tarnvale", "views", 170, _START, 30, 1400,
            {"video": 55, "short": 45}, boosted=0, moves=_MOVES, rule=_RULE),
)  # fmt: skip


def _rows(world: World) -> pd.DataFrame:
    posts = pd.concat([simulate_account(world.seed, each) for each in ACCOUNTS])
    ordered = posts.sort_values("published_at", kind="stable", ignore_index=True)
    measures = [name for name in MEASURES if name in ordered]
    return ordered[[*ordered.columns.drop(measures), *measures]]


def _truth(world: World) -> dict[str, Any]:
    posts = _rows(world)
    return {
        "posts": {str(name): int(size) for name, size in posts.groupby("platform").size().items()},
        "distribution_changed": {
            "platform": "linkedin", "day": _DISTRIBUTION.day, "percent": _DISTRIBUTION.percent,
        },
        "rule_changed": {"platform": "youtube", "day": _RULE.day, "percent": _RULE.percent},
        "levers": {
            "format": dict(_MOVES.format),
            "weekday": {str(day): percent for day, percent in _MOVES.weekday.items()},
            "hour": {str(hour): percent for hour, percent in _MOVES.hour.items()},
            "hashtags": {str(count): percent for count, percent in _MOVES.hashtags.items()},
            "mention": _MOVES.mention,
            "boosted": _MOVES.boosted,
        },
    }  # fmt: skip


POST_HISTORY = Dataset(
    file="post_history.csv",
    kind="delivery table",
    title="Nine months of a pretend brand's posts on LinkedIn, X and YouTube",
    grain="One post, over its life.",
    rows=_rows,
    written=delivery_csv,
    truth=_truth,
    first_day=-182,
    days=266,
    strange=(
        "On LinkedIn distribution is planted to fall on one day; on X nothing changes.",
        (
            "On YouTube views are counted by another rule from a day on, so that there are more of "
            "them although nobody watches more."
        ),
        (
            "truth.levers are the percentages by which format, weekday (0 is Monday), UTC hour, "
            "number of hashtags, naming another account and money multiply what a post is shown."
        ),
    ),
)
