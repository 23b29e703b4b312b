"""A notebook that was run, as one HTML page that needs nothing else."""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import Highlight2HTML

from ..numerals import write_count
from .markdown import Markdown
from .outputs import show
from .provenance import Provenance
from .repeats import without_repeats
from .run import Stop
from .source import DECLARED, GIVEN, has_tag
from .standalone import count_outputs

_HERE = Path(__file__).parent


def page(
    notebook: Any,
    name: str,
    provenance: Provenance,
    stop: Stop | None = None,
    *,
    folder: Path | None = None,
    show_code: bool = False,
    key: str = "",
) -> str:
    """Write a notebook as a page that runs no script and fetches nothing.

    Parameters
    ----------
    notebook : NotebookNode
        With its outputs.
    name : str
        Title, should the notebook have no heading.
    provenance : Provenance
        What the report is made of, for its last section.
    stop : Stop, optional
        Why the notebook ended early; the page opens with it.
    folder : Path, optional
        Folder that pictures named in the text are read from.
    show_code : bool, default False
        Unfold the code.
    key : str, optional
        Hash of all that the report is made of, by which it is known again.

    Returns
    -------
    str
        HTML with every output of the notebook; what a section says again, it says once.

    Raises
    ------
    RuntimeError
        If an output did not arrive.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> from toolkit.report.provenance import Fingerprint, trace
    >>> made_of = trace(Fingerprint("own.ipynb", 1, "0" * 64), None, {})
    >>> notebook = new_notebook(cells=[new_markdown_cell("# Who saw it?")])
    >>> "<title>Who saw it?</title>" in page(notebook, "own", made_of)
    True
    """
    markdown, cells = Markdown(folder), without_repeats(notebook.cells)
    html = _template(markdown).render(
        cells=cells,
        name=name,
        markdown=markdown,
        provenance=provenance,
        stop=stop,
        show_code=show_code,
        key=key,
    )
    wanted = sum(len(cell.get("outputs", [])) for cell in cells)
    if (arrived := count_outputs(html)) != wanted:
        raise RuntimeError(f"{name}: {arrived} of {wanted} outputs arrived in the page.")
    return html


def _template(markdown: Markdown) -> Any:
    highlight = Highlight2HTML(pygments_lexer="python")
    exporter = TemplateExporter(
        extra_template_basedirs=[str(_HERE)], template_name="template", template_file="page.html.j2"
    )
    exporter.environment.autoescape = True
    exporter.environment.filters |= {
        "show": lambda output: show(output, markdown),
        "count": write_count,
        "highlight": lambda source: Markup(highlight(source)),
    }
    exporter.environment.tests["hidden"] = lambda cell: any(
        has_tag(cell, tag) for tag in (DECLARED, GIVEN)
    )
    return exporter.template
