"""Agostini, Hofmans, Morgensztern: unions from what every two vehicles share."""

import numpy as np

from ..schema import DataError
from .schedule import Schedule

AGOSTINI = 1.125


def agostini(schedule: Schedule, constant: float = AGOSTINI) -> float:
    """Return the share reached, one insertion each.

    Formula: ``A**2 / (A + K D)``, where A is the sum of audiences, D that of duplications

    With ``constant=2`` it is a lower bound, of Chung and Erdos.

    Source
    ------
    Agostini, How to estimate unduplicated audiences, Journal of Advertising Research, 1961.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.4}, both={frozenset("ab"): 0.2})
    >>> round(agostini(plan), 4)
    0.72
    """
    total = sum(schedule.once.values())
    shared = sum(schedule.duplication(*pair) for pair in schedule.pairs)
    return total**2 / (total + constant * shared) if total else 0.0


def morgensztern(schedule: Schedule) -> float:
    """Return the share reached by all insertions; with one each, the formula of Hofmans.

    Formula: ``A**2 / (A + sum of K_ij D_ij R_i R_j / (A_i A_j))``, where R is what all
    insertions of a vehicle reach, A that of one, and ``K_ij = (A_i + A_j) / (A_i + A_j - D_ij)``

    Source
    ------
    Hofmans, Journal of Advertising Research, 1966; Morgensztern, 1970.

    Examples
    --------
    >>> plan = Schedule({"a": 0.3, "b": 0.4}, both={frozenset("ab"): 0.06})
    >>> round(morgensztern(plan), 4)
    0.64
    """
    reached = {name: schedule.reached(name) for name in schedule.names}
    total = sum(reached.values())
    shared = 0.0
    for one, other in schedule.pairs:
        once, both = schedule.once[one] + schedule.once[other], schedule.duplication(one, other)
        if both:
            more = reached[one] * reached[other] / (schedule.once[one] * schedule.once[other])
            shared += once / (once - both) * both * more
    return total**2 / (total + shared) if total else 0.0


def hofmans_accumulation(
    once: float, twice: float, count: int, thrice: float | None = None
) -> np.ndarray:
    """Return shares reached by 1 to ``count`` insertions in one vehicle.

    Formula: ``(N R1)**2 / (N R1 + k (N - 1)**alpha (N / 2) d)`` with ``k = 2 R1 / R2`` and
    ``d = 2 R1 - R2``; alpha is 1 unless ``thrice`` is known.

    Raises
    ------
    DataError
        If a further insertion reaches fewer people, or more than the one before it added.

    Source
    ------
    Hofmans, Measuring the cumulative net coverage of any combination of media, 1966.

    Examples
    --------
    >>> hofmans_accumulation(0.06, 0.103, 3).round(4).tolist()
    [0.06, 0.103, 0.1353]
    """
    _check(once, twice, thrice)
    again = 2 * once - twice
    power = 1.0 if thrice is None or not again else float(
        np.log2((3 * once - thrice) * twice / (again * thrice))
    )  # fmt: skip
    n = np.arange(1, count + 1)
    factor = 2 * once / twice
    return (n * once) ** 2 / (n * once + factor * (n - 1.0) ** power * (n / 2) * again)


def _check(once: float, twice: float, thrice: float | None) -> None:
    if not 0 < once <= twice <= 2 * once:
        raise DataError(f"reach of two insertions, {twice:.6g}, is not between that of one, "
                        f"{once:.6g}, and twice that, above 0.")  # fmt: skip
    if thrice is not None and not twice <= thrice <= 2 * twice - once:
        raise DataError(f"reach of three insertions, {thrice:.6g}, is not between {twice:.6g} and "
                        f"{2 * twice - once:.6g}.")  # fmt: skip
