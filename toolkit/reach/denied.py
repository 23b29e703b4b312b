"""Two or three figures that contradict each other, found by looking at all of them."""

from collections.abc import Iterator

import numpy as np

Found = Iterator[list[int]]

_DUST = 1e-9  # less than this share of the largest figure is none


def denied(rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray | None:
    """Find two figures that contradict each other, or else three.

    Of two, one counts everybody whom the other counts, and tells fewer. Of three, one counts
    only people of the two others and tells more than both together; or it counts all people of
    two that have none in common, and tells fewer. There are no other ways: in any certificate
    that needs all three, each factor is 1 or -1.

    Parameters
    ----------
    rows : array of 0 and 1, shape (n_figures, n_cells)
        Whom each figure counts.
    low, high : array, shape (n_figures,)
        Ends of each figure.

    Returns
    -------
    array of bool, or None
        Which figures; None if no two or three contradict each other.

    Examples
    --------
    >>> parts_and_union = np.array([[1, 0, 1], [0, 1, 1], [1, 1, 1]])
    >>> people = np.array([50, 40, 95])
    >>> denied(parts_and_union, people, people).tolist()
    [True, True, True]
    """
    low = low - _DUST * max(low.max(), high[np.isfinite(high)].max(initial=0.0))
    shared = rows @ rows.T
    within = shared == shared.diagonal()[:, None]
    for found in (_two(within, low, high), _parts(within, shared, low, high),
                  _covered(rows, low, high)):  # fmt: skip
        if (first := next(found, None)) is not None:
            return np.isin(np.arange(len(rows)), first)
    return None


def _two(within: np.ndarray, low: np.ndarray, high: np.ndarray) -> Found:
    yield from np.argwhere(within & (low[:, None] > high)).tolist()


def _parts(within: np.ndarray, shared: np.ndarray, low: np.ndarray, high: np.ndarray) -> Found:
    """Two apart, within a third that tells fewer than both."""
    for first, second in np.argwhere(np.triu(shared == 0)).tolist():
        whole = within[first] & within[second] & (low[first] + low[second] > high)
        yield from ([first, second, third] for third in np.flatnonzero(whole).tolist())


def _covered(rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> Found:
    """One within two others, telling more than both."""
    less = np.add.outer(high, high)
    missing = (1 - rows).astype("float32")
    for place in np.argsort(-low).tolist():
        outside = missing[:, rows[place] > 0]
        found = np.argwhere(np.triu((outside @ outside.T == 0) & (less < low[place]), 1))
        yield from ([place, *pair] for pair in found.tolist())
