"""How surely each group's rate is known: a dot and a line as long as its interval."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, MUTED, PALE, drawable, new_chart, styled
from ..table import format_groups, format_value
from .words import finish, split_label, told

_LABEL = 38


def plot_intervals(
    compared: pd.DataFrame, metric: str, *, top: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw each group's pooled rate with its interval, the groups with most volume.

    Parameters
    ----------
    compared : DataFrame
        As `compare` returns it.
    metric : str
        Name of the ratio.
    top : int, default 12
        Number of groups.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        A group without an interval has a hollow dot and no line.

    Examples
    --------
    >>> compared = pd.DataFrame({"share": [1.0], "cpm": [10.0], "cpm_low": [8.0],
    ...                          "cpm_high": [12.0]}, index=pd.Index(["a"], name="ad"))
    >>> plot_intervals(compared, "cpm")
    Chart: CPM by ad, with 95% intervals: a 10.00 (8.00 to 12.00).
    """
    declared, currency = METRICS[metric], str(compared.attrs.get("currency", ""))
    shown = compared.dropna(subset=[metric]).sort_values("share", ascending=False, kind="stable")
    shown = shown.head(top).sort_values(metric, kind="stable")
    labels = format_groups(shown.index, _LABEL)
    drawn = [drawable(label, f"no. {place}") for place, label in enumerate(labels, 1)]
    low, high = shown[f"{metric}_low"], shown[f"{metric}_high"]
    known = low.notna()
    places = pd.Series(range(len(shown)), shown.index)
    title = f"{declared.label} by {split_label(compared)}"
    with styled():
        chart = ax or new_chart(height=0.9 + 0.3 * max(len(shown), 1))
        chart.hlines(places[known], low[known], high[known], color=PALE, linewidth=7)
        face = [BLUE if each else "white" for each in known]
        chart.scatter(shown[metric], places, c=face, edgecolors=BLUE, s=34, zorder=3)
        chart.set_yticks(range(len(shown)), drawn)
        chart.set_ylim(len(shown) - 0.5, -0.5)
        tips = high.fillna(shown[metric])
        for place, tip, value in zip(places, tips, shown[metric], strict=True):
            chart.annotate(
                format_value(value, declared), (tip, place), (7, 0),
                textcoords="offset points", va="center", color=MUTED,
            )  # fmt: skip
        finish(chart, declared, currency, f"{title}, with 95% intervals")
        chart.margins(x=0.16)
    told_of = [
        f"{label} {format_value(row[metric], declared, currency)}"
        + (
            f" ({format_value(row[f'{metric}_low'], declared)} to "
            f"{format_value(row[f'{metric}_high'], declared)})"
            if pd.notna(row[f"{metric}_low"])
            else ""
        )
        for label, (_, row) in zip(labels, shown.iterrows(), strict=True)
    ]
    return told(chart, f"{title}, with 95% intervals: {', '.join(told_of) or 'none'}.")
