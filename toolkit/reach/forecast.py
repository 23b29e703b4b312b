"""How many of the people seen, and of those not yet seen, would have how many impressions."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr

from .binomial import exactly, more_than
from .kernels import Draws, Floats
from .seen import Seen
from .thinning import shared_variance

_TINY = 1e-300
_HALVINGS = 30
_FURTHEST = 6  # standard deviations; less than a thirtieth of any mixture lies beyond


class Forecast(NamedTuple):
    """People with at least k impressions: mean and variance by population, and their weights."""

    mean: Floats
    variance: Floats
    weight: Floats

    def nearest(self) -> float:
        """Return the figure whose relative error is least to be expected.

        It is the median of the people, each number weighed by one over itself. So weighed, a
        log-normal part of mean ``m`` and variance ``v`` has the median ``m (1 + v / m**2)**-1.5``.

        Examples
        --------
        >>> three = Forecast(np.array([90.0, 100, 400]), np.zeros(3), np.array([0.3, 0.2, 0.5]))
        >>> round(three.nearest() / 10)
        9
        """
        over = 1 + self.variance / self.mean.clip(1) ** 2
        weight = self.weight * over / self.mean.clip(1)
        nearer = self.mean * over**-1.5
        told = Forecast(nearer, nearer**2 * (over - 1), weight / weight.sum())
        return float(told.quantiles(0.5)[0])

    def quantiles(self, *shares: float) -> Floats:
        """Return the people below whom so many shares of the mixture of normal ones lie."""
        spread = np.sqrt(self.variance.clip(1e-9))
        middle = self.weight @ self.mean
        widest = np.sqrt(self.weight @ (spread**2 + (self.mean - middle) ** 2))
        low = np.full(len(shares), middle - _FURTHEST * widest)
        high = np.full(len(shares), middle + _FURTHEST * widest)
        for _ in range(_HALVINGS):
            half = (low + high) / 2
            below = ndtr((half[:, None] - self.mean) / spread) @ self.weight
            low, high = np.where(below < shares, half, low), np.where(below < shares, high, half)
        return (low + high) / 2


def forecast(draws: Draws, now: Floats, seen: Seen, times: float, k: int) -> Forecast:
    """Foresee people with at least ``k`` impressions at so many times what was delivered.

    Each person seen is carried along from the number of impressions that the person had, so
    that the forecast agrees with what was seen at ``times=1``.

    Parameters
    ----------
    draws : Draws
        Populations that explain what was seen.
    now : array, shape (n, top + 1)
        Their probabilities of 0, 1, ... impressions as delivered; the last cell: or more.
    seen : Seen
        People by exposures.
    times : float
        1 is as many impressions as were seen.
    k : int, unit impressions
        Lowest number that counts.
    """
    people, top, reached = seen.people, seen.top, seen.reach
    then = draws.chances(times, max(top, k))
    chance = (_onwards if times >= 1 else _back)(now, then, times, k).clip(0, 1)
    unseen = reached * now[:, 0] / (1 - now[:, 0]).clip(_TINY)
    new = unseen * chance[:, 0]
    mean = chance[:, 1:] @ people + new
    spread = (chance * (1 - chance))[:, 1:] @ people
    if times < 1:
        last = round(seen.top_impressions / max(people[-1], 1e-9))
        numbers = np.append(np.arange(1, top), last)
        spread = spread - shared_variance(people, numbers, seen.impressions, times, k)
    variance = spread.clip(0) + new + new**2 / max(reached, 1)
    weight = np.exp(draws.log_weight - draws.log_weight.max())
    return Forecast(mean, variance, weight / weight.sum())


def mixed(told: Mapping[str, Forecast], weights: pd.Series) -> Forecast:
    """Join what models foresee, each with its weight."""
    parts = [each._replace(weight=each.weight * weights[name]) for name, each in told.items()]
    mean, variance, weight = map(np.concatenate, zip(*parts, strict=True))
    return Forecast(mean, variance, weight / weight.sum())


def _onwards(now: Floats, then: Floats, times: float, k: int) -> Floats:
    """Chance of k or more after more impressions, by how many (the last: or more) there were.

    Of j impressions then, each was among those delivered now with chance ``1 / times``.
    """
    top = now.shape[1] - 1
    counts, below = np.arange(top), np.arange(k)
    short = then[:, :k] @ exactly(counts[None, :], below[:, None], 1 / times)
    chance = np.ones(now.shape)
    chance[:, :top] = np.where(counts >= k, 1, 1 - short / now[:, :top])
    beyond = then[:, :k] @ more_than(top - 1, below, 1 / times)
    chance[:, top] = 1 - beyond / now[:, top]
    return chance


def _back(now: Floats, then: Floats, times: float, k: int) -> Floats:
    """Chance of k or more among fewer impressions: each is kept with chance ``times``."""
    top = now.shape[1] - 1
    kept = more_than(k - 1, np.arange(top), times)
    above = (1 - then[:, :k].sum(axis=1)) - now[:, :top] @ kept
    return np.column_stack([np.broadcast_to(kept, (len(now), top)), above / now[:, top]])
