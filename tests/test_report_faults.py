"""Faults while reports are made: what stood there stays, what happened is told, nothing is left."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from toolkit.report.save import save

ENTRY = [sys.executable, "-c", "from toolkit.cli import main; main()"]
# Files larger than this cannot be written: what a full disk looks like to a program.
SMALL_DISK = (
    "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
    "from toolkit.cli import main; main()"
)


def write_notebook(path, *codes):
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return str(path)


def started(tmp_path):
    """A run in the middle of its notebook, over a report that stood there before."""
    mark = tmp_path / "started"
    wait = f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    notebook = write_notebook(tmp_path / "slow.ipynb", wait)
    out = tmp_path / "out"
    save(out / "slow.html", "before")
    run = subprocess.Popen(
        [*ENTRY, "report", notebook, "--output", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    while not (mark.exists() and mark.read_text()):
        assert run.poll() is None
        time.sleep(0.05)
    return run, out, int(mark.read_text())


def has_ended(pid, within=30.0):
    until = time.monotonic() + within
    while time.monotonic() < until:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or ") Z " in state.read_text():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
@pytest.mark.parametrize(
    ("blow", "code"),
    [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 143)],
    ids=["kill", "term"],
)
def test_a_run_that_is_killed_leaves_the_earlier_report_and_no_kernel(tmp_path, blow, code):
    run, out, kernel = started(tmp_path)
    run.send_signal(blow)
    run.communicate(timeout=30)
    assert run.returncode == code
    assert os.listdir(out) == ["slow.html"]
    assert (out / "slow.html").read_text() == "before"
    assert has_ended(kernel)


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_full_disk_leaves_the_earlier_report_and_is_told(tmp_path):
    notebook = write_notebook(tmp_path / "own.ipynb", "1")
    save(tmp_path / "out" / "own.html", "before")
    done = subprocess.run(
        [sys.executable, "-c", SMALL_DISK, "report", notebook, "--output", str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path / "out") == ["own.html"]
    assert (tmp_path / "out" / "own.html").read_text() == "before"


def test_two_runs_into_one_folder_leave_one_whole_report(tmp_path):
    notebook = write_notebook(tmp_path / "own.ipynb", "1 + 1")
    command = [*ENTRY, "report", notebook, "--again", "--output", str(tmp_path / "out")]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert os.listdir(tmp_path / "out") == ["own.html"]
    assert (tmp_path / "out" / "own.html").read_text().endswith("</html>")


def test_what_a_killed_write_left_behind_is_swept_and_a_running_one_is_not(tmp_path):
    old, new = tmp_path / ".impressions-0a.tmp", tmp_path / ".impressions-0b.tmp"
    for each in (old, new):
        each.write_text("half")
    os.utime(old, (0, 0))
    save(tmp_path / "own.html", "whole")
    assert sorted(os.listdir(tmp_path)) == [new.name, "own.html"]


def test_a_folder_that_may_not_be_written_to_is_told_before_anything_runs(tmp_path, monkeypatch):
    from toolkit.report import ReportError, plan_reports

    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    with pytest.raises(ReportError, match="may not be written to"):
        plan_reports([write_notebook(tmp_path / "own.ipynb", "1")], output=tmp_path / "out")
