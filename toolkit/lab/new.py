"""A notebook of the toolkit as the analyst's own, with the parameters filled in."""

import ast
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import nbformat

from ..read.hints import split_hints, with_hints
from ..report.parameters import Parameter
from ..report.plan import plan_reports
from ..report.problems import ReportError
from ..report.source import DECLARED, GIVEN, Source, has_tag


def new_notebook(
    name: str, template: str, data: Path | None = None, settings: Iterable[str] = ()
) -> Path:
    """Write an own copy of a notebook, with parameters filled in and nothing run.

    Parameters
    ----------
    name : str
        Name or path of the new notebook; ``.ipynb`` is added if it is missing.
    template : str
        Number, name or path of the notebook that is copied.
    data : Path, optional
        File that it is about; written relative to the new notebook where it lies below it.
    settings : iterable of str
        Values of parameters, such as ``platform=x``, and what the file does not say.

    Returns
    -------
    Path
        The new notebook.

    Raises
    ------
    ReportError
        If it exists already, or a parameter or its value does not fit: all at once.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from toolkit.report.source import read_source
    >>> with TemporaryDirectory() as folder:
    ...     own = new_notebook(f"{folder}/spring", "01", settings=["platform=facebook"])
    ...     read_source(own).parameters["platform"].default
    'facebook'
    """
    target = Path(name if name.endswith(".ipynb") else f"{name}.ipynb")
    if target.exists():
        raise ReportError([f"{target} exists already; choose another name."])
    (plan,) = plan_reports([template], [data] if data else [], settings, target.parent)
    source, values = plan.source, dict(plan.values)
    if data is not None:
        _, hints = split_hints(str(values["data"]))
        values["data"] = with_hints(_seen_from(target.parent, data), hints)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8") as file:
        nbformat.write(_filled_in(source, values), file)
    return target


def _seen_from(folder: Path, data: Path) -> str:
    """A dataset keeps its name; a file below the folder is found even when both are moved."""
    if not data.exists():
        return str(data)
    path, base = data.resolve(), folder.resolve()
    return path.relative_to(base).as_posix() if path.is_relative_to(base) else os.fspath(path)


def _filled_in(source: Source, values: Mapping[str, object]) -> Any:
    notebook = nbformat.from_dict(source.notebook)
    notebook.cells = [cell for cell in notebook.cells if not has_tag(cell, GIVEN)]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            cell.metadata.pop("execution", None)
        if has_tag(cell, DECLARED):
            cell.source = _declaring(cell.source, source.parameters, values)
    return notebook


def _declaring(code: str, parameters: Mapping[str, Parameter], values: Mapping[str, object]) -> str:
    """The cell with other values, its annotations and comments kept."""
    lines = code.splitlines()
    for statement in reversed(ast.parse(code).body):
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        name = _name_of(statement)
        if name in values:
            each = parameters[name]
            lines[first : last + 1] = [
                str(Parameter(name, each.type, values[name], each.comment)),
            ]
    return "\n".join(lines)


def _name_of(statement: ast.stmt) -> str:
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]  # type: ignore[attr-defined]
    return target.id if isinstance(target, ast.Name) else ""
