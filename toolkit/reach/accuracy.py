"""How far estimates lie from what was observed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np


class Errors(NamedTuple):
    """Observed less told: means of error, absolute, squared, and relative; and the variance."""

    mean_error: float
    mean_absolute: float
    mean_squared: float
    mean_relative: float
    mean_relative_squared: float
    variance: float


def errors_of(observed: Sequence[float], told: Sequence[float]) -> Errors:
    """Return how far what was told lies from what was observed.

    Examples
    --------
    >>> round(errors_of([200, 300, 400], [210, 320, 430]).mean_relative, 4)
    0.0639
    """
    truth = np.asarray(observed, dtype="float64")
    gap = truth - np.asarray(told, dtype="float64")
    share = gap / truth
    return Errors(
        float(gap.mean()), float(abs(gap).mean()), float((gap**2).mean()),
        float(abs(share).mean()), float((share**2).mean()), float(gap.var()),
    )  # fmt: skip


def shuffle_distance(observed: Sequence[float], told: Sequence[float]) -> float:
    """Return the share of people that must change their cell to make histograms alike.

    Examples
    --------
    >>> round(shuffle_distance([50, 30, 20], [40, 10, 50]), 2)
    0.3
    """
    one, other = (np.asarray(each, dtype="float64") for each in (observed, told))
    return float(np.abs(one / one.sum() - other / other.sum()).sum() / 2)


def reach_error(observed: Sequence[float], told: Sequence[float]) -> float:
    """Return the relative error of reach of two distributions from 0 contacts: AER.

    Examples
    --------
    >>> round(reach_error([40, 30, 30], [41, 30, 29]), 4)
    0.0167
    """
    one, other = _shares(observed), _shares(told)
    return float(abs(one[0] - other[0]) / (1 - one[0]))


def frequency_error(observed: Sequence[float], told: Sequence[float]) -> float:
    """Return the errors of all cells from 1 contact, relative to reach: APE.

    Examples
    --------
    >>> round(frequency_error([40, 30, 30], [41, 30, 29]), 4)
    0.0167
    """
    one, other = _shares(observed), _shares(told)
    return float(np.abs(one - other)[1:].sum() / (1 - one[0]))


def _shares(distribution: Sequence[float]) -> np.ndarray:
    values = np.asarray(distribution, dtype="float64")
    return values / (100 if values.sum() > 1.5 else 1)
