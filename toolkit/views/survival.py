"""How many plays lasted how long: what a few known counts allow, and the likeliest between them.

The number of plays that lasted at least ``t`` seconds can only fall as ``t`` rises. So a count
at 3 s and one at 6 s enclose every count between them, whatever people did.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .monotone import monotone

Side = Literal["exact", "at_most", "at_least"]
Numbers = NDArray[np.float64]
# Seconds added before the logarithm is taken: about the time in which people decide to stay. It
# and the root were chosen among a dozen scales by tests/benchmarks/views_between_thresholds.py.
_ONSET = 3.0
# By how much a stated watch time may be off through rounding.
_ROUNDING = 0.005
_NEAR = 1e-6


class Known(NamedTuple):
    """A count at a threshold: the true one is equal to it, at most it, or at least it."""

    seconds: float
    plays: float
    side: Side


class Survival(NamedTuple):
    """Plays of at least so many seconds: lowest and highest possible, and the likeliest."""

    low: Numbers
    high: Numbers
    likely: Numbers


def survive(
    known: Sequence[Known],
    seconds: Sequence[float] | Numbers,
    *,
    length: float | None = None,
    watch_seconds: float | None = None,
) -> Survival:
    """Enclose and estimate how many plays lasted at least so many seconds.

    Parameters
    ----------
    known : sequence of Known
        Counts at thresholds, in any order.
    seconds : sequence of float, unit seconds
        The thresholds asked about.
    length : float, optional, unit seconds
        Length of the video: nobody watches longer in one play.
    watch_seconds : float, optional, unit seconds
        Watch time of all plays. It bounds from above, and tells how fast the curve falls where
        no count is known any more.

    Returns
    -------
    Survival
        ``low <= likely <= high`` wherever they are known. ``likely`` is missing where neither a
        count on both sides nor the watch time tells anything.

    Source
    ------
    Fritsch and Carlson 1980 and its variant PCHIP, monotone cubic interpolation, here of the
    square root of the count, which scatters alike at all counts, over the logarithm of the time.

    Examples
    --------
    >>> counts = [Known(0, 1000, "exact"), Known(3, 600, "exact"), Known(6, 400, "exact")]
    >>> low, high, likely = survive(counts, [2, 3, 4])
    >>> low.tolist(), high.tolist()
    ([600.0, 600.0, 400.0], [1000.0, 600.0, 600.0])
    >>> bool(400 < likely[2] < 600)
    True
    """
    at = np.asarray(seconds, dtype="float64")
    low, high = _enclosed(known, at)
    if watch_seconds is not None:
        cap = np.nan_to_num(_capped(known, at, watch_seconds), nan=np.inf)
        high = np.fmin(high, np.where(np.isinf(cap), np.nan, np.fmax(cap, low)))
    if length is not None:
        over = at > length + _NEAR
        low, high = np.where(over, 0, low), np.where(over, 0, high)
    low, high = np.where(low > high, high, low), np.where(low > high, low, high)
    likely = np.clip(_likely(known, at, length, watch_seconds), low, high)
    met = low == high
    return Survival(low, high, np.where(met, low, likely))


def _enclosed(known: Sequence[Known], at: Numbers) -> tuple[Numbers, Numbers]:
    """The nearest counts before and after."""
    low, high = np.zeros(len(at)), np.full(len(at), np.nan)
    for seconds, plays, side in known:
        if side != "at_least":
            high = np.where(at >= seconds - _NEAR, np.fmin(high, plays), high)
        if side != "at_most":
            low = np.where(at <= seconds + _NEAR, np.fmax(low, plays), low)
    return low, high


def _capped(known: Sequence[Known], at: Numbers, watch_seconds: float) -> Numbers:
    """How many plays the watch time leaves for: each of them takes all the seconds before, too."""
    floor = sorted((each for each in known if each.side != "at_most"), key=lambda k: k.seconds)
    starts = np.array([0.0, *(each.seconds for each in floor)])
    level = np.array([each.plays for each in floor])
    level = np.maximum.accumulate(level[::-1])[::-1]
    slack = watch_seconds * (1 + _ROUNDING) - float(np.sum(np.diff(starts) * level))
    if slack < 0:  # the watch time contradicts the counts, so it bounds nothing
        return np.full(len(at), np.nan)
    return np.array([_filled(starts, level, slack, each) for each in at])


def _filled(starts: Numbers, level: Numbers, slack: float, until: float) -> float:
    """Raise the steps before ``until`` to one level, with as much area as there is slack."""
    if until <= 0:
        return float("nan")
    ends = np.append(starts[1:], np.inf)
    widths = np.clip(np.minimum(ends, until) - starts, 0, None)
    steps = np.append(level, 0.0)
    order = np.argsort(steps, kind="stable")
    width, reached = 0.0, 0.0
    for place in order[widths[order] > 0]:
        if width and (steps[place] - reached) * width > slack:
            break
        slack -= (steps[place] - reached) * width if width else 0.0
        reached, width = float(steps[place]), width + float(widths[place])
    return reached + slack / width


def _likely(
    known: Sequence[Known], at: Numbers, length: float | None, watch_seconds: float | None
) -> Numbers:
    """Interpolate between exact counts; beyond the last, let the watch time tell the fall."""
    times, counts = _exact(known)
    if not len(times):
        return np.full(len(at), np.nan)
    inside = _between(times, counts, at)
    if watch_seconds is None or (length is not None and times[-1] >= length - _NEAR):
        return inside
    beyond = at > times[-1]
    return np.where(beyond, _tail(times, counts, at, length, watch_seconds), inside)


def _exact(known: Sequence[Known]) -> tuple[Numbers, Numbers]:
    """Exact counts by time, one for each, never rising."""
    exact = sorted((each.seconds, each.plays) for each in known if each.side == "exact")
    times = np.unique([seconds for seconds, _ in exact])
    means = [np.mean([count for seconds, count in exact if seconds == time]) for time in times]
    return times, np.minimum.accumulate(np.array(means, dtype="float64"))


def _between(times: Numbers, counts: Numbers, at: Numbers) -> Numbers:
    """PCHIP of the root of the count over the log of the time; missing outside."""
    if len(times) == 1:
        return np.where(np.abs(at - times[0]) < _NEAR, counts[0], np.nan)
    return monotone(_scale(times), np.sqrt(counts), _scale(at)) ** 2


def _scale(seconds: Numbers) -> Numbers:
    return np.log(seconds + _ONSET)


def _tail(
    times: Numbers, counts: Numbers, at: Numbers, length: float | None, watch_seconds: float
) -> Numbers:
    """An exponential fall from the last count, with the watch time that is left for it."""
    last, count = times[-1], counts[-1]
    grid = np.linspace(times[0], last, 200) if last > times[0] else np.array([last, last])
    before = float(np.trapezoid(_between(times, counts, grid), grid)) if last > times[0] else 0.0
    left = watch_seconds - before - times[0] * counts[0]
    fall = _fall(left / count if count else 0.0, None if length is None else length - last)
    return count * np.exp(-(at - last) / fall) if fall else np.full(len(at), np.nan)


def _fall(mean: float, room: float | None) -> float:
    """The scale of an exponential whose area, cut off where the video ends, is ``mean``."""
    from scipy.optimize import brentq

    if mean <= 0 or (room is not None and mean >= room):
        return 0.0 if mean <= 0 else np.inf
    if room is None:
        return mean
    return float(brentq(lambda s: -s * np.expm1(-room / s) - mean, mean / 2, 1e6 * room))
