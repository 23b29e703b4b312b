"""What platforms export, as data: one TOML file per platform, read into `Format`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from ..catalog import NAMES

CURRENCY = "{currency}"
DAY = "day"
_CODE = re.compile(r"\(([A-Z]{3})\)")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\ufeff]")


@dataclass(frozen=True)
class Drop:
    """Rows that are not delivery: where ``column`` is empty or matches a pattern, and why."""

    column: str
    why: str
    matches: str = "^$"


@dataclass(frozen=True)
class Only:
    """Columns that mean something for some rows only: elsewhere they are missing, not 0."""

    columns: tuple[str, ...]
    where: str
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Flaw:
    """A rule that published files of this format are known to break in some rows."""

    rule: str
    column: str
    why: str


@dataclass(frozen=True)
class Format:
    """One kind of download, as its platform's TOML declares it."""

    name: str
    label: str
    source: str
    read: str
    columns: Mapping[str, tuple[str, ...]]
    recognise: tuple[tuple[str, ...], ...] = ()
    unless: tuple[str, ...] = ()
    rates: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    time_zone: str = ""
    missing: tuple[str, ...] = ()
    scales: Mapping[str, float] = field(default_factory=dict)
    total_where_blank: tuple[str, ...] = ()
    total_label: str = ""
    footer: str = ""
    ends_where_blank: bool = False
    descriptions: bool = False
    period: bool = False
    daily: bool = False
    number_rows: str = ""
    join: str = ""
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    clock: str = ""
    rank: int = 0
    refuse: str = ""
    drop: tuple[Drop, ...] = ()
    only: tuple[Only, ...] = ()
    flaws: tuple[Flaw, ...] = ()
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


class FormatError(ValueError):
    """A declaration of a format is itself wrong."""


def plain(header: object) -> str:
    """Return a header as it is compared: one form for letters, spaces, marks and currencies.

    Examples
    --------
    >>> plain(" Amount\\u00a0spent (EUR)")
    'amount spent ({currency})'
    >>> plain("URL clicks\\\\")
    'url clicks'
    """
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(header)))
    text = _CODE.sub(f"({CURRENCY})", text)
    return " ".join(text.split()).strip("\\ ").casefold()


def currency_in(header: object) -> str | None:
    """Return the currency code that a header carries in brackets.

    Examples
    --------
    >>> currency_in("Amount spent (IDR)")
    'IDR'
    """
    found = _CODE.search(str(header))
    return found[1] if found else None


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
    >>> sorted({each.name for each in formats()})[:2]
    ['facebook_content', 'facebook_content_video_views']
    """
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("format", [])
    named = {table.get("name"): table for table in tables}
    for table in tables:
        yield _format(_joined(named[table["like"]], table) if "like" in table else table, path)


def _format(table: Mapping[str, Any], path: Path) -> Format:
    known = {each.name for each in fields(Format)} | {"like"}
    wrong = [key for key in table if key not in known]
    wrong += [name for name in table.get("columns", {}) if name not in NAMES | {DAY}]
    wrong += [name for name in table.get("rates", {}) if name not in NAMES]
    if wrong:
        raise FormatError(f"{path.name}: {table.get('name')}: not known: {', '.join(wrong)}.")
    rows = {"drop": Drop, "only": Only, "flaws": Flaw}
    frozen = {key: _frozen(value) for key, value in table.items() if key != "like"}
    return Format(
        **frozen
        | {key: tuple(kind(**each) for each in frozen.get(key, ())) for key, kind in rows.items()}
    )


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
