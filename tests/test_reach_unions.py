"""Models of unions and plans, against published figures and what they must keep.

Conventions: R1 and R2 are the shares that one and two insertions reach; duplications are shares
reached by one insertion in each of two vehicles; distributions begin with 0 contacts.
"""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import UNION_MODELS, DataError, Schedule, compare_unions
from toolkit.reach.accuracy import (
    errors_of,
    frequency_error,
    reach_error,
    shuffle_distance,
)
from toolkit.reach.canex import canex
from toolkit.reach.duplication import agostini, hofmans_accumulation, morgensztern
from toolkit.reach.independence import convolve, random_delivery_reach, sainsbury
from toolkit.reach.metheringham import average_vehicle, metheringham
from toolkit.reach.schedule import contacts
from toolkit.reach.sequential import canex_union, sequential

TWO = Schedule(
    {"a": 0.4902, "b": 0.033}, {"a": 0.5805, "b": 0.0502},
    {frozenset("ab"): 0.0157}, {"a": 2, "b": 2},
)  # fmt: skip
KIM = Schedule(
    {"a": 0.0311, "b": 0.0237}, {"a": 0.048, "b": 0.0393},
    {frozenset("ab"): 0.0007972}, {"a": 2, "b": 2},
)  # fmt: skip
LEE = Schedule(
    {"a": 0.121, "b": 0.132, "c": 0.088}, {"a": 0.162, "b": 0.182, "c": 0.121},
    {frozenset("ab"): 0.046, frozenset("ac"): 0.037, frozenset("bc"): 0.033},
    {"a": 2, "b": 2, "c": 2},
)  # fmt: skip
THREE = Schedule(
    {"a": 0.3, "b": 0.4, "c": 0.2},
    both={frozenset("ab"): 0.06, frozenset("ac"): 0.04, frozenset("bc"): 0.05},
)


def test_sainsbury_of_two_halves():
    assert sainsbury(Schedule({"a": 0.5, "b": 0.5})) == pytest.approx([0.25, 0.5, 0.25])


def test_sainsbury_of_three_titles():
    told = 100 * sainsbury(Schedule({"a": 0.3, "b": 0.4, "c": 0.2}))
    assert told == pytest.approx([33.6, 45.2, 18.8, 2.4])
    assert told[1:] @ [1, 2, 3] / told[1:].sum() == pytest.approx(1.355421686746988)


def test_independent_frequencies_are_convolved():
    told = 100 * convolve([np.array([0.5, 0.3, 0.2]), np.array([0.7, 0.2, 0.1])])
    assert told[::-1].cumsum()[::-1][1:] == pytest.approx([65, 34, 9, 2])


def test_beta_binomial_of_five_insertions():
    told = 100 * contacts(0.5, 0.55, 5)
    assert told == pytest.approx([39.6635, 6.0096, 4.3269, 4.3269, 6.0096, 39.6635], abs=1e-4)


def test_metheringham_of_three_titles():
    times = {"a": 4, "b": 3, "c": 5}
    within = {"a": 0.015, "b": 0.012, "c": 0.017}
    once = {"a": 0.15, "b": 0.08, "c": 0.12}
    plan = Schedule(
        once, {name: 2 * once[name] - within[name] for name in once},
        {frozenset("ab"): 0.02, frozenset("ac"): 0.018, frozenset("bc"): 0.014}, times,
    )  # fmt: skip
    average = average_vehicle(plan)
    assert average.once == pytest.approx(0.12)
    assert 1e7 * average.shared == pytest.approx(167575.76, abs=0.01)
    assert 1e7 * average.twice == pytest.approx(2232424.24, abs=0.01)
    assert 100 * (1 - metheringham(plan)[0]) == pytest.approx(74.34177, abs=0.01)


def test_hofmans_of_three_titles():
    assert 1e6 * morgensztern(THREE) == pytest.approx(761529.62, abs=0.5)


def test_hofmans_of_five_insertions():
    told = hofmans_accumulation(0.06, 0.103, 5)
    assert told == pytest.approx([0.06, 0.103, 0.135328, 0.160519, 0.180702], abs=1e-5)


def test_hofmans_passes_through_a_known_third():
    assert hofmans_accumulation(0.06, 0.103, 3, 0.133)[2] == pytest.approx(0.133)


