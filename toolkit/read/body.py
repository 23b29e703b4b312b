"""The rows below a header of delimited text: told apart, put into columns, mended."""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from ..schema import DataError
from ..side_by_side import side_by_side
from .distinct import as_text, column_of, repeats
from .raw import Loaded

_BLOCK, _PIECE = 1 << 22, 1 << 18
_SAMPLE, _SAMPLES = 1 << 16, 10
_AGAIN = "Download it again and do not save it from a spreadsheet."


@dataclass(frozen=True)
class Body:
    """Lines of text with so many columns, of which some are asked for."""

    name: str
    content: memoryview
    delimiter: str
    width: int
    columns: Sequence[int]

    @cached_property
    def line_ends(self) -> int:
        """How many there are, in pieces that the processor has at hand."""
        letters = np.frombuffer(self.content, dtype="uint8")
        pieces = (letters[start : start + _PIECE] for start in range(0, len(letters), _PIECE))
        return sum(int(np.count_nonzero(piece == ord("\n"))) for piece in pieces)

    @property
    def lines(self) -> int:
        """How many there are; the last may end where the text does."""
        return self.line_ends + (self.content[-1:] != b"\n")

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said at all."""
        return not bytes(self.content[:1000]).strip() and not bytes(self.content).strip()

    @property
    def sample(self) -> "Body":
        """Whole lines from all over the text."""
        last = max(len(self.content) - _SAMPLE, 0)
        starts = dict.fromkeys(np.linspace(0, last, _SAMPLES, dtype=int))
        pieces = [bytes(self.content[start : start + _SAMPLE]) for start in starts]
        lines = [piece[piece.find(b"\n") + 1 : piece.rfind(b"\n") + 1] for piece in pieces]
        return replace(self, content=memoryview(b"".join(lines)))


def load_body(body: Body, mended: Sequence[str]) -> Loaded:
    """Put the rows into columns; those whose cells repeat hold categories.

    Raises
    ------
    DataError
        If the rows cannot be told apart.
    """
    if body.is_blank:
        return Loaded(pd.DataFrame(columns=list(body.columns), dtype="str"), tuple(mended))
    rows, odd = _all_parsed(body, _repeating(body))
    frame = _framed(rows, body.columns)
    if not odd:
        return Loaded(frame, tuple(mended))
    cells, long = _mended(body, odd)
    places = sorted(set(range(len(frame) + len(odd))) - set(cells))
    extra = pd.DataFrame(
        [[row[column] for column in body.columns] for row in cells.values()],
        index=list(cells), columns=frame.columns, dtype="str",
    )  # fmt: skip
    whole = pd.concat([as_text(frame).set_index(pd.Index(places)), extra]).sort_index()
    short = tuple(place for place, row in cells.items() if any(row))
    return Loaded(whole, tuple(mended), short, long)


def _framed(rows: Any, columns: Sequence[int]) -> pd.DataFrame:
    cells = side_by_side(lambda column: column_of(rows[str(column)]), columns, len(rows))
    table = dict(zip(columns, cells, strict=True))
    return pd.DataFrame(table, index=pd.RangeIndex(len(rows)), columns=list(columns), copy=False)


def _repeating(body: Body) -> list[int]:
    """The columns whose cells repeat all over the text, as far as that can be seen so early."""
    if len(body.content) < _SAMPLES * _SAMPLE:
        return []  # a sample of a short text would be longer than itself
    try:
        rows, _ = _parsed(body.sample)
    except DataError:
        return []
    sample = _framed(rows, body.columns)
    return [column for column in body.columns if repeats(sample[column])]


def _all_parsed(body: Body, repeating: Collection[int]) -> tuple[Any, list[Any]]:
    """The rows that fit the header, and those that do not, with their numbers.

    Blocks may be cut at any line end, which is fastest, if in the end each line was one row.
    Rows that do not fit are numbered without threads.
    """
    parse = partial(_parsed, body, repeating)
    try:
        rows, odd = parse(lines_are_rows=True)
        if len(rows) + len(odd) != body.lines:
            rows, odd = parse()
    except DataError:
        rows, odd = parse()
    return parse(threads=False) if odd else (rows, odd)


def _parsed(
    body: Body,
    repeating: Collection[int] = (),
    *,
    threads: bool = True,
    lines_are_rows: bool = False,
) -> tuple[Any, list[Any]]:
    """The rows that fit the header, and those that do not."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    odd: list[Any] = []

    def set_aside(row: object) -> str:
        odd.append(row)
        return "skip"

    text = pa.large_string()
    types = dict.fromkeys(body.columns, text)
    types |= {column: pa.dictionary(pa.int32(), text) for column in repeating}
    try:
        rows = arrow.read_csv(
            pa.BufferReader(pa.py_buffer(body.content)),
            arrow.ReadOptions(
                column_names=[str(column) for column in range(body.width)],
                use_threads=threads,
                block_size=_BLOCK,
            ),
            arrow.ParseOptions(
                delimiter=body.delimiter,
                newlines_in_values=not lines_are_rows,
                ignore_empty_lines=False,
                invalid_row_handler=set_aside,
            ),
            arrow.ConvertOptions(
                column_types={str(column): kind for column, kind in types.items()},
                include_columns=[str(column) for column in body.columns],
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise DataError(
            f"{body.name}: the rows cannot be told apart ({str(error).strip()}). {_AGAIN}"
        ) from None
    return rows, odd


def _mended(body: Body, odd: Sequence[Any]) -> tuple[dict[int, list[str]], dict[int, str]]:
    """Rows of another length than the header, by place: filled up, or cut with a complaint."""
    cells: dict[int, list[str]] = {}
    long: dict[int, str] = {}
    for row in odd:
        record = next(csv.reader(io.StringIO(row.text, newline=""), delimiter=body.delimiter), [])
        if row.actual_columns < body.width and "\n" in row.text.strip():
            raise DataError(
                f"{body.name}: a quote opens in the {row.number:,}. row below the header and does "
                f"not close where a cell ends. {_AGAIN}"
            )
        if any(record[body.width :]):
            long[row.number - 1] = (
                f"{body.name}: the {row.number:,}. row below the header has more cells than the "
                f"header, so it is not known which number belongs where. {_AGAIN}"
            )
        cells[row.number - 1] = [*record, *[""] * body.width][: body.width]
    return cells, long
