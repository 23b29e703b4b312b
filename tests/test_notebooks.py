"""The curated notebooks keep the rules that make them true on other data."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
PARAMETER = "parameters"
WORDS = 60
LINES = 8
CHANGE = re.compile(r"^(?:plot_spend_change|plot_price_change|find_change)\((.+)\)$", re.MULTILINE)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == kind]


def tagged(cell, tag):
    return tag in cell.metadata.get("tags", [])


def statements(cell):
    return ast.parse(cell.source).body


every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks():
    assert NOTEBOOKS


@every_notebook
def test_the_title_is_a_question(path):
    title = cells(path, "markdown")[0].source.splitlines()[0]
    assert re.fullmatch(r"# .+\?", title)


@every_notebook
def test_every_code_cell_was_run_in_order(path):
    counts = [cell.execution_count for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@every_notebook
def test_prose_holds_no_digits_that_a_rerun_could_falsify(path):
    for cell in cells(path, "markdown"):
        assert not re.search(r"\d", cell.source), cell.source


@every_notebook
def test_outputs_say_nothing_of_the_hour_at_which_they_were_made(path):
    assert not any("execution" in cell.metadata for cell in cells(path, "code"))


@every_notebook
def test_prose_between_outputs_is_short(path):
    for cell in cells(path, "markdown")[1:]:
        assert len(cell.source.split()) <= WORDS, cell.source


@every_notebook
def test_code_cells_are_short_and_hold_no_logic(path):
    banned = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.If | ast.Lambda
    for cell in cells(path, "code"):
        assert len(cell.source.splitlines()) <= LINES
        nodes = [node for body in statements(cell) for node in ast.walk(body)]
        assert not any(isinstance(node, banned) for node in nodes), cell.source
        assert "groupby" not in cell.source
        assert "print(" not in cell.source
        assert not cell.source.rstrip().endswith(";")


@every_notebook
def test_parameters_are_typed_literals_with_a_word_of_help(path):
    found = [cell for cell in cells(path, "code") if tagged(cell, PARAMETER)]
    assert len(found) == 1
    for statement, line in zip(statements(found[0]), found[0].source.splitlines(), strict=True):
        assert isinstance(statement, ast.AnnAssign)
        ast.literal_eval(statement.value)
        assert "  # " in line


@every_notebook
def test_outputs_carry_no_path_no_error_and_no_stderr(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"(/home/|/root/|/tmp/|/Users/|[A-Z]:\\\\)", text)
    for cell in cells(path, "code"):
        kinds = {output.output_type for output in cell.outputs}
        assert kinds <= {"execute_result", "display_data"}


@every_notebook
def test_every_picture_has_alt_text(path):
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert "image/png" not in output.data
            assert not any("widget" in mime for mime in output.data), "it would need its kernel"
            images = re.findall(r"<img [^>]*>", output.data.get("text/html", ""))
            assert all(re.search(r'alt="[^"]{20,}"', image) for image in images)


@every_notebook
def test_the_pictures_of_a_change_show_the_parts_that_its_sentences_tell(path):
    asked = {given for cell in cells(path, "code") for given in CHANGE.findall(cell.source)}
    assert len(asked) < 2


@every_notebook
def test_a_notebook_is_small(path):
    assert path.stat().st_size < 1_000_000


@every_notebook
def test_a_notebook_says_what_it_cannot_tell(path):
    headings = [cell.source.splitlines()[0] for cell in cells(path, "markdown")]
    assert "## What this cannot tell you" in headings


@every_notebook
def test_a_notebook_survives_being_kept_as_a_script(path):
    jupytext = pytest.importorskip("jupytext")
    before = nbformat.read(path, 4)
    after = jupytext.reads(jupytext.writes(before, "py:percent"), "py:percent")
    told = [
        [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in each.cells]
        for each in (before, after)
    ]
    assert told[0] == told[1]


def test_every_notebook_bears_posts_of_several_platforms(tmp_path):
    """Views of different rules stand side by side there, and some posts have no reach."""
    from toolkit.report import plan_reports, write_reports

    reports = write_reports(plan_reports([], [Path("posts")], (), tmp_path))
    assert [str(report.stop) for report in reports if report.stop] == []
