"""Formulas of a few lines, held against the libraries that they stand in for."""

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator
from scipy.stats import chi2_contingency, norm, t
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import test_poisson_2indep as two_rates

from toolkit.chance import same_rate, same_shares, size_of_trial, student, two_sided, wilson
from toolkit.drivers import posts_needed
from toolkit.drivers.compare import drawn_together
from toolkit.drivers.least_squares import least_squares
from toolkit.views.monotone import monotone

draws = pytest.mark.parametrize("seed", range(40))


@pytest.mark.parametrize("freedom", [1, 2.5, 11, 300])
def test_student(freedom):
    assert student(freedom) == pytest.approx(t.ppf(0.975, freedom))
    assert two_sided(-1.7, freedom) == pytest.approx(2 * t.sf(1.7, freedom))


@draws
def test_wilson(seed):
    trials = int(np.random.default_rng(seed).integers(1, 500))
    for successes in (0, trials // 3, trials):
        wanted = proportion_confint(successes, trials, method="wilson")
        assert wilson(successes, trials) == pytest.approx(wanted, abs=1e-12)


@draws
def test_two_rates(seed):
    draw = np.random.default_rng(seed)
    counts, spans = draw.integers(1, 60, 2).tolist(), (1 + 100 * draw.random(2)).tolist()
    wanted = two_rates(counts[0], spans[0], counts[1], spans[1]).pvalue
    assert same_rate(counts, spans) == pytest.approx(wanted)
    assert same_rate(counts[::-1], spans[::-1]) == pytest.approx(wanted)


@draws
def test_shares_of_two_and_of_more_levels(seed):
    draw = np.random.default_rng(seed)
    for levels in (2, 3, 5):
        counts = draw.integers(1, 40, (levels, 2))
        assert same_shares(counts) == pytest.approx(chi2_contingency(counts).pvalue)


@pytest.mark.parametrize("effect", [0.05, 0.2, 0.36, 0.8, 1.5])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
@pytest.mark.parametrize("chance", [0.01, 0.05, 0.1])
def test_size_of_a_trial(effect, power, chance):
    wanted = float(np.squeeze(TTestIndPower().solve_power(effect, power=power, alpha=chance)))
    assert size_of_trial(effect, power, chance) == int(np.ceil(wanted))


def test_an_effect_that_two_posts_show_takes_two():
    assert posts_needed(200.0, 0.5) == 2


@draws
def test_regression_where_some_rows_scatter_more(seed):
    draw = np.random.default_rng(seed)
    columns = np.column_stack([np.ones(60), draw.random(60) < 0.3, draw.random(60)])
    values = columns @ [2.0, 0.5, -1.0] + draw.standard_normal(60) * (1 + columns[:, 1])
    wanted = OLS(values, columns).fit().get_robustcov_results("HC3", use_t=True)
    found, errors, freedom = least_squares(values, columns)
    assert found == pytest.approx(wanted.params)
    assert errors == pytest.approx(wanted.bse)
    assert found - student(freedom) * errors == pytest.approx(wanted.conf_int(0.05)[:, 0])


def test_regression_where_one_row_decides_on_a_column_alone():
    values = np.random.default_rng(1).standard_normal(20)
    columns = np.column_stack([np.ones(20), np.arange(20) == 7]).astype(float)
    wanted = OLS(values, columns).fit()
    found, errors, _ = least_squares(values, columns)
    assert found == pytest.approx(wanted.params)
    assert errors == pytest.approx(wanted.bse)


@draws
def test_means_drawn_together(seed):
    draw = np.random.default_rng(seed)
    groups = np.repeat(["a", "b", "c", "d"], [5, 8, 20, 3])
    true = dict(zip("abcd", draw.standard_normal(4) * draw.choice([0, 0.2, 2]), strict=True))
    values = np.array([true[each] for each in groups]) + draw.standard_normal(len(groups))
    told = {each: values[groups == each] for each in "abcd"}
    means = np.array([each.mean() for each in told.values()])
    free = len(values) - 4
    noise = sum(((each - each.mean()) ** 2).sum() for each in told.values()) / free
    variances = np.array([noise / len(each) for each in told.values()])
    pooled = combine_effects(means, variances, method_re="pm")
    kept = pooled.tau2 / (pooled.tau2 + variances)
    drawn = pooled.mean_effect_re + kept * (means - pooled.mean_effect_re)
    margin = norm.ppf(0.975) * np.sqrt(kept * variances + (1 - kept) ** 2 * pooled.sd_eff_w_re**2)
    ranked, _ = drawn_together(values, groups.tolist())
    ranked = ranked.sort_index()
    assert np.log(ranked["typical"]).to_numpy() == pytest.approx(drawn, abs=1e-4)
    assert np.log(ranked["high"]).to_numpy() == pytest.approx(drawn + margin, abs=1e-4)


@draws
def test_curve_that_turns_only_at_its_points(seed):
    draw = np.random.default_rng(seed)
    x = np.sort(draw.random(2 + seed % 7)) * 30
    at = np.linspace(x[0], x[-1], 50)
    for y in (draw.standard_normal(len(x)), -np.sort(draw.random(len(x))), np.ones(len(x))):
        assert monotone(x, y, at) == pytest.approx(PchipInterpolator(x, y)(at), abs=1e-12)
    assert np.isnan(monotone(x, x, np.array([x[0] - 1, x[-1] + 1]))).all()
