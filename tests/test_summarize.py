"""How rows become fewer rows: sums, ratios from summed parts, groups and bounds."""

from fractions import Fraction
from typing import Any

import oracle
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import World, groupings, worlds

from toolkit.refusal import NotAdditiveError
from toolkit.schema import DataError
from toolkit.summarize import context, held, summarize

EARLY, LATE = pd.to_datetime(["2026-03-01", "2026-03-02"])
DAYS = pd.DataFrame(
    [[EARLY, 900, 600, 9.0, 30], [LATE, 1500, 600, 6.0, 60]],
    columns=["date_start", "impressions", "reach", "spend", "engagements"],
)
POSTS = pd.DataFrame(
    {
        "platform": ["meta", "meta", None, "x"],
        "format": ["video", "photo", "video", "photo"],
        "impressions": [10, 20, 30, 40],
        "clicks": [1, 2, 6, 0],
    }
)
COUNTS = ["impressions", "clicks"]

EURO = {"currency": "EUR"}
NEVER = pd.to_datetime([None, None])
MARCH = {"window": "2026-03-01 to 2026-03-02"}
LIFETIME = {"window": "lifetime of posts from 2026-03-01 to 2026-03-02"}


def whole(*args: Any, **options: Any) -> list[Any]:
    """Return the answers over all rows, missing as None."""
    summary = summarize(*args, **options)
    assert summary.index.tolist() == ["all"]
    return [None if pd.isna(value) else value for value in summary.astype("object").iloc[0]]


# Sums and ratios


def test_events_and_money_are_summed() -> None:
    assert whole(DAYS, ["spend", "impressions", "engagements"]) == [15.0, 2400, 90]


def test_cpm_of_summed_days_is_not_the_mean_of_daily_cpms() -> None:
    assert summarize(DAYS, "cpm", "date_start")["cpm"].tolist() == [10.0, 4.0]
    assert whole(DAYS, "cpm") == [6.25]


def test_the_better_ad_in_both_groups_may_be_worse_together() -> None:
    lines = [("one", "near", 100, 5), ("one", "far", 900, 9)]
    lines += [("two", "near", 900, 36), ("two", "far", 100, 0)]
    ads = pd.DataFrame(lines, columns=["ad", "ad_group", "impressions", "clicks"])

    inside = summarize(ads, "ctr_all", ["ad_group", "ad"])["ctr_all"]
    assert inside["near", "one"] == 0.05 > inside["near", "two"] == 0.04
    assert inside["far", "one"] == 0.01 > inside["far", "two"] == 0
    assert summarize(ads, "ctr_all", "ad")["ctr_all"].to_dict() == {"one": 0.014, "two": 0.036}


def test_a_ratio_over_zero_is_missing_not_infinite() -> None:
    rows = pd.DataFrame({"spend": [5.0, 0.0], "impressions": [0, 0], "clicks": [3, 0]})

    assert whole(rows, ["cpm", "ctr_all", "spend", "impressions"]) == [None, None, 5.0, 0]


def test_rating_points_of_one_universe_are_scaled_and_priced() -> None:
    rows = pd.DataFrame({"impressions": [100, 200], "universe": 1000, "spend": [3.0, 6.0]})

    assert whole(rows, ["grp", "cost_per_rating_point"]) == [30.0, pytest.approx(0.3)]


def test_missing_counts_are_left_out_and_all_missing_is_missing() -> None:
    rows = pd.DataFrame({"impressions": [5, None, 7], "clicks": [None] * 3, "spend": 0.0})

    assert whole(rows, ["impressions", "clicks", "ctr_all", "spend"]) == [12, None, None, 0.0]


def test_a_ratio_uses_only_the_rows_that_have_all_its_parts() -> None:
    rows = pd.DataFrame({"spend": [4.0, 100.0, None], "impressions": [1000, None, 7000]})

    assert whole(rows, ["cpm", "spend", "impressions"]) == [4.0, 104.0, 8000]


