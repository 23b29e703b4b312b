"""The currency that a workbook shows in the format of its cells and nowhere else."""

import io
import re
import zipfile

from ..platforms import SIGNS

_STYLES = "xl/styles.xml"
_FORMAT = re.compile(rb'<numFmt\b[^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"')
_USED = re.compile(rb'<xf\b[^>]*?numFmtId="(\d+)"')
_CODE = re.compile(r"\[\$([A-Z]{3})(?=[-\]])|&quot;\s?([A-Z]{3})\s?&quot;")
_MOST = 20_000_000


def currency_of_cells(content: bytes) -> str:
    """Return the one currency in which cells of an xlsx are formatted, or nothing.

    Examples
    --------
    >>> currency_of_cells(b"not a workbook")
    ''
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_STYLES).file_size > _MOST:
                return ""
            styles = archive.read(_STYLES)
    except (zipfile.BadZipFile, KeyError, RuntimeError, OSError, NotImplementedError):
        return ""
    _, _, cells = styles.partition(b"<cellXfs")
    used = set(_USED.findall(cells.partition(b"</cellXfs>")[0]))
    forms = [form.decode("utf-8", "ignore") for number, form in _FORMAT.findall(styles)
             if number in used]  # fmt: skip
    found = {code for form in forms for code in _codes(form)}
    return found.pop() if len(found) == 1 else ""


def _codes(form: str) -> set[str]:
    """Codes, and signs that stand for one currency only."""
    codes = {hit[1] or hit[2] for hit in _CODE.finditer(form)}
    return codes or {code for sign, code in SIGNS.items() if sign in form}
