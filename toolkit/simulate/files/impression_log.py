"""The impression log: every display, invalid ones flagged."""

import io
from typing import Any

import pandas as pd

from ..world import World
from .census import (
    frequencies,
    impressions_by,
    people,
    people_by,
    spend_by_currency,
    sum_of_daily_reach,
    valid,
)  # fmt: skip
from .dataset import Dataset

_COLUMNS = [
    "impression_id", "user_id", "time", "platform", "scope", "account", "campaign", "ad_group",
    "ad", "post_id", "format", "age_band", "gender", "duration_seconds", "in_view_seconds",
    "in_view_pixels", "watch_seconds", "is_click", "is_valid", "cost", "currency",
]  # fmt: skip
_TYPES = {"time": "datetime64[ms]", "duration_seconds": "Int16"}
_VIEW_SECONDS = (2, 3, 6, 10, 15, 30)
_SORTED = ["impression_id", "time"]


def _rows(world: World) -> pd.DataFrame:
    return world.log[_COLUMNS].astype(_TYPES)


def parquet(log: pd.DataFrame) -> bytes:
    """One row group without the names of those who wrote it, so that it stays small and equal."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pandas(log, preserve_index=False).replace_schema_metadata(None)
    file = io.BytesIO()
    pq.write_table(
        table, file, compression="zstd", compression_level=19, row_group_size=len(log),
        use_dictionary=[name for name in log.columns if name not in _SORTED],
        column_encoding={name: "DELTA_BINARY_PACKED" for name in _SORTED if name in log},
        dictionary_pagesize_limit=2**24, store_schema=False,
    )  # fmt: skip
    return file.getvalue()


def _truth(world: World) -> dict[str, Any]:
    log, everything = valid(world), world.log
    scopes = log.groupby("user_id", observed=True)["scope"].nunique()
    platforms = log.groupby("user_id", observed=True)["platform"].nunique()
    by_platform = people_by(log, "platform")
    on_meta = log[log["platform"].isin(["facebook", "instagram"])]
    return {
        "impressions": len(everything),
        "valid_impressions": len(log),
        "invalid_impressions": len(everything) - len(log),
        "measurable_impressions": int(log["in_view_seconds"].notna().sum()),
        "viewable_impressions": _viewable(log),
        "clicks": int(log["is_click"].sum()),
        "people": people(log),
        "people_with_invalid": people(everything),
        "sum_of_daily_reach": sum_of_daily_reach(log),
        "sum_of_platform_reach": sum(by_platform.values()),
        "people_on_facebook_or_instagram": people(on_meta),
        "people_on_facebook_and_instagram": by_platform["facebook"]
        + by_platform["instagram"]
        - people(on_meta),
        "people_organic_and_paid": int((scopes == 2).sum()),
        "watch_seconds": float(round(log["watch_seconds"].sum(), 1)),
        "plays": int(log["watch_seconds"].gt(0).sum()),
        "spend": spend_by_currency(log),
        "plays_by_least_seconds": {
            str(least): int(log["watch_seconds"].ge(least).sum()) for least in _VIEW_SECONDS
        },
        "impressions_by_platform": impressions_by(log, "platform"),
        "people_by_platform": by_platform,
        "impressions_by_scope": impressions_by(log, "scope"),
        "people_by_scope": people_by(log, "scope"),
        "people_by_age_band": people_by(log, "age_band"),
        "people_by_number_of_platforms": {
            str(k): int(n) for k, n in platforms.value_counts().sort_index().items()
        },
        "people_by_frequency": frequencies(log),
    }


def _viewable(log: pd.DataFrame) -> int:
    """Half of the pixels for one second, for two of what moves."""
    seconds = log["duration_seconds"].notna() + 1
    return int((log["in_view_pixels"].ge(0.5) & log["in_view_seconds"].ge(seconds)).sum())


IMPRESSION_LOG = Dataset(
    file="impression_log.parquet",
    kind="impression log",
    title="Impression log of a pretend brand on six platforms",
    grain="One impression: one display of one ad or post to one user.",
    rows=_rows,
    written=parquet,
    truth=_truth,
    strange=(
        (
            "Invalid traffic stays in the log with is_valid false: a few robots and a few "
            "mistakes. No export and no delivery table counts it, and truth only where it says so."
        ),
        "Invalid impressions of ads cost 0: platforms credit them.",
        "Organic impressions have no cost and no currency: missing, not 0.",
        "LinkedIn bills in USD, the other platforms in EUR.",
        "in_view_seconds and in_view_pixels are missing where viewability could not be measured.",
        (
            "duration_seconds and watch_seconds are missing where nothing moves; a watch_seconds "
            "of 0 is a video that never began to play."
        ),
        (
            "cost is exact to 0.00001; the last impression of an ad's day on a platform carries "
            "the rest of a whole cent."
        ),
        "A boosted post is paid and has both an ad and a post_id.",
        "Posts of the last week were still collecting impressions when the log ended.",
        "user_id is one person on all platforms, which no platform's own export can know.",
    ),
)
