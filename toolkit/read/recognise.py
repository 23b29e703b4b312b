"""Which platform's download a table is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import DIMENSIONS, MEASURES, RATIOS
from ..platforms import Format, plain
from .raw import RawTable

_LAST = 99


@dataclass(frozen=True)
class Match:
    """A table, the format it is in, and where its header stands."""

    raw: RawTable
    format: Format
    header_row: int
    headers: tuple[str, ...]
    known: int
    others: tuple[RawTable, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def share_known(self) -> float:
        """Share of the file's columns that the format knows."""
        return self.known / max(sum(bool(plain(header)) for header in self.headers), 1)


def recognise(raw: RawTable, formats: Iterable[Format]) -> Match | None:
    """Return the format of lowest rank that knows most of a table's columns, or None."""
    matches = [
        match
        for row, record in enumerate(raw.head)
        if sum(map(bool, record)) > 1
        for match in _matching(raw, row, numbered(record), formats)
    ]
    return max(
        matches,
        key=lambda match: (-match.format.rank, match.known, len(match.format.recognise)),
        default=None,
    )


def numbered(headers: Sequence[str]) -> tuple[str, ...]:
    """Tell repeated headers apart.

    Examples
    --------
    >>> numbered(["Views", "Reach", "Views"])
    ('Views', 'Reach', 'Views#2')
    """
    seen: Counter[str] = Counter()
    names = []
    for header in headers:
        key = plain(header)
        seen[key] += 1
        names.append(header if seen[key] == 1 or not key else f"{header}#{seen[key]}")
    return tuple(names)


def catalogue_format(columns: Mapping[str, str] | None = None) -> Format:
    """Return the format of a table whose headers are catalogue names, or are mapped to them.

    Parameters
    ----------
    columns : mapping of str to str, optional
        Catalogue name to header, for headers that are not catalogue names themselves.
    """
    own: dict[str, tuple[str, ...]] = {
        name: (name, name.replace("_", " ")) for name in [*DIMENSIONS, *MEASURES]
    }
    own |= {name: (header,) for name, header in (columns or {}).items()}
    return Format(
        name="catalogue",
        label="Table with catalogue names",
        source="the toolkit's catalogue",
        read="",
        recognise=(tuple(header for name in MEASURES for header in own[name]),),
        columns=own,
        rates={name: {"headers": (name,), "scale": 1} for name in RATIOS},
        dates=("ISO8601",),
        missing=("NA", "N/A", "-", "--"),
        rank=_LAST,
    )


def _matching(
    raw: RawTable, row: int, headers: tuple[str, ...], formats: Iterable[Format]
) -> Iterable[Match]:
    present = [name for header in headers if (name := plain(header))]
    names = set(present)
    for format_ in formats:
        if all(names & group for group in format_.needs) and not names & set(
            map(plain, format_.unless)
        ):
            if format_.bare and any(map(any, raw.head[:row])):
                continue
            like = format_.recognise_like
            if like and not any(re.search(like, name) for name in present):
                continue
            known = sum(map(format_.understands, present))
            if known == len(present) or not format_.closed:
                yield Match(raw, format_, row, headers, known)
