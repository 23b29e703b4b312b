"""An export of Meta Business Suite: Facebook posts, in the columns of 2023."""

from typing import Any

import pandas as pd

from ..draw import Draw
from ..world import World
from .census import count_posts, invalid, of_posts, people, valid
from .dataset import Dataset
from .dialect import meta_csv

_PAGE = "61550412837019"
_TYPES = {"photo": "Photos", "video": "Videos", "reel": "Reels", "link": "Links", "text": "Text"}
_COLUMNS = {
    "Post ID": "post_id", "Page ID": "page", "Page name": "account", "Title": "text",
    "Description": "description", "Duration (sec)": "duration_seconds",
    "Publish time": "publish_time", "Caption type": "caption", "Permalink": "permalink",
    "Is crosspost": "no", "Is share": "no", "Post type": "type", "Languages": "blank",
    "Custom labels": "blank", "Funded content status": "blank", "Data comment": "blank",
    "Date": "period", "IMPRESSION:UNIQUE_USERS": "blank", "Reach": "reach",
    "Impressions": "impressions", "Reactions, Comments and Shares": "reactions",
    "Reactions": "like", "Comments": "comment", "Shares": "share", "Total clicks": "clicks",
    "Matched Audience Targeting Consumption (Photo Click)": "photo_click",
    "Other Clicks": "other_click", "Link Clicks": "link_click",
    "Negative feedback from users: Hide all": "hide",
}  # fmt: skip
_GHOSTS = (6.5, 30.5)
ZONE = "America/Los_Angeles"


def publish_time(posts: pd.DataFrame) -> pd.Series:
    """Write when posts went out as Business Suite does: US Pacific, whatever the account's.

    Examples
    --------
    >>> noon = pd.DataFrame({"published_at": pd.to_datetime(["2026-08-03 12:00"])})
    >>> publish_time(noon)[0]
    '08/03/2026 05:00'
    """
    pacific = posts["published_at"].dt.tz_localize("UTC").dt.tz_convert(ZONE)
    return pacific.dt.strftime("%m/%d/%Y %H:%M")


def _mine(world: World) -> pd.DataFrame:
    counts = count_posts(world)
    return counts[counts["platform"] == "facebook"].iloc[::-1].reset_index(drop=True)


def _rows(world: World) -> pd.DataFrame:
    posts = _mine(world)
    posts = posts.assign(
        page=_PAGE,
        description=posts["text"].where(posts["duration_seconds"] > 0),
        publish_time=publish_time(posts),
        caption="N/A",
        permalink=f"https://www.facebook.com/{_PAGE}/posts/" + posts["post_id"],
        type=posts["format"].map(_TYPES),
        reactions=posts[["like", "comment", "share"]].sum(axis=1),
        no=0,
        blank=None,
        period="Lifetime",
    )
    rows = posts[list(_COLUMNS.values())].set_axis(list(_COLUMNS), axis=1)
    return _with_ghosts(rows.astype(object), world.seed)


def _with_ghosts(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Put in rows of posts that are gone, of which only one number is left."""
    left = Draw(seed, "ghosts").below(len(_GHOSTS), 400)
    ghosts = pd.DataFrame({"IMPRESSION:UNIQUE_USERS": left}, index=list(_GHOSTS), dtype=object)
    return pd.concat([rows, ghosts]).sort_index()


def _truth(world: World) -> dict[str, Any]:
    posts, log = _mine(world), of_posts(valid(world), "facebook")
    return {
        "posts": len(posts),
        "ghost_rows": len(_GHOSTS),
        "impressions": len(log),
        "invalid_impressions_left_out": invalid(of_posts(world.log, "facebook")),
        "reach": people(log),
        "sum_of_post_reach": int(posts["reach"].sum()),
        "clicks": int(log["is_click"].sum()),
    }


FACEBOOK_CONTENT = Dataset(
    file="facebook_content.csv",
    kind="export",
    title="Meta Business Suite, content of a Facebook page",
    grain="One post, over its life.",
    rows=_rows,
    written=meta_csv,
    truth=_truth,
    strange=(
        (
            "The columns are those of 2023, with Impressions. Facebook has shown views instead "
            "since late 2024, so a file of 2026 with these columns cannot exist."
        ),
        "Two rows have no Post ID and nothing but IMPRESSION:UNIQUE_USERS: posts that are gone.",
        "Publish time is US Pacific, seven hours behind UTC in summer, and does not say so.",
        "Post ids have 18 digits, more than a float can hold.",
        "Boosted posts contain their paid delivery.",
        "Invalid traffic is left out; the log has it.",
    ),
)
