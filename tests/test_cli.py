"""The command line: exit codes, where messages go, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from typer.main import get_command

import toolkit.datasets
import toolkit.read
import toolkit.report
import toolkit.simulate
from toolkit.cli import main
from toolkit.cli.app import app
from toolkit.report import ReportError
from toolkit.schema import DataError

# What runs in the background of a shell ignores Ctrl-C, and so would its children.
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
ENTRY = [sys.executable, "-c", f"{HEARING}\nfrom toolkit.cli import main; main()"]
COMMANDS = [
    "check", "datasets", "deliver", "glossary", "lab", "new", "report", "summarize",
]  # fmt: skip


def write_notebook(path, *codes, tags=()):
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    if tags:
        cells[0].metadata["tags"] = list(tags)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return str(path)


@pytest.fixture
def typed(monkeypatch, capsys):
    """Type a command: exit code, stdout and stderr."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["impressions", *map(str, arguments)])
        with pytest.raises(SystemExit) as ending:
            main()
        told = capsys.readouterr()
        return ending.value.code, told.out, told.err

    return run


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_ctrl_c_ends_any_command_with_one_line(typed, monkeypatch):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(toolkit.datasets, "list_datasets", interrupted)
    assert typed("datasets") == (130, "", "Interrupted.\n")


def test_help_names_the_exit_codes_and_an_example(typed):
    for command in ([], *([each] for each in COMMANDS)):
        code, out, err = typed(*command, "--help")
        assert (code, err) == (0, "")
        words = " ".join(out.split())
        assert f"Example: impressions {' '.join(command)}".strip() in words
        assert "Exit codes: 0 all is complete; 1 a report is incomplete" in words


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_every_word_that_is_written(typed, command):
    written = get_command(app).commands[command].help.split()
    assert not set(written) - set(typed(command, "--help")[1].split())


def test_help_does_not_wait_for_what_it_does_not_use():
    heavy = "{'pandas', 'numpy', 'nbconvert', 'nbclient', 'nbformat', 'IPython', 'matplotlib'}"
    check = f"import sys\ntry:\n    main()\nfinally:\n    assert not {heavy} & set(sys.modules)"
    for command in ([], *([each] for each in COMMANDS)):
        program = [sys.executable, "-c", f"from toolkit.cli import main\n{check}", *command]
        assert (
            subprocess.run([*program, "--help"], capture_output=True, check=False).returncode == 0
        )


def test_the_version_is_the_one_installed(typed):
    from importlib.metadata import version

    assert typed("--version") == (0, f"impressions-toolkit {version('impressions-toolkit')}\n", "")


@pytest.mark.parametrize("wrong", [["frob"], ["report", "--timeout", "0"], ["report", "--nope"]])
def test_wrong_usage_is_told_on_stderr(typed, wrong):
    code, out, err = typed(*wrong)
    assert (code, out) == (2, "")
    assert "Error" in err


# Reports


def test_a_report_is_written_and_its_path_is_the_result(typed, room):
    notebook = write_notebook(room / "own.ipynb", "top: int = 5", "top", tags=["parameters"])
    code, out, err = typed("report", notebook, "--set", "top=7", "--output", "made", "--show-code")
    assert (code, out, err) == (0, "made/own.html\n", "own.html is complete\n")
    text = (room / "made" / "own.html").read_text()
    assert "<pre>7</pre>" in text
    assert '<details class="code" open>' in text


def test_an_incomplete_report_is_written_and_told(typed, room):
    notebook = write_notebook(room / "own.ipynb", "1", "raise KeyError('reach\\nof days')")
    code, out, err = typed("report", notebook)
    assert (code, out) == (1, "reports/own.html\n")
    assert err == ("own.html is incomplete: cell 2 of 2 stopped with KeyError: 'reach\\nof days'\n")
    assert (room / "reports" / "own.html").exists()


def test_what_is_wrong_is_told_before_anything_is_written(typed, room):
    notebook = write_notebook(room / "own.ipynb", "top: int = 5  # rows", tags=["parameters"])
    code, out, err = typed("report", notebook, "none.ipynb", "--set", "tip=ten")
    assert (code, out) == (2, "")
    assert err == (
        "none.ipynb: there is no such notebook.\n"
        "own: there is no parameter 'tip'; did you mean 'top'?\n"
        "own takes:\n"
        "  top: int = 5  # rows\n"
    )
    assert os.listdir(room) == ["own.ipynb"]


