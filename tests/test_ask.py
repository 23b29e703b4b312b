"""How far a table answers: exactly, by an estimate, between bounds, or only in parts."""

import pandas as pd
import pytest

from toolkit import (
    dataset_path,
    deliver,
    format_askable,
    format_refusals,
    list_askable,
    read_delivery,
    read_log,
    sample_people,
    summarize,
)


@pytest.fixture(scope="module")
def sampled():
    log = read_log(dataset_path("impression_log")).drop("cost")
    return deliver(sample_people(log, 1 / 16))


def test_what_a_sample_tells_is_called_estimated_and_carries_its_interval(sampled):
    told = format_askable(sampled, ["reach"]).cells.iloc[0]
    low, high = (sampled[f"reach{end}"].iloc[0] for end in ("_low", "_high"))
    assert told["Answer"] == "estimated"
    assert f"({low:,.0f} to {high:,.0f})" in told["The whole file"]
    assert format_refusals(sampled).cells.empty


def test_bounds_are_those_of_the_summary():
    table = read_delivery("meta_ads", platform="instagram").table
    ends = summarize(table, "reach", people="bounds").iloc[0]
    told = format_askable(table, ["reach"]).cells.iloc[0]
    assert told["Answer"] == "between bounds"
    assert told["The whole file"] == f"{ends['reach_low']:,} to {ends['reach_high']:,}"


def test_people_and_money_of_two_currencies_are_told_only_apart():
    table = pd.DataFrame({"currency": ["EUR", "USD"], "spend": [5.0, 6.0], "reach": [9, 8]})
    answers = list_askable(table, (), ["spend", "reach", "cost_per_1000_reached"])["answer"]
    assert answers.to_dict() == {
        "spend": "only apart", "reach": "between bounds", "cost_per_1000_reached": "only apart",
    }  # fmt: skip
    assert list_askable(table, "currency", ["spend"])["answer"].tolist() == ["exact"]
