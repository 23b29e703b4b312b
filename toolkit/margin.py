"""What an estimate from a sample leaves open: its standard error, and the interval around it."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

LEVEL = 0.95
_TAIL, _WITHIN = (1 - LEVEL) / 2, 1.959964
_LEAST = 1e-9
ERROR, LOW, HIGH = "_se", "_low", "_high"
MARGINS = (ERROR, LOW, HIGH)
ESTIMATED = (
    "Estimated from a sample of people; in brackets what covers the truth in "
    f"{LEVEL:.0%} of samples."
)


def interval(
    total: ArrayLike, squares: ArrayLike, most: ArrayLike, rate: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Enclose a total over all people, of whom each was sampled at ``rate``.

    Of people counted, it is the exact interval: all numbers of people of whom a sample would
    hold neither so few nor so many but in 2.5 % of draws each. Of what people bring unequally,
    it is that of as many equal people; it allows for one more person of the most, and, by
    Student's distribution, for how little a few people tell about the others.

    Parameters
    ----------
    total : array of float
        Sum of what the sampled people bring.
    squares : array of float
        Sum of its squares, person by person.
    most : array of float
        The most that one person brings, also where nobody was sampled who brings any; missing
        where that is not known, which leaves the upper end open.
    rate : float, above 0 and at most 1
        Share of people in the sample.

    Returns
    -------
    tuple of array
        Lower and upper ends. They cover the truth in at least 95 % of samples for people. For
        what people bring very unequally, they do so in 95 % from about eight sampled people on
        who bring any, and in nine of ten for fewer.

    Source
    ------
    Clopper and Pearson, 1934; Fay and Feuer, Statistics in Medicine 16, 1997, here of a
    binomial sample and with Student's distribution.

    Examples
    --------
    >>> low, high = interval([3, 0], [3, 0], [1, 1], rate=0.5)
    >>> low.round(1).tolist(), high.round(1).tolist()
    ([3.0, 0.0], [14.3, 5.3])
    """
    from scipy.special import btdtrib

    sums, squared, largest = (np.asarray(each, "float64") for each in (total, squares, most))
    if rate == 1:
        return sums, sums
    with np.errstate(divide="ignore", invalid="ignore"):
        people, each = sums**2 / squared, squared / sums
        is_even = ~(each < largest * (1 - 1e-9))
        tail = np.where(is_even, _TAIL, _tail(people + 1))
        low = each * (btdtrib(people, tail, rate) + people - 1)
        above, beyond = sums + largest, squared + largest**2
        more = above**2 / beyond
        high = beyond / above * (btdtrib(more, 1 - tail, rate) + more - 1)
        spread = _WITHIN * np.sqrt(squared * (1 - rate)) / rate
    is_credit = sums < 0
    low = np.where(sums == 0, 0.0, np.fmax(low, sums))
    return (
        np.where(is_credit, sums / rate - spread, low),
        np.where(is_credit, sums / rate + spread, high),
    )


def _tail(freedom: NDArray[np.float64]) -> NDArray[np.float64]:
    """The part of the normal distribution that is as far out as Student's is at the level."""
    from scipy.special import ndtr, stdtrit

    return np.fmax(ndtr(-stdtrit(freedom, 1 - _TAIL)), _LEAST)


def share_interval(share: ArrayLike, error: ArrayLike, people: ArrayLike) -> tuple[
    NDArray[np.float64], NDArray[np.float64]
]:  # fmt: skip
    """Enclose a share of which a sample tells the standard error.

    The exact interval of as many people as would give this error, fewer by how little ``people``
    tell about it.

    Source
    ------
    Korn and Graubard, Survey Methodology 24, 1998.

    Examples
    --------
    >>> low, high = share_interval([0.5, 0.0], [0.1, 0.0], [40, 10])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.29, 0.0], [0.71, 0.39])
    """
    from scipy.special import betaincinv, stdtrit

    part, spread, n = (np.asarray(each, "float64") for each in (share, error, people))
    with np.errstate(divide="ignore", invalid="ignore"):
        alike = np.where(spread > 0, part * (1 - part) / spread**2, n)
        alike *= (_WITHIN / stdtrit(np.fmax(n - 1, 0.5), 1 - _TAIL)) ** 2
        hits, misses = alike * part, alike * (1 - part)
        low = np.where(hits > 0, betaincinv(hits, misses + 1, _TAIL), 0.0)
        high = np.where(misses > 0, betaincinv(hits + 1, misses, 1 - _TAIL), 1.0)
    return low, high


def is_estimate(name: str, columns: Collection[str]) -> bool:
    """Tell an estimate, which its interval stands beside, from a figure.

    Examples
    --------
    >>> is_estimate("reach", ["reach", "reach_low", "reach_high"])
    True
    >>> is_estimate("reach", ["reach_low", "reach_high"])
    False
    """
    return {name, name + LOW, name + HIGH} <= set(columns)


def estimate_of(column: str, columns: Collection[str]) -> str:
    """Return the estimate whose margin a column is, or nothing.

    Examples
    --------
    >>> estimate_of("reach_se", ["reach", "reach_se"])
    'reach'
    """
    found = [column.removesuffix(end) for end in MARGINS if column.endswith(end)]
    return next((name for name in found if name in columns), "")


def at_end(table: pd.DataFrame, end: str) -> pd.DataFrame:
    """Put one end of every interval in the place of its estimate.

    Examples
    --------
    >>> at_end(pd.DataFrame({"reach": [9], "reach_low": [7], "reach_high": [12]}), HIGH)
       reach  reach_low  reach_high
    0     12          7          12
    """
    ends = {name: table[name + end] for name in table if is_estimate(str(name), table.columns)}
    return table.assign(**ends)
