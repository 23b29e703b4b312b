"""Quotes that are not the usual ones: behind spaces, single, escaped by a backslash, forgotten."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

_FEW, _BELOW = 3, 50
_LINE = re.compile(r'"(?:[^"]|"")*"')


def odd_quoting(text: str, delimiter: str) -> dict[str, Any]:
    """Say how quotes are used, where it is not as in most delimited text.

    Examples
    --------
    >>> odd_quoting('"Day", "Reach", "Ad, first", "Views"', ",")
    {'skipinitialspace': True}
    >>> odd_quoting("'Day';'Reach';'Ad; first';'Views'", ";")
    {'quotechar': "'"}
    >>> odd_quoting('Day,"Ad, first",Reach', ",")
    {}
    """
    usual = text.count(f'{delimiter}"') + text.count(f'"{delimiter}')
    spaced, single = text.count(f'{delimiter} "'), text.count(f"'{delimiter}'")
    if spaced >= _FEW and spaced > text.count(f'{delimiter}"'):
        return {"skipinitialspace": True}
    lines = text.splitlines()
    if single >= _FEW and 2 * sum(line.startswith("'") for line in lines) > len(lines):
        return {"quotechar": "'"}
    inside = rf"[^{re.escape(delimiter)}\r\n]"
    if usual and re.search(rf'\\"{inside}', text) and not re.search(rf'{inside}""{inside}', text):
        return {"escapechar": "\\", "doublequote": False}
    return {}


def usually_quoted(text: str, delimiter: str, **quoting: Any) -> str:
    """Return delimited text with quotes as they usually are.

    Examples
    --------
    >>> usually_quoted('"Ad, first", "7"', ",", skipinitialspace=True)
    '"Ad, first",7\\n'
    """
    rewritten = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, **quoting)
    csv.writer(rewritten, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return rewritten.getvalue()


def without_line_quotes(text: str) -> str:
    """Return text whose lines lose the quotes around a whole line.

    Examples
    --------
    >>> print(without_line_quotes('"7,""A post"\\nof two lines\\n"that ends"",9"'))
    7,"A post
    of two lines
    that ends",9
    """
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(
        line[1:-1].replace('""', '"') if _LINE.fullmatch(line) else line for line in lines
    )


def unquoted_header(records: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Find the header whose comma within brackets stands in no quotes, and mend its cells.

    Its cells are joined only if it then has as many as the rows below it.

    Examples
    --------
    >>> unquoted_header([["Ad", "CPM (cost per 1", "000 impressions)"], ["a", "2.5"]])
    (0, ['Ad', 'CPM (cost per 1,000 impressions)'])
    >>> unquoted_header([["Ad", "Reach (people)"], ["a", "2"]]) is None
    True
    """
    for place, record in enumerate(records[:-1]):
        if len(record) > 1 and len(cells := _closed(record)) < len(record):
            below = Counter(len(row) for row in records[place + 1 : place + _BELOW] if any(row))
            if below and below.most_common(1)[0][0] == len(cells):
                return place, cells
    return None


def _closed(record: Sequence[str]) -> list[str]:
    """Cells of a record in which a number within brackets goes on in the next cell."""
    cells: list[str] = []
    for cell in record:
        last = cells[-1] if cells else ""
        if last.rfind("(") > last.rfind(")") and last[-1].isdigit():
            cells[-1] += f",{cell}"
        else:
            cells.append(cell)
    return cells
