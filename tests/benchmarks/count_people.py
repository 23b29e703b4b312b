"""Measure what counting people costs, side by side: run me with --help.

Every contestant runs in a process of its own, in rounds, so that what else the machine does
falls on all of them. Seconds are those of the answer, without imports, and CPU seconds those of
all cores, each the least of all rounds; memory is the most that the process ever held.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from contestants import CONTESTS
from impressions import write_log

TOOLKIT = "toolkit"
_WARM_UP = 1000  # impressions; the first answer imports what it needs


class Cost(NamedTuple):
    """What one answer took."""

    seconds: float
    cpu_seconds: float
    gigabytes: float


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
    heads = ("seconds", "toolkit takes", "CPU seconds", "toolkit takes", "GB")
    table = Table("", "", *heads, title=title)
    for contest in CONTESTS:
        if asked.only in contest:
            for name, cells in _told(_rounds(asked, path, contest)).items():
                table.add_row(contest, name, *cells)
    Console(width=130).print(table)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--ids", choices=["text", "number"], default="text")
    parser.add_argument("--memory", default="2GB", help="limit for the toolkit")
    parser.add_argument("--times", type=int, default=3, help="rounds, of which the best counts")
    parser.add_argument("--only", default="", help="part of a contest's name")
    parser.add_argument("--skip", nargs="*", default=[], help="contestants to leave out")
    parser.add_argument("--folder", type=Path, default=Path(gettempdir()) / "impressions-benchmark")
    parser.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def _rounds(asked: argparse.Namespace, path: Path, contest: str) -> dict[str, Cost | None]:
    """The least that each contestant took; nothing if it did not come to an end."""
    names = [name for name in CONTESTS[contest] if name not in asked.skip]
    rounds = [{name: _measure(asked, path, contest, name) for name in names}]
    for _ in range(asked.times - 1):
        able = [name for name in names if rounds[0][name]]
        rounds.append({name: _measure(asked, path, contest, name) for name in able})
    return {name: _least([each[name] for each in rounds if each.get(name)]) for name in names}


def _least(costs: list[Cost | None]) -> Cost | None:
    known = [each for each in costs if each]
    if not known:
        return None
    seconds, cpu_seconds, gigabytes = zip(*known, strict=True)
    return Cost(min(seconds), min(cpu_seconds), max(gigabytes))


def _told(costs: dict[str, Cost | None]) -> dict[str, list[str]]:
    ours = costs[TOOLKIT]
    assert ours, "the toolkit did not come to an end"
    return {name: _cells(ours, cost, name) for name, cost in costs.items()}


def _cells(ours: Cost, cost: Cost | None, name: str) -> list[str]:
    if cost is None:
        return ["-"] * 5
    wall, cpu = ours.seconds / cost.seconds, ours.cpu_seconds / cost.cpu_seconds
    ratios = ["", ""] if name == TOOLKIT else [f"{wall:.2f} x", f"{cpu:.2f} x"]
    return [
        f"{cost.seconds:.2f}", ratios[0], f"{cost.cpu_seconds:.2f}", ratios[1],
        f"{cost.gigabytes:.2f}",
    ]  # fmt: skip


def _measure(asked: argparse.Namespace, path: Path, contest: str, name: str) -> Cost | None:
    call = [sys.executable, __file__, "--run", contest, name, "--memory", asked.memory]
    call += ["--folder", str(path)]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=False)
    return None if done.returncode else Cost(*json.loads(done.stdout))


def _compete(asked: argparse.Namespace) -> None:
    contest, name = asked.run
    answer = CONTESTS[contest][name]
    answer(write_log(asked.folder.parent, _WARM_UP), asked.memory)
    used, start = _cpu(), time.perf_counter()
    answer(asked.folder, asked.memory)
    seconds, cpu_seconds = time.perf_counter() - start, _cpu() - used
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    sys.stdout.write(json.dumps([seconds, cpu_seconds, held]))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
