"""Tables that do not stand alone: side by side in one sheet, or stacked in one file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from ..platforms import Format, plain
from ..schema import DataError
from .raw import RawTable, Record, in_memory
from .recognise import Match, numbered


def laid_out(match: Match) -> Match:
    """Return the match as one plain table, however its format lays the tables out."""
    if match.format.join:
        return _beside(match)
    return _stacked(match) if match.format.sections else match


def _beside(match: Match) -> Match:
    """Join two tables that stand side by side on the column that both have."""
    key = plain(match.format.join)
    heads = [plain(header.split("#")[0]) for header in match.headers]
    starts = [place for place, head in enumerate(heads) if head == key]
    body = match.raw.load(match.header_row + 1, range(len(heads))).frame
    blocks = [
        body[list(range(start, end))]
        .set_axis(heads[start:end], axis=1)
        .drop(columns="", errors="ignore")
        for start, end in zip(starts, [*starts[1:], len(heads)], strict=True)
    ]
    joined = blocks[0][blocks[0][key].ne("")]
    for block in blocks[1:]:
        new = [name for name in block if name == key or name not in joined]
        joined = joined.merge(block.loc[block[key].ne(""), new], on=key, how="outer", sort=False)
    return _rebuilt(match, joined)


def _stacked(match: Match) -> Match:
    """Bring the sections of a file under one header: a column for each section's measure."""
    frames, left_out = [], []
    for title, header, rows in _sections(_records(match.raw)):
        section = _declared(match.format, title, header)
        if section is None:
            left_out.append(title)
            continue
        frame = pd.DataFrame(rows, columns=range(len(header))).iloc[:, :2]
        frames.append(frame.set_axis(["date", section["measure"]], axis=1).assign(
            platform=section.get("platform", "")
        ))  # fmt: skip
    if not frames:
        raise DataError(
            f"{match.raw.name}: none of its sections counts delivery ({', '.join(left_out)})."
        )
    joined = frames[0]
    for frame in frames[1:]:
        joined = _outer(joined, frame)
    named = f"{match.raw.name} ({len(left_out)} sections left out)" if left_out else match.raw.name
    return _rebuilt(match, joined.fillna(""), named)


def _outer(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    keys = ["date", "platform"]
    both = left.set_index(keys).combine_first(right.set_index(keys))
    return both.reset_index()


def _declared(format_: Format, title: str, header: Record) -> dict[str, str] | None:
    text = f"{title} | {' | '.join(header)}"
    for pattern, section in format_.sections.items():
        if re.search(pattern, text, re.IGNORECASE):
            return dict(section)
    return None


def _sections(records: Sequence[Record]) -> Iterator[tuple[str, Record, list[Record]]]:
    """Title, header and rows of each block between blank records or title lines."""
    title, header, rows = "", None, []
    for record in records:
        filled = [cell for cell in record if cell]
        if len(filled) == 1 and not rows and header is None:
            title = filled[0]
        elif len(filled) <= 1:
            if header is not None and rows:
                yield title, header, rows
            title, header, rows = (filled[0] if filled else ""), None, []
        elif header is None:
            header = record
        else:
            rows.append(record)
    if header is not None and rows:
        yield title, header, rows


def _records(raw: RawTable) -> list[Record]:
    width = max(map(len, raw.head), default=1)
    rest = raw.load(len(raw.head), range(width)).frame if len(raw.head) else pd.DataFrame()
    return [*raw.head, *rest.fillna("").itertuples(index=False, name=None)]


def _rebuilt(match: Match, frame: pd.DataFrame, name: str | None = None) -> Match:
    header = tuple(map(str, frame.columns))
    rows = [tuple(map(str, row)) for row in frame.fillna("").itertuples(index=False, name=None)]
    raw = in_memory(
        name or match.raw.name,
        [header, *rows],
        match.raw.encoding,
        match.raw.delimiter,
        match.raw.sheet,
    )
    return replace(match, raw=raw, header_row=0, headers=numbered(header))
