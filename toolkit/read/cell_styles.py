"""The currency that a workbook shows in the format of its cells and nowhere else."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import reduce

from ..platforms import currencies_signed

_FORMAT = re.compile(rb'<numFmt\b[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_USED = re.compile(rb'<xf\b[^>]*?numFmtId="(\d+)"')
_CODE = re.compile(r"\[\$([A-Z]{3})(?=[-\]])|&quot;\s?([A-Z]{3})\s?&quot;")
_SHEET = re.compile(rb'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
_TARGETS = (
    re.compile(rb'<Relationship\b[^>]*?\bId="([^"]*)"[^>]*?\bTarget="/?(?:xl/)?([^"]*)"'),
    re.compile(rb'<Relationship\b[^>]*?\bTarget="/?(?:xl/)?([^"]*)"[^>]*?\bId="([^"]*)"'),
)
_CELL = re.compile(rb'<c\b(?=[^>]*?\br="([A-Z]{1,3})\d+")(?=[^>]*?\bs="(\d+)")[^>]*>')
_MOST, _SAMPLE = 20_000_000, 300_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, OSError, NotImplementedError, EOFError,
    ValueError,
)  # fmt: skip


def currencies_of_cells(content: bytes) -> Mapping[str, Mapping[int, str]]:
    """Return the currency in which a column's cells are formatted, by sheet and place.

    Columns without a currency, or with several, are left out. The first rows are looked at.

    Examples
    --------
    >>> currencies_of_cells(b"not a workbook")
    {}
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            codes = _styles(_part(archive, "xl/styles.xml"))
            if not any(codes):
                return {}
            return {sheet: dict(_columns(archive, path, codes)) for sheet, path in _sheets(archive)}
    except _BROKEN:
        return {}


def _part(archive: zipfile.ZipFile, name: str, most: int = _MOST) -> bytes:
    with archive.open(name) as part:
        return part.read(most)


def _styles(styles: bytes) -> list[str]:
    """The currency of each style that cells may have, in the order in which cells number them."""
    forms = {number: form.decode("utf-8", "ignore") for number, form in _FORMAT.findall(styles)}
    cells = styles.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
    return [_code(forms.get(number, "")) for number in _USED.findall(cells)]


def _code(form: str) -> str:
    """The code, or the sign that stands for one currency only, if there is one in a format."""
    codes = {hit[1] or hit[2] for hit in _CODE.finditer(form)}
    codes = codes or currencies_signed(form)
    return codes.pop() if len(codes) == 1 else ""


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    from html import unescape

    relations = _part(archive, "xl/_rels/workbook.xml.rels")
    targets = dict(_TARGETS[0].findall(relations))
    targets |= {key: target for target, key in _TARGETS[1].findall(relations)}
    for name, key in _SHEET.findall(_part(archive, "xl/workbook.xml")):
        if key in targets:
            yield unescape(name.decode("utf-8", "ignore")), f"xl/{targets[key].decode()}"


def _columns(archive: zipfile.ZipFile, path: str, codes: list[str]) -> Iterator[tuple[int, str]]:
    found: dict[int, set[str]] = {}
    for letters, style in _CELL.findall(_part(archive, path, _SAMPLE)):
        if int(style) < len(codes) and codes[int(style)]:
            found.setdefault(_place(letters), set()).add(codes[int(style)])
    return ((place, each.pop()) for place, each in found.items() if len(each) == 1)


def _place(letters: bytes) -> int:
    """The place of a column by its letters: A is 0, AA is 26."""
    return reduce(lambda place, letter: place * 26 + letter - 64, letters, 0) - 1
