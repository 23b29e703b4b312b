"""What of the impressions lies beyond a frequency cap."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, INK, ORANGE, new_chart, styled
from ..table import format_value
from .words import ticks, told


def plot_cap(frequency: pd.DataFrame, cap: int, *, most: int = 20, ax: Axes | None = None) -> Axes:
    """Draw everyone's first, second, third impressions, and those that a cap would save.

    Parameters
    ----------
    frequency : DataFrame, shape (n_exposures, ...)
        As `toolkit.log.frequency` returns it without groups: with the columns ``exposures`` and
        ``people_at_least``.
    cap : int, unit impressions
        A person's impressions after this many are beyond the cap.
    most : int, default 20, unit impressions
        Impressions above are drawn together in the last bar; at least one bar is beyond the cap.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Heights of the bars are impressions; they add up to all of them.

    Examples
    --------
    >>> table = pd.DataFrame({"exposures": [1, 2, 3], "people_at_least": [9, 4, 1]})
    >>> plot_cap(table, 1)
    Chart: Of 14 impressions, 9 were a person's first; 5 came later, beyond the cap.
    """
    most, impressions = max(most, cap), METRICS["impressions"]
    each = frequency.set_index("exposures")["people_at_least"].astype("float64")
    heights = each.groupby(each.index.where(each.index <= most, most + 1)).sum()
    labels = [f"{most + 1}+" if k > most else str(k) for k in heights.index]
    is_within = heights.index <= cap
    with styled():
        chart = ax or new_chart(height=2.8)
        colours = [BLUE if within else ORANGE for within in is_within]
        chart.bar(heights.index, heights, color=colours, width=0.8)
        chart.axvline(cap + 0.5, color=INK, linewidth=1, linestyle="--")
        chart.set_xticks(heights.index, labels, fontsize=9 if len(labels) <= 22 else 6)
        chart.yaxis.set_major_formatter(ticks(impressions, ""))
        chart.grid(visible=False, axis="x")
        chart.grid(visible=True, axis="y")
        chart.set(xlabel="Which impression of a person it was", ylabel="Impressions")
        chart.set_title(f"What lies within and beyond a cap of {cap}")
    counts = heights.sum(), heights[is_within].sum(), heights[~is_within].sum()
    shown, within, beyond = (format_value(count, impressions) for count in counts)
    first = "a person's first" if cap == 1 else f"among a person's first {cap}"
    later = f"{beyond} came later, beyond the cap."
    return told(chart, f"Of {shown} impressions, {within} were {first}; {later}")
