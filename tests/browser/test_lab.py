"""Each notebook in JupyterLab: it runs, and its explorers follow the mouse and the keys."""

import os

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import PICTURES, ROOT
from .inputs import Live
from .lab import Notebook

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
ROUNDS = int(os.environ.get("BROWSER_ROUNDS", "1"))
# On a machine that does nothing else it is half a second.
SLOWEST = float(os.environ.get("BROWSER_SLOWEST", "2500"))


def serious(page, context):
    """What axe finds serious or worse, one line each."""
    found = Axe().run(page, context=context).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def note(lines):
    """Keep how fast views follow, beside the pictures."""
    with (PICTURES / "moves.txt").open("a") as file:
        file.writelines(f"{line}\n" for line in lines)


def explorers(notebook):
    boxes = notebook.panel.locator(".explorer-live")
    return [Live(notebook.page, box) for box in boxes.all()]


def held(name):
    """How many explorers a notebook's committed outputs hold."""
    cells = nbformat.read(ROOT / "notebooks" / name, 4).cells
    html = [
        output.get("data", {}).get("text/html", "")
        for cell in cells
        for output in cell.get("outputs", [])
    ]
    return sum('<div class="explorer' in each for each in html)


@pytest.fixture
def notebook(lab, lab_page, request):
    notebook = Notebook(lab, lab_page, request.param)
    lab_page.faults.clear()
    yield notebook
    notebook.close()


@pytest.mark.parametrize("repeated", range(ROUNDS))
@pytest.mark.parametrize("notebook", NOTEBOOKS, indirect=True)
def test_a_notebook_runs_and_its_explorers_follow(notebook, repeated, picture, request):
    name = request.node.callspec.params["notebook"]
    note([f"{name}: time {repeated + 1} of {ROUNDS}"])
    notebook.run_all()
    assert notebook.counts == [*range(1, len(notebook.counts) + 1)]
    live = explorers(notebook)
    assert len(live) == held(name)
    assert not live or serious(notebook.page, ".explorer-live") == []
    assert not notebook.panel.locator("[class^=explorer-still]:visible").count()
    for number, explorer in enumerate(live):
        moves = [*explorer.move_all()]
        assert moves
        explorer.box.screenshot(path=picture(str(number)))
        note(f"{name}: {m.label} by {m.how}: {m.took:.0f} ms" for m in moves)
        assert explorer.error == ""
        assert max(each.took for each in moves) < SLOWEST
    notebook.page.screenshot(path=picture())
    assert notebook.errors == []
    assert notebook.page.faults == []


OWN = """\
from toolkit.explore import Choice, Explorer, Number, Switch, Whole
controls = [
    Choice("c", "Choice", "a", ["a", "b"]), Whole("w", "Whole", 3), Switch("s", "Switch", False),
    Number("x", "Number", 0.5, low=0, high=1, step=0.1),
]
Explorer("Own", controls, lambda c, w, s, x: [f"{c} {w} {s} {x}", 1 / (w - 50)])
"""


def write_own(lab):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(OWN)])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, lab.root / "own.ipynb")
    return "own.ipynb"


def test_every_kind_of_control_is_moved_and_an_error_is_told_and_goes_away(lab, lab_page, picture):
    notebook = Notebook(lab, lab_page, write_own(lab))
    notebook.run_all()
    (explorer,) = explorers(notebook)
    moves = [*explorer.move_all()]
    assert len(moves) == 8
    assert serious(lab_page, ".explorer-live") == []
    box = explorer.box.locator("input[type=number]").first
    box.fill("50")
    box.press("Enter")
    explorer.box.locator(".explorer-error").wait_for()
    assert "ZeroDivisionError" in explorer.error
    explorer.box.screenshot(path=picture())
    box.fill("49")
    box.press("Enter")
    explorer.box.locator(".explorer-error").wait_for(state="detached")
    assert notebook.errors == []
    notebook.close()


def test_a_notebook_that_was_saved_opens_with_the_picture_of_its_explorer(lab, lab_page, picture):
    notebook = Notebook(lab, lab_page, write_own(lab))
    notebook.run_all()
    assert lab_page.locator(".explorer").is_hidden()
    notebook.command("docmanager:save")
    notebook.close()
    again = Notebook(lab, lab_page, "own.ipynb")
    still = again.panel.locator(".explorer")
    still.wait_for()
    assert "Choice: a, Whole: 3" in still.inner_text()
    lab_page.screenshot(path=picture())
    again.close()