def test_a_row_with_more_people_than_impressions_supports_no_frequency() -> None:
    ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "impressions": [30, 5], "reach": [10, 50]})

    assert whole(ages, ["frequency", "reach"]) == [3.0, 60]
    assert whole(ages.tail(1), "frequency") == [None]


def test_clicks_above_impressions_are_odd_and_still_count() -> None:
    assert whole(pd.DataFrame({"impressions": [10, 10], "clicks": [12, 3]}), "ctr_all") == [0.75]


# Groups


def test_groups_come_with_their_own_ratios_and_missing_is_a_group() -> None:
    summary = summarize(POSTS, ["ctr_all", "impressions"], "platform")

    assert summary.index.name == "platform"
    assert summary.index.fillna("none").tolist() == ["meta", "x", "none"]
    assert summary["impressions"].tolist() == [30, 40, 30]
    assert summary["ctr_all"].tolist() == [0.1, 0.0, 0.2]


@pytest.mark.parametrize("by", ["format", ["format"], ("format",), pd.Index(["format"])])
@pytest.mark.parametrize("metrics", ["clicks", ["clicks"], ("clicks",)])
def test_names_may_be_one_or_any_sequence(metrics: Any, by: Any) -> None:
    assert summarize(POSTS, metrics, by).to_dict() == {"clicks": {"photo": 2, "video": 7}}


def test_two_dimensions_make_groups_in_the_order_asked() -> None:
    summary = summarize(POSTS, COUNTS, ["format", "platform"])

    assert summary.index.names == ["format", "platform"]
    assert summary["clicks"].tolist() == [2, 0, 1, 6]
    assert summary.columns.tolist() == COUNTS
    assert summarize(POSTS, COUNTS[::-1]).columns.tolist() == COUNTS[::-1]


def test_categories_without_rows_make_no_group_and_rows_without_a_ratio_do() -> None:
    kinds = pd.CategoricalDtype(["story", "video", "photo"])

    for by in ("format", ["format", "platform"]):
        summary = summarize(POSTS.astype({"format": kinds}), ["clicks", "ctr_all"], by)
        assert "story" not in summary.reset_index()["format"].tolist()
        assert summary["clicks"].sum() == 9
    rows = POSTS.assign(clicks=[None, 1, None, 1])
    assert summarize(rows, "ctr_all", "format")["ctr_all"].isna().tolist() == [False, True]


def test_no_rows_make_no_groups_and_no_metric_gives_them_alone() -> None:
    assert summarize(POSTS.head(0), COUNTS, "format").shape == (0, 2)
    assert summarize(POSTS, [], "format").index.tolist() == ["photo", "video"]


# Kinds of tables


@pytest.mark.parametrize("dtype", ["int64", "Int64", "float64", "Float64", "object", "int32"])
def test_every_kind_of_number_gives_the_same_summary(dtype: str) -> None:
    names = ["impressions", "ctr_all"]
    expected = summarize(POSTS, names, "format")

    found = summarize(POSTS.astype(dict.fromkeys(COUNTS, dtype)), names, "format")

    pd.testing.assert_frame_equal(found, expected)
    assert found.dtypes.astype("str").tolist() == ["Int64", "float64"]


def test_fractions_of_people_stay_fractions() -> None:
    rows = pd.DataFrame({"gender": ["f", "m"], "reach": [1.25, 2.0], "clicks": [1.0, None]})

    dtypes = summarize(rows, ["reach", "clicks"]).dtypes
    assert dtypes.astype("str").tolist() == ["float64", "Int64"]
    assert whole(rows, "reach") == [3.25]
    assert summarize(rows, "clicks", "gender")["clicks"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    "index",
    [[7, 7, 7, 7], list("dcba"), pd.MultiIndex.from_product([[1, 2], [3, 4]]), [3, 0, 3, 1]],
)
@pytest.mark.parametrize("by", [[], ["platform"]])
def test_the_index_of_the_table_does_not_matter(index: Any, by: list[str]) -> None:
    moved = POSTS.set_axis(index, axis=0)

    pd.testing.assert_frame_equal(
        summarize(moved, ["clicks", "ctr_all"], by), summarize(POSTS, ["clicks", "ctr_all"], by)
    )


