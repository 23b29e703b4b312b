"""How the change of a product splits into its factors, in no order of preference."""

import math
from collections.abc import Mapping
from itertools import combinations

import pandas as pd

from .exact import quantum_of, rounded, settle

APPEARED, VANISHED = "appeared", "vanished"


def split_product(
    before: Mapping[str, float], after: Mapping[str, float], metric: str = "change"
) -> pd.DataFrame:
    """Split the change of a product into what each factor did.

    Formula: ``L(after, before) * ln(factor_after / factor_before)`` with the logarithmic mean
    ``L(a, b) = (a - b) / ln(a / b)``, while all factors are above zero. With a factor at or
    below zero, each factor's change is weighted with the mean of the other factors over all
    orders (Shapley). No factor comes first in either, so the split depends on no order.

    Parameters
    ----------
    before, after : mapping of str to float
        The same factors; a missing one (no price without a display) tells that the product did
        not exist on this side.
    metric : str, default "change"
        Name of the column of the result: the metric that the product is.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Indexed by ``part``: the factors; or ``appeared`` or ``vanished``, where the product
        exists on one side only. Unit of the product. They add up to ``after`` less ``before``
        to the last digit; both are in ``attrs``.

    Raises
    ------
    ValueError
        If the two sides do not have the same factors.

    Source
    ------
    Ang, LMDI decomposition approach: a guide for implementation, Energy Policy 86, 2015.

    Examples
    --------
    >>> split_product({"impressions": 1000, "price": 0.01}, {"impressions": 2000, "price": 0.01})
                 change
    part
    impressions    10.0
    price           0.0
    """
    if set(before) != set(after) or not before:
        raise ValueError(f"Both sides need the same factors, not {list(before)} and {list(after)}.")
    old, new = (_product(side) for side in (before, after))
    parts = _parts({name: (before[name], after[name]) for name in before}, old, new)
    return as_change({(name,): value for name, value in parts.items()}, metric, old, new)


def product_parts(
    factors: Mapping[str, tuple[float, float]], before: float, after: float
) -> dict[str, float]:
    """Return the parts of one product, right but for rounding; its value is given, not made."""
    return _parts(factors, before, after)


def as_change(
    parts: Mapping[tuple, float], metric: str, before: float, after: float, names: tuple = ()
) -> pd.DataFrame:
    """Settle parts against their difference and lay them out as a change."""
    quantum = quantum_of([before, after, *parts.values()])
    keys = {str(place): key for place, key in enumerate(parts)}
    settled = settle(dict(zip(keys, parts.values(), strict=True)), before, after, quantum)
    index = pd.MultiIndex.from_tuples(keys.values(), names=[*names, "part"])
    if not names:
        index = index.get_level_values(0).rename("part")
    change = pd.DataFrame({metric: list(settled.values())}, index=index, dtype="float64")
    change.attrs = {"before": rounded(before, quantum), "after": rounded(after, quantum)}
    return change


def log_mean(one: float, other: float) -> float:
    """Return the logarithmic mean of two amounts above zero.

    Examples
    --------
    >>> log_mean(2, 2), round(log_mean(1, math.e), 6)
    (2, 1.718282)
    >>> log_mean(1.0, 1e-300) < 0.002
    True
    """
    near = 0.5 < one / other < 2
    logs = math.log1p((one - other) / other) if near else math.log(one) - math.log(other)
    return (one - other) / logs if logs else one


def _product(factors: Mapping[str, float]) -> float:
    values = [float(value) for value in factors.values()]
    return 0.0 if any(map(math.isnan, values)) else math.prod(values)


def _parts(
    factors: Mapping[str, tuple[float, float]], before: float, after: float
) -> dict[str, float]:
    gone = [any(math.isnan(pair[side]) for pair in factors.values()) for side in (0, 1)]
    if any(gone):
        return {APPEARED if gone[0] else VANISHED: after - before}
    if min(before, after) > 0 and all(min(pair) > 0 for pair in factors.values()):
        weight = log_mean(after, before)
        return {name: weight * _log_ratio(*pair) for name, pair in factors.items()}
    return _shapley(factors)


def _log_ratio(before: float, after: float) -> float:
    return math.log(after) - math.log(before)


def _shapley(factors: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Mean of each factor's step over all orders in which the factors could change."""
    names, count = list(factors), len(factors)
    parts = dict.fromkeys(names, 0.0)
    for name in names:
        others = [other for other in names if other != name]
        for size in range(count):
            weight = 1 / (count * math.comb(count - 1, size))
            for moved in combinations(others, size):
                rest = math.prod(factors[other][other in moved] for other in others)
                parts[name] += weight * rest * (factors[name][1] - factors[name][0])
    return parts
