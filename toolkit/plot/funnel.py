"""How far impressions came, rung by rung."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, MUTED, PALE, new_chart, styled
from ..table import format_value
from ..views import RUNGS
from .words import finish, told


def plot_funnel(ladder: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a bar for every rung that the data tells, and say of the others that it does not.

    Parameters
    ----------
    ladder : DataFrame
        As `ladder` returns it: indexed by rung, with ``count``, ``rate``, ``of`` and ``answer``.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Widths of the bars are the counts; a rung that is not told has none.

    Examples
    --------
    >>> rungs = pd.DataFrame({"count": [9.0, None], "rate": None, "of": None,
    ...                       "answer": ["known", "not in the data"]},
    ...                      index=pd.Index(["rendered", "viewable"], name="rung"))
    >>> plot_funnel(rungs)
    Chart: How far impressions came: Shown 9, Viewable not in the data.
    """
    impressions, counts = METRICS["impressions"], ladder["count"].astype("float64")
    texts = [_text(row, impressions) for row in ladder.itertuples()]
    labels = [RUNGS[name].label for name in ladder.index]
    places = range(len(ladder))
    with styled():
        chart = ax or new_chart(height=0.9 + 0.29 * len(ladder))
        colors = [PALE if pd.isna(count) else BLUE for count in counts]
        chart.barh(places, counts.fillna(0), color=colors, height=0.7)
        chart.set_yticks(places, labels)
        chart.invert_yaxis()
        for place, (count, text) in enumerate(zip(counts, texts, strict=True)):
            color = MUTED if pd.isna(count) else "black"
            tip = (0 if pd.isna(count) else count, place)
            chart.annotate(text, tip, (4, 0), textcoords="offset points", va="center", color=color)
        finish(chart, impressions, "", "How far impressions came")
        chart.set_xlim(0, max(counts.max(), 1) * 1.35 if counts.notna().any() else 1)
    shown = ", ".join(f"{name} {text}" for name, text in zip(labels, texts, strict=True))
    return told(chart, f"How far impressions came: {shown}.")


def _text(row, impressions) -> str:
    if pd.isna(row.count):
        return str(row.answer)
    count = format_value(row.count, impressions)
    if pd.isna(row.rate):
        return count
    return (
        f"{count} ({format_value(row.rate, METRICS['view_rate'])} of {RUNGS[row.of].label.lower()})"
    )