def test_the_table_is_left_as_it_was() -> None:
    rows = POSTS.assign(views=[1, 2, 3, 4], reach=[5.0, None, 6.0, 0.0])
    before = rows.copy(deep=True)

    summarize(rows, ["views", "view_rate", "reach"], "view_rule", people="bounds")

    pd.testing.assert_frame_equal(rows, before)
    assert rows.attrs == {}


# Context


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({}, {}),
        ({"currency": ["EUR", "EUR"]}, EURO),
        ({"currency": ["EUR", "USD"]}, {}),
        ({"currency": ["EUR", None]}, {}),
        ({"currency": [None, None]}, {}),
        ({"date_start": [LATE, EARLY]}, MARCH),
        ({"date_start": [EARLY, None]}, {"window": "2026-03-01 to 2026-03-01"}),
        ({"date_start": EARLY, "date_end": [EARLY, LATE], "currency": "EUR"}, MARCH | EURO),
        ({"date_start": [EARLY, LATE], "date_end": NEVER}, MARCH),
        ({"published_at": [LATE, EARLY]}, LIFETIME),
        ({"date_start": NEVER, "published_at": [LATE, EARLY]}, LIFETIME),
        ({"date_start": [None, None]}, {}),
        ({"date_start": ["1 March", "2 March"]}, {}),
    ],
)
def test_a_summary_carries_currency_and_window(columns: dict, expected: dict) -> None:
    rows = pd.DataFrame({"impressions": [1, 2], **columns})

    assert summarize(rows, "impressions").attrs == context(rows) == expected
    assert whole(rows, "impressions") == [3]


# Bounds


def test_bounds_of_reach_carry_frequency_and_cost_along() -> None:
    names = ["reach", "frequency", "cost_per_1000_reached", "er_reach", "impressions"]

    bounds = summarize(DAYS, names, people="bounds")

    ends = [f"{name}_{end}" for name in names[:-1] for end in ("low", "high")]
    assert bounds.columns.tolist() == [*ends, "impressions"]
    assert bounds.loc["all"].tolist() == [600, 1200, 2, 4, 12.5, 25, 0.075, 0.15, 2400]


def test_a_population_caps_reach_and_lifts_frequency() -> None:
    capped = summarize(DAYS, ["reach", "frequency"], people="bounds", population=800)

    assert capped.loc["all"].tolist() == [600, 800, 3.0, 4.0]


def test_bounds_of_a_credit_are_still_in_order() -> None:
    credit = DAYS.assign(spend=[-9.0, -6.0])

    assert whole(credit, "cost_per_1000_reached", people="bounds") == [-25.0, -12.5]


def test_a_level_that_may_be_zero_leaves_its_rate_open() -> None:
    rows = pd.DataFrame({"date_start": [EARLY, LATE], "followers": [0, 10], "engagements": [2, 3]})

    assert whole(rows, ["followers", "er_followers"], people="bounds") == [0, 10, None, None]


def test_what_is_exact_has_equal_bounds_in_each_group() -> None:
    rows = DAYS.assign(gender=["f", "m"])

    assert (
        summarize(rows, "reach", "gender", people="bounds").to_numpy().tolist() == [[600] * 2] * 2
    )


def test_reach_over_ages_is_exact_and_one_row_answers_everything() -> None:
    ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "reach": [10, 30], "impressions": 60})

    assert whole(ages, ["reach", "frequency"]) == [40, 3.0]
    assert whole(DAYS.head(1), ["reach", "frequency", "er_reach"]) == [600, 1.5, 0.05]


def test_new_people_are_added_over_days() -> None:
    rows = pd.DataFrame({"date_start": [EARLY, LATE], "incremental_reach": [10, 5], "spend": 3.0})

    assert whole(rows, ["incremental_reach", "cost_per_incremental_reach"]) == [15, 0.4]


