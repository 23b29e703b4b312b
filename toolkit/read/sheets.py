"""How workbooks become tables: xlsx, old binary xls, and xls that is XML or HTML inside."""

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ..schema import DataError
from .binary import binary_sheets
from .cell_styles import currencies_of_cells
from .encodings import decoded
from .raw import RawTable, Record, in_memory

OLE = b"\xd0\xcf\x11\xe0"
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_EXACT = 1e15
_TAG = re.compile(rb"\A\s*(<\?xml|<!doctype html|<html|<table|<meta)", re.IGNORECASE)


def workbook_tables(name: str, content: bytes) -> Iterator[RawTable]:
    """Open every sheet of an xlsx, xlsb, ods or binary xls workbook.

    Raises
    ------
    DataError
        If the workbook is broken or locked.
    """
    currencies = currencies_of_cells(content)
    opened = binary_sheets(name, content) if content.startswith(OLE) else _sheets(name, content)
    for sheet, rows in opened:
        if rows:
            records = [tuple(map(_cell, row)) for row in rows]
            table = in_memory(f"{name}, sheet {sheet}", records, "workbook", sheet=sheet)
            yield replace(table, currencies=currencies.get(sheet, {}))


def _sheets(name: str, content: bytes) -> Iterator[tuple[str, Sequence[Sequence[object]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            yield sheet, book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise DataError(f"{name}: the workbook cannot be opened ({error}).") from None


def is_markup(content: bytes) -> bool:
    """Tell whether bytes are a table in XML or HTML under the name of a workbook."""
    return bool(_TAG.match(content.removeprefix(b"\xef\xbb\xbf")[:500]))


def markup_tables(name: str, content: bytes) -> Iterator[RawTable]:
    """Open every table of a SpreadsheetML 2003 or HTML file, broken ones as far as they go."""
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
    from bs4.dammit import EncodingDetector

    # A parser of XML would stop at the first fault, which old downloads have.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        stated = EncodingDetector.find_declared_encoding(content, is_html=True)
        soup = BeautifulSoup(decoded(name, content, stated), "html.parser")
    xml = XML_SPREADSHEET in content[:5000]
    row, cell = ("row", ["cell"]) if xml else ("tr", ["td", "th"])
    for number, table in enumerate(soup.find_all("table"), 1):
        sheet = table.find_parent("worksheet")
        label = str(sheet.get("ss:name")) if sheet else f"table {number}"
        records = [_record(each.find_all(cell)) for each in table.find_all(row)]
        if any(records):
            yield in_memory(f"{name}, {label}", records, "xml" if xml else "html", sheet=label)


def _record(cells: list) -> Record:
    """One row; SpreadsheetML leaves empty cells out and numbers the next one."""
    values: list[str] = []
    for cell in cells:
        place = cell.get("ss:index") or ""
        values += [""] * (int(place) - 1 - len(values) if place.isdigit() else 0)
        values.append(cell.get_text().strip())
    return tuple(values)


def _cell(value: object) -> str:
    if isinstance(value, float):
        if abs(value) >= _EXACT:  # a workbook keeps 15 digits, so a longer id is a rounded one
            return f"{value:.14E}"
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g}"
    if isinstance(value, time):
        return f"{value.hour * 3600 + value.minute * 60 + value.second}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
