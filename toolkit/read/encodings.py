"""Which encoding bytes are in: Unicode as platforms write it, or what a spreadsheet saved."""

import re
from functools import cache

from ..platforms import formats, plain
from ..schema import DataError

NO_TEXT = "{}: is not text, a workbook or an archive, so not an export."
_SAMPLE = 200_000
_LINES = 60
# Platforms write Unicode; anything else was saved by a spreadsheet, in the code page of its
# computer: a Windows one, those of East Asia, that of a Mac.
_WINDOWS = [f"cp125{page}" for page in (2, 0, 1, 3, 4, 5, 6, 7, 8)]
_OTHERS = ("cp932", "cp949", "gb18030", "big5", "cp874", "mac_roman")
_CELLS = re.compile(r"[,;\t|\n\r]")


def encoding_of(name: str, content: bytes) -> str:
    """Return the encoding that bytes are in.

    What is not Unicode is in the code page under which most cells are headers that platforms
    write, or else in a Windows one.

    Raises
    ------
    DataError
        If the bytes are not text.

    Examples
    --------
    >>> encoding_of("a.csv", "コンテンツ,視聴回数".encode("cp932"))
    'cp932'
    >>> encoding_of("a.csv", "Контент;Просмотры".encode("cp1251"))
    'cp1251'
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:_SAMPLE]
    if start.count(0) > len(start) // 3:
        return "utf-16-le" if start[1:2] == b"\0" else "utf-16-be"
    if 0 in start:
        raise DataError(NO_TEXT.format(name))
    if not _is_utf8(content):
        return _code_page(start)
    return "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"


def decoded(name: str, content: bytes, stated: str | None = None) -> str:
    """Return bytes as text, in the encoding that they state or else look like.

    Raises
    ------
    DataError
        If the bytes are not text.

    Examples
    --------
    >>> decoded("a.html", b"caf\\xe9", "latin-1")
    'café'
    """
    for encoding in filter(None, (stated, "utf-8-sig")):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode(encoding_of(name, content), errors="replace")


def _is_utf8(content: bytes) -> bool:
    """Tell whether bytes are UTF-8, without a copy of them."""
    import pyarrow as pa

    places = pa.array([0, len(content)], pa.int64()).buffers()[1]
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, places, pa.py_buffer(content)])
    try:
        return len(text.cast(pa.large_string())) == 1
    except pa.ArrowInvalid:
        return False


def _code_page(start: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(start, cp_isolation=_WINDOWS).best()
    likely = best.encoding if best else "cp1252"
    return max((likely, *_WINDOWS, *_OTHERS), key=lambda page: _headers_under(page, start))


def _headers_under(page: str, start: bytes) -> int:
    """How many cells of the first lines are headers that a platform writes."""
    lines = start.decode(page, errors="ignore").splitlines()[:_LINES]
    cells = {plain(cell.strip(' "')) for line in lines for cell in _CELLS.split(line)}
    return len(cells & _known_headers())


@cache
def _known_headers() -> frozenset[str]:
    return frozenset().union(*(each.understood for each in formats()))