# What a table can answer


def test_held_keeps_what_the_table_can_answer() -> None:
    rows = DAYS.assign(clicks=None)

    assert held(rows, ["cpc", "reach", "ctr_all", "cpm", "views"]) == ["reach", "cpm"]
    with pytest.raises(DataError) as caught:
        held(rows, ["views", "clicks"])
    assert str(caught.value) == (
        "The table has none of views, clicks. It holds: date_start, impressions, reach, spend, "
        "engagements, clicks."
    )


# Against what really happened


def labelled(summary: pd.DataFrame) -> dict[tuple, dict[str, Any]]:
    """Return the rows of a summary under their groups, missing as None."""
    labels = [each if isinstance(each, tuple) else (each,) for each in summary.index]
    plain = [tuple(None if pd.isna(each) else each for each in label) for label in labels]
    return dict(zip(plain, summary.to_dict("records"), strict=True))


def truth(world: World, by: list[str]) -> dict[tuple, list]:
    """Return the showings of every group, named as a summary names it."""
    return world.groups(by) if by else {("all",): world.showings}


@given(st.data())
def test_sums_and_ratios_of_events_equal_the_truth(data: st.DataObject) -> None:
    world = data.draw(worlds(silent=True))
    apart = [name for name in world.dimensions if name == "currency"]
    by = list(dict.fromkeys([*data.draw(groupings(world)), *apart]))

    found = labelled(summarize(pd.DataFrame(world.rows), ["spend", "impressions", "cpm"], by))

    assert set(found) == set(truth(world, by))
    for label, showings in truth(world, by).items():
        rows = [showing.row for showing in showings]
        counted = [showing for showing in showings if showing.counted]
        cpm = oracle.ratio(rows, "spend", "impressions", 1000)
        assert Fraction(found[label]["spend"]) == oracle.spend(showings)
        assert pd.isna(found[label]["impressions"]) is (not counted)
        assert not counted or found[label]["impressions"] == oracle.impressions(counted)
        assert pd.isna(found[label]["cpm"]) if cpm is None else (
            found[label]["cpm"] == pytest.approx(float(cpm), rel=1e-12)
        )  # fmt: skip


@pytest.mark.parametrize("metric", ["engagements", "er_impressions"])
def test_engagements_of_platforms_that_count_other_actions_are_not_added(metric: str) -> None:
    rows = pd.DataFrame({"platform": ["x", "linkedin", "facebook", "instagram"],
                         "impressions": 100, "engagements": [5, 6, 3, 2]})  # fmt: skip

    with pytest.raises(NotAdditiveError, match="each platform decides which actions"):
        summarize(rows, metric)
    assert summarize(rows.iloc[2:], "engagements").iloc[0, 0] == 5  # Meta decides for both
    assert summarize(rows, metric, "platform").notna().all(axis=None)


@given(st.data())
def test_bounds_of_reach_and_frequency_contain_the_truth(data: st.DataObject) -> None:
    world = data.draw(worlds(withheld=False))
    by = data.draw(groupings(world))

    rows = pd.DataFrame(world.rows)
    found = labelled(summarize(rows, ["reach", "frequency"], by, people="bounds"))

    for label, showings in truth(world, by).items():
        row, people = found[label], oracle.reach(showings)
        assert row["reach_low"] <= people <= row["reach_high"]
        if pd.notna(row["frequency_low"]) and people:
            mean = oracle.impressions(showings) / people
            assert row["frequency_low"] - 1e-9 <= mean <= row["frequency_high"] + 1e-9


@given(st.data())
def test_an_answer_that_is_given_is_true(data: st.DataObject) -> None:
    world = data.draw(worlds(withheld=False))
    by = data.draw(groupings(world))

    try:
        found = labelled(summarize(pd.DataFrame(world.rows), "reach", by))
    except NotAdditiveError:
        return
    for label, showings in truth(world, by).items():
        assert found[label]["reach"] == oracle.reach(showings)
