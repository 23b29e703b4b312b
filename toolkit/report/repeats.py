"""What a section says in the same words again: why neither picture nor sentence is told, say."""

import re
from collections.abc import Iterable
from typing import Any

_LIST = re.compile(r'(<ul class="findings[^>]*>)(.*?)</ul>', re.DOTALL)
_SENTENCE = re.compile(r"<li.*?</li>", re.DOTALL)


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
        outputs = [_once(output, said) for output in cell.outputs]
        kept.append(type(cell)({**cell, "outputs": [each for each in outputs if each]}))
    return kept


def _once(output: Any, said: set[str]) -> Any:
    """An output without the sentences that were said; nothing if no other is left."""
    html = str(output.get("data", {}).get("text/html", ""))
    if not (found := _LIST.fullmatch(html)):
        return output
    left = [each for each in _SENTENCE.findall(found[2]) if each not in said]
    said.update(left)
    if not left:
        return None
    data = {**output["data"], "text/html": f"{found[1]}{''.join(left)}</ul>"}
    return type(output)({**output, "data": data})
