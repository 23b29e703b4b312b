"""An output of a cell as HTML that stands by itself; what cannot is replaced by a note."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from .standalone import stands_alone
from .text import said, without_colours, without_paths

INTERACTIVE = "An interactive output stands here in JupyterLab; a report cannot hold it."
UNDESCRIBED = "Figure without a description"
_PICTURES = ("image/png", "image/jpeg", "image/svg+xml", "image/webp", "image/gif")
_NEEDS_A_KERNEL = frozenset(
    {"application/vnd.jupyter.widget-view+json", "application/javascript", "text/html"}
)

Markdown = Callable[[str], str]


def show(output: Any, markdown: Markdown) -> Markup:
    """Return an output as HTML; never nothing.

    Parameters
    ----------
    output : NotebookNode
        Output of a code cell.
    markdown : callable
        Turns Markdown into HTML that stands by itself.

    Returns
    -------
    Markup
        The richest form that needs no script, no network and no kernel.

    Examples
    --------
    >>> from nbformat.v4 import new_output
    >>> show(new_output("stream", name="stdout", text="a < b"), str)
    Markup('<pre>a &lt; b</pre>')
    """
    if output.output_type == "stream":
        return _stream(output)
    if output.output_type == "error":
        return _box(output)
    return _data(output.data, output.get("metadata", {}), markdown)


def _stream(output: Any) -> Markup:
    text = without_colours(output.text)
    if output.name == "stdout":
        return Markup("<pre>{}</pre>").format(text)
    return Markup("<details><summary>Messages</summary><pre>{}</pre></details>").format(
        without_paths(text)
    )


def _box(output: Any) -> Markup:
    return Markup('<div class="error"><strong>{}</strong><p>{}</p></div>').format(
        output.ename, said(output.evalue)
    )


def _data(data: Mapping[str, Any], metadata: Mapping[str, Any], markdown: Markdown) -> Markup:
    if "text/html" in data and stands_alone(data["text/html"]):
        return Markup(data["text/html"])
    if "text/markdown" in data:
        return Markup(markdown(data["text/markdown"]))
    for mime in _PICTURES:
        if mime in data:
            return _picture(mime, data[mime], metadata)
    if _NEEDS_A_KERNEL & set(data):
        return _note(INTERACTIVE)
    for mime in ("text/plain", "text/latex"):
        if mime in data:
            return Markup("<pre>{}</pre>").format(without_colours(data[mime]))
    return _note(f"An output of the kind {', '.join(data) or 'nothing'} cannot be shown here.")


def _picture(mime: str, content: str, metadata: Mapping[str, Any]) -> Markup:
    encoded = content if mime != "image/svg+xml" else b64encode(content.encode()).decode()
    alt = metadata.get(mime, {}).get("alt") or metadata.get("alt") or UNDESCRIBED
    source = f"data:{mime};base64,{''.join(encoded.split())}"
    return Markup('<figure><img alt="{}" src="{}"></figure>').format(alt, source)


def _note(text: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(text)
