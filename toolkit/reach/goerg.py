"""Goerg: a reach curve through one point, for want of a histogram."""

import numpy as np

from ..schema import DataError
from .gamma_poisson import SHAPES
from .kernels import Draws, Floats, negative_binomial, with_floor
from .posterior import FLOORS
from .seen import Seen

_ROUNDS = 60


def goerg_reach(impressions: float, reach: float, at: float | Floats, k: int = 1) -> float | Floats:
    """Return the reach of other impressions from one point of the curve.

    Formula: ``rho * (at / (at + rho)) ** k`` with ``rho = impressions * reach / (impressions -
    reach)``

    Parameters
    ----------
    impressions, reach : float
        The point; reach below impressions.
    at : float or array, unit impressions
        Where to tell reach.
    k : int, unit impressions
        Lowest number of exposures that counts.

    Returns
    -------
    float or array, unit people
        Rises with ``at`` to at most ``rho``; the point itself lies on the curve of ``k=1``.

    Raises
    ------
    DataError
        If reach is not below impressions: such a point bends no curve.

    Source
    ------
    Goerg, Estimating reach curves from one data point, Google, 2014.

    Examples
    --------
    >>> round(goerg_reach(200, 100, at=100), 4)
    66.6667
    """
    if not 0 < reach < impressions:
        raise DataError(
            f"reach {reach:,.10g} must lie above 0 and below impressions {impressions:,.10g}: "
            "where nobody came twice, one point says nothing of the curve."
        )
    most = impressions * reach / (impressions - reach)
    return most * (at / (at + most)) ** k


def one_point(seen: Seen, floors: Floats = FLOORS) -> Draws:
    """Find the Gamma-Poisson populations of any shape that pass through one point."""
    floor, shape = (each.ravel() for each in np.meshgrid(floors, SHAPES, indexing="ij"))
    low, high = (np.full(floor.shape, np.log(end)) for end in (1e-9, 1e9))
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        none = with_floor(negative_binomial(shape, floor * np.exp(middle), 1), floor)[:, 0]
        often = floor * (1 + np.exp(middle)) / (1 - none) > seen.impressions / seen.reach
        low, high = np.where(often, low, middle), np.where(often, middle, high)
    means = (floor * np.exp(low))[:, None]
    return Draws(np.zeros(floor.shape), floor, shape, means, np.ones(means.shape))
