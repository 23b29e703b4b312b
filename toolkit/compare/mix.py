"""What lies behind a pooled rate: who is in it, and whether the order turns within."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..export import Export
from ..schema import DataError
from .units import names_of, units_of


def compare_within(
    table: pd.DataFrame | Export, metric: str, by: str, within: str | Sequence[str]
) -> pd.DataFrame:
    """Hold every two groups against each other as pooled, and at an equal mix.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table.
    metric : str
        Name of a ratio of measures that may be added up.
    by : str
        Dimension that makes the groups.
    within : str or sequence of str
        Dimensions that make the cells inside the groups.

    Returns
    -------
    DataFrame, shape (n_pairs, 5)
        Indexed by ``one`` and ``other``, for groups that share at least two cells: ``times`` as
        pooled, at least 1; ``times_alike``, with the mix of both together in both; the number
        of ``cells`` they share; the ``covered`` share of both groups' denominators that lies in
        these; and ``reversed``: whether the order is the opposite one in every shared cell.

    Source
    ------
    Simpson, Journal of the Royal Statistical Society B 13, 1951.

    Examples
    --------
    >>> ads = pd.DataFrame({
    ...     "ad": ["one", "one", "two", "two"], "ad_group": ["x", "y", "x", "y"],
    ...     "clicks": [42, 10, 400, 5], "impressions": [1000, 1000, 10000, 1000],
    ... })
    >>> compare_within(ads, "ctr_all", "ad", "ad_group").round(2).reset_index().iloc[0].to_dict()
    {'one': 'two', 'other': 'one', 'times': 1.42, 'times_alike': 0.93, 'cells': 2, \
'covered': 1.0, 'reversed': True}
    """
    names = [name for name in names_of(within) if name != by]
    if not by or not names:
        raise DataError(f"Nothing varies inside {by or 'the data'}, so no mix can mislead.")
    units = units_of(table, metric, [by, *names])
    top, bottom = (each.sum() for each in (units.top, units.bottom))
    cells = pd.DataFrame({"top": top, "bottom": bottom})
    cells = cells[cells["bottom"] > 0]
    groups = {key: cells.xs(key, level=by) for key in cells.index.unique(level=by)}
    found = [
        row
        for one, other in combinations(groups, 2)
        if (row := _pair(one, groups[one], other, groups[other]))
    ]
    columns = ["one", "other", "times", "times_alike", "cells", "covered", "reversed"]
    return pd.DataFrame(found, columns=columns).set_index(["one", "other"])


def _pair(one: object, mine: pd.DataFrame, other: object, theirs: pd.DataFrame) -> list[object]:
    shared = mine.index.intersection(theirs.index)
    rates = [side["top"].sum() / side["bottom"].sum() for side in (mine, theirs)]
    if len(shared) < 2 or min(rates) <= 0:
        return []
    if rates[0] < rates[1]:
        return _pair(other, theirs, one, mine)
    inner = [side.loc[shared, "top"] / side.loc[shared, "bottom"] for side in (mine, theirs)]
    weights = mine.loc[shared, "bottom"] + theirs.loc[shared, "bottom"]
    alike = [float((rate * weights).sum()) for rate in inner]
    covered = weights.sum() / (mine["bottom"].sum() + theirs["bottom"].sum())
    turned = bool((inner[0] < inner[1]).all()) and rates[0] > rates[1]
    times = alike[0] / alike[1] if alike[1] > 0 else np.nan
    return [one, other, rates[0] / rates[1], times, len(shared), float(covered), turned]
