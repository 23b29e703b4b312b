"""Rows have one number if they agree in every column, whatever the columns hold."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from toolkit.numbering import numbered

CELLS = some.one_of(some.sampled_from(["x", "meta", ""]), some.none())
ROWS = some.lists(some.tuples(CELLS, some.integers(-2, 2), CELLS), max_size=30)


@given(ROWS)
def test_rows_have_one_number_if_they_are_alike(rows):
    table = pd.DataFrame(rows, columns=["platform", "place", "format"])
    numbers = numbered([table[name] for name in table], len(table)).tolist()
    first: dict[tuple, int] = {}
    assert numbers == [first.setdefault(row, len(first)) for row in rows]


def test_without_columns_all_rows_are_alike():
    assert numbered([], 3).tolist() == [0, 0, 0]


def test_days_that_are_missing_agree_with_each_other():
    days = pd.Series(pd.to_datetime(["2026-03-01", None, None]))
    assert numbered([days, np.array([1, 1, 1])], 3).tolist() == [0, 1, 1]
