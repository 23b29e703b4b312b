"""Numbers in the marks of a locale that is asked for; words and raw figures stay as they are."""

import asyncio
import re
import subprocess
import sys

import nbformat
import pandas as pd
import pytest

from toolkit import format_table, summarize, use_locale
from toolkit.catalog import METRICS
from toolkit.figure import WHO_DRAWS, figure_html, new_chart
from toolkit.findings import Finding
from toolkit.numerals import LocaleError, locale_in_use, write_number
from toolkit.plot.words import ticks
from toolkit.report.drawings import Drawings
from toolkit.spreadsheet import csv_text
from toolkit.table import format_value

SPACE, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_locale("")


@pytest.mark.parametrize(
    ("locale", "count", "share"),
    [
        ("", "1,234,567", "12.3%"),
        ("de", "1.234.567", f"12,3{SPACE}%"),
        ("fr", f"1{NARROW}234{NARROW}567", f"12,3{NARROW}%"),
        ("pt-BR", "1.234.567", "12,3%"),
        ("en_IN", "12,34,567", "12.3%"),
        ("tr", "1.234.567", "%12,3"),
    ],
)
def test_counts_and_shares_are_written_in_the_marks_of_the_locale(locale, count, share):
    use_locale(locale)
    assert write_number(1234567, ",") == count
    assert re.sub(r"\s", "", write_number(0.1234, ".1%")) == re.sub(r"\s", "", share)


def test_what_is_no_plain_number_is_left_alone():
    use_locale("de")
    assert [write_number(each, spec) for each, spec in [(float("nan"), ",.1f"), (1e20, ".3g")]] == [
        "nan",
        "1e+20",
    ]


def test_money_keeps_its_currency_and_loses_no_digit():
    use_locale("de")
    assert format_value(1234.5, METRICS["spend"], "EUR") == "1.234,50 EUR"
    assert format_value(0.0123, METRICS["cpv"], "EUR") == "0,0123 EUR"


def test_tables_sentences_and_ticks_follow_and_files_for_programs_do_not():
    rows = pd.DataFrame({"platform": ["x"], "impressions": [1234567], "spend": [1234.5]})
    rows["currency"] = "EUR"
    summary = summarize(rows, ["impressions", "cpm"])
    raw = csv_text(summary)
    use_locale("de")
    assert "1.234.567" in str(format_table(summary, "All"))
    finding = Finding("cpm", "ok", {"n": 1234, "share": 0.5}, "{n:,} rows, {share:.1%}")
    assert str(finding) == f"1.234 rows, 50,0{SPACE}%"
    assert ticks(METRICS["impressions"], "")(20000, 0) == "20.000"
    assert csv_text(summary) == raw


@pytest.mark.parametrize("name", ["xx", "german", "../de", " "])
def test_what_is_no_locale_is_refused_and_changes_nothing(name):
    with pytest.raises(LocaleError, match="is not a locale"):
        use_locale(name)
    assert locale_in_use() == ""


def test_a_report_is_written_in_the_locale_that_is_asked_for_and_made_again_for_another(tmp_path):
    cell = nbformat.v4.new_code_cell(
        "from toolkit.numerals import write_number\nwrite_number(1234567, ',')"
    )
    notebook = tmp_path / "own.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), notebook)

    def report(*options):
        program = [sys.executable, "-c", "from toolkit.cli import main; main()", "report"]
        command = [*program, str(notebook), "--output", str(tmp_path), *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, (tmp_path / "own.html").read_text(encoding="utf-8")

    assert "1,234,567" in report()[1]
    assert "1.234.567" in report("--locale", "de")[1]
    assert report("--locale", "german") == (2, report("--locale", "de")[1])


def test_a_picture_drawn_elsewhere_has_the_marks_of_the_notebook(monkeypatch):
    def picture():
        chart = new_chart()
        chart.plot([0, 20000])
        chart.yaxis.set_major_formatter(ticks(METRICS["impressions"], ""))
        return figure_html(chart.get_figure(), "Impressions")

    english = picture()
    use_locale("de")
    german = picture()
    with Drawings() as drawings:
        monkeypatch.setenv(WHO_DRAWS, drawings.environment[WHO_DRAWS])
        output = nbformat.v4.new_output("display_data", {"text/html": picture()})
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output])])
        use_locale("")
        asyncio.run(drawings.finish(notebook))
    assert notebook.cells[0].outputs[0].data["text/html"] == german
    assert german != english
