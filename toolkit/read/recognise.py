"""Which platform's download a table is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..catalog import DIMENSIONS, MEASURES, RATIOS
from ..platforms import Format, plain
from .added import SUM
from .match import Match, numbered
from .partial import alike, is_of_a_program, partial_matches
from .raw import RawTable
from .usual import names_platforms

_LAST, _MOST = 99, 0.5


def recognise(raw: RawTable, formats: Iterable[Format], platform: str = "") -> Match | None:
    """Return the format of lowest rank that knows most of a table's columns, or None.

    ``platform`` is what the caller says of the file; its formats come first where they know as
    much as others do.
    """
    formats = tuple(formats)
    found = _best(_matches(raw, formats))
    settled = found is not None and _is_settled(found)
    if not settled and (named := _named(raw, formats)):
        return named
    if platform and (said := _said_to_be(platform, raw, formats, found)):
        return said
    if settled or (platform and all(each.platform != platform for each in formats)):
        return found  # a platform without formats has tables of one's own
    if found is None:
        return alike(partial_matches(raw, formats))
    if own := _of_a_program(raw, formats, found):
        return own
    if found.format.rank == _LAST:
        return _asked(found, partial_matches(raw, formats)) or _nobody_s(raw, formats)
    return alike([found, *_rivals(found, partial_matches(raw, formats, found.header_row))])


def _said_to_be(
    platform: str, raw: RawTable, formats: Sequence[Format], found: Match | None
) -> Match | None:
    """The platform's own report, if its formats know as much of the table as others do."""
    if found and found.format.platform == platform:
        return found
    own = [each for each in formats if each.platform == platform]
    theirs = _best(_matches(raw, own)) or _best(partial_matches(raw, own))
    least = found.known if found and found.format.rank < _LAST else 0
    return theirs if theirs and theirs.known >= least else None


def _named(raw: RawTable, formats: Iterable[Format]) -> Match | None:
    """A table of one's own in which a column says which platform each row is of."""
    own = [replace(each, lower_case=False) for each in formats if each.rank == _LAST]
    match = _best(_matches(raw, own))
    rows = raw.head[match.header_row + 1 :] if match else ()
    return match if match and names_platforms(match.headers, rows) else None


def _nobody_s(raw: RawTable, formats: Iterable[Format]) -> Match | None:
    """A table with usual names, in capitals or not, in which a channel need not be a platform."""
    own = [
        replace(each, lower_case=False, columns={**each.columns, "platform": ("platform",)})
        for each in formats
        if each.rank == _LAST
    ]
    return _best(_matches(raw, own))


def _of_a_program(raw: RawTable, formats: Iterable[Format], found: Match) -> Match | None:
    """A table with plain names in small letters, of which a platform knows no more."""
    own = _best(_matches(raw, [each for each in formats if each.rank == _LAST]))
    return own if own and is_of_a_program(own.headers) and own.known >= found.known else None


def _is_settled(match: Match) -> bool:
    """Only headers that others write, too, leave a doubt whose report it is."""
    format_ = match.format
    if format_.rank == _LAST:
        return is_of_a_program(match.headers)
    return not format_.doubtful and (not format_.platform or format_.closed or match.is_told)


def _asked(found: Match, partial: Sequence[Match]) -> Match | None:
    """What platforms know of a table, if that is more than what stands there in plain names.

    No single platform is asked about there.
    """
    told = alike(partial) if any(each.known > found.known for each in partial) else None
    return told if told and len(told.rivals) != 1 else None


def _rivals(found: Match, partial: Sequence[Match]) -> list[Match]:
    """Reports of other platforms, if they use as many columns."""
    others = (each for each in partial if each.format.platform != found.format.platform)
    return [each for each in others if each.used >= found.used]


def _best(matches: Iterable[Match]) -> Match | None:
    return max(
        matches,
        key=lambda match: (-match.format.rank, match.known, len(match.format.recognise)),
        default=None,
    )


def _matches(raw: RawTable, formats: Sequence[Format]) -> Iterable[Match]:
    """Most records are rows, in which no format finds a header that it asks for."""
    asked = frozenset().union(*(each.needs[0] for each in formats if each.needs))
    undemanding = [each for each in formats if not each.needs]
    for row, record in enumerate(raw.head):
        if sum(map(bool, record)) > 1:
            headers = numbered(record)
            silent = asked.isdisjoint(map(plain, headers))
            yield from _matching(raw, row, headers, undemanding if silent else formats)


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
        total_label=SUM,
        least_known=0 if columns else _MOST,
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
            least = len(present) if format_.closed else format_.least_known * len(present)
            if known >= least:
                yield Match(raw, format_, row, headers, known)
