"""Measure what counting people costs, side by side: run me with --help.

Every contestant runs in a process of its own; time is that of the answer, without imports, the
best of several; memory is the most that the process held.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import gettempdir

from contestants import CONTESTS
from impressions import write_log

TOOLKIT = "toolkit"


def main() -> None:
    """Write the log, run the contests, print times, memory and ratios."""
    asked = _arguments()
    if asked.run:
        _compete(asked)
        return
    from rich.console import Console
    from rich.table import Table

    path = write_log(asked.folder, asked.rows, asked.ids)
    title = f"{asked.rows:,} rows, {asked.ids} ids, memory limit {asked.memory}"
    table = Table("", "", "seconds", "toolkit takes", "GB", title=title)
    for contest, contestants in CONTESTS.items():
        if asked.only in contest:
            found = {name: _measure(asked, path, contest, name) for name in contestants}
            ours = found[TOOLKIT]
            for name, (seconds, gigabytes) in found.items():
                ratio = "" if name == TOOLKIT or seconds is None else f"{ours[0] / seconds:.2f} x"
                cells = ["-" if each is None else f"{each:.2f}" for each in (seconds, gigabytes)]
                table.add_row(contest, name, cells[0], ratio, cells[1])
    Console(width=120).print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--ids", choices=["text", "number"], default="text")
    parser.add_argument("--memory", default="2GB", help="limit for the toolkit")
    parser.add_argument("--times", type=int, default=3, help="runs, of which the best counts")
    parser.add_argument("--only", default="", help="part of a contest's name")
    parser.add_argument("--skip", nargs="*", default=[], help="contestants to leave out")
    parser.add_argument("--folder", type=Path, default=Path(gettempdir()) / "impressions-benchmark")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(
    asked: argparse.Namespace, path: Path, contest: str, name: str
) -> tuple[float | None, float | None]:
    if name in asked.skip:
        return None, None
    call = [sys.executable, __file__, "--run", contest, name, "--memory", asked.memory]
    call += ["--times", str(asked.times), "--folder", str(path)]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        return None, None
    seconds, gigabytes = json.loads(done.stdout)
    return seconds, gigabytes


def _compete(asked: argparse.Namespace) -> None:
    contest, name = asked.run
    answer = CONTESTS[contest][name]
    seconds = []
    for _ in range(asked.times):
        start = time.perf_counter()
        answer(asked.folder, asked.memory)
        seconds.append(time.perf_counter() - start)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    sys.stdout.write(json.dumps([min(seconds), held]))


if __name__ == "__main__":
    main()
