"""An interval for a pooled ratio, from the unit that varies.

A ratio of sums is not a mean of ratios, its parts vary together, and its units differ in size.
Leaving out one unit at a time respects all three, on the scale of logarithms, where a ratio is
near symmetric. Days resemble their neighbours; what they share makes them count as fewer.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..chance import student

LEAST_UNITS = 8
_CLOSEST = 0.85
# A few dozen days tell their own resemblance badly; so many of its standard errors are added.
_CAUTION = 0.45

Numbers = NDArray[np.float64]


class Interval(NamedTuple):
    """Ends of an interval and what it rests on; ``low`` and ``high`` are missing without one."""

    low: float
    high: float
    units: int
    counts_as: float
    basis: str


def pooled_log_ratio(top: Numbers, bottom: Numbers) -> float:
    """Return the logarithm of a ratio of sums, missing where it has none."""
    sums = top.sum(), bottom.sum()
    return float(np.log(sums[0] / sums[1])) if min(sums) > 0 else float("nan")


def influence(top: Numbers, bottom: Numbers) -> Numbers:
    """Return what each unit moves the logarithm of the pooled ratio by, scaled to add as noise.

    Formula: ``sqrt((n - 1) / n) * (log ratio without the unit - mean of these)``; the squares
    add up to the delete-one jackknife's variance.

    Parameters
    ----------
    top, bottom : array of float, shape (n_units,)
        Numerator and denominator of each unit.

    Returns
    -------
    array of float, shape (n_units,)
        Missing throughout, where leaving one unit out leaves nothing of either part.
    """
    count = len(top)
    tops, bottoms = top.sum() - top, bottom.sum() - bottom
    if count < 2 or min(tops.min(), bottoms.min()) <= 0:
        return np.full(count, np.nan)
    without = np.log(tops / bottoms)
    return np.sqrt((count - 1) / count) * (without - without.mean())


def shared_by_neighbours(noise: Numbers) -> float:
    """Return by how much the variance of a sum grows because units resemble their neighbours.

    Parameters
    ----------
    noise : array of float, shape (n_units,)
        Influence of each unit, in order of time.

    Returns
    -------
    float, at least 1
        ``(1 + r) / (1 - r)`` for the correlation ``r`` of neighbours, corrected for its own
        bias in short series and taken on the side of caution.

    Source
    ------
    Bayley and Hammersley, The "effective" number of independent observations in an
    autocorrelated time series, 1946; Kendall, Biometrika 41, 1954, for the bias.

    Examples
    --------
    >>> shared_by_neighbours(np.array([1.0, -1.0] * 8))
    1.0
    """
    count = len(noise)
    centred = noise - noise.mean()
    total = float(centred @ centred)
    if count < LEAST_UNITS or not total > 0:
        return 1.0
    seen = float(centred[1:] @ centred[:-1]) / total
    real = (count * seen + 1) / (count - 3)
    if real <= 0:
        return 1.0
    real = min(real + _CAUTION * max(1 - real**2, 0.0) ** 0.5 / count**0.5, _CLOSEST)
    return min((1 + real) / (1 - real), count / 2)


def interval_of(
    noise: Numbers, centre: float, weights: Numbers, *, in_time: bool, basis: str
) -> Interval:
    """Return the interval of a ratio whose logarithm is ``centre``.

    Parameters
    ----------
    noise : array of float, shape (n_units,)
        Influence of each unit.
    centre : float
        Logarithm of the ratio.
    weights : array of float, shape (n_units,)
        Denominator of each unit: where a few hold most of it, they decide as few units would.
    in_time : bool
        Whether the units follow each other, so that neighbours may resemble.
    basis : str
        What the units are.

    Returns
    -------
    Interval
        Without ends below 8 units.
    """
    count = len(noise)
    if count < LEAST_UNITS or np.isnan(noise).any() or np.isnan(centre):
        return Interval(np.nan, np.nan, count, count, basis)
    error, freedom, counts_as = standard_error(noise, in_time=in_time)
    reach = student(max(freedom * evenness(weights), 2.0)) * error
    return Interval(
        float(np.exp(centre - reach)), float(np.exp(centre + reach)), count, counts_as, basis
    )


def evenness(weights: Numbers) -> float:
    """Return how many equal units would weigh as these do, as a share of their number.

    Source
    ------
    Kish, Survey Sampling, 1965.

    Examples
    --------
    >>> evenness(np.array([1.0, 1.0])), evenness(np.array([1.0, 0.0]))
    (1.0, 0.5)
    """
    return float(weights.sum() ** 2 / (len(weights) * (weights**2).sum()))


def standard_error(noise: Numbers, *, in_time: bool) -> tuple[float, float, float]:
    """Return the standard error, its degrees of freedom, and how many units they count as."""
    count = len(noise)
    growth = shared_by_neighbours(noise) if in_time else 1.0
    counts_as = count / growth
    # What neighbours share moves the middle along, so that they seem closer to it than they are.
    hidden = (1 - 1 / count) / (1 - 1 / counts_as)
    return float(np.sqrt(growth * hidden * (noise**2).sum())), max(counts_as - 1, 2.0), counts_as
