"""How a platform's file becomes a delivery table with a receipt."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..catalog import DIMENSIONS, nearest
from ..export import Export
from ..platforms import formats, load_formats
from ..schema import DataError
from .choose import choose
from .files import open_tables, read_bytes
from .frames import frame_of, frame_table, name_of
from .normalise import normalise
from .raw import RawTable
from .receipt import Receipt, digest_of, receipt_of
from .select import read_delivery, select
from .several import read_exports

__all__ = ["Receipt", "read_delivery", "read_export", "read_exports", "select"]


def read_export(
    path: str | Path | Any,
    *,
    columns: Mapping[str, str] | None = None,
    formats_from: str | Path | None = None,
    table: str = "",
    year: int | None = None,
    **hints: object,
) -> Export:
    """Read a file from a platform's download button, whatever its name.

    Parameters
    ----------
    path : str, Path or table
        Delimited text, a workbook, or a zip archive with a table in it; or a table that is
        loaded already or stands in a warehouse: a DataFrame, an Ibis or DuckDB table.
    columns : mapping of str to str, optional
        Catalogue name to header, for a table of your own whose headers are not catalogue names.
    formats_from : str or Path, optional
        TOML file with formats of your own, in the notation of those that ship.
    table : str, optional
        Part of the name of a sheet, a member or a section, where a file holds several.
    year : int, optional
        Year of the first row, where the file writes its days without one.
    **hints
        Dimensions that hold for every row and that the file does not say: ``platform``,
        ``currency``, ``date_start``, ``date_end``.

    Returns
    -------
    Export
        Checked delivery table, the file's own total row if it has one, and the receipt.

    Raises
    ------
    DataError
        If the file is no export that is known, or its contents break a rule; names the file,
        the column, the rule and the remedy.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = Path(folder.name) / "mine.csv"
    >>> _ = path.write_text("Post,Shown,Reach\\nA,900,600\\nB,1500,600\\n")
    >>> export = read_export(path, columns={"impressions": "Shown"}, platform="facebook")
    >>> export.table["impressions"].tolist()
    [900, 1500]
    >>> folder.cleanup()
    """
    _check_hints(hints)
    with ThreadPoolExecutor(max_workers=1) as aside:
        shipped = aside.submit(formats)
        path, content, tables = _opened(path)
        digest = aside.submit(digest_of, content)
        known = [*(load_formats(Path(formats_from)) if formats_from else ()), *shipped.result()]
        with _naming(path.name):
            match = choose(path, tables, known, columns, table, str(hints.get("platform", "")))
            result = normalise(match, hints, year)
        receipt = receipt_of(path, len(content), digest.result(), match, result)
    return Export(result.table, result.total, receipt)


@contextmanager
def _naming(file: str) -> Iterator[None]:
    """Let errors name the file as it was given, where they name a table inside it."""
    try:
        yield
    except DataError as error:
        raise (error if file in str(error) else DataError(f"{file}: {error}")) from None


def _opened(data: str | Path | Any) -> tuple[Path, bytes, list[RawTable]]:
    """What the data is called, its bytes if it is a file, and the tables in it."""
    if isinstance(data, str | Path):
        path = Path(data)
        content = read_bytes(path)
        return path, content, open_tables(path.name, content)
    name = name_of(data)
    return Path(name), b"", [frame_table(name, frame_of(data))]


def _check_hints(hints: Mapping[str, object]) -> None:
    wrong = [
        f"{name!r} is not a dimension{nearest(name, DIMENSIONS, 1)}"
        for name in hints
        if name not in DIMENSIONS
    ]
    if wrong:
        raise DataError("\n".join(wrong))
