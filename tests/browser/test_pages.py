"""Reports in a browser: nothing is fetched, nothing runs, everybody can read them."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import escape

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup

from toolkit.report import Form, plan_reports, write_index, write_reports

from .conftest import ROOT, open_page
from .lab import Notebook
from .payloads import NAME, PAYLOADS, write_export

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
IS_PWNED = """() => Boolean(
  window.pwned || document.querySelector('#pwned, .pwned, [name=pwned], base, iframe, form'))"""


def elsewhere(write, *given, **more):
    """The browser's driver keeps this thread's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(write, *given, **more).result()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Every notebook as a report, and the page that leads to them."""
    folder = tmp_path_factory.mktemp("pages")
    plans = plan_reports(NOTEBOOKS, output=folder)
    reports = elsewhere(write_reports, plans)
    assert [report.stop for report in reports if report.stop] == []
    write_index(plans, reports, folder)
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The first two notebooks on a file whose every text is a payload."""
    folder = tmp_path_factory.mktemp("hostile")
    plans = plan_reports(["00", "01"], [write_export(folder)], (), folder / "out")
    reports = elsewhere(write_reports, plans, form=Form(tables="csv"))
    assert [report.stop for report in reports if report.stop] == []
    return reports


def serious(page):
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*NOTEBOOKS, "index"])
def test_axe_finds_nothing_serious(chromium, pages, name, scheme, picture):
    page = open_page(chromium, color_scheme=scheme)
    page.goto((pages / f"{name}.html").as_uri())
    for folded in page.locator("details").all():
        folded.evaluate("each => { each.open = true }")
    page.screenshot(path=picture())
    found = serious(page)
    page.context.close()
    assert found == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_report_fetches_nothing(page, pages, name):
    page.goto((pages / f"{name}.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert page.requests == [(pages / f"{name}.html").as_uri(), *_data_of(page)]
    assert page.faults == []


def _data_of(page):
    return [url for url in page.requests if url.startswith("data:")]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_output_of_the_notebook_is_in_the_report_and_what_is_said_again_once(
    page, pages, name
):
    page.goto((pages / f"{name}.html").as_uri())
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4).cells
    wanted, said = [], set()
    for cell in cells:
        if cell.cell_type == "markdown":
            said.clear()
        for output in cell.get("outputs", []):
            html = output.data.get("text/html") or escape(output.data["text/plain"])
            told = BeautifulSoup(html, "html.parser").select(".findings li")
            sentences = [_words(str(each)) for each in told] if html.startswith("<ul") else []
            left = [each for each in sentences if each not in said]
            said |= set(left)
            wanted += ["".join(left)] if left else [] if sentences else [_words(html)]
    page.evaluate("() => document.querySelectorAll('main style').forEach(each => each.remove())")
    shown = [_squeezed(each) for each in page.locator("[data-output]").all_text_contents()]
    assert shown == wanted


def _words(html):
    soup = BeautifulSoup(html, "html.parser")
    for style in soup.find_all("style"):
        style.decompose()
    return _squeezed(soup.get_text())


def _squeezed(text):
    return re.sub(r"\s+", "", text)


def _cut_off(seen):
    """Payloads of which not even the beginning is seen; labels are shortened at a word."""
    return [text for text in PAYLOADS[:8] if _squeezed(text)[:11] not in _squeezed(seen)]


def test_a_report_on_paper_is_light_and_leaves_out_what_only_a_screen_needs(page, pages, picture):
    page.goto((pages / f"{NOTEBOOKS[1]}.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    page.screenshot(path=picture())
    assert page.locator("nav").is_hidden()
    assert not page.locator("details:not([open])").first.is_visible()
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


# Texts that try


def test_payloads_stand_literally_in_a_report_and_do_nothing(page, hostile, picture):
    seen = ""
    for report in hostile:
        page.goto(report.path.as_uri())
        page.wait_for_load_state("networkidle")
        page.mouse.move(300, 300)
        page.screenshot(path=picture(report.path.stem[:2]), full_page=True)
        assert not page.evaluate(IS_PWNED)
        assert not page.evaluate(
            "() => document.querySelector('main script, main link, main meta')"
        )
        seen += page.locator("main").inner_text()
    assert page.dialogs == []
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert _cut_off(seen) == []
    assert _squeezed(NAME) in _squeezed(seen)


def test_no_table_behind_a_report_holds_a_formula(hostile):
    files = [file for report in hostile for file in report.others]
    assert files
    for file in files:
        cells = re.findall(r'(?:^|,)"?([^",\n]*)', file.read_text(), re.M)
        assert not [cell for cell in cells if re.match(r"\s*[=+@]|-\D", cell)]


def test_payloads_stand_literally_in_jupyterlab_and_do_nothing(lab, lab_page, picture):
    path = write_export(lab.root)
    plans = plan_reports(["01"], [path], (), lab.root / "unused")
    notebook = plans[0].source.given({"data": NAME})
    nbformat.write(notebook, lab.root / "hostile.ipynb")
    lab_page.requests.clear()
    opened = Notebook(lab, lab_page, "hostile.ipynb")
    opened.run_all()
    lab_page.wait_for_timeout(1_500)
    lab_page.screenshot(path=picture())
    outputs = opened.panel.locator(".jp-OutputArea-output")
    seen = _squeezed(" ".join(outputs.all_inner_texts()))
    assert not lab_page.evaluate("() => Boolean(window.pwned)")
    assert (
        opened.panel.locator(".jp-OutputArea-output :is(#pwned, .pwned, iframe, form)").count() == 0
    )
    assert opened.panel.locator(".jp-OutputArea-output :is(mjx-container, .MathJax)").count() == 0
    assert lab_page.dialogs == []
    assert [url for url in lab_page.requests if "pwned" in url] == []
    assert _cut_off(seen) == []
    opened.close()
