"""How workbooks become tables: xlsx, xlsb, old binary xls."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ..schema import DataError
from .binary import binary_sheets
from .cell_styles import currencies_of_cells
from .raw import RawTable, in_memory
from .room import Room

OLE = b"\xd0\xcf\x11\xe0"
_EXACT = 1e15


def workbook_tables(name: str, content: bytes, room: Room) -> Iterator[RawTable]:
    """Open every sheet of an xlsx, xlsb, ods or binary xls workbook.

    Raises
    ------
    DataError
        If the workbook is broken, locked, or unpacks to more than a file of its size may.
    """
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            room.take_workbook(name, archive)
    currencies = currencies_of_cells(content)
    opened = binary_sheets(name, content) if content.startswith(OLE) else _sheets(name, content)
    for sheet, rows in opened:
        room.take_table(name)
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
