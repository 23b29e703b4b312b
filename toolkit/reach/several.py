"""Curves of several platforms, or of what else splits the figures."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..catalog import DIMENSIONS
from ..export import Export
from ..platforms import counted, one_unit
from ..summarize import context, summarize
from .curve import ReachCurve
from .fit import fit_reach_curve

_COSTS = ["cost_per_1000_reached", "cost_per_1000_reached_low", "cost_per_1000_reached_high"]
_NAMES = ["impressions", "reach", "reach_low", "reach_high", *_COSTS]


def fit_reach_curves(
    table: pd.DataFrame | Export,
    by: str | Sequence[str] = (),
    *,
    frequency: pd.DataFrame | None = None,
    universe: float | None = None,
    most: int = 30,
) -> dict[str, ReachCurve]:
    """Fit a curve for every group whose reach and impressions are exact.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table; a group whose rows may share people has no exact reach and no curve.
    by : str or sequence of str, default ()
        Dimensions of the table; none means all rows together.
    frequency : DataFrame, optional
        As `toolkit.log.frequency` gives it with the same single ``by``; without it curves go
        through one point.
    universe : float, optional, unit people
        Everybody who could be reached.
    most : int, default 30
        Fit the groups with most impressions, so many of them.

    Returns
    -------
    dict of str to ReachCurve
        Largest first; empty where no group tells both figures. A group with more people than
        impressions is left out, which `audit` names. Of the money, what is in one currency
        alone is kept. Curves of a file count what its platforms say.

    Raises
    ------
    DataError
        If ``by`` is not in the table, or a figure is at odds with another.

    Examples
    --------
    >>> table = pd.DataFrame({"ad": ["a", "b"], "impressions": [90, 50], "reach": [60, 40]})
    >>> list(fit_reach_curves(table, "ad"))
    ['a', 'b']
    """
    rows, names = table.table if isinstance(table, Export) else table, _listed(by)
    if not {"impressions", "reach"} <= set(rows):
        return {}
    told = summarize(table, ["impressions", "reach"], names, people="bounds").astype("float64")
    exact = told["reach_low"].eq(told["reach_high"]) & told["reach_low"].gt(0)
    possible = told[exact & told["reach_low"].le(told["impressions"])]
    by_time = any(DIMENSIONS[name].kind in ("date", "time") for name in names)
    curves = {}
    for group, shown, reach in (
        possible.sort_values("impressions", ascending=False, kind="stable")
        .head(most)[["impressions", "reach_low"]].itertuples(name=None)
    ):  # fmt: skip
        own = _rows_of(rows, names, group)
        counts = None if frequency is None else _rows_of(frequency, names, group)
        spend, currency = _spend(own)
        curves[_label(group)] = fit_reach_curve(
            counts, impressions=shown, reach=reach, universe=universe, spend=spend,
            currency=currency, window=context(own if by_time else rows).get("window", ""),
            unit=one_unit(counted(own)) if isinstance(table, Export) else "",
        )  # fmt: skip
    return curves


def compare_curves(curves: Mapping[str, ReachCurve], times: float = 1.5) -> pd.DataFrame:
    """Tell what so many times the impressions would reach, curve by curve.

    Parameters
    ----------
    curves : mapping of str to ReachCurve
        As `fit_reach_curves` gives them.
    times : float, default 1.5
        In place of the impressions seen; 1.5 is half as many again.

    Returns
    -------
    DataFrame, one row per curve
        ``impressions``; ``reach`` with its interval; ``cost_per_1000_reached``, too: what a
        thousand people more cost on the way there, missing where the spend is not known, and its
        upper end where there may be nobody more.

    Examples
    --------
    >>> curves = {"a": fit_reach_curve(impressions=200, reach=100)}
    >>> compare_curves(curves, 2.0)["reach"].round().tolist()
    [133.0]
    """
    rows = {name: _times(curve, times) for name, curve in curves.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=_NAMES).astype("float64")
    currencies = {curve.currency for curve in curves.values()}
    if len(currencies) > 1 or table["cost_per_1000_reached"].isna().all():
        table = table.drop(columns=_COSTS)
    table.attrs = {"currency": currencies.pop() if len(currencies) == 1 else ""}
    return table


def _times(curve: ReachCurve, times: float) -> list[float]:
    impressions = min(curve.seen.impressions * times, curve.limit)
    told = curve.reach(impressions).iloc[0]
    more = told[["reach", "reach_high", "reach_low"]].to_numpy() - curve.seen.reach
    spend = (impressions - curve.seen.impressions) * curve.cpm
    return [impressions, *told.tolist(), *(spend / each if each > 0 else np.nan for each in more)]


def _listed(by: str | Sequence[str]) -> list[str]:
    return [by] if isinstance(by, str) else list(by)


def _rows_of(table: pd.DataFrame, names: list[str], group: Any) -> pd.DataFrame:
    values = group if isinstance(group, tuple) else (group,)
    kept = pd.Series(True, table.index)
    for name, value in zip(names, values, strict=False):
        kept &= table[name].isna() if pd.isna(value) else table[name].eq(value)
    return table[kept.fillna(False).astype(bool)]


def _label(group: Any) -> str:
    return ", ".join(map(_named, group if isinstance(group, tuple) else (group,)))


def _named(value: Any) -> str:
    is_day = isinstance(value, pd.Timestamp) and value == value.normalize()
    return f"{value:%Y-%m-%d}" if is_day else str(value)


def _spend(rows: pd.DataFrame) -> tuple[float | None, str]:
    """What the rows cost, if all of it is in one currency."""
    codes = rows["currency"].dropna().unique() if "currency" in rows else []
    if "spend" not in rows or rows["spend"].isna().all() or len(codes) > 1:
        return None, ""
    return float(rows["spend"].astype("float64").sum()), str(codes[0]) if len(codes) else ""
