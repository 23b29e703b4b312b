"""How often intervals hold the truth on simulated accounts, beside what they are meant to.

Run: python tests/benchmarks/coverage_of_rates.py [accounts per cell]
"""

import sys
from functools import lru_cache
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from accounts import ACCOUNTS

from toolkit.compare import jackknife

COUNTS = (8, 15, 30, 60)


def coverage(draw, count, in_time, trials, seed=1):
    """Return the share of accounts whose interval holds the true rate."""
    chance, hits = np.random.default_rng(seed), 0
    for _ in range(trials):
        top, bottom, truth = draw(chance, count)
        centre = jackknife.pooled_log_ratio(top, bottom)
        noise = jackknife.influence(top, bottom)
        found = jackknife.interval_of(noise, centre, bottom, in_time=in_time, basis="")
        hits += found.low <= truth <= found.high
    return hits / trials


def naive(draw, count, trials, seed=1):
    """The same, as if neighbours had nothing in common."""
    return coverage(draw, count, False, trials, seed)


def told(name, shares):
    sys.stdout.write(f"{name:<24}" + "".join(f"{each:>8}" for each in shares) + "\n")


def main(trials=10_000):
    jackknife.student = lru_cache(None)(jackknife.student)
    told("units", COUNTS)
    for name, (draw, in_time) in ACCOUNTS.items():
        held = [coverage(draw, count, in_time, trials) for count in COUNTS]
        told(name, [f"{share:.3f}" for share in held])
        if in_time:
            held = [naive(draw, count, trials) for count in COUNTS]
            told("  if days were alone", [f"{share:.3f}" for share in held])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
