"""A regression by least squares, with errors that hold where some posts scatter more."""

import numpy as np

_WHOLE = 1e-9


def least_squares(values: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Return coefficients, their standard errors, and the degrees of freedom that are left.

    Errors are HC3's: what each row is off, as if it had not been fitted to. Where a row decides on
    a column alone, that is not known, and all rows are taken to scatter alike.

    Parameters
    ----------
    values : array of float, shape (n_rows,)
    columns : array of float, shape (n_rows, n_columns)
        None made of the others.

    Source
    ------
    MacKinnon and White, Journal of Econometrics 29, 1985.

    Examples
    --------
    >>> columns = np.column_stack([np.ones(4), [0, 0, 1, 1]])
    >>> found, errors, freedom = least_squares(np.array([1.0, 3, 4, 6]), columns)
    >>> found.round(6).tolist(), errors.round(6).tolist(), freedom
    ([2.0, 3.0], [1.414214, 2.0], 2)
    """
    basis, triangle = np.linalg.qr(columns)
    weights = np.linalg.solve(triangle, basis.T)
    found = weights @ values
    off, decides = values - columns @ found, (basis**2).sum(axis=1)
    freedom = columns.shape[0] - columns.shape[1]
    if (decides < 1 - _WHOLE).all():
        scatter = (off / (1 - decides)) ** 2
    else:
        scatter = np.full(len(off), off @ off / freedom)
    return found, np.sqrt(weights**2 @ scatter), freedom
