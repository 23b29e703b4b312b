"""How many people each week brings that no earlier one had."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

from ..catalog import METRICS
from ..figure import BLUE, MUTED, PALE, new_chart, styled
from ..table import format_span
from .words import ends_of, ticks, told

_NEW = METRICS["incremental_reach"]
_GAP = pd.Timedelta(hours=16)
_ABOVE = 0.2  # of the height, for the legend


def plot_newcomers(periods: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the people whom each period reached for the first time.

    Parameters
    ----------
    periods : DataFrame
        As `new_people` returns it for one account, or `build_up` by week or month: with
        ``date_end`` and ``incremental_reach``, or the two figures that enclose it.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        A bar per period. Its dark part are people who were new for certain, its light part
        people who may have been.

    Examples
    --------
    >>> weeks = pd.DataFrame({
    ...     "date_end": pd.to_datetime(["2026-03-08", "2026-03-15"]),
    ...     "incremental_reach_low": [200, 0], "incremental_reach_high": [200, 150],
    ... })
    >>> plot_newcomers(weeks)
    Chart: New people by the period that ends on 2026-03-08: 200, 2026-03-15: 0 to 150.
    """
    ends = ends_of(periods, _NEW.name)
    days = pd.to_datetime(periods["date_end"])
    width = (days.diff().min() - _GAP) if len(days) > 1 else pd.Timedelta(days=6)
    with styled():
        chart = ax or new_chart(height=2.6)
        chart.bar(days, ends["high"], -width, align="edge", color=PALE, label="at most")
        chart.bar(days, ends["low"], -width, align="edge", color=BLUE, label="for certain")
        locator = AutoDateLocator(maxticks=8)
        chart.xaxis.set_major_locator(locator)
        chart.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        chart.yaxis.set_major_formatter(ticks(_NEW, ""))
        chart.grid(visible=True, axis="y")
        chart.set_ylabel("People", color=MUTED)
        chart.set_title("People reached for the first time, by period")
        if not ends["low"].equals(ends["high"]):
            chart.margins(y=_ABOVE)
            chart.legend(loc="upper right", ncols=2)
    texts = [
        f"{day:%Y-%m-%d}: {format_span(low, high, _NEW)}"
        for day, low, high in zip(days, ends["low"], ends["high"], strict=True)
    ]
    return told(chart, f"New people by the period that ends on {', '.join(texts) or 'none'}.")
