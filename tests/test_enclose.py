"""What rows determine, against worlds in which the truth is known."""

import oracle
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from oracle import Levels, Showing, World, groupings, levels, worlds

from toolkit.catalog import MEASURES, METRICS
from toolkit.enclose import Enclosure, enclose, enclose_metric, is_shared, splits

REACH = MEASURES["reach"]
FOLLOWERS = MEASURES["followers"]
EARLY, LATE = oracle.DAYS[:2]


def only(enclosure: Enclosure, group: object = "all") -> tuple[float, float, bool]:
    """Return low, high and exact of one group."""
    return enclosure.low[group], enclosure.high[group], bool(enclosure.exact[group])


def plain(label: object) -> tuple:
    """Return a group's label as the oracle writes it: a tuple, with None for missing."""
    labels = label if isinstance(label, tuple) else (label,)
    return tuple(None if pd.isna(each) else each for each in labels)  # type: ignore[call-overload]


def per_group(found: Enclosure, truth: dict) -> list[tuple[float, float, bool, list]]:
    """Pair every enclosure with what really happened in its group."""
    lines = zip(found.low.index, found.low, found.high, found.exact, strict=True)
    paired = {plain(label): (low, high, bool(exact)) for label, low, high, exact in lines}
    if set(truth) == {()}:
        truth = {("all",): truth[()]}
    assert set(paired) == set(truth)
    return [(*paired[label], truth[label]) for label in truth]


# Truth inside the bounds, always


@given(st.data())
def test_bounds_of_reach_contain_the_truth(data: st.DataObject) -> None:
    world = data.draw(worlds(silent=True))
    by = data.draw(groupings(world))

    found = enclose(pd.DataFrame(world.rows), REACH, by)

    for low, high, exact, showings in per_group(found, world.groups(by)):
        truth = oracle.reach(showings)
        assert not low > truth
        assert not high < truth
        assert not low > high
        if exact and low == high:
            assert low == truth


@given(st.data())
def test_bounds_of_clickers_contain_the_truth(data: st.DataObject) -> None:
    world = data.draw(worlds(silent=True))
    by = data.draw(groupings(world))

    found = enclose(pd.DataFrame(world.rows), MEASURES["clickers"], by)

    for low, high, _, showings in per_group(found, world.groups(by)):
        assert not low > oracle.clickers(showings)
        assert not high < oracle.clickers(showings)


@given(st.data(), st.integers(9, 12))
def test_a_population_bounds_reach_and_still_contains_the_truth(
    data: st.DataObject, population: int
) -> None:
    world = data.draw(worlds())
    by = data.draw(groupings(world))
    rows = pd.DataFrame(world.rows)

    free, capped = enclose(rows, REACH, by), enclose(rows, REACH, by, population)

    assert (capped.high <= population).all()
    assert not (capped.high > free.high).any()
    for _, high, _, showings in per_group(capped, world.groups(by)):
        assert high >= oracle.reach(showings)


@given(st.data())
def test_bounds_are_no_wider_than_the_largest_row_and_the_sum(data: st.DataObject) -> None:
    world = data.draw(worlds(withheld=False))
    by = data.draw(groupings(world))

    found = enclose(pd.DataFrame(world.rows), REACH, by)

    for low, high, exact, showings in per_group(found, world.groups(by)):
        sizes = [len(showing.seen) for showing in showings]
        assert low >= max(sizes)
        assert high == sum(sizes)
        assert not exact or low == high


@example(
    World(
        ("date_start", "age_band"),
        [
            Showing({"date_start": EARLY, "age_band": "18-24"}, {1: 1}, {}, 0.0),
            Showing({"date_start": LATE, "age_band": "25-34"}, {2: 1}, {}, 0.0),
        ],
    )
)
@given(worlds(withheld=False))
def test_bounds_are_as_narrow_as_the_rows_allow(world: World) -> None:
    found = enclose(pd.DataFrame(world.rows), REACH)

    low, high, exact = only(found)

    assert (low, high) == oracle.tightest_reach(world.showings)
    assert exact or low < high


@given(st.data())
def test_events_are_exact_whatever_splits_them(data: st.DataObject) -> None:
    world = data.draw(worlds())
    by = data.draw(groupings(world))

    found = enclose(pd.DataFrame(world.rows), MEASURES["impressions"], by)

    for low, high, exact, showings in per_group(found, world.groups(by)):
        assert exact
        assert low == high == oracle.impressions(showings)


