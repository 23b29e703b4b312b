"""How a file becomes tables of text: archives, workbooks, markup, text; the content decides."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..schema import DataError
from .markup import is_markup, markup_tables
from .raw import RawTable
from .room import Room, TooLargeError, unpacked
from .sheets import OLE, workbook_tables
from .text import text_table

_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError,
)  # fmt: skip


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises
    ------
    DataError
        If there is no such file.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path.name}: cannot be read ({error.strerror}). Check the path."
        ) from None


def open_tables(name: str, content: bytes) -> list[RawTable]:
    """Open every table in a file.

    Raises
    ------
    DataError
        If it is empty, not a table, or unpacks to far more than its size.
    """
    return list(_tables(name, content, Room.of(len(content))))


def _tables(name: str, content: bytes, room: Room) -> Iterator[RawTable]:
    if not content or content.isspace():
        raise DataError(f"{name}: is empty. Download it again.")
    if content.startswith(_ZIP):
        yield from _archive(name, content, room)
    elif content.startswith(OLE):
        yield from workbook_tables(name, content, room)
    elif content.startswith(_PARQUET):
        raise DataError(
            f"{name}: is a Parquet file, not a platform's export. "
            "A log of impressions is read with read_log."
        )
    elif is_markup(content):
        yield from markup_tables(name, content, room)
    else:
        room.take_table(name)
        yield text_table(name, content, room)


def _archive(name: str, content: bytes, room: Room) -> Iterator[RawTable]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [each for each in archive.infolist() if not each.is_dir()]
            if any(each.filename.startswith("xl/workbook") for each in files):
                yield from workbook_tables(name, content, room)
            else:
                room.take_members(name, [each.file_size for each in files])
                for member in files:
                    yield from _member(member.filename, unpacked(archive, member), room)
    except DataError:
        raise
    except (*_BROKEN, ValueError) as error:
        raise DataError(f"{name}: the archive cannot be opened ({error}).") from None


def _member(name: str, content: bytes, room: Room) -> Iterator[RawTable]:
    """A member that is no table (a readme, a picture) is passed over."""
    try:
        yield from _tables(name, content, room)
    except TooLargeError:
        raise
    except DataError:
        return
