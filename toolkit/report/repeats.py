"""What a section says in the same words again: why neither picture nor sentence is told, say."""

from collections.abc import Iterable
from typing import Any

_SENTENCES = 'class="findings'


def without_repeats(cells: Iterable[Any]) -> list[Any]:
    """Return cells without sentences that stand above them in the same section already.

    Parameters
    ----------
    cells : iterable of NotebookNode
        A section begins with a cell of text.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_output
    >>> refused = {"text/html": '<ul class="findings"><li>There is no spend.</li></ul>'}
    >>> cells = [new_code_cell(outputs=[new_output("display_data", refused)]) for _ in range(2)]
    >>> [len(cell.outputs) for cell in without_repeats(cells)]
    [1, 0]
    """
    kept: list[Any] = []
    said: set[str] = set()
    for cell in cells:
        if cell.cell_type != "code":
            said.clear()
            kept.append(cell)
            continue
        outputs = [output for output in cell.outputs if _sentences(output) not in said]
        said |= set(filter(None, map(_sentences, outputs)))
        kept.append(type(cell)({**cell, "outputs": outputs}))
    return kept


def _sentences(output: Any) -> str:
    html = str(output.get("data", {}).get("text/html", ""))
    return html if _SENTENCES in html else ""
