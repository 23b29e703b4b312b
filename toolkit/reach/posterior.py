"""What populations of one family explain the people seen, and how well."""

from collections.abc import Callable

import numpy as np

from .kernels import Draws, Floats, cells, log_likelihood

# The shares of the inventory that may have been delivered, each as likely as the others.
FLOORS = (np.arange(25) + 0.5) / 25

_SPREADS = np.linspace(-3, 3, 9)
_GOLDEN = (5**0.5 - 1) / 2
_STEP = 1e-2
_LEAST_CURVATURE = 0.1
_NEGLIGIBLE = 5.0


def explain(
    chances: Callable[[Floats], Floats],
    people: Floats,
    lowest: Floats,
    highest: Floats,
) -> tuple[Floats, Floats]:
    """Weigh a family's parameter at and around its best value, for every setting of the others.

    Parameters
    ----------
    chances : function
        From the parameter, an array of one value a setting, to probabilities of 0, 1, 2, ...
    people : array
        As `log_likelihood` takes it.
    lowest, highest : array, one value a setting
        Where to look.

    Returns
    -------
    (array, array), each of shape (9, n_settings)
        Values of the parameter up to three standard errors from the best, and the logarithms of
        their weights.
    """

    def fit(values: Floats) -> Floats:
        return log_likelihood(chances(values), people)

    best = _best(fit, lowest, highest)
    curvature = (2 * fit(best) - fit(best + _STEP) - fit(best - _STEP)) / _STEP**2
    spread = 1 / np.sqrt(curvature.clip(_LEAST_CURVATURE))
    values = best + spread * _SPREADS[:, None]
    weights = np.stack([fit(each) for each in values]) + np.log(spread)
    return values, weights + np.log(_SPREADS[1] - _SPREADS[0])


def _best(fit: Callable[[Floats], Floats], low: Floats, high: Floats, rounds: int = 28) -> Floats:
    """Search by golden section, all settings at once."""
    first, second = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    fits = fit(first), fit(second)
    for _ in range(rounds):
        left = fits[0] > fits[1]
        low, high = np.where(left, low, first), np.where(left, second, high)
        inner = np.where(left, high - _GOLDEN * (high - low), low + _GOLDEN * (high - low))
        new = fit(inner)
        first, second = np.where(left, inner, second), np.where(left, first, inner)
        fits = np.where(left, new, fits[1]), np.where(left, fits[0], new)
    return (low + high) / 2


def kept(draws: Draws) -> Draws:
    """Leave out populations that explain far less than another does.

    A question of more impressions rules out populations whose inventory is too small, so each
    is compared only with those that would be ruled out later than itself.
    """
    order = np.argsort(draws.floor, kind="stable")
    best = np.maximum.accumulate(draws.log_weight[order])
    _, last = np.unique(draws.floor[order], return_index=True)
    tops = np.append(best[last[1:] - 1], best[-1])
    reference = tops[np.searchsorted(draws.floor[order][last], draws.floor)]
    return draws.chosen(np.flatnonzero(draws.log_weight > reference - _NEGLIGIBLE))


def held_out(draws: Draws, people: Floats) -> float:
    """Sum over people the log probability that the others give to each: leave-one-out.

    Source
    ------
    Vehtari, Gelman and Gabry, Practical Bayesian model evaluation, 2017, equation 8.
    """
    told = cells(draws.chances(1.0, len(people)), len(people))
    given_reached = told[:, 1:] / (1 - told[:, :1]).clip(1e-300)
    weight = np.exp(draws.log_weight - draws.log_weight.max())
    return float(-np.log((weight / weight.sum()) @ (1 / given_reached)) @ people)
