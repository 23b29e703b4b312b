"""What an explorer shows for one state, as HTML and as text; an error is a sentence there."""

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

_FAILED = "This view cannot be shown."


def shown(view: Callable[[], Iterable[Any]]) -> str:
    """Return the HTML of what a function returns, or of the error that it raises.

    Examples
    --------
    >>> shown(lambda: ["2 < 3"])
    '<pre>2 &lt; 3</pre>'
    >>> shown(lambda: [1 / 0])
    '<p role="alert" class="explorer-error"><strong>This view cannot be shown.</strong> \
ZeroDivisionError: division by zero</p>'
    """
    try:
        return "\n".join(map(_html, view()))
    except Exception as error:
        return (
            f'<p role="alert" class="explorer-error"><strong>{_FAILED}</strong> '
            f"{escape(_said(error))}</p>"
        )


def told(view: Callable[[], Iterable[Any]]) -> str:
    """Return the text of what a function returns, or of the error that it raises.

    Examples
    --------
    >>> told(lambda: [1 / 0])
    'This view cannot be shown. ZeroDivisionError: division by zero'
    """
    try:
        return "\n".join(map(str, view()))
    except Exception as error:
        return f"{_FAILED} {_said(error)}"


def _html(piece: Any) -> str:
    html = getattr(piece, "_repr_html_", lambda: None)()
    return html if html is not None else f"<pre>{escape(str(piece))}</pre>"


def _said(error: Exception) -> str:
    """The toolkit's own errors are sentences; others need their name."""
    is_ours = type(error).__module__.partition(".")[0] == __package__.partition(".")[0]
    return str(error) if is_ours else f"{type(error).__name__}: {error}"
