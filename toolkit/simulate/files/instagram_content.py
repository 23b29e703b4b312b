"""An export of Meta Business Suite: Instagram posts, in the columns of late 2025."""

from typing import Any

import pandas as pd

from ..world import World
from .census import count_posts, invalid, of_posts, people, valid
from .dataset import Dataset
from .dialect import meta_csv
from .facebook_content import publish_time

_ACCOUNT = "17841460215983047"
_TYPES = {"photo": "IG image", "reel": "IG reel", "carousel": "IG carousel"}
_FOLDERS = {"photo": "p", "reel": "reel", "carousel": "p"}
_COLUMNS = {
    "Post ID": "post_id", "Account ID": "page", "Account username": "account",
    "Account name": "name", "Description": "text", "Duration (sec)": "duration_seconds",
    "Publish time": "publish_time", "Permalink": "permalink", "Post type": "type",
    "Data comment": "blank", "Date": "period", "Views": "impressions", "Reach": "reach",
    "Likes": "like", "Shares": "share", "Follows": "follow", "Comments": "comment",
    "Saves": "save",
}  # fmt: skip


def _mine(world: World) -> pd.DataFrame:
    counts = count_posts(world)
    return counts[counts["platform"] == "instagram"].iloc[::-1].reset_index(drop=True)


def _rows(world: World) -> pd.DataFrame:
    posts = _mine(world)
    address = posts["format"].map(_FOLDERS) + "/" + posts["shortcode"] + "/"
    posts = posts.assign(
        page=_ACCOUNT,
        name=posts["account"].str.capitalize(),
        publish_time=publish_time(posts),
        permalink="https://www.instagram.com/" + address,
        type=posts["format"].map(_TYPES),
        blank=None,
        period="Lifetime",
    )
    return posts[list(_COLUMNS.values())].set_axis(list(_COLUMNS), axis=1)


def _truth(world: World) -> dict[str, Any]:
    posts, log = _mine(world), of_posts(valid(world), "instagram")
    return {
        "posts": len(posts),
        "views": len(log),
        "invalid_impressions_left_out": invalid(of_posts(world.log, "instagram")),
        "reach": people(log),
        "sum_of_post_reach": int(posts["reach"].sum()),
    }


INSTAGRAM_CONTENT = Dataset(
    file="instagram_content.csv",
    kind="export",
    title="Meta Business Suite, content of an Instagram account",
    grain="One post, over its life.",
    rows=_rows,
    written=meta_csv,
    truth=_truth,
    strange=(
        "There are Views and no Impressions; here each display in the log is one view.",
        (
            "Publish time is US Pacific, seven hours behind UTC in summer, and does not say so; "
            "the code in the permalink holds the time of upload, up to about a minute earlier."
        ),
        "Boosted posts contain their paid delivery.",
        "Invalid traffic is left out; the log has it.",
    ),
)
