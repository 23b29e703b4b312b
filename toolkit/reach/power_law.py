"""Power law: few people hold most of the inventory, as in Zipf's and the zeta distribution."""

import numpy as np

from .kernels import Draws, Floats, negative_binomial, with_floor
from .posterior import FLOORS, explain, kept

# k**-s is a mixture of geometric distributions: the integral of t**(s-1) * exp(-k t).
_RATES = np.geomspace(1e-6, 30, 64)
_EXPONENTS = (0.001, 4.0)  # beyond 2, where the mean begins to exist
_LOGS = (-12.0, 4.0)


def fit_power_law(people: Floats, floors: Floats = FLOORS) -> Draws:
    """Find the power laws of inventory that explain a histogram.

    Parameters and result are those of `fit_gamma_poisson`; the inventory of a person is k
    with probability proportional to ``k ** -exponent``.

    Source
    ------
    WFA planning and evaluation framework, heavy-tailed impression generator (zeta).
    """
    means = floors[:, None] / np.expm1(_RATES)
    parts = negative_binomial(np.ones(means.shape), means, len(people))

    def chances(log_exponent: Floats) -> Floats:
        return with_floor(np.einsum("pm,pmk->pk", _shares(log_exponent), parts), floors)

    ends = [np.full(floors.shape, np.log(end)) for end in _EXPONENTS]
    exponents, weights = explain(chances, people, *ends)
    count = weights.size
    return kept(
        Draws(
            (weights - np.log(len(floors))).ravel(),
            np.broadcast_to(floors, weights.shape).ravel(),
            np.ones(count),
            np.broadcast_to(means, (*weights.shape, len(_RATES))).reshape(count, -1),
            _shares(exponents).reshape(count, -1),
        )
    )


def _shares(log_exponent: Floats) -> Floats:
    exponent = 2 + np.exp(log_exponent.clip(*_LOGS))[..., None]
    logs = exponent * np.log(_RATES) - _RATES - np.log(-np.expm1(-_RATES))
    shares = np.exp(logs - logs.max(axis=-1, keepdims=True))
    return shares / shares.sum(axis=-1, keepdims=True)
