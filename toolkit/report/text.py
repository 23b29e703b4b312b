"""Text from elsewhere, as it may stand in a report that is sent on."""

import re
import unicodedata

_ANSI = re.compile(r"\x1b\[[^@-~]*[@-~]")
_QUOTED = re.compile(r"""(['"])(?:~?/|[A-Za-z]:[\\/])[^'"\n]*[\\/]([^'"\n\\/]*)\1""")
_BARE = re.compile(
    r"""(?<![\w./:\\~-])(?:(?:file://)?~?/|[A-Za-z]:[\\/])(?:[^\s'"<>\\/:]+[\\/])+"""
)


def without_paths(text: str) -> str:
    """Shorten every absolute path in a message to the name it ends in.

    Examples
    --------
    >>> without_paths("No such file: '/home/ann lee/march.csv' (see /etc/hosts)")
    "No such file: 'march.csv' (see hosts)"
    >>> without_paths("clicks/impressions at https://example.org/a/b")
    'clicks/impressions at https://example.org/a/b'
    """
    return _BARE.sub("", _QUOTED.sub(r"\1\2\1", text))


def without_colours(text: str) -> str:
    """Remove the codes by which a terminal colours text.

    Examples
    --------
    >>> without_colours("\\x1b[31mred\\x1b[0m")
    'red'
    """
    return _ANSI.sub("", text)


def said(message: str) -> str:
    """Return an error's message as it may be shown: no paths, no colours."""
    return without_paths(without_colours(message)).strip()


def slug(text: str) -> str:
    """Return a text as part of a name: lower case, letters and digits of any script.

    Examples
    --------
    >>> slug("Q1 Report (Zürich) — final")
    'q1-report-zürich-final'
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text.lower()).replace("_", " "))
    return "-".join(words)[:48].strip("-") or "unnamed"
