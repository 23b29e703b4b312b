"""How a picture gets its style and its words: one look, and alt text on everything."""

import base64
import io
import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from uuid import uuid4

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font
from matplotlib.projections import register_projection

from .numerals import locale_in_use

# Okabe and Ito's palette: told apart by colour-blind readers, and in grey print by its order.
BLUE, ORANGE, GREEN, RED = "#0072b2", "#e69f00", "#009e73", "#d55e00"
INK, MUTED, LINE, PALE = "#1b1b1f", "#5b5b66", "#d8d8e0", "#cfe3f1"

# DejaVu Sans ships with matplotlib; the others write what it cannot, where they are installed.
_FAMILIES = (
    "DejaVu Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK KR", "Hiragino Sans",
    "Yu Gothic", "Microsoft YaHei", "Malgun Gothic", "PingFang SC", "Apple SD Gothic Neo",
    "Arial Unicode MS", "Noto Sans Thai", "Noto Sans Devanagari", "Noto Emoji",
)  # fmt: skip
# Names the folder of who draws figures elsewhere; such a figure is shown as this and its file.
WHO_DRAWS = "IMPRESSIONS_FIGURES_TO"
TO_DRAW = "drawing:"
_STYLE: dict[Any, Any] = {
    "figure.dpi": 144,
    "figure.facecolor": "white",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": MUTED,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 11,
    "axes.titleweight": "bold",
    "axes.titlepad": 10,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "legend.frameon": False,
}


class Chart(Axes):
    """Axes that show themselves as a figure with alt text, wherever HTML is shown."""

    name = "toolkit.chart"
    alt = ""

    def _repr_html_(self) -> str:
        figure = self.get_figure(root=True)
        assert figure is not None
        return figure_html(figure, self.alt)

    def __repr__(self) -> str:
        return f"Chart: {self.alt}"

    __str__ = __repr__


register_projection(Chart)


@contextmanager
def styled() -> Iterator[None]:
    """Apply the style while a chart is drawn, and to nothing else."""
    with mpl.rc_context({**_STYLE, "font.sans-serif": [*_fonts()]}):
        yield


def drawable(text: str, otherwise: str) -> str:
    """Return ``text`` if the installed fonts can write most of it, without what they cannot.

    Examples
    --------
    >>> drawable("Spring \U0010fffd sale", "no. 1")
    'Spring sale'
    >>> drawable("\U0010fffd\U0010fffd", "no. 1")
    'no. 1'
    """
    known = frozenset[int]().union(*_fonts().values())
    kept = "".join(each for each in text if ord(each) in known)
    return " ".join(kept.split()) if 2 * len(kept) > len(text) else otherwise


@cache
def _fonts() -> dict[str, frozenset[int]]:
    """The installed families, and the characters that each can write."""
    installed = {font.name: font.fname for font in fontManager.ttflist}
    return {
        family: frozenset(get_font(installed[family]).get_charmap())
        for family in _FAMILIES
        if family in installed
    }


def new_chart(height: float = 3.0, width: float = 7.2) -> Chart:
    """Return an empty chart in a figure of its own, which no backend shows unasked."""
    figure = Figure(figsize=(width, height), layout="constrained")
    chart = figure.add_subplot(projection=Chart.name)
    assert isinstance(chart, Chart)
    return chart


def new_charts(count: int, height: float = 2.6, width: float = 7.2) -> list[Chart]:
    """Return empty charts one above the other, in one figure and over the same values of x."""
    figure = Figure(figsize=(width, height * count), layout="constrained")
    grid = figure.subplots(
        count, 1, sharex=True, squeeze=False, subplot_kw={"projection": Chart.name}
    )
    return list(grid[:, 0])


def figure_html(figure: Figure, alt: str) -> str:
    """Return a figure as HTML that needs nothing else, with its alt text.

    Raises
    ------
    ValueError
        If the alt text is empty: a reader who cannot see the picture needs it.
    """
    if not alt.strip():
        raise ValueError("A figure needs alt text.")
    return (
        f'<figure><img alt="{escape(alt, quote=True)}" src="{_source(figure)}" '
        f'style="max-width:100%;height:auto"></figure>'
    )


def drawn(figure: Figure) -> str:
    """Return the address that holds the picture of a figure."""
    buffer = io.BytesIO()
    with styled():
        # Saving lays a figure out and draws it twice; once gives the same picture.
        FigureCanvasAgg(figure).print_png(buffer, metadata={"Software": None})
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def _source(figure: Figure) -> str:
    if folder := os.environ.get(WHO_DRAWS):
        with suppress(AttributeError, OSError, TypeError, pickle.PicklingError):
            return _handed_over(figure, Path(folder))
    return drawn(figure)


def _handed_over(figure: Figure, folder: Path) -> str:
    name = uuid4().hex
    (folder / name).write_bytes(pickle.dumps((figure, locale_in_use())))
    return TO_DRAW + name