def test_hofmans_where_nobody_comes_twice_adds_up():
    assert hofmans_accumulation(0.06, 0.12, 3, 0.18) == pytest.approx([0.06, 0.12, 0.18])


@pytest.mark.parametrize("given", [(0, 0, 3), (0.06, 0.05, 3), (0.06, 0.1, 3, 0.2)])
def test_hofmans_refuses_insertions_that_cannot_be(given):
    with pytest.raises(DataError, match="insertions, "):
        hofmans_accumulation(*given)


def test_morgensztern_of_two_titles_twice():
    assert morgensztern(TWO) == pytest.approx(0.602830914351716, abs=1e-12)


def test_canex_of_two_titles_twice():
    told = canex(TWO)
    assert 100 * (1 - told.contacts[0]) == pytest.approx(60.2057, abs=0.01)
    mean = told.contacts @ np.arange(5) / (1 - told.contacts[0])
    assert mean == pytest.approx(1.738, abs=0.01)
    assert told.cut == 0


def test_canex_of_a_published_plan():
    assert 100 * canex(KIM).contacts == pytest.approx([91.47, 6.21, 2.24, 0.08, 0.01], abs=0.02)


def test_sequential_aggregation_of_a_published_plan():
    assert 100 * sequential(KIM) == pytest.approx([91.47, 6.2, 2.24, 0.08, 0.01], abs=0.02)
    told = 100 * sequential(KIM, canex_union)
    assert told == pytest.approx([91.47, 6.21, 2.24, 0.08, 0.01], abs=0.02)


def test_sequential_aggregation_of_three_titles():
    published = [0.702, 0.085, 0.106, 0.062, 0.035, 0.009, 0.002]
    assert sequential(LEE) == pytest.approx(published, abs=0.0015)


def test_sequential_aggregation_keeps_contacts_and_the_union_told():
    told = sequential(LEE)
    assert told.sum() == pytest.approx(1)
    assert 1 - told[0] == pytest.approx(morgensztern(LEE))
    assert told @ np.arange(7) == pytest.approx(2 * sum(LEE.once.values()))


def test_where_canex_gives_less_than_nobody_it_says_how_much_was_cut():
    plan = Schedule(
        {"a": 0.6, "b": 0.6, "c": 0.6},
        both={frozenset(pair): 0.21 for pair in ("ab", "ac", "bc")},
    )
    told = canex(plan)
    assert told.cut > 0
    assert told.contacts.min() >= 0
    assert told.contacts.sum() == pytest.approx(1)


@pytest.mark.parametrize("model", [m for m in UNION_MODELS if m != "morgensztern"])
def test_independent_pairs_are_told_independent_by_models_of_two(model):
    plan = Schedule({"a": 0.5, "b": 0.5}, both={frozenset("ab"): 0.25})
    told = UNION_MODELS[model].share(plan)
    assert told == pytest.approx(0.75, abs=0.04)


def test_agostini_with_two_is_the_bound_of_chung_and_erdos():
    both = {frozenset("ab"): 0.2, frozenset("ac"): 0.15, frozenset("bc"): 0.1}
    plan = Schedule({"a": 0.5, "b": 0.4, "c": 0.3}, both=both)
    assert 100 * agostini(plan, 2) == pytest.approx(68.5714286)


def test_random_delivery_reaches_as_many_as_counting_says():
    rng = np.random.default_rng(1)
    reached = [len(set(rng.integers(0, 100, 150).tolist())) for _ in range(400)]
    assert random_delivery_reach(150, 100) == pytest.approx(np.mean(reached), rel=0.01)
    assert [random_delivery_reach(n, 1) for n in (0, 5)] == [0, 1]
    with pytest.raises(DataError, match="universe of 0"):
        random_delivery_reach(5, 0)


# Side by side


def test_every_model_is_within_the_bounds_or_says_that_it_was_cut():
    told = compare_unions(
        {"a": 50, "b": 40, "c": 30},
        unions={("a", "b"): 70, ("a", "c"): 65, ("b", "c"): 60}, universe=100,
    )  # fmt: skip
    low, high = told.attrs["bounds"]
    assert (low, high) == pytest.approx((75, 85))
    assert told["reach"].between(low - 1e-9, high + 1e-9).all()
    assert not told["cut"].any()


