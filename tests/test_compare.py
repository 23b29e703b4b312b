"""Rates beside each other: intervals from the unit that varies, mixes, and reversals."""

import numpy as np
import pandas as pd
import pytest
from accounts import ACCOUNTS

from toolkit import (
    DataError,
    NotAdditiveError,
    compare,
    compare_pairs,
    compare_shares,
    compare_within,
    format_table,
    index_segments,
    plot_intervals,
    read_delivery,
)
from toolkit.chance import wilson
from toolkit.compare.jackknife import (
    influence,
    interval_of,
    pooled_log_ratio,
    shared_by_neighbours,
)


def daily(**ads):
    """Eight or more days of some ads: spend per 1,000 impressions a day."""
    return pd.concat(
        pd.DataFrame({"date_start": pd.date_range("2026-03-02", periods=len(prices)),
                      "ad": ad, "spend": prices, "impressions": 1000})
        for ad, prices in ads.items()
    ).reset_index(drop=True)  # fmt: skip


def test_groups_whose_views_are_counted_by_different_rules_are_not_compared():
    days = daily(a=[10.0] * 8, b=[20.0] * 8).rename(columns={"ad": "platform"})
    days["platform"] = days["platform"].map({"a": "tiktok", "b": "linkedin"})
    days = days.assign(scope="paid", views=100)
    for metric in ("cpv", "view_rate"):
        for ask in (compare, compare_pairs, index_segments):
            with pytest.raises(DataError, match=r"tiktok_ads_views .* and linkedin_ads_views"):
                ask(days, metric, "platform")
    assert compare(days, "cpm", "platform")["cpm"].tolist() == [20, 10]
    one = days.assign(platform="tiktok", ad=days["platform"])
    assert compare(one, "cpv", "ad")["cpv"].tolist() == [0.2, 0.1]


# Intervals


@pytest.mark.parametrize("name", ACCOUNTS)
@pytest.mark.parametrize(("count", "least", "most"), [(30, 0.91, 0.985), (8, 0.88, 0.99)])
def test_intervals_hold_the_truth_about_as_often_as_they_say(name, count, least, most):
    """The study itself is tests/benchmarks/coverage_of_rates.py; here 400 accounts."""
    draw, in_time = ACCOUNTS[name]
    chance, hits = np.random.default_rng(7), 0
    for _ in range(400):
        top, bottom, truth = draw(chance, count)
        centre, noise = pooled_log_ratio(top, bottom), influence(top, bottom)
        found = interval_of(noise, centre, bottom, in_time=in_time, basis="")
        hits += found.low <= truth <= found.high
    assert least <= hits / 400 <= most


def test_the_influence_is_the_delete_one_jackknife():
    """By hand, and in the other order: each unit left out of the sums."""
    top, bottom = np.array([3.0, 1.0, 2.0]), np.array([10.0, 20.0, 15.0])
    without = [np.log((6 - a) / (45 - b)) for a, b in zip(top, bottom, strict=True)]
    variance = 2 / 3 * sum((each - np.mean(without)) ** 2 for each in without)
    assert (influence(top, bottom) ** 2).sum() == pytest.approx(variance)


def test_days_that_resemble_their_neighbours_count_as_fewer():
    waves = np.repeat([1.0, -1.0, 1.0, -1.0], 8)
    assert shared_by_neighbours(waves) > 4
    assert shared_by_neighbours(np.tile([1.0, -1.0], 16)) == 1


def test_below_eight_units_there_is_no_interval():
    compared = compare(daily(a=[8.0, 12.0] * 3), "cpm")
    assert compared["units"].item() == 6
    assert compared[["cpm_low", "cpm_high"]].isna().all(axis=None)
    assert compared["cpm"].item() == 10


def test_a_single_ad_without_replicate_has_the_error_of_counting_and_says_so():
    ad = pd.DataFrame({"ad": ["a"], "clicks": [5], "impressions": [100], "spend": [3.0]})
    rate = compare(ad, "ctr_all", "ad").iloc[0]
    assert rate["basis"] == "counting error only"
    assert (rate["ctr_all_low"], rate["ctr_all_high"]) == pytest.approx(wilson(5, 100))
    assert np.isnan(compare(ad, "cpm", "ad")["cpm_low"].item())


