"""What platforms export, as data: the ``[[format]]`` tables of a platform's TOML file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import rtoml

from ..catalog import DIMENSIONS, MEASURES, NAMES
from .currency import without_currency

DAY = "day"
# Columns of the file that tell a whole period by its first day or its name.
SPANS = (DAY, "week", "month", "quarter", "year")
# What spreadsheets of other languages make of a platform's days, if nothing else fits.
_SAVED = ("%d.%m.%Y", "%d.%m.%Y %H:%M", "%d.%m.%y", "%d-%b-%y", "%d-%b-%Y")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\ufeff]")


@dataclass(frozen=True)
class Drop:
    """Rows that are not delivery: where ``column`` is empty or matches a pattern, and why."""

    column: str
    why: str
    matches: str = "^$"


@dataclass(frozen=True)
class Only:
    """Columns that mean something for some rows only: elsewhere they are missing, not 0.

    Those are the rows whose ``where`` is one of ``values``, or is none of ``unless``.
    """

    columns: tuple[str, ...]
    where: str
    why: str
    values: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """A column that means another one in the rows whose ``where`` is one of ``values``."""

    column: str
    to: str
    where: str
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Flaw:
    """A rule that files of this format are known to break in columns named like ``column``."""

    rule: str
    column: str
    why: str


@dataclass(frozen=True)
class Zero:
    """A 0 that is no count: where ``beside`` is above 0, at the start of a series, or ever.

    ``leading`` is the least number of days that such a start takes.
    """

    column: str
    why: str
    beside: str = ""
    leading: int = 0


@dataclass(frozen=True)
class Within:
    """A column that the platform does not count above another, and why it may be there."""

    column: str
    of: str
    why: str


@dataclass(frozen=True)
class Beside:
    """Columns that stand in another sheet, row by row: which sheet, and what joins the rows."""

    sheet: str
    join: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Format:
    """One kind of download, as its platform's TOML declares it."""

    name: str
    label: str
    source: str
    read: str
    columns: Mapping[str, tuple[str, ...]]
    recognise: tuple[tuple[str, ...], ...] = ()
    recognise_like: str = ""
    title: str = ""
    unless: tuple[str, ...] = ()
    rates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    ignore_like: str = ""
    closed: bool = False
    least_known: float = 0
    bare: bool = False
    lower_case: bool = False
    doubtful: bool = False
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    extract: Mapping[str, str] = field(default_factory=dict)
    above: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    dates_saved: tuple[str, ...] = _SAVED
    time_zone: str = ""
    missing: tuple[str, ...] = ()
    scales: Mapping[str, float] = field(default_factory=dict)
    total_where_blank: tuple[str, ...] = ()
    total_label: str = ""
    label_cells: int = 3
    stated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    total_parts: str = ""
    nested: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    footer: str = ""
    ends_where: str = ""
    ends_where_blank: bool = False
    end_exclusive: bool = False
    starts_only: bool = False
    descriptions: bool = False
    period: bool = False
    daily: bool = False
    number_rows: str = ""
    join: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    stacked: bool = False
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clock: str = ""
    rank: int = 0
    preferred: str = ""
    grain: str = ""
    refuse: str = ""
    drop: tuple[Drop, ...] = ()
    move: tuple[Move, ...] = ()
    only: tuple[Only, ...] = ()
    zeros: tuple[Zero, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    within: tuple[Within, ...] = ()
    notes: tuple[str, ...] = ()

    def headers(self) -> dict[str, str]:
        """Return the catalogue name behind every header that the format knows, plain."""
        return {
            plain(header): name
            for name, headers in [
                *self.columns.items(),
                *((name, rate["headers"]) for name, rate in self.rates.items()),
            ]
            for header in headers
        }

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Every header that the format knows, in its own upper and lower case."""
        rates = (rate["headers"] for rate in self.rates.values())
        return frozenset(
            spelled(each) for group in (*self.columns.values(), *rates) for each in group
        )

    @property
    def platform(self) -> str:
        """The one platform whose download it is, or nothing."""
        return self.constants.get("platform", "")

    @cached_property
    def meanings(self) -> Mapping[str, str]:
        """The catalogue name behind every header that is used, plain."""
        return self.headers()

    @cached_property
    def forbidden(self) -> frozenset[str]:
        """Headers that the file must not have, plain."""
        return frozenset(map(plain, self.unless))

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Headers of which the file must have one of each group, plain."""
        return tuple(frozenset(map(plain, group)) for group in self.recognise)

    @cached_property
    def understood(self) -> frozenset[str]:
        """Every header that the format knows, used or not, plain."""
        return frozenset(self.headers()) | frozenset(map(plain, self.ignore))

    def understands(self, header: str) -> bool:
        """Tell whether a plain header is known, by its name or by what it looks like."""
        name = header.split("#")[0] if self.join else header
        return name in self.understood or bool(
            self.ignore_like and re.search(self.ignore_like, name)
        )


class FormatError(ValueError):
    """A declaration of a format is itself wrong."""


@lru_cache(1 << 16)
def plain(header: object) -> str:
    """Return a header as it is compared: one form for letters, spaces, marks and currencies.

    Examples
    --------
    >>> plain(" Amount\\u00a0spent (EUR)")
    'amount spent ({currency})'
    >>> plain("URL clicks\\\\")
    'url clicks'
    """
    return spelled(header).casefold()


def spelled(header: object) -> str:
    """Return a header as it is compared where upper and lower case tell platforms apart.

    Examples
    --------
    >>> spelled(" Amount\u00a0spent (EUR)")
    'Amount spent ({currency})'
    """
    text = str(header)
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(without_currency(text).split()).strip("\\ ")


@cache
def formats() -> tuple[Format, ...]:
    """Return every format that ships, most telling first within a platform."""
    folder = Path(__file__).parent
    return tuple(each for path in sorted(folder.glob("*.toml")) for each in load_formats(path))


def load_formats(path: Path) -> Iterator[Format]:
    """Read the formats of one TOML file.

    Parameters
    ----------
    path : Path
        A file with one ``[[format]]`` table per kind of download.

    Raises
    ------
    FormatError
        Naming every key or column that is not known.

    Examples
    --------
    >>> {"facebook_content", "x_content"} <= {each.name for each in formats()}
    True
    """
    tables = rtoml.loads(path.read_text(encoding="utf-8")).get("format", [])
    named = {table.get("name"): table for table in tables}
    for table in tables:
        yield _format(_joined(named[table["like"]], table) if "like" in table else table, path)


def _format(table: Mapping[str, Any], path: Path) -> Format:
    known = {each.name for each in fields(Format)} | {"like"}
    wrong = [key for key in table if key not in known]
    wrong += [name for name in table.get("columns", {}) if name not in NAMES | {*SPANS}]
    wrong += [
        name for key in ("rates", "stated") for name in table.get(key, {}) if name not in NAMES
    ]
    if wrong:
        raise FormatError(f"{path.name}: {table.get('name')}: not known: {', '.join(wrong)}.")
    rows = {
        "drop": Drop,
        "only": Only,
        "move": Move,
        "zeros": Zero,
        "flaws": Flaw,
        "within": Within,
        "beside": Beside,
    }
    frozen = {key: _frozen(value) for key, value in table.items() if key != "like"}
    frozen["recognise"] = tuple(_spelled_out(group, table) for group in table.get("recognise", ()))
    frozen["unless"] = _spelled_out(table.get("unless", ()), table)
    return Format(
        **frozen
        | {key: tuple(kind(**each) for each in frozen.get(key, ())) for key, kind in rows.items()}
    )


def _spelled_out(group: Iterable[str], table: Mapping[str, Any]) -> tuple[str, ...]:
    """A name behind an at sign stands for all its headers, or those of a kind of names."""
    rates = {name: rate["headers"] for name, rate in table.get("rates", {}).items()}
    columns = {**table.get("columns", {}), **rates}
    kinds = {"measures": MEASURES, "dimensions": {*DIMENSIONS, *SPANS}}
    headers: list[str] = []
    for entry in group:
        name = entry.removeprefix("@")
        of = kinds.get(name, {name}) if name != entry else ()
        found = [header for each in columns if each in of for header in columns[each]]
        headers += found or [entry]
    return tuple(headers)


def _joined(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """A format that is like another states only what differs; its tables add to the other's."""
    merged = {
        key: {**base[key], **over[key]} if isinstance(base.get(key), dict) else over[key]
        for key in over
    }
    return {**base, **merged}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
