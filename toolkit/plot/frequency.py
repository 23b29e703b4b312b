"""Who is reached how often."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, new_chart, styled
from ..table import format_value
from .words import ticks, told


def plot_frequency(frequency: pd.DataFrame, *, most: int = 20, ax: Axes | None = None) -> Axes:
    """Draw how many people came how often.

    Parameters
    ----------
    frequency : DataFrame, shape (n_exposures, ...)
        As `toolkit.log.frequency` returns it without groups: with the columns ``exposures`` and
        ``people``.
    most : int, default 20, unit impressions
        People above are drawn together in the last bar.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Heights of the bars are people; they add up to reach.
    """
    people = frequency.set_index("exposures")["people"]
    bars = people[people.index <= most].astype("float64")
    beyond = float(people[people.index > most].sum())
    labels = [f"{exposures}" for exposures in bars.index]
    heights = [*bars, *([beyond] if beyond else [])]
    labels += [f"{most + 1}+"] if beyond else []
    with styled():
        chart = ax or new_chart(height=2.8)
        chart.bar(range(len(heights)), heights, color=BLUE, width=0.8)
        chart.set_xticks(range(len(heights)), labels)
        chart.grid(visible=False, axis="x")
        chart.grid(visible=True, axis="y")
        chart.yaxis.set_major_formatter(ticks(METRICS["reach"], ""))
        chart.set(xlabel="Impressions per person", ylabel="People")
        chart.set_title("Who is reached how often")
    shown = ", ".join(
        f"{label}: {format_value(height, METRICS['reach'])}"
        for label, height in zip(labels, heights, strict=True)
    )
    return told(chart, f"People by number of impressions: {shown or 'nobody'}.")
