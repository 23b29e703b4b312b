"""Parts that add up: written to one common last digit, and adding up there without a remainder.

Logarithms and means have no last digit, so no split of a difference adds up by itself in
floating point. Here the figures are whole multiples of one power of ten, fourteen digits below
the largest of them; what rounding leaves over goes to the largest part.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pandas as pd

_DIGITS = 13


def quantum_of(values: Iterable[float]) -> Decimal:
    """Return the common last digit of several figures.

    Examples
    --------
    >>> quantum_of([1301.71, -2.5])
    Decimal('1E-10')
    """
    largest = max((abs(Decimal(repr(float(value)))) for value in values), default=Decimal(0))
    return Decimal(1).scaleb(largest.adjusted() - _DIGITS if largest else -_DIGITS)


def settle(
    parts: Mapping[str, float], before: float, after: float, quantum: Decimal | None = None
) -> dict[str, float]:
    """Make parts add up to ``after - before`` to the last digit.

    Parameters
    ----------
    parts : mapping of str to float
        Contributions, right but for rounding.
    before, after : float
        What the difference is between.
    quantum : Decimal, optional
        The common last digit, if more than these figures share it.

    Returns
    -------
    dict of str to float
        As decimal numbers they add up to the difference of ``before`` and ``after`` without a
        remainder, all of them written to ``quantum``.

    Examples
    --------
    >>> settle({"price": 0.1, "volume": 0.2}, 0.0, 0.3)
    {'price': 0.1, 'volume': 0.2}
    """
    quantum = quantum or quantum_of([before, after, *parts.values()])
    counts = {name: _count(value, quantum) for name, value in parts.items()}
    rest = _count(after, quantum) - _count(before, quantum) - sum(counts.values())
    if counts and rest:
        counts[max(counts, key=lambda name: abs(counts[name]))] += rest
    return {name: float(count * quantum) for name, count in counts.items()}


def add(values: Iterable[float]) -> float:
    """Add figures as they are written in decimals.

    Examples
    --------
    >>> add([0.1, 0.2]), 0.1 + 0.2
    (0.3, 0.30000000000000004)
    """
    return float(sum((Decimal(repr(float(value))) for value in values), Decimal(0)))


def add_parts(change: pd.DataFrame) -> pd.DataFrame:
    """Add up the parts of all cells of a split, one row a part, without a remainder.

    Parameters
    ----------
    change : DataFrame
        As the functions of this room return it: indexed by cell and ``part``, one column, and
        ``before`` and ``after`` in its ``attrs``.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Indexed by ``part``, in the order of first occurrence; same column and ``attrs``.
    """
    sums = change.groupby(level="part", sort=False).agg(add)
    sums.attrs = dict(change.attrs)
    return sums


def _count(value: float, quantum: Decimal) -> int:
    return int((Decimal(repr(float(value))) / quantum).to_integral_value())


def rounded(value: float, quantum: Decimal) -> float:
    """Write a figure to the common last digit."""
    return float(_count(value, quantum) * quantum)
