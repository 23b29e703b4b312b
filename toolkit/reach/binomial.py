"""Binomial chances; a library of every distribution there is takes most of a second to load."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betainc, betaln, gammaln, xlog1py, xlogy

from .kernels import Floats


def exactly(k: ArrayLike, trials: ArrayLike, chance: float) -> Floats:
    """Return the chance of ``k`` successes.

    Examples
    --------
    >>> exactly([0, 1, 2, 3], 2, 0.5).round(12).tolist()
    [0.25, 0.5, 0.25, 0.0]
    """
    k, left = np.asarray(k), np.asarray(trials) - np.asarray(k)
    rest = np.maximum(left, 0)
    told = np.exp(_ways(k, rest) + xlogy(k, chance) + xlog1py(rest, -chance))
    return np.where(left < 0, 0.0, told)


def exactly_by_beta(k: ArrayLike, trials: int, alpha: float, beta: float) -> Floats:
    """Return the chance of ``k`` successes, at most ``trials``, of a chance that is beta itself.

    Examples
    --------
    >>> exactly_by_beta([0, 1, 2], 2, 1, 1).round(12).tolist()
    [0.333333333333, 0.333333333333, 0.333333333333]
    """
    k = np.asarray(k)
    rest = trials - k
    told: Floats = np.exp(_ways(k, rest) + betaln(k + alpha, rest + beta) - betaln(alpha, beta))
    return told


def more_than(k: ArrayLike, trials: ArrayLike, chance: float) -> Floats:
    """Return the chance of more than ``k`` successes.

    Examples
    --------
    >>> more_than([-1, 0, 1, 2], 2, 0.5).round(12).tolist()
    [1.0, 0.75, 0.25, 0.0]
    """
    k, left = np.asarray(k), np.asarray(trials) - np.asarray(k)
    told = betainc(np.maximum(k, 0) + 1, np.maximum(left, 1), chance)
    return np.where(k < 0, 1.0, np.where(left > 0, told, 0.0))


def _ways(k: np.ndarray, rest: np.ndarray) -> Floats:
    """Logarithm of the number of orders of successes and failures."""
    told: Floats = gammaln(k + rest + 1) - gammaln(k + 1) - gammaln(rest + 1)
    return told
