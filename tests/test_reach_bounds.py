"""Bounds: by hand, against a count of pretend people, and refusals that name the figures."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from toolkit import (
    DataError,
    InfeasibleError,
    fit_reach_curves,
    incremental_bounds,
    overlap_bounds,
    pair_bounds,
    reach_bounds,
)
from toolkit.export import Export
from toolkit.reach import feasible
from toolkit.reach.denied import denied
from toolkit.reach.feasible import Known, Venn

PAIRS = {("a", "b"): 70, ("a", "c"): 65, ("b", "c"): 60}
SINGLES = {"a": 50, "b": 40, "c": 30}


def ends(bounds, metric="reach"):
    return tuple(bounds[[f"{metric}_low", f"{metric}_high"]].iloc[0])


def test_two_reaches_are_enclosed_by_the_larger_and_the_sum():
    assert ends(reach_bounds({"a": 60, "b": 30}, universe=100)) == (60, 90)


def test_the_universe_caps_the_union():
    assert ends(reach_bounds({"a": 60, "b": 70}, universe=100)) == (70, 100)


def test_unions_of_two_sharpen_the_union_of_three():
    assert ends(reach_bounds(SINGLES, unions=PAIRS, universe=100)) == pytest.approx((75, 85))


def test_overlaps_say_the_same_as_the_unions_that_follow_from_them():
    overlaps = {("a", "b"): 20, ("a", "c"): 15, ("b", "c"): 10}
    assert ends(reach_bounds(SINGLES, overlaps=overlaps, universe=100)) == pytest.approx((75, 85))


def test_a_pair_of_figures_is_a_bound():
    assert ends(reach_bounds({"a": (40, 60), "b": 30})) == (40, 90)
    union = ends(reach_bounds({"a": 60, "b": 30}, unions={("a", "b"): (50, 70)}))
    assert union == pytest.approx((60, 70))


def test_frequency_and_cost_follow_from_the_bounds():
    rows = pd.DataFrame(
        {"reach": [60, 30], "impressions": [120, 60], "spend": [9.0, 9.0]}, index=["a", "b"]
    )
    bounds = reach_bounds(rows)
    assert ends(bounds, "frequency") == (2, 3)
    assert ends(bounds, "cost_per_1000_reached") == (200, 300)


def test_a_delivery_table_brings_the_bounds_of_its_groups():
    table = pd.DataFrame(
        {
            "platform": ["a", "a", "b"],
            "date_start": pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-01"]),
            "reach": [5, 6, 7],
            "impressions": [9, 9, 9],
        }
    )
    assert ends(reach_bounds(table, by="platform")) == (7, 18)
    added = incremental_bounds(table, by="platform")
    assert added.loc["a", ["reach_low", "reach_high"]].tolist() == [6, 11]
    assert added.loc["a", "incremental_reach_high"] == 11


def test_weeks_and_a_month_are_put_together_only_if_they_cover_the_same_days():
    days = pd.to_datetime(["2026-02-01", "2026-02-08", "2026-02-15", "2026-02-22", "2026-02-01"])
    table = pd.DataFrame({"platform": [*"aaaab"], "date_start": days, "reach": [5, 6, 5, 4, 7],
                          "date_end": days + pd.to_timedelta([6, 6, 6, 6, 27], "D")})  # fmt: skip
    assert ends(reach_bounds(table, by="platform")) == (7, 27)
    with pytest.raises(DataError, match="a: 7 days a row, 2026-02-01 to 2026-02-21, b: 28 days"):
        reach_bounds(table.drop(index=3), by="platform")


def test_what_is_counted_and_when_stays_with_the_bounds():
    told = reach_bounds({"a": 5, "b": 3}, unit="accounts", window={"a": "May", "b": "May"})
    assert told.attrs == {"unit": "accounts", "window": "May"}
    assert reach_bounds({"a": 5, "b": 3}, unit={"c": "accounts"}).attrs == {}


def told_by(**platforms):
    """A file in which each ad ran on one platform, or on several."""
    rows = [(ad, name, 10) for ad, names in platforms.items() for name in names]
    table = pd.DataFrame(rows, columns=["ad", "platform", "reach"])
    return Export(table=table, total=None, receipt=None)


def test_a_file_counts_what_its_platforms_say():
    alike = told_by(x=["facebook"], y=["tiktok"])
    assert reach_bounds(alike, by="ad").attrs["unit"] == "accounts"
    assert reach_bounds(alike, by="ad", unit="people").attrs["unit"] == "people"
    assert reach_bounds(alike.table, by="ad").attrs["unit"] == "people"
    shown = replace(alike, table=alike.table.assign(impressions=20))
    assert fit_reach_curves(shown, "ad")["x"].unit == "accounts"
    assert fit_reach_curves(shown.table, "ad")["x"].unit == ""


def test_platforms_that_count_unlike_things_are_not_put_together():
    apart = told_by(x=["facebook"], y=["youtube"], z=["pinterest"])
    with pytest.raises(DataError) as caught:
        reach_bounds(apart, by="ad")
    assert str(caught.value) == (
        "units differ (x: accounts, y: people); figures of unlike units bound nothing together. "
        "Load them in one unit. Or pass unit=, if you take them for the same."
    )
    assert ends(reach_bounds(apart, by="ad", unit="people")) == (10, 30)
    with pytest.raises(DataError, match="x: accounts and people"):
        reach_bounds(told_by(x=["facebook", "youtube"]), by="ad")


def test_a_platform_of_which_nobody_says_it_leaves_the_unit_open():
    open_ = told_by(x=["facebook"], y=["pinterest"], z=["a network of one's own"])
    assert reach_bounds(open_, by="ad").attrs["unit"] == "people"


def test_a_reach_without_an_upper_bound_leaves_none_to_the_union():
    table = pd.DataFrame({"platform": ["a", "a", "b"], "ad": ["x", "y", "x"],
                          "reach": [5, None, 7]})  # fmt: skip
    low, high = ends(reach_bounds(table, by="platform"))
    assert low == 7
    assert np.isnan(high)
    assert ends(reach_bounds(table, by="platform", universe=50)) == (7, 50)


def test_incremental_reach_is_what_is_left_beside_the_others():
    added = incremental_bounds({"a": 60, "b": 30}, universe=80)
    assert added["incremental_reach_low"].tolist() == [30, 0]
    assert added["incremental_reach_high"].tolist() == [50, 20]


def test_overlap_is_what_the_universe_forces_and_the_smaller_allows():
    assert ends(overlap_bounds({"a": 60, "b": 30}, universe=80)) == (10, 30)
    assert ends(overlap_bounds({"a": 60, "b": 30})) == (0, 30)


def test_closed_bounds_of_pairs():
    pairs = {("a", "b"): 20, ("a", "c"): 15, ("b", "c"): 10}
    assert pair_bounds(SINGLES, pairs) == pytest.approx((68.5714286, 75, 85, 90))


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ({("a", "b"): 20, ("a", "c"): 15}, "no overlap of b and c"),
        ({("a", "b"): 20, ("a", "c"): 15, ("b", "c"): 10, ("b", "a"): 20}, "each once"),
        ({("a", "b"): 20, ("a", "c"): 15, ("b", "c"): 10, ("a", "x"): 1}, "of the sets"),
    ],
)
def test_closed_bounds_need_every_overlap_of_two(pairs, said):
    with pytest.raises(DataError, match=said):
        pair_bounds(SINGLES, pairs)


def world(rng, sets, people=60):
    """People, who is in which set."""
    return rng.random((people, sets)) < rng.random(sets)


@given(st.integers(0, 10**6))
def test_bounds_hold_in_random_worlds(seed):
    rng = np.random.default_rng(seed)
    sets = int(rng.integers(2, 6))
    there = world(rng, sets)
    names = list("abcdef"[:sets])
    pairs = [pair for pair in combinations(range(sets), 2) if rng.random() < 0.5]
    told = {
        tuple(names[place] for place in pair): int(there[:, list(pair)].any(axis=1).sum())
        for pair in pairs
    }
    reaches = dict(zip(names, there.sum(axis=0).tolist(), strict=True))
    low, high = ends(reach_bounds(reaches, unions=told, universe=60))
    assert low - 1e-6 <= there.any(axis=1).sum() <= high + 1e-6
    loose = ends(reach_bounds(reaches, universe=60))
    assert loose[0] <= low + 1e-6
    assert high <= loose[1] + 1e-6
    for (one, other), row in overlap_bounds(reaches, unions=told, universe=60).iterrows():
        both = there[:, [names.index(one), names.index(other)]].all(axis=1).sum()
        assert row["reach_low"] - 1e-6 <= both <= row["reach_high"] + 1e-6
    for place, row in enumerate(
        incremental_bounds(reaches, unions=told, universe=60).itertuples(index=False)
    ):
        alone = (there[:, place] & (there.sum(axis=1) == 1)).sum()
        assert row.incremental_reach_low - 1e-6 <= alone <= row.incremental_reach_high + 1e-6


def brute(reaches, pairs, universe):
    """Every way in which so few people can be in three sets, counted one by one."""
    found = []
    cells = range(universe + 1)
    for ab, ac, bc, abc in ((w, x, y, z) for w in cells for x in cells for y in cells
                            for z in cells):  # fmt: skip
        only = [reaches[0] - ab - ac - abc, reaches[1] - ab - bc - abc, reaches[2] - ac - bc - abc]
        total = sum(only) + ab + ac + bc + abc
        fits = min(only) >= 0 and total <= universe
        if fits and all(
            reaches[i] + reaches[j] - shared - abc == pairs[i, j]
            for (i, j), shared in (((0, 1), ab), ((0, 2), ac), ((1, 2), bc))
            if (i, j) in pairs
        ):
            found.append(total)
    return (min(found), max(found)) if found else None


@pytest.mark.parametrize("pairs", [{(0, 1): 5}, {(0, 1): 5, (1, 2): 4}, {(0, 1): 4, (0, 2): 6}])
def test_bounds_are_those_of_counting_every_way(pairs):
    reaches, names = (4, 3, 2), "abc"
    told = {(names[i], names[j]): people for (i, j), people in pairs.items()}
    bounds = reach_bounds(dict(zip(names, reaches, strict=True)), unions=told, universe=8)
    assert ends(bounds) == pytest.approx(brute(reaches, pairs, 8))


def test_fifteen_sets_are_told_exactly():
    rng = np.random.default_rng(3)
    there = world(rng, 15, 500)
    names = list("abcdefghijklmno")
    told = {
        (names[i], names[j]): int(there[:, [i, j]].any(axis=1).sum())
        for i, j in combinations(range(15), 2)
        if (i + j) % 4 == 0
    }
    reaches = dict(zip(names, there.sum(axis=0).tolist(), strict=True))
    low, high = ends(reach_bounds(reaches, unions=told, universe=500))
    assert low - 1e-6 <= there.any(axis=1).sum() <= high + 1e-6
    assert max(told.values()) <= low + 1e-6


def test_a_sixteenth_set_is_refused_where_unions_are_known():
    reaches = {f"set {place}": 5 for place in range(16)}
    assert ends(reach_bounds(reaches)) == (5, 80)
    with pytest.raises(DataError, match="at most 15"):
        reach_bounds(reaches, unions={("set 1", "set 2"): 7})


def test_the_fewest_figures_that_contradict_are_named():
    singles = {"a": 50, "b": 40, "c": 30, "d": 20}
    told = {("a", "b"): 50, ("b", "c"): 40, ("a", "c"): 75}
    with pytest.raises(InfeasibleError) as caught:
        reach_bounds(singles, unions=told, universe=100)
    named = {"".join(sorted(each.of)) for each in caught.value.figures}
    # b lies in a and c in b, so that a and c together are a: neither d nor the universe matters.
    assert named <= {"a", "b", "c", "ab", "bc", "ac"}
    assert "ac" in named
    assert "universe" not in str(caught.value)


def test_no_figure_named_in_a_contradiction_can_be_spared():
    known = [Known(frozenset(of), value, value) for of, value in
             (("a", 50), ("b", 40), ("c", 30), ("ab", 50), ("bc", 40), ("ac", 75))]  # fmt: skip
    with pytest.raises(InfeasibleError) as caught:
        Venn("abc", known)
    for spared in caught.value.figures:
        Venn("abc", [each for each in caught.value.figures if each is not spared])


@pytest.mark.parametrize("seed", [2, 7, 13, 23, 25, 39])
def test_no_fewer_figures_contradict_than_those_named(seed):
    rng = np.random.default_rng(seed)
    known = [
        Known(frozenset(of), people, people)
        for size in (1, 2, 3)
        for of in combinations("abcd", size)
        if size == 1 or rng.random() < 0.4
        for people in [int(rng.integers(20, 60)) + 15 * (size - 1)]
    ]
    with pytest.raises(InfeasibleError) as caught:
        Venn("abcd", known)
    for fewer in combinations(known, len(caught.value.figures) - 1):
        Venn("abcd", fewer)


@pytest.mark.parametrize(
    ("reaches", "more", "said"),
    [
        ({"a": -5, "b": 3}, {}, "reach of a is -5"),
        ({"a": None, "b": 3}, {}, "reach of a is missing"),
        ({"a": 50, "b": 3}, {"universe": 40}, "universe 40 is below the reach of a, 50"),
        (
            {"a": 50, "b": 3},
            {"unions": {("a", "b"): 40}},
            "reach of a or b 40 is below its part, a",
        ),
        ({"a": 50, "b": 3}, {"unions": {("a", "b"): 60}}, "above the sum of its parts, 53"),
        ({"a": 50, "b": 3}, {"overlaps": {("a", "b"): 4}}, "above b, with 3"),
        ({"a": 50, "b": 3}, {"unions": {("a", "x"): 60}}, "there is no reach of x"),
        ({"a": 5, "b": 3}, {"unit": {"a": "people", "b": "cookies"}}, "a: people, b: cookies"),
        ({"a": 5, "b": 3}, {"unit": {"a": "people"}}, "b: not stated"),
        ({"a": 5, "b": 3}, {"window": {"a": "7 days", "b": "28 days"}}, "a: 7 days, b: 28 days"),
        ({}, {}, "no reach"),
        ({"a": "many", "b": 3}, {}, "reach of a is 'many', which is no number"),
        ({"a": np.inf, "b": 3}, {}, "reach of a is inf"),
        ({"a": (1, 2, 3)}, {}, "reach of a is (1, 2, 3)"),
        ([5, 3], {}, "people by name, not a list"),
        (pd.Series([5, 3], ["a", "a"]), {}, "a stands twice"),
        (pd.DataFrame({"reach": [5, 3]}, ["a", "a"]), {}, "a stands twice"),
        ({"a": 5, "b": 3}, {"universe": "ten"}, "universe is 'ten'"),
        ({"a": 5, "b": 3}, {"universe": np.nan}, "universe is nan"),
        ({"a": 0, "b": 0}, {"universe": -1}, "universe is -1"),
        ({"a": 5, "b": 3}, {"unions": {("a", "b"): "many"}}, "union of a, b is 'many'"),
        ({"a": 5, "b": 3}, {"unions": {(): 5}}, "union of nothing is 5"),
    ],
)
def test_what_cannot_be_is_refused_with_the_figures_named(reaches, more, said):
    with pytest.raises(DataError) as caught:
        reach_bounds(reaches, **more)
    assert said in str(caught.value)


def test_reach_above_impressions_is_refused():
    rows = pd.DataFrame({"reach": [60], "impressions": [50]}, index=["a"])
    with pytest.raises(DataError, match="reach of a, 60, is above its impressions, 50"):
        reach_bounds(rows)


def test_all_problems_are_named_at_once():
    with pytest.raises(DataError) as caught:
        reach_bounds({"a": -5, "b": None}, universe=1)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("count", [3, 18])
def test_the_total_row_of_a_file_is_a_known_union(count):
    reach = [100, 90, *[20] * (count - 2)]
    table = pd.DataFrame({"ad": [f"ad {place}" for place in range(count)], "reach": reach})
    total = sum(reach) - 30
    export = Export(table=table, total=pd.DataFrame({"reach": [total]}), receipt=None)
    assert ends(reach_bounds(export, by="ad")) == pytest.approx((total, total))
    added = incremental_bounds(export, by="ad")
    assert added.loc["ad 0", "incremental_reach_low"] == pytest.approx(70)
    assert added.loc["ad 0", "incremental_reach_high"] == pytest.approx(min(100, total - 90))
    shared = overlap_bounds(export, by="ad").loc[("ad 0", "ad 1")]
    assert shared.tolist() == pytest.approx([max(0, 190 - total), 30])
    with pytest.raises(DataError, match="below the total row's"):
        reach_bounds(export, by="ad", universe=total - 1)


def test_people_of_different_ages_are_added_up_and_need_no_bounds():
    table = pd.DataFrame({"age_band": ["18-24", "25-34"], "reach": [5, 7]})
    with pytest.raises(DataError, match="add up"):
        reach_bounds(table, by="age_band")


def test_a_table_needs_to_know_what_splits_it():
    with pytest.raises(DataError, match="needs by="):
        reach_bounds(pd.DataFrame({"reach": [1, 2]}))


def dense(count, seed):
    """Sets of simulated people, what is known of every one and every two, and all people."""
    rng = np.random.default_rng(seed)
    alike, names = rng.normal(size=4000), [f"s{place:02d}" for place in range(count)]
    chance = 1 / (1 + np.exp(-alike * rng.uniform(0.2, 1.2, (count, 1)) + rng.uniform(0.3, 2)))
    member = rng.random((count, len(alike))) < chance
    known = [
        Known(frozenset(names[place] for place in of), people, people)
        for size in (1, 2)
        for of in combinations(range(count), size)
        for people in [float(member[list(of)].any(axis=0).sum())]
    ]
    return names, known, member


@pytest.mark.parametrize("seed", range(3))
def test_fifteen_sets_with_every_pair_hold_the_truth_and_no_more_than_a_whole_programme(seed):
    names, known, member = dense(15, seed)
    low, high = Venn(names, known, member.shape[1]).enclose(names)
    assert low - 1e-6 <= member.any(axis=0).sum() <= high + 1e-6
    few = [each for each in known if each.of <= set(names[:9])]
    venn = Venn(names[:9], few, member.shape[1])
    cells = np.arange(2**9) >> np.arange(9)[:, None] & 1
    rows = [cells[[names.index(name) for name in each.of]].any(axis=0) for each in few]
    whole = {
        "A_eq": np.array(rows, dtype=float), "b_eq": [each.low for each in few],
        "A_ub": np.ones((1, 2**9)), "b_ub": [member.shape[1]],
    }  # fmt: skip
    reached = cells.any(axis=0).astype(float)
    ends = linprog(reached, **whole).fun, -linprog(-reached, **whole).fun
    assert venn.enclose(names[:9]) == pytest.approx(ends, abs=1e-5)


@given(
    st.lists(st.integers(1, 127), min_size=3, max_size=5),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=5, max_size=5),
)
@settings(max_examples=200)
def test_two_or_three_figures_that_contradict_are_found_wherever_there_are_any(bits, ends):
    rows = (np.array(bits)[:, None] >> np.arange(7) & 1).astype(float)
    low = np.array([float(least) for least, _ in ends[: len(bits)]])
    high = low + [more for _, more in ends[: len(bits)]]
    fewest = [of for size in (2, 3) for of in combinations(range(len(bits)), size)
              if not can_be(rows, low, high, of)]  # fmt: skip
    found = denied(rows, low, high)
    assert (found is None) == (not fewest)
    if found is not None:
        assert found.sum() == len(fewest[0])
        assert not can_be(rows, low, high, np.flatnonzero(found))


def can_be(rows, low, high, of):
    of = list(of)
    told = linprog(np.zeros(rows.shape[1]), A_ub=np.vstack([rows[of], -rows[of]]),
                   b_ub=np.concatenate([high[of], -low[of]]))  # fmt: skip
    return told.status == 0


def test_one_wrong_figure_among_many_is_named_with_the_two_that_deny_it():
    names, known, member = dense(15, 0)
    wrong = next(place for place, each in enumerate(known) if each.of == {"s03", "s08"})
    parts = sum(each.low for each in known if each.of in ({"s03"}, {"s08"}))
    known[wrong] = Known(known[wrong].of, parts + 50, parts + 50)
    with pytest.raises(
        InfeasibleError, match=r"^No people can be as these figures say: "
    ) as caught:
        Venn(names, known, member.shape[1])
    assert {each.of for each in caught.value.figures} == {
        frozenset({"s03"}), frozenset({"s08"}), frozenset({"s03", "s08"})
    }  # fmt: skip


def test_after_a_long_search_it_is_said_that_fewer_may_contradict(monkeypatch):
    monkeypatch.setattr(feasible, "_WORK", -1)
    names, known, member = dense(6, 1)
    low, _ = Venn(names, known, member.shape[1]).enclose(names)
    with pytest.raises(
        InfeasibleError, match="none of which can be spared, though 4 may be enough"
    ) as caught:
        Venn(names, known, low - 1)
    named = [each for each in caught.value.figures if isinstance(each, Known)]
    assert "universe" in str(caught.value)
    for spared in named:
        Venn(names, [each for each in named if each is not spared], low - 1)
