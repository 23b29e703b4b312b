"""How a figure became another: bars that begin where the last one ended."""

from textwrap import fill

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..catalog import METRICS
from ..figure import BLUE, GREEN, INK, LINE, ORANGE, drawable, new_chart, styled
from ..metrics import Metric
from ..table import format_groups, format_value
from .words import ticks, told

_LABEL, _LETTERS = 24, 84  # of one label, and of a line of them
_DAY = len("2026-03-01")
_DEARER, _CHEAPER = ORANGE, GREEN


def plot_waterfall(change: pd.DataFrame, *, top: int = 6, ax: Axes | None = None) -> Axes:
    """Draw a change as steps from before to after, one for each part.

    Parameters
    ----------
    change : DataFrame
        As `split_spend` and its like return it: one column, the metric, indexed by parts, with
        ``before`` and ``after`` in its ``attrs``.
    top : int, default 6
        Draw so many of the largest parts, and the rest together.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Heights of the bars: before, each part without its sign, after.

    Examples
    --------
    >>> change = pd.DataFrame({"spend": [5.0, -1.0]}, index=["impressions", "price"])
    >>> change.attrs = {"before": 10.0, "after": 14.0}
    >>> plot_waterfall(change)
    Chart: Spend from 10.00 to 14.00: impressions +5.00, price -1.00.
    """
    name = str(change.columns[0])
    metric, currency = METRICS[name], str(change.attrs.get("currency", ""))
    before, after = float(change.attrs["before"]), float(change.attrs["after"])
    ends = max(abs(before), abs(after))
    steps = _steps(change[name], top)
    starts = [before + sum(steps.iloc[:place]) for place in range(len(steps))]
    lows = [0, *(min(a, a + s) for a, s in zip(starts, steps, strict=True)), 0]
    heights = [before, *steps.abs(), after]
    colours = [BLUE, *(_colour(metric, step) for step in steps), BLUE]
    names = [drawable(label, f"no. {place}") for place, label in enumerate(steps.index, 1)]
    with styled():
        chart = ax or new_chart(height=3.0)
        chart.bar(range(len(heights)), heights, bottom=lows, color=colours, width=0.62)
        edges = [before, *(a + s for a, s in zip(starts, steps, strict=True))]
        chart.hlines(edges, range(len(edges)), range(1, len(edges) + 1), color=LINE, linewidth=1)
        chart.axhline(0, color=INK, linewidth=0.6)
        letters = _LETTERS // len(heights)
        labels = [fill(name[:1].upper() + name[1:], letters) for name in names]
        windows = change.attrs.get("windows") or ("", "")
        ends_of = zip(("Before", "After"), windows, strict=True)
        first, last = (f"{end}\n{fill(days, max(letters, _DAY))}".strip() for end, days in ends_of)
        chart.set_xticks(range(len(heights)), [first, *labels, last])
        tips = [max(low, low + height) for low, height in zip(lows, heights, strict=True)]
        texts = [
            format_value(before, metric),
            *(_signed(step, metric, ends) for step in steps),
            format_value(after, metric),
        ]
        for place, (tip, text) in enumerate(zip(tips, texts, strict=True)):
            chart.annotate(text, (place, tip), (0, 3), textcoords="offset points", ha="center")
        chart.grid(visible=False, axis="x")
        chart.grid(visible=True, axis="y")
        chart.yaxis.set_major_formatter(ticks(metric, ""))
        chart.yaxis.set_major_locator(MaxNLocator("auto", integer=metric.format == "integer"))
        chart.set_ylabel(metric.unit.replace("currency", currency) if currency else metric.unit)
        chart.set_title(f"{metric.label}: before, what changed it, after")
        chart.margins(y=0.14)
    shown = ", ".join(f"{label} {_signed(step, metric, ends)}" for label, step in steps.items())
    first, last = (format_value(end, metric, currency) for end in (before, after))
    return told(chart, f"{metric.label} from {first} to {last}: {shown or 'no parts'}.")


def _steps(parts: pd.Series, top: int) -> pd.Series:
    """The parts in their order, the smallest ones together at the end."""
    labels = format_groups(_cells(parts.index), _LABEL)
    steps = pd.Series(parts.to_numpy(dtype="float64"), pd.Index(labels, dtype="object"))
    if len(steps) <= top:
        return steps
    kept = steps.abs().to_numpy().argsort(kind="stable")[::-1][: top - 1]
    shown = steps.iloc[sorted(kept)]
    rest = pd.Series({f"{len(steps) - len(shown)} others": steps.sum() - shown.sum()})
    return pd.concat([shown, rest])


def _cells(index: pd.Index) -> pd.Index:
    return index.reorder_levels([*index.names[1:], index.names[0]]) if index.nlevels > 1 else index


def _colour(metric: Metric, step: float) -> str:
    wants_less = getattr(metric, "better", None) == "lower" or metric.name == "spend"
    return _DEARER if (step > 0) == wants_less else _CHEAPER


def _signed(step: float, metric: Metric, beside: float) -> str:
    return f"{'+' if step >= 0 else ''}{format_value(step, metric, beside=beside)}"
