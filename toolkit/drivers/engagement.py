"""Engagement rates of an account and of its typical post."""

import pandas as pd

from ..export import Export
from .readings import read_rates

_RATES = (
    "er_impressions", "er_reach", "er_followers", "er_views", "ctr_all", "ctr_link",
    "save_rate", "amplification_rate", "follow_rate",
)  # fmt: skip


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
        If posts of one account are counted by several rules.

    Examples
    --------
    >>> posts = pd.DataFrame({"impressions": [1000, 100, 100], "engagements": [10, 5, 4]})
    >>> engagement_rates(posts)["er_impressions_low"].round(4).tolist()
    [0.0158, 0.04]
    """
    return read_rates(
        table,
        _RATES,
        "The table tells no engagement rate: it needs one of engagements, clicks, saves, shares or "
        "follows beside impressions, reach, views or followers.",
    )
