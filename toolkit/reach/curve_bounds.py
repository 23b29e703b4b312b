"""What more or fewer impressions can do at all: the cheapest and the dearest way to use them."""

import numpy as np

from .kernels import Floats
from .seen import Seen

_DUST = 1e-9


def curve_bounds(
    seen: Seen, impressions: float | Floats, k: int = 1, universe: float = np.inf
) -> tuple[Floats, Floats]:
    """Enclose the people with ``k`` or more, had other impressions been added or taken away.

    Parameters
    ----------
    seen : Seen
        People by exposures.
    impressions : float or array
        In place of those seen: some of them, or all of them and further ones.
    k : int, unit impressions
        Lowest number that counts.
    universe : float, unit people
        Everybody.

    Returns
    -------
    (array, array), unit people
        No way of delivering so many impressions gives less or more.

    Examples
    --------
    >>> low, high = curve_bounds(Seen(np.array([60.0, 40.0]), 140, True), np.array([90, 150]))
    >>> low.tolist(), high.tolist()
    ([50.0, 100.0], [90.0, 110.0])
    """
    low, high = _known(seen, k)
    asked = np.asarray(impressions, dtype="float64")
    more = asked - seen.impressions
    gained = _bought(more.clip(0), *_waiting(seen, k, high, universe))
    spare = np.arange(k, seen.top + 1) - k + 1
    fewer = np.ceil(-more - _DUST).clip(0)
    lost = _bought(fewer, spare, seen.people[k - 1 :]) if k <= seen.top else low
    least = np.where(more >= 0, low, np.maximum(low - lost, 0))
    most = np.where(more >= 0, np.minimum(high + gained, universe), high)
    return least, np.minimum(most, asked / k)


def _waiting(seen: Seen, k: int, high: float, universe: float) -> tuple[np.ndarray, Floats]:
    """How many impressions people below ``k`` need, and how many people need so many."""
    had = np.arange(min(k, seen.top + 1))
    waiting = np.append(max(universe - seen.reach, 0), seen.people)[: len(had)]
    needed = k - had
    if k > seen.top and not seen.complete:  # some may need one more only, and some none
        needed[-1], waiting[-1] = 1, waiting[-1] - high
    return needed, waiting


def _known(seen: Seen, k: int) -> tuple[float, float]:
    """Between which figures the people with ``k`` or more lie among those seen."""
    if k <= seen.top:
        return seen.at_least(k), seen.at_least(k)
    if seen.complete:
        return 0.0, 0.0
    last = seen.people[-1]
    spare = seen.top_impressions - seen.top * last
    return float(spare > last * (k - 1 - seen.top)), float(min(last, spare // (k - seen.top)))


def _bought(impressions: Floats, prices: np.ndarray, people: Floats) -> Floats:
    """How many people so many impressions turn, the cheapest first."""
    turned, left = np.zeros(impressions.shape), impressions
    for price, waiting in sorted(zip(prices, people, strict=True)):
        taken = np.minimum(waiting, left // price)
        turned, left = turned + taken, left - taken * price
    return turned
