"""A difference splits into causes that add up to the last digit, whatever the rows are."""

from decimal import Decimal
from math import isclose, log
from random import Random

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit import (
    DataError,
    NotAdditiveError,
    add_parts,
    pick_periods,
    plot_waterfall,
    read_delivery,
    split_cost,
    split_impressions,
    split_product,
    split_rate,
    split_spend,
)

CENTS = st.integers(-50_000, 5_000_000).map(lambda cents: cents / 100)
SHOWN = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 10_000_000))
CELLS = st.lists(st.tuples(st.sampled_from("abcde"), SHOWN, CENTS), min_size=1, max_size=6).map(
    lambda rows: pd.DataFrame(rows, columns=["ad", "impressions", "spend"])
)


def exact(value):
    return Decimal(repr(float(value)))


def adds_up(change):
    """The parts, as they are written in decimals, are the difference without a remainder."""
    parts = sum(map(exact, change.iloc[:, 0]), Decimal(0))
    return parts == exact(change.attrs["after"]) - exact(change.attrs["before"])


def parts(change):
    return change.iloc[:, 0].to_dict()


# Adding up


@given(CELLS, CELLS)
def test_spend_splits_without_a_remainder_whatever_appears_vanishes_or_is_refunded(before, after):
    change = split_spend(before, after, "ad")
    assert adds_up(change)
    assert adds_up(add_parts(change))
    for side, rows in (("before", before), ("after", after)):
        assert exact(change.attrs[side]) == sum(map(exact, rows["spend"]))
    assert {*change.index.get_level_values("part")} <= {
        "impressions", "price", "appeared", "vanished", "without impressions",
    }  # fmt: skip


@given(CELLS, CELLS)
def test_a_pooled_price_splits_without_a_remainder(before, after):
    if not before["impressions"].sum() or not after["impressions"].sum():
        with pytest.raises(DataError, match="divides by impressions, of which a side has none"):
            split_rate(before, after, "cpm", "ad")
        return
    change = split_rate(before, after, "cpm", "ad")
    assert adds_up(change)
    assert adds_up(add_parts(change))
    for side, rows in (("before", before), ("after", after)):
        pooled = 1000 * rows["spend"].sum() / rows["impressions"].sum()
        largest = max(abs(change["cpm"]).max(), abs(change.attrs["before"]))
        assert isclose(change.attrs[side], pooled, rel_tol=1e-11, abs_tol=1e-11 * largest)


FACTORS = st.lists(
    st.tuples(*[st.one_of(st.just(0.0), st.floats(-1e4, 1e5), st.floats(1e-6, 1e6))] * 2),
    min_size=1, max_size=5,
)  # fmt: skip


@given(FACTORS, st.randoms())
@example([(1.0, 1.3e-222)], Random(0))
def test_a_product_splits_without_a_remainder_and_in_no_order(pairs, chance):
    names = [f"factor {place}" for place in range(len(pairs))]
    before, after = (dict(zip(names, side, strict=True)) for side in zip(*pairs, strict=True))
    change = split_product(before, after)
    assert adds_up(change)
    chance.shuffle(names)
    other = split_product({name: before[name] for name in names}, after)
    largest = max(abs(change["change"]).max(), abs(change.attrs["before"]), 1e-300)
    for name in names:
        assert abs(change["change"][name] - other["change"][name]) <= 1e-9 * largest


@given(CELLS, CELLS)
def test_what_went_up_comes_down_when_before_and_after_change_places(before, after):
    there, back = (add_parts(split_spend(*sides, "ad"))["spend"]
                   for sides in ((before, after), (after, before)))  # fmt: skip
    scale = max(abs(there).max(), 1)
    assert abs(there.get("price", 0) + back.get("price", 0)) <= 1e-9 * scale
    assert abs(there.get("appeared", 0) + back.get("vanished", 0)) <= 1e-9 * scale


# By hand


def test_lmdi_by_hand():
    change = split_product({"posts": 10, "reach": 100}, {"posts": 20, "reach": 50}, "impressions")
    assert parts(change) == {
        "posts": pytest.approx(1000 * log(2)), "reach": pytest.approx(-1000 * log(2)),
    }  # fmt: skip


def test_a_factor_of_zero_or_below_is_split_by_the_mean_of_all_orders():
    change = split_product({"volume": 10, "price": 2.0}, {"volume": 20, "price": -1.0})
    assert parts(change) == {"volume": 5.0, "price": -45.0}


