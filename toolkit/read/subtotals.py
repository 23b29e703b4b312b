"""Rows that repeat, one level up, what the rows below them say already."""

from collections.abc import Collection, Sequence

import pandas as pd

from ..catalog import DIMENSIONS
from ..schema import Problem
from .decisions import Decisions
from .distinct import as_text

_WHY = "subtotal of other rows"
# What describes a row without telling it apart from others.
_BESIDES = {"status", "objective", "result_type", "currency", "scope", "campaign_type"}
_EDGES = ("date_start", "date_end")
_COUNTED = ("impressions", "spend", "clicks", "views")


def without_subtotals(
    values: pd.DataFrame, nested: Sequence[str], decisions: Decisions
) -> pd.DataFrame:
    """Leave out rows without a name on one level, or a day, that are the sum of those with one.

    Parameters
    ----------
    values : DataFrame
        Rows of delivery.
    nested : sequence of str
        Dimensions that lie within one another, widest first.
    decisions : Decisions
        Takes down every row that is left out.

    Examples
    --------
    >>> rows = pd.DataFrame({"campaign": ["a"] * 3, "ad": [None, "b", "c"], "clicks": [5, 2, 3]})
    >>> without_subtotals(rows, ["campaign", "ad"], Decisions())["clicks"].tolist()
    [2, 3]
    """
    measure = next((name for name in _COUNTED if name in values), None)
    for level in reversed([name for name in nested if name in values]):
        unnamed = values[level].isna()
        if measure and unnamed.any() and not unnamed.all():
            values = _one_level(values, level, nested, measure, decisions)
    return _without_periods(values, measure, decisions) if measure and nested else values


def _one_level(
    values: pd.DataFrame, level: str, nested: Sequence[str], measure: str, decisions: Decisions
) -> pd.DataFrame:
    finer = {*nested[nested.index(level) :]}
    finer |= {f"{name}_id" for name in finer}
    held = _held(values, values[level].isna(), finer, measure)
    # A row of no known age that counts less than the others is no whole of them.
    return _without_repeats(values, held, measure, held, f"without {level}", decisions)


def _without_periods(values: pd.DataFrame, measure: str, decisions: Decisions) -> pd.DataFrame:
    """Leave out rows of the whole period that are the sum of those of its days or months."""
    if not {*_EDGES} <= {*values}:
        return values
    start, end = (as_text(values[[name]])[name] for name in _EDGES)
    whole = (start.isna() | start.eq(start.min())) & (end.isna() | end.eq(end.max()))
    if whole.all() or not whole.any():
        return values
    held = _held(values, whole, {*_EDGES}, measure)
    return _without_repeats(values, held, measure, 0, "of the whole period", decisions)


def _held(values: pd.DataFrame, wide: pd.Series, finer: Collection[str], measure: str) -> pd.Series:
    """What the others, that differ from a wide row in what is finer, come to; else missing."""
    keys = [name for name in values if name in DIMENSIONS and name not in {*finer, *_BESIDES}]
    groups = values.groupby(keys, dropna=False) if keys else values.groupby(lambda _: 0)
    sums = groups[measure].transform(lambda cells: cells[~wide.loc[cells.index]].sum())
    counts = (~wide).groupby([values[key] for key in keys] or [0] * len(values), dropna=False)
    return sums.where(wide & counts.transform("sum").gt(0))


def _without_repeats(
    values: pd.DataFrame,
    held: pd.Series,
    measure: str,
    least: pd.Series | int,
    which: str,
    decisions: Decisions,
) -> pd.DataFrame:
    """Leave out rows that are the sum of those they hold; tell of those that only may hold them."""
    own = values[measure]
    repeats = ((held - own).abs() <= 0.005 * own.abs()).fillna(False)
    decisions.dropped += [(int(row), _WHY) for row in values.index[repeats]]
    doubtful = held.gt(0).fillna(False) & own.gt(least).fillna(False) & ~repeats
    if doubtful.any():
        told = (
            f"Rows {which}, {int(doubtful.sum()):,} of them, stand beside rows that they may hold, "
            "and are not their sum: the same may be counted twice. Download the one or the other."
        )
        decisions.problems.append(Problem("look", "subtotal", measure, told))
    return values[~repeats]
