"""Measure how often what a sample of people says covers the truth: run me with --help.

Worlds lie side by side in one log, each a campaign with people of its own who see it once or
often. Each is counted in full and estimated from a sample; the table shows in what share of the
worlds the truth lies within 1.96 standard errors, and within the interval.
"""

import argparse

import numpy as np
import pandas as pd
import pyarrow as pa
from rich.console import Console
from rich.table import Table

from toolkit.log import deliver, read_log, repeat, sample_people

SIZES = ((1, 1 / 8), (3, 1 / 8), (8, 1 / 8), (8, 1 / 32), (20, 1 / 8), (30, 1 / 32), (100, 1 / 8))
QUESTIONS = {
    "deliver": lambda log: deliver(log, "campaign"),
    "repeat": lambda log: repeat(log, 3, by="campaign", quantiles=[0.5]),
}


def main() -> None:
    """Simulate the worlds, sample them, print the shares covered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    heads = ("sampled people", "rate", "figure", "1.96 standard errors", "interval")
    table = Table(*heads, title=f"{asked.worlds} worlds: share whose truth is covered, wanted 95%")
    for sampled, rate in SIZES:
        log = read_log(_worlds(asked.worlds, round(sampled / rate), asked.seed))
        for question in QUESTIONS.values():
            for name, (by_error, by_interval) in _covered(question, log, rate).items():
                table.add_row(
                    str(sampled), f"1/{1 / rate:.0f}", name, f"{by_error:.1%}", f"{by_interval:.1%}"
                )
    Console(width=100).print(table)


def _worlds(worlds: int, people: int, seed: int) -> pa.Table:
    draw = np.random.default_rng(seed)
    times = 1 + draw.negative_binomial(0.8, 0.2, worlds * people)
    person = np.repeat(np.arange(worlds * people), times)
    second = draw.integers(0, 30 * 86400, len(person))
    return pa.table({
        "user_id": person,
        "time": np.datetime64("2026-03-01") + second.astype("timedelta64[s]"),
        "campaign": (person // people).astype(str),
        "cost": draw.integers(0, 40, len(person)) / 8,
        "is_click": draw.random(len(person)) < 0.02,
    })  # fmt: skip


def _covered(question, log, rate: float) -> dict[str, tuple[float, float]]:
    """Worlds of which the sample holds nobody say nothing, and are left out."""
    truth, told = (question(each).set_index("campaign") for each in (log, sample_people(log, rate)))
    truth = truth.reindex(told.index)
    return {
        name: (
            ((told[name] - truth[name]).abs() <= 1.96 * told[f"{name}_se"]).mean(),
            _within(truth[name].astype("float64"), told, name),
        )
        for name in truth
        if f"{name}_low" in told
    }


def _within(truth: pd.Series, told: pd.DataFrame, name: str) -> float:
    low, high = told[f"{name}_low"], told[f"{name}_high"].fillna(np.inf)
    return float(((low <= truth + 1e-9) & (truth - 1e-9 <= high)).mean())


if __name__ == "__main__":
    main()
