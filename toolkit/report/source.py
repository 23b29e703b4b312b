"""A notebook file, read: its cells, its fingerprint and the parameters it declares."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from ..bundle import bundled
from ..catalog import nearest
from .parameters import Parameter, assignments, read_parameters
from .problems import ReportError
from .provenance import Fingerprint, fingerprint

DECLARED = "parameters"
GIVEN = "injected-parameters"


@dataclass(frozen=True)
class Source:
    """A notebook that reports are made of.

    Attributes
    ----------
    path : Path
        Where it stands.
    notebook : NotebookNode
        Its cells; never run itself, only copies of it.
    parameters : dict of str to Parameter
        What its cell tagged ``parameters`` declares.
    fingerprint : Fingerprint
        Name, size and hash of the file.
    """

    path: Path
    notebook: Any
    parameters: dict[str, Parameter]
    fingerprint: Fingerprint

    @property
    def name(self) -> str:
        """File name without ending."""
        return self.path.stem

    def given(self, values: dict[str, object]) -> Any:
        """Copy the notebook with the values given, in a cell after the parameters."""
        copy = nbformat.from_dict(self.notebook)
        copy.cells = [cell for cell in copy.cells if not has_tag(cell, GIVEN)]
        if values:
            cell = nbformat.v4.new_code_cell(assignments(values), metadata={"tags": [GIVEN]})
            declared = [has_tag(each, DECLARED) for each in copy.cells].index(True)
            copy.cells.insert(declared + 1, cell)
        return copy


def has_tag(cell: Any, tag: str) -> bool:
    """Tell whether a cell carries a tag.

    Examples
    --------
    >>> has_tag(nbformat.v4.new_code_cell("top: int = 5"), DECLARED)
    False
    """
    return tag in cell.metadata.get("tags", [])


def bundled_notebooks() -> list[Path]:
    """Return the notebooks that ship with the toolkit, in order.

    Examples
    --------
    >>> {path.suffix for path in bundled_notebooks()}
    {'.ipynb'}
    """
    return sorted(bundled("notebooks").glob("[0-9][0-9]_*.ipynb"))


def find_notebook(text: str) -> Path:
    """Find a notebook by its number, its name, or the path of its file.

    Raises
    ------
    ReportError
        If there is none, with the nearest names.

    Examples
    --------
    >>> find_notebook("1").name[:3]
    '01_'
    """
    if text.endswith(".ipynb"):
        if not Path(text).is_file():
            raise ReportError([f"{text}: there is no such notebook."])
        return Path(text).absolute()
    if Path(text).is_file():
        raise ReportError([f"{text} is not a notebook; name a data file with --data {text}"])
    known = {path.stem: path for path in bundled_notebooks()}
    named = [path for name, path in known.items() if text == name or text.zfill(2) == name[:2]]
    if not named:
        clause = nearest(text, known, 1) or f"; there are: {', '.join(known) or 'none'}."
        raise ReportError([f"{text!r} is not a notebook of the toolkit{clause}"])
    return named[0]


def read_source(path: Path) -> Source:
    """Read a notebook and what it declares.

    Raises
    ------
    ReportError
        If it is not a Python notebook, or its parameters are not literals.

    Examples
    --------
    >>> read_source(find_notebook("01")).parameters["data"].type
    'str'
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            notebook = nbformat.read(path, as_version=4)
    except (ValueError, AttributeError, nbformat.ValidationError):
        raise ReportError([f"{path.name} cannot be read as a notebook."]) from None
    language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
    if language != "python":
        raise ReportError([f"{path.name} is a notebook in {language}; reports run Python."])
    return Source(path, notebook, _parameters(path, notebook), fingerprint(path))


def _parameters(path: Path, notebook: Any) -> dict[str, Parameter]:
    cells = [cell for cell in notebook.cells if has_tag(cell, DECLARED)]
    if len(cells) > 1:
        raise ReportError([f"{path.name} has {len(cells)} cells tagged {DECLARED!r}; keep one."])
    try:
        return read_parameters(cells[0].source) if cells else {}
    except ReportError as error:
        raise ReportError([f"{path.name}: {problem}." for problem in error.problems]) from None
