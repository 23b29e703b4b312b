"""More posts, or more shown of each: how a change of impressions splits, exactly."""

from collections.abc import Sequence

import pandas as pd

from ..change.parts import check_alike, pick_periods, windows_of
from ..change.product import as_change, product_parts
from ..export import Export
from ..schema import DataError, floats
from .posts import WITHOUT_TIMES, is_first, rows_of, shown_as

POSTS, REACH, FREQUENCY = "posts", "reach per post", "frequency"
Period = str | tuple[str, str]


def pick_posts(
    table: pd.DataFrame | Export, period: Period = "", comparison: Period = ""
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pick the posts published in two periods, the earlier and the later.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post and ``published_at``.
    period, comparison : str or pair of str, optional
        First and last day, as ``"2026-08-01 to 2026-08-31"`` or as a pair; left out, the days are
        halved.

    Raises
    ------
    DataError
        If the table has no time of publishing, or the periods overlap or hold no posts.

    Examples
    --------
    >>> posts = pd.DataFrame({"published_at": pd.to_datetime(["2026-03-01", "2026-03-02"]),
    ...                       "views": [10, 30]})
    >>> before, after = pick_posts(posts)
    >>> before["views"].tolist(), after["views"].tolist()
    ([10], [30])
    """
    rows = rows_of(table)
    if "published_at" not in rows or rows["published_at"].isna().all():
        raise DataError(WITHOUT_TIMES)
    known = rows[rows["published_at"].notna()]
    days = known["published_at"].dt.tz_localize(None).dt.normalize()
    sides = pick_periods(known.assign(date_start=days, date_end=days), period, comparison)
    before, after = (known.loc[side.index] for side in sides)
    before.attrs, after.attrs = (dict(side.attrs) for side in sides)
    return before, after


def split_posts(
    before: pd.DataFrame,
    after: pd.DataFrame,
    by: str | Sequence[str] = (),
    metric: str = "",
) -> pd.DataFrame:
    """Split a change of impressions into posts published, reach per post and frequency.

    Formula: ``impressions = posts * (sum of reach / posts) * (impressions / sum of reach)``. The
    mean reach of a post is a mean of people per post; no people are added up. Without reach of
    every post: ``posts * (impressions / posts)``.

    Parameters
    ----------
    before, after : DataFrame
        Posts of two periods, as `pick_posts` gives them.
    by : str or sequence of str, default ()
        Dimensions that make the cells, each split for itself: format, platform, source.
    metric : str, optional
        Measure that changed; impressions, views or reach, whichever most posts have.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Column ``metric``, indexed by ``by`` and ``part``: ``posts``, ``reach per post`` and
        ``frequency``, or ``<metric> per post``; ``appeared`` or ``vanished`` for a cell with posts
        on one side only. The parts add up to the change to the last digit; ``attrs`` hold
        ``before``, ``after``, the number of posts of both, ``posts``, and how many were
        ``left_out`` because they do not tell the measure.

    Raises
    ------
    DataError
        If the table tells no impressions, views or reach, or they stand under several rules.

    Source
    ------
    Ang, LMDI decomposition approach: a guide for implementation, Energy Policy 86, 2015.

    Examples
    --------
    >>> march = pd.DataFrame({"impressions": [100, 100], "reach": [50, 50]})
    >>> april = pd.DataFrame({"impressions": [100, 100, 100, 100], "reach": [50, 50, 50, 50]})
    >>> split_posts(march, april)["impressions"].to_dict()
    {'posts': 200.0, 'reach per post': 0.0, 'frequency': 0.0}
    """
    metric = metric or shown_as(pd.concat([before, after]))
    check_alike(before, after, [metric])
    names = [by] if isinstance(by, str) else list(by)
    known = [side[side[metric].notna()] for side in (before, after)]
    sides = [_sums(side, names, metric) for side in known]
    people = metric == "impressions" and all(side["whole"].all() for side in sides)
    parts: dict[tuple, float] = {}
    for cell in sides[0].index.append(sides[1].index.difference(sides[0].index, sort=False)):
        old, new = (side.loc[cell] if cell in side.index else None for side in sides)
        label = cell if isinstance(cell, tuple) else (cell,)
        for part, value in _parts(old, new, metric, people).items():
            parts[(*(label if names else ()), part)] = value
    totals = [float(side["shown"].sum()) for side in sides]
    change = as_change(parts, metric, totals[0], totals[1], tuple(names))
    change.attrs["windows"] = windows_of(before, after)
    change.attrs["posts"] = tuple(map(_count, known))
    change.attrs["left_out"] = _count(before) + _count(after) - sum(change.attrs["posts"])
    return change


def _count(posts: pd.DataFrame) -> int:
    return int(is_first(posts, []).sum())


def _sums(known: pd.DataFrame, names: list[str], metric: str) -> pd.DataFrame:
    """Posts, what they were shown and the people of each; ``whole`` where every post tells both."""
    reach = floats(known["reach"]) if "reach" in known else pd.Series(0.0, known.index)
    first = is_first(known, names)
    told = pd.DataFrame({"shown": floats(known[metric]), "reach": reach, "posts": first})
    told["whole"] = reach.notna() & reach.gt(0) & first
    keys = [known[name] for name in names] or [pd.Series("all", known.index)]
    summed = told.groupby(keys, dropna=False, observed=True)
    return summed.agg({"shown": "sum", "reach": "sum", "posts": "sum", "whole": "all"})


def _parts(
    old: pd.Series | None, new: pd.Series | None, metric: str, people: bool
) -> dict[str, float]:
    if old is None or new is None:
        shown = [0.0 if side is None else float(side["shown"]) for side in (old, new)]
        return {"appeared" if old is None else "vanished": shown[1] - shown[0]}
    each = [float(side["shown"]) for side in (old, new)]
    posts = (float(old["posts"]), float(new["posts"]))
    if people:
        reach = (float(old["reach"]), float(new["reach"]))
        factors = {
            POSTS: posts,
            REACH: (reach[0] / posts[0], reach[1] / posts[1]),
            FREQUENCY: (each[0] / reach[0], each[1] / reach[1]),
        }
    else:
        factors = {POSTS: posts, f"{metric} per post": (each[0] / posts[0], each[1] / posts[1])}
    return product_parts(factors, *each)
