"""The brand's posts with what each platform reports about them."""

from typing import Any

import pandas as pd

from ..brand import FORMATS, HASHTAG_LEVER, HOUR_LEVER, WEEKDAY_LEVER
from ..world import World
from .census import count_posts, invalid, of_posts, people, people_by, valid
from .dataset import Dataset
from .dialect import delivery_csv

_FACTS = [
    "platform", "account", "post_id", "published_at", "format", "duration_seconds", "text",
    "boosted",
]  # fmt: skip
# Which measure each platform reports, and of what it is the sum.
_ACTIONS = {"likes": ("like",), "comments": ("comment",), "shares": ("share",)}
_SAVES, _FOLLOWS = {"saves": ("save",)}, {"follows": ("follow",)}
_LINKS, _CLICKS = {"link_clicks": ("link_click",)}, {"clicks": ("clicks",)}
_SHOWN, _REACHED = {"impressions": ("impressions",)}, {"reach": ("reach",)}
_INTERACTIONS = ("like", "comment", "share")
_REPORTS: dict[str, dict[str, tuple[str, ...]]] = {
    "facebook": {**_SHOWN, **_REACHED, "engagements": _INTERACTIONS, **_ACTIONS, **_CLICKS,
                 **_LINKS},
    "instagram": {"views": ("impressions",), **_REACHED,
                  "engagements": (*_INTERACTIONS, "save"), **_ACTIONS, **_SAVES, **_FOLLOWS},
    "x": {**_SHOWN, "engagements": (*_INTERACTIONS, "save", "share_button", "follow", "clicks"),
          **_ACTIONS, **_SAVES, **_FOLLOWS, **_LINKS},
    "linkedin": {**_SHOWN, "engagements": (*_INTERACTIONS, "follow", "clicks"), **_ACTIONS,
                 **_FOLLOWS, **_CLICKS},
    "tiktok": {"views": ("plays",), **_ACTIONS, **_SAVES},
    "youtube": {"views": ("plays",), **_ACTIONS},
}  # fmt: skip
_MEASURES = [
    "impressions", "reach", "views", "engagements", "likes", "comments", "shares", "saves",
    "follows", "clicks", "link_clicks",
]  # fmt: skip


def _rows(world: World) -> pd.DataFrame:
    counts = count_posts(world)
    duration = counts["duration_seconds"]
    table = counts[_FACTS].assign(
        published_at=counts["published_at"].dt.tz_localize("UTC"),
        duration_seconds=duration.where(duration > 0).astype("Int64"),
    )
    reported = {name: _reported(counts, name) for name in _MEASURES}
    return table.assign(**reported)


def _reported(counts: pd.DataFrame, measure: str) -> pd.Series:
    """The measure of each post, missing on platforms that do not report it."""
    column = pd.Series(pd.NA, counts.index, dtype="Int64")
    for platform, measures in _REPORTS.items():
        if measure in measures:
            mine = counts["platform"] == platform
            column[mine] = counts.loc[mine, list(measures[measure])].sum(axis=1)
    return column


def _truth(world: World) -> dict[str, Any]:
    log = of_posts(valid(world))
    counts = count_posts(world)
    with_reach = counts[counts["platform"].isin(["facebook", "instagram"])]
    return {
        "posts": len(counts),
        "boosted_posts": int(counts["boosted"].sum()),
        "impressions_in_log": len(log),
        "paid_impressions_in_log": int(log["scope"].eq("paid").sum()),
        "invalid_impressions_left_out": invalid(of_posts(world.log)),
        "people": people(log),
        "sum_of_post_reach": {
            str(name): int(value)
            for name, value in with_reach.groupby("platform")["reach"].sum().items()
        },
        "people_by_platform": people_by(log, "platform"),
        "levers": {
            "format": {name: form.reach for name, form in FORMATS.items()},
            "weekday": {str(day): percent for day, percent in enumerate(WEEKDAY_LEVER)},
            "hour": {str(hour): percent for hour, percent in HOUR_LEVER.items()},
            "hashtags": {str(count): percent for count, percent in enumerate(HASHTAG_LEVER)},
        },
    }


POSTS = Dataset(
    file="posts.csv",
    kind="delivery table",
    title="Organic posts of a pretend brand on six platforms",
    grain="One post, over its life up to the end of the period.",
    rows=_rows,
    written=delivery_csv,
    truth=_truth,
    strange=(
        (
            "Each platform reports what it reports and nothing else: reach on Facebook and "
            "Instagram only, views instead of impressions on Instagram, TikTok and YouTube."
        ),
        "views on Instagram are displays; on TikTok and YouTube they are plays that began.",
        (
            "engagements follow each platform's own list: on X and LinkedIn they contain clicks, "
            "on Facebook they do not."
        ),
        "Boosted posts contain their paid delivery.",
        "Posts of the last week were still collecting when the period ended.",
        "Invalid traffic is left out; the log has it.",
        (
            "truth.levers are the percentages by which format, weekday (0 is Monday), UTC hour and "
            "number of hashtags multiply the organic displays that a post is due."
        ),
    ),
)
