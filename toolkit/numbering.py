"""Rows numbered by what they agree in: faster than grouping them by many columns."""

from collections.abc import Iterable

import numpy as np
import pandas as pd


def numbered(columns: Iterable[pd.Series | np.ndarray], rows: int) -> np.ndarray:
    """Give rows that agree in every column one number, from 0 on as they come.

    Missing values agree with each other.

    Parameters
    ----------
    columns : iterable of Series or array
        What rows may agree in, each of as many ``rows``.
    rows : int
        How many there are; all of them agree where there is no column.

    Examples
    --------
    >>> numbered([pd.Series(["x", "x", None, None]), np.array([1, 2, 1, 1])], 4).tolist()
    [0, 1, 2, 2]
    """
    numbers = np.zeros(rows, dtype="int64")
    for column in columns:
        codes, different = pd.factorize(column, use_na_sentinel=False)
        numbers, _ = pd.factorize(numbers * len(different) + codes)
    return numbers
