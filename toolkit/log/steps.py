"""What each step of a build-up brings: impressions, spend, and people at their k-th exposure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .estimate import MOST, SQUARES, grain, is_sample
from .exposure import exposure, spent_so_far
from .period import period_start

if TYPE_CHECKING:
    from ibis.expr.types import Table, Value

NEW = "new_"


def steps_by_period(rows: "Table", by: Sequence[str], every: str, least: list[int]) -> "Table":
    """One row per group and period in which it had impressions."""
    keys = grain(rows, by)
    if least == [1] and not is_sample(rows):
        return _first_impressions(rows, keys, every)
    people = _numbered(dated(rows, every), by)
    return people.aggregate(**_brought(people, least), by=[*keys, "step"])


def steps_by_amount(
    rows: "Table", by: Sequence[str], amount: str, size: float, least: list[int]
) -> "Table":
    """One row per group and step; impressions of one moment are never told apart."""
    import ibis

    keys = grain(rows, by)
    people = _numbered(rows, by)
    moments = people.aggregate(**_brought(people, least), by=[*keys, "time"])
    so_far = ibis.cumulative_window(group_by=by, order_by="time")
    part = moments.sample_rate if is_sample(rows) else 1
    steps = (moments[amount].sum().over(so_far) / part / size).round(9).ceil()
    stepped = moments.mutate(step=ibis.greatest(steps, 1).cast("int64"))
    return _added(stepped, [*keys, "step"])


def _first_impressions(rows: "Table", keys: list[str], every: str) -> "Table":
    """Reach alone needs no order: a person comes with the earliest impression."""
    import ibis

    shown = totals_by_period(rows, keys, every).mutate(new_1=ibis.literal(0, "int64"))
    person = dated(rows.aggregate(time=rows.time.min(), by=[*keys, "user_id"]), every)
    keys = [*keys, "step"]
    came = person.aggregate(new_1=person.count(), by=keys)
    missing = {name: ibis.null(shown[name].type()) for name in shown.columns if name not in keys}
    return _added(shown.union(came.mutate(**(missing | {"new_1": came.new_1}))), keys)


def totals_by_period(rows: "Table", keys: Sequence[str], every: str) -> "Table":
    """What adds up, without the people."""
    rows = dated(rows, every)
    return rows.aggregate(**_brought(rows, []), by=[*keys, "step"])


def dated(rows: "Table", every: str) -> "Table":
    """Add the first day of every row's period."""
    return rows.mutate(step=period_start(rows, every))


def _numbered(rows: "Table", by: Sequence[str]) -> "Table":
    """Of a sample also what each person cost so far."""
    is_priced = is_sample(rows) and "cost" in rows.columns
    spent = {"spent": spent_so_far(rows, by)} if is_priced else {}
    return rows.mutate(exposure=exposure(rows, by), **spent)


def _added(table: "Table", keys: list[str]) -> "Table":
    others = {*keys, "time", "first", "last"}
    sums = {
        name: table[name].max() if name.endswith(MOST) else table[name].sum()
        for name in table.columns
        if name not in others
    }
    span = {"first": table["first"].min(), "last": table["last"].max()}
    return table.aggregate(**(sums | span), by=keys)


def _brought(rows: "Table", least: list[int]) -> dict[str, "Value"]:
    sums = {"impressions": rows.count(), "first": rows.time.min(), "last": rows.time.max()}
    if "cost" in rows.columns:
        sums["spend"] = rows.cost.sum().cast("float64")
    if is_sample(rows) and least:
        sums |= _growth(rows)
    return sums | {f"{NEW}{k}": rows.count(where=rows.exposure == k) for k in least}


def _growth(rows: "Table") -> dict[str, "Value"]:
    """By how much each person's squared total so far grows, and the most of one person."""
    squares = {
        "impressions" + SQUARES: (2 * rows.exposure - 1).sum(),
        "impressions" + MOST: rows.exposure.max(),
    }
    if "cost" in rows.columns:
        cost = rows.cost.fill_null(0).cast("float64")
        squares["spend" + SQUARES] = (cost * (2 * rows.spent - cost)).sum()
        squares["spend" + MOST] = rows.spent.max()
    return squares
