"""How a file becomes tables of text: archives, workbooks, markup, text; the content decides."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..schema import DataError
from .raw import RawTable
from .sheets import OLE, is_markup, markup_tables, workbook_tables
from .text import text_table

_ZIP, _PARQUET = b"PK\x03\x04", b"PAR1"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError,
    ValueError,
)  # fmt: skip
_UNPACKED = 400_000_000


def open_tables(path: Path) -> list[RawTable]:
    """Open every table in a file.

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
        yield from _archive(name, content)
    elif content.startswith(OLE):
        yield from workbook_tables(name, content)
    elif content.startswith(_PARQUET):
        raise DataError(
            f"{name}: is a Parquet file, not a platform's export. "
            "A log of impressions is read with read_log."
        )
    elif is_markup(content):
        yield from markup_tables(name, content)
    else:
        yield text_table(name, content)


def _archive(name: str, content: bytes) -> Iterator[RawTable]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in files) > 10 * len(content) + _UNPACKED:
                raise DataError(f"{name}: unpacks to far more than an export holds; not opened.")
            if any(each.filename.startswith("xl/workbook") for each in files):
                yield from workbook_tables(name, content)
            else:
                for member in files:
                    yield from _member(member.filename, archive.read(member))
    except _BROKEN as error:
        raise DataError(f"{name}: the archive cannot be opened ({error}).") from None


def _member(name: str, content: bytes) -> Iterator[RawTable]:
    """A member that is no table (a readme, a picture) is passed over."""
    try:
        yield from _tables(name, content)
    except DataError:
        return
