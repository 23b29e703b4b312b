"""Which cells of a long column match a pattern, as fast as Arrow can tell."""

import re
from functools import reduce

import numpy as np
import pandas as pd

from .distinct import possible, spread


def matches(cells: pd.Series, pattern: str) -> pd.Series:
    """Tell which cells hold the pattern; missing ones do not.

    Examples
    --------
    >>> matches(pd.Series(["Total", None, "Totally"]), r"^Total$").tolist()
    [True, False, False]
    """
    return spread(cells, _matches(possible(cells), pattern))


def matching_rows(table: pd.DataFrame, pattern: str) -> np.ndarray:
    """Tell in which rows any cell holds the pattern.

    Examples
    --------
    >>> matching_rows(pd.DataFrame({"ad": ["a", "Total"], "day": ["Total", "b"]}), "Tot").tolist()
    [True, True]
    """
    hits = (matches(table[name], pattern).to_numpy() for name in table)
    return reduce(np.logical_or, hits, np.zeros(len(table), dtype=bool))


def _matches(cells: pd.Series, pattern: str) -> pd.Series:
    import pyarrow as pa
    from pyarrow import compute

    try:
        array = pa.array(cells, type=pa.string(), from_pandas=True)
        hits = compute.match_substring_regex(array, pattern).fill_null(False)
    except pa.ArrowInvalid:  # what Arrow's patterns cannot do, such as looking ahead
        seen = re.compile(pattern)
        return cells.map(lambda cell: bool(seen.search(cell)), na_action="ignore").eq(True)
    return pd.Series(hits.to_numpy(zero_copy_only=False), cells.index)
