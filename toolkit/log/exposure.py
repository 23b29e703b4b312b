"""A person's impressions in order of time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.builders import WindowBuilder
    from ibis.expr.types import Column, IntegerColumn, Table


def exposure(rows: "Table", by: Sequence[str], *, priced: bool = False) -> "IntegerColumn":
    """Number each impression: 1 for the person's first in the group, 2 for the second, ...

    ``priced`` puts the cheapest of a moment first, so that every engine finds the same cost at
    the same number.
    """
    import ibis

    return ibis.row_number().over(in_order(rows, by, priced=priced)) + 1


def in_order(rows: "Table", by: Sequence[str], *, priced: bool = False) -> "WindowBuilder":
    """Each person's impressions in the group, in order of time."""
    import ibis

    return ibis.window(group_by=[*by, "user_id"], order_by=_order(rows, priced))


def spent_so_far(rows: "Table", by: Sequence[str]) -> "Column":
    """What the person's impressions up to this one cost."""
    import ibis

    so_far = ibis.cumulative_window(group_by=[*by, "user_id"], order_by=_order(rows, True))
    return rows.cost.fill_null(0).cast("float64").sum().over(so_far)


def _order(rows: "Table", priced: bool) -> list["Column"]:
    return [rows.time, *([rows.cost.fill_null(0)] if priced and "cost" in rows.columns else [])]
