"""Engagement rates of an account and of its typical post, which are two different things."""

import numpy as np
import pandas as pd

from ..catalog import MEASURES, RATIOS
from ..export import Export
from ..schema import DataError, floats
from ..summarize import summarize
from .posts import rows_of

RATES = (
    "er_impressions", "er_reach", "er_followers", "er_views", "ctr_all", "ctr_link",
    "save_rate", "amplification_rate", "follow_rate",
)  # fmt: skip
ACCOUNT, TYPICAL = "The account: sum over sum", "A typical post: the median"


def engagement_rates(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return every engagement rate that a table of posts tells, in its two readings.

    The account's rate is the sum over the sum: its large posts decide. A typical post's is the
    median of the posts' own rates: half of the posts do better. A rate by people is no sum over
    sum, since posts share people: it lies between bounds.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post, of one platform.

    Returns
    -------
    DataFrame, shape (2, 2 * n_rates)
        Indexed by ``reading``; columns ``<rate>_low`` and ``<rate>_high``, alike where exact.

    Raises
    ------
    DataError
        If the table tells none of the rates.
    NotAdditiveError
        If posts of several platforms mix, whose views or engagements are not alike.

    Examples
    --------
    >>> posts = pd.DataFrame({"impressions": [1000, 100, 100], "engagements": [10, 5, 4]})
    >>> engagement_rates(posts)["er_impressions_low"].round(4).tolist()
    [0.0158, 0.04]
    """
    rows = rows_of(table)
    told = [name for name in RATES if _is_told(rows, name)]
    if not told:
        raise DataError(
            "The table tells no engagement rate: it needs one of engagements, clicks, saves, "
            "shares or follows beside impressions, reach, views or followers."
        )
    account = summarize(rows, told, people="bounds").iloc[0]
    readings = {
        f"{name}_{end}": [
            float(account.get(f"{name}_{end}", account.get(name, np.nan))),
            _median(rows, name),
        ]
        for name in told
        for end in ("low", "high")
    }
    return pd.DataFrame(readings, index=pd.Index([ACCOUNT, TYPICAL], name="reading"))


def _is_told(rows: pd.DataFrame, name: str) -> bool:
    return all(
        part in MEASURES and part in rows and rows[part].notna().any()
        for part in RATIOS[name].parts
    )


def _median(rows: pd.DataFrame, name: str) -> float:
    top, bottom = (floats(rows[part]) for part in RATIOS[name].parts)
    return float((RATIOS[name].scale * top / bottom.where(bottom.ne(0))).median())
