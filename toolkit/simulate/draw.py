"""Random draws that come out the same on every machine and under every release of numpy.

Numpy promises the bits of PCG64 for ever, but not what its Generator makes of them, and the
last bit of ``exp`` differs between machines. So every draw is a whole number made of raw
bits, and a curved distribution is a table of rounded quantiles to pick from.
"""

import math
from collections.abc import Callable, Sequence
from statistics import NormalDist
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_POINTS = 4096


class Draw:
    """The draws of one part of the world; no other part can disturb them.

    Parameters
    ----------
    seed : int
        Seed of the world.
    part : str
        Name of the part, which makes its own child seed.

    Examples
    --------
    >>> Draw(1, "dice").below(5, 6).tolist() == Draw(1, "dice").below(5, 6).tolist()
    True
    >>> Draw(1, "dice").below(5, 6).tolist() == Draw(1, "coins").below(5, 6).tolist()
    False
    >>> Draw(1, "wheel").pick(10, [0, 1, 0]).tolist()
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    """

    def __init__(self, seed: int, part: str) -> None:
        child = np.random.SeedSequence(seed, spawn_key=(crc32(part.encode()),))
        self._bits = np.random.PCG64(child)

    def below(self, size: int, limit: int) -> Whole:
        """Draw whole numbers from 0 to ``limit - 1``; ``limit`` is at most 2**32."""
        high_half = self._bits.random_raw(size) >> np.uint64(32)
        return (high_half * np.uint64(limit) >> np.uint64(32)).astype(np.int64)

    def chance(self, percent: Whole | int, size: int) -> Flags:
        """Draw true with a probability of ``percent``."""
        return self.below(size, 100) < percent

    def pick(self, size: int, weights: Sequence[int] | Whole) -> Whole:
        """Draw positions in ``weights``, each as often as its weight says."""
        edges = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(edges, self.below(size, int(edges[-1])), side="right")

    def quantile(self, size: int, table: Whole) -> Whole:
        """Draw values of a table of quantiles."""
        return table[self.below(size, len(table))]

    def order(self, size: int) -> Whole:
        """Draw an order of ``size`` things."""
        return np.argsort(self._bits.random_raw(size), kind="stable")


def lognormal(median: float, spread: float) -> Whole:
    """Tabulate the quantiles of a lognormal distribution in whole numbers.

    Examples
    --------
    >>> int(np.median(lognormal(100, 0.5)))
    100
    """
    return _table(lambda z: median * math.exp(spread * z))


def gamma_half(mean: float) -> Whole:
    """Tabulate a gamma distribution of shape 1/2: a squared normal deviate is one.

    Examples
    --------
    >>> table = gamma_half(1000)
    >>> round(float(table.mean()), -1), bool(np.median(table) < 500)
    (1000.0, True)
    """
    return _table(lambda z: mean * z * z)


def _table(value: Callable[[float], float]) -> Whole:
    deviate = NormalDist().inv_cdf
    return np.array([round(value(deviate((i + 0.5) / _POINTS))) for i in range(_POINTS)])
