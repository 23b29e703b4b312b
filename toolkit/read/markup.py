"""How workbooks that are XML or HTML inside become tables, broken ones as far as they go."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .encodings import decoded
from .raw import RawTable, Record, in_memory
from .room import COLUMNS, Room

XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_TAG = re.compile(rb"\A\s*(<\?xml|<!doctype html|<html|<table|<meta)", re.IGNORECASE)
_CHARSET = re.compile(rb"(?:charset|encoding)=[\"']?([\w-]+)", re.IGNORECASE)
_ROWS, _CELLS = {"tr", "row"}, {"td", "th", "cell"}
_STEP = 1 << 20


def is_markup(content: bytes) -> bool:
    """Tell whether bytes are a table in XML or HTML under the name of a workbook."""
    return bool(_TAG.match(content[:500].removeprefix(b"\xef\xbb\xbf")))


def markup_tables(name: str, content: bytes, room: Room) -> Iterator[RawTable]:
    """Open every table of a SpreadsheetML 2003 or HTML file.

    Raises
    ------
    DataError
        If it holds more cells than a file of its size can mean.
    """
    kind = "xml" if XML_SPREADSHEET in content[:5000] else "html"
    reader = _Reader()
    stated = _CHARSET.search(content[:5000])
    text = decoded(name, content, stated[1].decode() if stated else None)
    for start in range(0, len(text), _STEP):
        reader.feed(text[start : start + _STEP])
    reader.close()
    for table in reader.tables:
        if any(table.records):
            room.take_table(name)
            yield in_memory(f"{name}, {table.label}", table.records, kind, sheet=table.label)


@dataclass
class _Table:
    label: str
    records: list[Record] = field(default_factory=list)
    row: list[str] | None = None
    cell: list[str] | None = None

    def end_cell(self) -> None:
        if self.cell is not None and self.row is not None:
            self.row.append("".join(self.cell).strip())
        self.cell = None

    def end_row(self) -> None:
        self.end_cell()
        if self.row is not None:
            self.records.append(tuple(self.row))
        self.row = None


class _Reader(HTMLParser):
    """Every table with its records; one inside a cell of another is a table of its own.

    A parser of XML would stop at the first fault, which old downloads have.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[_Table] = []
        self.open: list[_Table] = []
        self.sheet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "worksheet":
            self.sheet = str(dict(attrs).get("ss:name") or "")
        elif tag == "table":
            self.tables.append(_Table(self.sheet or f"table {len(self.tables) + 1}"))
            self.open.append(self.tables[-1])
        elif self.open and tag in _ROWS:
            self.open[-1].end_row()
            self.open[-1].row = []
        elif self.open and tag in _CELLS and self.open[-1].row is not None:
            self.open[-1].end_cell()
            self._skip_to(self.open[-1].row, dict(attrs).get("ss:index") or "")
            self.open[-1].cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "worksheet":
            self.sheet = ""
        elif self.open and tag == "table":
            self.open.pop().end_row()
        elif self.open and tag in _ROWS:
            self.open[-1].end_row()
        elif self.open and tag in _CELLS:
            self.open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].cell is not None:
            self.open[-1].cell.append(data)

    def close(self) -> None:
        super().close()
        for table in self.open:
            table.end_row()

    def _skip_to(self, row: list[str], place: str) -> None:
        """SpreadsheetML leaves empty cells out and numbers the next one."""
        if place.isdigit() and len(place) < 6 and int(place) <= COLUMNS:
            row += [""] * (int(place) - 1 - len(row))
