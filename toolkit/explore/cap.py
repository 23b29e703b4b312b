"""How often is enough: a frequency cap, and what it would have kept and freed."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from ..catalog import RATIOS
from ..findings import find_cap
from ..log import frequency, split_at_cap
from ..log.engine import fetch
from ..margin import HIGH, LOW
from ..plot import plot_cap
from ..summarize import context, held
from ..table import format_table
from .controls import Whole
from .explorer import Explorer

if TYPE_CHECKING:
    from ibis.expr.types import Table

_MOST = 40
_METRICS = ["impressions", "reach", "frequency", "spend", "cpm"]
_SUMS = ["impressions", "reach", "spend"]


def explore_cap(log: "Table", cap: int = 5) -> Explorer:
    """Explore what a frequency cap would have kept of a log, and what it would have freed.

    Parameters
    ----------
    log : Ibis table
        What `read_log` gives; with ``cost`` it also tells what money lies beyond the cap.
    cap : int, default 5, unit impressions
        Where the cap stands at first.

    Returns
    -------
    Explorer
        With one control, ``cap``. The log is counted once; every cap is answered from that.

    Raises
    ------
    DataError
        If there is nothing to count, or the log was paid in several currencies.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-09", "2026-03-02"]),
    ... }))
    >>> explore_cap(log, cap=1)
    Frequency and cap
    Impressions per person, at most: 1
    What a cap of 1 would have kept
              Part Impressions Reach Average frequency
         Delivered           4     2              2.00
    Within the cap           2     2              1.00
    Beyond the cap           2     1              2.00
    Window: 2026-03-01 to 2026-03-09.
    Chart: Of 4 impressions, 2 were a person's first; 2 came later, beyond the cap.
    - A cap of 1 keeps all 2 people and 2 of 4 impressions.
    - 2 impressions, 50.0%, lie beyond it; people with more than the cap: 1.
    """
    counted = frequency(log, spend="cost" in log.columns)
    most = max(cap, min(int(counted["exposures"].max()), _MOST))
    span = context(fetch(log.aggregate(date_start=log.time.min(), date_end=log.time.max())))

    def view(cap: int) -> list[Any]:
        parts = split_at_cap(counted, cap)
        return [_table(parts, cap, span), plot_cap(counted, cap), find_cap(parts, cap)]

    control = Whole("cap", "Impressions per person, at most", cap, low=1, high=most)
    return Explorer("Frequency and cap", [control], view)


def _table(parts: pd.DataFrame, cap: int, span: dict[str, str]) -> Any:
    """Each part is one row, so its ratios are the formulas over its own columns.

    Ratios of estimates would need intervals of their own, and are left out.
    """
    ends = [name for name in parts if name.endswith((LOW, HIGH))]
    asked = held(parts, _SUMS if ends else _METRICS)
    columns = {name: parts.eval(_formula(name)) for name in asked} | dict(parts[ends].items())
    summary = pd.DataFrame(columns).set_axis(pd.Index(parts["part"], name="Part"))
    summary.attrs = context(parts) | span
    return format_table(summary, f"What a cap of {cap} would have kept")


def _formula(name: str) -> str:
    return RATIOS[name].formula if name in RATIOS else name
