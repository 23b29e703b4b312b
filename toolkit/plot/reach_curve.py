"""How reach grows with impressions."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, GREEN, INK, PALE, new_chart, styled
from ..reach import ReachCurve
from ..table import format_value
from .words import ticks, told

_POINTS = 60
_TIMES = 3.0


def plot_reach_curve(
    curve: ReachCurve,
    *,
    k: int = 1,
    most: float | None = None,
    known: pd.DataFrame | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw people by impressions: estimate, interval, what was seen, and truth if it is known.

    Parameters
    ----------
    curve : ReachCurve
        As `fit_reach_curve` gives it.
    k : int, default 1, unit impressions
        Lowest number that counts.
    most : float, optional, unit impressions
        Draw up to here; three times what was seen by default.
    known : DataFrame, optional
        True ``reach`` by ``impressions``, as `thin_curve` gives it.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        The line is the estimate, the band its interval of 90 %.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> plot_reach_curve(fit_reach_curve(impressions=20_000, reach=8_000), most=40_000)
    Chart: People reached: 8,000 with 20,000 impressions, and 10,000 (8,845 to 12,813) with 40,000.
    """
    end = min(most or _TIMES * curve.seen.impressions, curve.limit)
    line = curve.reach(np.linspace(0, end, _POINTS), k)
    seen = curve.reach(curve.seen.impressions, k)["reach"].iloc[0]
    with styled():
        chart = ax or new_chart(height=3.2)
        shown = line.index.to_numpy(dtype="float64")
        chart.fill_between(shown, line["reach_low"], line["reach_high"], color=PALE)
        chart.plot(shown, line["reach"], color=BLUE, linewidth=2)
        if known is not None:
            there = known[known.index <= end * (1 + 1e-9)]
            chart.scatter(there.index, there["reach"], color=GREEN, s=16, zorder=3, label="truth")
        chart.scatter([curve.seen.impressions], [seen], color=INK, zorder=4)
        chart.annotate(
            "seen", (curve.seen.impressions, seen), (6, -12), textcoords="offset points", color=INK
        )
        if known is not None:
            chart.legend(loc="lower right")
        chart.grid(visible=True, axis="both")
        chart.xaxis.set_major_formatter(ticks(METRICS["impressions"], ""))
        chart.yaxis.set_major_formatter(ticks(METRICS["reach"], ""))
        unit = (curve.unit or "people").capitalize()
        often = f"{unit} reached" if k == 1 else f"{unit} reached at least {k} times"
        chart.set(xlabel="Impressions", ylabel=unit, xlim=(0, end * 1.02))
        chart.set_ylim(bottom=0)
        chart.set_title(f"{often}, by impressions")
    last = line.iloc[-1]
    people = [format_value(each, METRICS["reach"]) for each in (seen, *last)]
    numbers = [format_value(each, METRICS["impressions"]) for each in (curve.seen.impressions, end)]
    return told(
        chart,
        f"{often}: {people[0]} with {numbers[0]} impressions, and {people[1]} ({people[2]} to "
        f"{people[3]}) with {numbers[1]}.",
    )
