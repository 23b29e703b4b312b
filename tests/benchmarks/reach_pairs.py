"""Time bounds of many sets of which every two are known, beside one whole programme: run me.

Sets of simulated people of whom every single reach and every union of two is told. Printed are
the seconds to set up, to bound the union, and to bound what one set adds to the others; at up to
12 sets also what a solver takes that is given every combination at once; and the seconds to name
the figures that contradict each other where the universe is made too small, or a figure wrong.
"""

import argparse
import re
import time
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import linprog

from toolkit.reach.feasible import InfeasibleError, Known, Venn

PEOPLE = 20_000
MOST_AT_ONCE = 12


def main() -> None:
    """Bound unions of more and more sets and print seconds side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, nargs="*", default=[5, 8, 10, 12, 15])
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    table = Table("sets", "figures", "set up", "union", "one added", "whole union", "times",
                  "a wrong figure", "named", "too small", "named")  # fmt: skip
    for count in asked.sets:
        table.add_row(*_measured(count, asked.seed))
    Console(width=120).print(table)


def _measured(count: int, seed: int) -> Sequence[str]:
    names, known = _dense(count, seed)
    build, venn = _timed(lambda: Venn(names, known, PEOPLE))
    union, (low, _) = _timed(lambda: venn.enclose(names))
    others = frozenset(names[1:])
    added, _ = _timed(
        lambda: venn.enclose_sum([(1, frozenset(names), "union"), (-1, others, "union")])
    )
    whole = _timed(lambda: _whole(names, known))[0] if count <= MOST_AT_ONCE else None
    first, second = known[0], known[1]
    parts = first.low + second.low + 0.01 * PEOPLE
    wrong = [Known(each.of, parts, parts) if each.of == first.of | second.of else each
             for each in known]  # fmt: skip
    return (
        str(count), str(len(known)), *(f"{each:.3f}" for each in (build, union, added)),
        f"{whole:.3f}" if whole else "", f"{whole / (build + union):.1f}" if whole else "",
        *_contradicted(names, wrong, PEOPLE), *_contradicted(names, known, 0.9 * low),
    )  # fmt: skip


def _contradicted(names: Sequence[str], known: Sequence[Known], universe: float) -> Sequence[str]:
    def named() -> InfeasibleError | None:
        try:
            Venn(names, known, universe)
        except InfeasibleError as error:
            return error
        return None

    seconds, error = _timed(named)
    if error is None:
        return "", "none"
    fewer = re.search(r"though (\d+) may be enough", str(error))
    least = f"{fewer[1]} to " if fewer else ""
    return f"{seconds:.2f}", f"{least}{len(error.figures)}"


def _timed(work):  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    told = work()
    return time.perf_counter() - start, told


def _whole(names: Sequence[str], known: Sequence[Known]) -> tuple[float, float]:
    """Bound the union by one programme over every combination."""
    cells = np.arange(2 ** len(names)) >> np.arange(len(names))[:, None] & 1
    rows = [cells[[names.index(name) for name in each.of]].any(axis=0) for each in known]
    told = {
        "A_eq": np.array(rows, dtype=float), "b_eq": [each.low for each in known],
        "A_ub": np.ones((1, cells.shape[1])), "b_ub": [PEOPLE],
    }  # fmt: skip
    reached = cells.any(axis=0).astype(float)
    return linprog(reached, **told).fun, -linprog(-reached, **told).fun


def _dense(count: int, seed: int) -> tuple[list[str], list[Known]]:
    rng = np.random.default_rng(seed)
    alike, names = rng.normal(size=PEOPLE), [f"set {place}" for place in range(count)]
    chance = 1 / (1 + np.exp(-alike * rng.uniform(0.2, 1.2, (count, 1)) + rng.uniform(0.3, 2)))
    member = rng.random((count, PEOPLE)) < chance
    known = [
        Known(frozenset(names[place] for place in of), people, people)
        for size in (1, 2)
        for of in combinations(range(count), size)
        for people in [float(member[list(of)].any(axis=0).sum())]
    ]
    return names, known


if __name__ == "__main__":
    main()