def test_a_model_outside_the_bounds_is_cut_and_says_so():
    told = compare_unions({"a": 50, "b": 40}, unions={("a", "b"): 55}, universe=100)
    assert told.loc["sainsbury", ["reach", "told", "cut"]].tolist() == [55, 70, True]


def test_a_model_that_lacks_figures_says_which_and_tells_nothing():
    told = compare_unions({"a": 50, "b": 40})
    assert told["reach"].isna().all()
    assert told.loc["sainsbury", "lacks"] == "universe"
    assert told.loc["agostini", "lacks"] == "overlaps of every two"


def test_models_of_one_insertion_are_not_asked_of_several():
    told = compare_unions(
        {"a": 49.02, "b": 3.3}, overlaps={("a", "b"): 1.57}, universe=100,
        twice={"a": 58.05, "b": 5.02}, insertions={"a": 2, "b": 2},
    )  # fmt: skip
    assert told.loc["agostini", "lacks"] == "one insertion each"
    assert told.loc["canex", "reach"] == pytest.approx(60.2057, abs=0.01)


def test_several_insertions_need_what_two_reach():
    with pytest.raises(DataError, match="twice= is missing for a"):
        compare_unions({"a": 5, "b": 3}, universe=10, insertions={"a": 2})


def test_several_insertions_are_not_told_without_a_universe():
    given = {"overlaps": {("a", "b"): 20}, "twice": {"a": 80, "b": 60},
             "insertions": {"a": 3, "b": 2}}  # fmt: skip
    told = compare_unions({"a": 50, "b": 40}, **given)
    assert told["reach"].isna().all()
    assert told.loc["morgensztern", "lacks"] == "universe for several insertions"
    assert told.attrs["bounds"] == (80, 80 + 30 + 60)
    assert compare_unions({"a": 50, "b": 40}, **given, universe=165).attrs["bounds"] == (80, 165)


def test_bounds_of_several_insertions_hold_in_pretend_worlds():
    rng = np.random.default_rng(4)
    for _ in range(50):
        chance = rng.beta(0.4, 0.8, (300, 1))
        seen = rng.random((300, 6)) < chance
        once, twice = (
            np.mean([seen[:, list(c)].any(axis=1).sum() for c in combinations(range(6), n)])
            for n in (1, 2)
        )
        told = compare_unions({"a": once}, universe=300, twice={"a": twice}, insertions={"a": 6})
        low, high = told.attrs["bounds"]
        assert low <= seen.any(axis=1).sum() <= high


def test_the_middle_of_near_bounds_needs_no_universe():
    told = compare_unions({"a": (96, 104), "b": 20}, overlaps={("a", "b"): 5})
    assert told.loc["hofmans", "reach"] == pytest.approx(115)


def test_nobody_at_all_is_told_as_nobody():
    told = compare_unions({"a": 0, "b": 0}, overlaps={("a", "b"): 0}, universe=9)
    assert (told["reach"] == 0).all()


def test_people_that_canex_left_out_are_told():
    pairs = {("a", "b"): 210, ("a", "c"): 210, ("b", "c"): 210}
    told = compare_unions({"a": 600, "b": 600, "c": 300}, overlaps=pairs, universe=1000)
    plan = Schedule({"a": 0.6, "b": 0.6, "c": 0.3}, both={frozenset(pair): 0.21 for pair in pairs})
    assert canex(plan).cut > 0.001
    assert f"for {canex(plan).cut:.2%} of the universe" in told.attrs["notes"][0]
    assert compare_unions({"a": 50, "b": 40}, universe=100).attrs["notes"] == []


def test_independence_over_time_is_warned_of():
    days = pd.DataFrame({"date_start": pd.to_datetime(["2026-01-01", "2026-01-02"]),
                         "reach": [50, 60]})  # fmt: skip
    assert "periods" in compare_unions(days, "date_start", universe=100).attrs["notes"][0]
    ads = pd.DataFrame({"ad": ["a", "b"], "reach": [50, 60]})
    assert compare_unions(ads, "ad", universe=100).attrs["notes"] == []


def test_two_share_at_most_the_smaller_whatever_the_middle_says():
    told = compare_unions({"a": (100, 108), "b": 50}, unions={("a", "b"): 100}, universe=200)
    assert told.loc["hofmans", "told"] == pytest.approx(104)
    assert told.loc["hofmans", "reach"] == 100


