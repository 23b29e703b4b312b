"""Sainsbury: people meet one vehicle as if they did not know of the others."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from ..schema import DataError
from .schedule import Schedule


def sainsbury(schedule: Schedule) -> np.ndarray:
    """Return shares of people by number of contacts, all vehicles independent.

    Formula: ``reach = 1 - product of (1 - R_i)``; frequencies by convolution.

    Returns
    -------
    array
        Shares with 0, 1, ... contacts.

    Source
    ------
    Sainsbury, London Press Exchange; Agostini, Journal of Advertising Research, 1961.

    Examples
    --------
    >>> sainsbury(Schedule({"a": 0.5, "b": 0.5})).tolist()
    [0.25, 0.5, 0.25]
    """
    return convolve([schedule.contacts(name) for name in schedule.names])


def convolve(distributions: Sequence[np.ndarray]) -> np.ndarray:
    """Return the distribution of the sum of independent counts.

    Examples
    --------
    >>> convolve([np.array([0.5, 0.3, 0.2]), np.array([0.7, 0.2, 0.1])]).round(2).tolist()
    [0.35, 0.31, 0.25, 0.07, 0.02]
    """
    return reduce(np.convolve, distributions)


def random_delivery_reach(impressions: float, universe: float) -> float:
    """Return the people reached if every impression falls on anybody alike.

    Formula: ``universe * (1 - (1 - 1 / universe) ** impressions)``

    A floor for frequency rather than a forecast: real delivery falls on some more than on
    others and reaches fewer.

    Examples
    --------
    >>> round(random_delivery_reach(1000, 1000), 1)
    632.3
    """
    if not (universe > 0 and impressions >= 0):
        raise DataError(
            f"{impressions!r} impressions and a universe of {universe!r}: none may be negative, "
            "and somebody must be there."
        )
    if universe <= 1:
        return min(float(impressions), float(universe))
    return float(-universe * np.expm1(impressions * np.log1p(-1 / universe)))
