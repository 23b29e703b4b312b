"""Curves of several platforms, and what is drawn, written and said of reach from totals."""

import pandas as pd
import pytest

from toolkit import (
    DataError,
    allocate_budget,
    audit,
    compare_curves,
    compare_unions,
    explore_reach,
    find_allocation,
    find_breaches,
    find_next_budget,
    find_platforms_together,
    find_reach_curve,
    find_reach_curves,
    find_unions,
    fit_reach_curve,
    fit_reach_curves,
    format_table,
    frequency,
    overlap,
    pair_reach,
    plot_reach_curve,
    plot_unions,
    read_log,
    thin_curve,
)

ADS = pd.DataFrame(
    {
        "ad": ["a", "b", "c", "c"], "platform": ["x", "x", "y", "y"],
        "impressions": [900, 2500, 100, 100], "reach": [600, 1000, 80, 90],
        "spend": [9.0, 50.0, 1.0, 1.0], "currency": "EUR",
    }
)  # fmt: skip
LOG = pd.DataFrame(
    {
        "user_id": ["ann", "ann", "bob", "cem", "cem", "dan"],
        "platform": ["x", "y", "x", "y", "y", "x"],
        "time": pd.Timestamp("2026-03-01"),
    }
)


def test_only_groups_with_exact_figures_have_a_curve():
    curves = fit_reach_curves(ADS, "ad")
    assert list(curves) == ["b", "a"]
    assert curves["a"].seen.reach == 600
    assert curves["a"].cpm == pytest.approx(10)
    assert fit_reach_curves(ADS) == {}
    assert fit_reach_curves(ADS.drop(columns="reach"), "ad") == {}


def test_curves_of_a_log_use_its_frequencies():
    log = read_log(LOG)
    table = pd.DataFrame({"platform": ["x", "y"], "impressions": [3, 3], "reach": [3, 2]})
    curves = fit_reach_curves(table, "platform", frequency=frequency(log, "platform"))
    assert curves["y"].seen.people.tolist() == [1, 1]
    assert curves["y"].chosen != "goerg"


def test_what_every_two_platforms_share_is_counted():
    assert pair_reach(overlap(read_log(LOG))) == {("x", "y"): 1.0}


def test_curves_side_by_side_tell_reach_and_what_more_people_cost():
    told = compare_curves(fit_reach_curves(ADS, "ad"), 2.0)
    more = told.loc["a", "reach"] - 600
    assert told.loc["a", "cost_per_1000_reached"] == pytest.approx(1000 * 9 / more)
    assert told.attrs["currency"] == "EUR"
    assert compare_curves({}).empty


def test_an_estimate_is_written_with_its_interval():
    told = pd.DataFrame({"reach": [9.0], "reach_low": [8.0], "reach_high": [11.0]}, index=["a"])
    assert format_table(told).cells["Reach"].tolist() == ["9 (8 to 11)"]
    assert format_table(told.assign(reach_low=9.0, reach_high=9.0)).cells["Reach"].tolist() == ["9"]


def test_a_curve_is_drawn_as_it_is_told():
    counts = pd.Series({1: 60, 2: 30, 3: 10})
    curve, known = fit_reach_curve(counts), thin_curve(counts)
    chart = plot_reach_curve(curve, known=known)
    impressions, people = chart.lines[0].get_data()
    assert people == pytest.approx(curve.reach(impressions)["reach"].to_numpy())
    assert impressions[-1] == 450
    dots = chart.collections[1].get_offsets()
    assert dots[-1].tolist() == [150, 100]
    assert "100 with 150 impressions" in chart.alt
    assert "at least 2 times" in plot_reach_curve(curve, k=2).get_title(loc="left")


def test_a_union_outside_the_bounds_is_drawn_inside_and_named():
    unions = compare_unions({"a": 50, "b": 40}, unions={("a", "b"): 55}, universe=100)
    chart = plot_unions(unions, known=55)
    assert {x for x, _ in chart.collections[0].get_offsets()} == set(unions["reach"].dropna())
    band = chart.patches[0]
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((55, 55))
    assert "55, cut from 70" in [text.get_text() for text in chart.texts]
    assert "the truth is 55" in chart.alt


