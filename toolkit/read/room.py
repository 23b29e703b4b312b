"""How much memory a file may take: ten times its size and a little, whatever it unpacks to."""

import re
import zipfile
from copy import copy
from dataclasses import dataclass

from ..schema import DataError

COLUMNS = 16_384  # the most that a workbook can have
_FREE = 350_000_000  # of half a gigabyte, less what the libraries take
_TABLE, _PACKED, _TEXT, _PLACE, _CELL, _FIELD = 1_000_000, 20_000_000, 7.5, 70, 130, 20
_ENTRY = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(/?)>(?:<(?:\w+:)?v>(\d+)</)?")
_PLACED = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"</(?:\w+:)?(?:v|is)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_ITEM = re.compile(rb"</(?:\w+:)?si>")


class TooLargeError(DataError):
    """The file would take more memory than an export of its size does."""


@dataclass
class Room:
    """Bytes of memory that a file may still take; shared by everything in it."""

    left: float

    @classmethod
    def of(cls, size: int) -> "Room":
        """Return the room of a file of so many bytes."""
        return cls(10 * size + _FREE)

    def take(self, name: str, need: float, what: str) -> None:
        """Take room, or refuse.

        Examples
        --------
        >>> Room.of(100).take("bomb.zip", 5e9, "unpacks to far more than its size")
        Traceback (most recent call last):
            ...
        toolkit.read.room.TooLargeError: bomb.zip: unpacks to far more than its size; not opened. \
If it is what you mean to read, give it unpacked, as delimited text.
        """
        if need > self.left:
            raise TooLargeError(
                f"{name}: {what}; not opened. If it is what you mean to read, give it "
                "unpacked, as delimited text."
            )
        self.left -= need

    def take_table(self, name: str) -> None:
        """Take what any table takes, however small."""
        self.take(name, _TABLE, "holds more tables than an export does")

    def take_members(self, name: str, sizes: list[int]) -> None:
        """Take what the members of an archive will, as text."""
        self.take(name, _PACKED + _TEXT * sum(sizes), "unpacks to far more than its size")

    def take_rows(self, name: str, lines: int, width: int) -> None:
        """See that a table is not almost nothing but empty cells."""
        if lines * width * _FIELD > self.left:
            raise TooLargeError(
                f"{name}: {lines:,} lines below {width:,} columns are almost all empty; not "
                "read. Delete the empty rows and columns."
            )

    def take_places(self, name: str, rows: int, columns: int) -> None:
        """See that the cells of a sheet do not lie far apart."""
        self.take(name, rows * columns * _PLACE, "its cells lie far apart, with emptiness between")

    def take_workbook(self, name: str, archive: zipfile.ZipFile) -> None:
        """Look through a workbook before it is opened: how many cells, how far apart.

        Raises
        ------
        DataError
            If its sheets, or the texts that their cells share, unpack to more than they may.
        """
        parts = [each for each in archive.infolist() if not each.is_dir()]
        self.take(name, sum(each.file_size for each in parts), "unpacks to far more than its size")
        texts: list[int] = []
        for part in sorted(parts, key=lambda each: "sharedStrings" not in each.filename):
            content = unpacked(archive, part)
            if "sharedStrings" in part.filename:
                texts = _lengths(content)
            elif part.filename.endswith(".xml") and "worksheets/" in part.filename:
                self._take_sheet(name, content, texts)

    def _take_sheet(self, name: str, content: bytes, texts: list[int]) -> None:
        cells = len(_VALUE.findall(content))
        self.take(name, _CELL * cells, "its cells hold far more than its size")
        rows = columns = shared = 0
        for entry in _ENTRY.finditer(content):
            if entry[2]:
                continue
            if place := _PLACED.search(entry[1]):
                columns, rows = max(columns, _number(place[1])), max(rows, int(place[2]))
            if entry[3] and b't="s"' in entry[1] and int(entry[3][:9]) < len(texts):
                shared += texts[int(entry[3][:9])]
        rows = max(rows, len(_ROW.findall(content)) if cells else 0)
        self.take_places(name, rows, max(columns, 1))
        self.take(name, 2 * shared, "its cells hold far more than its size")


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read a member of an archive as far as its stated size, which may be a lie.

    Raises
    ------
    BadZipFile
        If it holds more than it says, or not what its checksum is of.
    """
    beyond = copy(member)
    beyond.file_size += 1
    with archive.open(beyond) as file:
        content = file.read(beyond.file_size)
    if len(content) > member.file_size:
        raise zipfile.BadZipFile(f"{member.filename} is larger than it says")
    return content


def _lengths(content: bytes) -> list[int]:
    """The size of each text that cells share."""
    ends = [found.end() for found in _ITEM.finditer(content)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number
