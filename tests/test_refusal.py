"""What is refused, in which words, and what a refusal still gives."""

import pickle
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import World, groupings, worlds

from toolkit.catalog import UnknownMetricError
from toolkit.refusal import NotAdditiveError
from toolkit.schema import DataError
from toolkit.summarize import summarize

EARLY, LATE = pd.to_datetime(["2026-03-01", "2026-03-02"])
DAYS = pd.DataFrame(
    [[EARLY, 900, 600, 9.0, 30], [LATE, 1500, 600, 6.0, 60]],
    columns=["date_start", "impressions", "reach", "spend", "engagements"],
)
MIXED = pd.DataFrame(
    [["meta", "EUR", 30, 10, 5, 1.0], ["tiktok", "USD", 40, 20, 6, 2.0]],
    columns=["platform", "currency", "impressions", "reach", "views", "spend"],
)
BY_DAY = "rows split by date_start can share them"
LOAD_OR_KEEP = (
    "Load reach measured over all rows, or keep 'date_start' in by=, or ask people='bounds'."
)
VIEWS = (
    "views stands under several rules: meta and tiktok_ads_views (no minimum time); views under "
    "different rules are different things. Keep 'view_rule' in by=, take split_at_breaks(table), "
    "or choose the rows of one."
)
SPEND = (
    "stands under several values of currency (EUR and USD); amounts in different currencies or "
    "price bases do not mix. Keep 'currency' in by=, or choose the rows of one."
)


def refusal(*args: Any, **options: Any) -> NotAdditiveError:
    """Return the error that a question meets."""
    with pytest.raises(NotAdditiveError) as caught:
        summarize(*args, **options)
    return caught.value


def over_days(reach: list[float | None], **columns: Any) -> pd.DataFrame:
    """Build rows of which each stands on a day of its own."""
    dates = pd.date_range("2026-03-01", periods=len(reach))
    return pd.DataFrame({"date_start": dates, "reach": reach, **columns})


# People


def test_reach_over_days_is_refused() -> None:
    assert str(refusal(DAYS, "reach")) == (
        "reach counts people, and rows split by date_start can share them. Over all rows the "
        "answer lies between 600 and 1,200 people. Load reach measured over all rows, or keep "
        "'date_start' in by=, or ask people='bounds'."
    )


@pytest.mark.parametrize(
    ("metric", "span"),
    [
        ("frequency", "2 and 4 impressions per person"),
        ("cost_per_1000_reached", "12.5 and 25 currency per 1,000 people"),
        ("er_reach", "0.075 and 0.15 engagements per reach"),
    ],
)
def test_ratios_over_days_are_refused_on_account_of_reach(metric: str, span: str) -> None:
    assert str(refusal(DAYS, metric)) == (
        f"{metric} needs reach, which counts people, and {BY_DAY}. Over all rows the answer lies "
        f"between {span}. {LOAD_OR_KEEP}"
    )


def test_every_refused_metric_is_told_and_enclosed_at_once() -> None:
    error = refusal(DAYS, ["frequency", "impressions", "reach"])

    assert [line.split()[0] for line in str(error).splitlines()] == ["frequency", "reach"]
    assert [*error.bounds] == ["frequency_low", "frequency_high", "reach_low", "reach_high"]
    assert error.bounds.loc["all"].tolist() == [2, 4, 600, 1200]


def test_reach_over_currencies_and_view_rules_is_refused() -> None:
    rows = MIXED.assign(platform="meta", view_rule=["3 s", "6 s"])
    for name in ("currency", "view_rule"):
        error = refusal(rows[[name, "reach"]], "reach")
        assert "Over all rows the answer lies between 20 and 30 people." in str(error)
        assert error.bounds.loc["all"].tolist() == [20, 30]
    assert "rows split by currency can share them" in str(refusal(rows, "reach"))


def test_rows_that_nothing_tells_apart_may_share_people() -> None:
    error = refusal(pd.DataFrame({"platform": ["meta", "meta"], "reach": [10, 30]}), "reach")

    assert str(error) == (
        "reach counts people, and rows split by nothing that tells them apart can share them. "
        "Over all rows the answer lies between 30 and 40 people. Load reach measured over all "
        "rows, or ask people='bounds'."
    )


def test_only_groups_that_leave_a_choice_are_written_out() -> None:
    rows = over_days([5, 6, 7], campaign=["a", "a", "b"])

    assert str(refusal(rows, ["reach"], "campaign")) == (
        f"reach counts people, and {BY_DAY}. For campaign=a the answer lies between 6 and 11 "
        "people. Load reach measured per campaign, or keep 'date_start' in by=, or ask "
        "people='bounds'."
    )


