"""Which of the tables in a file is the one to read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..catalog import NAMES, nearest
from ..platforms import Format, plain
from ..schema import DataError
from .layout import parts
from .match import Match
from .raw import RawTable
from .recognise import catalogue_format, recognise
from .usual import usual_formats

_TITLE = 3  # cells in a line above a table, whose days have commas


class WhoseError(DataError):
    """The columns of a file do not tell which platform's report it is.

    Attributes
    ----------
    platforms : tuple of str
        Those that it may be of, as ``platform=`` takes them.
    """

    def __init__(self, path: Path, platforms: Sequence[str]) -> None:
        self.platforms = tuple(platforms)
        first, *others = map(repr, platforms)
        which = " or ".join(filter(None, (", ".join([first, *others[:-1]]), *others[-1:])))
        told = "which" if others else "whether it is"
        super().__init__(
            f"{path.name}: may be a report of {which}; its columns do not tell {told}. Say so with "
            f"platform={first} (or the one that it is), or download it again with more columns. "
            "Of any other table, say which column is which with "
            "columns={'impressions': 'Your header'}."
        )


def choose(
    path: Path,
    tables: Sequence[RawTable],
    known: Iterable[Format],
    columns: Mapping[str, str] | None,
    table: str,
    platform: str = "",
) -> Match:
    """Return the one table of a file that is an export, in its format.

    Raises
    ------
    DataError
        If no table is known, if all that are known are refused, or if several are as good.
    WhoseError
        If the columns fit reports of several platforms alike, and ``platform`` is not given.
    """
    own = catalogue_format(columns)
    tried = [own] if columns else [*known, own, *usual_formats(own)]
    asked = _asked(path, tables, table) if table else tables
    matches = [match for raw in asked if (match := recognise(raw, tried, platform)) is not None]
    matches = matches if platform else _in_company(matches, tables, tried)
    known_ones = [match for match in matches if match.format.rank < own.rank]
    if known_ones and all(match.format.refuse for match in known_ones):
        match = known_ones[0]
        raise DataError(f"{path.name}: is {match.format.label}. {match.format.refuse}")
    match = _best(path, [match for match in matches if not match.format.refuse])
    if match is None:
        raise DataError(_without_rows(path, tables, tried) or _unknown(path, tables, columns))
    _check_mapping(path, match, columns or {})
    if match.rivals:
        raise WhoseError(path, match.rivals)
    others = tuple(raw for raw in tables if raw is not match.raw)
    also = (each.raw.name for each in known_ones if each.raw in others and not each.format.refuse)
    return replace(match, others=others, also=tuple(also))


def _in_company(
    matches: list[Match], tables: Sequence[RawTable], formats: Sequence[Format]
) -> list[Match]:
    """Tables that do not tell whose they are may belong to the platform of the others in a file.

    They do if they have exactly the columns of one of its tables.
    """
    if len(tables) == 1 or not any(match.rivals for match in matches):
        return matches
    every = [match for raw in tables if (match := recognise(raw, formats)) is not None]
    told = {match.format.platform for match in every if not match.rivals} - {""}
    if len(told) != 1:
        return matches
    platform = told.pop()
    own = [recognise(match.raw, formats, platform) for match in matches]
    return [
        theirs if match.rivals and theirs and theirs.format.closed else match
        for match, theirs in zip(matches, own, strict=True)
    ]


def _asked(path: Path, tables: Sequence[RawTable], table: str) -> list[RawTable]:
    """The tables whose name holds what was asked for, or parts of a table whose title does."""

    def named(raw: RawTable) -> bool:
        return table.casefold() in raw.name.removeprefix(path.name).casefold()

    stacked = [part for raw in tables if len(below := list(parts(raw))) > 1 for part in below]
    found = [raw for raw in tables if named(raw)] or [raw for raw in stacked if named(raw)]
    if found:
        return found
    names = [raw.name.removeprefix(path.name).strip(", ") for raw in (*tables, *stacked)]
    held = ", ".join(map(repr, dict.fromkeys(filter(None, names)))) or "one table without a name"
    raise DataError(f"{path.name}: table={table!r} is not in it; it holds {held}.")


def _best(path: Path, matches: Sequence[Match]) -> Match | None:
    best = min((match.rank for match in matches), default=0)
    matches = [match for match in matches if match.rank == best]
    preferred = [
        match
        for match in matches
        if match.format.preferred and re.search(match.format.preferred, match.raw.name)
    ]
    matches = preferred if len(preferred) == 1 else matches
    if len(matches) > 1:
        names = ", ".join(match.raw.name for match in matches)
        raise DataError(
            f"{path.name}: holds several tables ({names}). Give one of them alone, "
            "or name it with table=."
        )
    return matches[0] if matches else None


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


def _without_rows(path: Path, tables: Sequence[RawTable], formats: Sequence[Format]) -> str:
    """What a file is that holds the lines above a report's table, and no table."""
    lines = [
        [cell.strip() for cell in record if cell.strip()] for raw in tables for record in raw.head
    ]
    if max(map(len, lines), default=0) > _TITLE:
        return ""
    written = "\n".join(" ".join(line) for line in lines)
    titles = {each.title for each in formats if each.title and not each.refuse}
    if not any(re.search(title, written, re.MULTILINE) for title in titles):
        return ""
    return (
        f"{path.name}: is a report that ends before its table: nothing was delivered in its "
        "period, or rows were taken out. Download it again over a longer period."
    )


def _unknown(path: Path, tables: Sequence[RawTable], columns: Mapping[str, str] | None) -> str:
    widest = max((record for raw in tables for record in raw.head), key=len, default=("nothing",))
    found = ", ".join(repr(header) for header in widest[:6] if header)
    more = f" and {len(widest) - 6} more" if len(widest) > 6 else ""
    need = ", ".join(map(repr, columns.values())) if columns else "a known export's headers"
    return (
        f"{path.name}: is not an export that is known. Looked for {need}, found {found}{more}. "
        "Download the report again with impressions, reach or another measure in it, or say "
        "which column is which with columns={'impressions': 'Your header'}."
    )
