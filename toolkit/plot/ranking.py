"""Which groups have most: bars, the largest on top."""

from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, ORANGE, drawable, new_chart, styled
from ..table import format_groups, format_span, unranked
from .words import ends_of, finish, split_label, told

_LABEL = 38


def plot_ranking(
    summary: pd.DataFrame, metric: str, *, top: int = 10, ax: Axes | None = None
) -> Axes:
    """Draw the groups with most of a metric as bars, the largest on top.

    Parameters
    ----------
    summary : DataFrame
        As `summarize` returns it, indexed by group, with the metric's column, or with the two
        columns that enclose it: then the bar is the lower end and a line reaches to the upper.
    metric : str
        Name of a metric of the catalogue.
    top : int, default 10
        Number of bars.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Widths of the bars are the values. Groups whose views obey different rules have no bars,
        but a sentence that says so.

    Examples
    --------
    >>> shown = pd.DataFrame({"impressions": [5, 9]}, index=pd.Index(["a", "b"], name="ad"))
    >>> plot_ranking(shown, "impressions")
    Chart: Impressions by ad, largest first: b 9, a 5.
    """
    if why := unranked(summary, metric):
        return _in_words(why, ax)
    declared, ends = METRICS[metric], ends_of(summary, metric)
    ranked = ends.dropna(subset=["low"]).sort_values("low", ascending=False, kind="stable")[:top]
    labels = format_groups(ranked.index, _LABEL)
    drawn = [drawable(label, f"no. {place}") for place, label in enumerate(labels, 1)]
    currency = str(summary.attrs.get("currency", ""))
    values = [
        format_span(low, high, declared, currency)
        for low, high in ranked.itertuples(index=False, name=None)
    ]
    with styled():
        chart = ax or new_chart(height=0.9 + 0.29 * max(len(ranked), 1))
        chart.barh(range(len(ranked)), ranked["low"], color=BLUE, height=0.7)
        chart.hlines(range(len(ranked)), ranked["low"], ranked["high"], color=ORANGE, linewidth=2)
        chart.set_yticks(range(len(ranked)), drawn)
        chart.invert_yaxis()
        tips = ranked["high"].fillna(ranked["low"])
        for place, (tip, text) in enumerate(zip(tips, values, strict=True)):
            chart.annotate(text, (tip, place), (4, 0), textcoords="offset points", va="center")
        finish(chart, declared, currency, f"{declared.label} by {split_label(summary)}")
        chart.margins(x=0.18)
        chart.set_xlim(left=min(0, chart.get_xlim()[0]))
    shown = ", ".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
    return told(
        chart, f"{declared.label} by {split_label(summary)}, largest first: {shown or 'none'}."
    )


def _in_words(why: str, ax: Axes | None) -> Axes:
    """A picture of what cannot be ranked says so, and draws no bar."""
    with styled():
        chart = ax or new_chart(height=1.4)
        chart.set_axis_off()
        chart.text(0, 0.5, fill(why, 95), va="center", transform=chart.transAxes)
    return told(chart, why)
