"""Every count against a plain one: one impression after another, no engine, no pandas."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import log_oracle as oracle
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import check, summarize
from toolkit.log import (
    audience,
    build_up,
    check_log,
    common_reach,
    deliver,
    exclusive_reach,
    frequency,
    incremental_reach,
    overlap,
    read_log,
    repeat,
    union_reach,
)
from toolkit.schema import DataError

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

FEWER = settings(max_examples=settings().max_examples // 2)
GROUPINGS = st.lists(st.sampled_from(["platform", "campaign"]), unique=True)
TRAFFIC = st.sampled_from(["valid", "all"])
PERIODS = {"day": lambda moment: moment.date(), "week": oracle.week, "month": oracle.month}


def log_of(rows: list[oracle.Row]):
    return read_log(pa.Table.from_pylist(rows))


def records(table: pd.DataFrame, by: list[str] = ()) -> dict[tuple, dict[str, Any]]:
    """Rows by group; missing is None, and pandas' own types are gone."""
    plain = table.astype(object).where(table.notna(), None).to_dict("records")
    return {tuple(row[name] for name in by): row for row in plain}


def assert_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    for name, value in expected.items():
        told = found[name]
        assert (told is None) == (value is None), (name, told, value)
        assert value is None or told == pytest.approx(float(value), abs=1e-9), name


def counted_or_refused(rows: list[oracle.Row], traffic: str) -> list[oracle.Row]:
    """What counts; if nothing does, that must be said."""
    counted = oracle.counted(rows, traffic)
    if not counted:
        with pytest.raises(DataError, match="No impression counts"):
            deliver(log_of(rows), traffic=traffic)
    return counted


@FEWER
@given(oracle.logs(), GROUPINGS, TRAFFIC)
def test_a_delivery_counts_what_happened_in_every_group(rows, by, traffic):
    if counted := counted_or_refused(rows, traffic):
        table = deliver(log_of(rows), by, traffic=traffic)
        found, expected = records(table, by), oracle.cells(counted, by)
        assert found.keys() == expected.keys()
        for cell, inside in expected.items():
            assert_same(found[cell], oracle.delivered(inside))
        days = [row["time"].date() for row in counted]
        assert set(table["date_start"].dt.date) == {min(days)}
        assert set(table["date_end"].dt.date) == {max(days)}


@FEWER
@given(oracle.logs(), st.sampled_from(list(PERIODS)))
def test_a_delivery_by_period_counts_each_period(rows, every):
    if counted := counted_or_refused(rows, "valid"):
        table = deliver(log_of(rows), "campaign", every=every)
        first = min(row["time"].date() for row in counted)
        placed = [row | {"start": max(first, PERIODS[every](row["time"]))} for row in counted]
        expected = oracle.cells(placed, ["campaign", "start"])
        found = records(table.assign(start=table["date_start"].dt.date), ["campaign", "start"])
        assert found.keys() == expected.keys()
        for cell, inside in expected.items():
            assert_same(found[cell], oracle.delivered(inside))


@FEWER
@given(oracle.logs(currency=st.sampled_from(["EUR", "USD"])), GROUPINGS)
def test_a_delivery_is_a_valid_delivery_table(rows, by):
    if counted_or_refused(rows, "valid"):
        table = deliver(log_of(rows), [*by, "currency"], every="day")
        assert [str(each) for each in check(table) if each.severity == "error"] == []
        summary = summarize(table, "impressions", ["currency"])
        assert summary["impressions"].sum() == len(oracle.counted(rows))


@FEWER
@given(oracle.logs(), GROUPINGS, TRAFFIC)
def test_frequency_counts_people_by_their_number_of_exposures(rows, by, traffic):
    if counted := counted_or_refused(rows, traffic):
        table = frequency(log_of(rows), by, spend=True, traffic=traffic)
        found = records(table, [*by, "exposures"])
        expected = {
            (*cell, row["exposures"]): row
            for cell, inside in oracle.cells(counted, by).items()
            for row in oracle.frequencies(inside)
        }
        assert found.keys() == expected.keys()
        for cell, row in expected.items():
            assert_same(found[cell], row)


@FEWER
@given(
    oracle.logs(), GROUPINGS, st.sampled_from(list(PERIODS)), st.sampled_from([[1], [1, 2], [3]])
)
def test_build_up_dates_a_person_at_the_kth_impression(rows, by, every, least):
    if counted := counted_or_refused(rows, "valid"):
        table = build_up(log_of(rows), every, k=least, by=by)
        last = max(row["time"].date() for row in counted)
        found = records(table.assign(end=table["date_end"].dt.date), [*by, "end", "exposures"])
        for cell, inside in oracle.cells(counted, by).items():
            for row in oracle.build_up(inside, lambda row: PERIODS[every](row["time"]), least):
                end = min(last, _last_day(row.pop("step"), every))
                assert_same(found.pop((*cell, end, row["exposures"])), row)
        assert not found


def _last_day(start: date, every: str) -> date:
    later = {"day": 1, "week": 7, "month": 32}[every]
    return PERIODS[every](
        datetime.combine(start, datetime.min.time()) + timedelta(later)
    ) - timedelta(1)


