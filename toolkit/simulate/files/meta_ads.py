"""An export of Meta Ads Manager: ads by day and platform, the total row first."""

from typing import Any

import pandas as pd

from ..brand import DAYS, LINK_CLICKS, REACH, START, THRUPLAYS
from ..world import World
from .census import days, invalid, people, people_by, valid
from .dataset import Dataset
from .dialect import meta_csv

_PLATFORMS = ["facebook", "instagram"]
_NAMES = {"campaign": "Campaign name", "ad_group": "Ad set name", "ad": "Ad name"}
_KEYS = ["campaign", "ad_group", "ad", "day", "platform"]
_THRUPLAY_SECONDS, _THRUPLAY_SHARE = 15, 0.97
_MIXED = "mixed"


def _paid(log: pd.DataFrame) -> pd.DataFrame:
    return log[log["platform"].isin(_PLATFORMS) & (log["scope"] == "paid")]


def _shown(world: World) -> pd.DataFrame:
    log = _paid(valid(world))
    enough = (_THRUPLAY_SHARE * log["duration_seconds"]).clip(upper=_THRUPLAY_SECONDS)
    return log.assign(
        day=days(log),
        link=log["action"].eq("link_click"),
        thruplay=log["watch_seconds"].ge(enough) & log["watch_seconds"].gt(0),
    )


def _rows(world: World) -> pd.DataFrame:
    log = _shown(world)
    ads = _counted(log.groupby(_KEYS, observed=True)).reset_index()
    last = ads.groupby(["campaign", "ad_group", "ad", "platform"], observed=True)["day"].transform(
        "max"
    )
    running = last.eq(ads["day"].max())
    ads = ads.assign(
        status=running.map({True: "active", False: "inactive"}), level="ad", starts=ads["day"],
        ends=ads["day"],
    )  # fmt: skip
    total = _counted(log.groupby(lambda _: 0)).assign(
        objective=_MIXED, starts=START, ends=START + DAYS - 1
    )
    return _as_meta(pd.concat([total, ads], ignore_index=True))


def _counted(groups) -> pd.DataFrame:
    return groups.agg(
        reach=("user_id", "nunique"),
        impressions=("impression_id", "size"),
        link=("link", "sum"),
        clicks=("is_click", "sum"),
        thruplays=("thruplay", "sum"),
        objective=("objective", "first"),
        spend=("cost", "sum"),
    ).assign(spend=lambda table: table["spend"].round(2))


def _as_meta(ads: pd.DataFrame) -> pd.DataFrame:
    """Rename and derive; actions that did not happen are empty, not 0."""
    spend, impressions, reach = ads["spend"], ads["impressions"], ads["reach"]
    links = ads["link"].where(ads["link"] > 0)
    clicks = ads["clicks"]
    results = _results(ads, links)
    per = ads["objective"].map({REACH: 1000}).fillna(1)
    return pd.DataFrame({
        **{name: ads[key] for key, name in _NAMES.items()},
        "Day": _date(ads["day"]),
        "Platform": ads["platform"],
        "Delivery status": ads["status"],
        "Delivery level": ads["level"],
        "Reach": reach,
        "Cost per 1,000 Meta Accounts reached": 1000 * spend / reach,
        "Impressions": impressions,
        "CPM (cost per 1,000 impressions)": 1000 * spend / impressions,
        "Frequency": impressions / reach,
        "Link clicks": links.astype("Int64"),
        "Clicks (all)": clicks,
        "CTR (all)": 100 * clicks / impressions,
        "CPC (all)": spend / clicks.where(clicks > 0),
        "CTR (link click-through rate)": 100 * links / impressions,
        "CPC (cost per link click)": spend / links,
        "Result type": ads["objective"],
        "Results": results.astype("Int64"),
        "Cost per result": per * spend / results,
        "Amount spent (EUR)": spend,
        "Reporting starts": _date(ads["starts"]),
        "Reporting ends": _date(ads["ends"]),
    })  # fmt: skip


def _results(ads: pd.DataFrame, links: pd.Series) -> pd.Series:
    """What each ad was bought for; ads of several objectives have no common result."""
    kinds = {REACH: ads["reach"], LINK_CLICKS: links, THRUPLAYS: ads["thruplays"]}
    chosen = pd.DataFrame(kinds).mul(pd.get_dummies(ads["objective"])).sum(axis=1)
    return chosen.where(chosen > 0)


def _date(moments: pd.Series) -> pd.Series:
    return pd.to_datetime(moments).dt.strftime("%Y-%m-%d")


def _truth(world: World) -> dict[str, Any]:
    log = _shown(world)
    cells = log.groupby(_KEYS, observed=True)["user_id"].nunique()
    return {
        "impressions": len(log),
        "invalid_impressions_left_out": invalid(_paid(world.log)),
        "reach": people(log),
        "sum_of_row_reach": int(cells.sum()),
        "people_by_platform": people_by(log, "platform"),
        "people_by_campaign": people_by(log, "campaign"),
        "clicks": int(log["is_click"].sum()),
        "link_clicks": int(log["link"].sum()),
        "spend": float(round(log["cost"].sum(), 2)),
        "currency": "EUR",
        "rows_without_total": len(cells),
    }


META_ADS = Dataset(
    file="meta_ads.csv",
    kind="export",
    title="Meta Ads Manager, ads by day and platform",
    grain="One day of one ad on one platform; the first row is the total of the whole period.",
    rows=_rows,
    written=meta_csv,
    truth=_truth,
    strange=(
        (
            "The first row is Meta's total: no names, result type 'mixed', the whole period. Its "
            "reach is the number of people; the rows' reach adds up to far more."
        ),
        "Impressions, clicks and spend of the rows add up to the total to the cent.",
        "Link clicks and results that did not happen are empty, while Clicks (all) says 0.",
        "CTR is in percent without a sign; the cost per result of reach is per 1,000 people.",
        "The currency stands in the header of the amount spent and nowhere else.",
        "Boosted posts appear as ads.",
        "Invalid traffic is left out; the log has it.",
    ),
)
