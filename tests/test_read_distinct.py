"""Work on the different cells of a column comes to the same as work on its rows."""

import csv
import io
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import DataError, read_export
from toolkit.read import body, distinct

# The function of the same name hides the file.
ROOM = sys.modules["toolkit.read.tidy"]
HEADER = [
    "Campaign name", "Campaign ID", "Day", "Reach", "Impressions", "Clicks (all)", "CTR (all)",
    "Amount spent (EUR)", "Reporting starts", "Reporting ends",
]  # fmt: skip
COUNTS = st.sampled_from(["7", "1,204", "1.204", "12 000", "", "-", "<10", " 5", "9\u00a0000", "x"])
AMOUNTS = st.sampled_from(
    ["2.50", "2,50", "1,204.50", "1.204,50", "€3", "4 €", "EUR 5", "-", "\u22121"]
)
DAYS = st.sampled_from(["2026-03-01", "2026-03-02", "03/01/2026", "01/03/2026", "1. März 2026"])
NAMES = st.sampled_from(["Spring", " Spring", "a\nb", 'say "x"', "Summe", "", "-", "Total", "é"])
RECORDS = st.tuples(
    NAMES, st.sampled_from(["71", '="71"', "1.2E+17", ""]), DAYS, COUNTS, COUNTS, COUNTS,
    st.sampled_from(["2", "1.5%", "0,5", ""]), AMOUNTS, DAYS, DAYS,
)  # fmt: skip
# Files in which few things are mixed are read more often than refused.
FILES = st.lists(RECORDS, min_size=1, max_size=6).flatmap(
    lambda few: st.lists(st.sampled_from(few), min_size=1, max_size=12)
)


def file_of(path, rows, newline):
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator=newline).writerows([HEADER, *rows])
    path.write_bytes(buffer.getvalue().encode())
    return path


def outcome(path):
    try:
        export = read_export(path)
    except DataError as refusal:
        return str(refusal)
    return export.table, export.total, replace(export.receipt, problems=())


def assert_alike(one, other):
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    pd.testing.assert_frame_equal(one[0], other[0])
    assert (one[1] is None) == (other[1] is None)
    if one[1] is not None:
        pd.testing.assert_frame_equal(one[1], other[1])
    assert str(one[2]) == str(other[2])


def by_rows(cells):
    return cells.astype("str")


def by_cells(cells):
    return distinct._encoded(by_rows(cells))


def slowly(rows, _repeating):
    return body._parsed(rows, threads=False)


@given(rows=FILES, newline=st.sampled_from(["\n", "\r\n"]))
def test_cells_and_rows_give_identical_tables(tmp_path_factory, rows, newline):
    path = file_of(tmp_path_factory.mktemp("alike") / "meta.csv", rows, newline)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ROOM, "distinct", by_cells)
        fast = outcome(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ROOM, "distinct", by_rows)
        patch.setattr(body, "_all_parsed", slowly)
        slow = outcome(path)

    assert_alike(fast, slow)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_cell_of_several_lines_across_blocks_is_one_cell(tmp_path, monkeypatch, newline):
    row = ["Spring", "71", "2026-03-01", "5", "9", "1", "", "2.50", "2026-03-01", "2026-03-01"]
    rows = [[f"Campaign\n{n}", *row[1:]] for n in range(300)]
    monkeypatch.setattr(body, "_BLOCK", 1000)

    export = read_export(file_of(tmp_path / "meta.csv", rows, newline))

    assert export.table["campaign"].tolist() == [f"Campaign\n{n}" for n in range(300)]


def test_cells_that_repeat_in_some_blocks_only_are_told_apart_in_all(tmp_path, monkeypatch):
    row = ["71", "2026-03-01", "5", "9", "1", "", "2.50", "2026-03-01", "2026-03-01"]
    names = [f"Campaign {n // 30}" for n in range(300)]
    monkeypatch.setattr(body, "_BLOCK", 1000)

    export = read_export(file_of(tmp_path / "meta.csv", [[name, *row] for name in names], "\n"))

    assert export.table["campaign"].tolist() == names
    assert export.table["campaign"].dtype == "str"


def test_a_column_that_repeats_only_in_the_sample_is_read_all_the_same(tmp_path, monkeypatch):
    row = ["71", "2026-03-01", "5", "9", "1", "", "2.50", "2026-03-01", "2026-03-01"]
    names = ["Spring"] * 100 + [f"Campaign {n}" for n in range(300)]
    monkeypatch.setattr(body, "_BLOCK", 1000)
    monkeypatch.setattr(body, "_repeating", lambda rows: list(rows.columns))

    export = read_export(file_of(tmp_path / "meta.csv", [[name, *row] for name in names], "\n"))

    assert export.table["campaign"].tolist() == names


def test_codes_lie_in_memory_once():
    codes = np.zeros(3, dtype="int8")

    column = distinct._column(codes, pd.Index(["ad"], dtype="str"))

    assert np.shares_memory(distinct._codes(column), codes)


def test_columns_of_one_text_can_be_written_to_one_by_one(tmp_path):
    row = ["Spring", "71", "2026-03-01", "5", "9", "1", "", "2.50", "2026-03-01", "2026-03-01"]
    rows = [row, [*row[:3], "6", "8", "2", "", "3.50", *row[8:]]]
    table = read_export(file_of(tmp_path / "meta.csv", 1000 * rows, "\n")).table
    before = table.copy()

    for name in table:
        table.loc[table.index[0], name] = table[name].iloc[-1]
        others = [other for other in table if other != name]
        pd.testing.assert_frame_equal(table[others], before[others])
        before[name] = table[name].copy()
