"""CANEX: independent vehicles, corrected for how every two go along."""

from functools import reduce
from typing import NamedTuple

import numpy as np

from .schedule import Schedule

MOST_CELLS = 5_000_000


class Canex(NamedTuple):
    """Shares of people by number of contacts, and the share that had to be cut at zero."""

    contacts: np.ndarray
    cut: float


def canex(schedule: Schedule) -> Canex:
    """Return shares of people by number of contacts, correlated by pairs.

    Formula: ``product of f_i(x_i) * (1 + sum over pairs of rho_ij z_i z_j)``, where z is a
    standardised number of contacts and rho the correlation of one contact in each.

    Returns
    -------
    Canex
        Where the formula gives less than nobody, those cells are nobody, the rest is scaled to
        all people, and ``cut`` says how much that was.

    Source
    ------
    Danaher, A canonical expansion model for multivariate media exposure distributions,
    Journal of Marketing Research, 1991.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.4}, both={frozenset("ab"): 0.2})
    >>> canex(plan).contacts.round(2).tolist()
    [0.3, 0.5, 0.2]
    """
    single = [schedule.contacts(name) for name in schedule.names]
    if np.prod([float(len(each)) for each in single]) > MOST_CELLS:
        raise ValueError("CANEX tells every combination of contacts; these are too many.")
    standard = [_standardised(each) for each in single]
    joint, correction = reduce(np.multiply.outer, single), 1.0
    for place, one in enumerate(schedule.names):
        for later in range(place + 1, len(single)):
            other = schedule.names[later]
            correction = correction + _correlation(schedule, one, other) * (
                _along(standard[place], place, joint.ndim)
                * _along(standard[later], later, joint.ndim)
            )
    joint = joint * correction
    cut = float(-joint.clip(max=0).sum())
    joint = joint.clip(min=0)
    total = reduce(np.add.outer, [np.arange(len(each)) for each in single])
    counts = np.bincount(np.ravel(total), weights=joint.ravel())
    return Canex(counts / counts.sum(), cut)


def _standardised(contacts: np.ndarray) -> np.ndarray:
    k = np.arange(len(contacts))
    mean = k @ contacts
    spread = np.sqrt((k - mean) ** 2 @ contacts)
    return (k - mean) / spread if spread else np.zeros(len(k))


def _correlation(schedule: Schedule, one: str, other: str) -> float:
    p, q = schedule.once[one], schedule.once[other]
    spread = np.sqrt(p * (1 - p) * q * (1 - q))
    return float((schedule.duplication(one, other) - p * q) / spread) if spread else 0.0


def _along(values: np.ndarray, axis: int, dimensions: int) -> np.ndarray:
    return values.reshape([-1 if place == axis else 1 for place in range(dimensions)])
