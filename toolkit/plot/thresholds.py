"""How a number falls as a view has to last longer."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, GREEN, INK, MUTED, ORANGE, RED, new_chart, styled
from ..table import format_groups, format_span, format_value
from .words import ticks, told

_COLORS = (BLUE, ORANGE, GREEN, RED, INK, MUTED)
_DASHES = ("-", "--", "-.", ":")


def plot_thresholds(
    curve: pd.DataFrame, metric: str = "views", *, at: float | None = None, ax: Axes | None = None
) -> Axes:
    """Draw views, their rate or their cost over the seconds that a view has to last.

    Parameters
    ----------
    curve : DataFrame
        As `watch_curve` returns it, by one dimension and ``seconds``.
    metric : {"views", "view_rate", "cpv"}, default "views"
        What to draw; a band reaches from the lowest to the highest possible.
    at : float, optional, unit seconds
        Mark this threshold.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        One line for each group, of the likeliest values; missing where nothing tells them.
    """
    declared, currency = METRICS[metric], str(curve.attrs.get("currency", ""))
    levels = list(range(curve.index.nlevels - 1))
    groups = [part for _, part in curve.groupby(level=levels, sort=False, observed=True)]
    names = format_groups(pd.Index([part.index[0][:-1] for part in groups], tupleize_cols=False))
    with styled():
        chart = ax or new_chart(height=3.4)
        for place, (name, part) in enumerate(zip(names, groups, strict=True)):
            seconds = part.index.get_level_values("seconds")
            color = _COLORS[place % len(_COLORS)]
            dash = _DASHES[place // len(_COLORS) % len(_DASHES)]
            chart.plot(seconds, part[metric], color=color, label=name, linestyle=dash)
            ends = [part[f"{metric}_{end}"].astype("float64") for end in ("low", "high")]
            chart.fill_between(seconds, *ends, color=color, alpha=0.12, linewidth=0)
        if at is not None:
            chart.axvline(at, color=MUTED, linewidth=1)
        chart.set(xlabel="A view lasts at least ... seconds", ylabel=_unit(declared.unit, currency))
        chart.set_title(f"{declared.label} by what counts as a view")
        chart.yaxis.set_major_formatter(ticks(declared, ""))
        chart.grid(visible=True, axis="y")
        chart.set_xlim(left=0)
        chart.set_ylim(bottom=0, top=_top(curve, metric))
        if len(groups) > 1:
            chart.legend()
    return told(chart, _alt(declared, names, groups, metric, currency))


def _unit(unit: str, currency: str) -> str:
    text = unit.replace("currency", currency) if currency else unit
    return text[:1].upper() + text[1:]


def _top(curve: pd.DataFrame, metric: str) -> float | None:
    """Leave room for what is likely; bands without a likeliest value may run out of the picture."""
    likely = curve[metric].astype("float64").max()
    return None if pd.isna(likely) or likely <= 0 else 1.15 * likely


def _alt(declared, names: list[str], groups: list[pd.DataFrame], metric: str, currency: str) -> str:
    told_of = [
        f"{name} {_end(part.iloc[0], declared, metric, currency)} at "
        f"{part.index[0][-1]:g} s, {_end(part.iloc[-1], declared, metric, currency)} at "
        f"{part.index[-1][-1]:g} s"
        for name, part in zip(names, groups, strict=True)
    ]
    return f"{declared.label} by the seconds that a view has to last: {'; '.join(told_of)}."


def _end(row: pd.Series, declared, metric: str, currency: str) -> str:
    if pd.notna(row[metric]):
        return format_value(row[metric], declared, currency)
    low, high = (row[f"{metric}_{end}"] for end in ("low", "high"))
    return format_span(low, high, declared, currency)
