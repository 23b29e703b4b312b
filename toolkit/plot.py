"""How a summary looks: one picture a function, labelled by the catalogue."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .catalog import DIMENSIONS, METRICS
from .figure import BLUE, GREEN, MUTED, ORANGE, PALE, Chart, drawable, new_chart, styled
from .metrics import Metric
from .table import format_groups, format_span, format_value

_LABEL = 38
_NEAR = 0.12


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
        Widths of the bars are the values.

    Examples
    --------
    >>> shown = pd.DataFrame({"impressions": [5, 9]}, index=pd.Index(["a", "b"], name="ad"))
    >>> plot_ranking(shown, "impressions")
    Chart: Impressions by ad, largest first: b 9, a 5.
    """
    declared, ends = METRICS[metric], _ends(summary, metric)
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
        _finish(chart, declared, currency, f"{declared.label} by {_by(summary)}")
        chart.margins(x=0.18)
        chart.set_xlim(left=min(0, chart.get_xlim()[0]))
    shown = ", ".join(f"{label} {value}" for label, value in zip(labels, values, strict=True))
    return _told(chart, f"{declared.label} by {_by(summary)}, largest first: {shown or 'none'}.")


def plot_bounds(
    summary: pd.DataFrame, metric: str, *, known: float | None = None, ax: Axes | None = None
) -> Axes:
    """Draw between which figures an answer lies, and the known answer if there is one.

    Parameters
    ----------
    summary : DataFrame, one row
        With the columns ``<metric>_low`` and ``<metric>_high``.
    metric : str
        Name of a metric of the catalogue.
    known : float, optional, unit of the metric
        The true or measured answer, drawn as a line.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Examples
    --------
    >>> bounds = pd.DataFrame({"reach_low": [600], "reach_high": [1200]}, index=["all"])
    >>> plot_bounds(bounds, "reach", known=700)
    Chart: Reach lies between 600 and 1,200; measured for the whole it is 700.
    """
    declared, currency = METRICS[metric], str(summary.attrs.get("currency", ""))
    low, high = _ends(summary, metric).iloc[0]
    ends = [format_value(end, declared, currency) for end in (low, high)]
    with styled():
        chart = ax or new_chart(height=1.5)
        chart.barh([0], [high - low], left=[low], color=PALE, height=0.5)
        sides = ("left" if low < _NEAR * high else "right", "left")
        for end, text, side in zip((low, high), ends, sides, strict=True):
            chart.vlines(end, -0.25, 0.25, color=BLUE, linewidth=2)
            shift = (-6 if side == "right" else 6, 0)
            chart.annotate(text, (end, 0), shift, textcoords="offset points", ha=side, va="center")
        if known is not None:
            chart.vlines(known, -0.4, 0.4, color=GREEN, linewidth=3)
            text = f"whole: {format_value(known, declared, currency)}"
            chart.annotate(
                text, (known, 0.4), (0, 4), textcoords="offset points", color=GREEN, ha="center"
            )
        chart.set_yticks([])
        chart.set_ylim(-0.5, 0.9 if known is not None else 0.5)
        _finish(chart, declared, currency, f"{declared.label}: what the parts allow")
        chart.set_xlim(0, high * 1.15)
    whole = (
        "" if known is None else f"; measured for the whole it is {format_value(known, declared)}"
    )
    return _told(chart, f"{declared.label} lies between {ends[0]} and {ends[1]}{whole}.")


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
        chart.yaxis.set_major_formatter(_ticks(METRICS["reach"], ""))
        chart.set(xlabel="Impressions per person", ylabel="People")
        chart.set_title("Who is reached how often")
    shown = ", ".join(
        f"{label}: {format_value(height, METRICS['reach'])}"
        for label, height in zip(labels, heights, strict=True)
    )
    return _told(chart, f"People by number of impressions: {shown or 'nobody'}.")


def _ends(summary: pd.DataFrame, metric: str) -> pd.DataFrame:
    low = summary[metric if metric in summary else f"{metric}_low"]
    high = summary[metric if metric in summary else f"{metric}_high"]
    return pd.DataFrame({"low": low, "high": high}).astype("float64")


def _finish(chart: Axes, metric: Metric, currency: str, title: str) -> None:
    unit = metric.unit.replace("currency", currency) if currency else metric.unit
    chart.set_title(title)
    chart.set_xlabel(unit[:1].upper() + unit[1:])
    chart.xaxis.set_major_formatter(_ticks(metric, ""))
    chart.xaxis.set_major_locator(MaxNLocator("auto", integer=metric.format == "integer"))
    chart.xaxis.label.set_color(MUTED)


def _ticks(metric: Metric, currency: str) -> FuncFormatter:
    return FuncFormatter(lambda value, _: format_value(value, metric, currency))


def _by(summary: pd.DataFrame) -> str:
    name = summary.index.names[-1]
    return DIMENSIONS[name].label.lower() if name in DIMENSIONS else str(name or "group")


def _told(chart: Axes, alt: str) -> Axes:
    if isinstance(chart, Chart):
        chart.alt = alt
    return chart
