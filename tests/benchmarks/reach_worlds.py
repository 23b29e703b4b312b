"""Count in how many random worlds the bounds hold the truth: run me with --help.

Each world has up to five sets of people with random sizes, some of whose unions and overlaps
are told, and a log of impressions of which a part was seen. Every bound is checked.
"""

import argparse
from itertools import combinations

import numpy as np

from toolkit.reach.bounds import incremental_bounds, overlap_bounds, reach_bounds
from toolkit.reach.curve_bounds import curve_bounds
from toolkit.reach.seen import Seen

DUST = 1e-6


def main() -> None:
    """Make worlds, check every bound, and print how many held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    asked = parser.parse_args()
    worlds, seeds = asked.worlds, range(asked.first, asked.first + asked.worlds)
    held = [(_sets(seed), _curves(seed)) for seed in seeds]
    unions, curves = (sum(each) for each in zip(*held, strict=True))
    print(f"bounds of sets held in {unions:,} of {worlds:,} worlds")  # noqa: T201
    print(f"bounds of curves held in {curves:,} of {worlds:,} worlds")  # noqa: T201


def _sets(seed: int) -> bool:
    rng = np.random.default_rng(seed)
    count, people = int(rng.integers(2, 6)), int(rng.integers(5, 200))
    # A trait that all sets share makes them overlap more, or less, than by chance.
    trait = rng.random((people, 1)) * rng.choice([-1, 1], count)
    there = rng.random((people, count)) + trait * rng.random() < rng.random(count)
    names = [f"set {place}" for place in range(count)]
    told: dict[str, dict[tuple[str, ...], int]] = {"unions": {}, "overlaps": {}}
    for size in (2, 3):
        for chosen in combinations(range(count), size):
            if rng.random() < 0.3:
                kind = "unions" if rng.random() < 0.5 else "overlaps"
                inside = there[:, list(chosen)]
                who = inside.any(axis=1) if kind == "unions" else inside.all(axis=1)
                told[kind][tuple(names[place] for place in chosen)] = int(who.sum())
    known = {**told, "universe": people if rng.random() < 0.5 else None}
    reaches = dict(zip(names, there.sum(axis=0).tolist(), strict=True))
    union = reach_bounds(reaches, **known).iloc[0]
    holds = [_within(there.any(axis=1).sum(), union["reach_low"], union["reach_high"])]
    for pair, row in overlap_bounds(reaches, **known).iterrows():
        both = there[:, [names.index(name) for name in pair]].all(axis=1).sum()
        holds.append(_within(both, row["reach_low"], row["reach_high"]))
    added = incremental_bounds(reaches, **known)
    for place, row in enumerate(added.itertuples()):
        alone = (there[:, place] & (there.sum(axis=1) == 1)).sum()
        holds.append(_within(alone, row.incremental_reach_low, row.incremental_reach_high))
    return all(holds)


def _curves(seed: int) -> bool:
    rng = np.random.default_rng([seed, 1])
    inventory = 1 + rng.negative_binomial(rng.uniform(0.2, 3), 0.3, int(rng.integers(2, 60)))
    order = rng.permutation(np.repeat(np.arange(len(inventory)), inventory))
    seen, top = int(rng.integers(1, len(order) + 1)), int(rng.integers(1, 6))
    now = np.bincount(order[:seen], minlength=len(inventory))
    counts = np.bincount(np.minimum(now, top), minlength=top + 1)[1:].astype(float)
    figures = Seen(counts, seen, complete=bool((now <= top).all()))
    universe = len(inventory) if rng.random() < 0.5 else np.inf
    holds = []
    for then in rng.integers(1, len(order) + 1, 5):
        after = np.bincount(order[:then], minlength=len(inventory))
        for k in (1, 2, 3, 5, 8):
            holds.append(_within((after >= k).sum(), *curve_bounds(figures, then, k, universe)))
    return all(holds)


def _within(truth: float, low: float, high: float) -> bool:
    return low - DUST <= truth <= (high if not np.isnan(high) else np.inf) + DUST


if __name__ == "__main__":
    main()
