"""How a platform's file becomes a delivery table with a receipt."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..catalog import DIMENSIONS, NAMES, nearest
from ..export import Export
from ..platforms import Format, formats, load_formats, plain
from ..schema import DataError
from .files import open_tables
from .normalise import normalise
from .raw import RawTable
from .receipt import Receipt, receipt_of
from .recognise import Match, catalogue_format, recognise
from .select import read_delivery, select

__all__ = ["Receipt", "read_delivery", "read_export", "select"]


def read_export(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    formats_from: str | Path | None = None,
    **hints: object,
) -> Export:
    """Read a file from a platform's download button, whatever its name.

    Parameters
    ----------
    path : str or Path
        Delimited text, a workbook, or a zip archive with one table in it.
    columns : mapping of str to str, optional
        Catalogue name to header, for a table of your own whose headers are not catalogue names.
    formats_from : str or Path, optional
        TOML file with formats of your own, in the notation of those that ship.
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
    path = Path(path)
    _check_hints(hints)
    known = [*(load_formats(Path(formats_from)) if formats_from else ()), *formats()]
    match = _one(path, open_tables(path), known, columns)
    result = normalise(match, hints)
    return Export(result.table, result.total, receipt_of(path, match, result))


def _check_hints(hints: Mapping[str, object]) -> None:
    wrong = [
        f"{name!r} is not a dimension{nearest(name, DIMENSIONS, 1)}"
        for name in hints
        if name not in DIMENSIONS
    ]
    if wrong:
        raise DataError("\n".join(wrong))


def _one(
    path: Path,
    tables: Iterable[RawTable],
    known: Iterable[Format],
    columns: Mapping[str, str] | None,
) -> Match:
    """The one table of a file that is an export."""
    tables, own = list(tables), catalogue_format(columns)
    tried = [own] if columns else [*known, own]
    matches = [match for raw in tables if (match := recognise(raw, tried)) is not None]
    refused = [match for match in matches if match.format.refuse]
    if refused and len(refused) == len(matches):
        match = refused[0]
        raise DataError(f"{path.name}: is {match.format.label}. {match.format.refuse}")
    matches = [match for match in matches if not match.format.refuse]
    best = min((match.format.rank for match in matches), default=0)
    matches = [match for match in matches if match.format.rank == best]
    if len(matches) > 1:
        names = ", ".join(match.raw.name for match in matches)
        raise DataError(f"{path.name}: holds several tables ({names}). Give one of them alone.")
    if not matches:
        raise DataError(_unknown(path, tables, columns))
    _check_mapping(path, matches[0], columns or {})
    return matches[0]


def _check_mapping(path: Path, match: Match, columns: Mapping[str, str]) -> None:
    headers = {plain(header): header for header in match.headers}
    wrong = [
        f"{name!r} is not a name of the catalogue{nearest(name, NAMES, 1)}"
        for name in columns
        if name not in NAMES
    ]
    wrong += [
        f"there is no column {header!r}{nearest(header, headers.values(), 1)}"
        for header in columns.values()
        if plain(header) not in headers
    ]
    if wrong:
        raise DataError("\n  ".join([f"{path.name}: columns= does not fit:", *wrong]))


def _unknown(path: Path, tables: list[RawTable], columns: Mapping[str, str] | None) -> str:
    widest = max((record for raw in tables for record in raw.head), key=len, default=("nothing",))
    found = ", ".join(repr(header) for header in widest[:6] if header)
    more = f" and {len(widest) - 6} more" if len(widest) > 6 else ""
    need = ", ".join(map(repr, columns.values())) if columns else "a known export's headers"
    return (
        f"{path.name}: is not an export that is known. Looked for {need}, found {found}{more}. "
        "Download the report again with impressions, reach or another measure in it, or say "
        "which column is which with columns={'impressions': 'Your header'}."
    )
