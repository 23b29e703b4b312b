"""A table whose format is known, and where its header stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..platforms import CURRENCY, Format, plain, spelled
from .raw import RawTable
from .usual import is_usual

_PARTIAL = 50
_WORDS = 2


@dataclass(frozen=True)
class Match:
    """A table, the format it is in, and where its header stands.

    ``known`` counts the headers that the format knows; ``rivals`` are platforms, its own among
    them, whose formats know as many, so that the columns do not tell whose report it is;
    ``is_telling`` says that no other platform knows some of them.
    """

    raw: RawTable
    format: Format
    header_row: int
    headers: tuple[str, ...]
    known: int
    others: tuple[RawTable, ...] = ()
    also: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    partial: bool = False
    is_telling: bool = False

    @property
    def rank(self) -> int:
        """Tables of lower rank are read before others; those in part known after all known ones."""
        return self.format.rank + (_PARTIAL if self.partial else 0)

    @property
    def _used(self) -> list[str]:
        return [header for header in self.headers if plain(header) in self.format.meanings]

    @property
    def used(self) -> int:
        """How many headers stand for a name of the catalogue."""
        return len(self._used)

    @property
    def is_spelled(self) -> bool:
        """Whether every header that is used is written as the platform writes it."""
        return all(spelled(header) in self.format.spellings for header in self._used)

    @property
    def is_titled(self) -> bool:
        """Whether a line above or below bears a title that only the format's reports have."""
        title, head = self.format.title, self.raw.head
        others = (*head[: self.header_row], *head[self.header_row + 1 :], *self.raw.tail)
        return bool(title) and any(re.search(title, " ".join(filter(None, row))) for row in others)

    @property
    def is_told(self) -> bool:
        """Whether anything there is not what anybody writes: a title, a header, a spelling."""
        known = filter(self.format.understood.__contains__, map(plain, self.headers))
        return not all(map(is_usual, known)) or self._is_spelled_its_own_way or self.is_titled

    @property
    def _is_spelled_its_own_way(self) -> bool:
        """Whether a currency stands in brackets, and headers are not written as titles are."""
        headers = [spelled(each).split() for each in self._used]
        words = [word for header in headers for word in header]
        # Anybody writes Cost (EUR); Amount spent (EUR) is some platform's phrase.
        marked = any(CURRENCY in header[-1] and len(header) > _WORDS for header in headers)
        return marked and self.is_spelled and any(word[0].islower() for word in words)

    @property
    def share_known(self) -> float:
        """Share of the file's columns that the format knows."""
        return self.known / max(sum(bool(plain(header)) for header in self.headers), 1)


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
