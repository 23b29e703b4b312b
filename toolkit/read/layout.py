"""Tables that do not stand alone: side by side, stacked, or spread over the sheets of a file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from ..numerals import write_count
from ..platforms import Beside, Format, plain
from ..schema import DataError
from .match import Match, numbered
from .raw import RawTable, Record, in_memory

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?=T)")


def laid_out(match: Match) -> Match:
    """Return the match as one plain table, however its format lays the tables out."""
    if match.format.join:
        return _beside(match)
    if match.format.sections:
        return _stacked(match)
    if match.format.stacked:
        return _first_of(match)
    for beside in match.format.beside:
        match = _with_sheet(match, beside)
    return match


def parts(raw: RawTable) -> Iterator[RawTable]:
    """Yield the tables that stand one below the other in one table, by their titles."""
    for number, (title, header, rows) in enumerate(_sections(raw.records()), 1):
        name = f"{raw.name}, {title or f'table {number}'}"
        yield in_memory(name, [header, *rows], raw.encoding, raw.delimiter, title)


def _beside(match: Match) -> Match:
    """Join two tables that stand side by side on the column that both have."""
    keys = set(map(plain, match.format.join))
    heads = [plain(header.split("#")[0]) for header in match.headers]
    starts = [place for place, head in enumerate(heads) if head in keys]
    body = match.raw.load(match.header_row + 1, range(len(heads))).frame
    blocks = [
        _keyed(body[list(range(start, end))].set_axis(heads[start:end], axis=1))
        for start, end in zip(starts, [*starts[1:], len(heads)], strict=True)
    ]
    joined = blocks[0]
    for block in blocks[1:]:
        order = joined.index.append(block.index.difference(joined.index, sort=False))
        joined = joined.combine_first(block).reindex(order)[
            [*joined, *(name for name in block if name not in joined)]
        ]
    return _rebuilt(match, joined.reset_index(level=0))


def _keyed(block: pd.DataFrame) -> pd.DataFrame:
    """A block by its first column; a key that comes twice is counted, not crossed."""
    block = block.drop(columns="", errors="ignore")
    key = block.columns[0]
    block = block[block[key].ne("")].replace("", pd.NA)
    return block.set_index([key, block.groupby(key).cumcount().rename("")])


def _stacked(match: Match) -> Match:
    """Bring the sections of a file under one header: a column for each section's measure."""
    measures: dict[str, pd.Series] = {}
    left_out = []
    for title, header, rows in _sections(match.raw.records()):
        for place, head in list(enumerate(header))[1:]:
            section = _declared(match.format, f"{title} | {head}") or {"measure": ""}
            name, series = section["measure"], _series(rows, place, section.get("platform", ""))
            known = measures.get(name, series.iloc[:0])
            told = " ".join(dict.fromkeys((title, head))).strip()
            if not name or series.index.isin(known.index).any():
                left_out.append(told)
                continue
            once = series[~series.index.duplicated()]
            left_out += [f"a second {day} of {told}" for day, _ in series.index[len(once) :]]
            measures[name] = pd.concat([known, once])
    if not measures:
        raise DataError(
            f"{match.raw.name}: none of its sections counts delivery ({', '.join(left_out)})."
        )
    whole = pd.DataFrame(measures).reset_index()
    if whole["platform"].eq("").all():
        whole = whole.drop(columns="platform")
    note = f"sections left out: {', '.join(left_out)}"
    return _rebuilt(match, whole, (note,) if left_out else ())


def _series(rows: Sequence[Record], place: int, platform: str) -> pd.Series:
    """One measure of one platform by day; the hour in which a day begins says nothing."""
    days = [day[0] if (day := _DAY.match(row[0])) else row[0] for row in rows]
    index = pd.MultiIndex.from_arrays([days, [platform] * len(rows)], names=["date", "platform"])
    cells = [row[place] if place < len(row) else "" for row in rows]
    return pd.Series(cells, index, dtype="str")


def _first_of(match: Match) -> Match:
    """Keep the recognised table of a file in which others stand below a blank row."""
    rows = list(match.raw.records())[match.header_row + 1 :]
    end = next((place for place, row in enumerate(rows) if not any(row)), len(rows))
    below = sum(any(row) for row in rows[end:])
    note = f"{write_count(below)} rows of another table below a blank row were left out"
    return _rebuilt(match, pd.DataFrame(rows[:end]), (note,) if below else (), match.headers)


def _with_sheet(match: Match, beside: Beside) -> Match:
    """Put columns of another sheet beside the rows that have the same key."""
    key, wanted = plain(beside.join), [plain(name) for name in beside.columns]
    heads = [plain(header) for header in match.headers]
    other = next((raw for raw in match.others if re.search(beside.sheet, raw.sheet)), None)
    if other is None or key not in heads:
        return match
    top = next((row for row, record in enumerate(other.head) if key in map(plain, record)), None)
    if top is None:
        return match
    there = [plain(head) for head in other.head[top]]
    places = [there.index(key), *(there.index(name) for name in wanted if name in there)]
    cells = other.load(top + 1, places).frame.set_axis([there[place] for place in places], axis=1)
    cells = cells[cells[key].ne("")].drop_duplicates(key)
    body = match.raw.load(match.header_row + 1, range(len(heads))).frame
    whole = body.merge(cells, how="left", left_on=heads.index(key), right_on=key)
    added = [name for name in cells if name != key]
    frame = whole[[*body.columns, *added]]
    return _rebuilt(match, frame, headers=(*match.headers, *added))


def _declared(format_: Format, text: str) -> dict[str, str] | None:
    names = format_.values.get("platform", {})
    named = next((names[word] for word in names if word in text.casefold()), "")
    for pattern, section in format_.sections.items():
        if re.search(pattern, text, re.IGNORECASE):
            return {"platform": named, **section}
    return None


def _sections(records: Sequence[Record]) -> Iterator[tuple[str, Record, list[Record]]]:
    """Title, header and rows of each block between blank records or title lines."""
    title, header = "", None
    rows: list[Record] = []
    for record in records:
        filled = [cell for cell in record if cell]
        if len(filled) == 1 and header is None:
            title = filled[0]
        elif not filled or (len(filled) == 1 and not _is_row(record)):
            if header is not None and rows:
                yield title, header, rows
            title, header, rows = (filled[0] if filled else ""), None, []
        elif header is None:
            header = record
        else:
            rows.append(record)
    if header is not None and rows:
        yield title, header, rows


def _is_row(record: Record) -> bool:
    """A row whose numbers are blank begins with a day; a title is words, often alone."""
    return len(record) > 1 and bool(re.search(r"\d", record[0]))


def _rebuilt(
    match: Match,
    frame: pd.DataFrame,
    mended: tuple[str, ...] = (),
    headers: tuple[str, ...] = (),
) -> Match:
    header = headers or tuple(map(str, frame.columns))
    cells = frame.astype("object").fillna("")
    rows = [tuple(map(str, row)) for row in cells.itertuples(index=False, name=None)]
    above = match.raw.head[: match.header_row] if headers else ()
    raw = in_memory(
        match.raw.name,
        [*above, header, *rows],
        match.raw.encoding,
        match.raw.delimiter,
        match.raw.sheet,
        mended,
    )
    return replace(match, raw=raw, header_row=len(above), headers=numbered(header))
