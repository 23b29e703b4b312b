"""The same question of the same rows is answered once; of other rows, or changed ones, anew."""

import pandas as pd
import pytest

from toolkit import NotAdditiveError, summarize, use_locale
from toolkit.memory import remembered
from toolkit.numerals import write_count

sums = remembered(summarize)


def test_a_table_that_was_changed_in_place_is_another_one():
    table = pd.DataFrame({"ad": ["a", "b"], "impressions": [1, 2]})
    assert sums(table, "impressions")["impressions"].tolist() == [3]
    table.loc[0, "impressions"] = 5
    assert sums(table, "impressions")["impressions"].tolist() == [7]


def test_what_a_caller_does_to_an_answer_is_seen_by_nobody_else():
    table = pd.DataFrame({"ad": ["a", "b"], "impressions": [1, 2]})
    mine = sums(table, "impressions", "ad")
    mine.loc["a", "impressions"] = 0
    assert sums(table, "impressions", "ad")["impressions"].tolist() == [1, 2]


@pytest.mark.parametrize("_", [1, 2])
def test_a_refusal_is_kept_with_its_bounds(_):
    with pytest.raises(NotAdditiveError) as refused:
        sums(pd.DataFrame({"ad": ["a", "b"], "reach": [1, 2]}), "reach")
    assert refused.value.bounds.iloc[0].tolist() == [2, 3]


def test_missing_is_not_taken_for_zero_nor_a_name_for_another():
    asked = []
    keep = remembered(lambda table: asked.append(table))
    keep(pd.DataFrame({"reach": pd.array([1, None], dtype="Int64")}))
    keep(pd.DataFrame({"reach": pd.array([1, 0], dtype="Int64")}))
    keep(pd.DataFrame({"views": pd.array([1, 0], dtype="Int64")}))
    assert len(asked) == 3


def test_cells_without_a_digest_are_asked_anew():
    asked = []
    keep = remembered(lambda table: asked.append(len(table)) or len(table))
    lists = pd.DataFrame({"tags": [["a"], ["b"]]})
    assert keep(lists) == keep(lists) == 2
    assert asked == [2, 2]


def test_words_are_not_remembered_in_another_locale():
    told = remembered(lambda table: write_count(int(table["reach"].sum())))
    table = pd.DataFrame({"reach": [1234]})
    assert told(table) == "1,234"
    use_locale("de")
    try:
        assert told(table) == "1.234"
    finally:
        use_locale("")
