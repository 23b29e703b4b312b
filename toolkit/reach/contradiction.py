"""The fewest of several figures that contradict each other."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Broken = Callable[[np.ndarray], np.ndarray]

_MOST = 600  # of which the fewest that have one of each are found in a second or two


def fewest(
    involved: np.ndarray, broken: Broken, tired: Callable[[], bool] = lambda: False
) -> tuple[np.ndarray, bool]:
    """Find the fewest figures that contradict each other, by what breaks beside them.

    Where figures that can be met are met, some others break, and every contradiction has one of
    those. So the fewest that have one of each such group are met next, until they cannot be.
    Few that have one of each, found by choosing, bring most groups; the fewest are sought only
    where those contradict each other.

    Parameters
    ----------
    involved : array of bool
        Of all figures those that are known to contradict each other.
    broken : function
        From an array of bool, which figures are met, to which others then break; if those to
        be met contradict each other, to some of them that do.
    tired : function, optional
        Whether to give up, and to leave out of those involved what can be spared.

    Returns
    -------
    (array of bool, bool)
        Which figures; and whether they are the fewest, or only none can be spared.

    Source
    ------
    Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction with minimal hitting
    set dualization, 2015; Davies and Bacchus, Postponing optimization to speed up MAXSAT
    solving, 2013.

    Examples
    --------
    >>> def first_and_last(met):
    ...     return np.array([met[2] or not met[0], False, met[0]])
    >>> found, certain = fewest(np.array([True, True, True]), first_and_last)
    >>> found.tolist(), certain
    ([True, False, True], True)
    """
    groups = np.zeros((0, len(involved)))
    while len(groups) < _MOST and not tired():
        met = _chosen(groups)
        new, core = _groups(broken, met)
        involved = min(involved, core, key=np.sum)
        if not new:
            met = _least(groups)
            new, core = _groups(broken, met)
            if not new:
                return met, True
        groups = np.vstack([groups, *new])
    return _spared(involved, broken), False


def _groups(broken: Broken, met: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """What breaks beside those met; beside those and the first that broke; until none can."""
    found: list[np.ndarray] = []
    while not ((group := broken(met)) & met).any():
        found.append(group)
        met = met | group
    return found, group


def _chosen(groups: np.ndarray) -> np.ndarray:
    """Choose the figure of most groups, then that of most of the others, until all have one."""
    met = np.zeros(groups.shape[1], bool)
    while len(groups):
        often = groups.sum(axis=0).argmax()
        met[often] = True
        groups = groups[groups[:, often] == 0]
    return met


def _least(groups: np.ndarray) -> np.ndarray:
    count = groups.shape[1]
    one_of_each = LinearConstraint(groups, 1, np.inf)
    found = milp(
        np.ones(count), constraints=one_of_each, integrality=np.ones(count), bounds=Bounds(0, 1)
    )
    return np.asarray(found.x > 0.5)


def _spared(met: np.ndarray, broken: Broken) -> np.ndarray:
    """Leave out one figure after the other, as long as the rest still contradict."""
    for place in np.flatnonzero(met):
        rest = met.copy()
        rest[place] = False
        core = broken(rest)
        met = core if (core & rest).any() else met
    return met
