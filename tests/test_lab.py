"""A folder of one's own: nothing is overwritten, parameters are filled in."""

import nbformat
import pytest
from typer.testing import CliRunner

from toolkit.cli import app
from toolkit.lab import furnish, new_notebook
from toolkit.report import ReportError, plan_reports
from toolkit.report.source import bundled_notebooks, read_source


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "march.csv").write_text("post,impressions\na,5\n", encoding="utf-8")
    return tmp_path


def test_a_folder_gets_the_notebooks_and_the_data(desk):
    put = furnish(desk / "spring")
    assert {path.name for path in bundled_notebooks()} <= {path.name for path in put}
    assert (desk / "spring" / "sample_data" / "meta_ads.csv").is_file()


def test_nothing_of_the_analyst_is_overwritten(desk):
    own = desk / "00_start_here.ipynb"
    own.write_text("mine")
    assert own not in furnish(desk)
    assert own.read_text() == "mine"
    assert furnish(desk) == []


def test_the_command_says_where_it_put_them(desk):
    assert not (desk / "spring").exists()
    result = CliRunner().invoke(app, ["lab", "spring", "--only-copy"])
    assert (result.exit_code, result.stdout) == (0, "spring\n")
    assert "files put there" in result.stderr


def test_a_new_notebook_declares_what_was_given_and_keeps_the_words(desk):
    own = new_notebook("spring", "01", desk / "march.csv")
    declared, before = read_source(own), read_source(bundled_notebooks()[1])
    assert declared.parameters["data"].default == "march.csv"
    for name, each in declared.parameters.items():
        assert (each.type, each.comment) == (
            before.parameters[name].type, before.parameters[name].comment,
        )  # fmt: skip
    for cell in nbformat.read(own, 4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_a_new_notebook_is_planned_on_its_own_file(desk):
    new_notebook("spring", "01", desk / "march.csv")
    (plan,) = plan_reports(["spring.ipynb"])
    assert plan.file is not None
    assert plan.file.name == "march.csv"


def test_a_new_notebook_never_replaces_one(desk):
    (desk / "spring.ipynb").write_text("mine")
    with pytest.raises(ReportError, match="exists already"):
        new_notebook("spring", "01")
    assert (desk / "spring.ipynb").read_text() == "mine"


def test_what_does_not_fit_is_told_and_nothing_is_written(desk):
    with pytest.raises(ReportError, match="did you mean 'platform'"):
        new_notebook("spring", "01", settings=["platfrom=x"])
    with pytest.raises(ReportError, match="there is no such file"):
        new_notebook("spring", "01", desk / "april.csv")
    assert not (desk / "spring.ipynb").exists()


def test_a_value_is_a_literal_whatever_it_holds(desk):
    text = '"""\nimport os  # $(rm)'
    with pytest.raises(ReportError, match="march"):
        new_notebook("spring", "01", desk / "march.csv", [f"platform={text}"])
    own = new_notebook("spring", "00", settings=["date_start=2026-08-01"])
    assert read_source(own).parameters["date_start"].default == "2026-08-01"
