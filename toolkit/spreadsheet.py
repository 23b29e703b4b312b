"""Tables as files for spreadsheets and pipes, with nothing in them that a spreadsheet would run."""

import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_SHEET_NAME = 31


def neutral(value: Any) -> Any:
    """Return a value of a cell such that no spreadsheet takes a text for a formula.

    Source
    ------
    OWASP, CSV injection: a text that begins with ``=``, ``+``, ``-`` or ``@`` gets a quote.

    Examples
    --------
    >>> neutral("=1+1"), neutral("spring"), neutral(-5)
    ("'=1+1", 'spring', -5)
    """
    if not isinstance(value, str):
        return value
    text = _NO_XML.sub("", value)
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) else text


def csv_text(table: pd.DataFrame) -> str:
    r"""Write a table as CSV: raw numbers, days as ``YYYY-MM-DD``, nothing where nothing is known.

    Examples
    --------
    >>> csv_text(pd.DataFrame({"ad": ["=1+1"], "reach": [None]}))
    "ad,reach\n'=1+1,\n"
    """
    return _neutral(table).to_csv(index=False, lineterminator="\n")


def workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Write tables as the sheets of one Excel workbook.

    Examples
    --------
    >>> workbook({"Reach by ad": pd.DataFrame({"ad": ["a"], "reach": [5]})})[:2]
    b'PK'
    """
    content, names = io.BytesIO(), _sheet_names(list(sheets))
    with pd.ExcelWriter(content, engine="openpyxl") as writer:
        for name, table in zip(names, sheets.values(), strict=True):
            _without_zones(_neutral(table)).to_excel(writer, sheet_name=name, index=False)
            sheet = writer.sheets[name]
            sheet.freeze_panes = "A2"
            for column in sheet.columns:
                widest = max(len(str(cell.value or "")) for cell in column)
                sheet.column_dimensions[column[0].column_letter].width = min(widest + 2, 60)
    return content.getvalue()


def _neutral(table: pd.DataFrame) -> pd.DataFrame:
    named = table.set_axis([neutral(str(name)) for name in table], axis=1)
    texts = [name for name in named if named[name].dtype.kind not in "iufbMm"]
    return named.assign(**{name: named[name].map(neutral) for name in texts})


def _without_zones(table: pd.DataFrame) -> pd.DataFrame:
    """Excel knows no time zones."""
    zoned = table.select_dtypes("datetimetz")
    return table.assign(**{name: zoned[name].dt.tz_localize(None) for name in zoned})


def _sheet_names(titles: list[str]) -> list[str]:
    names: list[str] = []
    for number, title in enumerate(titles, 1):
        clean = _NO_SHEET_NAME.sub(" ", title).strip()[:_LONGEST_SHEET_NAME] or f"Table {number}"
        is_taken = clean.lower() in (name.lower() for name in names)
        names.append(f"{clean[: _LONGEST_SHEET_NAME - 4]} {number}" if is_taken else clean)
    return names
