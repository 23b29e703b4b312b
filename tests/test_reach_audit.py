"""The fifteen rules: each broken by one made-up report, and kept by another."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import DataError, Report, audit
from toolkit.export import Export
from toolkit.reach.audit import RULES

DAYS = pd.DataFrame({"impressions": [900, 1500], "reach": [600, 700]})

BROKEN = {
    "C1": Report(rows=pd.DataFrame({"impressions": [5], "reach": [7]})),
    "C2": Report(cumulative=pd.Series([55.0, 48.0])),
    "C3": Report(cumulative=pd.Series([40.0, 48.0]), total={"reach": 55}),
    "C4": Report(rows=DAYS, total={"reach": 1400}),
    "C5": Report(at_least={1: 50, 2: 55}),
    "C6": Report(at_least={1: 100, 2: 60}, total={"impressions": 150}),
    "C7": Report(sets={"a": 50, "b": 40}, unions={("a", "b"): 45}),
    "C8": Report(
        sets={"a": 50, "b": 40, "c": 30},
        unions={("a", "b"): 50, ("b", "c"): 40, ("a", "c"): 75},
    ),
    "C9": Report(rows=DAYS, total={"impressions": 2500}),
    "C10": Report(rows=pd.DataFrame({"impressions": [5], "viewable_impressions": [7]})),
    "C11": Report(
        sets={"A": 60, "A1": 40, "B": 30}, overlaps={("A1", "B"): 20, ("A", "B"): 12},
        contains={"A": ("A1",)},
    ),
    "C12": Report(sets={"a": 50, "b": 50}, unions={("a", "b"): 51}, universe=100),
    "C13": Report(unit={"a": "people", "b": "cookies"}),
    "C14": Report(time_zone={"a": "UTC", "b": "America/New_York"}),
    "C15": Report(total={"reach": 100, "impressions": 250, "frequency": 2.7}),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_finds_what_breaks_it(rule):
    found = audit(BROKEN[rule])
    assert rule in set(found["rule"])
    row = found[found["rule"] == rule].iloc[0]
    assert row["kind"] == "real"
    assert row["cells"]
    assert row["says"] == RULES[rule].says


def test_figures_that_agree_break_no_rule():
    report = Report(
        rows=pd.DataFrame({"impressions": [150, 100], "reach": [80, 70]}),
        total={"impressions": 250, "reach": 110, "frequency": 2.27},
        cumulative=pd.Series([80.0, 110.0]), exactly={1: 30, 2: 40, 3: 20, 4: 20},
        at_least={1: 110, 2: 80, 3: 40, 4: 20}, sets={"a": 80, "b": 70, "a1": 30},
        unions={("a", "b"): 110}, contains={"a": ("a1",)}, universe=180,
        unit={"a": "people", "b": "people"}, window={"a": "May", "b": "May"},
    )  # fmt: skip
    assert audit(report).empty


WEEKS = pd.DataFrame({"reach": [80, 70]}, index=["w1", "w2"])


@pytest.mark.parametrize(
    ("report", "broken"),
    [
        (Report(rows=WEEKS, cumulative=pd.Series({"w1": 70.0, "w2": 110.0})),
         ["C4", "row w1, cumulative w1", 80, 70]),
        (Report(rows=WEEKS, cumulative=pd.Series({"w1": 80.0, "w2": 170.0})),
         ["C4", "cumulative w2, rows so far", 170, 150]),
        (Report(cumulative=pd.Series([50.0, np.nan, 40.0])), ["C2", "cumulative 2", 50, 40]),
        (Report(total={"impressions": 5, "viewable_impressions": 7}),
         ["C10", "total: viewable_impressions, impressions", 7, 5]),
        (Report(at_least={1: 50, 2: 20}, exactly={1: 10, 2: 40}, open_ended=True),
         ["C5", "exactly 2 on, 2+", 40, 20]),
        (Report(at_least={1: 100, 3: 60}, total={"impressions": 200}),
         ["C6", "all k+, impressions", 220, 200]),
        (Report(rows=pd.DataFrame({"impressions": [100, None]}), total={"impressions": 90}),
         ["C9", "all rows, total", 100, 90]),
    ],
)  # fmt: skip
def test_a_rule_holds_between_all_figures_that_it_ties(report, broken):
    found = audit(report)
    assert found[["rule", "cells", "value", "limit"]].to_numpy().tolist() == [broken]
    assert found["kind"].tolist() == ["real"]


@pytest.mark.parametrize(
    "report",
    [
        Report(rows=WEEKS, cumulative=pd.Series({"w1": 80.0, "w2": 150.0})),
        Report(rows=pd.DataFrame({"reach": [0, 70]}), cumulative=pd.Series([5.0, 90.0])),
        Report(at_least={1: 50, 2: 20, 4: 7}, exactly={1: 30, 2: 20}, open_ended=True),
        Report(at_least={1: 100, 3: 50}, total={"impressions": 200}),
        Report(rows=pd.DataFrame({"impressions": [80, None]}), total={"impressions": 90}),
        Report(sets={"a": np.nan, "b": 5}, unions={("a", "b"): 9}),
    ],
)
def test_figures_at_their_limit_break_no_rule(report):
    assert audit(report).empty


def test_a_frequency_of_rounded_figures_may_be_off_by_their_rounding():
    total = {"reach": 12_000, "impressions": 30_000, "frequency": 2.45}
    assert audit(Report(total=total))["rule"].tolist() == ["C15"]
    assert audit(Report(total=total, rounded_to=1000)).empty
    far = Report(total={**total, "frequency": 3.4}, rounded_to=1000)
    assert audit(far)["rule"].tolist() == ["C15"]


def test_sets_that_are_too_many_to_check_are_said():
    sets = {f"set {place}": 10 for place in range(16)}
    found = audit(Report(sets=sets, overlaps={("set 1", "set 2"): 5}))
    assert found[["rule", "severity"]].to_numpy().tolist() == [["C8", "look"]]
    assert "not checked: 16 sets" in found["message"][0]


def test_a_contradiction_is_told_in_the_figures_of_the_report():
    report = Report(sets={"a": 60, "b": 50}, overlaps={("a", "b"): 5}, universe=100)
    row = audit(report).iloc[0]
    assert row["cells"] == "reach of a 60; reach of b 50; reach of a and b 5; universe 100"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (pd.DataFrame({"impressions": [-5], "reach": ["x"]}), "row 0: reach is 'x'"),
        (Report(sets={"a": -4}), "reach of a is -4"),
        (Report(at_least={2: -1}), r"2\+ is -1"),
        ([1, 2], "asks for a table"),
    ],
)
def test_figures_that_are_none_are_refused_by_name(given, said):
    with pytest.raises(DataError, match=said):
        audit(given)


def test_a_cumulative_reach_that_falls_is_named_with_its_gap():
    report = Report(
        cumulative=pd.Series([55.0, 48.0]), exactly={1: 20, 2: 28},
        total={"reach": 48, "impressions": 100}, open_ended=True,
    )  # fmt: skip
    found = audit(report)
    assert found["rule"].tolist() == ["C2"]
    assert found["gap"].tolist() == [7]


def test_rounding_is_told_apart_from_a_real_excess():
    people = dict.fromkeys(range(1, 8), 2_000_000) | {8: 1_282_729}
    assert sum(people.values()) == 15_282_729
    found = audit(Report(at_least=people, total={"impressions": 15_282_723}))
    assert found[["rule", "gap", "kind"]].values.tolist() == [["C6", 6.0, "rounding"]]
    found = audit(Report(at_least=people, total={"impressions": 15_282_700}))
    assert found["kind"].tolist() == ["real"]


def test_figures_rounded_to_hundreds_may_be_hundreds_apart():
    report = Report(sets={"a": 500, "b": 400}, unions={("a", "b"): 1000})
    assert audit(report)["kind"].tolist() == ["real", "real"]
    rounded = Report(sets=report.sets, unions=report.unions, rounded_to=100)
    assert set(audit(rounded)["kind"]) == {"rounding"}


def test_reach_held_back_is_worth_a_look_and_no_error():
    found = audit(pd.DataFrame({"impressions": [40], "reach": [0]}))
    assert found[["rule", "severity", "kind"]].values.tolist() == [["C1", "look", "suppressed"]]


def test_a_complete_histogram_accounts_for_all_impressions():
    told = {"exactly": {1: 20, 2: 28}, "total": {"impressions": 500}}
    assert audit(Report(**told))["rule"].tolist() == ["C6"]
    assert audit(Report(**told, open_ended=True)).empty


def test_a_file_of_platforms_that_count_unlike_things_deserves_a_look():
    rows = pd.DataFrame({"platform": ["facebook", "youtube", "pinterest"], "reach": [5, 7, 9]})
    found = audit(Export(table=rows, total=None, receipt=None))
    assert found[["rule", "severity", "cells"]].to_numpy().tolist() == [
        ["C13", "look", "facebook: accounts, youtube: people"]
    ]
    assert audit(Export(table=rows[:1], total=None, receipt=None)).empty


def test_the_contradiction_names_the_fewest_figures():
    row = audit(BROKEN["C8"]).iloc[0]
    assert "reach of a or c" in row["cells"]


def test_reach_below_its_last_digit_of_frequency_is_rounding_and_passes():
    assert audit(Report(total={"reach": 110, "impressions": 250, "frequency": 2.3})).empty


@given(st.lists(st.integers(1, 30), min_size=1, max_size=30), st.integers(2, 6))
def test_what_was_counted_breaks_no_rule(exposures, days):
    rng = np.random.default_rng(sum(exposures))
    seen = pd.DataFrame({"person": np.repeat(np.arange(len(exposures)), exposures)})
    seen["day"] = rng.integers(0, days, len(seen))
    by_day = seen.groupby("day")["person"].agg(["size", "nunique"])
    first = seen.groupby("person")["day"].min()
    counts = pd.Series(exposures).value_counts()
    report = Report(
        rows=by_day.set_axis(["impressions", "reach"], axis=1),
        total={"reach": len(exposures), "impressions": len(seen)},
        cumulative=pd.Series({day: float((first <= day).sum()) for day in sorted(by_day.index)}),
        exactly=counts.to_dict(),
        at_least={k: int((np.array(exposures) >= k).sum()) for k in range(1, 12)},
    )
    assert audit(report).empty
