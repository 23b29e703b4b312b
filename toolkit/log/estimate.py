"""From what was counted to what is told: exact figures, or estimates with their errors."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from ..schema import DataError
from .check import nothing_to_count
from .engine import fetch

if TYPE_CHECKING:
    from ibis.expr.types import Table

SQUARES = "_squares"
ERROR = "_se"
DRAWN = ("sample_rate", "sample_key")


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
    """Scale what a sample of people counted up to all people, and add standard errors.

    With every person kept independently at rate p, a total estimated as ``sum(x) / p`` has the
    variance ``(1 - p) / p**2 * sum(x**2)``, where x is what one sampled person adds to it.
    """
    table, rate = counted
    squares = [name for name in table if name.endswith(SQUARES)]
    if rate is None:
        return table.drop(columns=squares)
    told = table.drop(columns=squares)
    for name in (each for each in names if each + SQUARES in table):
        told[name] = table[name].astype("float64") / rate
        spread = np.sqrt(table[name + SQUARES].astype("float64") * (1 - rate)) / rate
        told.insert(told.columns.get_loc(name) + 1, name + ERROR, spread)
    return told


def per_group(table: pd.DataFrame, by: Sequence[str]) -> Any:
    """Group by ``by``, or all rows together; missing values make a group of their own."""
    return table.groupby(list(by) or np.zeros(len(table)), dropna=False, sort=False)