def test_a_missing_factor_means_that_the_product_was_not_there():
    change = split_product({"volume": 0, "price": float("nan")}, {"volume": 5, "price": 2.0})
    assert parts(change) == {"appeared": 10.0}


def test_a_rate_by_hand():
    june = pd.DataFrame({"ad": ["a", "b"], "spend": [1.0, 9.0], "impressions": [500, 500]})
    july = pd.DataFrame({"ad": ["a", "c"], "spend": [3.0, 4.0], "impressions": [750, 250]})
    change = parts(split_rate(june, july, "cpm", "ad"))
    middle = (10 + 7) / 2
    assert change == {
        ("a", "rate"): pytest.approx((4 - 2) * (0.5 + 0.75) / 2),
        ("a", "mix"): pytest.approx((3 - middle) * 0.25),
        ("b", "mix"): pytest.approx(-(18 - middle) * 0.5),
        ("c", "mix"): pytest.approx((16 - middle) * 0.25),
    }


def test_money_without_a_display_moves_for_itself():
    june = pd.DataFrame({"impressions": [1000], "spend": [10.0]})
    july = pd.DataFrame({"impressions": [0], "spend": [-2.5]})
    assert parts(split_spend(june, july)) == {"vanished": -10.0, "without impressions": -2.5}


def test_cost_per_result_into_price_click_rate_and_conversion():
    june = pd.DataFrame(
        {"spend": [10.0], "impressions": [1000], "clicks": [20], "conversions": [4]}
    )
    july = pd.DataFrame(
        {"spend": [20.0], "impressions": [1000], "clicks": [20], "conversions": [2]}
    )
    change = split_cost(june, july, "conversions")
    weight = (10 - 2.5) / log(4)
    assert parts(change) == {
        "cpm": pytest.approx(weight * log(2)), "click rate": 0.0,
        "results per click": pytest.approx(weight * log(2)),
    }  # fmt: skip
    assert (change.attrs["before"], change.attrs["after"]) == (2.5, 10.0)


def test_impressions_into_people_and_frequency_need_an_exact_reach():
    export = read_delivery("meta_ads")
    with pytest.raises(NotAdditiveError) as caught:
        split_impressions(*pick_periods(export))
    assert len(caught.value.bounds) == 1
    ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "reach": [50, 50],
                         "impressions": [100, 100]})  # fmt: skip
    doubled = ages.assign(impressions=[200, 200])
    assert parts(split_impressions(ages, doubled)) == {"reach": 0.0, "frequency": 200.0}


def test_bundled_ads_split_to_the_cent():
    before, after = pick_periods(read_delivery("meta_ads"))
    change = split_spend(before, after, ["campaign", "platform"])
    assert change.attrs["before"] == round(before["spend"].sum(), 2)
    assert change.attrs["after"] == round(after["spend"].sum(), 2)
    assert adds_up(change)
    assert "appeared" in change.index.get_level_values("part")


# Periods

DAYS = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=7), "spend": 1.0})


def test_days_are_halved_into_periods_of_equal_length():
    before, after = pick_periods(DAYS)
    assert [f"{day:%d}" for day in before["date_start"]] == ["02", "03", "04"]
    assert [f"{day:%d}" for day in after["date_start"]] == ["05", "06", "07"]


def test_a_period_is_compared_with_the_days_before_it():
    before, after = pick_periods(DAYS, "2026-03-04 to 2026-03-06")
    assert [f"{day:%d}" for day in before["date_start"]] == ["01", "02", "03"]
    assert len(after) == 3


def test_weeks_are_halved_without_cutting_one():
    weeks = pd.date_range("2026-03-02", periods=5, freq="7D")
    rows = pd.DataFrame({"date_start": weeks, "date_end": weeks + pd.Timedelta(days=6)})
    before, after = pick_periods(rows)
    assert (before["date_start"].tolist(), after["date_start"].tolist()) == (
        weeks[1:3].tolist(), weeks[3:].tolist(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "periods", "told"),
    [
        (DAYS, ("2026-03-01 to 2026-03-04", "2026-03-04 to 2026-03-07"), "overlap, so some days"),
        (DAYS, ("2026-04-01 to 2026-04-04", "2026-03-04 to 2026-03-07"), "No row lies in"),
        (DAYS, ("2026-03-04 to 2026-03-01", ""), "ends before it begins"),
        (DAYS, ("March", ""), "is not a period"),
        (DAYS.drop(columns="date_start"), ("", ""), "no dates, so no two periods"),
        (DAYS.assign(date_start=DAYS["date_start"].where(DAYS.index > 0)), ("", ""),
         "1 of 7 rows have no date"),
        (DAYS.head(1), ("", ""), "All rows are of 2026-03-01"),
        (DAYS.assign(date_end=pd.Timestamp("2026-03-08")), ("2026-03-01 to 2026-03-05", ""),
         "only in part"),
    ],
)  # fmt: skip
def test_periods_that_cannot_be_compared_are_refused_with_the_remedy(rows, periods, told):
    with pytest.raises(DataError, match=told):
        pick_periods(rows, *periods)


