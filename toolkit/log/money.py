"""Amounts of one currency: different ones never meet in one figure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from ..schema import DataError
from .engine import fetch
from .estimate import per_group

if TYPE_CHECKING:
    from ibis.expr.types import Table


def with_currency(table: pd.DataFrame, rows: "Table", by: Sequence[str]) -> pd.DataFrame:
    """Add the currency of every group's spend; missing where nothing was paid.

    Raises
    ------
    DataError
        If a group was paid in several currencies, an unknown one among them.
    """
    if "spend" not in table or "currency" not in rows.columns or "currency" in by:
        return table
    paid = rows.filter(rows.cost.fill_null(0) != 0)
    held = fetch(paid.select(*by, "currency").distinct())
    _refuse_mixed(held, by)
    if by:
        return table.merge(held, on=list(by), how="left")
    return table.assign(currency=held["currency"].iloc[0] if len(held) else None)


def _refuse_mixed(held: pd.DataFrame, by: Sequence[str]) -> None:
    named = held.assign(currency=held["currency"].fillna("unknown"))
    currencies = per_group(named, by)["currency"].agg(sorted)
    mixed = currencies[currencies.map(len) > 1]
    if len(mixed):
        more = f" and {len(mixed) - 1:,} more groups" if len(mixed) > 1 else ""
        where = f"{mixed.index[0]}{more}" if by else "all rows together"
        raise DataError(
            f"Cost is in several currencies ({', '.join(mixed.iloc[0])}) in {where}. Amounts in "
            "different currencies do not mix: add 'currency' to by=, keep the rows of one "
            "currency, or leave money out with log.drop('cost')."
        )