def test_no_model_is_asked_of_a_reach_whose_bounds_are_far_apart():
    told = compare_unions({"a": (10, 100), "b": 90}, unions={("a", "b"): 95}, universe=200)
    assert told.attrs["bounds"] == (95, 95)
    assert told["reach"].isna().all()
    assert set(told["lacks"]) == {"reaches known to within 10 %"}


def test_too_many_combinations_leave_the_other_models():
    names = [f"set {place}" for place in range(5)]
    told = compare_unions(
        dict.fromkeys(names, 10), universe=100, twice=dict.fromkeys(names, 15),
        insertions=dict.fromkeys(names, 30), overlaps=dict.fromkeys(combinations(names, 2), 1),
    )  # fmt: skip
    assert told.loc["canex", "lacks"] == "fewer combinations of contacts"
    assert told.loc["sainsbury", "reach"] > 15


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"twice": {"a": 40}}, "reach of a twice, 40, does not lie between its reach once, 50"),
        ({"twice": {"a": "x"}}, "reach of a twice is 'x', which is no number"),
        ({"twice": {"a": 60}, "insertions": {"a": np.nan}}, "a has nan insertions"),
        ({"insertions": {"z": 2}}, "no reach of z"),
        ({"overlaps": {("a", "b"): 5}, "universe": 60}, "reach of a and b 5; universe 60"),
    ],
)
def test_insertions_that_cannot_be_are_refused_with_the_figures_named(given, said):
    with pytest.raises(DataError) as caught:
        compare_unions({"a": 50, "b": 40}, **{"universe": 100, **given})
    assert said in str(caught.value)


@given(
    st.lists(st.floats(0.01, 0.95), min_size=2, max_size=4),
    st.floats(0, 1),
)
def test_models_stay_within_the_bounds_whatever_is_given(shares, mixed):
    names = list("abcd"[: len(shares)])
    reaches = {name: 1000 * share for name, share in zip(names, shares, strict=True)}
    overlaps = {
        (one, other): (1 - mixed) * max(0, reaches[one] + reaches[other] - 1000)
        + mixed * reaches[one] * reaches[other] / 1000
        for place, one in enumerate(names)
        for other in names[place + 1 :]
    }
    try:
        told = compare_unions(reaches, overlaps=overlaps, universe=1000)
    except DataError:
        return  # three sets cannot always meet by two as told
    low, high = told.attrs["bounds"]
    assert told["reach"].between(low - 1e-6, high + 1e-6).all()


def test_shares_that_cannot_be_are_refused_with_their_names():
    with pytest.raises(DataError) as caught:
        Schedule({"a": 1.5, "b": 0.2}, {"b": 0.1}, {frozenset("ab"): 0.3})
    assert "reach of a is 1.5" in str(caught.value)
    assert "reach of b twice, 0.1" in str(caught.value)
    assert "reach of a and b, 0.3" in str(caught.value)
    with pytest.raises(DataError, match="reach of a is 'x', which is no number"):
        Schedule({"a": "x"})
    with pytest.raises(DataError, match="no vehicle"):
        Schedule({})


# Measures of accuracy


def test_accuracy_by_hand():
    told = errors_of([200, 300, 400], [210, 320, 430])
    assert told.mean_error == pytest.approx(-20)
    assert told.mean_absolute == pytest.approx(20)
    assert told.mean_squared == pytest.approx(466.6666666666667)
    assert told.mean_relative == pytest.approx(0.06388888888888888)
    assert told.mean_relative_squared == pytest.approx(0.004189814814814815)
    assert told.variance == pytest.approx(66.66666666666667)
    assert shuffle_distance([50, 30, 20], [40, 10, 50]) == pytest.approx(0.3)


def test_accuracy_of_a_published_plan():
    observed = [38.41, 17.89, 39.66, 2.67, 1.36, 0, 0]
    told = [38.2, 18.57, 39.18, 2.49, 1.51, 0.05, 0.01]
    assert reach_error(observed, told) == pytest.approx(0.0034096444, abs=1e-9)
    assert frequency_error(observed, told) == pytest.approx(0.0251664231, abs=1e-9)
