"""When a file's own total row answers: for people, of the whole file, and never for less."""

from typing import Any

import pandas as pd
import pytest

from toolkit.export import Export
from toolkit.refusal import NotAdditiveError
from toolkit.summarize import held, summarize

ROWS = pd.DataFrame(
    {
        "campaign": ["a", "b"],
        "currency": ["EUR", "EUR"],
        "impressions": [900, 1500],
        "reach": [600, 700],
        "spend": [9.0, 6.0],
    }
)
TOTAL: dict[str, Any] = {"impressions": 2400, "reach": 1000, "spend": 15.0}
BOUNDS = {"reach_low": 700, "reach_high": 1300}


def export(rows: pd.DataFrame = ROWS, **total: Any) -> Export:
    """Build a file with a total row, which needs no receipt to answer."""
    stated = pd.DataFrame({name: [value] for name, value in total.items()})
    return Export(rows, stated, None)  # type: ignore[arg-type]


def is_not_answered(file: Export, by: str | list[str] = (), bounds: dict = BOUNDS) -> None:  # type: ignore[assignment]
    """The total row is left aside: the rows answer, and they leave a choice."""
    with pytest.raises(NotAdditiveError) as caught:
        summarize(file, "reach", by)
    assert caught.value.bounds.iloc[0].to_dict() == bounds


# It answers


def test_the_total_row_answers_for_people_of_the_whole_file() -> None:
    answer = summarize(export(**TOTAL), ["reach", "frequency", "cost_per_1000_reached"])

    assert answer.loc["all"].to_dict() == {
        "reach": 1000,
        "frequency": 2.4,
        "cost_per_1000_reached": 15.0,
    }


def test_the_bounds_are_what_the_total_row_says() -> None:
    answer = summarize(export(**TOTAL), ["reach", "frequency"], people="bounds")

    assert answer.loc["all"].to_dict() == {
        "reach_low": 1000,
        "reach_high": 1000,
        "frequency_low": 2.4,
        "frequency_high": 2.4,
    }


@pytest.mark.parametrize(
    "column",
    [
        ["meta", "meta"],
        [None, None],
        pd.Categorical(["meta", "meta"], categories=["meta", "tiktok"]),
    ],
)
def test_the_total_answers_where_the_only_group_is_the_whole_file(column: Any) -> None:
    answer = summarize(export(ROWS.assign(platform=column), **TOTAL), "reach", "platform")

    assert answer["reach"].tolist() == [1000]
    assert answer.index.name == "platform"
    assert answer.index.isna().tolist() == [column[0] is None]


def test_the_total_answers_under_two_groups_that_are_the_whole_file() -> None:
    file = export(ROWS.assign(platform="meta", account=None), **TOTAL)

    answer = summarize(file, ["frequency", "impressions"], ["account", "platform"])

    assert answer.index.names == ["account", "platform"]
    assert answer.to_numpy().tolist() == [[2.4, 2400]]


def test_parts_that_the_total_row_lacks_are_summed_from_the_rows() -> None:
    answer = summarize(export(reach=1000), ["reach", "frequency", "cost_per_1000_reached"])

    assert answer.loc["all"].tolist() == [1000, 2.4, 15.0]


def test_a_total_may_differ_by_what_rounding_every_amount_can_bring() -> None:
    assert summarize(export(reach=1000, spend=15.001), "reach").loc["all", "reach"] == 1000


def test_a_measure_that_no_row_holds_does_not_disagree() -> None:
    file = export(ROWS.assign(clicks=None), **TOTAL)

    assert summarize(file, "reach").loc["all", "reach"] == 1000


# It does not answer


def test_the_total_row_never_answers_for_what_can_be_added() -> None:
    file = export(ROWS, **{**TOTAL, "spend": 15.001, "clicks": 80})

    answer = summarize(file, ["spend", "impressions", "cpm"])

    assert answer.loc["all"].tolist() == [15.0, 2400, 6.25]


def test_the_total_row_does_not_answer_for_a_part() -> None:
    answer = summarize(export(**TOTAL), ["reach", "frequency"], "campaign")

    assert answer["reach"].to_dict() == {"a": 600, "b": 700}
    assert answer["frequency"].tolist() == [1.5, pytest.approx(15 / 7)]


def test_the_total_row_does_not_answer_where_one_group_is_missing() -> None:
    rows = pd.concat([ROWS, ROWS.assign(campaign=["c", "d"])], ignore_index=True)
    file = export(rows.assign(platform=["meta", "meta", None, None]), reach=1000)

    is_not_answered(file, "platform")


def test_the_total_row_of_a_file_that_was_filtered_does_not_answer() -> None:
    three = pd.concat([ROWS, ROWS.tail(1).assign(campaign="c")], ignore_index=True)
    whole = {"impressions": 3900, "reach": 1100, "spend": 21.0}

    assert summarize(export(three, **whole), "reach").loc["all", "reach"] == 1100
    is_not_answered(export(three.head(2), **whole))


@pytest.mark.parametrize(
    "other",
    [{"impressions": 2401}, {"impressions": 0}, {"spend": 15.01}, {"spend": 1.5}],
)
def test_a_total_row_of_other_rows_does_not_answer(other: dict) -> None:
    is_not_answered(export(**TOTAL | other))


def test_without_impressions_other_sums_tell_whether_the_total_is_of_these_rows() -> None:
    clicks = ROWS.drop(columns=["impressions", "spend"]).assign(clicks=[3, 4])

    assert summarize(export(clicks, reach=1000, clicks=7), "reach").loc["all", "reach"] == 1000
    is_not_answered(export(clicks, reach=1000, clicks=8))


@pytest.mark.parametrize("total", [{}, {"reach": None}, {"reach": float("nan")}])
def test_a_total_row_without_reach_does_not_answer(total: dict) -> None:
    is_not_answered(export(impressions=2400, **total))


def test_an_export_without_a_total_is_its_table() -> None:
    is_not_answered(Export(ROWS, None, None))  # type: ignore[arg-type]


def test_the_total_row_does_not_mix_currencies() -> None:
    file = export(ROWS.assign(currency=["EUR", "USD"]), **TOTAL)

    assert summarize(file, "reach").loc["all", "reach"] == 1000
    with pytest.raises(NotAdditiveError) as caught:
        summarize(file, ["reach", "cost_per_1000_reached"])

    assert str(caught.value) == (
        "cost_per_1000_reached needs spend, which stands under several values of currency (EUR "
        "and USD); amounts in different currencies or price bases do not mix. Keep 'currency' in "
        "by=, or choose the rows of one."
    )
    bounds = caught.value.bounds["cost_per_1000_reached_high"]
    assert bounds.to_dict() == {"EUR": 15.0, "USD": pytest.approx(60 / 7)}


def test_a_total_of_more_people_than_impressions_does_not_answer() -> None:
    is_not_answered(export(impressions=2400, reach=5000))


def test_a_total_of_fewer_people_than_one_row_does_not_answer() -> None:
    is_not_answered(export(impressions=2400, reach=100))


# Around it


def test_neither_the_rows_nor_the_total_are_changed() -> None:
    file = export(ROWS.copy(), **TOTAL)
    assert file.total is not None
    total = file.total.copy()

    summarize(file, ["frequency", "cpm"], "currency", people="bounds")

    pd.testing.assert_frame_equal(file.table, ROWS)
    pd.testing.assert_frame_equal(file.total, total)


def test_what_is_held_is_asked_of_the_rows() -> None:
    file = export(ROWS.drop(columns="spend"), **TOTAL)

    assert held(file, ["cpm", "reach"]) == ["reach"]
