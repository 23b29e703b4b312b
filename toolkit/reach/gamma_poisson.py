"""Gamma-Poisson: everybody's further impressions come at a rate drawn from a gamma distribution.

Shape 1 is the exponential-Poisson model, in which reach has a closed form; a shape without end
is the Poisson model, in which all people are alike.
"""

import numpy as np

from .kernels import POISSON, Draws, Floats, negative_binomial, with_floor
from .posterior import FLOORS, explain, kept

SHAPES = np.append(np.geomspace(0.08, 12, 14), POISSON)

_ALIKE = 0.5  # how likely it is beforehand that all people are alike
_RATES = (0.005, 500.0)


def fit_gamma_poisson(people: Floats, floors: Floats = FLOORS, shapes: Floats = SHAPES) -> Draws:
    """Find the Gamma-Poisson populations that explain a histogram.

    Parameters
    ----------
    people : array, unit people
        People with exactly 1, 2, ... impressions; the last cell holds those with more, too.
    floors : array
        Shares of all inventory that may have been delivered.
    shapes : array
        Shapes of the gamma distribution to consider.

    Returns
    -------
    Draws
        Log weights include the prior: settings alike, but 0.5 for a population without spread.

    Source
    ------
    WFA planning and evaluation framework, Gamma-Poisson model: inventory of at least one
    impression, further ones negative binomial, delivered by binomial thinning.
    """
    floor, shape = (each.ravel() for each in np.meshgrid(floors, shapes, indexing="ij"))

    def chances(log_rate: Floats) -> Floats:
        return with_floor(negative_binomial(shape, floor * np.exp(log_rate), len(people)), floor)

    ends = [np.full(floor.shape, np.log(end)) for end in _RATES]
    rates, weights = explain(chances, people, *ends)
    weights = weights + np.log(_prior(shape, len(shapes)) / len(floors))
    every = np.broadcast_to(floor, weights.shape).ravel()
    means = (floor * np.exp(rates)).reshape(-1, 1)
    return kept(
        Draws(
            weights.ravel(), every, np.broadcast_to(shape, weights.shape).ravel(), means,
            np.ones(means.shape),
        )
    )  # fmt: skip


def _prior(shape: Floats, count: int) -> Floats:
    alike = shape == POISSON
    if alike.all() or not alike.any():
        return np.full(shape.shape, 1 / count)
    return np.where(alike, _ALIKE, (1 - _ALIKE) / (count - 1))
