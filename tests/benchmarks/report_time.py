# ruff: noqa: T201
"""How long reports take: each notebook alone, then the whole set, through the command line.

Run ``python tests/benchmarks/report_time.py``; seconds on the clock beside those of processors.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.report.source import bundled_notebooks

_MAIN = "from toolkit.cli import main; main()"


def seconds_of(notebooks: Sequence[str]) -> tuple[float, float]:
    """Make reports into a folder that goes away; seconds on the clock and of processors."""
    command = [sys.executable, "-c", _MAIN, "report", *notebooks, "--again", "--output"]
    with TemporaryDirectory() as folder:
        spent, begun = _processors(), time.perf_counter()
        subprocess.run([*command, folder], check=True, capture_output=True)
        taken = time.perf_counter() - begun
        assert len([*Path(folder).glob("*.html")]) == (len(notebooks) or len(bundled_notebooks()))
    return taken, _processors() - spent


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for name in [path.stem for path in bundled_notebooks()]:
        print(f"{name:<28} {'{:5.1f} s, processors {:5.1f} s'.format(*seconds_of([name]))}")
    print(f"{'all of them':<28} {'{:5.1f} s, processors {:5.1f} s'.format(*seconds_of([]))}")
