"""A table of text whose meaning is not known yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

HEAD = 60
Record = tuple[str, ...]


@dataclass(frozen=True)
class Loaded:
    """Records below a header, as text in numbered columns.

    ``mended`` says what was repaired; ``short`` are the places of rows filled up as missing.
    """

    frame: pd.DataFrame
    mended: tuple[str, ...] = ()
    short: tuple[int, ...] = ()


@dataclass(frozen=True)
class RawTable:
    """``head`` holds the first records; ``load(n, columns)`` the records below the first ``n``.

    ``file`` is the path as given, ``name`` the table in it: a member, a sheet, a section.
    """

    name: str
    encoding: str
    delimiter: str
    head: tuple[Record, ...]
    load: Callable[[int, Sequence[int]], Loaded]
    sheet: str = ""


def in_memory(
    name: str, records: Sequence[Record], encoding: str, delimiter: str = "", sheet: str = ""
) -> RawTable:
    """Return records that are already there as a table."""

    def load(skip: int, columns: Sequence[int]) -> Loaded:
        rows = [
            [row[column] if column < len(row) else "" for column in columns]
            for row in records[skip:]
        ]
        return Loaded(pd.DataFrame(rows, columns=list(columns), dtype="str"))

    return RawTable(name, encoding, delimiter, tuple(records[:HEAD]), load, sheet)
