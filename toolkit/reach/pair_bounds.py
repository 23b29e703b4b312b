"""Bounds of a union from what every two sets share, in closed form: for any number of sets."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from scipy.sparse.csgraph import minimum_spanning_tree


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
