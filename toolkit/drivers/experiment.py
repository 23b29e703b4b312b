"""What it would take to know a cause: how many posts, and in which order."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..chance import size_of_trial
from ..schema import DataError


def posts_needed(
    multiplier: float, spread: float, *, power: float = 0.8, chance: float = 0.05
) -> int:
    """Return how many posts of each of two kinds a randomised trial needs to see an effect.

    Parameters
    ----------
    multiplier : float
        Effect to detect: 1.2 for a fifth more, 0.8 for a fifth less.
    spread : float
        Standard deviation of the logarithm of a post's impressions, such as
        ``fit_levers(...).attrs["spread"]``.
    power : float, default 0.8
        Share of such trials that shall see the effect.
    chance : float, default 0.05
        Share of trials without any effect that may claim one.

    Returns
    -------
    int, unit posts of each kind

    Raises
    ------
    DataError
        If the multiplier is 1 or not above 0, or the spread is not above 0.

    Source
    ------
    Cohen 1988, statistical power analysis for the behavioral sciences, two-sample t test.

    Examples
    --------
    >>> posts_needed(1.5, 0.5), posts_needed(1.2, 0.5)
    (25, 120)
    """
    wrong = [
        *([f"multiplier={multiplier:g} is no effect; give one above 0 other than 1."]
          if multiplier <= 0 or multiplier == 1 else []),
        *([f"spread={spread:g} must be above 0."] if not spread > 0 else []),
    ]  # fmt: skip
    if wrong:
        raise DataError("\n".join(wrong))
    return size_of_trial(abs(np.log(multiplier)) / spread, power, chance)


def plan_schedule(
    levels: Sequence[str], posts: int, *, start: object, every: str = "1D", seed: int = 1
) -> pd.DataFrame:
    """Draw a randomised schedule: in each block of slots every level comes once, in any order.

    Parameters
    ----------
    levels : sequence of str
        What is to be compared, such as ``["reel", "photo"]``.
    posts : int
        Posts of each level.
    start : date
        First slot.
    every : str, default "1D"
        Time between two slots.
    seed : int, default 1
        The same seed gives the same order; draw once, and keep to it.

    Returns
    -------
    DataFrame, shape (posts * n_levels, 3)
        ``slot``, ``block`` and ``level``.

    Examples
    --------
    >>> plan = plan_schedule(["reel", "photo"], 2, start="2026-03-02")
    >>> plan.groupby("block")["level"].apply(sorted).tolist()
    [['photo', 'reel'], ['photo', 'reel']]
    """
    if len(set(levels)) < 2 or posts < 1:
        raise DataError("A trial needs at least two levels and one post of each.")
    draw = np.random.default_rng(seed)
    order = [level for _ in range(posts) for level in draw.permutation(list(levels)).tolist()]
    return pd.DataFrame(
        {
            "slot": pd.date_range(start, periods=len(order), freq=every),
            "block": np.repeat(np.arange(1, posts + 1), len(levels)),
            "level": order,
        }
    )
