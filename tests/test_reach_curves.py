"""Curves: closed forms by hand, recovery of populations that are known, and what always holds.

Conventions: a population's inventory is one impression a person and negative binomial further
ones (size = shape, mean further per person); ``floor`` is the share of it that was delivered.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import DataError, fit_reach_curve, thin_curve, thin_frequency
from toolkit.reach.curve_bounds import curve_bounds
from toolkit.reach.exponential_poisson import (
    exponential_poisson_population,
    exponential_poisson_reach,
)
from toolkit.reach.forecast import Forecast
from toolkit.reach.goerg import goerg_reach
from toolkit.reach.kernels import Draws, negative_binomial, with_floor
from toolkit.reach.seen import Seen

MULTIPLES = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)


def population(family, mean, seed, people=10_000):
    rng = np.random.default_rng(seed)
    match family:
        case "poisson":
            return 1 + rng.poisson(mean - 1, people)
        case "exponential":
            return 1 + rng.poisson(rng.exponential(mean - 1, people))
        case "gamma":
            return 1 + rng.poisson(rng.gamma(0.5, (mean - 1) / 0.5, people))
        case _:
            return rng.zipf(2.4, people)


def delivered(inventory, share, seed=0):
    """Exposures after 0.25 to 3 times a share of the inventory, one world."""
    rng, owner = np.random.default_rng(seed), np.repeat(np.arange(len(inventory)), inventory)
    order = rng.permutation(owner)
    bought = round(share * len(order))
    return {
        each: np.bincount(order[: round(each * bought)], minlength=len(inventory))
        for each in MULTIPLES
        if each * share <= 1
    }


def histogram(exposures, top=10):
    counts = np.bincount(np.minimum(exposures, top), minlength=top + 1)
    return {k: int(people) for k, people in enumerate(counts) if k}


def one(curve, impressions, k=1):
    return float(curve.reach(impressions, k)["reach"].iloc[0])


# Closed forms


def test_goerg_halves_a_point_of_two_hundred_on_a_hundred():
    assert goerg_reach(200, 100, at=100) == pytest.approx(66.66666666666667)


def test_goerg_passes_through_its_point():
    curve = fit_reach_curve(impressions=200, reach=100)
    assert curve.chosen == "goerg"
    assert one(curve, 200) == pytest.approx(100)
    assert one(curve, 100) == pytest.approx(66.66666666666667, abs=0.05)
    assert one(curve, 400, k=2) == pytest.approx(float(goerg_reach(200, 100, 400, 2)), abs=0.05)


def test_goerg_says_that_one_point_is_little():
    curve = fit_reach_curve(impressions=20_000, reach=8_000)
    told = curve.reach(60_000).iloc[0]
    assert told["reach_low"] < told["reach"] < told["reach_high"]
    assert told["reach_high"] - told["reach_low"] > 0.1 * told["reach"]
    assert "nothing could be held out" in curve.why


def test_exponential_poisson_in_closed_form():
    assert exponential_poisson_reach(20_000, 10_000, 3.0) == pytest.approx(8000)
    assert exponential_poisson_population(20_000, 8_000, 10_000) == pytest.approx(3.0)
    assert exponential_poisson_reach(40_000, 10_000, 3.0) == pytest.approx(10_000)
    with pytest.raises(ValueError, match="inventory of 40,000"):
        exponential_poisson_reach(40_001, 10_000, 3.0)


def test_thinned_gamma_poisson_by_hand():
    shape, further, floor = np.array(1.0), np.array(1.0), np.array(0.5)
    told = with_floor(negative_binomial(shape, floor * further, 3), floor)
    assert told[0] == pytest.approx(1 / 3)


def test_gamma_poisson_histogram_by_hand():
    # Twelve impressions fall short of N (1 + alpha beta) = 32: the share delivered is 4 / 12.
    floor = np.array(1 / 3)
    told = 16 * with_floor(negative_binomial(np.array(1.0), floor, 4), floor)
    assert told[1:4] == pytest.approx([6, 1.5, 0.375])


def test_gamma_poisson_k_plus_by_hand():
    floor = np.array(0.4)
    told = with_floor(negative_binomial(np.array(5.0), floor * 10, 60), floor)
    at_least = 10_000 * told[::-1].cumsum()[::-1]
    assert at_least[1:6] == pytest.approx([9682, 8765, 7353, 5750, 4233], abs=1)


def test_a_mixture_of_rates_scales_with_impressions():
    draws = Draws(
        np.zeros(1), np.zeros(1), np.array([1e7]), np.array([[1e-12, 1.0]]), np.array([[0.3, 0.7]])
    )
    told = draws.chances(0.5, 2)[0]
    assert [told[0], told[1], 1 - told[:2].sum()] == pytest.approx([0.725, 0.212, 0.063], abs=5e-4)


def test_negative_binomial_by_hand():
    told = negative_binomial(np.array(1.0), np.array(2.0), 2)
    assert told == pytest.approx([1 / 3, 2 / 9, 4 / 27])
    assert told @ [0, 1, 2] + 3 * (1 - told.sum()) == pytest.approx(1.407407, abs=1e-6)


# Thinning


def test_thinning_by_hand():
    told = thin_frequency(pd.Series({1: 100, 2: 40}), 0.5)
    assert told["people"].tolist() == [70, 10]
    assert told["people_at_least"].tolist() == [80, 10]


def test_people_with_at_least_so_many_are_those_with_so_many_and_more():
    told = thin_frequency(pd.Series({1: 2, 2: 1}), 1)
    assert told["people_at_least"].tolist() == [3, 1]


def test_thinning_agrees_with_throwing_impressions_away():
    rng = np.random.default_rng(5)
    exposures = 1 + rng.poisson(3, 20_000)
    counts = pd.Series(np.bincount(exposures)[1:], index=range(1, exposures.max() + 1))
    kept = rng.binomial(exposures, 0.3)
    told = thin_frequency(counts, 0.3)
    for k in (1, 2, 3):
        assert told["people_at_least"][k - 1] == pytest.approx((kept >= k).sum(), rel=0.03)


def test_thinning_twice_is_thinning_once():
    counts = pd.Series({1: 50, 2: 30, 5: 8})
    half = thin_frequency(counts, 0.5).set_index("exposures")["people"]
    told = thin_frequency(half, 0.4)["people"]
    assert told.tolist() == pytest.approx(thin_frequency(counts, 0.2)["people"].tolist())


def test_a_curve_of_a_whole_histogram_goes_back_without_a_model():
    counts = pd.Series({1: 5000, 2: 3000, 3: 900, 7: 100})
    curve = fit_reach_curve(counts)
    told = thin_frequency(counts, 0.5)
    assert one(curve, 0.5 * curve.seen.impressions) == pytest.approx(told["people_at_least"][0])


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_is_a_share(share):
    with pytest.raises(DataError, match="between 0 and 1"):
        thin_frequency(pd.Series({1: 5}), share)
    with pytest.raises(DataError, match="between 0 and 1"):
        thin_curve(pd.Series({1: 5}), shares=[share])
    with pytest.raises(DataError, match="k is 0"):
        thin_curve(pd.Series({1: 5}), k=0)


# Recovery


@pytest.mark.parametrize("family", ["poisson", "exponential", "gamma", "zeta"])
@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_curve_recovers_a_population_that_it_does_not_know(family, share):
    worlds = delivered(population(family, 4, 1), share)
    curve = fit_reach_curve(histogram(worlds[1.0]), impressions=int(worlds[1.0].sum()))
    for multiple, exposures in worlds.items():
        told = curve.reach(int(exposures.sum())).iloc[0]
        truth = int((exposures >= 1).sum())
        assert told["reach"] == pytest.approx(truth, rel=0.05)
        if multiple > 1:
            told = one(curve, int(exposures.sum()), 3)
            assert told == pytest.approx((exposures >= 3).sum(), rel=0.15)


def test_held_out_people_choose_the_family():
    worlds = delivered(population("zeta", 4, 2), 0.5)
    curve = fit_reach_curve(histogram(worlds[1.0]), impressions=int(worlds[1.0].sum()))
    assert curve.chosen == "power_law"
    assert "power law" in curve.why
    assert curve.models["weight"].sum() == pytest.approx(1)


def test_people_of_no_family_go_to_the_mixture():
    rng = np.random.default_rng(3)
    inventory = rng.poisson(np.where(rng.random(30_000) < 0.8, 2, 17))
    worlds = delivered(inventory[inventory > 0][:10_000], 0.5)
    curve = fit_reach_curve(histogram(worlds[1.0]), impressions=int(worlds[1.0].sum()))
    assert curve.chosen == "poisson_mixture"
    assert one(curve, int(worlds[2.0].sum())) == pytest.approx((worlds[2.0] > 0).sum(), rel=0.03)


def test_a_known_inventory_ends_the_curve():
    worlds = delivered(population("gamma", 4, 4), 0.5)
    total = int(worlds[2.0].sum())
    curve = fit_reach_curve(
        histogram(worlds[1.0]), impressions=int(worlds[1.0].sum()), inventory=total
    )
    assert one(curve, total) == pytest.approx(10_000, rel=0.02)
    with pytest.raises(DataError, match="tells reach from 0 to"):
        curve.reach(total * 1.01)


@pytest.mark.parametrize(
    "model", ["exponential_poisson", "gamma_poisson", "power_law", "poisson_mixture"]
)
def test_every_model_can_be_asked_alone(model):
    worlds = delivered(population("exponential", 4, 1), 0.5)
    impressions = int(worlds[1.0].sum())
    curve = fit_reach_curve(histogram(worlds[1.0]), impressions=impressions, model=model)
    assert curve.chosen == model
    assert "asked for" in curve.why
    assert one(curve, impressions) == (worlds[1.0] > 0).sum()
    assert one(curve, 1.5 * impressions) == pytest.approx((worlds[1.5] > 0).sum(), rel=0.15)


# What always holds


@settings(max_examples=settings.default.max_examples // 2)  # each builds two curves
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=8),
    st.integers(0, 400),
    st.sampled_from([None, 1.2, 3.0]),
)
def test_a_curve_rises_falls_with_k_and_stays_within_its_bounds(people, more, wide):
    people[0] += 1
    counts = dict(enumerate(people, 1))
    impressions = sum(k * n for k, n in counts.items()) + (more if people[-1] else 0)
    universe = None if wide is None else wide * sum(people)
    curve = fit_reach_curve(counts, impressions=impressions, universe=universe)
    asked = [impressions * each for each in (0, 0.1, 0.5, 0.9, 1, 1.1, 1.3, 2, 2.2, 5, 9, 10)]
    told = {k: curve.reach(asked, k) for k in (1, 2, 3, 6)}
    for k, table in told.items():
        bounds = curve.bounds(asked, k)
        assert (table["reach"].diff().dropna() >= -1e-9).all()
        assert (table["reach_low"] <= table["reach"] + 1e-9).all()
        assert (table["reach"] <= table["reach_high"] + 1e-9).all()
        assert (table["reach_low"] >= bounds["reach_low"] - 1e-9).all()
        assert (table["reach_high"] <= bounds["reach_high"] + 1e-9).all()
    for fewer, more in pairwise(told.values()):
        assert (more <= fewer + 1e-6).all(axis=None)
    assert told[1].loc[impressions, "reach"] == pytest.approx(sum(people))


@given(st.integers(0, 10**6))
def test_no_other_figure_is_expected_to_err_less(seed):
    rng = np.random.default_rng(seed)
    mean = rng.uniform(50, 1000, 4)
    found = Forecast(mean, (rng.uniform(0.02, 0.2, 4) * mean) ** 2, rng.dirichlet(np.ones(4)))
    deviation = np.sqrt(np.log1p(found.variance / mean**2))
    drawn = rng.standard_normal((20_000, 4)) * deviation - deviation**2 / 2
    people = mean * np.exp(drawn)

    def error(told):
        return (abs(told / people - 1) @ found.weight).mean()

    least = min(map(error, np.geomspace(mean.min() / 2, mean.max() * 2, 200)))
    assert error(found.nearest()) <= least * 1.02


@given(st.integers(0, 10**6))
def test_bounds_of_a_curve_hold_in_random_worlds(seed):
    rng = np.random.default_rng(seed)
    inventory = rng.integers(1, 6, int(rng.integers(2, 40)))
    owner = rng.permutation(np.repeat(np.arange(len(inventory)), inventory))
    seen = int(rng.integers(1, len(owner) + 1))
    now = np.bincount(owner[:seen], minlength=len(inventory))
    top = int(rng.integers(1, 5))
    counts = np.bincount(np.minimum(now, top), minlength=top + 1)[1:].astype(float)
    figures = Seen(counts, seen, complete=bool((now <= top).all()))
    for then in rng.integers(1, len(owner) + 1, 4):
        after = np.bincount(owner[:then], minlength=len(inventory))
        for k in (1, 2, 3, 5):
            low, high = curve_bounds(figures, int(then), k, len(inventory))
            assert low <= (after >= k).sum() <= high


def test_bounds_of_a_curve_by_hand():
    seen = Seen(np.array([60.0, 40.0]), 140, complete=True)
    assert curve_bounds(seen, 150) == (100, 110)
    assert curve_bounds(seen, 150, 2) == (40, 50)
    assert curve_bounds(seen, 150, 3) == (0, 10)
    assert curve_bounds(seen, 90) == (50, 90)
    assert curve_bounds(seen, 500, universe=120) == (100, 120)


def test_impressions_for_a_reach_lead_back_to_it():
    curve = fit_reach_curve({1: 6000, 2: 1500, 3: 375, 4: 125}, impressions=10_680)
    found = curve.impressions_for(9_500).iloc[0]
    assert found["impressions_low"] < found["impressions"] < found["impressions_high"]
    assert one(curve, found["impressions"]) == pytest.approx(9_500, abs=1)


def test_the_next_thousand_people_cost_what_their_impressions_cost():
    curve = fit_reach_curve(
        {1: 6000, 2: 1500, 3: 375, 4: 125}, impressions=10_680, spend=106.8, currency="EUR"
    )
    told = curve.cost_of_next(1000).iloc[0]
    assert told["spend"] == pytest.approx(told["impressions"] / 100)
    assert one(curve, 10_680 + told["impressions"]) == pytest.approx(9_000, abs=1)
    assert told["spend_low"] < told["spend"] < told["spend_high"]
    later = curve.cost_of_next(1000, impressions=20_000).iloc[0]
    assert later["spend"] > told["spend"]


def test_the_margin_is_the_slope():
    curve = fit_reach_curve({1: 6000, 2: 1500, 3: 375, 4: 125}, impressions=10_680)
    slope = (one(curve, 12_050) - one(curve, 11_950)) / 100
    assert curve.marginal(12_000) == pytest.approx(slope, rel=0.02)
    assert curve.marginal(50_000) < curve.marginal(12_000)


def test_more_people_do_not_change_shares():
    counts = {1: 600, 2: 150, 3: 40}
    small = fit_reach_curve({k: 30 * n for k, n in counts.items()})
    large = fit_reach_curve({k: 3000 * n for k, n in counts.items()})
    ratio = one(large, 2 * large.seen.impressions) / one(small, 2 * small.seen.impressions)
    assert ratio == pytest.approx(100, rel=0.02)


# Bad input


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"impressions": 50, "reach": 60}, "reach 60 is above impressions 50"),
        ({"impressions": None, "reach": 60}, "impressions is missing"),
        ({"impressions": 50, "reach": -1}, "reach is -1"),
        ({"frequency": {1: 5, 2: -3}}, "people are negative at 2"),
        ({"frequency": {1: 5, 2: None}}, "people are missing at 2"),
        ({"frequency": {0: 5, 2: 3}}, "whole numbers from 1"),
        ({"frequency": {1: 0}}, "holds nobody"),
        ({"frequency": {1: 5, 2: 30}, "impressions": 50}, "had at least 65"),
        ({"frequency": {1: 5, 2: 3}, "reach": 20}, "the histogram holds 8 people"),
        ({"frequency": {1: 5, 2: 3}, "universe": 7}, "universe 7 is below reach 8"),
        ({"frequency": {1: 5, 2: 3}, "inventory": 7}, "inventory 7 is below impressions 11"),
        ({"frequency": {1: 5, 2: 3}, "spend": -7}, "spend -7 is negative"),
        ({"frequency": {1: 5, 2: 3}, "model": "magic"}, "model must be one of"),
        ({"frequency": {1: 5, "3+": 3}}, "a number of impressions is '3+', which is no number"),
        ({"frequency": {1: 5, 2: "x"}}, "people with 2 impressions is 'x', which is no number"),
        ({"impressions": "many", "reach": 60}, "impressions is 'many', which is no number"),
        ({"frequency": {1: 5, 2: 3}, "universe": "x"}, "universe is 'x', which is no number"),
    ],
)
def test_what_bends_no_curve_is_refused_with_the_figures_named(given, said):
    with pytest.raises(DataError) as caught:
        fit_reach_curve(**given)
    assert said in str(caught.value)


def test_a_table_without_people_is_refused():
    with pytest.raises(DataError, match="no column people"):
        fit_reach_curve(pd.DataFrame({"exposures": [1]}))


def test_what_the_curve_does_not_tell_is_refused():
    curve = fit_reach_curve({1: 60, 2: 15})
    with pytest.raises(DataError, match="measure more"):
        curve.reach(1e6)
    with pytest.raises(DataError, match="not on the curve"):
        curve.impressions_for(1e6)
    with pytest.raises(DataError, match="pass spend="):
        curve.cost_of_next(5)
    for k in (0, 1.5, np.nan):
        with pytest.raises(DataError, match="whole number from 1"):
            curve.reach(70, k)
    with pytest.raises(DataError, match="people is -5"):
        fit_reach_curve({1: 60, 2: 15}, spend=1.0).cost_of_next(-5)
    with pytest.raises(DataError, match="further people at most"):
        fit_reach_curve({1: 60, 2: 15}, spend=1.0).cost_of_next(1e6)
