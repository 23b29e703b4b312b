"""Which platform's download a table is."""

import re
from collections.abc import Iterable, Mapping

from ..catalog import DIMENSIONS, MEASURES, RATIOS
from ..platforms import Format, plain
from .match import Match, numbered
from .partial import alike, is_of_a_program, partial_matches
from .raw import RawTable

_LAST = 99


def recognise(raw: RawTable, formats: Iterable[Format], platform: str = "") -> Match | None:
    """Return the format of lowest rank that knows most of a table's columns, or None.

    ``platform`` is what the caller says of the file; its formats come first where they know as
    much as others do.
    """
    formats = tuple(formats)
    found = _best(_matches(raw, formats))
    if platform and (found is None or found.format.platform != platform):
        own = [each for each in formats if each.platform == platform]
        named = _best(_matches(raw, own)) or _best(partial_matches(raw, own))
        if named and (found is None or found.format.rank == _LAST or named.known >= found.known):
            return named
    if found is not None and (_is_sure(found) or is_of_a_program(found.headers)):
        return found
    row = None if found is None or found.format.rank == _LAST else found.header_row
    better = [each for each in partial_matches(raw, formats, row) if _knows_more(each, found)]
    return alike(better) or found


def _is_sure(match: Match) -> bool:
    """Refused tables stay refused, and nothing is left to know where every column is known."""
    return bool(match.format.refuse) or (match.format.rank < _LAST and match.share_known == 1)


def _knows_more(match: Match, other: Match | None) -> bool:
    """A table of another platform must be understood better in columns that are used, too."""
    if other is None or other.format.rank == _LAST:
        return match.known > (other.known if other else 0)
    return match.known > other.known and match.used > other.used


def _best(matches: Iterable[Match]) -> Match | None:
    return max(
        matches,
        key=lambda match: (-match.format.rank, match.known, len(match.format.recognise)),
        default=None,
    )


def _matches(raw: RawTable, formats: Iterable[Format]) -> Iterable[Match]:
    return (
        match
        for row, record in enumerate(raw.head)
        if sum(map(bool, record)) > 1
        for match in _matching(raw, row, numbered(record), formats)
    )


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
        if all(names & group for group in format_.needs) and not names & format_.forbidden:
            if format_.bare and any(map(any, raw.head[:row])):
                continue
            if format_.lower_case and not is_of_a_program(headers):
                continue
            like = format_.recognise_like
            if like and not any(re.search(like, name) for name in present):
                continue
            known = sum(map(format_.understands, present))
            if known == len(present) or not format_.closed:
                yield Match(raw, format_, row, headers, known)
