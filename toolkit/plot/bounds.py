"""Between which figures an answer lies."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, GREEN, PALE, new_chart, styled
from ..table import format_value
from .words import ends_of, finish, told

_NEAR = 0.12


def plot_bounds(
    summary: pd.DataFrame, metric: str, *, known: float | None = None, ax: Axes | None = None
) -> Axes:
    """Draw between which figures an answer lies, and the known answer if there is one.

    Parameters
    ----------
    summary : DataFrame, one row
        With the columns ``<metric>_low`` and ``<metric>_high``.
    metric : str
        Name of a metric of the catalogue.
    known : float, optional, unit of the metric
        The true or measured answer, drawn as a line.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Examples
    --------
    >>> bounds = pd.DataFrame({"reach_low": [600], "reach_high": [1200]}, index=["all"])
    >>> plot_bounds(bounds, "reach", known=700)
    Chart: Reach lies between 600 and 1,200; measured for the whole it is 700.
    """
    declared, currency = METRICS[metric], str(summary.attrs.get("currency", ""))
    low, high = ends_of(summary, metric).iloc[0]
    ends = [format_value(end, declared, currency) for end in (low, high)]
    with styled():
        chart = ax or new_chart(height=1.5)
        chart.barh([0], [high - low], left=[low], color=PALE, height=0.5)
        sides = ("left" if low < _NEAR * high else "right", "left")
        for end, text, side in zip((low, high), ends, sides, strict=True):
            chart.vlines(end, -0.25, 0.25, color=BLUE, linewidth=2)
            shift = (-6 if side == "right" else 6, 0)
            chart.annotate(text, (end, 0), shift, textcoords="offset points", ha=side, va="center")
        if known is not None:
            chart.vlines(known, -0.4, 0.4, color=GREEN, linewidth=3)
            text = f"whole: {format_value(known, declared, currency)}"
            chart.annotate(
                text, (known, 0.4), (0, 4), textcoords="offset points", color=GREEN, ha="center"
            )
        chart.set_yticks([])
        chart.set_ylim(-0.5, 0.9 if known is not None else 0.5)
        finish(chart, declared, currency, f"{declared.label}: what the parts allow")
        chart.set_xlim(0, high * 1.15)
    whole = (
        "" if known is None else f"; measured for the whole it is {format_value(known, declared)}"
    )
    return told(chart, f"{declared.label} lies between {ends[0]} and {ends[1]}{whole}.")
