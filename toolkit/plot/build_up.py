"""How reach grows, and what adding up the reach of days would have claimed."""

from itertools import cycle

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import ConciseDateFormatter

from ..catalog import METRICS
from ..figure import BLUE, GREEN, MUTED, ORANGE, PALE, RED, new_chart, styled
from ..margin import HIGH, LOW, is_estimate
from ..table import format_value
from .words import ticks, told

_REACH = METRICS["reach"]
_COLOURS = (BLUE, GREEN, RED)


def plot_build_up(
    curve: pd.DataFrame, days: pd.DataFrame | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw how many people had been reached by the end of each period.

    Parameters
    ----------
    curve : DataFrame
        As `toolkit.log.build_up` returns it without groups; a line for each of its
        ``exposures``, with the interval around it if it is of a sample.
    days : DataFrame, optional
        A delivery table with ``date_end`` and the ``reach`` of each period, which is added up
        beside the curve.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        The lines hold reach, and the sum of the reach of ``days`` so far.

    Examples
    --------
    >>> days = pd.DataFrame({"date_end": pd.to_datetime(["2026-03-01", "2026-03-02"])})
    >>> curve = days.assign(exposures=1, reach=[2, 3])
    >>> plot_build_up(curve, days.assign(reach=[2, 2]))
    Chart: Reach so far, from 2026-03-01 to 2026-03-02: at least once, 2 rising to 3; the reach \
of the periods added up comes to 4.
    """
    lines = {int(k): each.set_index("date_end") for k, each in curve.groupby("exposures")}
    with styled():
        chart = ax or new_chart(height=3.0)
        for (k, line), colour in zip(lines.items(), cycle(_COLOURS), strict=False):
            if is_estimate("reach", line.columns):
                ends = (line["reach" + end].astype("float64") for end in (LOW, HIGH))
                chart.fill_between(line.index, *ends, color=PALE, linewidth=0)
            _draw(chart, line["reach"], colour, f"Reach, {_least(k)}")
        if days is not None:
            added = days.sort_values("date_end").set_index("date_end")["reach"].cumsum()
            _draw(chart, added, ORANGE, "Reach of the periods added up", linestyle="--")
        chart.grid(visible=True, axis="y")
        chart.set_ylim(bottom=0)
        chart.margins(x=0.02)
        chart.yaxis.set_major_formatter(ticks(_REACH, ""))
        chart.set_ylabel(_REACH.unit.capitalize(), color=MUTED)
        chart.xaxis.set_major_formatter(ConciseDateFormatter(chart.xaxis.get_major_locator()))
        chart.set_title("How reach builds up")
        chart.legend(loc="upper left")
    return told(chart, _alt(lines, None if days is None else float(days["reach"].sum())))


def _draw(chart: Axes, values: pd.Series, colour: str, label: str, linestyle: str = "-") -> None:
    known = values.astype("float64")
    chart.plot(known.index, known, color=colour, label=label, linewidth=2, linestyle=linestyle)
    last = format_value(known.iloc[-1], _REACH)
    place = (known.index[-1], known.iloc[-1])
    chart.annotate(
        last, place, (0, 5), textcoords="offset points", color=colour, ha="right", va="bottom"
    )


def _least(k: int) -> str:
    return "at least once" if k == 1 else f"at least {k} times"


def _alt(lines: dict[int, pd.DataFrame], added: float | None) -> str:
    days = pd.concat(lines.values()).index
    rises = "; ".join(
        f"{_least(k)}, {format_value(line['reach'].iloc[0], _REACH)} rising to "
        f"{format_value(line['reach'].iloc[-1], _REACH)}"
        for k, line in lines.items()
    )
    claimed = (
        "" if added is None
        else f"; the reach of the periods added up comes to {format_value(added, _REACH)}"
    )  # fmt: skip
    return f"Reach so far, from {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}: {rises}{claimed}."
