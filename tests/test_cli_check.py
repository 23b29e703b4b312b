"""``impressions check``: receipts for what is loaded, reasons for what is refused."""

import json

import pytest
from specimens import workbook
from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.schema import DataError

GOOD = "campaign,impressions,spend\na,5,1.50\nb,7,2.00\n"


@pytest.fixture
def files(tmp_path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text("hello\nworld\n", encoding="utf-8")
    return good, bad


def run(*words):
    return CliRunner().invoke(app, ["check", *map(str, words)])


def test_a_file_that_loads_is_told_and_exits_zero(files):
    result = run(files[0])
    assert result.exit_code == 0
    assert "2 of 2 below the header are delivery" in result.stdout
    assert result.stderr == ""


def test_a_refused_file_says_why_and_exits_two_but_the_others_are_told(files):
    result = run(*files)
    assert result.exit_code == 2
    assert "good.csv" in result.stdout
    assert result.stderr.startswith("bad.csv: is not an export that is known.")


def test_json_holds_receipts_and_refusals_in_order(files):
    result = run(*files, "--json")
    told = json.loads(result.stdout)
    assert [each["file"] for each in told] == ["good.csv", "bad.csv"]
    assert told[0]["loaded"] == 2
    assert "is not an export" in told[1]["refused"]
    assert result.exit_code == 2


def test_what_the_file_does_not_say_can_be_said(files):
    told = json.loads(run(files[0], "--set", "currency=EUR", "--json").stdout)
    assert not [each for each in told[0]["problems"] if each["rule"] == "currency"]


def test_a_hint_that_is_no_dimension_is_refused(files):
    refused = run(files[0], "--set", "curency=EUR").exception
    assert isinstance(refused, DataError)
    assert "did you mean 'currency'?" in str(refused)


def test_a_table_of_several_is_named_as_any_hint(tmp_path):
    path = workbook(tmp_path / "two.xlsx", March=[["campaign", "clicks"], ["a", 4]],
                    April=[["campaign", "clicks"], ["b", 5]])  # fmt: skip
    told = json.loads(run(path, "--set", "table=April", "--json").stdout)[0]
    assert (told["table"], told["loaded"]) == ("two.xlsx, sheet April", 1)


def test_a_file_that_may_be_of_several_platforms_is_read_as_the_one_that_is_named(tmp_path):
    path = tmp_path / "ads.csv"
    path.write_text("Ad name,Impressions,Clicks (all)\na,100,3\n", encoding="utf-8")
    assert "may be a report of 'meta' or 'tiktok'" in run(path).stderr
    told = json.loads(run(path, "--set", "platform=tiktok", "--json").stdout)[0]
    assert (told["format"], told["platform"]) == ("tiktok_ads", "tiktok")


def test_a_year_that_is_no_number_is_refused(files):
    refused = run(files[0], "--set", "year=last").exception
    assert str(refused) == "year must be a whole number, such as 2026, not 'last'."
