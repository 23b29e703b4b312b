"""An ad report of LinkedIn Campaign Manager, by day."""

from typing import Any

import pandas as pd

from ..world import World
from .ad_days import NAMES, counted, shown_on, truth_of
from .dataset import Dataset
from .dialect import linkedin_csv

_KEYS = [*NAMES, "day"]
_GROUP_ID, _CAMPAIGN_ID, _AD_ID = 612_400_113, 214_880_940, 187_650_300


def _rows(world: World) -> pd.DataFrame:
    ads = counted(shown_on(world, "linkedin"), _KEYS)
    shown, spend, clicks = ads["impressions"], ads["spend"], ads["clicks"]
    social = ads[["like", "comment", "share", "follow"]].sum(axis=1)
    moves = ads["ad"].map(ads.groupby("ad", observed=True)["plays"].max().gt(0)).astype(bool)
    films = {
        "Video Starts": "plays", "Video Views": "in_view_plays", "Video Views @ 25%": "plays_p25",
        "Video Views @ 50%": "plays_p50", "Video Views @ 75%": "plays_p75",
        "Video Completions": "plays_p100",
    }  # fmt: skip
    return pd.DataFrame({
        "Start Date (in UTC)": pd.to_datetime(ads["day"]).dt.strftime("%m/%d/%Y"),
        "Account Name": "Tarnvale",
        "Currency": ads["currency"],
        "Campaign Group ID": _GROUP_ID,
        "Campaign Group Name": ads["campaign"],
        "Campaign ID": _CAMPAIGN_ID,
        "Campaign Name": ads["ad_group"],
        "Campaign Objective": "Website visits",
        "Ad ID": _AD_ID + ads["ad"].map(_places(ads["ad"])).astype(int),
        "Ad Name": ads["ad"],
        "Total Spent": spend,
        "Impressions": shown,
        "Clicks": clicks,
        "Click Through Rate": (100 * clicks / shown).map("{:.3f}%".format),
        "Average CPM": (1000 * spend / shown).round(2),
        "Average CPC": (spend / clicks.where(clicks > 0)).round(2),
        "Reactions": ads["like"],
        "Comments": ads["comment"],
        "Shares": ads["share"],
        "Follows": ads["follow"],
        "Total Social Actions": social,
        "Total Engagement": social + clicks,
        "Engagement Rate": (100 * (social + clicks) / shown).map("{:.3f}%".format),
        "Reach": ads["reach"],
        "Average Frequency": (shown / ads["reach"]).round(2),
        "Cost per 1,000 Members Reached": (1000 * spend / ads["reach"]).round(2),
        "Clicks to Landing Page": ads["link"],
        **{header: ads[name].where(moves).astype("Int64") for header, name in films.items()},
    })  # fmt: skip


def _places(names: pd.Series) -> dict[str, int]:
    return {name: place for place, name in enumerate(sorted(names.unique()))}


def _truth(world: World) -> dict[str, Any]:
    links = int(shown_on(world, "linkedin")["link"].sum())
    return {**truth_of(world, "linkedin", _KEYS), "link_clicks": links}


LINKEDIN_ADS = Dataset(
    file="linkedin_ads.csv",
    kind="export",
    title="LinkedIn Campaign Manager, ads by day",
    grain="One day of one ad.",
    rows=_rows,
    written=linkedin_csv,
    truth=_truth,
    strange=(
        "UTF-16 with tabs and without a last end of line; five lines stand above the header.",
        "There is no total row, so the number of people of the whole is not in the file.",
        "A campaign group is what others call a campaign, and a campaign an ad group.",
        "A row tells its first day and no last.",
        "Counts of video are empty for an ad that stands still.",
        "LinkedIn alone bills in US dollars.",
        "A video view is 2 seconds in view at half the pixels, or a click on the link.",
        "Invalid traffic is left out; the log has it.",
    ),
)
