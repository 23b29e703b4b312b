"""Many reports: lists of clients, parts of a file, what stands there already, what fails."""

import asyncio
import csv
import os

import nbformat
import pytest
from openpyxl import load_workbook

import toolkit.report.pdf as pdf
from toolkit.report import Form, ReportError, plan_each, plan_per, plan_reports, write_index
from toolkit.report.write import Report, write_reports

TABLE = """\
import pandas as pd
from toolkit import format_table
ads = pd.Index(["=1+1", data], name="ad")
format_table(pd.DataFrame({"impressions": [900, top], "spend": [1.5, None]}, index=ads), "By ad")
"""
PARAMETERS = 'data: str = ""  # a file\ntop: int = 5  # a number'


def write_notebook(path, *codes):
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return str(path)


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    room = tmp_path_factory.mktemp("batch")
    for name in ("acme", "blue"):
        (room / f"{name}.csv").write_text(f"campaign,impressions\n{name},5\n=x,7\n")
    write_notebook(room / "own.ipynb", PARAMETERS, TABLE)
    return room


def reports_of(room, *, form=None, again=False, output="out", **settings):
    texts = [f"{name}={value}" for name, value in settings.items()]
    plans = plan_reports([str(room / "own.ipynb")], [room / "acme.csv"], texts, room / output)
    return write_reports(plans, form=form, again=again)


# What stands there already


def test_a_report_is_made_again_when_what_it_is_made_of_changes(room):
    made = [reports_of(room)[0].is_unchanged, reports_of(room)[0].is_unchanged]
    made.append(reports_of(room, top=6)[0].is_unchanged)
    (room / "acme.csv").write_text("campaign,impressions\nacme,6\n")
    made.append(reports_of(room, top=6)[0].is_unchanged)
    assert made == [False, True, False, False]


def test_an_incomplete_report_is_always_made_again(room):
    write_notebook(room / "bad.ipynb", PARAMETERS, "1 / 0")
    plans = plan_reports([str(room / "bad.ipynb")], output=room / "out")
    for _ in range(2):
        (report,) = write_reports(plans, again=False)
        assert not report.is_unchanged
        assert not report.is_complete


# Tables


def test_the_tables_behind_a_report_hold_raw_numbers_and_no_formula(room):
    (report,) = reports_of(room, form=Form(tables="xlsx"), output="tables")
    (book,) = report.others
    (sheet,) = load_workbook(book).worksheets
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert sheet.title == "By ad"
    assert rows[:2] == [["ad", "impressions", "spend"], ["'=1+1", 900, 1.5]]
    assert rows[2][1:] == [5, None]
    assert "application/vnd.impressions" not in report.path.read_text()
    assert reports_of(room, form=Form(tables="xlsx"), output="tables")[0].is_unchanged
    book.unlink()
    assert not reports_of(room, form=Form(tables="xlsx"), output="tables")[0].is_unchanged


def test_tables_come_as_csv_too(room):
    (report,) = reports_of(room, form=Form(tables="csv"), output="csv")
    assert [path.name for path in report.others] == ["own-acme-01-by-ad.csv"]
    rows = list(csv.reader(report.others[0].read_text().splitlines()))
    assert rows[1] == ["'=1+1", "900", "1.5"]


# Lists of clients, parts of a file


def test_every_client_gets_reports_of_its_own_name_and_parameters(room):
    listed = room / "clients.toml"
    listed.write_text(
        '[Acme]\ndata = "acme.csv"\ntop = 7\n["Blue & Co"]\ndata = ["blue.csv", "acme.csv"]\n'
    )
    plans = plan_each(listed, [str(room / "own.ipynb")], ["top=3"], room / "each")
    assert [(plan.target.stem, plan.values["top"]) for plan in plans] == [
        ("acme-own", 7), ("blue-co-own", 3), ("blue-co-own-2", 3),
    ]  # fmt: skip
    assert [plan.file.name for plan in plans] == ["acme.csv", "blue.csv", "acme.csv"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[a]\ndata = "gone.csv"\n[b]\ntip = 3\n', r"a: gone\.csv.*\n(.*\n)*b: own: .*'top'"),
        ("data = 3", "data is none"),
        ("", "it is empty"),
        ("[", "is not TOML"),
    ],
)
def test_everything_that_is_wrong_with_any_client_is_told_at_once(room, text, told):
    listed = room / "wrong.toml"
    listed.write_text(text)
    with pytest.raises(ReportError, match=told):
        plan_each(listed, [str(room / "own.ipynb")])


def test_a_file_is_split_by_the_values_of_a_column(room, tmp_path):
    plans = plan_per("campaign", room / "blue.csv", tmp_path, [str(room / "own.ipynb")])
    assert [plan.target.stem for plan in plans] == ["blue-own", "x-own"]
    parts = [list(csv.DictReader(plan.file.read_text().splitlines())) for plan in plans]
    assert [[row["impressions"] for row in part] for part in parts] == [["5"], ["7"]]
    with pytest.raises(ReportError, match="did you mean 'campaign'"):
        plan_per("campain", room / "blue.csv", tmp_path)


# What fails


def test_one_report_that_cannot_be_written_leaves_the_others_and_is_told(room, monkeypatch):
    plans = plan_reports(
        [str(room / "own.ipynb")], [room / "acme.csv", room / "blue.csv"], (), room / "one"
    )
    replace = os.replace

    def full(source, target):
        if "acme" in target.name:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    bad, good = write_reports(plans)
    assert "No space left on device" in bad.fault
    assert good.is_complete
    monkeypatch.undo()
    index = write_index(plans, [bad, good], room / "one").read_text()
    assert "not written: own-acme.html: No space left on device" in index
    assert 'href="./own-blue.html"' in index
    assert sorted(os.listdir(room / "one")) == ["index.html", "own-blue.html"]


# PDF


def printable(tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang='en'><title>A page</title><h1>Who?</h1><p>Ann.")
    return page


@pytest.mark.skipif(not pdf.browser(), reason="no Chromium to print with")
def test_chromium_prints_a_tagged_pdf(tmp_path):
    asyncio.run(pdf.print_page(printable(tmp_path), tmp_path / "page.pdf"))
    content = (tmp_path / "page.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content


def test_weasyprint_prints_a_tagged_pdf_where_there_is_no_browser(tmp_path, monkeypatch):
    pytest.importorskip("weasyprint", reason="pip extra: pdf")
    monkeypatch.setattr(pdf, "browser", lambda: None)
    asyncio.run(pdf.print_page(printable(tmp_path), tmp_path / "page.pdf"))
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_to_print_with_is_told_before_anything_runs(room, monkeypatch):
    monkeypatch.setattr("toolkit.report.write.can_print", lambda: False)
    with pytest.raises(ReportError, match="pip extra 'pdf'"):
        reports_of(room, form=Form(pdf=True), output="never")
    assert not (room / "never").exists()


def test_a_browser_that_fails_leaves_the_page_and_says_so(room, monkeypatch):
    monkeypatch.setattr(pdf, "browser", lambda: "/bin/false")
    monkeypatch.setattr("toolkit.report.write.can_print", lambda: True)
    (report,) = reports_of(room, form=Form(pdf=True), output="unprinted")
    assert report.fault == "/bin/false could not print own-acme.html."
    assert report.path.exists()
    assert not report.is_complete
    (again,) = reports_of(room, form=Form(pdf=True), output="unprinted")
    assert not again.is_unchanged


def test_a_report_without_faults_is_complete(tmp_path):
    assert Report(tmp_path, None).is_complete
    assert not Report(tmp_path, None, "disk").is_complete