@example(
    Levels(
        [
            {"platform": "meta", "account": "shop", "date_start": EARLY, "followers": 100},
            {"platform": "tiktok", "account": "shop", "date_start": LATE, "followers": 100},
        ]
    )
)
@given(levels())
def test_bounds_of_followers_contain_every_moment(world: Levels) -> None:
    low, high, exact = only(enclose(pd.DataFrame(world.rows), FOLLOWERS))

    possible = world.possible(world.rows)
    assert low <= min(possible)
    assert high >= max(possible)
    assert not exact or possible == {low}


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 30)), min_size=1, max_size=5))
def test_bounds_of_a_share_contain_the_pooled_share(rows: list[tuple[int, int]]) -> None:
    parts = [(min(shown, eligible), eligible) for eligible, shown in rows]
    table = pd.DataFrame({"impression_share": [shown / eligible for shown, eligible in parts]})

    low, high, exact = only(enclose(table, MEASURES["impression_share"]))

    pooled = sum(shown for shown, _ in parts) / sum(eligible for _, eligible in parts)
    assert low - 1e-9 <= pooled <= high + 1e-9
    assert not exact or abs(pooled - low) < 1e-9


# By hand


def test_days_share_people() -> None:
    days = pd.DataFrame({"date_start": [EARLY, LATE], "reach": [600, 400]})

    assert only(enclose(days, REACH)) == (600, 1000, False)
    assert enclose(days, REACH, ["date_start"]).exact.tolist() == [True, True]


def test_ages_and_genders_do_not_share_people() -> None:
    table = pd.DataFrame(
        {
            "age_band": ["18-24", "18-24", "25-34"],
            "gender": ["f", "m", "f"],
            "reach": [10, 20, 30],
        }
    )

    assert only(enclose(table, REACH)) == (60, 60, True)
    assert enclose(table, REACH, ["gender"]).low.to_dict() == {"f": 40, "m": 20}


def test_ages_are_added_within_a_day_before_days_are_compared() -> None:
    table = pd.DataFrame(
        {
            "date_start": [EARLY, EARLY, LATE, LATE],
            "age_band": ["18-24", "25-34", "18-24", "25-34"],
            "reach": [10, 30, 25, 5],
        }
    )

    low, high, exact = only(enclose(table, REACH))

    assert low >= 40
    assert (high, exact) == (70, False)


def test_a_row_without_an_age_may_hold_people_of_every_age() -> None:
    table = pd.DataFrame({"age_band": [None, "18-24", "25-34"], "reach": [40, 10, 30]})

    assert only(enclose(table, REACH)) == (40, 80, False)


def test_rows_that_nothing_tells_apart_may_share_people() -> None:
    table = pd.DataFrame({"platform": ["meta", "meta"], "reach": [10, 30]})

    assert only(enclose(table, REACH)) == (30, 40, False)


def test_rows_that_repeat_in_one_group_leave_the_other_groups_alone() -> None:
    table = pd.DataFrame(
        {
            "platform": ["meta", "meta", "tiktok", "tiktok"],
            "age_band": ["18-24", "25-34", "18-24", "18-24"],
            "reach": [10, 30, 5, 6],
        }
    )

    found = enclose(table, REACH, ["platform"])

    assert only(found, "tiktok") == (6, 11, False)
    assert only(found, "meta") == (40, 40, True)


def test_a_row_that_withholds_reach_has_at_most_a_person_per_impression() -> None:
    table = pd.DataFrame(
        {
            "campaign": ["a", "b", "c"],
            "reach": [60, None, 20],
            "impressions": [90, 50, 30],
        }
    )

    assert only(enclose(table, REACH)) == (60, 130, False)


def test_without_impressions_a_row_that_withholds_reach_leaves_no_upper_bound() -> None:
    low, high, exact = only(
        enclose(pd.DataFrame({"campaign": ["a", "b"], "reach": [60, None]}), REACH)
    )

    assert low == 60
    assert pd.isna(high)
    assert not exact


def test_a_population_below_the_largest_row_is_not_believed() -> None:
    table = pd.DataFrame({"campaign": ["a", "b"], "reach": [60, 20]})

    assert only(enclose(table, REACH, population=50)) == (60, 80, False)


def test_reach_held_back_as_zero_is_not_nobody() -> None:
    table = pd.DataFrame({"campaign": ["a", "b"], "reach": [100, 0], "impressions": [200, 5]})

    assert only(enclose(table, REACH)) == (100, 105, False)


