"""Valid exports, polluted as the world pollutes them: the same sums, or a word of what is off.

The kinds of pollution are those of the Pollock benchmark of data loading (VLDB 2023): payload,
headers, preambles, tables, delimiters, quotes, escapes, record ends, rows that differ from the
others. Encodings, truncated files, shuffled columns, inserted rows and corrupted cells are ours.
"""

import contextlib
import csv
import io
import random
import zipfile
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from specimens import workbook

from toolkit import DataError, read_export


@dataclass(frozen=True)
class Valid:
    """A valid export: its table, where its numbers stand, and what they add up to."""

    name: str
    header: list
    rows: list
    measures: dict
    total: list = ()

    @property
    def table(self):
        return [self.header, *([self.total] if self.total else []), *self.rows]

    @property
    def sums(self):
        return {
            name: round(scale * sum(float(row[place] or 0) for row in self.rows), 2)
            for name, (place, scale) in self.measures.items()
        }


DAYS = [f"2026-03-{n + 1:02}" for n in range(12)]
ADS = Valid(
    "ads",
    ["Campaign name", "Ad name", "Day", "Delivery level", "Reach", "Impressions", "Clicks (all)",
     "Amount spent (EUR)", "Reporting starts", "Reporting ends"],
    [[f"Campaign {n % 3}", f'Ad "{n}", part; two', day, "ad", str(40 + n), str(100 + 7 * n),
      str(n), f"{2.5 + n / 4:.2f}", day, day] for n, day in enumerate(DAYS)],
    {"impressions": (5, 1), "clicks": (6, 1), "spend": (7, 1)},
)  # fmt: skip
VIDEOS = Valid(
    "videos",
    ["Content", "Video title", "Video publish time", "Duration", "Views", "Watch time (hours)",
     "Subscribers", "Impressions", "Impressions click-through rate (%)"],
    [[f"dQw4w9WgX{n:02}", f'A "film", {n}; é', f"Sep {n + 1}, 2025", str(60 + n), str(900 - 7 * n),
      f"{3.25 + n / 4:.2f}", str(n - 2), str(5000 - n), "5.25"] for n in range(12)],
    {"views": (4, 1), "watch_seconds": (5, 3600), "thumbnail_impressions": (7, 1)},
    ["Total", "", "", "", "12000", "70.5", "60", "70000", "5.25"],
)  # fmt: skip
VALID = [ADS, VIDEOS]
FEW = settings(max_examples=max(settings.default.max_examples // 5, 1))


def text(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, newline="\n", **more):
    buffer = io.StringIO()
    csv.writer(
        buffer, delimiter=delimiter, quoting=quoting, lineterminator=newline, **more
    ).writerows(rows)
    return buffer.getvalue()


def rows_of(valid):
    return [list(row) for row in valid.table]


def some_row(valid, draw):
    """The place of a row of data."""
    return draw.randint(len(valid.table) - len(valid.rows), len(valid.table) - 1)


# Payload and record ends


def no_payload(_valid, _):
    return b""


def no_trailing_newline(valid, _):
    return text(valid.table).rstrip("\n").encode()


def trailing_newlines(valid, draw):
    return (text(valid.table) + "\n" * draw.randint(1, 4)).encode()


def mixed_line_ends(valid, draw):
    lines = text(valid.table).splitlines()
    return "".join(line + draw.choice(["\n", "\r\n", "\r"]) for line in lines).encode()


def end_of_file_mark(valid, _):
    return text(valid.table).encode() + b"\x1a"


# Dialect and encoding


def other_dialect(valid, draw):
    dialect = text(
        valid.table,
        draw.choice(",;\t|"),
        draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        draw.choice(["\n", "\r\n", "\r"]),
    )
    return dialect.encode(
        draw.choice(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
    )


def stated_delimiter(valid, draw):
    delimiter = draw.choice(",;\t|")
    return f"sep={delimiter}\n{text(valid.table, delimiter)}".encode()


def space_behind_delimiters(valid, _):
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in valid.table]
    return "\n".join(", ".join(row) for row in quoted).encode()


def single_quotes(valid, draw):
    return text(valid.table, draw.choice(",;"), csv.QUOTE_ALL, quotechar="'").encode()


def backslash_escapes(valid, draw):
    quoting = draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    return text(valid.table, quoting=quoting, escapechar="\\", doublequote=False).encode()


def no_quotes_but_escapes(valid, _):
    return text(valid.table, quoting=csv.QUOTE_NONE, escapechar="\\").encode()


def space_as_delimiter(valid, _):
    return text(valid.table, " ").encode()


def wrapped_lines(valid, _):
    return "".join(
        '"' + line.replace('"', '""') + '"\n' for line in text(valid.table).splitlines()
    ).encode()


# Preambles, headers, footers, tables


def preamble(valid, draw):
    lines = [["Report of the week"], [], ["Made by", "somebody"]][: draw.randint(1, 3)]
    return text([*lines, *valid.table]).encode()


def long_preamble(valid, draw):
    return text([*[["Report of the week"]] * draw.randint(60, 400), *valid.table]).encode()


def footer(valid, draw):
    lines = [[], ["Showing the first rows"], ["Notes: none"]][: draw.randint(1, 3)]
    return text([*valid.table, *lines]).encode()


def no_header(valid, _):
    return text(valid.table[1:]).encode()


def header_only(valid, _):
    return text([valid.header]).encode()


def one_row(valid, draw):
    return text([valid.header, draw.choice(valid.rows)]).encode()


def header_again(valid, draw):
    rows = rows_of(valid)
    for _ in range(draw.randint(1, 3)):
        rows.insert(draw.randint(1, len(rows)), list(valid.header))
    return text(rows).encode()


def header_over_two_lines(valid, _):
    halves = [[*name.split(" ", 1), ""][:2] for name in valid.header]
    return text([*map(list, zip(*halves, strict=True)), *valid.table[1:]]).encode()


def decorated_header(valid, draw):
    marks = ["\u00a0{}", "{} ", "{}\\", "\u00ad{}", "\u200b{}", "{}\u00a0"]
    names = [draw.choice(marks).format(name) for name in valid.header]
    return text([names, *valid.table[1:]]).encode()


def table_below(valid, draw):
    """Pollock's tables of fewer, as many and more columns, with and without a blank row."""
    width = len(valid.header) + draw.choice([-1, 0, 1])
    other = [[f"Column {n}" for n in range(width)], *[[str(n)] * width for n in range(3)]]
    between = draw.choice([[], [[]]])
    return text([*valid.table, *between, *other]).encode()


def table_above(valid, draw):
    width = len(valid.header) + draw.choice([-1, 0, 1])
    other = [[f"Column {n}" for n in range(width)], *[[str(n)] * width for n in range(3)]]
    return text([*other, *draw.choice([[], [[]]]), *valid.table]).encode()


# Rows and columns


def empty_rows(valid, draw):
    rows = rows_of(valid)
    for _ in range(draw.randint(1, 4)):
        rows.insert(draw.randint(1, len(rows)), [""] * draw.choice([0, 1, len(valid.header)]))
    return text(rows).encode()


def short_row(valid, draw):
    rows = rows_of(valid)
    row = rows[some_row(valid, draw)]
    del row[draw.randint(1, len(row) - 1) :]
    return text(rows).encode()


def long_row(valid, draw):
    rows = rows_of(valid)
    rows[some_row(valid, draw)].insert(
        draw.randint(0, len(valid.header)), draw.choice(["", "x", "7"])
    )
    return text(rows).encode()


def trailing_delimiters(valid, draw):
    more = [""] * draw.randint(1, 3)
    return text([[*row, *more] for row in valid.table]).encode()


def another_delimiter_in_a_row(valid, draw):
    lines = text(valid.table).splitlines()
    place = some_row(valid, draw)
    lines[place] = text([valid.table[place]], draw.choice([";", "\t", " "])).strip()
    return "\n".join(lines).encode()


def unquoted_delimiter(valid, draw):
    lines = text(valid.table).splitlines()
    place = some_row(valid, draw)
    lines[place] = lines[place].replace('"', "")
    return "\n".join(lines).encode()


def open_quote(valid, draw):
    lines = text(valid.table).splitlines()
    place = some_row(valid, draw)
    lines[place] = '"' + lines[place]
    return "\n".join(lines).encode()


def shuffled_columns(valid, draw):
    order = draw.sample(range(len(valid.header)), len(valid.header))
    return text([[row[place] for place in order] for row in valid.table]).encode()


def index_column(valid, _):
    head, *rows = valid.table
    return text([["", *head], *([str(n), *row] for n, row in enumerate(rows))]).encode()


def column_twice(valid, draw):
    place = draw.randrange(len(valid.header))
    return text([[*row, row[place]] for row in valid.table]).encode()


def repeated_row(valid, draw):
    rows = rows_of(valid)
    rows.insert(some_row(valid, draw), draw.choice(valid.rows))
    return text(rows).encode()


def decimal_commas(valid, _):
    rows = [[cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell for cell in row]
            for row in valid.table]  # fmt: skip
    return text(rows, ";").encode()


def corrupt_cell(valid, draw):
    rows = rows_of(valid)
    place, _ = draw.choice(list(valid.measures.values()))
    rows[some_row(valid, draw)][place] = draw.choice(
        ["#REF!", "n/a", "1.2.3", "-5", "twelve", "1e999", "<10", "3.Apr", "\u0663"]
    )
    return text(rows).encode()


def truncated(valid, draw):
    whole = text(valid.table).encode()
    return whole[: draw.randint(1, len(whole) - 1)]


def flipped_byte(valid, draw):
    whole = bytearray(text(valid.table).encode())
    whole[draw.randrange(len(whole))] = draw.randrange(256)
    return bytes(whole)


HARMLESS = [
    no_trailing_newline, trailing_newlines, mixed_line_ends, end_of_file_mark, other_dialect,
    stated_delimiter, space_behind_delimiters, single_quotes, backslash_escapes, wrapped_lines,
    preamble, long_preamble, header_again, decorated_header, table_above, empty_rows,
    trailing_delimiters, shuffled_columns, index_column, column_twice, decimal_commas,
]  # fmt: skip
HARMFUL = [
    no_quotes_but_escapes, space_as_delimiter, footer, no_header, header_over_two_lines,
    table_below, short_row, long_row, another_delimiter_in_a_row, unquoted_delimiter, open_quote,
    repeated_row, corrupt_cell, truncated, flipped_byte,
]  # fmt: skip
WITHOUT_DELIVERY = [no_payload, header_only]
every_export = pytest.mark.parametrize("valid", VALID, ids=lambda each: each.name)


def sums(table, valid):
    found = {
        name: float(table[name].astype("float64").sum()) for name in valid.sums if name in table
    }
    return {name: round(value, 2) for name, value in found.items()}


def says_something(receipt):
    return bool(
        receipt.mended or receipt.dropped or receipt.problems or receipt.unknown
        or receipt.blanked or receipt.bounded
        or any(each.rows != each.total for each in receipt.reconciled)
    )  # fmt: skip


def is_cut_between_rows(pollute, table, valid):
    """Nothing in a file tells that whole rows are missing at its end."""
    name, (place, scale) = next(iter(valid.measures.items()))
    known = [scale * float(row[place]) for row in valid.rows[: len(table)]]
    return pollute is truncated and table[name].fillna(-1).tolist() == known


def polluted(pollute, valid, seed, folder):
    path = folder / f"{pollute.__name__}_{valid.name}.csv"
    path.write_bytes(pollute(valid, random.Random(seed)))
    return path


def loaded_or_refused(path):
    """The export, or None after a refusal that names the file."""
    with contextlib.suppress(DataError):
        return read_export(path)
    with pytest.raises(DataError, match=path.name):
        read_export(path)
    return None


@every_export
@pytest.mark.parametrize("pollute", HARMFUL, ids=lambda each: each.__name__)
@FEW
@given(seed=st.integers(0, 2**32))
def test_a_polluted_export_has_the_same_sums_or_something_is_said(
    pollute, valid, seed, tmp_path_factory
):
    export = loaded_or_refused(polluted(pollute, valid, seed, tmp_path_factory.getbasetemp()))
    if export and sums(export.table, valid) != valid.sums:
        cut = is_cut_between_rows(pollute, export.table, valid)
        assert cut or says_something(export.receipt), export.receipt


@every_export
@pytest.mark.parametrize("pollute", HARMLESS, ids=lambda each: each.__name__)
@FEW
@given(seed=st.integers(0, 2**32))
def test_harmless_pollution_changes_no_sum(pollute, valid, seed, tmp_path_factory):
    path = polluted(pollute, valid, seed, tmp_path_factory.getbasetemp())
    assert sums(read_export(path).table, valid) == valid.sums


@every_export
@pytest.mark.parametrize("pollute", WITHOUT_DELIVERY, ids=lambda each: each.__name__)
def test_a_file_without_a_row_is_refused(pollute, valid, tmp_path):
    path = polluted(pollute, valid, 0, tmp_path)
    with pytest.raises(DataError, match=path.name):
        read_export(path)


@every_export
def test_one_row_of_data_is_a_table(valid, tmp_path):
    export = read_export(polluted(one_row, valid, 0, tmp_path))
    assert len(export.table) == 1


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_table_or_a_data_error(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"any\.bin"):
        read_export(path)


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml ", b"<html>"]
)
@FEW
@given(content=st.binary(max_size=400))
def test_broken_containers_end_in_a_data_error(tmp_path_factory, start, content):
    path = tmp_path_factory.getbasetemp() / "broken.bin"
    path.write_bytes(start + content)
    with pytest.raises(DataError, match=r"broken\.bin"):
        read_export(path)


@pytest.fixture(scope="module")
def containers(tmp_path_factory):
    """A workbook, an archive and a page that hold the same table."""
    folder = tmp_path_factory.mktemp("containers")
    book = workbook(folder / "book.xlsx", Sheet=ADS.table).read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Table data.csv", text(VIDEOS.table))
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in ADS.table]
    page = "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    return {"workbook": book, "archive": packed.getvalue(), "page": page.encode()}