def test_units_are_days_then_posts_or_ads_or_what_is_asked():
    rows = daily(a=[8.0, 12.0] * 5, b=[9.0, 11.0] * 5)
    assert compare(rows, "cpm")[["units", "basis"]].iloc[0].tolist() == [10, "days"]
    few = daily(**{f"ad {at}": [8.0 + at] for at in range(9)})
    assert compare(few, "cpm")[["units", "basis"]].iloc[0].tolist() == [9, "ads"]
    assert compare(rows, "cpm", unit="ad")["units"].item() == 2
    posts = few.rename(columns={"ad": "post_id"})
    assert compare(posts, "cpm")["basis"].item() == "posts"


def test_a_rate_of_nothing_is_missing_and_never_infinite():
    rows = daily(a=[8.0, 12.0] * 4).assign(impressions=0)
    compared = compare(rows, "cpm")
    assert compared[["cpm", "cpm_low", "cpm_high"]].isna().all(axis=None)


def test_credits_are_counted_and_a_negative_price_has_no_interval():
    compared = compare(daily(a=[8.0, -20.0] * 4), "cpm")
    assert compared["cpm"].item() == -6
    assert np.isnan(compared["cpm_low"].item())


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("impressions", "is not a ratio"),
        ("frequency", "rests on reach"),
        ("cost_per_1000_reached", "rests on reach, which rows share"),
    ],
)
def test_what_does_not_add_up_gets_no_interval(metric, told):
    with pytest.raises(DataError, match=told):
        compare(read_delivery("meta_ads"), metric, "platform")


@pytest.mark.parametrize(("name", "values"), [("currency", ["EUR", "USD"]),
                                              ("price_basis", ["net", "gross"])])  # fmt: skip
def test_money_of_two_kinds_is_refused(name, values):
    rows = daily(a=[8.0] * 8, b=[9.0] * 8)
    rows[name] = np.where(rows["ad"] == "a", *values)
    for by in ("", "ad"):
        with pytest.raises(NotAdditiveError, match=name):
            compare(rows, "cpm", by)
    with pytest.raises(DataError, match=f"several values of {name} .* Compare groups of one"):
        compare(rows, "cpm", ["ad", name])


def test_results_of_two_types_are_not_compared():
    rows = daily(a=[8.0] * 8, b=[9.0] * 8).assign(results=5)
    rows["result_type"] = np.where(rows["ad"] == "a", "Leads", "Purchases")
    with pytest.raises(DataError, match=r"result_type \(Leads, Purchases\)"):
        compare(rows, "cost_per_result", "ad")
    assert len(compare(rows, "cpm", "ad")) == 2


# Pairs


def test_pairs_are_adjusted_for_their_number_and_keep_the_larger_first():
    chance = np.random.default_rng(3)
    prices = {f"ad {at}": chance.normal(10, 1, 12).round(2) for at in range(5)}
    pairs = compare_pairs(daily(**prices, dear=[20.0, 21.0] * 6), "cpm", "ad")
    assert len(pairs) == 15
    assert (pairs["times"] >= 1).all()
    clear = pairs[pairs["chance"] < 0.05]
    assert set(clear.index.get_level_values("one")) == {"dear"}
    assert len(clear) == 5


def test_days_that_two_groups_share_do_not_blur_their_difference():
    level = np.array([8.0, 16.0] * 8)
    pairs = compare_pairs(daily(a=level, b=1.1 * level), "cpm", "ad")
    assert pairs["times"].item() == pytest.approx(1.1)
    assert pairs["times_low"].item() == pytest.approx(1.1)
    assert pairs["chance"].item() == 0


# Mix

ADS = pd.DataFrame({
    "ad": ["one", "one", "two", "two"], "ad_group": ["x", "y", "x", "y"],
    "clicks": [42, 10, 400, 5], "impressions": [1000, 1000, 10000, 1000],
})  # fmt: skip


