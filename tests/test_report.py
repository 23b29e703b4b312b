"""Reports: what arrives in the file, what never does, and when nothing is written."""

import hashlib
import html
import os
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

import toolkit.read
from toolkit.report import plan_reports, write_reports
from toolkit.report.markdown import Markdown
from toolkit.report.outputs import INTERACTIVE, show
from toolkit.report.page import page
from toolkit.report.provenance import Fingerprint, trace
from toolkit.report.save import save
from toolkit.report.standalone import stands_alone

SCRIPT = "<script>alert('gotcha')</script>"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
PARAMETERS = """\
data: str = ""  # a file; empty: the example
platform: str = ""
top: int = 5
log: str = ""
"""


def md(text):
    return nbformat.v4.new_markdown_cell(text)


def code(text, *tags):
    return nbformat.v4.new_code_cell(text, metadata={"tags": list(tags)})


def write_notebook(path, *cells):
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    return path


class Reader(HTMLParser):
    """What a browser would see: tags with their attributes, and the text between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.styles, self._in = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self._in = tag
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        (self.styles if self._in == "style" else self.words).append(data)

    def handle_endtag(self, tag):
        self._in = "" if tag == self._in else self._in

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def all(self, tag, **wanted):
        return [
            attrs
            for name, attrs in self.tags
            if name == tag and all(attrs.get(key) == value for key, value in wanted.items())
        ]

    def outputs(self):
        return [attrs for name, attrs in self.tags if "data-output" in attrs]


def assert_fetches_and_runs_nothing(text):
    seen = Reader(text)
    assert not {name for name, _ in seen.tags} & {"script", "link", "iframe", "object", "embed"}
    for name, attrs in seen.tags:
        assert not [key for key in attrs if key.startswith("on")]
        assert re.match(r"data:|#|$", attrs.get("src") or "")
        if name != "a":
            assert "href" not in attrs
        assert "javascript:" not in (attrs.get("href") or "")
        seen.styles.append(attrs.get("style") or "")
    for style in seen.styles:
        assert "@import" not in style
        assert "url(" not in style


FIGURE = f"""
from IPython.display import HTML
HTML('<figure><img alt="Reach grows" src="data:image/png;base64,{PIXEL}"></figure>')
"""
MIXED = f"""
import sys
from IPython.display import display
print("\\x1b[31mshown{SCRIPT}")
print("be careful in", "/" + "opt/somewhere/deep.py", file=sys.stderr)
display({{"image/png": "{PIXEL}", "text/plain": "<Figure>"}}, raw=True)
display({{"text/markdown": "**bold** words", "text/plain": "no"}}, raw=True)
display({{"application/x-unheard-of": "1"}}, raw=True)
"{SCRIPT}"
"""
COMPLETE = (
    md("Before the title"),
    md(f"# Who saw it? {SCRIPT}\n\nWhy it matters."),
    code(PARAMETERS, "parameters"),
    code("top = 99", "injected-parameters"),
    md("## How often?\n\n### By day\n\n## How often?\n\n![gone](https://example.org/a.png)"),
    md("[Press me](javascript:alert(1))"),
    code(FIGURE),
    code(MIXED),
    code("data.rpartition('.')[2], platform, top"),
)
UNSENT = f"no file /home/ann/secret/march.csv \x1b[31m{SCRIPT}"
FAILING = (
    md("# Where does it stop?"),
    md("## First part"),
    code("'reached'"),
    md("## Second part"),
    code(f"raise ValueError({UNSENT.replace('/', '|')!r}.replace('|', '/'))"),
    md("## Never part"),
    code("'never'"),
)


REST = ("failing", "dead")


def read_anything(data="", *, platform="", date_start="", date_end=""):
    """Stands in for reading: the notebooks here only show what they are given."""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """Notebooks of every fate, run once."""
    room = tmp_path_factory.mktemp("client room")
    data = room / "exports" / "Märch <b>.csv"
    data.parent.mkdir()
    data.write_bytes(b"impressions\n5\n")
    write_notebook(room / "complete.ipynb", *COMPLETE)
    write_notebook(room / "failing.ipynb", *FAILING)
    write_notebook(room / "dead.ipynb", md("# Dead?"), code("1"), code("import os; os._exit(1)"))
    write_notebook(room / "slow.ipynb", md("# Slow?"), code("import time; time.sleep(60)"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toolkit.read, "read_delivery", read_anything)
        given = [f"platform={SCRIPT}", "log=/home/ann/log.parquet"]
        complete = plan_reports([str(room / "complete.ipynb")], [data], given, room / "out")
        rest = plan_reports([str(room / f"{name}.ipynb") for name in REST], output=room / "out")
        slow = plan_reports([str(room / "slow.ipynb")], output=room / "out")
        seen = []
        reports = [
            *write_reports(
                [*complete, *rest], on_cell=lambda plan, *cells: seen.append((plan, *cells))
            ),
            *write_reports(slow, timeout=1),
        ]
    return {"folder": room, "data": data, "reports": reports, "seen": seen}


@pytest.fixture(scope="module")
def pages(room):
    return {each.path.stem: each.path.read_text(encoding="utf-8") for each in room["reports"]}


@pytest.fixture(scope="module")
def complete(pages):
    return pages["complete-märch-b"]


def test_each_notebook_becomes_one_file(room):
    names = ["complete-märch-b.html", "dead.html", "failing.html", "slow.html"]
    assert sorted(os.listdir(room["folder"] / "out")) == names


def test_progress_counts_the_cells_of_the_notebook(room):
    def cells(name):
        return [seen[1:] for seen in room["seen"] if seen[0].source.name == name]

    assert cells("failing") == [(0, 3), (1, 3), (2, 3)]
    assert cells("complete")[-1] == (4, 4)


def test_two_notebooks_run_at_a_time(room):
    started = [seen[0].source.name if seen[1] == 0 else "" for seen in room["seen"]]
    assert started[:3] == ["complete", "failing", ""]


def test_no_page_fetches_or_runs_anything(pages):
    for text in pages.values():
        assert_fetches_and_runs_nothing(text)
        assert "default-src 'none'" in text


def test_no_page_holds_a_path_of_the_machine(room, pages):
    for text in pages.values():
        for path in (room["folder"], Path.cwd(), Path.home(), Path(sys.prefix)):
            assert str(path) not in html.unescape(text)
        assert "/home/" not in text
        assert "/opt/" not in text


def test_every_output_arrives(complete):
    assert len(Reader(complete).outputs()) == 8


def test_what_is_typed_reaches_the_notebook_and_what_was_injected_before_does_not(complete):
    assert f"('csv', {SCRIPT!r}, 5)" in Reader(complete).text


def test_text_from_data_and_parameters_is_never_markup(complete):
    seen = Reader(complete)
    assert "b" not in {tag for tag, _ in seen.tags}
    for told in (f"Who saw it? {SCRIPT}", f"shown{SCRIPT}", f"platform = {SCRIPT!r}"):
        assert told in seen.text


def test_the_page_is_titled_in_a_language_and_can_be_skipped(complete):
    seen = Reader(complete)
    assert seen.all("html", lang="en")
    assert f"<title>{html.escape('Who saw it? ')}" in complete
    assert seen.all("a", href="#report")
    assert len(seen.all("h1")) == 1


def test_contents_lead_to_every_heading_and_anchors_differ(complete):
    seen = Reader(complete)
    links = [attrs["href"] for attrs in seen.all("a") if attrs["href"] != "#harmful-link"]
    assert links == [
        "#report", "#how-often", "#by-day", "#how-often-2", "#about-this-report"
    ]  # fmt: skip
    anchors = [attrs["id"] for _, attrs in seen.tags if "id" in attrs]
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in links} <= set(anchors)


def test_pictures_keep_their_alt_text_or_say_that_they_have_none(complete):
    alts = [attrs["alt"] for attrs in Reader(complete).all("img")]
    assert alts == ["Reach grows", "Figure without a description"]


def test_alt_text_is_read_from_the_metadata_of_a_picture():
    data, alt = {"image/png": PIXEL}, {"alt": 'Reach "grows"'}
    for metadata in ({"image/png": alt}, alt):
        html_of = str(show(output(data=data, metadata=metadata), Markdown()))
        assert Reader(html_of).all("img")[0]["alt"] == 'Reach "grows"'


def test_a_picture_from_the_network_leaves_its_description(complete):
    assert "[Picture: gone]" in Reader(complete).text


def test_what_cannot_be_shown_is_named(complete):
    assert "An output of the kind application/x-unheard-of cannot be shown here." in complete


def test_code_is_folded_and_the_parameters_are_left_out(complete):
    seen = Reader(complete)
    assert len(seen.all("details", **{"class": "code"})) == 3
    assert not [attrs for attrs in seen.all("details") if "open" in attrs]
    assert "injected" not in complete
    assert "top: int" not in seen.text


def test_the_page_says_what_it_is_made_of(room, complete):
    seen = Reader(complete)
    for path in (room["data"], room["folder"] / "complete.ipynb"):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in seen.text
        assert path.name in seen.text
    assert "14 bytes" in seen.text
    assert "top = 5" in seen.text
    assert f"Python {sys.version.split()[0]}" in seen.text
    assert re.search(r"Made \d{4}-\d\d-\d\d \d\d:\d\d UTC", seen.text)


def test_a_failing_cell_leaves_what_came_before_it_and_says_where_it_stopped(room, pages):
    stop = next(each.stop for each in room["reports"] if each.path.stem == "failing")
    assert str(stop) == f"cell 2 of 3 stopped with ValueError: no file march.csv {SCRIPT}"
    text = Reader(pages["failing"]).text
    assert "This report is incomplete. Cell 2 of 3, under Second part , stopped with" in text
    assert "'reached'" in text
    assert f"no file march.csv {SCRIPT}" in text
    assert "never" not in text.lower()
    assert "Traceback" not in text
    assert len(Reader(pages["failing"]).all("div", **{"class": "error"})) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("dead", "cell 2 of 2 stopped with Dead kernel: Python itself ended; often it ran out of"),
        ("slow", "cell 1 of 1 stopped with Timeout: The cell took longer than 1 s."),
    ],
)
def test_a_kernel_that_dies_or_hangs_is_told_in_a_partial_report(room, pages, name, told):
    stop = next(each.stop for each in room["reports"] if each.path.stem == name)
    assert str(stop).startswith(told)
    assert "This report is incomplete." in pages[name]
    assert stop.message in pages[name]


# Pages, without a kernel

MADE_OF = replace(trace(Fingerprint("x.ipynb", 1, "0" * 64), None, {}), versions={})


def page_of(*cells, name="x", **options):
    return page(nbformat.v4.new_notebook(cells=list(cells)), name, MADE_OF, **options)


def output(kind="display_data", **fields):
    return nbformat.v4.new_output(kind, **fields)


def shown(**data):
    mimes = {name.replace("_", "/"): content for name, content in data.items()}
    return str(show(output(data=mimes), Markdown()))


def test_a_notebook_without_headings_is_titled_by_its_name():
    text = page_of(code("1"), name=SCRIPT)
    assert f"<title>{html.escape(SCRIPT)}</title>".replace("&#x27;", "&#39;") in text
    assert len(Reader(text).all("h1")) == 1


def test_code_is_unfolded_when_asked():
    assert "open" in Reader(page_of(code("1"), show_code=True)).all("details")[0]


def test_an_output_that_swallows_the_page_is_replaced():
    cells = [code("1"), code("2")]
    cells[0].outputs = [output(data={"text/html": "<p>fine</p><!-- "})]
    cells[1].outputs = [output(data={"text/html": "<p>after</p>"})]
    text = page_of(*cells)
    assert INTERACTIVE in text
    assert "after" in Reader(text).text
    assert len(Reader(text).outputs()) == 2


def test_a_section_says_the_same_once_and_the_next_may_say_it_again():
    refusals = [
        f'<ul class="findings"><li class="finding-look">{each}</li></ul>'
        for each in ("no spend", "no spend", "no reach")
    ]

    def section():
        cells = [code("1") for _ in range(5)]
        for cell, told in zip(cells, [*refusals, "<p>same</p>", "<p>same</p>"], strict=True):
            cell.outputs = [output(data={"text/html": told})]
        return [md("## a"), *cells]

    cells = [*section(), *section()]
    text = page_of(*cells)
    assert [text.count(each) for each in ("no spend", "no reach", "same")] == [2, 2, 4]
    assert all(len(cell.outputs) == 1 for cell in cells if cell.cell_type == "code")


def test_of_several_sentences_those_that_were_said_are_left_out():
    item = '<li class="finding-look">{}</li>'
    cells = [md("## a"), code("1"), code("1")]
    for cell, told in zip(cells[1:], [["no posts"], ["down 50%", "no posts"]], strict=True):
        items = "".join(map(item.format, told))
        cell.outputs = [output(data={"text/html": f'<ul class="findings">{items}</ul>'})]
    text = page_of(*cells)
    assert text.count("no posts") == text.count("down 50%") == 1
    assert text.index("no posts") < text.index("down 50%")


def test_outputs_that_do_not_arrive_are_a_loud_failure(monkeypatch):
    cell = code("1")
    cell.outputs = [output(data={"text/plain": "x"})] * 2
    monkeypatch.setattr("toolkit.report.page.count_outputs", lambda _: 1)
    with pytest.raises(RuntimeError, match="x: 1 of 2 outputs arrived in the page"):
        page_of(cell)


def test_raw_html_in_the_text_that_runs_something_is_shown_as_text():
    text = page_of(md(f"# Title\n\n{SCRIPT}\n\n<b>kept</b>"))
    assert_fetches_and_runs_nothing(text)
    assert html.escape(SCRIPT, quote=False).replace("'", "&#x27;")[:14] in text
    assert "<b>kept</b>" in page_of(md("<b>kept</b>"))


def test_a_picture_beside_the_notebook_is_put_into_the_page(tmp_path):
    (tmp_path / "dot.png").write_bytes(b"picture")
    text = page_of(md("![A dot](dot.png) ![Out](../dot.png)"), folder=tmp_path)
    assert [each["alt"] for each in Reader(text).all("img")] == ["A dot"]
    assert "[Picture: Out]" in text


@pytest.mark.parametrize(
    "active",
    [
        SCRIPT,
        "<SCRIPT src=x></SCRIPT>",
        '<img alt="" src="https://example.org/x.png">',
        '<img alt="" srcset="//example.org/x.png 2x">',
        '<img alt="" src="x" onerror="alert(1)">',
        '<iframe src="data:text/html,x"></iframe>',
        '<link rel="stylesheet" href="x.css">',
        "<style>@import 'x.css';</style>",
        "<style>p { background: url(https://example.org/x.png) }</style>",
        "<p style=\"background: url('x.png')\">x</p>",
        '<a href=" java\nscript:alert(1)">x</a>',
        '<svg><image href="https://example.org/x.png"/></svg>',
        '<form action="https://example.org"></form>',
        "<textarea>",
        "<style>p {",
        "<title>x",
        "<select>",
        "<details><summary>x</summary>",
        "</div></main>",
        "<!--> <script>x</script> -->",
        '<p title="',
    ],
)
def test_html_that_runs_fetches_or_swallows_does_not_stand_alone(active):
    assert not stands_alone(active)
    assert shown(text_html=active, text_plain="repr") == f'<p class="note">{INTERACTIVE}</p>'


@pytest.mark.parametrize(
    "passive",
    [
        '<figure><img alt="Reach" src="data:image/png;base64,AAAA"></figure>',
        '<style>#x .gt_row { color: #333; }</style><table id="x"><tr><td>1</td></tr></table>',
        '<a href="https://example.org/rules">the rules</a>',
        "<p>script and onerror= are words here</p>",
        '<svg><title>A dot</title><path d="M0 0"/><use href="#dot"/></svg>',
        "<div><ul><li>one<li>two</ul><p>three<br><b>four</b></div>",
    ],
)
def test_html_that_only_shows_stands_alone(passive):
    assert stands_alone(passive)
    assert shown(text_html=passive) == passive


def test_the_richest_form_that_needs_no_kernel_is_shown():
    widget = "application/vnd.jupyter.widget-view+json"
    both = output(data={widget: {}, "text/html": "<p>still</p>", "text/plain": "VBox()"})
    alone = output(data={widget: {}, "text/plain": "VBox()"})
    assert show(both, Markdown()) == "<p>still</p>"
    assert INTERACTIVE in show(alone, Markdown())
    assert "data:image/png" in shown(text_html=SCRIPT, image_png=PIXEL)


def test_a_table_of_great_tables_arrives_as_it_is():
    great_tables = pytest.importorskip("great_tables")
    pandas = pytest.importorskip("pandas")
    table = great_tables.GT(pandas.DataFrame({"reach": [1234]}), id="t").as_raw_html()
    assert shown(text_html=table) == table


# Files: whole or not at all


def test_a_write_that_fails_leaves_the_report_that_was_there(tmp_path, monkeypatch):
    path = tmp_path / "report.html"
    save(path, "before")

    def fail(*_):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        save(path, "after")
    assert path.read_text() == "before"
    assert os.listdir(tmp_path) == ["report.html"]


def test_what_cannot_be_encoded_does_not_stop_a_report(tmp_path):
    save(tmp_path / "report.html", "a\udcffb")
    assert (tmp_path / "report.html").read_bytes() == b"a?b"
