"""What more or fewer impressions can do at all: the cheapest and the dearest way to use them."""

import numpy as np

from .seen import Seen

_DUST = 1e-9


def curve_bounds(
    seen: Seen, impressions: float, k: int = 1, universe: float = np.inf
) -> tuple[float, float]:
    """Enclose the people with ``k`` or more, had other impressions been added or taken away.

    Parameters
    ----------
    seen : Seen
        People by exposures.
    impressions : float
        In place of those seen: some of them, or all of them and further ones.
    k : int, unit impressions
        Lowest number that counts.
    universe : float, unit people
        Everybody.

    Returns
    -------
    (float, float), unit people
        No way of delivering so many impressions gives less or more.

    Examples
    --------
    >>> curve_bounds(Seen(np.array([60.0, 40.0]), 140, True), 150)
    (100.0, 110.0)
    >>> curve_bounds(Seen(np.array([60.0, 40.0]), 140, True), 90)
    (50.0, 90.0)
    """
    low, high = _known(seen, k)
    more = impressions - seen.impressions
    if more >= 0:
        had = np.arange(min(k, seen.top + 1))
        waiting = np.append(max(universe - seen.reach, 0), seen.people)[: len(had)]
        needed = (k - had).astype("float64")
        if k > seen.top and not seen.complete:  # some may need one more only, and some none
            needed[-1], waiting[-1] = 1, waiting[-1] - high
        return low, min(high + _bought(more, needed, waiting), universe, impressions / k)
    spare = np.arange(k, seen.top + 1) - k + 1
    lost = _bought(np.ceil(-more - _DUST), spare, seen.people[k - 1 :]) if k <= seen.top else low
    return max(low - lost, 0.0), float(min(high, impressions / k))


def _known(seen: Seen, k: int) -> tuple[float, float]:
    """Between which figures the people with ``k`` or more lie among those seen."""
    if k <= seen.top:
        return seen.at_least(k), seen.at_least(k)
    if seen.complete:
        return 0.0, 0.0
    last = seen.people[-1]
    spare = seen.top_impressions - seen.top * last
    return float(spare > last * (k - 1 - seen.top)), float(min(last, spare // (k - seen.top)))


def _bought(impressions: float, prices: np.ndarray, people: np.ndarray) -> float:
    """How many people so many impressions turn, the cheapest first."""
    turned = 0.0
    for price, waiting in sorted(zip(prices, people, strict=True)):
        taken = float(min(waiting, impressions // price))
        turned, impressions = turned + taken, impressions - taken * price
    return turned
