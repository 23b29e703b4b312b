"""A campaign report of Google Ads, by day: video on YouTube, totals below the rows."""

from typing import Any

import pandas as pd

from ..world import World
from .ad_days import counted, shown_on, truth_of
from .dataset import Dataset
from .dialect import google_csv

_KEYS = ["campaign", "day"]
_ABSENT = " --"
_TOTALS = ("Total: Campaigns", "Total: Account", "Total: Video")


def _rows(world: World) -> pd.DataFrame:
    shown = shown_on(world, "youtube")
    shown = shown.assign(trueview=shown["plays_p100"] | shown["is_click"])
    campaigns = _as_google(counted(shown, _KEYS))
    whole = _as_google(counted(shown, []))
    blank = dict.fromkeys(("Campaign", "Campaign type", "Day"), _ABSENT)
    totals = [whole.assign(**blank, **{"Campaign status": label}) for label in _TOTALS]
    return pd.concat([campaigns, *totals], ignore_index=True)


def _as_google(counts: pd.DataFrame) -> pd.DataFrame:
    """Rename and derive: counts with commas, money and rates to two decimals."""
    shown, spend, clicks = counts["impressions"], counts["spend"], counts["clicks"]
    days = pd.to_datetime(counts["day"]) if "day" in counts else None
    return pd.DataFrame({
        "Campaign status": "Enabled",
        "Campaign": counts.get("campaign", _ABSENT),
        "Campaign type": "Video",
        "Day": _ABSENT if days is None else days.dt.strftime("%Y-%m-%d"),
        "Currency code": counts["currency"],
        "Impr.": _whole(shown),
        "Measurable impr.": _whole(counts["measurable"]),
        "Viewable impr.": _whole(counts["viewable"]),
        "Unique users": _whole(counts["reach"]),
        "Avg. impr. freq. / user": _rounded(shown / counts["reach"], 1),
        "Clicks": _whole(clicks),
        "CTR": _rounded(100 * clicks / shown) + "%",
        "Avg. CPC": _rounded(spend / clicks.where(clicks > 0)),
        "TrueView views": _whole(counts["trueview"]),
        "Avg. CPM": _rounded(1000 * spend / shown),
        "Cost": _rounded(spend),
    })  # fmt: skip


def _whole(counts: pd.Series) -> pd.Series:
    return counts.map("{:,}".format)


def _rounded(values: pd.Series, decimals: int = 2) -> pd.Series:
    return values.map(f"{{:.{decimals}f}}".format).where(values.notna(), _ABSENT)


def _truth(world: World) -> dict[str, Any]:
    shown = shown_on(world, "youtube")
    return {
        **truth_of(world, "youtube", _KEYS),
        "viewable_impressions": int(shown["viewable"].sum()),
        "trueview_views": int((shown["plays_p100"] | shown["is_click"]).sum()),
    }


GOOGLE_ADS = Dataset(
    file="google_ads.csv",
    kind="export",
    title="Google Ads, video campaigns by day",
    grain="One day of one campaign; three totals of the whole period stand below.",
    rows=_rows,
    written=google_csv,
    truth=_truth,
    strange=(
        "UTF-16 with tabs, in spite of its name; a title and the period stand above the header.",
        (
            "Three totals stand below the rows and say the same. Their unique users are the "
            "number of people; the rows' unique users add up to more."
        ),
        "Counts carry commas for thousands, money does not; what is absent is ' --'.",
        "A TrueView view is a play to the end, for the films are shorter than 30 s, or a click.",
        "Rates are rounded to two decimals, the frequency to one.",
        "The ads were shown on YouTube; the file does not say so.",
        "Invalid traffic is left out; the log has it.",
    ),
)
