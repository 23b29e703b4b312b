"""Files with made-up rows below headers that platforms write."""

import csv
import io
from pathlib import Path

import pytest

EXPORTS = Path(__file__).parents[2] / "shared" / "exports"
real = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the folder of real exports is not here")


def write(path, rows, delimiter=",", encoding="utf-8", before="", quoting=csv.QUOTE_MINIMAL):
    """Write rows as delimited text; ``before`` stands above them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(rows)
    path.write_bytes((before + text.getvalue()).encode(encoding))
    return path


def workbook(path, **sheets):
    """Write an xlsx workbook; an underscore in the name of a sheet stands for a space."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rows_of(header, *records):
    """A header written with bars, and records; what a record leaves out is empty."""
    head = header.split("|")
    return [head, *([str(record.get(name, "")) for name in head] for record in records)]


def left_out(export):
    """Why rows were left out, each reason once."""
    return sorted({why for _, why in export.receipt.dropped})


def looks(export):
    """The rules that the receipt wants an eye on."""
    return sorted({problem.rule for problem in export.receipt.problems})


def plain_rows(path, encoding="utf-8-sig"):
    """Read a delimited file without the toolkit."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))
