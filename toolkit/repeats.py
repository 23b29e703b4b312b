"""Which rows of a table say the same as an earlier one."""

import numpy as np
import pandas as pd

_MOST = 2**62


def repeats(rows: pd.DataFrame) -> pd.Series:
    """Tell which rows equal an earlier one; a missing cell equals another.

    Parameters
    ----------
    rows : DataFrame
        The columns that are compared.

    Returns
    -------
    Series of bool
        What ``rows.duplicated()`` gives, sooner: every row is one number, and numbers in order
        show at once whether any comes twice.

    Examples
    --------
    >>> repeats(pd.DataFrame({"ad": ["a", "b", "a"], "day": [1, None, 1]})).tolist()
    [False, False, True]
    """
    keys, kinds = np.zeros(len(rows), dtype="int64"), 1
    for name in rows:
        codes, different = _numbered(rows[name])
        if kinds * different > _MOST:
            keys, kinds = pd.factorize(keys)[0], len(rows)
        keys, kinds = keys * different + codes, kinds * different
    ordered = np.sort(keys)
    if (ordered[1:] != ordered[:-1]).all():
        return pd.Series(False, rows.index)
    return pd.Series(keys, rows.index).duplicated()


def _numbered(cells: pd.Series) -> tuple[np.ndarray, int]:
    """Each cell by the number of what it says, 0 if it says nothing, and how many numbers."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        codes, different = cells.cat.codes.to_numpy(), len(cells.cat.categories)
    else:
        codes, values = pd.factorize(cells)
        different = len(values)
    return codes.astype("int64") + 1, different + 1
