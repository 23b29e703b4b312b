"""How a platform writes a table down as bytes."""

import csv
import io
import re
from collections.abc import Iterable

import pandas as pd

_BOM = b"\xef\xbb\xbf"
_QUOTED = re.compile(r'[ ,"\\\n\r\t]')
_DECIMALS = 8


def delivery_csv(table: pd.DataFrame) -> bytes:
    """Write a delivery table: ISO dates, decimal point, missing is empty.

    Examples
    --------
    >>> delivery_csv(pd.DataFrame({"reach": [5, None]}, dtype="Int64"))
    b'reach\\n5\\n""\\n'
    """
    return table.to_csv(index=False, lineterminator="\n").encode()


def meta_csv(table: pd.DataFrame) -> bytes:
    """Write as Meta does: a byte order mark, and quotes around whatever holds a space.

    Examples
    --------
    >>> meta_csv(pd.DataFrame({"Ad name": ["Film"], "Frequency": [1.5]})).decode("utf-8-sig")
    '"Ad name",Frequency\\nFilm,1.5\\n'
    """
    rows = [list(table.columns), *table.itertuples(index=False)]
    lines = [",".join(_quoted(_shown(cell)) for cell in row) for row in rows]
    return _BOM + "".join(line + "\n" for line in lines).encode()


def x_csv(table: pd.DataFrame) -> bytes:
    """Write as X does: quotes where they are needed, and no end to the last line.

    Examples
    --------
    >>> x_csv(pd.DataFrame({"Date": ["Fri, Aug 7, 2026"], "Likes": [3]})).decode()
    'Date,Likes\\n"Fri, Aug 7, 2026",3'
    """
    lines = io.StringIO(newline="")
    rows: Iterable[object] = [list(table.columns), *table.itertuples(index=False)]
    csv.writer(lines, lineterminator="\n").writerows([map(_shown, row) for row in rows])  # type: ignore[call-overload]
    return lines.getvalue().removesuffix("\n").encode()


def _shown(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, float):
        return f"{cell:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return str(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
