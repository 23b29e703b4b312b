"""Cells become numbers, days and flags by what they say, never by a language."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.read.cells import read_flags
from toolkit.read.dates import read_dates
from toolkit.read.numbers import _cast, decimal_mark, read_numbers
from toolkit.schema import DataError


@given(st.floats(0.01, 1e9).map(lambda value: round(value, 2)))
def test_a_number_survives_any_dialect(value):
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    portuguese = english.translate(str.maketrans({",": "\u00a0", ".": ","}))
    for text in (english, german, portuguese):
        mark = decimal_mark([text])
        assert read_numbers(pd.Series([text]), mark).iloc[0] == pytest.approx(value)


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["18\u00a0158", "2473,94"], ","),
        (["1,606,880", "199421.15"], "."),
        (["102.84"], "."),
        (["1.234.567,5"], ","),
        (["1,234"], "."),
        (["12"], "."),
        ([], "."),
    ],
)
def test_the_decimal_mark_is_decided_from_the_cells(cells, mark):
    assert decimal_mark(cells) == mark


def test_two_decimal_marks_in_one_file_are_refused():
    with pytest.raises(DataError, match=r"'1\.5' has a decimal point and '2,5' a decimal comma"):
        decimal_mark(["1.5", "2,5"])


def test_percent_signs_become_fractions_and_text_stays_missing():
    cells = pd.Series(["77.77%", "n/a", None, "3"])
    assert read_numbers(cells).tolist()[:1] == [pytest.approx(0.7777)]
    assert read_numbers(cells).isna().tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("late", "number"), [("1,204", 1204), ("12%", 0.12), ("$5", 5), ("oops", None)]
)
def test_a_cell_of_another_kind_far_below_is_read_as_it_would_be_above(late, number):
    cells = pd.Series([*["7"] * 3000, late], range(2, 3003), dtype="str")

    numbers = read_numbers(cells)

    assert numbers.index.equals(cells.index)
    assert numbers.iloc[:-1].eq(7).all()
    assert numbers.iloc[-1] == pytest.approx(number) if number else pd.isna(numbers.iloc[-1])


def test_a_column_whose_first_cells_are_no_plain_numbers_is_not_tried_as_such():
    tried = []
    cells = pa.array(["1,204"] * 3000, pa.large_string())

    class Column:
        def __getitem__(self, rows):
            return cells[rows]

        def cast(self, kind):
            tried.append(kind)

    assert _cast(Column()) is None
    assert not tried


@pytest.mark.parametrize("cell", ["95,769%", "95,769 %", "95,769\u00a0%"])
def test_a_percent_sign_may_stand_behind_a_space(cell):
    assert read_numbers(pd.Series([cell]), ",").tolist() == [pytest.approx(0.95769)]


def test_a_day_is_read_in_the_first_form_that_fits_every_cell():
    cells = pd.Series(["Fri, Feb 27, 2026", None])
    days = read_dates(cells, ["%Y-%m-%d", "%a, %b %d, %Y"])
    assert days.iloc[0] == pd.Timestamp("2026-02-27")
    assert pd.isna(days.iloc[1])


def test_a_day_in_no_form_is_named():
    with pytest.raises(DataError, match=r"'31\.02\.2026' is not a date in the form %Y-%m-%d"):
        read_dates(pd.Series(["2026-01-01", "31.02.2026"]), ["%Y-%m-%d"])


def test_pacific_times_become_utc_in_winter_and_summer():
    cells = pd.Series(["01/15/2025 12:00", "07/15/2025 12:00"])
    times = read_dates(cells, ["%m/%d/%Y %H:%M"], "America/Los_Angeles")
    assert times.dt.strftime("%H:%M").tolist() == ["20:00", "19:00"]


def test_flags_are_yes_no_or_missing():
    assert read_flags(pd.Series(["1", "No", None])).tolist() == [True, False, pd.NA]
