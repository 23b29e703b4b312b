"""Binomial chances, against a library of distributions that shares no code with ours."""

import numpy as np
import pytest
from scipy.stats import betabinom, binom

from toolkit.reach.binomial import exactly, exactly_by_beta, more_than


@pytest.mark.parametrize("chance", [0.0, 1e-9, 0.2, 0.5, 0.99, 1.0])
def test_chances_are_those_of_the_binomial_distribution(chance):
    k, trials = np.arange(-1, 300)[:, None], np.array([0, 1, 2, 7, 100, 250])[None, :]
    told = exactly(np.maximum(k, 0), trials, chance)
    np.testing.assert_allclose(
        told, binom.pmf(np.maximum(k, 0), trials, chance), rtol=1e-9, atol=1e-300
    )
    np.testing.assert_allclose(
        more_than(k, trials, chance), binom.sf(k, trials, chance), rtol=1e-9, atol=1e-300
    )


@pytest.mark.parametrize("shape", [(0.01, 3.0), (1.0, 1.0), (250.0, 0.5)])
def test_chances_that_vary_are_those_of_the_beta_binomial_distribution(shape):
    k = np.arange(41)
    np.testing.assert_allclose(
        exactly_by_beta(k, 40, *shape), betabinom.pmf(k, 40, *shape), rtol=1e-9
    )
