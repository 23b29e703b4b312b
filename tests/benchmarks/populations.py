"""Populations whose inventory per person is known, and their delivery, impression by impression."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import zeta
from scipy.stats import binom

PEOPLE = 10_000
SHARES = (0.2, 0.5, 0.8)
MULTIPLES = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
TOP = 10
GAMMA_SHAPE = 1 / 3  # of the gamma family; at it Goerg's curve errs as much as the yardstick says

Inventory = Callable[[float, np.random.Generator], np.ndarray]


def poisson(mean: float, rng: np.random.Generator) -> np.ndarray:
    """One impression each, and further ones at one rate."""
    return 1 + rng.poisson(mean - 1, PEOPLE)


def exponential(mean: float, rng: np.random.Generator) -> np.ndarray:
    """One impression each, and further ones at exponentially distributed rates."""
    return 1 + rng.poisson(rng.exponential(mean - 1, PEOPLE))


def gamma(mean: float, rng: np.random.Generator, shape: float = GAMMA_SHAPE) -> np.ndarray:
    """One impression each, and further ones at gamma distributed rates."""
    return 1 + rng.poisson(rng.gamma(shape, (mean - 1) / shape, PEOPLE))


def power(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Zeta distributed inventory: few people hold most of it."""
    exponent = brentq(lambda s: zeta(s - 1) / zeta(s) - mean, 2.0001, 40)
    return rng.zipf(exponent, PEOPLE)


def gamma_even(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Gamma rates that differ less."""
    return gamma(mean, rng, 2.0)


def gamma_uneven(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Gamma rates that differ more."""
    return gamma(mean, rng, 0.6)


def lognormal(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Log-normal rates; people without inventory do not exist."""
    return _existing(rng.poisson(rng.lognormal(-0.5, 1.0, 6 * PEOPLE) * mean))


def two_classes(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Four of five people with little, the fifth with much."""
    return _existing(rng.poisson(np.where(rng.random(6 * PEOPLE) < 0.8, 0.4, 3.4) * mean))


def no_floor(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Gamma-Poisson inventory, people without any left out."""
    return _existing(rng.poisson(rng.gamma(0.5, mean / 0.5, 6 * PEOPLE)))


def uniform(mean: float, rng: np.random.Generator) -> np.ndarray:
    """Any inventory up to twice the mean alike."""
    return rng.integers(1, 2 * int(mean) + 1, PEOPLE)


def _existing(inventory: np.ndarray) -> np.ndarray:
    return inventory[inventory > 0][:PEOPLE]


TESTED: dict[str, Inventory] = {
    "poisson": poisson, "exponential": exponential, "gamma": gamma, "zeta": power,
}  # fmt: skip
TESTED_MEANS = (1.5, 3.0, 5.0, 10.0)

# Intervals were calibrated on these, and on none of the above.
CALIBRATED: dict[str, Inventory] = {
    "poisson": poisson, "exponential": exponential, "gamma even": gamma_even,
    "gamma uneven": gamma_uneven, "zeta": power, "no floor": no_floor, "log-normal": lognormal,
}  # fmt: skip
CALIBRATED_MEANS = (2.0, 4.0, 7.0)

# Of no family that the curves know, for a view of what happens then.
STRANGE: dict[str, Inventory] = {
    "log-normal": lognormal, "two classes": two_classes, "uniform": uniform, "no floor": no_floor,
}  # fmt: skip


@dataclass(frozen=True)
class Campaign:
    """A campaign that bought part of the inventory, and what more or less would have given."""

    inventory: np.ndarray
    exposures: dict[float, np.ndarray]

    def histogram(self) -> dict[int, float]:
        """People with exactly 1, 2, ... impressions, and with the last number or more."""
        counts = np.bincount(np.minimum(self.exposures[1.0], TOP), minlength=TOP + 1)
        return dict(enumerate(counts.tolist())) | {0: 0.0}

    def truth(self, multiple: float, k: int) -> int:
        """People with k or more."""
        return int((self.exposures[multiple] >= k).sum())

    def impressions(self, multiple: float) -> int:
        """Impressions delivered."""
        return int(self.exposures[multiple].sum())

    def oracle(self, multiple: float, k: int) -> float:
        """People with k or more to be expected by who knows everybody's inventory."""
        share = self.impressions(multiple) / self.inventory.sum()
        return float(binom.sf(k - 1, self.inventory, share).sum())


def deliver(inventory: np.ndarray, share: float, rng: np.random.Generator) -> Campaign:
    """Show a share of the inventory at random, and then more of it."""
    total = int(inventory.sum())
    bought, left = round(share * total), inventory.copy()
    exposures, seen = {}, np.zeros_like(inventory)
    for multiple in MULTIPLES:
        wanted = round(multiple * bought)
        if multiple * share > 1 + 1e-9:
            break
        more = min(wanted, total) - int(seen.sum())
        step = rng.multivariate_hypergeometric(left, more, method="marginals")
        seen, left = seen + step, left - step
        exposures[multiple] = seen
    return Campaign(inventory, exposures)


def campaigns(
    families: dict[str, Inventory],
    means: Sequence[float],
    seeds: range,
    shares: Sequence[float] = SHARES,
) -> Iterator[tuple[str, float, float, int, Campaign]]:
    """Every family at every mean, trained at shares of its inventory."""
    for name, draw in families.items():
        for mean in means:
            for share in shares:
                for seed in seeds:
                    entropy = [seed, round(10 * mean), round(100 * share), *name.encode()]
                    rng = np.random.default_rng(entropy)
                    yield name, mean, share, seed, deliver(draw(mean, rng), share, rng)