def test_unions_without_any_model_still_tell_the_bounds():
    unions = compare_unions({"a": 50, "b": 40})
    assert "no model can be asked" in plot_unions(unions).alt
    assert str(find_unions(unions)[0]) == (
        "Whatever the overlap, between 50 and 90 people were reached."
    )
    assert str(find_unions(unions)[1]) == (
        "No model can be asked; even the simplest lacks: universe."
    )


def test_what_is_counted_and_when_is_named():
    unions = compare_unions({"a": 50, "b": 40}, unit="accounts", window="May")
    assert unions.attrs["unit"] == "accounts"
    assert str(find_unions(unions)[0]) == (
        "Whatever the overlap, between 50 and 90 accounts were reached, May."
    )
    chart = plot_unions(unions)
    assert chart.get_title(loc="left").startswith("Accounts reached by any")
    assert chart.get_xlabel() == "Accounts"


def test_a_curve_says_what_it_counts():
    curve = fit_reach_curve(impressions=20_000, reach=8_000, unit="accounts")
    said = [str(each) for each in find_reach_curve(curve)]
    assert "10,000 accounts" in said[0]
    assert "next 1,000 accounts" in said[1]
    assert "8,000 accounts (90%" in str(find_reach_curves({"a": curve}, 1.0))
    assert plot_reach_curve(curve).alt.startswith("Accounts reached: 8,000")
    paid = fit_reach_curve({1: 600, 2: 200}, spend=10.0, currency="EUR", unit="accounts")
    plan = allocate_budget({"a": paid}, 10.0, universe=5000)
    assert str(find_allocation(plan)[0]).startswith("10.00 EUR reach 800 accounts (90%")
    assert "further accounts" in str(find_reach_curve(curve, people=1e9)[1])


def test_a_truth_beyond_the_bounds_is_still_in_the_picture():
    unions = compare_unions({"a": 50, "b": 40}, universe=100)
    assert plot_unions(unions, known=300).get_xlim()[1] > 300


def test_a_union_that_is_known_is_told_and_no_model_asked():
    unions = compare_unions({"a": 50, "b": 40}, unions={("a", "b"): 55}, universe=100)
    assert str(find_unions(unions)) == "- 55 people were reached; the figures leave no other."


def test_sentences_name_the_model_that_was_cut_and_the_nearest_to_the_truth():
    unions = compare_unions({"a": 50, "b": 40}, unions={("a", "b"): (55, 57)}, universe=100)
    said = [str(each) for each in find_unions(unions, known=56)]
    assert any("said what cannot be" in each and "Sainsbury" in each for each in said)
    assert said[-1].startswith("The truth is 56: ")


def test_sentences_of_a_curve_hold_where_little_is_known():
    tiny = fit_reach_curve({1: 3}, impressions=3)
    assert "does not know of 1,000 further people" in str(find_reach_curve(tiny)[1])
    ended = fit_reach_curve({1: 600, 2: 300}, inventory=1500)
    assert str(find_reach_curve(ended)[0]).startswith("All 1,500 impressions would reach")
    priced = fit_reach_curve({1: 6000, 2: 3000}, spend=60.0, currency="EUR")
    assert str(find_reach_curve(priced)[1]).endswith("10.47 EUR (9.87 EUR to 11.16 EUR).")


def test_a_truth_inside_the_interval_is_counted():
    counts = pd.Series({1: 6000, 2: 3000, 3: 1000, 4: 200})
    said = find_reach_curve(fit_reach_curve(counts), known=thin_curve(counts))
    assert "at 10 of 10 points" in str(said[2])


def test_truths_that_tell_nothing_are_not_spoken_of():
    curve = fit_reach_curve({1: 600, 2: 300})
    nobody = pd.DataFrame({"reach": [0.0]}, index=pd.Index([0], name="impressions"))
    said = [str(each) for each in find_reach_curve(curve, known=nobody)]
    assert not any("truth" in each for each in said)
    unions = compare_unions({"a": 5, "b": 3}, universe=10)
    assert len(find_unions(unions, known=float("nan"))) == 2
    with pytest.raises(DataError, match="people is -5"):
        find_reach_curve(curve, people=-5)


def test_sentences_of_several_curves_name_each():
    said = [str(each) for each in find_reach_curves(fit_reach_curves(ADS, "ad"), 2.0)]
    assert said[0].startswith("b: 2 times the impressions would reach ")
    assert len(said) == 2


