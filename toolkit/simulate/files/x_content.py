"""An export of X: posts, in the columns of late 2025."""

from typing import Any

import pandas as pd

from ..brand import ACTIONS
from ..world import World
from .census import count_posts, invalid, of_posts, people, valid
from .dataset import Dataset
from .dialect import x_csv

_ADDRESS = "https://x.com/tarnvale/status/"
_GHOSTS = (4.5, 18.5)
_COUNTS = {
    "Impressions": "impressions", "Likes": "like", "Engagements": "engagements",
    "Bookmarks": "save", "Shares": "share_button", "New follows": "follow", "Replies": "comment",
    "Reposts": "share", "Profile visits": "profile_visit", "Detail Expands": "detail_expand",
    "URL Clicks": "link_click", "Hashtag Clicks": "hashtag_click",
    "Permalink Clicks": "permalink_click",
}  # fmt: skip


def _mine(world: World) -> pd.DataFrame:
    counts = count_posts(world)
    posts = counts[counts["platform"] == "x"].iloc[::-1].reset_index(drop=True)
    return posts.assign(engagements=posts[list(ACTIONS["x"])].sum(axis=1))


def _rows(world: World) -> pd.DataFrame:
    posts = _mine(world)
    facts = pd.DataFrame(
        {
            "Post id": posts["post_id"],
            "Date": _day(posts["published_at"].dt),
            "Post text": posts["text"],
            "Post Link": _ADDRESS + posts["post_id"],
        }
    )
    counts = posts[list(_COUNTS.values())].set_axis(list(_COUNTS), axis=1)
    ghosts = pd.DataFrame({"Post Link": f"{_ADDRESS}undefined"}, index=list(_GHOSTS))
    rows = pd.concat([facts.join(counts), ghosts.assign(**dict.fromkeys(_COUNTS, 0))])
    return rows.sort_index()


def _day(moments) -> pd.Series:
    """Write days such as ``Fri, Aug 7, 2026``."""
    day, year = moments.day.astype(str), moments.year.astype(str)
    return (
        moments.day_name().str[:3] + ", " + moments.month_name().str[:3] + " " + day + ", " + year
    )


def _truth(world: World) -> dict[str, Any]:
    posts, log = _mine(world), of_posts(valid(world), "x")
    return {
        "posts": len(posts),
        "ghost_rows": len(_GHOSTS),
        "impressions": len(log),
        "invalid_impressions_left_out": invalid(of_posts(world.log, "x")),
        "engagements": int(posts["engagements"].sum()),
        "people_in_log": people(log),
    }


X_CONTENT = Dataset(
    file="x_content.csv",
    kind="export",
    title="X account analytics, content",
    grain="One post, over its life.",
    rows=_rows,
    written=x_csv,
    truth=_truth,
    strange=(
        "Two rows have no id and a link that ends in 'undefined'; all their counts are 0.",
        "X reports no reach; truth.people_in_log is what it could have said.",
        "Date is a UTC day without a time; the upper bits of the id hold the time.",
        "Shares are uses of the share button; reposts stand on their own.",
        "Ids have 19 digits, more than a float can hold.",
        "Invalid traffic is left out; the log has it.",
    ),
)
