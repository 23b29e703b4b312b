"""Reports of so few columns that no format asks for them: whose they are, or whose they may be."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ..catalog import MEASURES, METRICS
from ..platforms import Format, plain
from .match import Match, numbered
from .raw import RawTable
from .usual import is_usual

_MOST, _SOME = 0.5, 0.25
_WORD = 5  # letters with which capitals are no abbreviation
_NOT_SHOWN = frozenset({
    "conversions", "conversion_value", "revenue", "followers", "follows", "unfollows",
    "net_follows",
})  # fmt: skip


def partial_matches(
    raw: RawTable, formats: Iterable[Format], row: int | None = None
) -> list[Match]:
    """Return every format that knows what was shown, and what or when it is of, in one header.

    It must know most of the header, or a quarter if it is the only platform's that knows some
    part of it, unless a title is its own: analysts add columns. Without ``row``, the header may
    be any record.
    """
    told = [each for each in formats if _is_plain(each)]
    return [
        match
        for place, record in enumerate(raw.head)
        if row in (None, place) and sum(map(bool, record)) > 1
        for match in _of_header(raw, place, numbered(record), told)
    ]


def alike(matches: Sequence[Match]) -> Match | None:
    """Return the match that knows most, with the platforms of all that know as much as rivals.

    Those with a title of their own come first; among those that know as much, one with headers
    that only its platform knows, then one whose headers are written exactly so. Where anybody may
    have written the table, those that know one header less may be meant, too, and a single
    platform is asked about as well.

    Examples
    --------
    >>> alike([]) is None
    True
    """
    matches = _those(matches, lambda match: match.is_titled)
    most = max((match.known for match in matches), default=0)
    best = _those(matches, lambda match: match.known == most)
    best = _those(best, lambda match: match.is_telling)
    spelled = _those(best, lambda match: match.is_spelled)
    if not spelled:
        return None
    chosen = min(spelled, key=lambda match: match.format.rank)
    near = [*best, *(match for match in matches if match.known >= most - 1)]
    may_be = spelled if chosen.is_told else near
    platforms = tuple(dict.fromkeys(match.format.platform for match in may_be))
    is_asked = len(platforms) > 1 or not chosen.is_told
    return replace(chosen, rivals=platforms if is_asked else ())


def _those(matches: Sequence[Match], are: Callable[[Match], bool]) -> Sequence[Match]:
    """The matches that are so, or all if none is."""
    return [match for match in matches if are(match)] or matches


def is_of_a_program(headers: Sequence[str]) -> bool:
    """Tell whether headers are in lower case, as programs write them and platforms do not.

    Abbreviations may have capitals, and the index that pandas saves without a name.

    Examples
    --------
    >>> is_of_a_program(["campaign_name", "cost"]), is_of_a_program(["Campaign name", "Cost"])
    (True, False)
    >>> is_of_a_program(["campaign_name", "CPM"]), is_of_a_program(["CTR", "CPM"])
    (True, False)
    >>> is_of_a_program(["Unnamed: 0", "campaign_name"])
    True
    """
    unnamed = (header for header in headers if not header.startswith("Unnamed: "))
    others = [header for header in unnamed if header != header.lower()]
    are_short = all(header.isupper() and len(header) < _WORD for header in others)
    return are_short and len(others) < len(headers)


def _is_plain(format_: Format) -> bool:
    """Formats that lay tables out in their own way are recognised as a whole or not at all.

    So are those that come before all others, by names that nobody else writes.
    """
    special = (
        format_.refuse, format_.closed, format_.bare, format_.join, format_.sections,
        format_.number_rows, format_.rank < -1,
    )  # fmt: skip
    return bool(format_.platform) and not any(special) and not format_.stacked


def _of_header(
    raw: RawTable, row: int, headers: tuple[str, ...], formats: Sequence[Format]
) -> Iterator[Match]:
    present = [name for header in headers if (name := plain(header))]
    knows = [(each, [name for name in present if each.understands(name)]) for each in formats]
    near = max((len(known) for _, known in knows), default=0) / 2
    knowing: dict[str, set[str]] = {name: set() for name in present}
    candidates = []
    for format_, known in knows:
        for name in known if len(known) > near else ():
            knowing[name].add(format_.platform)
        meant = {format_.meanings[name] for name in known if name in format_.meanings}
        if any(map(_is_shown, meant)) and meant - METRICS.keys() and _fits(format_, present):
            candidates.append((Match(raw, format_, row, headers, len(known)), known))
    for match, known in candidates:
        own = {match.format.platform}
        alone = any(knowing[name] == own and not is_usual(name) for name in known)
        least = (_SOME if alone else _MOST) * len(present)
        if len(known) > least or match.is_titled:
            yield replace(match, is_telling=alone, partial=True)


def _is_shown(name: str) -> bool:
    """Sales and followers alone are no delivery."""
    return name in MEASURES and name not in _NOT_SHOWN


def _fits(format_: Format, present: Sequence[str]) -> bool:
    like = format_.recognise_like
    return not format_.forbidden.intersection(present) and (
        not like or any(re.search(like, name) for name in present)
    )
