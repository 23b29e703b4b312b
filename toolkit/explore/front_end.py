"""Who shows an explorer: a front end in which it lives, or a page on which it stands still."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .explorer import Explorer


def display(explorer: "Explorer") -> None:
    """Display an explorer as the default picture, and live where someone can move it.

    The picture is an output of its own, which stays when a notebook is saved and opened
    without its kernel; the live view hides it.
    """
    from IPython.display import display as show

    still = {"text/plain": repr(explorer), "text/html": explorer._repr_html_()}
    if not is_live():
        show(still, raw=True)
        return
    still["text/html"] = f'<div class="{explorer.live.hides}">{still["text/html"]}</div>'
    show(still, raw=True)
    show(explorer.live.box)


def is_live() -> bool:
    """Tell whether a front end with widgets runs this cell: JupyterLab names the cell it runs.

    What only collects outputs, for a commit, a report or a test, names none.

    Examples
    --------
    >>> is_live()
    False
    """
    return bool(_request().get("metadata", {}).get("cellId"))


def _request() -> dict[str, Any]:
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    return (kernel.get_parent() or {}) if kernel is not None else {}
