"""The posts of one account, in order and ready to be explained."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ..catalog import MEASURES, METRICS, nearest
from ..export import Export
from ..schema import DataError

SHOWN = ("impressions", "views", "reach")
ACCOUNT = ("platform", "account")
LEAST = 12
_BOUGHT = frozenset({"campaign", "campaign_id", "ad_group", "ad_group_id", "placement"})
_OF_POSTS = frozenset(
    {"published_at", "post_id", "post", "permalink", "title", "ad", "ad_id", "creative"}
)
WITHOUT_TIMES = (
    "published_at is not in this table: what moves posts is told from posts and the time at which "
    "each went out. Load an export with a row per post."
)


def shown_as(table: pd.DataFrame | Export) -> str:
    """Return the measure by which a table tells how often posts were shown.

    Raises
    ------
    DataError
        If it has none of impressions, views and reach.

    Examples
    --------
    >>> shown_as(pd.DataFrame({"views": [5], "reach": [4]}))
    'views'
    """
    rows = rows_of(table)
    held = [name for name in SHOWN if name in rows and rows[name].notna().any()]
    if not held:
        raise DataError(
            f"The table has none of {', '.join(SHOWN)}, so nothing tells how often a post was "
            "shown. Download the report again with one of them."
        )
    return max(held, key=lambda name: int(rows[name].notna().sum()))


def rows_of(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return the delivery table itself."""
    return table.table if isinstance(table, Export) else table


def zone_of(posts: pd.DataFrame) -> str:
    """Return the time zone in which posts are dated; empty if none is known.

    Examples
    --------
    >>> zone_of(pd.DataFrame({"published_at": pd.to_datetime(["2026-03-01"], utc=True)}))
    'UTC'
    """
    return str(posts["published_at"].dt.tz or "")


def check_posts(table: pd.DataFrame | Export, metric: str) -> pd.DataFrame:
    """Return the rows that can be explained: published at a known time, and shown at least once.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post.
    metric : str
        Name of the measure to explain.

    Returns
    -------
    DataFrame
        In order of publishing; ``attrs["left_out"]`` is the number of rows left out.

    Raises
    ------
    DataError
        If a column is missing, or fewer than 12 posts remain.
    """
    rows = rows_of(table)
    if problems := list(_problems(rows, metric)):
        raise DataError("\n".join(problems))
    usable = rows["published_at"].notna() & rows[metric].gt(0).fillna(False)
    if usable.sum() < LEAST:
        raise DataError(
            f"{int(usable.sum())} posts have a time of publishing and {metric} above 0; at least "
            f"{LEAST} are needed to tell posts apart from luck. Load a longer period."
        )
    posts = rows[usable].sort_values("published_at", kind="stable", ignore_index=True)
    posts.attrs["left_out"] = int((~usable).sum())
    return posts


def accounts(table: pd.DataFrame | Export) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the posts of each account with its name; without a name all are of one.

    Examples
    --------
    >>> two = pd.DataFrame({"platform": ["x", "tiktok"], "views": [1, 2]})
    >>> [name for name, _ in accounts(two)]
    ['tiktok', 'x']
    """
    rows = rows_of(table)
    named = [name for name in ACCOUNT if name in rows and rows[name].notna().any()]
    if not named:
        yield "", rows
        return
    for key, posts in rows.groupby(named, dropna=False, observed=True):
        yield ", ".join(str(each) for each in key if pd.notna(each)), posts


def what_rows_are(table: pd.DataFrame | Export) -> str:
    """Return what a row stands for: a post, or a day of an account, or a row of something else.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-02"])})
    >>> what_rows_are(days), what_rows_are(days.assign(post_id=["1", "2"]))
    ('day', 'post')
    >>> what_rows_are(pd.DataFrame({"campaign": ["a", "b"]}))
    'row'
    """
    rows = rows_of(table)
    if not _OF_POSTS.isdisjoint(rows):
        return "post"
    if "date_start" not in rows:
        return "post" if _BOUGHT.isdisjoint(rows) else "row"
    held = [name for name in ACCOUNT if name in rows]
    is_daily = rows["date_start"].eq(rows.get("date_end", rows["date_start"])).all()
    return "row" if rows.duplicated(["date_start", *held]).any() or not is_daily else "day"


def is_first(rows: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """Tell which rows are the first of their post, of rows of one account, in their group.

    Examples
    --------
    >>> days = pd.DataFrame({"post_id": ["1", "1", "2"], "source": ["home", "profile", "home"]})
    >>> is_first(days, []).tolist(), is_first(days, ["source"]).tolist()
    ([True, False, True], [True, True, True])
    """
    held = [name for name in ("post_id", "permalink") if name in rows and rows[name].notna().all()]
    if not held:
        return pd.Series(True, rows.index)
    return ~rows.duplicated([*by, *(name for name in ACCOUNT if name in rows), held[0]])


def logs(posts: pd.DataFrame, metric: str) -> np.ndarray:
    """Return the natural logarithm of a measure: on it, effects that multiply add up."""
    return np.log(posts[metric].to_numpy(dtype="float64"))


def moment_of(day: object, posts: pd.DataFrame) -> pd.Timestamp:
    """Return a day as a moment that the posts' times can be held against."""
    moment = pd.Timestamp(day)
    zone = posts["published_at"].dt.tz
    return moment.tz_localize(zone) if zone is not None and moment.tzinfo is None else moment


def _problems(rows: pd.DataFrame, metric: str) -> Iterator[str]:
    if metric not in MEASURES:
        yield f"{metric!r} is not a measure{nearest(metric, METRICS, 1) or '.'}"
    elif metric not in rows:
        yield f"{metric} is not in this table, which holds {', '.join(map(str, rows.columns))}."
    if "published_at" not in rows:
        yield WITHOUT_TIMES
