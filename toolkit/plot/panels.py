"""Several pictures of one kind, one above the other, on the same days."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from matplotlib.axes import Axes

from ..figure import new_charts, styled
from .words import told

Shown = TypeVar("Shown")


def stack_charts(
    parts: Mapping[str, Shown], draw: Callable[[str, Shown, Axes], Axes], height: float = 2.6
) -> Axes:
    """Draw each part in a panel of its own, under its name where there are several.

    Returns
    -------
    Axes
        The first panel, which shows the whole figure, with the words of all.
    """
    with styled():
        charts = new_charts(len(parts), height)
    words = []
    for chart, (name, part) in zip(charts, parts.items(), strict=True):
        draw(name, part, chart)
        if len(parts) > 1:
            with styled():
                chart.set_title(f"{name}: {chart.get_title(loc='left')}")
        words.append(f"{name}: {chart.alt}" if len(parts) > 1 else chart.alt)
    return told(charts[0], " ".join(words))
