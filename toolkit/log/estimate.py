"""From what was counted to what is told: exact figures, or estimates with their margins."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ..margin import ERROR, HIGH, LOW, interval
from ..schema import DataError
from .check import nothing_to_count
from .engine import fetch

if TYPE_CHECKING:
    from ibis.expr.types import NumericColumn, NumericScalar, Table

SQUARES, MOST = "_squares", "_most"
DRAWN = ("sample_rate", "sample_key")
_UNEVEN = ("spend", "watch_seconds")
_PARTS = (
    "measurable_impressions", "viewable_impressions", "impressions_beyond_cap", "repeats",
)  # fmt: skip


class Counted(NamedTuple):
    """Rows that an engine counted, and the share of people behind them; none for all people."""

    table: pd.DataFrame
    rate: float | None


def grain(log: "Table", by: Iterable[str]) -> list[str]:
    """The columns to group by: how a sample was drawn is part of the grain."""
    return [*by, *(name for name in DRAWN if name in log.columns)]


def is_sample(log: "Table") -> bool:
    """Tell a sample of people from a log of all of them."""
    return DRAWN[0] in log.columns


def count(question: "Table", by: Sequence[str], log: "Table") -> Counted:
    """Let the engine answer; rows come back in the order of ``by``, missing values last."""
    table = fetch(question)
    if table.empty or ("impressions" in table and not table["impressions"].any()):
        raise nothing_to_count(log)
    rate = _rate(table)
    table = table.drop(columns=[name for name in DRAWN if name in table])
    return Counted(table.sort_values(list(by), ignore_index=True) if by else table, rate)


def _rate(table: pd.DataFrame) -> float | None:
    if "sample_rate" not in table or table.empty:
        return None
    drawn = table[list(DRAWN)].drop_duplicates()
    if len(drawn) > 1:
        held = "; ".join(f"rate {rate:g}, {key}" for rate, key in drawn.itertuples(index=False))
        raise DataError(
            f"The log mixes samples that were drawn differently ({held}), so no figure holds for "
            "all of it. Put samples together with merge_samples."
        )
    return float(drawn["sample_rate"].iloc[0])


def estimated(counted: Counted, names: Iterable[str]) -> pd.DataFrame:
    """Scale what a sample of people counted up to all people, and add errors and intervals.

    With every person kept independently at rate p, a total estimated as ``sum(x) / p`` has the
    variance ``(1 - p) / p**2 * sum(x**2)``, where x is what one sampled person adds to it.
    """
    table, rate = counted
    told = table.drop(columns=[name for name in table if name.endswith((SQUARES, MOST))])
    if rate is None:
        return told
    for name in (each for each in names if each + SQUARES in table):
        total, squares = (table[name + part].astype("float64") for part in ("", SQUARES))
        low, high = interval(total, squares, _most(table, name), rate)
        is_whole = not name.startswith(_UNEVEN)
        told[name] = total / rate
        margins = {
            ERROR: np.sqrt(squares * (1 - rate)) / rate,
            LOW: np.floor(low) if is_whole else low,
            HIGH: np.ceil(high) if is_whole else high,
        }
        beside(told, name, margins)
    return told


def beside(table: pd.DataFrame, name: str, columns: Mapping[str, Any]) -> None:
    """Put columns behind the one that they belong to."""
    for place, (end, values) in enumerate(columns.items(), table.columns.get_loc(name) + 1):
        table.insert(place, name + end, values)


def _most(table: pd.DataFrame, name: str) -> pd.Series:
    """The most of one person; where none was sampled, what one might bring, if that is known."""
    most = table[name + MOST].astype("float64").where(lambda each: each > 0)
    if name.startswith(_UNEVEN):
        return most
    shown = table["impressions" + MOST] if name in _PARTS and "impressions" + MOST in table else 1
    return most.fillna(shown)


def spread(value: "NumericColumn") -> dict[str, "NumericScalar"]:
    """What the margins of a total are made of: how unequally people bring it."""
    squares = (value.cast("float64") ** 2).sum()
    return {SQUARES: squares, MOST: value.cast("float64").max()}


def per_group(table: pd.DataFrame, by: Sequence[str]) -> Any:
    """Group by ``by``, or all rows together; missing values make a group of their own."""
    return table.groupby(list(by) or np.zeros(len(table)), dropna=False, sort=False)
