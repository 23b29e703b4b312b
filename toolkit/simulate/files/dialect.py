"""How a platform writes a table down as bytes."""

import codecs
import csv
import io
import re
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from ..brand import DAYS, START

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


def google_csv(table: pd.DataFrame) -> bytes:
    """Write a campaign report as Google does: UTF-16, tabs, title and period above.

    Examples
    --------
    >>> google_csv(pd.DataFrame({"Impr.": ["1,200"]})).decode("utf-16").split("\\n")[1:]
    ['"July 20, 2026 - September 13, 2026"', 'Impr.', '1,200', '']
    """
    first, last = (f"{day:%B} {day.day}, {day.year}" for day in _period())
    above = ["Campaign report", f'"{first} - {last}"']
    return _utf_16([*above, *_tabbed(table), ""])


def linkedin_csv(table: pd.DataFrame) -> bytes:
    """Write as LinkedIn does: UTF-16, tabs, five lines above, no end to the last line.

    Examples
    --------
    >>> linkedin_csv(pd.DataFrame({"Clicks": [3]})).decode("utf-16").split("\\n")[-3:]
    ['', 'Clicks', '3']
    """
    first, last = (f"{day:%B} {day.day}, {day.year}" for day in _period())
    above = [
        "Ad Performance Report (in UTC)",
        f'"Report Start: {first}, 12:00 AM"',
        f'"Report End: {last}, 11:59 PM"',
        f'"Date Generated: {last}, 11:59 PM"',
        "",
    ]
    return _utf_16([*above, *_tabbed(table)])


def tiktok_csv(table: pd.DataFrame) -> bytes:
    """Write as TikTok does: UTF-8 with a byte order mark, commas.

    Examples
    --------
    >>> tiktok_csv(pd.DataFrame({"Cost": ["1.50"]}))
    b'\\xef\\xbb\\xbfCost\\n1.50\\n'
    """
    return _BOM + table.to_csv(index=False, lineterminator="\n").encode()


def _period() -> tuple[date, date]:
    first = date.fromisoformat(str(START))
    return first, first + timedelta(days=DAYS - 1)


def _tabbed(table: pd.DataFrame) -> list[str]:
    rows = [list(table.columns), *table.itertuples(index=False)]
    return ["\t".join(_shown(cell) for cell in row) for row in rows]


def _utf_16(lines: list[str]) -> bytes:
    return codecs.BOM_UTF16_LE + "\n".join(lines).encode("utf-16-le")


def _shown(cell: object) -> str:
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    if isinstance(cell, float):
        return f"{cell:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return str(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
