"""The planted film: 5,000 people on Facebook, who saw it ten times each on average."""

from typing import Any

import pandas as pd

from ..brand import FILM
from ..world import World
from .census import days, frequencies, people, people_by, sum_of_daily_reach, valid
from .dataset import Dataset
from .dialect import delivery_csv

_KEYS = ["platform", "campaign", "ad_group", "ad"]


def _shown(world: World) -> pd.DataFrame:
    log = valid(world)
    return log[log["ad"] == FILM.ad]


def _rows(world: World) -> pd.DataFrame:
    log = _shown(world)
    by_day = log.groupby([days(log), *_KEYS], observed=True)
    counts = by_day.agg(
        impressions=("impression_id", "size"),
        reach=("user_id", "nunique"),
        clicks=("is_click", "sum"),
        link_clicks=("action", lambda action: (action == "link_click").sum()),
        spend=("cost", "sum"),
        currency=("currency", "first"),
    )
    table = counts.reset_index().rename(columns={"day": "date_start"})
    table.insert(1, "date_end", table["date_start"])
    return table.assign(spend=table["spend"].round(2))


def _truth(world: World) -> dict[str, Any]:
    log = _shown(world)
    reach = people(log)
    return {
        "impressions": len(log),
        "reach": reach,
        "frequency": len(log) / reach,
        "days": len(people_by(log, days(log))),
        "sum_of_daily_reach": sum_of_daily_reach(log),
        "largest_daily_reach": max(people_by(log, days(log)).values()),
        "clicks": int(log["is_click"].sum()),
        "spend": float(round(log["cost"].sum(), 2)),
        "people_by_frequency": frequencies(log),
    }


LAUNCH_FILM = Dataset(
    file="launch_film.csv",
    kind="delivery table",
    title="The launch film on Facebook, day by day",
    grain="One day of one ad on one platform.",
    rows=_rows,
    written=delivery_csv,
    truth=_truth,
    first_day=FILM.first_day,
    days=FILM.days,
    strange=(
        (
            "The film is planted: shown exactly 50,000 times to exactly 5,000 people. The days "
            "alone cannot tell that reach; the log can."
        ),
        "The film has no invalid traffic, so the log gives the same with and without it.",
    ),
)
