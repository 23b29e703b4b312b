"""Views and viewable impressions counted from a log, under any threshold."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..log.columns import check_columns, counted, dimensions
from ..log.engine import fetch
from ..log.estimate import is_sample
from ..log.viewable import is_measurable
from ..platforms import Rule
from ..schema import DataError

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

SECONDS = "seconds"


def count_views(log: "Table", seconds: np.ndarray, pixels: float, by: list[str]) -> pd.DataFrame:
    """Count plays of at least so many seconds, and of at least so many pixels in view.

    Where pixels were asked for and could not be measured, the plays may or may not have met them.
    """
    check_columns(log, ["watch_seconds", *(["in_view_pixels"] if pixels else [])])
    names, rows = dimensions(log, by), whole_log(log)
    sums = {}
    for place, least in enumerate(seconds):
        played = is_played(rows, float(least))
        met = played & (rows.in_view_pixels >= pixels) if pixels else played
        either = played & rows.in_view_pixels.isnull() if pixels else None
        sums[f"low{place}"] = met.fill_null(False).sum()
        if either is not None:
            sums[f"open{place}"] = either.fill_null(False).sum()
    sums["impressions"] = rows.count()
    if "cost" in rows.columns:
        sums["spend"] = rows.cost.sum()
        sums["priced"] = rows.cost.count()
        sums["currencies"] = rows.currency.nunique() if _has_currency(rows) else rows.count() * 0
        sums |= {"currency": rows.currency.max()} if _has_currency(rows) else {}
    table = fetch(rows.aggregate(**sums, by=[rows[name] for name in names]))
    if table.empty or not table["impressions"].sum():
        raise DataError("There is no impression to count in this log.")
    if "spend" in table:  # a cost per view is over what was paid for, and in one currency
        whole = table["priced"].eq(table["impressions"]) & table["currencies"].le(1)
        table["spend"] = table["spend"].where(whole)
    counts = [name for name in sums if name not in ("spend", "currency")]
    curve = _long(table.fillna(dict.fromkeys(counts, 0)), seconds, names)
    paid_in = table["currency"].dropna().unique() if "currency" in sums else []
    curve.attrs = {"currency": str(paid_in[0])} if len(paid_in) == 1 else {}
    return curve


def _has_currency(log: "Table") -> bool:
    return "currency" in log.columns


def whole_log(log: "Table") -> "Table":
    """Return the impressions that count, unless the log is a sample, of which these are a part."""
    if is_sample(log):
        raise DataError(
            "The log is a sample of people; views and rungs are counted from all of them. Give "
            "the log that it was drawn from."
        )
    return counted(log)


def is_played(log: "Table", least: float) -> "BooleanValue":
    """A video that began to play and went on for so long."""
    return (log.watch_seconds > 0) & (log.watch_seconds >= least)


def meets(log: "Table", rule: Rule) -> "BooleanValue":
    """Tell which measurable impressions meet the pixels and seconds of a standard."""
    seconds = log.in_view_seconds >= float(rule.seconds or 0)
    if rule.length_share and "duration_seconds" in log.columns:
        part = log.in_view_seconds >= rule.length_share * log.duration_seconds
        seconds = seconds | part.fill_null(False)
    return is_measurable(log) & seconds & (log.in_view_pixels >= float(rule.pixels or 0))


def _long(table: pd.DataFrame, seconds: np.ndarray, by: list[str]) -> pd.DataFrame:
    """One row per group and threshold."""
    groups = table[by] if by else pd.DataFrame({"all": ["all"] * len(table)})
    facts = table[[name for name in ("impressions", "spend") if name in table]]
    parts = []
    for place, least in enumerate(seconds):
        low = table[f"low{place}"].astype("float64")
        high = low + table.get(f"open{place}", 0)
        exact = low.eq(high)
        told = pd.DataFrame({"views_low": low, "views": low.where(exact), "views_high": high})
        basis = np.where(exact, "counted", "bounds only")
        parts.append(pd.concat([groups, told, facts], axis=1).assign(basis=basis, seconds=least))
    whole = pd.concat(parts).sort_values([*groups, SECONDS], kind="stable")
    return whole.set_index([*groups, SECONDS])
