"""Convex mixture: no shape of the population is assumed beyond a mixture of Poisson rates."""

import numpy as np

from .kernels import POISSON, Draws, Floats, cells, negative_binomial, with_floor
from .posterior import kept

_FLOORS = np.array([0.02, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8])
_SHAPES = np.array([1.0, 6.0, POISSON])
_RATES = 24
_ROUNDS = 150
_RESAMPLED = 15
_TINY = 1e-300


def fit_poisson_mixture(people: Floats, floors: Floats = _FLOORS) -> tuple[Draws, float]:
    """Find mixtures of Poisson rates that explain a histogram, whatever the universe.

    The weights of a grid of rates are found by expectation maximisation, which is a convex
    problem, stopped early so that they stay smooth. It is solved for the people seen, for
    people drawn again by the Bayesian bootstrap, which gives the spread, and with one person
    left out of each cell, which gives the held-out fit.

    Parameters
    ----------
    people : array, unit people
        People with exactly 1, 2, ... impressions; the last cell holds those with more, too.
    floors : array
        Shares of all inventory that may have been delivered.

    Returns
    -------
    (Draws, float)
        Populations, and the sum over people of the log probability that the others give each.

    Source
    ------
    WFA planning and evaluation framework, Dirac mixture; Rubin, The Bayesian bootstrap, 1981.
    """
    top = len(people)
    rates = np.geomspace(0.03, 4 * top, _RATES)
    floor, shape = (each.ravel() for each in np.meshgrid(floors, _SHAPES, indexing="ij"))
    parts = with_floor(
        negative_binomial(
            np.broadcast_to(shape[:, None], (len(shape), _RATES)),
            np.broadcast_to(rates, (len(shape), _RATES)), top,
        ),
        np.broadcast_to(floor[:, None], (len(shape), _RATES)),
    )  # fmt: skip
    told = cells(parts, top)[..., 1:]
    seen = told.sum(axis=-1)
    fits, shares = _mixed(told / seen[..., None], _variants(people))
    scores = np.log(fits[:, 0].clip(_TINY)) @ people
    settings = np.exp(scores - scores.max())
    own = np.diagonal(fits[:, -top:], axis1=1, axis2=2)
    held_out = np.log((settings @ own / settings.sum()).clip(_TINY)) @ people
    weights = np.repeat(scores - np.log(len(scores)), _RESAMPLED + 1)
    shares = shares[:, : _RESAMPLED + 1] / seen[:, None]
    shares = (shares / shares.sum(axis=-1, keepdims=True)).reshape(-1, _RATES)
    draws = Draws(
        weights - np.log(_RESAMPLED + 1), np.repeat(floor, _RESAMPLED + 1),
        np.repeat(shape, _RESAMPLED + 1), np.broadcast_to(rates, shares.shape), shares,
    )  # fmt: skip
    return kept(draws), float(held_out)


def _variants(people: Floats) -> Floats:
    """The people seen; drawn again; and with one left out of each cell in turn."""
    drawn = np.random.default_rng(0).dirichlet(people.clip(1e-3), _RESAMPLED)
    without = (people - np.eye(len(people))).clip(0)
    every = np.concatenate([people[None], drawn, without])
    return every / every.sum(axis=1, keepdims=True).clip(_TINY)


def _mixed(parts: Floats, people: Floats) -> tuple[Floats, Floats]:
    """Expectation maximisation of (n_settings, n_variants) mixtures at once."""
    shares = np.full((len(parts), len(people), parts.shape[1]), 1 / parts.shape[1])
    back = parts.transpose(0, 2, 1)
    for _ in range(_ROUNDS):
        shares *= (people / (shares @ parts).clip(_TINY)) @ back
    return shares @ parts, shares
