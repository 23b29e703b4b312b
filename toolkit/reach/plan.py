"""Frequency planning: how many people often enough, and which frequency does it for least."""

from typing import NamedTuple

import numpy as np

from ..catalog import RATIOS
from ..schema import DataError
from .curve import ReachCurve
from .figures import number
from .seen import often_enough

_STEPS = 200
_FLAT = 0.01


def rating_points(impressions: float, universe: float) -> float:
    """Return gross rating points: impressions per 100 people of the universe.

    Examples
    --------
    >>> rating_points(50_000, 20_000)
    250.0
    """
    _positive(impressions=impressions, universe=universe)
    return RATIOS["grp"].scale * impressions / universe


def cost_per_point(spend: float, impressions: float, universe: float) -> float:
    """Return the cost of one rating point of a universe.

    Examples
    --------
    >>> cost_per_point(1000, 50_000, 20_000)
    4.0
    """
    _positive(spend=spend)
    return spend / rating_points(impressions, universe)


class BestFrequency(NamedTuple):
    """Where most people are reached often enough for an impression.

    ``frequency`` with the span within one per cent of the best; at how many ``impressions``;
    ``people`` with k or more there; ``people_per_1000`` impressions; and a ``warning``.
    """

    frequency: float
    frequency_low: float
    frequency_high: float
    impressions: float
    people: float
    people_per_1000: float
    warning: str


def best_frequency(curve: ReachCurve, k: int) -> BestFrequency:
    """Find the average frequency at which an impression brings most people to ``k``.

    With few impressions hardly anybody comes k times; with many, most fall on people who have
    had enough. Between them people with k or more per impression are most.

    Parameters
    ----------
    curve : ReachCurve
        As `fit_reach_curve` gives it.
    k : int, unit impressions
        How often is enough.

    Returns
    -------
    BestFrequency
        ``warning`` tells if the best lies at the end of what the curve tells, so that the true
        one lies beyond, or if the top is so flat that the choice hardly matters.

    Raises
    ------
    DataError
        If k is below 2: the first impression of a campaign reaches most people.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> curve = fit_reach_curve(impressions=20_000, reach=8_000)
    >>> round(best_frequency(curve, 3).frequency, 1)
    3.0
    """
    if problems := often_enough(k):
        raise DataError(*problems)
    if k < 2:
        raise DataError(f"k is {k!r}; best_frequency asks from how often twice or more is reached.")
    asked = np.geomspace(curve.limit / _STEPS, curve.limit, _STEPS)
    often = curve.reach(asked, k)["reach"].to_numpy()
    frequency = asked / curve.reach(asked)["reach"].to_numpy()
    gain = often / asked
    best = int(gain.argmax())
    near = frequency[gain >= gain[best] * (1 - _FLAT)]
    return BestFrequency(
        float(frequency[best]), float(near.min()), float(near.max()), float(asked[best]),
        float(often[best]), float(1000 * gain[best]), _warning(gain, near),
    )  # fmt: skip


def _warning(gain: np.ndarray, near: np.ndarray) -> str:
    best = int(gain.argmax())
    if not gain[best]:
        return "By this curve nobody is reached so often."
    if best in (0, len(gain) - 1):
        return "The best lies at the end of what the curve tells; the true best may lie beyond."
    if near.max() > 2 * near.min():
        return (
            f"The top is flat: from {near.min():.1f} to {near.max():.1f} impressions per person "
            "make no difference worth a choice."
        )
    return ""


def _positive(**figures: float) -> None:
    if wrong := [f"{name} is {value!r}; it must be above 0." for name, value in figures.items()
                 if not 0 < number(value, name) < np.inf]:  # fmt: skip
        raise DataError("\n".join(wrong))
