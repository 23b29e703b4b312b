"""Repair and plans: programmes against figures by hand."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import (
    DataError,
    adds_up,
    allocate_budget,
    at_most,
    best_frequency,
    cost_per_point,
    covers,
    find_allocation,
    fit_reach_curve,
    overlaps_less,
    rating_points,
    reconcile,
    summarize,
)


def test_a_programme_by_hand():
    figures = {"x1": (50, 1), "x2": (48, 0), "x3": (1, 1), "x4": (51, 1)}
    rules = [at_most("x2", "x1"), at_most("x3", "x1"), covers("x1", ["x2", "x3"]),
             adds_up("x1", ["x4"])]  # fmt: skip
    told = reconcile(figures, rules)["reconciled"]
    assert told.tolist() == pytest.approx([50, 48, 2, 50], abs=0.01)


def test_viewable_and_served_meet_in_the_middle():
    told = reconcile(
        {"AB": 51, "A": 50, "viewable AB": 52, "viewable A": 51},
        [at_most("viewable AB", "AB"), at_most("viewable A", "A"), at_most("A", "AB")],
    )["reconciled"]
    assert told.tolist() == pytest.approx([51.5, 50.5, 51.5, 50.5], abs=0.05)


def test_what_agrees_is_left_alone():
    told = reconcile({"1+": 80, "2+": 30}, [at_most("2+", "1+")])
    assert told["reconciled"].tolist() == pytest.approx([80, 30], abs=1e-4)
    assert (told["note"] == "").all()


def test_the_rule_of_overlaps_is_enforced():
    figures = {"A": 60, "A1": 40, "A|B": 78, "A1|B": 50}
    told = reconcile(figures, [overlaps_less("A1", "A1|B", "A", "A|B")])["reconciled"]
    assert told["A1"] - told["A1|B"] <= told["A"] - told["A|B"] + 1e-6
    assert told.tolist() == pytest.approx([62, 38, 76, 52], abs=1e-3)


def test_whole_numbers_keep_the_rules_that_rounding_breaks():
    figures = {"whole": 10, "a": 3.5, "b": 3.5, "c": 3.5}
    rules = [adds_up("whole", ["a", "b", "c"])]
    told = reconcile(figures, rules, whole=True)["reconciled"]
    assert (told % 1 == 0).all()
    assert told["whole"] == told["a"] + told["b"] + told["c"]


def test_figures_of_millions_are_solved_as_well():
    told = reconcile({"1+": (15_282_723, 400.0), "2+": (15_283_123, 400.0)}, [at_most("2+", "1+")])
    assert told["reconciled"].tolist() == pytest.approx([15_282_923] * 2, rel=1e-7)


def test_noise_and_collapse_are_warned_of():
    told = reconcile({"week": (74_211, 80_000), "total": (0, 0)}, [at_most("week", "total")])
    assert told.loc["week", "reconciled"] == pytest.approx(0, abs=1)
    assert "noise dominates" in told.loc["week", "note"]
    told = reconcile({"week": (74_211, 900), "total": (0, 0)}, [at_most("week", "total")])
    assert "collapsed" in told.loc["week", "note"]


@given(st.lists(st.integers(0, 100_000), min_size=3, max_size=6), st.booleans())
def test_repaired_figures_keep_every_rule(people, whole):
    figures = {f"{k}+": float(n) for k, n in enumerate(people, 1)}
    names = list(figures)
    rules = [at_most(after, before) for before, after in pairwise(names)]
    told = reconcile(figures, rules, whole=whole)["reconciled"]
    assert (told.diff().dropna() <= 1e-3 * (not whole)).all()
    if whole:
        assert (told % 1 == 0).all()


@pytest.mark.parametrize(
    ("figures", "rules", "said"),
    [
        ({"a": -1}, [], "a is -1"),
        ({"a": None}, [], "a is nan"),
        ({"a": (1, -1)}, [], "standard error of a is -1"),
        ({"a": "x"}, [], "a is 'x', which is no number"),
        ({"a": (1, 2, 3)}, [], "a: give a figure"),
        ({"a": 1}, [at_most("a", "b")], "there is no figure of b"),
        ({"a": (2, 0), "b": (1, 0)}, [at_most("a", "b")], "contradict the rules"),
    ],
)
def test_what_cannot_be_repaired_is_refused(figures, rules, said):
    with pytest.raises(DataError, match=said):
        reconcile(figures, rules)


# Plans


def curve_of(mean, people, spend, seed=0):
    rng = np.random.default_rng(seed)
    exposures = rng.poisson(rng.gamma(1.5, mean / 1.5, people))
    counts = np.bincount(exposures)
    return fit_reach_curve(dict(enumerate(counts.tolist()[1:], 1)), spend=spend, currency="EUR")


def test_rating_points_are_those_of_the_catalogue():
    table = pd.DataFrame({"impressions": [50_000], "universe": [20_000], "spend": [1000.0]})
    told = summarize(table, ["grp", "cost_per_rating_point"]).iloc[0]
    assert rating_points(50_000, 20_000) == told["grp"]
    assert cost_per_point(1000, 50_000, 20_000) == told["cost_per_rating_point"]
    with pytest.raises(DataError, match="universe is 0"):
        rating_points(5, 0)


def test_the_best_frequency_of_goerg_is_the_number_that_counts():
    """K_k(I) / I is most at I = (k - 1) rho, where frequency is k."""
    curve = fit_reach_curve(impressions=20_000, reach=8_000)
    best = best_frequency(curve, 3)
    assert best.frequency == pytest.approx(3, rel=0.02)
    assert best.frequency_low < 3 < best.frequency_high
    assert best.warning == ""


def test_a_best_at_the_end_of_the_curve_is_warned_of():
    curve = fit_reach_curve(impressions=1_100, reach=1_000)
    assert "true best may lie beyond" in best_frequency(curve, 5).warning


def test_often_enough_means_twice_at_least():
    with pytest.raises(DataError, match="k is 1"):
        best_frequency(curve_of(2, 500, 5.0), 1)


def test_a_budget_goes_where_the_next_unit_brings_most():
    curves = {"cheap": curve_of(1.0, 20_000, 100.0), "dear": curve_of(1.0, 20_000, 400.0)}
    told = allocate_budget(curves, 500)
    assert told["spend"].sum() == pytest.approx(500)
    assert told.loc["cheap", "impressions"] > told.loc["dear", "impressions"]
    assert told.attrs["concave"]
    assert told.attrs["certified"]
    margins = told["marginal"]
    assert margins["cheap"] == pytest.approx(margins["dear"], rel=0.05)


def test_no_division_of_the_budget_in_twentieths_does_better():
    curves = {name: curve_of(mean, 8_000, spend, seed) for seed, (name, mean, spend) in
              enumerate([("a", 0.5, 90.0), ("b", 2.0, 150.0), ("c", 4.0, 120.0)])}  # fmt: skip
    for k, universe in ((1, None), (3, 30_000)):
        told = allocate_budget(curves, 400, k=k, universe=universe)
        spends = 400 / 20 * np.arange(21)
        people = {name: curve.reach(np.minimum(1000 * spends / curve.cpm, curve.limit), k)["reach"]
                  .to_numpy() for name, curve in curves.items()}  # fmt: skip
        best = 0.0
        for i in range(21):
            for j in range(21 - i):
                each = [people["a"][i], people["b"][j], people["c"][20 - i - j]]
                missed = np.prod([1 - n / universe for n in each]) if universe else 0
                best = max(best, universe * (1 - missed) if universe else sum(each))
        assert told.attrs["people"] >= best - 1e-6
        assert told.attrs["gap"] >= 0


def test_people_on_several_platforms_count_once_where_the_universe_is_known():
    curves = {"a": curve_of(1.0, 20_000, 100.0), "b": curve_of(1.0, 20_000, 100.0, 1)}
    told = allocate_budget(curves, 200, universe=25_000)
    people = told["reach"].to_numpy()
    once = 25_000 * (1 - np.prod(1 - people / 25_000))
    assert told.attrs["people"] == pytest.approx(once, rel=1e-3)
    assert "say nothing of the others" in told.attrs["notes"][0]
    assert "counts twice" in allocate_budget(curves, 200).attrs["notes"][0]


def test_a_coarse_search_says_that_it_is_not_certified():
    curves = {"a": curve_of(0.3, 5_000, 100.0), "b": curve_of(0.3, 5_000, 100.0, 1)}
    told = allocate_budget(curves, 200, k=3, steps=10)
    assert not told.attrs["certified"]
    assert any("Not certified" in note for note in told.attrs["notes"])


def test_money_that_reaches_nobody_further_is_left_and_said():
    counts = {1: 600, 2: 200, 3: 50}
    ended = fit_reach_curve(counts, spend=10.0, currency="EUR", inventory=1500)
    told = allocate_budget({"a": ended, "b": ended}, 100)
    most = 10.0 * 1500 / 1150
    assert told["spend"].tolist() == pytest.approx([most, most])
    assert told.attrs["left"] == pytest.approx(100 - 2 * most)
    assert told.attrs["notes"][-1].startswith("73.91 of the budget is left")
    said = [str(each) for each in find_allocation(told)]
    assert "the largest part, 50%" in said[0]
    assert allocate_budget({"a": ended}, 5.0).attrs["notes"] == []


def test_a_curve_beyond_the_universe_is_said():
    point = {"impressions": 9_600, "reach": 8_000, "spend": 75.0}
    told = allocate_budget({"a": fit_reach_curve(**point)}, 400, universe=20_000)
    assert told.attrs["notes"][0].startswith("a: the curve goes beyond the universe of 20,000")
    held = allocate_budget({"a": fit_reach_curve(**point, universe=20_000)}, 400, universe=20_000)
    assert not any("beyond the universe" in note for note in held.attrs["notes"])


def test_a_budget_that_reaches_nobody_often_enough_is_not_spent():
    curve = fit_reach_curve({1: 600, 2: 200, 3: 50}, spend=10.0)
    told = allocate_budget({"a": curve, "b": curve}, 10, k=30)
    assert told["spend"].tolist() == [0, 0]
    assert str(find_allocation(told)[0]) == (
        "By these curves no division of the budget reaches anybody at least 30 times."
    )


def test_people_of_a_plan_have_an_interval():
    curves = {"a": curve_of(1.0, 2_000, 100.0), "b": curve_of(1.0, 2_000, 100.0, 1)}
    for universe in (None, 5_000):
        told = allocate_budget(curves, 300, universe=universe)
        ends = told[["reach_low", "reach_high"]].to_numpy()
        missed = 5_000 * (1 - np.prod(1 - ends / 5_000, axis=0))
        low, high = missed if universe else ends.sum(axis=0)
        assert told.attrs["people_low"] == pytest.approx(low)
        assert told.attrs["people_high"] == pytest.approx(high)
        assert low < told.attrs["people"] < high
        said = str(find_allocation(told)[0])
        assert (f"(90%: {low:,.0f} to {high:,.0f})" in said) == (universe is not None)


def test_a_frequency_that_nobody_comes_to_has_no_best():
    curve = fit_reach_curve(impressions=100, reach=100)
    assert best_frequency(curve, 2).warning == "By this curve nobody is reached so often."


class Plateau:
    """A curve on which an impression brings as many at once as four times later."""

    limit = 1000.0

    def reach(self, impressions, k=1):
        shown = np.asarray(impressions)
        often = 0.1 * np.clip(shown, 0, 800) * np.clip(shown / 200, 0, 1)
        return pd.DataFrame({"reach": often if k > 1 else 100 + 0.0 * shown})


def test_a_flat_top_is_warned_of():
    best = best_frequency(Plateau(), 2)
    assert best.frequency_low == pytest.approx(2, rel=0.05)
    assert best.frequency_high == pytest.approx(8, rel=0.05)
    assert "The top is flat: from 2.0 to 7.9 impressions per person" in best.warning


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"budget": "x"}, "budget is 'x'"),
        ({"universe": np.nan}, "universe is nan"),
        ({"universe": "x"}, "universe is 'x'"),
        ({"k": 0}, "k is 0"),
        ({"k": 1.5}, "k is 1.5"),
        ({"steps": 0}, "steps is 0"),
    ],
)
def test_a_plan_of_figures_that_are_none_is_refused(given, said):
    curve = fit_reach_curve({1: 60, 2: 15}, spend=5.0)
    with pytest.raises(DataError, match=said):
        allocate_budget({"a": curve}, **{"budget": 5.0, **given})


def test_accounts_and_people_or_weeks_and_months_are_not_put_into_one_plan():
    def curve(**told):
        return fit_reach_curve({1: 60, 2: 15}, spend=10.0, currency="EUR", **told)

    unlike = {
        "a": curve(unit="accounts", window="a week"), "b": curve(unit="people", window="a month"),
        "c": curve(),
    }  # fmt: skip
    with pytest.raises(DataError) as caught:
        allocate_budget(unlike, 5.0)
    assert "units differ (a: accounts, b: people)" in str(caught.value)
    assert "windows differ (a: a week, b: a month)" in str(caught.value)
    alike = {name: curve(unit="people") for name in "ab"} | {"c": curve()}
    assert allocate_budget(alike, 5.0).attrs["people"] > 0


def test_a_plan_that_cannot_be_is_refused_with_its_names():
    good, free = curve_of(1.0, 500, 10.0), fit_reach_curve({1: 60, 2: 15})
    with pytest.raises(DataError) as caught:
        allocate_budget({"good": good, "free": free}, -5, universe=10)
    said = str(caught.value)
    assert "free: the curve has no spend" in said
    assert "budget is -5" in said
    assert "currencies differ (good: EUR, free: not stated)" in said
    assert "universe 10 is below the reach of good" in said
