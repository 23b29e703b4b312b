"""Rows have one number if they agree in every column, whatever the columns hold."""

from contextvars import copy_context

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from toolkit.numbering import numbered
from toolkit.numerals import locale_in_use, use_locale_here
from toolkit.side_by_side import side_by_side

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


def test_work_side_by_side_is_done_in_the_locale_of_who_asked():
    def asked() -> list[str]:
        use_locale_here("de")
        return side_by_side(lambda _: locale_in_use(), range(8), 10**6)

    assert copy_context().run(asked) == ["de"] * 8
