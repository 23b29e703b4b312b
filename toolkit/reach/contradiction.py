"""The fewest of several figures that contradict each other."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Broken = Callable[[np.ndarray], np.ndarray]

_FEW = 16  # of which each is tried for
_MOST = 600  # of which the fewest that have one of each are found in a second or two


def fewest(
    involved: np.ndarray,
    broken: Broken,
    tired: Callable[[], bool] = lambda: False,
    least: int = 2,
) -> tuple[np.ndarray, int]:
    """Find the fewest figures that contradict each other, by what breaks beside them.

    Where figures that can be met are met, some others break, and every contradiction has one of
    those. So few that have one of each such group are met next: they contradict each other, or
    bring further groups. When no fewer than those known to contradict have one of each, these are
    the fewest.

    Parameters
    ----------
    involved : array of bool
        Of all figures those that are known to contradict each other.
    broken : function
        From an array of bool, which figures are met, to which others then break; if those to
        be met contradict each other, to some of them that do.
    tired : function, optional
        Whether to give up.
    least : int, default 2
        How many it takes at least, as far as is known.

    Returns
    -------
    (array of bool, int)
        Which figures, of which none can be spared; and how many it takes at least. They are the
        fewest if it is so many.

    Source
    ------
    Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction with minimal hitting
    set dualization, 2015; Davies and Bacchus, Postponing optimization to speed up MAXSAT
    solving, 2013.

    Examples
    --------
    >>> def first_and_last(met):
    ...     return np.array([met[2] or not met[0], False, met[0]])
    >>> found, least = fewest(np.array([True, True, True]), first_and_last)
    >>> found.tolist(), least
    ([True, False, True], 2)
    """
    named = _spared(involved, broken)
    groups = np.zeros((0, len(named)))
    while len(groups) < _MOST and named.sum() > least and not tired():
        met = _chosen(groups)
        if hard := met.sum() >= named.sum():
            met = _one_of_each(groups, named.sum() - 1)
            if not met.any():
                return named, int(named.sum())
        new, core = _groups(broken, met)
        if core.sum() < named.sum() or not hard:
            named = min(named, _spared(core, broken), key=np.sum)
        groups = np.vstack([groups, *new])
    return named, max(least, int(_one_of_each(groups, len(named)).sum()))


def _groups(broken: Broken, met: np.ndarray) -> tuple[list[np.ndarray], np.ndarray]:
    """What breaks beside those met; beside those and the first that broke; until none can."""
    found: list[np.ndarray] = []
    while not ((group := broken(met)) & met).any():
        found.append(_smallest(group, broken) if group.sum() <= _FEW else group)
        met = met | found[-1]
    return found, group


def _smallest(group: np.ndarray, broken: Broken) -> np.ndarray:
    """Meet one after the other, too, as long as what is left can break alone."""
    for place in np.flatnonzero(group):
        if group[place]:
            met = ~group
            met[place] = True
            left = broken(met)
            group = group if (left & met).any() else left
    return group


def _chosen(groups: np.ndarray) -> np.ndarray:
    """Choose the figure of most groups, then that of most of the others, until all have one."""
    met = np.zeros(groups.shape[1], bool)
    while len(groups):
        often = groups.sum(axis=0).argmax()
        met[often] = True
        groups = groups[groups[:, often] == 0]
    return met


def _one_of_each(groups: np.ndarray, most: int) -> np.ndarray:
    """Find at most so many figures that have one of each group, or none if that cannot be.

    They are the fewest if ``most`` is all.
    """
    count = groups.shape[1]
    limits = [LinearConstraint(groups, 1, np.inf), LinearConstraint(np.ones((1, count)), 0, most)]
    any_will_do = {} if most == count else {"mip_rel_gap": np.inf}
    found = milp(
        np.ones(count), constraints=limits, integrality=np.ones(count), bounds=Bounds(0, 1),
        options=any_will_do,
    )  # fmt: skip
    return np.zeros(count, bool) if found.x is None else np.asarray(found.x > 0.5)


def _spared(met: np.ndarray, broken: Broken) -> np.ndarray:
    """Leave out one figure after the other, as long as the rest still contradict."""
    for place in np.flatnonzero(met):
        rest = met.copy()
        rest[place] = False
        core = broken(rest)
        met = core if (core & rest).any() else met
    return met
