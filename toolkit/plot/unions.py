"""Models of a union side by side, and what is possible at all."""

import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..figure import BLUE, GREEN, ORANGE, PALE, new_chart, styled
from ..table import format_value
from .words import finish, told

_REACH = METRICS["reach"]


def plot_unions(
    unions: pd.DataFrame, *, known: float | None = None, ax: Axes | None = None
) -> Axes:
    """Draw what each model says of the people reached by any, with the bounds as a band.

    Parameters
    ----------
    unions : DataFrame
        As `compare_unions` returns it; models that lack figures are left out.
    known : float, optional, unit people
        The true union, drawn as a line.
    ax : Axes, optional
        Draw here instead of in a figure of its own.

    Examples
    --------
    >>> from toolkit import compare_unions
    >>> plot_unions(compare_unions({"a": 50, "b": 50}, universe=100))
    Chart: Reach lies between 50 and 100; Sainsbury (independence) says 75.
    """
    low, high = unions.attrs["bounds"]
    said = unions.dropna(subset=["reach"])
    texts = [
        format_value(reach, _REACH) + (f", cut from {format_value(own, _REACH)}" if cut else "")
        for reach, own, cut in said[["reach", "told", "cut"]].itertuples(index=False, name=None)
    ]
    with styled():
        chart = ax or new_chart(height=1.4 + 0.3 * max(len(said), 1))
        chart.axvspan(low, high, color=PALE, zorder=0)
        colours = [ORANGE if cut else BLUE for cut in said["cut"]]
        chart.scatter(said["reach"], range(len(said)), color=colours, zorder=3)
        for place, (reach, text) in enumerate(zip(said["reach"], texts, strict=True)):
            chart.annotate(text, (reach, place), (7, 0), textcoords="offset points", va="center")
        if known is not None:
            chart.axvline(known, color=GREEN, linewidth=2, zorder=2)
            chart.annotate(
                f"truth: {format_value(known, _REACH)}", (known, -0.85), (4, 0),
                textcoords="offset points", color=GREEN, va="center",
            )  # fmt: skip
        chart.set_yticks(range(len(said)), said["label"])
        chart.set_ylim(len(said) - 0.4, -1.3 if known is not None else -0.7)
        unit = unions.attrs.get("unit", "people").capitalize()
        finish(chart, _REACH, "", f"{unit} reached by any: models, and what is possible")
        chart.set(xlabel=unit, xlim=(0, max(high, low, known or 0) * 1.2))
    models = "; ".join(
        f"{name} says {text}" for name, text in zip(said["label"], texts, strict=True)
    )
    span = f"Reach lies between {format_value(low, _REACH)} and {format_value(high, _REACH)}"
    truth = "" if known is None else f"; the truth is {format_value(known, _REACH)}"
    return told(chart, f"{span}; {models or 'no model can be asked'}{truth}.")
