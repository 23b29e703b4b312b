"""Metheringham: the whole plan as one vehicle of average audience, beta-binomial."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .schedule import Schedule, contacts


class Average(NamedTuple):
    """Average share that one insertion reaches, that two share, and that two reach."""

    once: float
    shared: float
    twice: float


def average_vehicle(schedule: Schedule) -> Average:
    """Return the average vehicle, duplications weighed by how often two insertions meet.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.4}, both={frozenset("ab"): 0.2})
    >>> [round(each, 3) for each in average_vehicle(plan)]
    [0.45, 0.2, 0.7]
    """
    times = {name: schedule.times(name) for name in schedule.names}
    count = sum(times.values())
    once = sum(times[name] * schedule.once[name] for name in times) / count
    within = _within(schedule)
    met = sum(
        times[one] * times[other] * schedule.duplication(one, other)
        for one, other in schedule.pairs
    )
    met += sum(times[name] * (times[name] - 1) / 2 * within[name] for name in within)
    shared = met / (count * (count - 1) / 2)
    return Average(once, shared, 2 * once - shared)


def metheringham(schedule: Schedule) -> np.ndarray:
    """Return shares of people by number of contacts with the plan.

    Needs two insertions or more in all.

    Source
    ------
    Metheringham, Measuring the net cumulative coverage of a print campaign, Journal of
    Advertising Research, 1964.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.5}, both={frozenset("ab"): 0.25})
    >>> metheringham(plan).round(6).tolist()
    [0.25, 0.5, 0.25]
    """
    average = average_vehicle(schedule)
    count = sum(schedule.times(name) for name in schedule.names)
    return contacts(average.once, average.twice, count)


def _within(schedule: Schedule) -> Mapping[str, float]:
    """What two insertions in one vehicle share."""
    return {
        name: 2 * schedule.once[name] - schedule.twice[name]
        for name in schedule.names
        if schedule.times(name) > 1
    }
