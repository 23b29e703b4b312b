"""Estimates from a sample of people beside what they estimate."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, GREEN, drawable, new_chart, styled
from ..margin import HIGH, LOW
from ..table import format_estimate, format_groups, format_value
from .words import finish, split_label, told

_LABEL = 38


def plot_estimates(
    estimates: pd.DataFrame,
    metric: str,
    exact: pd.DataFrame | None = None,
    *,
    ax: Axes | None = None,
) -> Axes:
    """Draw estimates with their intervals, and the exact figures where they are known.

    Parameters
    ----------
    estimates : DataFrame
        As `summarize` returns it of a sample, indexed by group: with the columns ``<metric>``,
        ``<metric>_low`` and ``<metric>_high``.
    metric : str
        Name of a metric of the catalogue.
    exact : DataFrame, optional
        The same groups, counted in full.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        A dot at each estimate, on a line as long as its interval; a stroke at the exact figure.

    Examples
    --------
    >>> told = pd.DataFrame({"reach": [900], "reach_low": [800], "reach_high": [999]}, index=["a"])
    >>> plot_estimates(told, "reach", pd.DataFrame({"reach": [950]}, index=["a"]))
    Chart: Reach by group, estimated: a 900 (800 to 999), exactly 950.
    """
    declared, currency = METRICS[metric], str(estimates.attrs.get("currency", ""))
    ends = estimates[[metric, metric + LOW, metric + HIGH]].astype("float64")
    ranked = ends.sort_values(metric, ascending=False, kind="stable")
    known = None if exact is None else exact[metric].astype("float64").reindex(ranked.index)
    labels, rows = format_groups(ranked.index, _LABEL), range(len(ranked))
    with styled():
        chart = ax or new_chart(height=1.2 + 0.29 * max(len(ranked), 1))
        chart.hlines(
            rows, ranked[metric + LOW], ranked[metric + HIGH], color=BLUE, linewidth=2,
            label="Covers the truth in 95% of samples",
        )  # fmt: skip
        chart.plot(ranked[metric], rows, "o", color=BLUE, markersize=5, label="Estimate")
        if known is not None:
            chart.plot(
                known, rows, "|", color=GREEN, markersize=14, markeredgewidth=2.5, label="Exact"
            )
        drawn = [drawable(label, f"no. {row}") for row, label in enumerate(labels, 1)]
        chart.set_yticks(rows, drawn)
        chart.invert_yaxis()
        finish(chart, declared, currency, f"{declared.label} by {split_label(estimates)}")
        chart.set_xlim(left=0)
        chart.legend(loc="lower right")
    figures = [
        format_estimate(value, low, high, declared, currency)
        for value, low, high in ranked.itertuples(index=False, name=None)
    ]
    truths = (
        [""] * len(ranked) if known is None
        else [f", exactly {format_value(each, declared, currency)}" for each in known]
    )  # fmt: skip
    parts = "; ".join(
        f"{label} {figure}{truth}"
        for label, figure, truth in zip(labels, figures, truths, strict=True)
    )
    return told(chart, f"{declared.label} by {split_label(estimates)}, estimated: {parts}.")
