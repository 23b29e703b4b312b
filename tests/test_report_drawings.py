"""Figures of a report are drawn by who makes it; they are those that the notebook would show."""

import asyncio
import re

import nbformat
import pytest

from toolkit.figure import WHO_DRAWS, figure_html, new_chart
from toolkit.report import plan_reports, write_reports
from toolkit.report.drawings import Drawings

PICTURE = re.compile(r'src="data:image/png;base64,[\w+/=]+"')


def figure_of(*values):
    chart = new_chart()
    chart.plot(values)
    return chart.get_figure()


def cell_that_shows(*pieces):
    outputs = [nbformat.v4.new_output("display_data", {"text/html": each}) for each in pieces]
    return nbformat.v4.new_code_cell(outputs=outputs)


def shown(cell):
    return [output.data["text/html"] for output in cell.outputs]


def drawn(*cells):
    notebook = nbformat.v4.new_notebook(cells=[*cells])

    async def draw(drawings):
        drawings.begin(notebook.cells[0])
        await drawings.finish(notebook)

    return notebook, draw


def test_a_figure_that_is_handed_over_becomes_the_picture_that_it_would_have_been(monkeypatch):
    here = figure_html(figure_of(1, 3), "Reach")
    with Drawings() as drawings:
        monkeypatch.setenv(WHO_DRAWS, drawings.environment[WHO_DRAWS])
        away = [figure_html(figure_of(1, 3), "Reach"), figure_html(figure_of(3, 1), "Down")]
        assert not any(PICTURE.search(each) for each in away)
        notebook, draw = drawn(cell_that_shows(away[0]), cell_that_shows("<p>2</p>", away[1]))
        asyncio.run(draw(drawings))
    assert shown(notebook.cells[0]) == [here]
    text, other = shown(notebook.cells[1])
    assert text == "<p>2</p>"
    assert PICTURE.search(other)
    assert 'alt="Down"' in other


def test_a_figure_that_cannot_be_handed_over_is_drawn_where_it_is(monkeypatch, tmp_path):
    figure = figure_of(1, 3)
    figure.axes[0].xaxis.set_major_formatter(lambda value, _: f"{value}")
    monkeypatch.setenv(WHO_DRAWS, str(tmp_path))
    assert PICTURE.search(figure_html(figure, "Reach"))
    monkeypatch.setenv(WHO_DRAWS, str(tmp_path / "gone"))
    assert PICTURE.search(figure_html(figure_of(1, 3), "Reach"))


@pytest.mark.parametrize(
    "html", ["<p>src=&quot;drawing:1&quot;</p>", '<img src="drawing:1">', '<p src="drawing:../1">']
)
def test_what_looks_like_a_figure_and_was_not_handed_over_stays_as_it_is(html):
    notebook, draw = drawn(cell_that_shows(html))
    with Drawings() as drawings:
        asyncio.run(draw(drawings))
    assert shown(notebook.cells[0]) == [html]


def test_what_was_shown_before_a_kernel_died_is_drawn(tmp_path):
    codes = [
        "from toolkit.figure import new_chart; chart = new_chart(); chart.alt = 'Reach'; chart",
        "import os; os._exit(1)",
    ]
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "own.ipynb")
    (report,) = write_reports(plan_reports([str(tmp_path / "own.ipynb")], output=tmp_path))
    assert report.stop is not None
    assert report.stop.cell == 2
    page = report.path.read_text(encoding="utf-8")
    assert len(PICTURE.findall(page)) == 1
    assert "drawing:" not in page