@FEWER
@given(oracle.logs(), GROUPINGS, st.sampled_from([("impressions", 3), ("spend", 1.5)]))
def test_build_up_by_amount_keeps_a_moment_in_one_step(rows, by, step):
    amount, size = step
    value = {"impressions": lambda _: 1, "spend": lambda row: row["cost"]}[amount]
    if counted := counted_or_refused(rows, "valid"):
        found = build_up(log_of(rows), amount, step=size, k=[1, 2], by=by)
        found = found.astype(object).where(found.notna(), None).to_dict("records")
        for cell, inside in sorted(oracle.cells(counted, by).items(), key=str):
            steps = oracle.steps_of(inside, value, size)
            mine = [row for row in found if tuple(row[name] for name in by) == cell]
            for told, row in zip(mine, oracle.build_up(inside, steps, [1, 2]), strict=True):
                del row["step"]
                assert_same(told, row)


@FEWER
@given(oracle.logs(), st.integers(1, 3), st.data())
def test_overlap_answers_every_question_of_who_saw_it_where(rows, k, data):
    people = oracle.exposures_on(oracle.counted(rows), "platform")
    if not people:
        with pytest.raises(DataError):
            overlap(log_of(rows))
        return
    combinations = overlap(log_of(rows), highest_k=3)
    values = sorted({value for each in people.values() for value in each})
    assert list(combinations.index.names) == values
    some = data.draw(st.lists(st.sampled_from(values), unique=True, min_size=1))

    def on(each, names) -> int:
        return sum(each[name] for name in names)

    in_any = [each for each in people.values() if on(each, some) >= k]
    in_all = [each for each in people.values() if all(each[name] >= k for name in some)]
    only_there = [each for each in in_any if on(each, values) == on(each, some)]
    for found, expected in [
        (union_reach(combinations, some, k=k), in_any),
        (common_reach(combinations, some, k=k), in_all),
        (exclusive_reach(combinations, some, k=k), only_there),
    ]:
        assert found["people"] == len(expected)
        assert found["impressions"] == sum(each.total() for each in expected)


@FEWER
@given(oracle.logs(), st.integers(1, 3), st.permutations(["meta", "tiktok", 'you"tube']))
def test_incremental_reach_is_what_each_adds_to_those_before(rows, k, values):
    people = oracle.exposures_on(oracle.counted(rows), "platform")
    order = [value for value in values if any(each[value] for each in people.values())]
    if order:
        table = incremental_reach(overlap(log_of(rows), highest_k=3), order, k=k)
        earlier = 0
        for place, value in enumerate(order, 1):
            alone = sum(each[value] >= k for each in people.values())
            so_far = sum(sum(each[name] for name in order[:place]) >= k for each in people.values())
            assert list(table.loc[value]) == [alone, so_far - earlier, so_far]
            earlier = so_far


@FEWER
@given(oracle.logs(), GROUPINGS, st.integers(1, 3), st.sampled_from([None, *PERIODS]))
def test_repeat_tells_what_goes_beyond_the_cap(rows, by, cap, every):
    quantiles = [Fraction(1, 10), Fraction(1, 2), Fraction(7, 10)]
    if counted := counted_or_refused(rows, "valid"):
        levels = [float(each) for each in quantiles]
        table = repeat(log_of(rows), cap, every=every, by=by, quantiles=levels)
        found, expected = records(table, by), oracle.cells(counted, by)
        assert found.keys() == expected.keys()
        period = PERIODS.get(every, lambda _: None)
        for cell, inside in expected.items():
            told = oracle.repeated(inside, cap, lambda row: period(row["time"]), quantiles)
            assert_same(found[cell], told)


@FEWER
@given(oracle.logs(), GROUPINGS, st.sampled_from(list(PERIODS)), TRAFFIC)
def test_an_audience_is_frequency_build_up_and_overlap(rows, by, every, traffic):
    if any(row["platform"] for row in oracle.counted(rows, traffic)):
        log = log_of(rows)
        told = audience(log, by, every=every, traffic=traffic)
        pd.testing.assert_frame_equal(told.frequency, frequency(log, by, traffic=traffic))
        pd.testing.assert_frame_equal(told.build_up, build_up(log, every, traffic=traffic))
        pd.testing.assert_frame_equal(told.overlap, overlap(log, traffic=traffic))


@FEWER
@given(oracle.logs(impression_id=st.sampled_from(["1", "2", "3", None])))
def test_check_log_counts_every_oddity(rows):
    now = oracle.MOMENTS[3]
    table = check_log(log_of(rows), now=now).set_index("problem")["impressions"]
    ids = [row["impression_id"] for row in rows if row["impression_id"] is not None]
    measured = ("in_view_pixels", "in_view_seconds")
    expected = {
        "all impressions": len(rows),
        "impression id stood before": len(ids) - len(set(ids)),
        "without user id": sum(row["user_id"] is None for row in rows),
        "without time": sum(row["time"] is None for row in rows),
        "marked invalid": sum(row["is_valid"] is False for row in rows),
        "not known whether valid": sum(row["is_valid"] is None for row in rows),
        "without cost": sum(row["cost"] is None for row in rows),
        "viewability not measured": sum(None in map(row.get, measured) for row in rows),
        "after the log was written": sum(
            row["time"] is not None and row["time"] > now for row in rows
        ),
    }
    assert {name: table[name] for name in expected} == expected
    assert (table.drop(list(expected)) == 0).all()
