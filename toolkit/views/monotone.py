"""A smooth curve through points that turns nowhere but at them."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def monotone(x: Numbers, y: Numbers, at: Numbers) -> Numbers:
    """Interpolate between points by PCHIP, a cubic between each two; missing outside of them.

    Parameters
    ----------
    x, y : array of float, shape (n_points,)
        At least two points, by rising ``x``.
    at : array of float
        Where the curve is asked for.

    Source
    ------
    Fritsch and Butland, SIAM Journal on Scientific and Statistical Computing 5, 1984; the ends as
    in Moler, Numerical computing with MATLAB, 2004.

    Examples
    --------
    >>> points = np.array([0.0, 1, 2]), np.array([8.0, 4, 0])
    >>> monotone(*points, np.array([0.5, 1, 3])).tolist()
    [6.0, 4.0, nan]
    """
    widths, rises = np.diff(x), np.diff(y) / np.diff(x)
    slopes = _slopes(widths, rises)
    place = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(widths) - 1)
    width, part = widths[place], (at - x[place]) / widths[place]
    bends = slopes[place] + slopes[place + 1] - 2 * rises[place]
    along = 3 * rises[place] - 2 * slopes[place] - slopes[place + 1]
    found = y[place] + part * width * (slopes[place] + part * (along + part * bends))
    return np.where((at < x[0]) | (at > x[-1]), np.nan, found)


def _slopes(widths: Numbers, rises: Numbers) -> Numbers:
    """The slope at each point: none where the curve turns, else between those beside it."""
    if len(rises) == 1:
        return np.repeat(rises, 2)
    before, after = 2 * widths[1:] + widths[:-1], widths[1:] + 2 * widths[:-1]
    onward = rises[:-1] * rises[1:] > 0
    left, right = (np.where(onward, each, 1.0) for each in (rises[:-1], rises[1:]))
    inner = np.where(onward, (before + after) / (before / left + after / right), 0.0)
    first, last = _end(widths[:2], rises[:2]), _end(widths[-2:][::-1], rises[-2:][::-1])
    return np.array([first, *inner, last])


def _end(widths: Numbers, rises: Numbers) -> float:
    """The slope at an end, of the parabola through three points if that turns nowhere."""
    slope = float(((2 * widths[0] + widths[1]) * rises[0] - widths[0] * rises[1]) / widths.sum())
    if slope * rises[0] <= 0:
        return 0.0
    turns = rises[0] * rises[1] <= 0
    return float(3 * rises[0]) if turns and abs(slope) > abs(3 * rises[0]) else slope
