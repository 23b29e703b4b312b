"""Whether HTML stands by itself: nothing that runs, nothing that is fetched, nothing left open."""

import re
from html.parser import HTMLParser

OUTPUT = "data-output"

_RUNS_OR_FETCHES = {
    "applet", "base", "embed", "frame", "frameset", "iframe", "link", "meta", "object", "portal",
    "script",
}  # fmt: skip
_SWALLOWS = {"noembed", "noframes", "noscript", "plaintext", "template", "textarea", "xmp"}
_ADDRESSES = {
    "action", "background", "data", "formaction", "href", "ping", "poster", "src", "srcset",
    "xlink:href",
}  # fmt: skip
_STYLE_FETCHES = re.compile(r"""@import|image-set\(|url\(\s*['"]?(?!\s*(?:data:|\#))""", re.I)
_ODD_COMMENT = re.compile(r"<!---?>|--!>")
_NEEDS_NO_END = {
    "area", "body", "br", "caption", "col", "colgroup", "dd", "dt", "head", "hr", "html", "img",
    "input", "li", "option", "p", "path", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "track", "wbr",
}  # fmt: skip
_END = "data-end"


class _Reader(HTMLParser):
    """Notes what would run or be fetched and what is left open, and counts outputs."""

    def __init__(self) -> None:
        super().__init__()
        self.is_passive = True
        self.is_closed = False
        self.outputs = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.outputs += OUTPUT in named
        self.is_closed = _END in named and not self._open
        if tag in _RUNS_OR_FETCHES | _SWALLOWS:
            self.is_passive = False
        if any(_is_active(tag, name, value) for name, value in named.items()):
            self.is_passive = False
        if tag not in _NEEDS_NO_END:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag not in _NEEDS_NO_END:
            self.is_passive = False

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["style"] and _STYLE_FETCHES.search(data):
            self.is_passive = False


def stands_alone(html: str) -> bool:
    """Tell whether a piece of HTML can be put into a report as it is.

    Examples
    --------
    >>> stands_alone('<img alt="Reach" src="data:image/png;base64,AAAA">')
    True
    >>> stands_alone('<img alt="Reach" src="https://example.org/reach.png">')
    False
    >>> stands_alone("<p>The rest of the page would be lost in this comment: <!-- ")
    False
    """
    reader = _read(f"{html}<i {_END}>")
    return reader.is_passive and reader.is_closed and not _ODD_COMMENT.search(html)


def count_outputs(html: str) -> int:
    """Count the outputs of cells that a reader of the page can come to.

    Examples
    --------
    >>> count_outputs("<div data-output>1</div><!-- <div data-output>2</div> -->")
    1
    """
    return _read(html).outputs


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _is_active(tag: str, name: str, value: str) -> bool:
    address = re.sub(r"\s", "", value).lower()
    if name == "style":
        return bool(_STYLE_FETCHES.search(value))
    if name == "href" and tag in {"a", "area"}:
        return address.startswith(("javascript:", "data:", "vbscript:"))
    return name.startswith("on") or (
        name in _ADDRESSES and not address.startswith(("data:", "#")) and address != ""
    )
