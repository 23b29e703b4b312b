"""A notebook on other data, in this process: only what hangs on the data is computed."""

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.report.plan import plan_reports

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("[0-9][0-9]_*.ipynb"))


class Cell:
    """A code cell: what it reads and what it names."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.is_declaration = "parameters" in told["metadata"].get("tags", [])
        self.body = ast.parse("".join(told["source"])).body
        nodes = [node for each in self.body for node in ast.walk(each)]
        names = [node for node in nodes if isinstance(node, ast.Name)]
        imported = {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
        self.reads = {each.id for each in names if isinstance(each.ctx, ast.Load)}
        self.names = {each.id for each in names if isinstance(each.ctx, ast.Store)} | imported

    def run(self, names: dict[str, Any]) -> str:
        """Run it, and return what its last expression shows: HTML, or else text."""
        *body, last = self.body
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module(self.body, []), "<cell>", "exec"), names)
            return ""
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
        return value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)


@cache
def cells_on_data(notebook: Path) -> tuple[Cell, ...]:
    """The cells that hang on the data, and those that they cannot do without."""
    told = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    cells = [Cell(each) for each in told if each["cell_type"] == "code"]
    changed, hanging = {"data"}, list[Cell]()
    for cell in cells:
        if cell.reads & changed:
            hanging.append(cell)
            changed |= cell.names
        elif not cell.is_declaration:
            changed -= cell.names
    kept, wanted = list[Cell](), set[str]()
    for cell in reversed(cells):
        if cell in hanging or cell.names & wanted or cell.is_declaration:
            kept.append(cell)
            wanted = wanted - cell.names | cell.reads
    return tuple(reversed(kept))


def shown_on(notebook: Path, data: Path, *settings: str) -> list[str]:
    """Return what the cells show that hang on the data, run on a file.

    Raises
    ------
    ReportError
        If the report is refused before anything runs.
    """
    (plan,) = plan_reports([str(notebook)], [data], settings)
    names: dict[str, Any] = {}
    shown = []
    for cell in cells_on_data(notebook):
        shown.append(cell.run(names))
        if cell.is_declaration:
            names.update(plan.parameters)
    return [each for each in shown if each]
