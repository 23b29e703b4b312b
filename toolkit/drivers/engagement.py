"""Engagement rates of an account and of its typical post."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ..export import Export
from ..schema import DataError, floats
from .multipliers import multipliers_of
from .posts import LEAST, accounts, shown_as, what_rows_are
from .readings import read_rates

_RATES = (
    "er_impressions", "er_reach", "er_followers", "er_views", "ctr_all", "ctr_link",
    "saves_per_1000", "shares_per_1000", "follows_per_1000",
)  # fmt: skip
_MOST = 0.5


def engagement_rates(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return every engagement rate that a table of posts tells, in its two readings.

    The account's rate is the sum over the sum: its large posts decide. A typical post's is the
    median of the posts' own rates: half of the posts do better. A rate by people is no sum over
    sum, since posts share people: it lies between bounds.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post.

    Returns
    -------
    DataFrame, shape (2 * n_accounts, 2 * n_rates)
        Indexed by ``Reading``, and by ``account`` before it where there are several; columns
        ``<rate>_low`` and ``<rate>_high``, alike where exact.

    Raises
    ------
    DataError
        If the table tells none of the rates.
    NotAdditiveError
        If posts of one account are counted by several rules, and nothing else is told.

    Examples
    --------
    >>> posts = pd.DataFrame({"impressions": [1000, 100, 100], "engagements": [10, 5, 4]})
    >>> engagement_rates(posts)["er_impressions_low"].round(4).tolist()
    [0.0158, 0.04]
    """
    return read_rates(
        table,
        _RATES,
        "The table tells no engagement rate: it needs engagements beside impressions, reach, views "
        "or followers, or clicks, saves, shares or follows beside impressions. Where likes and "
        "comments are told and no engagements, declare_engagements(table) counts them.",
    )


def engagement_by_reach(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Tell how many times the engagements a post has that is shown to twice as many people.

    Formula: ``log(engagements) = account + slope * log2(reach)``, by least squares; the multiplier
    is ``exp(slope)``. Twice the engagements mean a rate that does not hang on reach. A rate set
    against its own denominator would fall with it by arithmetic alone.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post and ``engagements``.

    Returns
    -------
    DataFrame, one row per account
        ``account``; ``each``, what its rows are; ``metric``, reach where most posts have it, else
        impressions or views; ``posts``, and ``left_out``, those without any of one or the other;
        ``multiplier`` for twice the metric with its 95 % interval ``low`` to ``high`` (HC3).

    Raises
    ------
    DataError
        If no account has 12 posts with engagements that differ in how often they were shown.

    Examples
    --------
    >>> posts = pd.DataFrame({"reach": [100, 200, 400] * 4, "engagements": [10, 15, 22] * 4})
    >>> engagement_by_reach(posts)["multiplier"].round(2).tolist()
    [1.48]
    """
    found = [row for name, posts in accounts(table) for row in _by_reach(name, posts)]
    if not found:
        raise DataError(
            f"No account has {LEAST} posts with engagements that were shown more and less often, "
            "so nothing tells how the two go together."
        )
    return pd.DataFrame(found)


def _by_reach(name: str, posts: pd.DataFrame) -> Iterator[dict[str, object]]:
    if "engagements" not in posts:
        return
    held = "reach" in posts and posts["reach"].notna().mean() > _MOST
    metric = "reach" if held else shown_as(posts)
    shown, engaged = floats(posts[metric]), floats(posts["engagements"])
    usable = shown.gt(0) & engaged.gt(0)
    if usable.sum() < LEAST or shown[usable].nunique() < 2:
        return
    matrix = np.column_stack([np.ones(usable.sum()), np.log2(shown[usable])])
    middle, low, high = multipliers_of(np.log(engaged[usable].to_numpy()), matrix)[1]
    yield {
        "account": name, "each": what_rows_are(posts), "metric": metric, "posts": int(usable.sum()),
        "left_out": int((~usable).sum()), "multiplier": middle, "low": low, "high": high,
    }  # fmt: skip