def test_followers_are_a_level_not_a_sum() -> None:
    table = pd.DataFrame({"date_start": [EARLY, LATE], "followers": [100, 120]})

    assert only(enclose(table, FOLLOWERS)) == (100, 120, False)
    assert only(enclose(table.assign(followers=100), FOLLOWERS)) == (100, 100, True)


def test_followers_of_two_platforms_on_one_day_are_added() -> None:
    table = pd.DataFrame({"platform": ["meta", "tiktok"], "followers": [100, 100]})

    assert only(enclose(table, FOLLOWERS)) == (200, 200, True)


@pytest.mark.parametrize(
    "table",
    [
        {"platform": ["meta", "tiktok"], "post": ["x", "y"], "followers": [100, 100]},
        {"platform": ["meta", "tiktok"], "date_start": [EARLY, LATE], "followers": [100, 100]},
        {"account": ["shop", "shop", "press"], "followers": [100, 100, 100]},
    ],
)
def test_followers_of_two_accounts_are_added_whatever_else_splits_them(table: dict) -> None:
    assert only(enclose(pd.DataFrame(table), FOLLOWERS)) == (200, 200, True)


def test_a_universe_is_added_over_countries_beside_repeated_rows() -> None:
    table = pd.DataFrame({"country": ["DE", "DE", "AT"], "universe": [80, 80, 9]})

    assert only(enclose(table, MEASURES["universe"])) == (89, 89, True)


def test_a_share_beside_a_missing_share_is_unknown() -> None:
    table = pd.DataFrame({"campaign": ["a", "b"], "impression_share": [0.2, None]})

    low, high, _ = only(enclose(table, MEASURES["impression_share"]))

    assert pd.isna(low)
    assert pd.isna(high)


# What splits the rows


@pytest.mark.parametrize(
    ("measure", "by", "expected"),
    [
        ("reach", [], ["platform", "date_start", "currency"]),
        ("reach", ["platform", "currency"], ["date_start"]),
        ("spend", [], ["currency"]),
        ("spend", ["currency"], []),
        ("spend", ["platform"], ["currency"]),
        ("impressions", [], []),
    ],
)
def test_only_what_varies_in_a_group_splits_it(
    measure: str, by: list[str], expected: list[str]
) -> None:
    table = pd.DataFrame(
        {
            "platform": ["meta", "meta", "x"],
            "campaign": ["a", "a", "a"],
            "date_start": [EARLY, LATE, EARLY],
            "age_band": ["18-24", "25-34", "18-24"],
            "currency": ["EUR", "EUR", "USD"],
            "impressions": [1, 2, 3],
            "reach": [1, 2, 3],
            "spend": [1.0, 2.0, 3.0],
        }
    )

    assert splits(table, MEASURES[measure], by) == expected


def test_a_currency_beside_a_missing_currency_splits_the_money() -> None:
    table = pd.DataFrame({"currency": ["EUR", None], "spend": [1.0, 2.0]})

    assert splits(table, MEASURES["spend"], []) == ["currency"]


def test_currencies_split_the_money_of_a_missing_group_too() -> None:
    table = pd.DataFrame(
        {"platform": [None, None], "currency": ["EUR", "USD"], "spend": [1.0, 2.0]}
    )

    assert splits(table, MEASURES["spend"], ["platform"]) == ["currency"]


def test_rows_without_the_amount_do_not_split_it() -> None:
    table = pd.DataFrame({"currency": ["EUR", "USD"], "spend": [1.0, None]})

    assert splits(table, MEASURES["spend"], []) == []


def test_people_and_levels_are_shared_and_events_are_not() -> None:
    shared = {each.counts for each in MEASURES.values() if is_shared(each)}

    assert shared == {"people", "followers", "population", "shares"}


@given(worlds())
def test_the_order_of_rows_does_not_matter(world: World) -> None:
    forth = enclose(pd.DataFrame(world.rows), REACH, world.dimensions[:1])
    back = enclose(pd.DataFrame(world.rows[::-1]), REACH, world.dimensions[:1])

    for one, other in zip(forth, back, strict=True):
        pd.testing.assert_series_equal(one, other)


def test_a_part_of_people_is_at_most_the_whole_of_them():
    posts = pd.DataFrame({
        "post_id": ["1", "2"], "reach": [500, 300], "follower_reach": [400, 290],
        "impressions": [900, 900],
    })  # fmt: skip
    low, high, _ = enclose_metric(posts, METRICS["follower_reach_share"])
    assert (low["all"], high["all"]) == (0.5, 1)
    assert enclose_metric(posts, METRICS["follower_reach_share"], ["post_id"]).high.max() < 1
