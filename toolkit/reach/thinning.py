"""What fewer impressions would have done: no model is needed where everybody was counted."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..schema import DataError
from .binomial import exactly, more_than
from .figures import number
from .kernels import Floats
from .seen import often_enough, read_seen

SHARES = tuple(tenth / 10 for tenth in range(1, 11))


def thin_frequency(frequency: pd.DataFrame | pd.Series, share: float) -> pd.DataFrame:
    """Tell how often people would have come if each impression had been shown with a chance.

    Formula: ``people_j = sum over i of people_i * binomial(j; i, share)``

    Parameters
    ----------
    frequency : DataFrame or Series
        As `toolkit.log.frequency` gives it, or people by number of impressions.
    share : float
        Chance of each impression, from 0 to 1.

    Returns
    -------
    DataFrame
        ``exposures`` from 1, expected ``people`` with exactly so many, and
        ``people_at_least``.

    Raises
    ------
    DataError
        If ``share`` is not between 0 and 1, or the histogram is none.

    Examples
    --------
    >>> thin_frequency(pd.Series({1: 100, 2: 40}), share=0.5)
       exposures  people  people_at_least
    0          1    70.0             80.0
    1          2    10.0             10.0
    """
    _check([share])
    people = read_seen(frequency, None, None).people
    numbers = np.arange(1, len(people) + 1)
    told = people @ exactly(numbers[None, :], numbers[:, None], share)
    return pd.DataFrame(
        {"exposures": numbers, "people": told, "people_at_least": told[::-1].cumsum()[::-1]}
    )


def thin_curve(
    frequency: pd.DataFrame | pd.Series, k: int = 1, shares: Sequence[float] = SHARES
) -> pd.DataFrame:
    """Tell the people with ``k`` or more at shares of the impressions: the curve up to all of them.

    Parameters
    ----------
    frequency, shares
        As for `thin_frequency`, the shares in tenths by default.
    k : int, default 1, unit impressions
        Lowest number that counts.

    Returns
    -------
    DataFrame, one row per share
        ``reach``, indexed by ``impressions``.

    Raises
    ------
    DataError
        As `thin_frequency`, or if ``k`` is no whole number from 1.

    Examples
    --------
    >>> thin_curve(pd.Series({1: 100, 2: 40}), shares=[0.5, 1.0])["reach"].tolist()
    [80.0, 140.0]
    """
    _check(shares, k)
    seen = read_seen(frequency, None, None)
    told = [thinned(seen.people, seen.impressions, share, k)[0] for share in shares]
    index = pd.Index(np.array(shares) * seen.impressions, name="impressions")
    return pd.DataFrame({"reach": told}, index)


def thinned(people: Floats, impressions: float, share: float, k: int) -> tuple[float, float]:
    """Return mean and variance of the people with ``k`` or more at a share of the impressions."""
    numbers = np.arange(1, len(people) + 1)
    chance = more_than(k - 1, numbers, share)
    spread = people @ (chance * (1 - chance))
    shared = shared_variance(people, numbers, impressions, share, k)
    return float(people @ chance), max(float(spread) - shared, 0.0)


def shared_variance(
    people: Floats, numbers: np.ndarray, impressions: float, share: float, k: int
) -> float:
    """Return the variance that vanishes because the number of impressions is fixed."""
    above = more_than(k - 2, numbers - 1, share) - more_than(k - 1, numbers, share)
    together = people @ (numbers * share * above)
    return float(together**2 / max(impressions * share * (1 - share), 1e-9))


def _check(shares: Sequence[float], k: int = 1) -> None:
    wrong = [
        f"share is {share!r}; it must lie between 0 and 1." for share in shares
        if not 0 <= number(share, "share") <= 1
    ]  # fmt: skip
    if problems := [*wrong, *often_enough(k)]:
        raise DataError("\n".join(problems))
