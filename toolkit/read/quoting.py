"""Quotes that are not the usual ones: behind spaces, single, or escaped by a backslash."""

import csv
import io
import re
from typing import Any

_FEW = 3


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
