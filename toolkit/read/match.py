"""A table whose format is known, and where its header stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..platforms import Format, plain, spelled
from .raw import RawTable
from .usual import is_usual

_PARTIAL = 50


@dataclass(frozen=True)
class Match:
    """A table, the format it is in, and where its header stands.

    ``known`` counts the headers that the format knows; ``rivals`` are platforms, its own among
    them, whose formats know as many, so that the columns do not tell whose report it is;
    ``telling`` says that no other platform knows some of them.
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
    telling: bool = False

    @property
    def rank(self) -> int:
        """Tables of lower rank are read before others; those in part known after all known ones."""
        return self.format.rank + (_PARTIAL if self.partial else 0)

    @property
    def used(self) -> int:
        """How many headers stand for a name of the catalogue."""
        return sum(plain(header) in self.format.meanings for header in self.headers)

    @property
    def is_spelled(self) -> bool:
        """Whether every header that is used is written as the platform writes it."""
        return all(
            spelled(header) in self.format.spellings
            for header in self.headers
            if plain(header) in self.format.meanings
        )

    @property
    def is_usual(self) -> bool:
        """Whether every header that is used is a word that anybody uses."""
        return all(
            map(is_usual, filter(self.format.meanings.__contains__, map(plain, self.headers)))
        )

    @property
    def is_capitalised(self) -> bool:
        """Whether every word of the headers that are used begins with a capital, as in a title."""
        used = (each for each in self.headers if plain(each) in self.format.meanings)
        return not any(word[0].islower() for header in used for word in header.split())

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