@pytest.mark.parametrize("kind", ["workbook", "archive", "page"])
@FEW
@given(seed=st.integers(0, 2**32))
def test_a_damaged_container_ends_in_a_table_or_a_data_error(
    kind, seed, containers, tmp_path_factory
):
    draw, content = random.Random(seed), bytearray(containers[kind])
    for _ in range(draw.choice([1, 2, 8])):
        place = draw.randrange(len(content))
        content[place : place + draw.randint(0, 4)] = draw.randbytes(draw.randint(0, 4))
    path = tmp_path_factory.getbasetemp() / f"damaged_{kind}.bin"
    path.write_bytes(content)
    loaded_or_refused(path)


def test_a_binary_workbook_whose_sectors_run_in_a_circle_is_refused(tmp_path):
    """A chain of sectors that never ends kept the reader busy for ever."""
    sector = 512
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(sector - 8))
    head[24:32] = b"\x3e\0\x03\0\xfe\xff\x09\0"
    head[32:34], head[44:48], head[48:52] = b"\x06\0", b"\x01\0\0\0", b"\x01\0\0\0"
    head[56:60], head[60:64], head[68:72] = b"\0\x10\0\0", b"\xfe\xff\xff\xff", b"\xfe\xff\xff\xff"
    head[76:] = b"\0\0\0\0" + b"\xff" * (sector - 80)
    table = b"\xfd\xff\xff\xff" + b"\x01\0\0\0" + b"\xff" * (sector - 8)
    path = tmp_path / "circle.xls"
    path.write_bytes(bytes(head) + table + bytes(sector))
    with pytest.raises(DataError, match=r"circle\.xls: the workbook"):
        read_export(path)
