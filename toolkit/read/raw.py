"""A table of text whose meaning is not known yet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from ..schema import DataError
from .distinct import as_text

HEAD, TAIL = 60, 20
Record = tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """Records below a header, as text in numbered columns, or categories where it repeats.

    ``mended`` says what was repaired; ``short`` are the places of rows filled up as missing;
    ``long`` those of rows that were cut to the header's width, and the complaint about each.
    """

    cells: pd.DataFrame
    mended: tuple[str, ...] = ()
    short: tuple[int, ...] = ()
    long: Mapping[int, str] = field(default_factory=dict)

    @property
    def frame(self) -> pd.DataFrame:
        """Every record as text, for tables in which none may be longer than the header."""
        for complaint in self.long.values():
            raise DataError(complaint)
        return as_text(self.cells)


@dataclass(frozen=True)
class RawTable:
    """``head`` and ``tail`` are the first and last records; ``load(n, columns)`` those below ``n``.

    ``records()`` reads every record as it stands, for tables that are not alone in their file.
    ``currencies`` are those of the cells' formats, by place, in a workbook.
    ``file`` is the path as given, ``name`` the table in it: a member, a sheet, a section.
    """

    name: str
    encoding: str
    delimiter: str
    head: tuple[Record, ...]
    load: Callable[[int, Sequence[int]], Loaded]
    sheet: str = ""
    records: Callable[[], Sequence[Record]] = tuple
    currencies: Mapping[int, str] = field(default_factory=dict)
    tail: tuple[Record, ...] = ()


def in_memory(
    name: str,
    records: Sequence[Record],
    encoding: str,
    delimiter: str = "",
    sheet: str = "",
    mended: tuple[str, ...] = (),
) -> RawTable:
    """Return records that are already there as a table."""

    def load(skip: int, columns: Sequence[int]) -> Loaded:
        rows = [
            [row[column] if column < len(row) else "" for column in columns]
            for row in records[skip:]
        ]
        return Loaded(pd.DataFrame(rows, columns=list(columns), dtype="str"), mended)

    head = records[: head_length(records)]
    tail = tuple(records[-TAIL:])
    return RawTable(name, encoding, delimiter, tuple(head), load, sheet, lambda: records, tail=tail)


def head_length(records: Iterable[Sequence[str]]) -> int:
    """Say in how many first records a header is looked for; lines of a preamble do not count.

    Examples
    --------
    >>> head_length([["Report of the week"]] * 100 + [["Day", "Reach"]] * 100)
    160
    """
    length, told = 0, 0
    for record in records:
        length, told = length + 1, told + (sum(map(bool, record)) > 1)
        if told == HEAD:
            break
    return length
