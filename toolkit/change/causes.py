"""The changes that a bill asks about: spend, its price, the people, what a result costs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from ..catalog import MEASURES, METRICS
from ..export import Export
from ..metrics import Ratio
from ..schema import DataError, floats
from ..summarize import summarize
from .parts import check_alike, currency_of, windows_of
from .product import as_change, product_parts, split_product

Delivery: TypeAlias = pd.DataFrame | Export
_ALL = "all"


def split_spend(
    before: Delivery,
    after: Delivery,
    by: str | Sequence[str] = (),
    *,
    volume: str = "impressions",
    amount: str = "spend",
) -> pd.DataFrame:
    """Split a change of spend into more impressions and a dearer price, cell by cell.

    Parameters
    ----------
    before, after : DataFrame or Export
        Delivery tables of two periods or groups, as `pick_periods` gives them.
    by : str or sequence of str, default ()
        Dimensions that make the cells, each split for itself.
    volume : str, default "impressions"
        Measure of what was bought: the price is of one of it.
    amount : str, default "spend"
        Measure of what was paid.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Column ``amount``, indexed by ``by`` and ``part``: ``volume``, ``price``; ``appeared`` or
        ``vanished`` for a cell that has volume on one side only; ``without <volume>`` for money
        that moved without any. The parts add up to the change to the last digit.

    Raises
    ------
    DataError
        If currencies, price bases or rules of counting differ, or a column is missing.

    Examples
    --------
    >>> june = pd.DataFrame({"impressions": [1000], "spend": [10.0]})
    >>> july = pd.DataFrame({"impressions": [2000], "spend": [20.0]})
    >>> split_spend(june, july)
                 spend
    part
    impressions   10.0
    price          0.0
    """
    sides, names = _sides(before, after, by, [volume, amount])
    parts: dict[tuple, float] = {}
    for cell, old, new in _cells(*sides):
        label = cell if names else ()
        prices = [_over(side[amount], side[volume]) for side in (old, new)]
        factors = {volume: (old[volume], new[volume]), "price": (prices[0], prices[1])}
        found = _one_side(factors, old, new, volume, amount)
        parts |= {(*label, part): value for part, value in found.items()}
    return _told(parts, amount, sides, names, before, after)


def split_rate(
    before: Delivery, after: Delivery, metric: str, by: str | Sequence[str]
) -> pd.DataFrame:
    """Split a change of a pooled ratio into the ratio within cells and the mix between them.

    Formula: ``mean share * change of ratio`` and ``(mean ratio - overall) * change of share``,
    shares of the denominator, means of before and after.

    Parameters
    ----------
    before, after : DataFrame or Export
        Delivery tables of two periods or groups.
    metric : str
        Name of a ratio of measures, such as ``cpm``.
    by : str or sequence of str
        Dimensions that make the cells.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Column ``metric``, indexed by ``by`` and ``part``: ``rate`` and ``mix``; a cell that
        appears or vanishes is all ``mix``. The parts add up to the change to the last digit.

    Raises
    ------
    DataError
        If a side has nothing in the denominator, or currencies, price bases or rules of counting
        differ.

    Source
    ------
    Kitagawa, Components of a difference between two rates, JASA 50, 1955.

    Examples
    --------
    >>> june = pd.DataFrame({"ad": ["a", "b"], "spend": [1.0, 9.0], "impressions": [500, 500]})
    >>> july = pd.DataFrame({"ad": ["a", "b"], "spend": [1.8, 1.8], "impressions": [900, 100]})
    >>> split_rate(june, july, "cpm", "ad").round(2)["cpm"].tolist()
    [0.0, -1.92, 0.0, -4.48]
    """
    ratio = _ratio(metric)
    sides, names = _sides(before, after, by, list(ratio.parts), together=True)
    sums = [side[list(ratio.parts)].sum() for side in sides]
    if any(not each[ratio.denominator] for each in sums):
        raise DataError(
            f"{metric} divides by {ratio.denominator}, of which a side has none. "
            f"Choose periods with {ratio.denominator}."
        )
    overall = [ratio.scale * each[ratio.numerator] / each[ratio.denominator] for each in sums]
    middle = sum(overall) / 2
    parts: dict[tuple, float] = {}
    for cell, old, new in _cells(*sides):
        shares = [
            side[ratio.denominator] / total[ratio.denominator]
            for side, total in zip((old, new), sums, strict=True)
        ]
        rates = [
            ratio.scale * _over(side[ratio.numerator], side[ratio.denominator])
            for side in (old, new)
        ]
        given = [
            ratio.scale * side[ratio.numerator] / total[ratio.denominator]
            for side, total in zip((old, new), sums, strict=True)
        ]
        label = cell if names else ()
        parts |= {(*label, part): value for part, value in _mix(shares, rates, given, middle)}
    change = as_change(parts, metric, overall[0], overall[1], tuple(names))
    change.attrs |= _context(before, after)
    return change


def split_impressions(before: Delivery, after: Delivery) -> pd.DataFrame:
    """Split a change of impressions into more people and more displays per person.

    Returns
    -------
    DataFrame, shape (2, 1)
        Column ``impressions``, indexed by ``part``: ``reach`` and ``frequency``.

    Raises
    ------
    NotAdditiveError
        If the reach of a side is not exact: rows share people, and it has no total row.

    Examples
    --------
    >>> june = pd.DataFrame({"impressions": [1000], "reach": [500]})
    >>> july = pd.DataFrame({"impressions": [3000], "reach": [1500]})
    >>> split_impressions(june, july)["impressions"].tolist()
    [2000.0, 0.0]
    """
    check_alike(_rows(before), _rows(after), ["reach", "impressions"])
    sides = [summarize(side, ["reach", "impressions"]).iloc[0] for side in (before, after)]
    if any(side.isna().any() for side in sides):
        raise DataError(
            "Reach or impressions are missing on a side, so people and frequency cannot be told "
            "apart. Choose periods in which both were reported."
        )
    reach, shown = zip(*((float(each["reach"]), float(each["impressions"])) for each in sides),
                       strict=True)  # fmt: skip
    often = [_over(*pair) for pair in zip(shown, reach, strict=True)]
    parts = product_parts({"reach": reach, "frequency": (often[0], often[1])}, *shown)
    return as_change({(name,): value for name, value in parts.items()}, "impressions", *shown)


def split_cost(
    before: Delivery, after: Delivery, result: str = "results", click: str = "clicks"
) -> pd.DataFrame:
    """Split a change of the cost of a result into CPM, click rate and results per click.

    Formula: ``spend / result = (spend / impressions) / (clicks / impressions) / (result / clicks)``

    Parameters
    ----------
    before, after : DataFrame or Export
        Delivery tables of two periods or groups.
    result, click : str
        Measures at the end and in the middle of the chain; may be the same one, then the chain
        ends with the click.

    Returns
    -------
    DataFrame, shape (n_parts, 1)
        Column of the ratio that divides spend by ``result``, indexed by ``part``: ``cpm``,
        ``click rate`` and ``results per click``.

    Raises
    ------
    DataError
        If a side has no result, click or impression, so that its cost does not exist, or the
        sides are not of one kind.
    NotAdditiveError
        If results of several types would have to be added.

    Examples
    --------
    >>> june = pd.DataFrame({"spend": [10.0], "impressions": [1000], "clicks": [20]})
    >>> july = pd.DataFrame({"spend": [10.0], "impressions": [1000], "clicks": [40]})
    >>> split_cost(june, july, "clicks")["cpc"].to_dict()
    {'cpm': 0.0, 'click rate': -0.25}
    """
    metric = next(
        name
        for name, each in METRICS.items()
        if isinstance(each, Ratio) and each.parts == ("spend", result) and each.scale == 1
    )
    names = list(dict.fromkeys(["spend", "impressions", click, result]))
    check_alike(_rows(before), _rows(after), names)
    sides = [summarize(side, names).iloc[0].astype("float64") for side in (before, after)]
    empty = [name for name in names[1:] if any(not side[name] > 0 for side in sides)]
    if empty:
        raise DataError(
            f"A side has no {' and no '.join(empty)}, so its {METRICS[metric].label} does not "
            "exist. Choose longer periods."
        )
    factors: Mapping[str, tuple[float, float]] = {
        "cpm": _each(sides, "spend", "impressions"),
        "click rate": _each(sides, "impressions", click),
    }
    if click != result:
        factors = {**factors, "results per click": _each(sides, click, result)}
    old, new = ({name: pair[at] for name, pair in factors.items()} for at in (0, 1))
    change = split_product(old, new, metric)
    change.attrs |= _context(before, after)
    return change


# Cells


def _sides(
    before: Delivery,
    after: Delivery,
    by: str | Sequence[str],
    measures: list[str],
    *,
    together: bool = False,
) -> tuple[list[pd.DataFrame], list[str]]:
    """Sums of both sides by cell; ``together``: over the rows that have all of the measures."""
    names = [by] if isinstance(by, str) else list(by)
    rows = [_rows(before), _rows(after)]
    if absent := [name for name in names if any(name not in side for side in rows)]:
        raise DataError(f"A side has no {', '.join(absent)} to split by.")
    check_alike(rows[0], rows[1], measures, () if together else names)
    if together:
        rows = [side.dropna(subset=measures) for side in rows]
    sums = []
    for side in rows:
        keys = [side[name] for name in names] or [pd.Series(_ALL, side.index)]
        numbers = side[measures].apply(floats)
        sums.append(numbers.groupby(keys, dropna=False, observed=True).sum())
    return sums, names


def _cells(
    before: pd.DataFrame, after: pd.DataFrame
) -> Iterator[tuple[tuple, pd.Series, pd.Series]]:
    """Yield each cell with its sums on both sides, 0 where it does not stand."""
    cells = before.index.append(after.index.difference(before.index, sort=False))
    sides = [side.reindex(cells, fill_value=0.0) for side in (before, after)]
    for place, cell in enumerate(cells):
        label = cell if isinstance(cell, tuple) else (cell,)
        yield label, sides[0].iloc[place], sides[1].iloc[place]


def _one_side(
    factors: Mapping[str, tuple[float, float]],
    old: pd.Series,
    new: pd.Series,
    volume: str,
    amount: str,
) -> dict[str, float]:
    """Money that is there without anything shown has no price, so it moved for itself."""
    loose = {at: side[amount] for at, side in enumerate((old, new)) if not side[volume]}
    paid = [0.0 if at in loose else side[amount] for at, side in enumerate((old, new))]
    found = {} if len(loose) == 2 else product_parts(factors, *paid)
    moved = loose.get(1, 0.0) - loose.get(0, 0.0)
    return found | ({f"without {volume}": moved} if moved or not found else {})


def _mix(
    shares: list[float], rates: list[float], given: list[float], middle: float
) -> Iterator[tuple[str, float]]:
    """The parts of one cell; ``given`` is what it adds to the pooled ratio of each side."""
    if any(np.isnan(rate) for rate in rates):
        yield "mix", given[1] - given[0] - middle * (shares[1] - shares[0])
        return
    yield "rate", (shares[0] + shares[1]) / 2 * (rates[1] - rates[0])
    yield "mix", ((rates[0] + rates[1]) / 2 - middle) * (shares[1] - shares[0])


def _told(
    parts: dict[tuple, float],
    metric: str,
    sides: list[pd.DataFrame],
    names: list[str],
    before: Delivery,
    after: Delivery,
) -> pd.DataFrame:
    ends = [float(side[metric].sum()) for side in sides]
    change = as_change(parts, metric, ends[0], ends[1], tuple(names))
    change.attrs |= _context(before, after)
    return change


def _context(before: Delivery, after: Delivery) -> dict[str, Any]:
    sides = _rows(before), _rows(after)
    told = {"currency": currency_of(*sides), "windows": windows_of(*sides)}
    return {name: value for name, value in told.items() if value}


def _rows(side: Delivery) -> pd.DataFrame:
    return side.table if isinstance(side, Export) else side


def _ratio(name: str) -> Ratio:
    found = METRICS[name]
    if not isinstance(found, Ratio) or not all(part in MEASURES for part in found.parts):
        raise DataError(f"{name} is not a ratio of two measures, so it has no rate and no mix.")
    return found


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom else float("nan")


def _each(sides: list[pd.Series], top: str, bottom: str) -> tuple[float, float]:
    return (sides[0][top] / sides[0][bottom], sides[1][top] / sides[1][bottom])
