"""Sequential aggregation: vehicle after vehicle, so that each union is the one told."""

from collections.abc import Callable

import numpy as np

from .canex import canex
from .duplication import morgensztern
from .schedule import Schedule


def sequential(schedule: Schedule, union: Callable[[Schedule], float] = morgensztern) -> np.ndarray:
    """Return shares of people by number of contacts, with the reach of a model of unions.

    The first two vehicles are joined so that both keep their distributions and together reach
    what ``union`` says; the result is joined with the third, and so on. With the formula of
    Morgensztern it is the distribution called MSAD, with CANEX the one called CSD.

    Parameters
    ----------
    schedule : Schedule
        Vehicles in the order in which they are joined.
    union : function, default morgensztern
        From a schedule to the share that it reaches.

    Source
    ------
    Lee, Sequential aggregation advertising media models, 1988; Kim, 2005.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.4}, both={frozenset("ab"): 0.2})
    >>> sequential(plan, lambda _: 0.7).round(2).tolist()
    [0.3, 0.5, 0.2]
    """
    names = schedule.names
    so_far = schedule.contacts(names[0])
    for count, name in enumerate(names[1:], 2):
        reach = union(_first(schedule, count))
        so_far = _joined(so_far, schedule.contacts(name), reach)
    return so_far


def canex_union(schedule: Schedule) -> float:
    """Return the share that CANEX says is reached."""
    return float(1 - canex(schedule).contacts[0])


def _first(schedule: Schedule, count: int) -> Schedule:
    names = schedule.names[:count]
    return Schedule(
        {name: schedule.once[name] for name in names},
        {name: schedule.twice[name] for name in names if name in schedule.twice},
        {pair: share for pair, share in schedule.both.items() if pair <= set(names)},
        {name: schedule.times(name) for name in names},
    )


def _joined(one: np.ndarray, other: np.ndarray, reach: float) -> np.ndarray:
    """Join two distributions so that both keep their margins and the union is as told."""
    a, b = 1 - one[0], 1 - other[0]
    reach = min(max(reach, a, b), a + b, 1.0)
    both = a + b - reach
    joint = np.outer(one, other)
    joint[1:, 1:] *= both / (a * b) if a * b else 0.0
    joint[1:, 0] = one[1:] * (1 - both / a) if a else 0.0
    joint[0, 1:] = other[1:] * (1 - both / b) if b else 0.0
    joint[0, 0] = 1 - reach
    total = np.add.outer(np.arange(len(one)), np.arange(len(other)))
    return np.bincount(total.ravel(), weights=joint.ravel())
