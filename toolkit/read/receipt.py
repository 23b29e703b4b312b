"""What was understood of a file, what was decided, dropped and left out."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from ..catalog import MEASURES
from ..enclose import is_shared
from ..numerals import write_count, write_number
from ..schema import Problem
from .grain import grain_of
from .match import Match
from .normalise import Normalised

_ROUNDING = 1.01  # least units of a currency: a total is rounded once, its rows one by one
_CENTS = 2


@dataclass(frozen=True)
class Reconciled:
    """A measure as the rows add up to it, and as the file's own total row states it."""

    measure: str
    rows: float
    total: float
    rounding: float

    def __str__(self) -> str:
        alike = abs(self.rows - self.total) <= self.rounding
        verdict = "equals" if alike else "differs from"
        rows, total = (
            f"{write_number(self.rows, ',.10g')} in the rows",
            f"{write_number(self.total, ',.10g')} in the total row",
        )
        return f"{self.measure}: {rows} {verdict} {total}"


@dataclass(frozen=True)
class Receipt:
    """What reading a file came to; prints as text, in a notebook as a table, and as JSON."""

    file: str
    table: str
    size: int
    sha256: str
    format: str
    label: str
    platform: str
    known: float
    encoding: str
    delimiter: str
    header_row: int
    decimal_mark: str
    currency: str
    time_zone: str
    rows: int
    loaded: int
    columns: dict[str, str]
    unknown: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    blanked: tuple[tuple[str, int, str], ...] = ()
    bounded: tuple[tuple[int, str, str], ...] = ()
    period: str = ""
    reconciled: tuple[Reconciled, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())
    grain: str = ""
    also: tuple[str, ...] = ()
    parts: tuple["Receipt", ...] = ()

    def lines(self) -> list[tuple[str, str]]:
        """Return the receipt as pairs of what and how."""
        own = [(what, how) for what, how in self._all_lines() if how]
        return own + [line for part in self.parts for line in part.lines()]

    def _all_lines(self) -> list[tuple[str, str]]:
        loaded, rows, size = map(write_count, (self.loaded, self.rows, self.size))
        return [
            ("File", f"{self.file}, {size} bytes" if self.size else self.file),
            ("Table", self.table if self.table != self.file else ""),
            (
                "Recognised as",
                f"{self.label} ({write_number(self.known, '.0%')} of the columns known)",
            ),
            ("Written in", self._dialect()),
            ("Currency", self.currency),
            ("Time zone", self.time_zone),
            ("Period", self.period),
            ("Counted", self.grain),
            ("Rows", f"{loaded} of {rows} below the header are delivery"),
            *(("Mended", each) for each in self.mended),
            *(("Left out", each) for each in self._dropped()),
            *(("Made missing", each) for each in self._blanked()),
            *(("A bound, not a number", each) for each in self._bounded()),
            *(("Total row", str(each)) for each in self.reconciled),
            *(("Not read", f"{name}; name it with table= to read it") for name in self.also),
            ("Columns used", ", ".join(f"{header} ({name})" for name, header in self._used())),
            ("Known, not used", ", ".join(self.unused)),
            ("Not understood", ", ".join(self.unknown)),
            *(("Look at", str(problem)) for problem in self.problems),
            *(("Mind", note) for note in self.notes),
        ]

    def _dialect(self) -> str:
        fields = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
        parts = [self.encoding, fields.get(self.delimiter, ""), f"header in row {self.header_row}"]
        mark = {",": "decimal comma", ".": "decimal point"}.get(self.decimal_mark, "")
        return ", ".join(part for part in [*parts, mark] if part)

    def _used(self) -> list[tuple[str, str]]:
        return [(name, header) for header, name in self.columns.items()]

    def _dropped(self) -> list[str]:
        reasons = Counter(why for _, why in self.dropped)
        first = {why: row for row, why in reversed(self.dropped)}
        return [
            f"{why}: {write_count(count)} (first: row {first[why]})"
            for why, count in reasons.items()
        ]

    def _blanked(self) -> list[str]:
        alike: dict[tuple[int, str], list[str]] = {}
        for name, rows, why in self.blanked:
            alike.setdefault((rows, why), []).append(name)
        return [
            f"{', '.join(names)} in {write_count(rows)} rows: {why}"
            for (rows, why), names in alike.items()
        ]

    def _bounded(self) -> Iterator[str]:
        for name, count in Counter(name for _, name, _ in self.bounded).items():
            row, cell = next((row, cell) for row, each, cell in self.bounded if each == name)
            yield (
                f"{name} in {write_count(count)} rows (first: row {row}, {cell})"
                if count > 1
                else f"{name} in row {row}: {cell}"
            )

    def __str__(self) -> str:
        width = max(len(what) for what, _ in self.lines())
        return "\n".join(f"{what:<{width}}  {how}" for what, how in self.lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(what)}</th><td>{escape(how)}</td></tr>'
            for what, how in self.lines()
        )
        return f'<table class="receipt mathjax_ignore"><tbody>{rows}</tbody></table>'

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as plain values, ready for JSON."""
        return asdict(self)

    def to_json(self) -> str:
        """Return the receipt as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)


def digest_of(content: bytes) -> str:
    """Return what tells a file's bytes from all others; a table that is no file has none."""
    return hashlib.sha256(content).hexdigest() if content else ""


def receipt_of(path: Path, size: int, digest: str, match: Match, result: Normalised) -> Receipt:
    """Write the receipt of a file that was read, or of a table, which has no bytes."""
    platforms = result.table.get("platform", pd.Series(dtype="str"))
    decisions = result.decisions
    return Receipt(
        file=path.name,
        table=match.raw.name,
        size=size,
        sha256=digest,
        format=match.format.name,
        label=match.format.label,
        platform=", ".join(sorted(map(str, platforms.dropna().unique()))),
        known=match.share_known,
        encoding=match.raw.encoding,
        delimiter=match.raw.delimiter,
        header_row=match.header_row + 1,
        decimal_mark=decisions.mark,
        currency=decisions.currency,
        time_zone=decisions.time_zone,
        rows=decisions.rows,
        loaded=len(result.table),
        columns=decisions.columns,
        unknown=tuple(decisions.unknown),
        unused=tuple(decisions.unused),
        mended=tuple(decisions.mended),
        dropped=tuple(decisions.dropped),
        blanked=tuple(decisions.blanked),
        reconciled=tuple(_reconciled(result.table, result.total, decisions.currency)),
        bounded=tuple(decisions.bounded),
        period=decisions.period,
        problems=tuple(decisions.problems),
        notes=match.format.notes,
        grain=grain_of(result.table, match.format.grain),
        also=match.also,
    )


def _reconciled(
    table: pd.DataFrame, total: pd.DataFrame | None, currency: str
) -> Iterator[Reconciled]:
    """Hold the sum of the rows against the file's own total row, where sums mean something."""
    if total is None:
        return
    for name in total:
        if name in MEASURES and not is_shared(MEASURES[name]) and name in table:
            rows, whole = round(float(table[name].sum()), 6), float(total[name].iloc[0])
            yield Reconciled(name, rows, whole, _rounding(name, currency))


def _rounding(measure: str, currency: str) -> float:
    """What the sum of a measure may be off its total: nothing of counts, a least unit of money."""
    from babel.numbers import get_currency_precision

    declared = MEASURES[measure]
    if declared.format == "integer":
        return 0
    places = get_currency_precision(currency) if declared.format == "money" else _CENTS
    return _ROUNDING * 10.0 ** -min(places, _CENTS)
