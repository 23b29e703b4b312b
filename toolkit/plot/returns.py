"""What more money brings: the periods seen, and the curve through them."""

from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, ORANGE, PALE, new_chart, styled
from ..returns import Returns
from ..table import format_value
from .words import plain_ticks, ticks, told


def plot_returns(found: Returns, *, ax: Axes | None = None) -> Axes:
    """Draw what each period's spend brought, and the fitted curve with its interval.

    Parameters
    ----------
    found : Returns
        As `fit_returns` returns it.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        One dot a period; the curve ends at the largest spend seen.
    """
    metric, spend = METRICS[found.metric], METRICS["spend"]
    curve = found.curve
    with styled():
        chart = ax or new_chart(height=3.0)
        chart.fill_between(
            curve.index, curve[f"{metric.name}_low"], curve[f"{metric.name}_high"],
            color=PALE, linewidth=0,
        )  # fmt: skip
        chart.plot(curve.index, curve[metric.name], color=BLUE, linewidth=2)
        chart.scatter(found.periods["spend"], found.periods[metric.name], color=ORANGE, s=18,
                      zorder=3)  # fmt: skip
        chart.grid(visible=True, axis="both")
        chart.set_xlim(left=0)
        chart.set_ylim(bottom=0)
        chart.xaxis.set_major_formatter(plain_ticks(",.6g"))
        chart.yaxis.set_major_formatter(ticks(metric, ""))
        unit = f" ({found.currency})" if found.currency else ""
        chart.set(xlabel=f"Spend per period{unit}", ylabel=metric.label)
        mix = ", at the usual mix" if found.mix else ""
        chart.set_title(f"What spend brought: {metric.label.lower()} per period{mix}")
    first, last = curve.iloc[0], curve.iloc[-1]
    return told(
        chart,
        f"{metric.label} against spend in {len(found.periods):,} periods: the curve runs from "
        f"{format_value(first[metric.name], metric)} at "
        f"{format_value(curve.index[0], spend, found.currency)} to "
        f"{format_value(last[metric.name], metric)} at "
        f"{format_value(curve.index[-1], spend, found.currency)}.",
    )