@pytest.mark.parametrize(
    ("groups", "rest"), [(3, ""), (4, "(1 more groups.) "), (5, "(2 more groups.) ")]
)
def test_only_three_groups_are_written_out(groups: int, rest: str) -> None:
    campaigns = [*"abcde"[:groups]] * 2
    rows = over_days([5] * 2 * groups, campaign=campaigns, gender="f")

    assert str(refusal(rows, "reach", ["campaign", "gender"])) == (
        f"reach counts people, and {BY_DAY}. "
        "For campaign=a, gender=f the answer lies between 5 and 10 people. "
        "For campaign=b, gender=f the answer lies between 5 and 10 people. "
        "For campaign=c, gender=f the answer lies between 5 and 10 people. "
        f"{rest}Load reach measured per campaign and gender, or keep 'date_start' in by=, or ask "
        "people='bounds'."
    )


def test_large_bounds_are_written_out_in_full() -> None:
    text = str(refusal(over_days([60_000_000, 1_234_567]), "reach"))

    assert "the answer lies between 60,000,000 and 61,234,567 people." in text


def test_a_refusal_without_an_upper_bound_still_gives_the_lower_one() -> None:
    error = refusal(over_days([60, None]), "reach")

    span = "Over all rows the answer is at least 60 people."
    assert str(error) == f"reach counts people, and {BY_DAY}. {span} {LOAD_OR_KEEP}"
    assert error.bounds.loc["all"].isna().tolist() == [False, True]
    assert error.bounds.loc["all", "reach_low"] == 60


def test_a_population_caps_the_bounds_of_a_refusal_too() -> None:
    error = refusal(DAYS, "reach", population=1000)
    assert "the answer lies between 600 and 1,000 people." in str(error)
    assert error.bounds.loc["all"].tolist() == [600, 1000]


# Levels and shares


def test_followers_over_days_are_refused_unless_they_stand_still() -> None:
    rows = pd.DataFrame({"date_start": [EARLY, LATE], "followers": [100, 120]})

    assert str(refusal(rows, "followers")) == (
        "followers counts followers, and each row repeats a level at a moment. Over all rows the "
        "answer lies between 100 and 120 followers. Load followers measured over all rows, or "
        "keep 'date_start' in by=, or ask people='bounds'."
    )
    assert summarize(rows.assign(followers=120), "followers").loc["all", "followers"] == 120


def test_rating_points_of_two_universes_are_refused() -> None:
    rows = pd.DataFrame(
        {"campaign": ["a", "b"], "impressions": [100, 200], "universe": [1000, 2000]}
    )

    assert refusal(rows, "grp").bounds.loc["all"].tolist() == [15, 30]
    assert summarize(rows.assign(universe=1000), "grp").loc["all", "grp"] == 30


def test_impression_shares_are_never_pooled() -> None:
    rows = pd.DataFrame({"campaign": ["a", "b"], "impression_share": [0.2, 0.4]})
    assert "and the whole behind each share is not in the data" in str(
        refusal(rows, "impression_share")
    )


# Different things under one name


def test_spend_over_currencies_is_refused() -> None:
    error = refusal(MIXED, "spend")
    assert str(error) == f"spend {SPEND}"
    assert error.bounds["spend"].to_dict() == {"EUR": 1.0, "USD": 2.0}


def test_a_currency_that_some_rows_do_not_tell_is_said_to_be_none() -> None:
    assert "(none told and USD)" in str(refusal(MIXED.assign(currency=[None, "USD"]), "spend"))


def test_cpm_over_price_bases_is_refused_even_with_bounds() -> None:
    rows = MIXED.assign(currency="EUR", price_basis=["gross", "net"])
    error = refusal(rows, "cpm", people="bounds")

    assert str(error) == (
        "cpm needs spend, which stands under several values of price_basis (gross and net); "
        "amounts in different currencies or price bases do not mix. Keep 'price_basis' in by=, "
        "or choose the rows of one."
    )
    assert error.bounds["cpm"].to_dict() == {"gross": pytest.approx(100 / 3), "net": 50.0}


def test_results_of_different_types_are_refused() -> None:
    rows = pd.DataFrame({"result_type": ["leads", "sales"], "results": [1.5, 2]})
    assert str(refusal(rows, "results")) == (
        "results stands under several values of result_type (leads and sales); results of "
        "different types are different things. Keep 'result_type' in by=, or choose the rows of "
        "one."
    )


def test_total_delivery_is_not_added_to_its_parts() -> None:
    rows = pd.DataFrame({"scope": ["organic", "paid", "total"], "impressions": [10, 20, 30]})

    assert str(refusal(rows, "impressions")) == (
        "impressions stands under several values of scope (organic, paid and total); 'total' "
        "already holds the others. Keep 'scope' in by=, or choose the rows of one."
    )
    assert summarize(rows.head(2), "impressions").loc["all", "impressions"] == 30
    assert summarize(rows.tail(1), "impressions").loc["all", "impressions"] == 30


def test_views_over_platforms_are_refused_and_the_remedy_can_be_followed() -> None:
    error = refusal(MIXED, "views")

    assert str(error) == VIEWS
    assert error.bounds["views"].to_dict() == {"meta": 5, "tiktok_ads_views": 6}
    pd.testing.assert_frame_equal(summarize(MIXED, "views", by="view_rule"), error.bounds)
    assert summarize(MIXED, "views", "platform")["views"].tolist() == [5, 6]