def test_sentences_of_a_plan_tell_where_the_money_goes():
    plan = allocate_budget(fit_reach_curves(ADS, "ad"), 40)
    said = [str(each) for each in find_allocation(plan)]
    first = plan["spend"].idxmax()
    assert said[0].startswith("Of 40.00 EUR the largest part, ")
    assert said[0].endswith(f"goes to {first}, for the most people added up over all.")
    assert any("counts twice" in each for each in said)


def test_platforms_of_a_file_are_put_together_or_it_says_why_not():
    table = pd.DataFrame({"platform": ["x", "tiktok"], "reach": [600, 500]})
    said = find_platforms_together(table, universe=2000)
    assert str(said[1]).endswith("Sainsbury (independence), says 950.")
    assert "lacks: universe" in str(find_platforms_together(table)[1])
    assert str(find_platforms_together(table[:1])) == "- No two platforms tell their reach."
    assert "names no platform" in str(find_platforms_together(table[["reach"]]))
    silent = pd.concat([table, pd.DataFrame({"platform": ["youtube"], "reach": [None]})])
    assert str(find_platforms_together(silent)[1]) == "Left out, for they tell no reach: youtube."
    assert "no reach" in str(find_platforms_together(table[["platform"]]))
    assert "universe 100 is below the reach" in str(find_platforms_together(table, universe=100))


def test_more_money_is_divided_over_what_tells_its_cost_and_its_people():
    curves = fit_reach_curves(ADS, "ad", universe=5000)
    plan = allocate_budget(curves, 2 * (9 + 50), universe=5000)
    assert find_next_budget(ADS, 2.0, 5000) == find_allocation(plan)
    assert "no budget can be divided" in str(find_next_budget(ADS[:1]))
    assert "no spend" in str(find_next_budget(ADS.drop(columns="spend")))
    starts = pd.to_datetime(["2026-03-01", "2026-03-02"])
    days = ADS[:2].drop(columns=["ad", "platform"]).assign(date_start=starts)
    assert "cannot be moved" in str(find_next_budget(days))
    by_day = fit_reach_curves(days, "date_start")
    assert list(by_day) == ["2026-03-02", "2026-03-01"]
    assert by_day["2026-03-02"].window == "2026-03-02 to 2026-03-02"
    assert fit_reach_curves(days.assign(ad=["a", "b"]), "ad")["a"].window == (
        "2026-03-01 to 2026-03-02"
    )


def test_an_estimated_cost_has_its_interval():
    table = compare_curves(fit_reach_curves(ADS, "ad"), 2.0)
    more = table.loc["a", ["reach_high", "reach_low"]] - 600
    assert table.loc["a", "cost_per_1000_reached_low"] == pytest.approx(9000 / more["reach_high"])
    assert table.loc["a", "cost_per_1000_reached_high"] == pytest.approx(9000 / more["reach_low"])
    said = str(find_reach_curves(fit_reach_curves(ADS, "ad"), 2.0)[1])
    assert "1,000 more cost" in said
    assert "EUR (90%: " in said
    surely = fit_reach_curve(impressions=100, reach=100, spend=1.0, currency="EUR")
    assert "cost" not in str(find_reach_curves({"a": surely}, 1.0))
    one = fit_reach_curve(impressions=20_000, reach=8_000, spend=80.0, currency="EUR")
    assert str(find_reach_curves({"a": one})[1]) == (
        "The next 1,000 people need about 7,709 impressions (90%: at least 3,613), at today's "
        "price 30.83 EUR (at least 14.45 EUR)."
    )


def test_the_explorer_shows_the_curve_and_the_plan_of_its_state():
    explorer = explore_reach(fit_reach_curves(ADS, "ad"), 40.0, k=2)
    curve, said, plan, told = explorer.views(platform="a", k=1, budget=20.0)
    assert "600 with 900 impressions" in curve.alt
    assert "Spend by platform" in plan.alt
    assert str(told[0]).startswith("Of 20.00 EUR the largest part, ")
    assert len(said) == 3
    with pytest.raises(DataError, match="no curve to explore"):
        explore_reach({}, 40.0)


def test_sentences_of_breaches_are_not_endless():
    rows = pd.DataFrame({"impressions": [1] * 9, "reach": [2] * 9})
    said = [str(each) for each in find_breaches(audit(rows))]
    assert said[0] == (
        "C1, row 0: more people than impressions; each person reached has at least one. "
        "2 beside 1; rounding may explain it."
    )
    assert said[-1] == "4 more figures deserve a look."