def test_a_reversal_is_found_where_the_order_is_opposite_in_every_cell():
    found = compare_within(ADS, "ctr_all", "ad", "ad_group").iloc[0]
    assert found["reversed"]
    assert found["times"] > 1 > found["times_alike"]
    calm = ADS.assign(clicks=[30, 5, 400, 10])
    assert not compare_within(calm, "ctr_all", "ad", "ad_group")["reversed"].any()


def test_groups_that_share_fewer_than_two_cells_are_in_no_pair():
    apart = ADS.assign(ad_group=["x", "y", "x", "z"])
    assert compare_within(apart, "ctr_all", "ad", "ad_group").empty
    with pytest.raises(DataError, match="no mix can mislead"):
        compare_within(ADS, "ctr_all", "ad", "ad")


# Shares


def test_shares_of_people_need_not_add_up_and_know_the_whole_of_the_file():
    export = read_delivery("meta_ads")
    shares = compare_shares(export, "platform")
    assert shares["spend_share"].sum() == pytest.approx(1)
    truth = {"facebook": 18114 / 26646, "instagram": 14665 / 26646}
    for platform, share in truth.items():
        assert shares["reach_share_low"][platform] <= share <= shares["reach_share_high"][platform]
    assert "Share of spend" in repr(format_table(shares))


def test_shares_of_people_are_exact_where_nobody_is_in_two_groups():
    ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "reach": [10, 30], "impressions": [9, 99]})
    shares = compare_shares(ages.assign(impressions=[20, 60]), "age_band")
    assert shares["reach_share_low"].tolist() == shares["reach_share_high"].tolist() == [0.25, 0.75]


def test_credits_that_leave_nothing_leave_no_shares():
    rows = pd.DataFrame({"ad": ["a", "b"], "spend": [5.0, -5.0]})
    assert compare_shares(rows, "ad")["spend_share"].isna().all()


# Segments


def test_an_index_above_100_gives_more_for_the_same_money_and_savings_cancel():
    rows = daily(cheap=[4.0, 6.0] * 6, dear=[18.0, 22.0] * 6)
    found = index_segments(rows, "cpm", "ad")
    assert found["index"].round(1).to_dict() == {"cheap": 250.0, "dear": 62.5}
    assert found["saved"].sum() == pytest.approx(0)
    assert found["saved"]["dear"] == pytest.approx(-90)
    assert (found["index_low"] < found["index"]).all()
    assert found["index_low"]["cheap"] > 100 > found["index_high"]["dear"]


def test_a_segment_below_the_least_volume_has_no_index():
    rows = daily(a=[4.0] * 8, b=[5.0] * 8)
    assert index_segments(rows, "cpm", "ad", least=9000)["index"].isna().all()
    with pytest.raises(DataError, match="does not divide spend"):
        index_segments(rows.assign(clicks=3), "ctr_all", "ad")


# The picture


def test_a_group_without_an_interval_has_a_hollow_dot_and_no_line():
    chart = plot_intervals(compare(daily(a=[8.0, 12.0] * 4, b=[5.0] * 3), "cpm", "ad"), "cpm")
    lines, dots = chart.collections
    assert len(lines.get_segments()) == 1
    assert dots.get_offsets()[:, 0].tolist() == [5, 10]
    assert [tick.get_text() for tick in chart.get_yticklabels()] == ["b", "a"]
    assert "b 5.00, a 10.00 (8.36 to 11.96)" in chart.alt


@pytest.mark.parametrize("count", [1, 2, 30])
def test_chances_are_adjusted_as_statsmodels_adjusts_them(count):
    from statsmodels.stats.multitest import multipletests

    from toolkit.compare.groups import _holm

    chances = np.random.default_rng(count).uniform(0, 0.2, count)
    assert _holm(pd.Series(chances)).tolist() == pytest.approx(
        multipletests(chances, method="holm")[1].tolist()
    )


def test_a_difference_that_is_not_known_does_not_count_among_those_looked_at():
    from toolkit.compare.groups import _holm

    assert _holm(pd.Series([0.01, np.nan, 0.03])).tolist() == pytest.approx(
        [0.02, np.nan, 0.03], nan_ok=True
    )
