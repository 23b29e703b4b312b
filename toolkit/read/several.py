"""How several files become one delivery table with one receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES
from ..enclose import kinds
from ..export import Export
from ..platforms import formats
from ..schema import DataError, check
from .decisions import Decisions
from .grain import DAYS, LIFETIME, OPEN, PERIODS, UNDATED, grain_of, thing_of
from .overlap import shared_rows
from .receipt import Receipt
from .zeros import without_false_zeros

_GRAINS = {
    DAYS: "by day", PERIODS: "by period", OPEN: "by period", LIFETIME: "over a lifetime",
    UNDATED: "over a lifetime",
}  # fmt: skip


def read_exports(files: Sequence[str | Path | Export | Any], **asked: Any) -> Export:
    """Read several files and stack them: months of one report, or one report of several platforms.

    Files that hold other measures of the same days of an account are put side by side.

    Parameters
    ----------
    files : sequence of str, Path, table or Export
        What ``read_export`` reads, or has read where files need different hints.
    **asked
        Passed on to ``read_export`` for every file that is still to be read.

    Returns
    -------
    Export
        One table, whose rows are numbered anew; no total, for totals of files share people; a
        receipt that holds those of the files as its ``parts``.

    Raises
    ------
    DataError
        If rows are not of the same kind, or two files report the same rows; names both files.
        Files of different platforms may tell other levels, such as ads and campaigns.

    Examples
    --------
    >>> import tempfile
    >>> folder = tempfile.TemporaryDirectory()
    >>> paths = [Path(folder.name) / f"{month}.csv" for month in ("march", "april")]
    >>> for number, path in enumerate(paths):
    ...     _ = path.write_text(f"Date,Views\\n2026-0{number + 3}-01,{number + 5}\\n")
    >>> read_exports(paths).table["views"].tolist()
    [5, 6]
    >>> folder.cleanup()
    """
    from . import read_export

    exports = [each if isinstance(each, Export) else read_export(each, **asked) for each in files]
    if not exports:
        raise DataError("There is no file to read; give one or more.")
    faults = [*_repeated(exports), *_of_other_kinds(exports)]
    sides = [] if faults else _side_by_side(exports)
    faults += [*_overlapping(sides)]
    if faults:
        raise DataError("\n  ".join(["The files cannot be stacked:", *faults]))
    return exports[0] if len(exports) == 1 else _stacked(exports, sides)


def _repeated(exports: Sequence[Export]) -> Iterator[str]:
    for one, other in combinations((export.receipt for export in exports), 2):
        tables = {each.table.removeprefix(each.file) for each in (one, other)}
        if one.sha256 and one.sha256 == other.sha256 and len(tables) == 1:
            yield f"{one.file} and {other.file} are the same file; give it once."


def _of_other_kinds(exports: Sequence[Export]) -> Iterator[str]:
    for place, other in enumerate(exports):
        clash = next((each for each in exports[:place] if not _may_be_stacked(each, other)), None)
        if clash is not None:
            told = "; ".join(
                f"{each.receipt.file} counts by {', '.join(_kind(each.table))}"
                for each in (clash, other)
            )
            yield f"{told}. Such rows do not belong in one table; read the files apart."


def _may_be_stacked(one: Export, other: Export) -> bool:
    (thing, grain), (another, other_grain) = (_kind(each.table) for each in (one, other))
    return grain == other_grain and (thing == another or _of_other_platforms(one, other))


def _of_other_platforms(one: Export, other: Export) -> bool:
    """Whether nothing is of one platform in both, so that no row is a part of another's."""
    if not all("platform" in each.table for each in (one, other)):
        return False
    whose = [set(kinds(each.table["platform"])) for each in (one, other)]
    return whose[0].isdisjoint(whose[1])


def _kind(table: pd.DataFrame) -> tuple[str, str]:
    return thing_of(table), _GRAINS[grain_of(table)]


def _side_by_side(exports: Sequence[Export]) -> list[Export]:
    """Join the tables of an account's days that hold different measures of the same days."""
    joined: list[Export] = []
    for export in exports:
        place = next((at for at, each in enumerate(joined) if _completes(export, each)), None)
        if place is None:
            joined.append(export)
        else:
            joined[place] = _beside(joined[place], export)
    return joined


