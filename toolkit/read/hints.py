"""What is said of a file that it does not say itself: ``march.csv?currency=EUR&year=2026``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from ..catalog import DIMENSIONS, nearest
from ..schema import DataError


def _whole(text: str) -> int:
    if not text.strip().isdecimal():
        raise ValueError(text)
    return int(text)


# What `read_export` takes besides dimensions, and how it is read from text.
_OPTIONS: dict[str, Callable[[str], object]] = {"table": str, "year": _whole, "formats_from": str}
HINTS = frozenset({*DIMENSIONS, *_OPTIONS})


def typed_hints(given: Mapping[str, str]) -> dict[str, object]:
    """Return hints that were given as text, as ``read_export`` takes them.

    Raises
    ------
    DataError
        Naming every hint that is not known, and a year that is no number.

    Examples
    --------
    >>> typed_hints({"currency": "EUR", "year": "2026"})
    {'currency': 'EUR', 'year': 2026}
    """
    wrong = [
        f"{name!r} cannot be said of a file{nearest(name, HINTS, 1) or '.'}"
        for name in given
        if name not in HINTS
    ]
    hints: dict[str, object] = {}
    for name, text in given.items():
        try:
            hints[name] = _OPTIONS.get(name, str)(text)
        except ValueError:
            wrong.append(f"{name} must be a whole number, such as 2026, not {text!r}.")
    if wrong:
        raise DataError("\n".join(wrong))
    return hints


def with_hints(path: str | Path, hints: Mapping[str, object]) -> str:
    """Write hints behind a path, so that they travel with it.

    Examples
    --------
    >>> with_hints("march.csv", {"currency": "EUR", "table": "By day"})
    'march.csv?currency=EUR&table=By+day'
    """
    return f"{path}?{urlencode(hints)}" if hints else str(path)


def split_hints(data: str | Path) -> tuple[str, dict[str, Any]]:
    """Part a path from the hints behind it; a file whose own name has a question mark is a file.

    Examples
    --------
    >>> split_hints("march.csv?currency=EUR&table=By+day")
    ('march.csv', {'currency': 'EUR', 'table': 'By day'})
    """
    path, mark, behind = str(data).partition("?")
    if not mark or Path(data).exists():
        return str(data), {}
    return path, typed_hints(dict(parse_qsl(behind, keep_blank_values=True)))
