"""Intervals against their definition, and how often they cover."""

from fractions import Fraction
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import check, format_table, plot_ranking, summarize
from toolkit.margin import interval, share_interval

TAIL = Fraction(1, 40)


def chances(people: int, rate: Fraction) -> list[Fraction]:
    """How likely a sample of so many people holds none, one, two, ... of them."""
    return [
        comb(people, n) * rate**n * (1 - rate) ** (people - n) for n in range(people + 1)
    ]  # fmt: skip


def ends(sampled: int, rate: Fraction) -> tuple[int, int]:
    """The fewest and the most people for whom so many in the sample are no wonder."""
    low = high = sampled
    while sum(chances(low, rate)[sampled:]) <= TAIL:
        low += 1
    while sum(chances(high + 1, rate)[: sampled + 1]) > TAIL:
        high += 1
    return low, max(low, high)


def of_people(sampled, rate: float):
    return interval(sampled, sampled, np.ones_like(sampled), rate)


@given(st.integers(0, 12), st.sampled_from([Fraction(1, 2), Fraction(1, 4), Fraction(2, 3)]))
def test_the_interval_of_people_is_the_exact_one(sampled, rate):
    low, high = of_people(np.array([sampled]), float(rate))
    fewest, most = ends(sampled, rate)
    assert np.ceil(low[0] - 1e-9) == fewest
    assert np.floor(high[0] + 1e-9) == most


@pytest.mark.parametrize("rate", [Fraction(1, 2), Fraction(1, 4), Fraction(1, 16)])
def test_it_covers_any_number_of_people_however_few(rate):
    """Not in simulated worlds but in all: every sample weighed by its chance."""
    low, high = of_people(np.arange(161), float(rate))
    for people in range(1, 161, 1 if rate > Fraction(1, 8) else 7):
        likely = np.array([float(each) for each in chances(people, rate)])
        held = (low[: people + 1] <= people + 1e-9) & (people - 1e-9 <= high[: people + 1])
        assert likely[held].sum() >= 0.95


def test_what_was_sampled_is_certain():
    low, high = interval([8.0, 0.0, 0.0, -3.0], [64.0, 0, 0, 9.0], [8.0, 1.0, np.nan, -3.0], 0.5)
    assert low[:3].tolist() == [8, 0, 0]
    assert high[0] > 16
    assert high[1] == pytest.approx(np.log(0.025) / np.log(0.5), rel=1e-6)
    assert np.isnan(high[2])
    assert low[3] < -6 < high[3]


def test_all_people_leave_nothing_open():
    low, high = interval([8.0, 0.0], [64.0, 0.0], [8.0, np.nan], 1)
    assert low.tolist() == high.tolist() == [8, 0]


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.01, 0.9))
def test_what_people_bring_unequally_is_known_less_well(people, more, rate):
    """An equal share each is as good as it gets."""
    total = people + more
    even = interval(total, total**2 / people, total / people, rate)
    uneven = interval(total, people - 1 + (more + 1) ** 2, more + 1, rate)
    assert uneven[0] <= even[0] + 1e-6
    assert uneven[1] >= even[1] - 1e-6


def test_a_share_of_none_and_of_all_has_an_open_end():
    low, high = share_interval([0, 1, 0.5], [0, 0, 0.05], [10, 10, 100])
    assert low.tolist() == pytest.approx([0, 1 - high[0], 0.398], abs=2e-3)
    assert high.tolist() == pytest.approx([0.388, 1, 0.602], abs=2e-3)


# Estimates travel


def estimates(**columns) -> pd.DataFrame:
    table = pd.DataFrame({
        "platform": ["a", "b"], "impressions": [100.0, 200.0], "impressions_se": [9.0, 12.0],
        "impressions_low": [80.0, 170.0], "impressions_high": [130.0, 240.0],
        "reach": [50, 60], "reach_se": [5, 6], "reach_low": [40, 50], "reach_high": [65, 75],
    })  # fmt: skip
    return table.assign(**columns)


def test_estimates_are_a_valid_table():
    assert check(estimates(reach=[50.5, 60.25])) == []


def test_a_margin_needs_its_estimate_and_a_place_around_it():
    alone = [str(each) for each in check(estimates().drop(columns="reach"))]
    assert any("reach_se: is not a name of the catalogue" in each for each in alone)
    outside = check(estimates(reach_low=[40, 61]))
    assert [str(each) for each in outside] == ["reach: lies outside of its interval in row 1."]
    assert "reach_se: must be numbers" in str(check(estimates(reach_se=["few", "many"]))[0])
    of_dimension = check(estimates(platform_low="a"))
    assert "platform_low: is not a name of the catalogue" in str(of_dimension[0])


def test_a_summary_keeps_the_interval_of_each_estimate():
    summary = summarize(estimates(), ["impressions", "reach", "frequency"], "platform")
    assert summary.loc["a"].tolist() == [100, 80, 130, 50, 40, 65, 2, 80 / 65, 130 / 40]


def test_ends_of_added_estimates_are_added():
    summary = summarize(estimates(), "impressions")
    assert summary.loc["all"].tolist() == [300, 250, 370]


def test_bounds_of_people_are_taken_from_the_ends():
    summary = summarize(estimates(), ["reach", "frequency"], people="bounds")
    assert summary.loc["all"].tolist() == [50, 140, 250 / 140, 370 / 50]


def test_what_is_not_estimated_stays_one_figure():
    table = estimates(spend=[5.0, 7.0], currency="EUR")
    assert list(summarize(table, ["spend", "cpm"], "platform")) == [
        "spend", "cpm", "cpm_low", "cpm_high",
    ]  # fmt: skip


def test_a_table_shows_estimates_with_their_interval_and_says_so():
    told = repr(format_table(summarize(estimates(), ["impressions", "reach"], "platform")))
    assert "100 (80 to 130) 50 (40 to 65)" in told
    assert "in brackets what covers the truth in 95% of samples" in told
    exact = repr(format_table(summarize(estimates()[["platform", "reach"]], "reach", "platform")))
    assert "brackets" not in exact


def test_what_is_enclosed_without_a_sample_is_not_called_one():
    likeliest = pd.DataFrame({"views": [5.0, None], "views_low": [3, 4], "views_high": [9, 8]})
    told = repr(format_table(likeliest))
    assert "5 (3 to 9)" in told
    assert "sample" not in told
    assert "4 to 8" in told
    assert "(4 to 8)" not in told


def test_a_picture_of_estimates_shows_the_interval():
    chart = plot_ranking(summarize(estimates(), "impressions", "platform"), "impressions")
    assert [text.get_text() for text in chart.texts] == ["170 to 240", "80 to 130"]
