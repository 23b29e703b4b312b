"""A group's share of the money, of the displays and of the people."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..export import Export
from ..summarize import context, held, summarize

_ADDED = ("spend", "impressions")


def compare_shares(table: pd.DataFrame | Export, by: str | Sequence[str]) -> pd.DataFrame:
    """Set each group's share of spend beside its share of impressions and of people.

    Shares of people need not add up to 1: a person may be reached by several groups. Where
    neither the group's reach nor that of the whole is known, the share lies between bounds.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table; an export's own total row gives the reach of the whole.
    by : str or sequence of str
        Dimensions that make the groups.

    Returns
    -------
    DataFrame, shape (n_groups, ...)
        Indexed by ``by``: ``spend_share`` and ``impressions_share``, ``reach_share_low`` and
        ``reach_share_high``, as far as the table has the measures. Credits make shares of spend
        that are negative; a whole of zero or below has no shares.

    Raises
    ------
    NotAdditiveError
        If amounts are in different currencies or on different price bases.

    Examples
    --------
    >>> ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "spend": [10.0, 30.0],
    ...                      "reach": [50, 50]})
    >>> compare_shares(ages, "age_band")
              spend_share  reach_share_low  reach_share_high
    age_band
    18-24            0.25              0.5               0.5
    25-34            0.75              0.5               0.5
    """
    names = held(table, [*_ADDED, "reach"])
    columns: dict[str, pd.Series] = {}
    for name in names:
        if name == "reach":
            columns |= _people(table, by)
            continue
        whole = float(summarize(table, name)[name].iloc[0])
        parts = summarize(table, name, by)[name].astype("float64")
        columns[f"{name}_share"] = parts / whole if whole > 0 else parts * np.nan
    shares = pd.DataFrame(columns)
    shares.attrs = context(table.table if isinstance(table, Export) else table)
    return shares


def _people(table: pd.DataFrame | Export, by: str | Sequence[str]) -> dict[str, pd.Series]:
    """Bounds of each group's people over bounds of all people, who are at least the group's."""
    whole = summarize(table, "reach", people="bounds").astype("float64").iloc[0]
    parts = summarize(table, "reach", by, people="bounds").astype("float64")
    low, high = parts["reach_low"], parts["reach_high"]
    most = whole["reach_high"] if whole["reach_high"] > 0 else np.nan
    others = high.sum(skipna=False) - high
    # All people are at most this group's and all the others'; more of its own make more of all.
    least_share = np.maximum(low / most, low / (low + others))
    if whole["reach_low"] == whole["reach_high"]:
        least_share = low / most
    most_share = np.minimum(1.0, high / np.maximum(whole["reach_low"], low))
    return {"reach_share_low": least_share, "reach_share_high": most_share}
