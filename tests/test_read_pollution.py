"""Valid exports, polluted as the world pollutes them: the same sums, or a word of what is off.

The kinds of pollution are those of the Pollock benchmark of data loading (VLDB 2023), and ours:
truncated files, shuffled columns, inserted rows, corrupted cells.
"""

import contextlib
import csv
import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import DataError, read_export

HEADER = [
    "Campaign name", "Ad name", "Day", "Delivery level", "Reach", "Impressions", "Clicks (all)",
    "Amount spent (EUR)", "Reporting starts", "Reporting ends",
]  # fmt: skip
ROWS = [
    [f"Campaign {n % 3}", f'Ad "{n}", part; two', f"2026-03-{n + 1:02}", "ad", str(40 + n),
     str(100 + 7 * n), str(n), f"{2.5 + n / 4:.2f}", f"2026-03-{n + 1:02}", f"2026-03-{n + 1:02}"]
    for n in range(12)
]  # fmt: skip
SUMS = {
    "impressions": sum(int(row[5]) for row in ROWS),
    "clicks": sum(int(row[6]) for row in ROWS),
    "spend": round(sum(float(row[7]) for row in ROWS), 2),
}
FEW = settings(max_examples=max(settings.default.max_examples // 5, 1))
Pollute = Callable[[random.Random], bytes]


def text(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, newline="\n"):
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=newline).writerows(rows)
    return buffer.getvalue()


TABLE = [HEADER, *ROWS]


def other_dialect(draw):
    dialect = text(
        TABLE,
        draw.choice(",;\t|"),
        draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        draw.choice(["\n", "\r\n", "\r"]),
    )
    return dialect.encode(draw.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))


def wrapped_lines(_):
    return "".join(
        '"' + line.replace('"', '""') + '"\n' for line in text(TABLE).splitlines()
    ).encode()


def preamble(draw):
    lines = [["Report of the week"], [], ["Made by", "somebody"]][: draw.randint(1, 3)]
    return text([*lines, *TABLE]).encode()


def footer(draw):
    lines = [[], ["Showing the first rows"], ["Notes: none"]][: draw.randint(1, 3)]
    return text([*TABLE, *lines]).encode()


def no_header(_):
    return text(ROWS).encode()


def header_twice(draw):
    place = draw.randint(1, len(ROWS))
    return text([HEADER, *ROWS[:place], HEADER, *ROWS[place:]]).encode()


def empty_rows(draw):
    rows = list(TABLE)
    for _ in range(draw.randint(1, 4)):
        rows.insert(draw.randint(1, len(rows)), [""] * draw.choice([0, 1, len(HEADER)]))
    return text(rows).encode()


def short_row(draw):
    rows = [list(row) for row in TABLE]
    row = rows[draw.randint(1, len(ROWS))]
    del row[draw.randint(1, len(row) - 1) :]
    return text(rows).encode()


def long_row(draw):
    rows = [list(row) for row in TABLE]
    rows[draw.randint(1, len(ROWS))].insert(
        draw.randint(0, len(HEADER)), draw.choice(["", "x", "7"])
    )
    return text(rows).encode()


def unquoted_delimiter(draw):
    lines = text(TABLE).splitlines()
    place = draw.randint(1, len(ROWS))
    lines[place] = lines[place].replace('"', "")
    return "\n".join(lines).encode()


def open_quote(draw):
    lines = text(TABLE).splitlines()
    place = draw.randint(1, len(ROWS))
    lines[place] = '"' + lines[place]
    return "\n".join(lines).encode()


def two_tables(_):
    return text([*TABLE, [], ["Region", "Visitors"], ["North", "12"], ["South", "9"]]).encode()


def truncated(draw):
    whole = text(TABLE).encode()
    return whole[: draw.randint(1, len(whole) - 1)]


def shuffled_columns(draw):
    order = draw.sample(range(len(HEADER)), len(HEADER))
    return text([[row[place] for place in order] for row in TABLE]).encode()


def repeated_row(draw):
    rows = list(TABLE)
    rows.insert(draw.randint(1, len(rows)), draw.choice(ROWS))
    return text(rows).encode()


def corrupt_cell(draw):
    rows = [list(row) for row in TABLE]
    row = rows[draw.randint(1, len(ROWS))]
    row[draw.choice([4, 5, 6, 7])] = draw.choice(["#REF!", "n/a", "1.2.3", "-5", "twelve", "1e999"])
    return text(rows).encode()


def flipped_byte(draw):
    whole = bytearray(text(TABLE).encode())
    whole[draw.randrange(len(whole))] = draw.randrange(256)
    return bytes(whole)


POLLUTIONS = [
    other_dialect, wrapped_lines, preamble, footer, no_header, header_twice, empty_rows, short_row,
    long_row, unquoted_delimiter, open_quote, two_tables, truncated, shuffled_columns, repeated_row,
    corrupt_cell, flipped_byte,
]  # fmt: skip
HARMLESS = [other_dialect, wrapped_lines, preamble, empty_rows, shuffled_columns]


def sums(table):
    found = {name: float(table[name].astype("float64").sum()) for name in SUMS if name in table}
    return {name: round(value, 2) for name, value in found.items()}


def says_something(receipt):
    return bool(
        receipt.mended or receipt.dropped or receipt.problems or receipt.unknown
        or receipt.blanked or receipt.bounded
        or any(each.rows != each.total for each in receipt.reconciled)
    )  # fmt: skip


def is_cut_between_rows(pollute, table):
    """Nothing in a file tells that whole rows are missing at its end."""
    known = ROWS[: len(table)]
    return pollute is truncated and table["impressions"].fillna(-1).tolist() == [
        int(row[5]) for row in known
    ]


def loaded_or_refused(path):
    """The export, or None after a refusal that names the file."""
    with contextlib.suppress(DataError):
        return read_export(path)
    with pytest.raises(DataError, match=path.name):
        read_export(path)
    return None


@pytest.mark.parametrize("pollute", POLLUTIONS, ids=lambda each: each.__name__)
@FEW
@given(seed=st.integers(0, 2**32))
def test_a_polluted_export_has_the_same_sums_or_something_is_said(pollute, seed, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / f"{pollute.__name__}.csv"
    path.write_bytes(pollute(random.Random(seed)))
    export = loaded_or_refused(path)
    if export and sums(export.table) != SUMS and not is_cut_between_rows(pollute, export.table):
        assert says_something(export.receipt), export.receipt


@pytest.mark.parametrize("pollute", HARMLESS, ids=lambda each: each.__name__)
@FEW
@given(seed=st.integers(0, 2**32))
def test_harmless_pollution_changes_no_sum(pollute, seed, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / f"harmless_{pollute.__name__}.csv"
    path.write_bytes(pollute(random.Random(seed)))
    assert sums(read_export(path).table) == SUMS


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_table_or_a_data_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"any\.bin"):
        read_export(path)


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"<html>"]
)
@given(content=st.binary(max_size=400))
def test_broken_containers_end_in_a_data_error(tmp_path_factory, start, content):
    path = tmp_path_factory.getbasetemp() / "broken.bin"
    path.write_bytes(start + content)
    with pytest.raises(DataError, match=r"broken\.bin"):
        read_export(path)