def test_a_missing_rule_is_looked_up() -> None:
    error = refusal(MIXED.assign(view_rule=["3 s", None]), "views")

    assert error.bounds["views"].to_dict() == {"3 s": 5, "tiktok_ads_views": 6}
    assert summarize(MIXED.assign(view_rule="3 s"), "views").loc["all", "views"] == 11
    assert "rules: 3 s and tiktok_ads_views (no minimum time); " in str(error)


def test_asking_for_views_does_not_change_what_is_said_about_reach() -> None:
    alone = str(refusal(MIXED, "reach"))

    assert "rows split by platform and currency can share them. Over all rows" in alone
    assert str(refusal(MIXED, ["reach", "views"])) == f"{alone}\n{VIEWS}"


def test_what_is_refused_for_two_reasons_is_told_both() -> None:
    spend, reach = str(refusal(MIXED, "cost_per_1000_reached")).splitlines()

    assert spend == f"cost_per_1000_reached needs spend, which {SPEND}"
    assert reach.startswith("cost_per_1000_reached needs reach, which counts people, and rows ")


def test_no_refusal_leaves_a_gap_in_its_text() -> None:
    assert "  " not in str(refusal(MIXED, "cost_per_1000_reached"))


# The bounds of the error


@pytest.mark.parametrize("by", [[], ["campaign"]])
def test_the_bounds_of_a_refusal_are_the_answer_to_the_question_with_bounds(by: list) -> None:
    rows = pd.concat([DAYS.assign(campaign="a"), DAYS.assign(campaign="b")], ignore_index=True)
    names = ["reach", "frequency", "er_reach"]

    bounds = summarize(rows, names, by, people="bounds")

    pd.testing.assert_frame_equal(refusal(rows, names, by).bounds, bounds)


def test_the_bounds_of_a_refusal_keep_currencies_and_rules_apart() -> None:
    names = ["cost_per_1000_reached", "views", "reach"]

    kept = summarize(MIXED, names, ["currency", "view_rule"], people="bounds")

    pd.testing.assert_frame_equal(refusal(MIXED, names).bounds, kept)
    asked = refusal(MIXED, names, people="bounds").bounds
    pd.testing.assert_frame_equal(asked, kept.drop(columns=["reach_low", "reach_high"]))


def test_a_refusal_survives_the_way_between_processes() -> None:
    error = refusal(DAYS, "reach")

    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is NotAdditiveError
    assert str(copy) == str(error)
    pd.testing.assert_frame_equal(copy.bounds, error.bounds)


@given(st.data())
def test_a_refusal_always_leaves_a_choice(data: st.DataObject) -> None:
    world: World = data.draw(worlds(silent=True))
    by, rows = data.draw(groupings(world)), pd.DataFrame(world.rows)
    bounds = summarize(rows, "reach", by, people="bounds")
    low, high = (bounds[name].astype("float64") for name in ("reach_low", "reach_high"))

    try:
        answer = summarize(rows, "reach", by)
    except NotAdditiveError as error:
        pd.testing.assert_frame_equal(error.bounds, bounds)
        assert (low < high).any() or (low.isna() | high.isna()).any()
    else:
        known = answer["reach"].notna()
        assert low[known].eq(high[known]).all()


# Questions that make no sense


def test_an_unknown_metric_is_told_with_the_nearest_name() -> None:
    message = r"^'impresions' is not a metric; did you mean 'impressions'\?$"
    with pytest.raises(UnknownMetricError, match=message):
        summarize(DAYS, ["reach", "impresions"])


def test_missing_columns_and_dimensions_are_told_all_at_once() -> None:
    rows = pd.DataFrame({"platform": ["meta"], "impressions": [1]})

    with pytest.raises(DataError) as caught:
        summarize(rows, ["cpm", "frequency", "cpm"], ["platfrom", "zebra", "platform"])
    assert str(caught.value) == (
        "by='platfrom' is not a dimension of this table; did you mean 'platform'?\n"
        "by='zebra' is not a dimension of this table\n"
        "cpm needs spend, which this table does not have\n"
        "frequency needs reach, which this table does not have\n"
        "The table holds: platform, impressions."
    )


def test_a_measure_is_no_dimension_and_not_its_own_nearest_name() -> None:
    with pytest.raises(DataError) as caught:
        summarize(DAYS, "reach", by="impressions")
    assert str(caught.value) == (
        "by='impressions' is not a dimension of this table\n"
        "The table holds: date_start, impressions, reach, spend, engagements."
    )
    with pytest.raises(DataError, match=r"\nThe table holds: nothing\.$"):
        summarize(pd.DataFrame(), "reach")


@pytest.mark.parametrize("people", ["sum", "", None])
def test_people_are_refused_or_bounded_and_nothing_else(people: Any) -> None:
    with pytest.raises(
        ValueError, match=rf"^people must be 'refuse' or 'bounds', not {people!r}\.$"
    ):
        summarize(DAYS, "reach", people=people)
