"""Bounds of a union from what every two sets share, in closed form: for any number of sets."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree

from ..schema import DataError


class PairBounds(NamedTuple):
    """Two lower and two upper bounds of a union, in people."""

    chung_erdos: float
    dawson_sankoff: float
    hunter_worsley: float
    kwerel: float


def pair_bounds(
    reaches: Mapping[str, float], overlaps: Mapping[tuple[str, str], float]
) -> PairBounds:
    """Enclose a union by its single reaches and all overlaps of two.

    Formula: with S1 and S2 the sums of reaches and overlaps and n sets, at least
    ``S1**2 / (S1 + 2 S2)`` and ``2 S1 / (k + 1) - 2 S2 / (k (k + 1))`` with
    ``k = 1 + floor(2 S2 / S1)``; at most S1 less the largest spanning tree of overlaps, and
    ``S1 - 2 S2 / n``.

    Raises
    ------
    DataError
        If an overlap of two is missing, told twice or of an unknown set: a lower bound that
        takes it as nobody may lie above the truth.

    Source
    ------
    Chung and Erdos, 1952; Dawson and Sankoff, 1967; Hunter, 1976; Worsley, 1982; Kwerel, 1975.

    Examples
    --------
    >>> pairs = {("a", "b"): 20, ("a", "c"): 15, ("b", "c"): 10}
    >>> [round(each, 2) for each in pair_bounds({"a": 50, "b": 40, "c": 30}, pairs)]
    [68.57, 75.0, 85.0, 90.0]
    """
    names = list(reaches)
    _check(names, overlaps)
    first, second = float(sum(reaches.values())), float(sum(overlaps.values()))
    graph = np.zeros((len(names), len(names)))
    for (one, other), people in overlaps.items():
        graph[names.index(one), names.index(other)] = -people
    k = 1 + int(2 * second // first) if first else 1
    return PairBounds(
        first**2 / (first + 2 * second) if first else 0.0,
        2 * first / (k + 1) - 2 * second / (k * (k + 1)),
        first + float(minimum_spanning_tree(graph).sum()),
        first - 2 * second / len(names),
    )


def _check(names: list[str], overlaps: Mapping[tuple[str, str], float]) -> None:
    told = [frozenset(pair) for pair in overlaps]
    missing = [" and ".join(pair) for pair in combinations(names, 2) if frozenset(pair) not in told]
    if not names:
        raise DataError("There is no reach to put together.")
    if missing:
        raise DataError(f"There is no overlap of {', of '.join(missing)}.")
    if len(set(told)) < len(told) or len(told) > len(names) * (len(names) - 1) / 2:
        raise DataError("Overlaps are those of every two of the sets, each once.")
