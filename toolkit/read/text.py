"""How delimited text becomes a table: encodings, delimiters, line ends, damage by spreadsheets."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from ..schema import DataError
from .body import Body, load_body
from .encodings import NO_TEXT, encoding_of
from .quoting import odd_quoting, unquoted_header, usually_quoted, without_line_quotes
from .raw import TAIL, Loaded, RawTable, Record, head_length
from .room import COLUMNS, Room

DELIMITERS = ",;\t|"
_SAMPLE, _FOOTER = 200_000, 10_000
_SEP = re.compile(r'\A\ufeff?"?sep=(.)[^\n]*\n', re.IGNORECASE)


def text_table(name: str, content: bytes, room: Room) -> RawTable:
    """Open delimited text.

    Raises
    ------
    DataError
        If the bytes are not text, or have more columns than any export.
    """
    encoding = encoding_of(name, content)
    content, mended = _plain_utf8(name, content, encoding)
    start = content[:_SAMPLE].decode("utf-8", errors="ignore")
    stated = _SEP.match(start)
    kept = stated and stated[1] in DELIMITERS and stated[1] in start[stated.end() :]
    delimiter = stated[1] if stated and kept else _delimiter(start)
    by_record, by_line = _wrapped(start, delimiter), _wrapped_lines(start)
    if inner := by_record or by_line:
        text = content.decode("utf-8")
        content = _unwrapped(text, delimiter) if by_record else without_line_quotes(text).encode()
        start = content[:_SAMPLE].decode("utf-8", errors="ignore")
        delimiter, mended = inner, [*mended, "whole lines stood in quotes and were unwrapped"]
    if quoting := odd_quoting(start, delimiter):
        content = usually_quoted(content.decode("utf-8"), delimiter, **quoting).encode()
        start = content[:_SAMPLE].decode("utf-8", errors="ignore")
        mended = [*mended, "quotes were not the usual ones and were rewritten"]
    if content.endswith((b"\n\n", b"\n\r\n")):
        content = content.rstrip(b"\r\n")
    records, lines = _records(start, delimiter)
    if (most := max(map(len, records))) > COLUMNS:
        raise DataError(f"{name}: has {most:,} columns or more, which no export has; not read.")

    if whole := unquoted_header(records):
        records[whole[0]] = whole[1]
        mended = [*mended, "a comma within a header stood in no quotes and parts no columns"]

    def load(skip: int, columns: Sequence[int]) -> Loaded:
        start = _offset(content, lines[skip - 1] if skip else 0)
        width = len(records[skip - 1]) if skip else max(map(len, records))
        body = Body(name, memoryview(content)[start:], delimiter, width, columns)
        room.take_rows(name, body.line_ends + 1, width)
        return load_body(body, mended)

    def every() -> list[Record]:
        reader = csv.reader(io.StringIO(content.decode(), newline=""), delimiter=delimiter)
        return [tuple(cell.strip() for cell in record) for record in reader]

    head, tail = tuple(map(tuple, records)), _last_records(content, delimiter)
    return RawTable(name, encoding, delimiter, head, load, "", every, tail=tail)


def _plain_utf8(name: str, content: bytes, encoding: str) -> tuple[bytes, list[str]]:
    """The text as UTF-8 without a mark, with line ends that a reader knows."""
    mended = []
    if encoding not in ("utf-8", "utf-8-sig"):
        try:
            content = content.decode(encoding, errors="strict").encode()
        except UnicodeDecodeError:
            content = content.decode(encoding, errors="replace").encode()
            mended.append(f"bytes that are not {encoding} were replaced")
    content = content.removeprefix(b"\xef\xbb\xbf").rstrip(b"\x1a")
    if b"\r" in content and content.count(b"\r") > content.count(b"\r\n"):
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        mended.append("lines ended in a carriage return alone")
    if b"\0" in content[:_SAMPLE]:
        raise DataError(NO_TEXT.format(name))
    return content, mended


def _delimiter(text: str) -> str:
    """The delimiter under which most records have the same number of fields."""

    def agreement(delimiter: str) -> int:
        widths = Counter(len(record) for record in _records(text, delimiter)[0])
        return max((width - 1) * records for width, records in widths.items())

    return max(DELIMITERS, key=lambda delimiter: delimiter in text and agreement(delimiter))


def _wrapped(text: str, delimiter: str) -> str | None:
    """The delimiter inside, if almost every record is one quoted cell that holds a record."""
    records = _records(text, delimiter)[0]
    cells = [full[0] for record in records if len(full := [cell for cell in record if cell]) == 1]
    lines = [cell for cell in cells if any(each in cell for each in DELIMITERS)]
    if len(lines) < 2 or len(lines) < 0.8 * len(records):
        return None
    inner = _delimiter("\n".join(lines))
    widths = Counter(len(record) for record in _records("\n".join(lines), inner)[0])
    width, agreeing = widths.most_common(1)[0]
    return inner if width > 1 and agreeing >= 0.8 * len(lines) else None


def _wrapped_lines(text: str) -> str | None:
    """The delimiter inside, if the header's line is one quoted cell and records have its width."""
    header = text.partition("\n")[0].rstrip("\r")
    if without_line_quotes(header) == header:
        return None
    bare = without_line_quotes(text)
    inner = _delimiter(bare)
    widths = [len(record) for record in _records(bare, inner)[0] if any(record)] or [0]
    return inner if widths[0] > 2 and widths.count(widths[0]) >= 0.8 * len(widths) else None


def _unwrapped(text: str, delimiter: str) -> bytes:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return "\n".join("".join(record) for record in reader).encode()


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records, and at which line each ends."""
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records, lines = [[""]], [0]

    def told() -> Iterator[list[str]]:
        for record in reader:
            records.append(record)
            lines.append(reader.line_num)
            yield record

    with suppress(csv.Error):
        head_length(told())
    return (records[1:], lines[1:]) if len(records) > 1 else (records, lines)


def _last_records(content: bytes, delimiter: str) -> tuple[Record, ...]:
    """The records of the last lines, in which a footer stands."""
    lines = content[-_FOOTER:].decode("utf-8", errors="ignore").splitlines()[-TAIL:]
    records: list[Record] = []
    with suppress(csv.Error):
        records.extend(map(tuple, csv.reader(lines, delimiter=delimiter)))
    return tuple(records)


def _offset(content: bytes, lines: int) -> int:
    """Where the line after the first ``lines`` begins."""
    place = 0
    for _ in range(lines):
        place = content.find(b"\n", place) + 1 or len(content)
    return place
