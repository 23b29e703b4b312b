"""Who saw it where: the people of each combination, with the combination below."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, INK, LINE, MUTED, drawable, new_chart, styled
from ..margin import HIGH, LOW, is_estimate
from ..table import format_value, shorten
from .words import ticks, told

_REACH = METRICS["reach"]
_DOT, _BARS, _ROW = 5, 2.2, 0.26


def plot_overlap(combinations: pd.DataFrame, *, most: int = 15, ax: Axes | None = None) -> Axes:
    """Draw how many people saw it in which combination of places, the largest first.

    Parameters
    ----------
    combinations : DataFrame
        As `toolkit.log.overlap` returns it.
    most : int, default 15
        Number of combinations to draw; the title says how many there are.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Returns
    -------
    Axes
        Heights of the bars are people; they share nobody. A dot below says that the people of
        a bar saw it there, and a ring that they did not. Of a sample the bars carry the
        interval.

    Source
    ------
    Lex et al., UpSet: visualization of intersecting sets, 2014.

    Examples
    --------
    >>> where = pd.MultiIndex.from_tuples([(0, 1), (1, 1)], names=["meta", "tiktok"])
    >>> plot_overlap(pd.DataFrame({"people": [5, 2]}, index=where))
    Chart: People by where they saw it, largest first: only tiktok 5; tiktok and meta 2.
    """
    seen = _seen(combinations)
    shown = seen.sort_values("people", ascending=False, kind="stable")[:most]
    places = list(seen.index.names)
    with styled():
        chart, matrix = _beside(ax, len(places))
        bars = range(len(shown))
        chart.bar(bars, shown["people"], color=BLUE, width=0.6)
        for bar, people in zip(bars, shown["people"], strict=True):
            text = format_value(people, _REACH)
            top = shown["people" + HIGH].iloc[bar] if "people" + HIGH in shown else people
            chart.annotate(
                text, (bar, top), (0, 3), textcoords="offset points", ha="center", fontsize=7
            )
        if is_estimate("people", shown.columns):
            chart.vlines(bars, shown["people" + LOW], shown["people" + HIGH], color=INK)
        chart.grid(visible=False, axis="x")
        chart.grid(visible=True, axis="y")
        chart.yaxis.set_major_formatter(ticks(_REACH, ""))
        chart.set_ylabel(_REACH.unit.capitalize(), color=MUTED)
        chart.margins(y=0.12)
        chart.tick_params(labelbottom=False)
        chart.set_title(_title(len(shown), len(seen)))
        _draw_matrix(matrix, shown, places)
    told_of = "; ".join(
        f"{_where(key, places)} {format_value(people, _REACH)}"
        for key, people in shown["people"].items()
    )
    return told(chart, f"People by where they saw it, largest first: {told_of or 'nobody'}.")


def _seen(combinations: pd.DataFrame) -> pd.DataFrame:
    """Whether, not how often; the places with most people come first."""
    seen = combinations.index.to_frame(index=False).gt(0).astype("int64")
    people = combinations[[name for name in combinations if str(name).startswith("people")]]
    people = people.astype("float64")
    order = seen.mul(people["people"].to_numpy(), axis=0).sum().sort_values(ascending=False)
    keys = [seen[name].to_numpy() for name in order.index]
    return people.groupby(keys).sum().rename_axis(list(order.index))


def _beside(ax: Axes | None, rows: int) -> tuple[Axes, Axes]:
    """Axes for the bars, and below them axes for as many rows of dots."""
    if ax is not None:
        return ax, ax.inset_axes((0, -0.05 - 0.1 * rows, 1, 0.1 * rows), sharex=ax)
    chart = new_chart(height=_BARS + _ROW * rows)
    grid = chart.figure.add_gridspec(2, 1, height_ratios=(_BARS, _ROW * rows))
    chart.set_subplotspec(grid[0])
    return chart, chart.figure.add_subplot(grid[1], sharex=chart)


def _draw_matrix(matrix: Axes, shown: pd.DataFrame, places: Sequence[object]) -> None:
    for bar, key in enumerate(shown.index):
        held = [row for row, there in enumerate(_levels(key)) if there]
        empty = [row for row, there in enumerate(_levels(key)) if not there]
        matrix.plot([bar] * len(empty), empty, "o", color=LINE, markersize=_DOT)
        matrix.plot([bar] * len(held), held, "o-", color=BLUE, markersize=_DOT, linewidth=1.5)
    labels = [drawable(shorten(place, 24), f"no. {row}") for row, place in enumerate(places, 1)]
    matrix.set_yticks(range(len(places)), labels)
    matrix.set_ylim(len(places) - 0.5, -0.5)
    matrix.tick_params(labelbottom=False)
    matrix.grid(visible=False)
    for spine in matrix.spines.values():
        spine.set_visible(False)


def _levels(key: object) -> tuple[int, ...]:
    return key if isinstance(key, tuple) else (int(str(key)),)


def _where(key: object, places: Sequence[object]) -> str:
    held = [str(place) for place, there in zip(places, _levels(key), strict=True) if there]
    if len(held) == 1:
        return f"only {held[0]}"
    return " and ".join([", ".join(held[:-1]), held[-1]])


def _title(shown: int, all_of_them: int) -> str:
    which = f", the {shown} largest of {all_of_them}" if shown < all_of_them else ""
    return f"Who saw it where{which}"
