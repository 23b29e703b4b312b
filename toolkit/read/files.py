"""How bytes become tables of text: archives, sheets, encodings, delimiters."""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import pandas as pd

from ..schema import DataError

DELIMITERS = ",;\t|"
_HEAD = 60
_SAMPLE = 200_000
_ZIP, _OLE, _PARQUET = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"
_MEMBER_LIMIT = 400_000_000
# Platforms write Unicode; anything else was saved by a spreadsheet, in a Windows code page.
_CODE_PAGES = [f"cp125{page}" for page in (2, 0, 1, 3, 4, 5, 6, 7, 8)]


@dataclass(frozen=True)
class RawTable:
    """A table of text whose meaning is not known yet.

    ``head`` holds its first records; ``load(n, columns)`` the records below the first ``n``,
    as text, with the asked positions as columns.
    """

    name: str
    encoding: str
    delimiter: str
    head: tuple[tuple[str, ...], ...]
    load: Callable[[int, Sequence[int]], pd.DataFrame]


def open_tables(path: Path) -> list[RawTable]:
    """Open every table in a file: text, workbook, or archive of them; the content decides.

    Raises
    ------
    DataError
        If there is no such file, or it is empty or not a table.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path.name}: cannot be read ({error.strerror}). Check the path."
        ) from None
    return list(_tables(path.name, content))


def _tables(name: str, content: bytes) -> Iterator[RawTable]:
    if not content.strip():
        raise DataError(f"{name}: is empty. Download it again.")
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            if "xl/workbook.xml" in members:
                yield from _sheets(name, content)
            else:
                yield from _members(name, archive, len(content))
    elif content.startswith(_OLE):
        yield from _sheets(name, content)
    elif content.startswith(_PARQUET):
        raise DataError(
            f"{name}: is a Parquet file, not a platform's export. "
            "A log of impressions is read with read_log."
        )
    else:
        yield _text(name, content)


def _members(name: str, archive: zipfile.ZipFile, size: int) -> Iterator[RawTable]:
    files = [each for each in archive.infolist() if not each.is_dir()]
    if sum(each.file_size for each in files) > 10 * size + _MEMBER_LIMIT:
        raise DataError(f"{name}: unpacks to far more than an export holds; it was not opened.")
    for member in files:
        try:
            yield from _tables(member.filename, archive.read(member))
        except DataError:
            continue


def _sheets(name: str, content: bytes) -> Iterator[RawTable]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheet_names:
            records = [
                tuple(map(_cell, row))
                for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            ]
            if records:
                yield _in_memory(f"{name}, sheet {sheet}", records)
    except CalamineError as error:
        raise DataError(f"{name}: the workbook cannot be opened ({error}).") from None


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _in_memory(name: str, records: list[tuple[str, ...]]) -> RawTable:
    def load(skip: int, columns: Sequence[int]) -> pd.DataFrame:
        rows = [[row[column] for column in columns] for row in records[skip:]]
        return pd.DataFrame(rows, columns=list(columns), dtype="str")

    return RawTable(name, "workbook", "", tuple(records[:_HEAD]), load)


def _text(name: str, content: bytes) -> RawTable:
    encoding = _encoding(name, content)
    start = content[:_SAMPLE].decode(encoding, errors="ignore").removeprefix("\ufeff")
    if "\0" in start:
        raise DataError(f"{name}: is not text, a workbook or an archive, so not an export.")
    stated = start.startswith("sep=")
    delimiter = start[4] if stated else _delimiter(start)
    records, lines = _records(start, delimiter)

    def load(skip: int, columns: Sequence[int]) -> pd.DataFrame:
        text = content if encoding.startswith("utf-8") else content.decode(encoding).encode()
        buffer = io.BytesIO(text)
        for _ in range(lines[skip - 1] if skip else 0):
            buffer.readline()
        return _body(name, buffer, delimiter, len(records[skip - 1]), columns)

    return RawTable(name, encoding, delimiter, tuple(map(tuple, records)), load)


def _encoding(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content[:_SAMPLE], cp_isolation=_CODE_PAGES).best()
        if best is None:
            raise DataError(f"{name}: is not text in any known encoding.") from None
        return best.encoding
    return "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"


def _delimiter(text: str) -> str:
    """The delimiter under which most records have the same number of fields."""

    def agreement(delimiter: str) -> int:
        widths = Counter(len(record) for record in _records(text, delimiter)[0])
        width, records = max(widths.items(), key=lambda item: (item[0] - 1) * item[1])
        return (width - 1) * records

    return max(DELIMITERS, key=agreement)


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """The first records, and at which line each ends."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records, lines = [], []
    for record in islice(reader, _HEAD):
        records.append(record)
        lines.append(reader.line_num)
    return records, lines


def _body(
    name: str, buffer: io.BytesIO, delimiter: str, width: int, columns: Sequence[int]
) -> pd.DataFrame:
    try:
        return pd.read_csv(
            buffer,
            sep=delimiter,
            header=None,
            names=list(range(width)),
            usecols=list(columns),
            index_col=False,
            dtype="str",
            keep_default_na=False,
            skip_blank_lines=False,
        )[list(columns)]
    except pd.errors.EmptyDataError:
        return pd.DataFrame(columns=list(columns), dtype="str")
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise DataError(
            f"{name}: the rows do not fit the header ({str(error).strip()}). "
            "Download it again and do not save it from a spreadsheet."
        ) from None
