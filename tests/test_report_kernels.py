"""Kernels started ahead of what they run: they know nothing of it, and none is left behind."""

import os
import sys
import time
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpec

from toolkit.report import ReportError, plan_reports, write_reports
from toolkit.report.kernels import Kernels, _ThisPython


def write_notebook(path, *codes):
    cells = [nbformat.v4.new_code_cell(code) for code in codes]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return str(path)


def alive(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and ") Z " not in state.read_text()


def test_a_kernel_started_ahead_runs_in_the_folder_of_its_notebook_and_with_no_names(tmp_path):
    mark = tmp_path / "told.txt"
    code = (
        f"open({str(mark)!r}, 'w').write(repr([n for n in dir() if n[0] != '_' and n != 'exit']))"
    )
    code += f"\nopen('here.txt', 'w').write('{os.getpid()}')"
    notebook = write_notebook(tmp_path / "own.ipynb", code)
    with Kernels(ahead=1) as kernels:
        (report,) = write_reports(plan_reports([notebook], output=tmp_path), kernels=kernels)
    assert report.is_complete
    assert (tmp_path / "here.txt").exists()
    assert set(eval(mark.read_text())) <= {"In", "Out", "get_ipython", "quit", "open"}


def test_what_a_notebook_wrote_and_did_not_close_is_there_when_its_report_is(tmp_path):
    notebook = write_notebook(
        tmp_path / "own.ipynb", "file = open('kept.txt', 'w')", "file.write('all of it')"
    )
    (report,) = write_reports(plan_reports([notebook], output=tmp_path))
    assert report.is_complete
    assert (tmp_path / "kept.txt").read_text() == "all of it"


def test_a_report_is_written_while_its_kernel_ends_which_is_waited_for(tmp_path):
    mark, seen = tmp_path / "ended", []
    slow = f"import atexit, pathlib, time; mark = pathlib.Path({str(mark)!r})"
    at_last = "atexit.register(lambda: (time.sleep(1), mark.write_text('')))"
    notebook = write_notebook(tmp_path / "own.ipynb", slow, at_last)
    plans = plan_reports([notebook], output=tmp_path)
    write_reports(plans, on_report=lambda report: seen.append((report.path, mark.exists())))
    assert seen == [(plans[0].target, False)]
    assert mark.exists()


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc")
def test_a_kernel_that_nobody_took_ends_also_when_planning_fails():
    started = []

    def fail():
        with Kernels(ahead=2) as kernels:
            started.extend(kernel.provisioner.pid for kernel in kernels._waiting)
            assert all(map(alive, started))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    time.sleep(0.1)
    assert len(started) == 2
    assert not any(map(alive, started))


def test_a_kernel_that_ends_before_it_answers_is_told_and_not_waited_for(tmp_path, monkeypatch):
    spec = KernelSpec(argv=[sys.executable, "-c", "pass"], display_name="ends", language="python")
    monkeypatch.setattr(_ThisPython, "get_kernel_spec", lambda *_: spec)
    notebook = write_notebook(tmp_path / "own.ipynb", "1")
    with pytest.raises(ReportError, match="does not start: it ended before it answered"):
        write_reports(plan_reports([notebook], output=tmp_path))
    assert not list(tmp_path.glob("*.html"))
