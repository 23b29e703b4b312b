"""How many impressions a person has, if the person's rate is drawn from a mixture.

A person's inventory is one impression and a number of further ones, which is negative binomial;
mixing scales and shapes gives every population that the curves know. If a share of all
inventory is delivered, each impression arrives with that probability.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

POISSON = 1e7  # a shape so large that a negative binomial is a Poisson distribution
_TINY = 1e-300


def negative_binomial(shape: Floats, mean: Floats, top: int) -> Floats:
    """Return the probabilities of 0 to ``top`` along a new last axis.

    Examples
    --------
    >>> negative_binomial(np.array(1.0), np.array(2.0), 2).round(4).tolist()
    [0.3333, 0.2222, 0.1481]
    """
    k = np.arange(top)
    none = np.exp(-shape * np.log1p(mean / shape))[..., None]
    steps = (shape[..., None] + k) / (k + 1) * (mean / (shape + mean))[..., None]
    return np.concatenate([none, none * np.cumprod(steps, axis=-1)], axis=-1)


def with_floor(chances: Floats, floor: Floats) -> Floats:
    """Add the one impression that everybody has in the inventory, delivered at ``floor``."""
    told = (1 - floor)[..., None] * chances
    told[..., 1:] += floor[..., None] * chances[..., :-1]
    return told


@dataclass(frozen=True)
class Draws:
    """Populations that explain what was seen, each with the weight of its explanation.

    ``log_weight`` (n,); ``floor`` (n,): the share of all inventory that was delivered;
    ``shape`` (n,); ``means`` and ``shares`` (n, m): the mixture of negative binomial means.
    """

    log_weight: Floats
    floor: Floats
    shape: Floats
    means: Floats
    shares: Floats

    def chances(self, times: float, top: int) -> Floats:
        """Probabilities of 0 to ``top`` impressions at so many times what was delivered."""
        shape = np.broadcast_to(self.shape[:, None], self.means.shape)
        mixed = negative_binomial(shape, self.means * times, top)
        floor = np.minimum(self.floor * times, 1.0)
        return with_floor(np.einsum("nm,nmk->nk", self.shares, mixed), floor)

    def enough(self, times: float) -> NDArray[np.bool_]:
        """Which populations have the inventory for so many times what was delivered.

        If all have too little, the largest inventory is what can be delivered.
        """
        return self.floor <= max(1 / max(times, 1), self.floor.min()) + 1e-9

    def chosen(self, rows: NDArray[np.bool_] | NDArray[np.intp]) -> "Draws":
        """Return some of the populations."""
        return Draws(
            self.log_weight[rows], self.floor[rows], self.shape[rows], self.means[rows],
            self.shares[rows],
        )  # fmt: skip


def cells(chances: Floats, top: int) -> Floats:
    """Return the probabilities of 0, 1, ... ``top`` or more.

    Examples
    --------
    >>> cells(np.array([0.5, 0.25, 0.125, 0.0625]), 2).tolist()
    [0.5, 0.25, 0.25]
    """
    below = chances[..., :top]
    rest = 1 - below.sum(axis=-1, keepdims=True)
    return np.concatenate([below, rest], axis=-1).clip(_TINY)


def log_likelihood(chances: Floats, people: Floats) -> Floats:
    """Return how well populations explain people with 1, 2, ... or more, given they were reached.

    Parameters
    ----------
    chances : array, shape (..., at least top)
        Probabilities of 0, 1, 2, ... impressions.
    people : array, shape (top,)
        People with exactly 1, 2, ... impressions; the last cell holds those with more, too.
    """
    told = cells(chances, len(people))
    return np.log(told[..., 1:]) @ people - people.sum() * np.log((1 - told[..., 0]).clip(_TINY))
