"""Several pictures of one kind, one above the other, on the same days."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from matplotlib.axes import Axes

from ..figure import new_charts, styled
from .words import told

Shown = TypeVar("Shown")


def stack_charts(
    parts: Mapping[str, Shown],
    draw: Callable[[Shown, Axes], Axes],
    *,
    most: int = 4,
    height: float = 2.6,
) -> Axes:
    """Draw each part in a panel of its own, under its name where there are several.

    Parameters
    ----------
    parts : mapping of str to what is drawn
        The most important first.
    draw : callable
        Draws a part into axes.
    most : int, default 4
        Number of panels; how many parts have none is said below.
    height : float, default 2.6, unit inches
        Height of a panel.

    Returns
    -------
    Axes
        The first panel, which shows the whole figure, with the words of all.
    """
    shown, words = dict(list(parts.items())[:most]), []
    with styled():
        charts = new_charts(len(shown), height)
        for chart, (name, part) in zip(charts, shown.items(), strict=True):
            draw(part, chart)
            words.append(f"{name}: {chart.alt}" if len(parts) > 1 else chart.alt)
            if len(parts) > 1:
                chart.set_title(f"{name}: {chart.get_title(loc='left')}")
        if left := len(parts) - len(shown):
            words.append(f"{left} more have no picture here.")
            charts[-1].set_xlabel(words[-1])
    return told(charts[0], " ".join(words))
