"""The commands that print tables: for eyes, for a program, for a spreadsheet."""

import csv
import io
import json
import subprocess
import sys

import pandas as pd
import pytest
from typer.testing import CliRunner

import toolkit
from toolkit import read_export, summarize
from toolkit.catalog import METRICS
from toolkit.cli import app
from toolkit.glossary import glossary_page
from toolkit.spreadsheet import csv_text, neutral, workbook

GOOD = "campaign,impressions,reach,spend\n=1+1,900,500,1.50\nspring,1500,700,\n"


@pytest.fixture
def run():
    def run(*words):
        result = CliRunner().invoke(app, [*map(str, words)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_summary_for_eyes_has_the_labels_and_formats_of_the_catalogue(run):
    out = run("summarize", "meta_ads", "--by", "campaign", "--metrics", "impressions,cpm").stdout
    table = summarize(load_or_read(), ["impressions", "cpm"], "campaign")
    assert "Impressions" in out
    for value in table["impressions"]:
        assert f"{value:,}" in out
    assert "EUR" in out


def load_or_read():
    return read_export(toolkit.dataset_path("meta_ads"))


def test_json_holds_raw_numbers(run, good):
    out = run("summarize", good, "--by", "campaign", "--metrics", "impressions,spend", "--json")
    assert json.loads(out.stdout) == [
        {"campaign": "=1+1", "impressions": 900, "spend": 1.5},
        {"campaign": "spring", "impressions": 1500, "spend": None},
    ]


def test_csv_holds_raw_numbers_and_no_formula(run, good):
    out = run("summarize", good, "--by", "campaign", "--metrics", "impressions,spend", "--csv")
    rows = list(csv.reader(io.StringIO(out.stdout)))
    assert rows == [
        ["campaign", "impressions", "spend"], ["'=1+1", "900", "1.5"], ["spring", "1500", ""],
    ]  # fmt: skip


def test_what_rows_do_not_support_is_refused_and_bounds_are_offered(run, good):
    refused = run("summarize", good, "--metrics", "reach")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--bounds" in refused.stderr
    assert "700 to 1,200" in run("summarize", good, "--metrics", "reach", "--bounds").stdout


def test_without_names_what_can_be_told_is_and_the_rest_is_said_to_be_left_out(run, good):
    out = run("summarize", good, "--csv")
    rows = list(csv.reader(io.StringIO(out.stdout)))
    assert out.exit_code == 0
    assert rows[0] == ["impressions", "spend", "cpm"]
    assert "Left out: reach counts people" in out.stderr


def test_without_names_what_no_group_tells_is_no_column(run, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text(
        "platform,date_start,reach,impressions\nx,2026-03-01,,9\ntiktok,2026-03-01,5,\n"
    )
    told = run("summarize", str(path), "--by", "platform")
    assert "Reach" in told.stdout
    assert "frequency" not in told.stdout
    assert "requency" in run("summarize", str(path), "--by", "platform", "--metrics",
                             "frequency").stdout  # fmt: skip


def test_without_names_nothing_that_can_be_told_is_bad_input(run, tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_text("campaign,spend,currency\na,5,EUR\nb,6,USD\n", encoding="utf-8")
    out = run("summarize", path)
    assert (out.exit_code, out.stdout) == (2, "")


def test_json_and_csv_exclude_each_other(run, good):
    result = run("summarize", good, "--json", "--csv")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_a_log_is_counted_with_the_columns_that_are_named(run, tmp_path):
    log = pd.DataFrame(
        {"who": ["a", "a", "b"], "time": pd.to_datetime(["2026-03-01"] * 3), "ad": ["x", "y", "y"]}
    )
    path = tmp_path / "log.csv"
    log.to_csv(path, index=False)
    out = run("deliver", path, "--set", "user_id=who", "--by", "ad", "--json").stdout
    assert [(row["ad"], row["impressions"], row["reach"]) for row in json.loads(out)] == [
        ("x", 1, 1), ("y", 2, 2),
    ]  # fmt: skip


# What the words mean


def test_the_glossary_tells_what_is_asked(run):
    told = run("glossary", "reach", "cpm").stdout
    assert "Reach (reach), people" in told
    assert "Formula: 1000 * spend / impressions" in told


def test_every_metric_is_in_the_glossary(run):
    told = {each["name"] for each in json.loads(run("glossary", "--json").stdout)}
    assert told == set(METRICS)


def test_an_unknown_word_is_told_with_the_nearest():
    with pytest.raises(toolkit.UnknownMetricError, match="did you mean 'reach'"):
        CliRunner().invoke(app, ["glossary", "rech"], catch_exceptions=False)


def test_the_glossary_that_ships_is_the_one_of_the_catalogue(pytestconfig):
    page = pytestconfig.rootpath / ".github" / "GLOSSARY.md"
    assert page.read_text(encoding="utf-8") == glossary_page(), (
        "impressions glossary --page > .github/GLOSSARY.md"
    )


# For spreadsheets


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "=\x00cmd"])
def test_a_text_that_a_spreadsheet_would_run_is_quoted(text):
    assert neutral(text).startswith("'")


@pytest.mark.parametrize("value", [-1, -1.5, None, "spring", "a=b", "1-2"])
def test_everything_else_stays(value):
    assert neutral(value) == value


def test_a_workbook_holds_numbers_as_numbers_texts_as_texts_and_no_formula():
    from openpyxl import load_workbook

    table = pd.DataFrame(
        {"=ad": ["=1+1", "b"], "reach": [5, 6], "at": pd.to_datetime(["2026-03-01"] * 2, utc=True)}
    )
    titles = ["Reach: by [ad]", "Reach: by [ad]", "x" * 40, ""]
    book = load_workbook(io.BytesIO(workbook(dict.fromkeys(titles[:1], table))))
    (sheet,) = book.worksheets
    assert [cell.value for cell in sheet[1]] == ["'=ad", "reach", "at"]
    assert [cell.value for cell in sheet[2]][:2] == ["'=1+1", 5]
    assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n", "d"}


def test_sheets_have_names_that_excel_takes_and_no_two_alike():
    from openpyxl import load_workbook

    titles = ["Reach: by ad", "Reach/ by ad", "REACH  by ad", "x" * 40, "y" * 40, ":"]
    table = pd.DataFrame({"a": [1]})
    names = load_workbook(io.BytesIO(workbook(dict.fromkeys(titles, table)))).sheetnames
    assert len({name.lower() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 for name in names)


def test_missing_is_empty_in_csv_and_days_are_iso():
    table = pd.DataFrame({"day": pd.to_datetime(["2026-03-01"]), "reach": [pd.NA]})
    assert csv_text(table) == "day,reach\n2026-03-01,\n"


def test_a_log_is_counted_without_a_word_of_the_database_at_the_end():
    code = "from toolkit.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "deliver", "film_log"], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "")