def _completes(export: Export, other: Export) -> bool:
    measures = [set(each.table) & set(MEASURES) for each in (export, other)]
    dimensions = [set(each.table) & set(DIMENSIONS) for each in (export, other)]
    return (
        _kind(export.table) == ("account", "by day")
        and "platform" in export.table
        and dimensions[0] == dimensions[1]
        and not measures[0] & measures[1]
        and bool(shared_rows(export.table, other.table))
    )


def _beside(one: Export, other: Export) -> Export:
    keys = [name for name in one.table if name in DIMENSIONS]
    table = one.table.merge(other.table, on=keys, how="outer", sort=False)
    told = {one.receipt.format, other.receipt.format}
    zeros = [zero for each in formats() if each.name in told for zero in each.zeros]
    decisions = Decisions()
    table = without_false_zeros(table, zeros, decisions)
    receipt = replace(
        one.receipt,
        file=f"{one.receipt.file}, {other.receipt.file}",
        blanked=(*one.receipt.blanked, *decisions.blanked),
        notes=(f"{one.receipt.file} and {other.receipt.file} were taken to be of one account.",),
    )
    return Export(table, None, receipt)


def _overlapping(exports: Sequence[Export]) -> Iterator[str]:
    for one, other in combinations(exports, 2):
        if rows := shared_rows(one.table, other.table):
            unnamed = all("platform" not in each.table for each in (one, other))
            yield (
                f"{one.receipt.file} and {other.receipt.file} both report {rows}; stacked, these "
                "rows would count twice. Download the periods apart, or leave one file out."
                + (" Neither names its platform; pass platform= for each." if unnamed else "")
            )


def _stacked(exports: Sequence[Export], sides: Sequence[Export]) -> Export:
    tables = [_alike(side.table).dropna(axis=1, how="all") for side in sides]
    table = pd.concat(tables, ignore_index=True).rename_axis("row")
    order = [name for name in (*DIMENSIONS, *MEASURES) if name in table]
    table = table[order]
    return Export(table, None, _receipt(exports, sides, table))


def _alike(table: pd.DataFrame) -> pd.DataFrame:
    """Times as UTC without a zone, for not every file tells its own."""
    zoned = [name for name in table if isinstance(table[name].dtype, pd.DatetimeTZDtype)]
    return table.assign(**{name: table[name].dt.tz_convert(None) for name in zoned})


def _receipt(exports: Sequence[Export], sides: Sequence[Export], table: pd.DataFrame) -> Receipt:
    parts = [export.receipt for export in exports]
    shown = [side.receipt for side in sides]
    return replace(
        parts[0],
        file=_each(part.file for part in parts),
        table=_each(part.file for part in parts),
        size=sum(part.size for part in parts),
        sha256=" ".join(part.sha256 for part in parts),
        format=_each(part.format for part in parts),
        label=_each(part.label for part in parts),
        platform=_each(name for part in parts for name in part.platform.split(", ")),
        known=min(part.known for part in parts),
        encoding=_each(part.encoding for part in parts),
        delimiter=parts[0].delimiter if len({part.delimiter for part in parts}) == 1 else "",
        currency=_each(name for part in parts for name in part.currency.split(", ")),
        time_zone=_each(part.time_zone for part in parts),
        rows=sum(part.rows for part in parts),
        loaded=len(table),
        columns={header: name for part in parts for header, name in part.columns.items()},
        unknown=tuple(dict.fromkeys(name for part in parts for name in part.unknown)),
        unused=tuple(dict.fromkeys(name for part in parts for name in part.unused)),
        mended=(),
        dropped=(),
        blanked=tuple(each for side in shown for each in side.blanked),
        bounded=(),
        period=_each(part.period for part in parts),
        reconciled=(),
        problems=tuple(check(table)),
        notes=tuple(dict.fromkeys(note for each in (*shown, *parts) for note in each.notes)),
        grain=_each(part.grain for part in parts),
        also=(),
        parts=tuple(parts),
    )


def _each(texts: Any) -> str:
    """Every text once, in the order in which they come."""
    return ", ".join(dict.fromkeys(text for text in texts if text))
