"""The fewest of several figures that contradict each other."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

_ROUNDS = 100


def fewest(
    count: int, broken: Callable[[np.ndarray], np.ndarray], rounds: int = _ROUNDS
) -> np.ndarray | None:
    """Find the fewest figures that contradict each other, by what breaks beside them.

    Where figures that can be met are met, some others break, and every contradiction has one of
    those. So the fewest that have one of each such group are met next, until they cannot be.

    Parameters
    ----------
    count : int
        Number of figures, which contradict each other.
    broken : function
        From an array of bool, which figures are met, to which others then break; to none if
        those to be met contradict each other.
    rounds : int
        After so many, give up.

    Returns
    -------
    array of bool, shape (count,), or None
        Which figures; None if no answer was found in ``rounds``.

    Source
    ------
    Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction with minimal hitting
    set dualization, 2015.

    Examples
    --------
    >>> first_and_last = lambda met: np.array([not met[0], False, met[0] and not met[2]])
    >>> fewest(3, first_and_last).tolist()
    [True, False, True]
    """
    met, groups = np.zeros(count, bool), np.zeros((0, count))
    for _ in range(rounds):
        group = broken(met)
        if not group.any():
            return met
        groups = np.vstack([groups, group])
        found = milp(
            np.ones(count), constraints=LinearConstraint(groups, 1, np.inf),
            integrality=np.ones(count), bounds=Bounds(0, 1),
        )  # fmt: skip
        met = found.x > 0.5
    return None