def test_two_currencies_and_two_price_bases_are_refused_with_the_remedy():
    rows = pd.DataFrame({"impressions": [10], "spend": [1.0], "currency": ["EUR"]})
    with pytest.raises(DataError, match=r"currency \(EUR, USD\) do not mix. Convert them first"):
        split_spend(rows, rows.assign(currency="USD"))
    with pytest.raises(DataError, match=r"price_basis \(gross, net\) do not mix"):
        split_spend(rows.assign(price_basis="gross"), rows.assign(price_basis="net"))
    with pytest.raises(DataError, match=r"needs impressions, which a side does not have"):
        split_spend(rows.drop(columns="impressions"), rows)
    with pytest.raises(DataError, match="A side has no clicks, so its CPC"):
        split_cost(rows.assign(clicks=0), rows.assign(clicks=5), "clicks")


def test_counts_under_two_rules_are_not_compared_whatever_is_split():
    """X counted views from 2 s on until 12 August 2026, and from 3 s on since."""
    days = pd.DataFrame({
        "date_start": pd.to_datetime(["2026-08-12", "2026-08-13"]), "platform": "x",
        "scope": "paid", "spend": 10.0, "currency": "EUR", "impressions": 1000, "clicks": 20,
        "views": [300, 200],
    })  # fmt: skip
    before, after = days.iloc[:1], days.iloc[1:]
    for split in (
        lambda: split_cost(before, after, "views"),
        lambda: split_rate(before, after, "cpv", "platform"),
        lambda: split_spend(before, after, "platform", volume="views"),
    ):
        with pytest.raises(DataError, match=r"x_ads_views_until_2026 .* and x_ads_views "):
            split()
    assert split_rate(before, after, "cpm", []).attrs["after"] == 10.0
    own = [side.assign(installs=5) for side in (before, after)]
    assert adds_up(split_spend(*own, volume="installs"))
    same = days.assign(date_start=pd.to_datetime(["2026-08-11", "2026-08-12"]))
    assert adds_up(split_cost(same.iloc[:1], same.iloc[1:], "views"))


# The picture


def test_a_bar_of_a_waterfall_says_which_part_it_is_however_long_the_name():
    named = [["A campaign with a long name"], ["rate", "mix"]]
    parts = pd.MultiIndex.from_product(named, names=["campaign", "part"])
    change = pd.DataFrame({"spend": [5.0, -1.0]}, index=parts)
    change.attrs = {"before": 10.0, "after": 14.0}
    labels = [label.get_text() for label in plot_waterfall(change).get_xticklabels()]
    assert [" ".join(label.split()) for label in labels[1:-1]] == [
        "A campaign with a long… (rate)",
        "A campaign with a long… (mix)",
    ]
    assert max(len(line) for label in labels for line in label.split("\n")) <= 21


def test_a_waterfall_runs_from_before_over_the_parts_to_after():
    june = pd.DataFrame({"impressions": [1000], "spend": [10.0], "currency": ["EUR"]})
    july = pd.DataFrame({"impressions": [3000], "spend": [15.0], "currency": ["EUR"]})
    change = split_spend(june, july)
    chart = plot_waterfall(change)
    heights = [bar.get_height() for bar in chart.patches]
    assert heights == [10, *change["spend"].abs(), 15]
    assert [tick.get_text() for tick in chart.get_xticklabels()] == [
        "Before", "Impressions", "Price", "After",
    ]  # fmt: skip
    assert [text.get_text() for text in chart.texts] == ["10.00", "+13.55", "-8.55", "15.00"]
    assert "from 10.00 EUR to 15.00 EUR" in chart.alt


def test_the_steps_of_a_waterfall_have_the_decimals_of_its_ends():
    change = pd.DataFrame({"cpm": [-0.79, 0.0238]}, index=pd.Index(["rate", "mix"], name="part"))
    change.attrs = {"before": 8.18, "after": 7.41}
    chart = plot_waterfall(change)
    assert [text.get_text() for text in chart.texts] == ["8.18", "-0.79", "+0.02", "7.41"]
