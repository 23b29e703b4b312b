"""How many times the usual: dots and intervals, on a scale where half is as far as double."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullFormatter

from ..catalog import METRICS
from ..drivers import label_of
from ..figure import BLUE, INK, MUTED, PALE, drawable, new_chart, styled
from ..numerals import write_count, write_number
from .words import plain_ticks, told

_LABEL = 44
_TICKS = (0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10)


def plot_multipliers(fitted: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many times the usual impressions posts at each level of each lever had.

    Parameters
    ----------
    fitted : DataFrame
        As `fit_levers` returns it.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        A dot and a line for each multiplier that is told; levels that others are compared with
        have a hollow dot at 1.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples(
    ...     [("format", "photo"), ("format", "reel")], names=["lever", "level"])
    >>> fitted = pd.DataFrame({
    ...     "posts": [30, 12], "multiplier": [1, 2.0], "low": [1, 1.5], "high": [1, 2.7]}, index)
    >>> plot_multipliers(fitted)
    Chart: Posts against the most frequent kind of each lever: Content format: \
photo (30) 1, Content format: reel (12) 2.00 (1.50 to 2.70).
    """
    shown = fitted.dropna(subset=["multiplier"])
    label = METRICS[fitted.attrs.get("metric", "impressions")].label.lower()
    usual, clock = shown["low"].eq(shown["high"]), _clock(shown)
    labels = [
        f"{label_of(lever)}: {level} ({write_count(posts)})"
        for (lever, level), posts in shown["posts"].items()
    ]
    places = pd.Series(range(len(shown)), shown.index)
    with styled():
        chart = ax or new_chart(height=0.9 + 0.24 * max(len(shown), 1))
        chart.set_xscale("log")
        chart.axvline(1, color=INK, linewidth=0.8)
        chart.hlines(places, shown["low"], shown["high"], color=PALE, linewidth=6)
        face = ["white" if each else BLUE for each in usual]
        chart.scatter(shown["multiplier"], places, c=face, edgecolors=BLUE, s=28, zorder=3)
        names = [drawable(label, f"no. {place}") for place, label in enumerate(labels, 1)]
        chart.set_yticks(range(len(shown)), [name[:_LABEL] for name in names])
        chart.set_ylim(len(shown) - 0.5, -0.5)
        _scale(chart)
        chart.set_title("Against the most frequent kind of each lever")
        meant = [f"Times its {label}, with 95% intervals; posts in brackets", *clock]
        chart.set_xlabel("\n".join(meant), color=MUTED)
    texts = [
        f"{label} "
        + (
            "1"
            if same
            else "{} ({} to {})".format(*(write_number(each, ".2f") for each in (at, low, high)))
        )
        for label, at, low, high, same in zip(
            labels, shown["multiplier"], shown["low"], shown["high"], usual, strict=True
        )
    ]
    against = f"Posts against the most frequent kind of each lever: {', '.join(texts) or 'none'}"
    return told(chart, f"{'. '.join([against, *clock])}.")


def _clock(shown: pd.DataFrame) -> list[str]:
    """In which zone weekdays and hours are told, if there are any."""
    zone, levers = shown.attrs.get("zone", ""), shown.index.get_level_values("lever")
    told_by_it = zone and any(label_of(lever, zone) != label_of(lever) for lever in levers)
    return [f"Weekdays and hours in {zone}"] if told_by_it else []


def _scale(chart: Axes) -> None:
    low, high = chart.get_xlim()
    ticks = [tick for tick in _TICKS if low <= tick <= high] or [1]
    chart.set_xticks(ticks)
    chart.xaxis.set_major_formatter(plain_ticks("g"))
    chart.xaxis.set_minor_locator(MaxNLocator(1))
    chart.xaxis.set_minor_formatter(NullFormatter())
