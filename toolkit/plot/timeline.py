"""Every post at the time it went out, and the days from which posts were shown more or less."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.ticker import LogLocator, NullLocator

from ..catalog import METRICS
from ..figure import BLUE, GREEN, MUTED, ORANGE, new_chart, styled
from ..numerals import write_count
from ..table import format_value
from .words import ticks, told

_TYPICAL = 15


def plot_timeline(
    posts: pd.DataFrame,
    metric: str,
    changes: pd.DataFrame | None = None,
    *,
    known: Mapping[str, str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw each post's count against the time it was published.

    Parameters
    ----------
    posts : DataFrame
        A delivery table with a row per post and ``published_at``.
    metric : str
        Name of the measure.
    changes : DataFrame, optional
        As `change_points` returns it: each is a line, and a band over the days on which it may have
        been.
    known : mapping of str to str, optional
        What is known to have changed: name to day, drawn dashed.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        A dot per post, on a logarithmic scale, and the median of each 15 posts in a row.
    """
    declared = METRICS[metric]
    shown = posts[posts[metric].gt(0) & posts["published_at"].notna()].sort_values("published_at")
    times = shown["published_at"].dt.tz_localize(None)
    values = shown[metric].astype("float64")
    typical = values.rolling(_TYPICAL, center=True, min_periods=5).median()
    changes = pd.DataFrame(columns=["date", "first", "last"]) if changes is None else changes
    with styled():
        chart = ax or new_chart(height=3.0)
        chart.set_yscale("log")
        chart.scatter(times, values, s=12, color=BLUE, alpha=0.45, linewidths=0)
        chart.plot(times, typical, color=BLUE, linewidth=1.6)
        for change in changes.itertuples():
            chart.axvspan(change.first, change.last, color=ORANGE, alpha=0.25, linewidth=0)
            chart.axvline(change.date, color=ORANGE, linewidth=1.6)
        for name, day in (known or {}).items():
            chart.axvline(pd.Timestamp(day), color=GREEN, linewidth=1.4, linestyle="--")
            chart.annotate(
                name, (pd.Timestamp(day), 1), (3, -3), xycoords=("data", "axes fraction"),
                textcoords="offset points", color=GREEN, va="top",
            )  # fmt: skip
        locator = AutoDateLocator(maxticks=8)
        chart.xaxis.set_major_locator(locator)
        chart.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        chart.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        chart.yaxis.set_major_formatter(ticks(declared, ""))
        chart.yaxis.set_minor_locator(NullLocator())
        chart.grid(visible=True, axis="y")
        chart.set_ylabel(f"{declared.label} per post", color=MUTED)
        chart.set_title(f"{declared.label} of each post; line: median of {_TYPICAL} in a row")
    return told(chart, _words(shown, metric, changes))


def _words(shown: pd.DataFrame, metric: str, changes: pd.DataFrame) -> str:
    declared = METRICS[metric]
    if shown.empty:
        return f"{declared.label} per post: none."
    first, last = (
        f"{day:%Y-%m-%d}" for day in (shown["published_at"].min(), shown["published_at"].max())
    )
    median = format_value(shown[metric].astype("float64").median(), declared)
    lines = ", ".join(f"{day:%Y-%m-%d}" for day in changes["date"]) or "none"
    posts = write_count(len(shown))
    return (
        f"{declared.label} of {posts} posts from {first} to {last}, median {median}. "
        f"Days from which posts were shown more or less: {lines}."
    )