def test_a_value_that_the_data_does_not_have_stops_before_the_kernel(typed, room, monkeypatch):
    def read_delivery(data="", *, platform=""):
        raise DataError(
            f"{Path(data).name}: platform={platform!r} does not occur; did you mean 'facebook'?"
        )

    monkeypatch.setattr(toolkit.read, "read_delivery", read_delivery)
    (room / "ads.csv").write_text("x")
    cell = "data: str = ''\nplatform: str = ''"
    notebook = write_notebook(room / "own.ipynb", cell, tags=["parameters"])
    told = typed("report", notebook, "--data", "ads.csv", "--set", "platform=facebok")
    wanted = "ads.csv: platform='facebok' does not occur; did you mean 'facebook'?\n"
    assert told == (2, "", wanted)
    assert not (room / "reports").exists()


def test_a_report_that_cannot_be_written_is_told(typed, room, monkeypatch):
    def fail(*paths):
        raise PermissionError(13, "Permission denied", str(paths[-1]))

    notebook = write_notebook(room / "own.ipynb", "1")
    monkeypatch.setattr(os, "replace", fail)
    told = typed("report", notebook)
    assert told == (2, "", "reports/own.html: Permission denied\n")
    assert os.listdir(room / "reports") == []


def test_notebooks_that_do_not_take_what_is_given_are_named(typed, monkeypatch):
    monkeypatch.setattr(toolkit.report, "plan_reports", lambda *_: [])
    monkeypatch.setattr(toolkit.report, "left_out", lambda plans: ["02_cost", *plans])
    monkeypatch.setattr(toolkit.report, "write_at_terminal", lambda plans, **_: plans)
    told = typed("report", "--data", "ads.csv")
    assert told == (0, "", "Left out, as they do not take what was given: 02_cost\n")


def test_ctrl_c_ends_quietly_and_leaves_the_report_that_was_there(tmp_path):
    mark = tmp_path / "started"
    sleep = f"""
import os, time
open({str(mark)!r}, 'w').write(str(os.getpid()))
time.sleep(60)
"""
    notebook = write_notebook(tmp_path / "slow.ipynb", sleep)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "slow.html").write_text("before")
    with subprocess.Popen(
        [*ENTRY, "report", notebook, "--output", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while not (mark.exists() and mark.read_text()):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err == "Interrupted. Reports that were not finished are as they were before.\n"
    assert (tmp_path / "out" / "slow.html").read_text() == "before"
    assert os.listdir(tmp_path / "out") == ["slow.html"]
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


# Datasets


def test_datasets_are_listed(typed, monkeypatch):
    listed = pd.DataFrame(
        {"kind": ["export"], "rows": [1417], "title": ["Ads by day"]}, index=["meta_ads"]
    )
    monkeypatch.setattr(toolkit.datasets, "list_datasets", lambda: listed)
    code, out, err = typed("datasets")
    assert (code, out.split(), err) == (
        0, ["meta_ads", "export", "1,417", "rows", "Ads", "by", "day"], ""
    )  # fmt: skip


@pytest.mark.parametrize(
    ("differences", "told"),
    [
        ([], (0, "The datasets are what the simulator writes.\n", "")),
        (["a.csv: differs", "b.csv: is missing"], (1, "", "a.csv: differs\nb.csv: is missing\n")),
    ],
)
def test_datasets_are_checked_against_the_simulator(typed, monkeypatch, differences, told):
    monkeypatch.setattr(toolkit.simulate, "check_datasets", lambda _: differences)
    assert typed("datasets", "--check") == told


# Faults


def test_a_bug_is_one_line_and_a_traceback_only_when_asked(typed, monkeypatch):
    def plan_reports(*_):
        error = ZeroDivisionError("division by zero")
        error.add_note("while reading ads.csv")
        raise error

    monkeypatch.setattr(toolkit.report, "plan_reports", plan_reports)
    line = (
        "This is a bug in the toolkit: ZeroDivisionError: division by zero "
        "while reading ads.csv. "
        "'impressions --debug ...' shows where it happened.\n"
    )
    assert typed("report", "01") == (70, "", line)
    monkeypatch.setattr(sys, "argv", ["impressions", "--debug", "report", "01"])
    with pytest.raises(ZeroDivisionError):
        main()


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (ReportError(["one", "two", "one"]), "one\ntwo\n"),
        (DataError("a.csv: no rows"), "a.csv: no rows\n"),
        (PermissionError(13, "Permission denied", "a.csv"), "a.csv: Permission denied\n"),
    ],
)
def test_an_expected_fault_is_told_without_ceremony(typed, monkeypatch, fault, line):
    def plan_reports(*_):
        raise fault

    monkeypatch.setattr(toolkit.report, "plan_reports", plan_reports)
    assert typed("report") == (2, "", line)
