"""A bar on the terminal while a long scan runs, and nothing anywhere else."""

import os
import sys
from threading import Event
from types import SimpleNamespace

import pandas as pd
import pytest

from toolkit.log import connect, frequency, progress, read_log

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


@pytest.fixture
def screen(monkeypatch):
    """Put a terminal at stderr; call it for what came to stand there."""
    if sys.platform == "win32":
        pytest.skip("needs a terminal that can be pretended")
    ours, theirs = os.openpty()
    terminal = os.fdopen(theirs, "w")
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setattr(progress, "_AFTER", 0)
    monkeypatch.setattr(progress, "_SECONDS", 0.001)

    def shown() -> str:
        terminal.write("end")
        terminal.flush()
        found = b""
        while not found.endswith(b"end"):
            found += os.read(ours, 65536)
        return found.decode().removesuffix("end")

    yield shown
    terminal.close()
    os.close(ours)


class Engine:
    """An engine that is always so far, and lets its caller wait until it was asked twice."""

    name = "duckdb"

    def __init__(self, percent: float) -> None:
        self.asked = [Event(), Event(), Event()]
        self.percent = percent
        self.con = SimpleNamespace(query_progress=self.query_progress)

    def query_progress(self) -> float:
        next((each for each in self.asked if not each.is_set()), self.asked[0]).set()
        return self.percent


def test_a_long_scan_shows_how_far_it_is_and_leaves_nothing(screen):
    engine = Engine(40)
    with progress.progress_of(engine):
        assert all(each.wait(30) for each in engine.asked)
    told = screen()
    assert "Counting" in told
    assert "40%" in told
    assert told.endswith("\x1b[2K")


@pytest.mark.parametrize("percent", [-1, 40])
def test_an_engine_that_tells_no_progress_shows_no_bar(screen, percent):
    engine = Engine(percent)
    engine.name = "duckdb" if percent < 0 else "bigquery"
    with progress.progress_of(engine):
        assert percent > 0 or engine.asked[0].wait(30)
    assert screen() == ""


def test_off_a_terminal_there_is_no_bar(capfd, monkeypatch):
    monkeypatch.setattr(progress, "_AFTER", 0)
    rows = pd.DataFrame({"user_id": ["ann", "bob"], "time": pd.Timestamp("2026-03-01")})
    frequency(read_log(rows))
    assert capfd.readouterr() == ("", "")


def test_the_engine_itself_writes_nothing():
    told = "SELECT current_setting('enable_progress_bar{}')"
    for wanted in (True, False):
        engine = connect(progress=wanted).con
        assert engine.execute(told.format("")).fetchone() == (wanted,)
        assert engine.execute(told.format("_print")).fetchone() == (False,)
