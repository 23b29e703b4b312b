"""A report of TikTok Ads Manager: ads by day, the total in the last row."""

from typing import Any

import pandas as pd

from ..world import World
from .ad_days import NAMES, counted, shown_on, truth_of
from .dataset import Dataset
from .dialect import tiktok_csv

_KEYS = [*NAMES, "day"]
_NAMES = {"campaign": "Campaign name", "ad_group": "Ad group name", "ad": "Ad name"}
_COUNTS = {
    "Video views": "plays", "2-second video views": "plays_2s", "6-second video views": "plays_6s",
    "Video views at 25%": "plays_p25", "Video views at 50%": "plays_p50",
    "Video views at 75%": "plays_p75", "Video views at 100%": "plays_p100",
    "Paid likes": "like", "Paid comments": "comment", "Paid shares": "share",
    "Paid follows": "follow",
}  # fmt: skip


def _rows(world: World) -> pd.DataFrame:
    shown = shown_on(world, "tiktok")
    ads, whole = counted(shown, _KEYS), counted(shown, [])
    label = dict.fromkeys([*_NAMES.values(), "By Day"], "-")
    total = _as_tiktok(whole).assign(**label | {"Campaign name": f"Total of {len(ads)} results"})
    return pd.concat([_as_tiktok(ads), total], ignore_index=True)


def _as_tiktok(ads: pd.DataFrame) -> pd.DataFrame:
    """Rename and derive; a price or rate of nothing is 0."""
    shown, spend, reach = ads["impressions"], ads["spend"], ads["reach"]
    days = pd.to_datetime(ads["day"]).dt.strftime("%Y-%m-%d") if "day" in ads else "-"
    return pd.DataFrame({
        **{name: ads.get(key, "-") for key, name in _NAMES.items()},
        "By Day": days,
        "Currency": ads["currency"],
        "Cost": spend.map("{:.2f}".format),
        "CPC (destination)": _per(spend, ads["link"]),
        "CPM": _per(1000 * spend, shown),
        "Impressions": shown,
        "Clicks (all)": ads["clicks"],
        "Clicks (destination)": ads["link"],
        "CTR (destination)": _per(100 * ads["link"], shown),
        "Reach": reach,
        "Cost per 1,000 people reached": _per(1000 * spend, reach),
        "Frequency": _per(shown, reach),
        **{header: ads[name] for header, name in _COUNTS.items()},
        "Average play time per video view": _per(ads["watch_seconds"], ads["plays"]),
    })  # fmt: skip


def _per(top: pd.Series, bottom: pd.Series) -> pd.Series:
    return (top / bottom.where(bottom > 0)).fillna(0).map("{:.2f}".format)


def _truth(world: World) -> dict[str, Any]:
    links = int(shown_on(world, "tiktok")["link"].sum())
    return {**truth_of(world, "tiktok", _KEYS), "link_clicks": links}


TIKTOK_ADS = Dataset(
    file="tiktok_ads.csv",
    kind="export",
    title="TikTok Ads Manager, ads by day",
    grain="One day of one ad; the last row is the total of the whole period.",
    rows=_rows,
    written=tiktok_csv,
    truth=_truth,
    strange=(
        (
            "The last row is the total. Its reach is the number of people; the rows' reach adds "
            "up to far more."
        ),
        "A price or rate of nothing is 0.00, not empty.",
        "Video views are plays that began, without a least length.",
        "Clicks (destination) lead away from TikTok; Clicks (all) count every click.",
        "The column Currency says EUR in every row.",
        "Invalid traffic is left out; the log has it.",
    ),
)
