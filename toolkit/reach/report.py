"""A campaign's figures as a report states them, to be checked against each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..export import Export
from ..platforms import units_by_platform
from ..schema import DataError

_COUNTS = ("impressions", "reach", "frequency")


@dataclass(frozen=True)
class Report:
    """Whatever figures a report states; what it does not state is left out.

    Attributes
    ----------
    rows : DataFrame
        Delivery table: one row per part (a day, a platform, an ad).
    total : mapping of str to float
        Figures of the whole, by metric: ``{"reach": 900, "impressions": 2400}``.
    cumulative : Series, unit people
        Reach so far, by period, in order.
    exactly, at_least : mapping of int to float, unit people
        People with exactly k, and with at least k impressions.
    open_ended : bool
        Whether the last number of ``exactly`` stands for that many or more.
    sets : mapping of str to float, unit people
        Reach of each platform, or of what else is put together.
    unions, overlaps : mapping of tuple of str to float, unit people
        People in any, or in all, of several sets.
    contains : mapping of str to tuple of str
        Sets that a set contains: a campaign its ad groups, all impressions the viewable ones.
    universe : float, unit people
    unit, window, time_zone : mapping of str to str
        What the figure of each set counts, and when.
    rounded_to : float
        Unit to which figures are rounded.

    Examples
    --------
    >>> from toolkit.reach import audit
    >>> report = Report(sets={"a": 50, "b": 40}, unions={("a", "b"): 100}, rounded_to=1)
    >>> audit(report)["cells"].tolist()
    ['union of a, b', 'reach of a 50; reach of b 40; reach of a or b 100']
    """

    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    total: Mapping[str, float] = field(default_factory=dict)
    cumulative: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    exactly: Mapping[int, float] = field(default_factory=dict)
    at_least: Mapping[int, float] = field(default_factory=dict)
    open_ended: bool = False
    sets: Mapping[str, float] = field(default_factory=dict)
    unions: Mapping[Any, float] = field(default_factory=dict)
    overlaps: Mapping[Any, float] = field(default_factory=dict)
    contains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    universe: float | None = None
    unit: Mapping[str, str] = field(default_factory=dict)
    window: Mapping[str, str] = field(default_factory=dict)
    time_zone: Mapping[str, str] = field(default_factory=dict)
    rounded_to: float = 1.0

    def of_whole(self, name: str) -> float | None:
        """A figure of the whole; None where it is not stated."""
        value = self.total.get(name)
        return None if value is None or pd.isna(value) else float(value)


def as_report(given: "pd.DataFrame | Export | Report") -> Report:
    """Return a table or a file as a report: its rows, and its own total row."""
    if isinstance(given, Report):
        return given
    if isinstance(given, pd.DataFrame):
        return Report(rows=given)
    if not isinstance(given, Export):
        raise DataError(f"audit asks for a table, an export or a Report, not {given!r}.")
    total = given.total
    numbers = (
        {} if total is None else total.select_dtypes("number").astype("float64").iloc[0].to_dict()
    )
    return Report(
        rows=given.table, total={str(k): v for k, v in numbers.items() if not np.isnan(v)},
        unit=units_by_platform(given.table),
    )  # fmt: skip


def check_report(report: Report) -> None:
    """Refuse figures that are no numbers, or fewer than nothing.

    Raises
    ------
    DataError
        Naming every such figure.
    """
    told = {
        **{f"row {label}: {fact}": value for fact in _COUNTS if fact in report.rows
           for label, value in report.rows[fact].items()},
        **{f"total {fact}": report.total[fact] for fact in _COUNTS if fact in report.total},
        **{f"cumulative {label}": value for label, value in report.cumulative.items()},
        **{f"exactly {k}": value for k, value in report.exactly.items()},
        **{f"{k}+": value for k, value in report.at_least.items()},
        **{f"reach of {name}": value for name, value in report.sets.items()},
        **{f"union of {names}": value for names, value in report.unions.items()},
        **{f"overlap of {names}": value for names, value in report.overlaps.items()},
        "universe": report.universe,
    }  # fmt: skip
    wrong = [f"{what} is {value!r}." for what, value in told.items() if not _is_count(value)]
    if wrong:
        raise DataError("\n".join(["Figures must be numbers, 0 or more.", *wrong]))


def _is_count(value: Any) -> bool:
    try:
        return bool(pd.isna(value) or float(value) >= 0)
    except (TypeError, ValueError):
        return False
