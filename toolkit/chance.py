"""How often chance alone does that: intervals, tests and sizes of trials from special functions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.95
_LEAST = 2


def student(freedom: float) -> float:
    """Return how many standard errors a 95 % interval reaches to either side.

    Examples
    --------
    >>> round(student(10), 3)
    2.228
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + CONFIDENCE) / 2))


def two_sided(distance: float, freedom: float) -> float:
    """Return how often chance alone would bring a distance of so many standard errors."""
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -abs(distance)))


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a proportion: the error of counting, and no other.

    Source
    ------
    Wilson, Journal of the American Statistical Association 22, 1927.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(5, 100)]
    [0.0215, 0.1118]
    """
    from scipy.special import ndtri

    share, reach = successes / trials, float(ndtri((1 + CONFIDENCE) / 2))
    middle = share + reach**2 / (2 * trials)
    half = reach * np.sqrt(share * (1 - share) / trials + (reach / (2 * trials)) ** 2)
    whole = 1 + reach**2 / trials
    return max(0.0, float((middle - half) / whole)), min(1.0, float((middle + half) / whole))


def same_rate(counts: Sequence[int], spans: Sequence[float]) -> float:
    """Return how often two counts would differ so much if things happened as often in both spans.

    Source
    ------
    Gu, Ng, Tang and Schucany, Biometrical Journal 50, 2008: the score test of two Poisson rates.

    Examples
    --------
    >>> round(same_rate((10, 30), (50, 50)), 4)
    0.0016
    """
    from scipy.special import ndtr

    times = spans[0] / spans[1]
    distance = (counts[0] - counts[1] * times) / np.sqrt(sum(counts) * times)
    return float(2 * ndtr(-abs(distance)))


def same_shares(counts: NDArray[np.float64]) -> float:
    """Return how often shares would differ so much from column to column by chance.

    Source
    ------
    Pearson 1900, with the correction of Yates 1934 where there are two rows and two columns.

    Examples
    --------
    >>> round(same_shares(np.array([[10, 30], [30, 10]])), 6)
    2.2e-05
    """
    from scipy.special import chdtrc

    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    freedom = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    away = np.abs(counts - expected)
    away = away - np.fmin(away, 0.5) if freedom == 1 else away
    return float(chdtrc(freedom, (away**2 / expected).sum()))


def size_of_trial(effect: float, power: float, chance: float) -> int:
    """Return how many of each of two kinds show a difference of ``effect`` standard deviations.

    Source
    ------
    Cohen 1988, statistical power analysis for the behavioral sciences, two-sample t test.

    Examples
    --------
    >>> size_of_trial(0.5, power=0.8, chance=0.05)
    64
    """
    from scipy.special import ndtri

    # As if the spread were known, which is off by a few.
    size = max(_LEAST, int(2 * ((ndtri(1 - chance / 2) + ndtri(power)) / effect) ** 2))
    while _power(size, effect, chance) < power:
        size += 1
    while size > _LEAST and _power(size - 1, effect, chance) >= power:
        size -= 1
    return size


def _power(size: int, effect: float, chance: float) -> float:
    """How often a trial of so many shows the effect."""
    from scipy.special import nctdtr, stdtrit

    freedom, shift = 2 * size - 2, effect * np.sqrt(size / 2)
    edge = stdtrit(freedom, 1 - chance / 2)
    return float(1 - nctdtr(freedom, shift, edge) + nctdtr(freedom, shift, -edge))
