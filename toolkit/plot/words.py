"""What every picture says in the catalogue's words: title, unit, ticks, alt text."""

from functools import partial

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from ..catalog import DIMENSIONS
from ..figure import MUTED, Chart
from ..margin import HIGH, LOW
from ..metrics import Metric
from ..numerals import write_number
from ..table import format_value


def ends_of(summary: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Return the lowest and the highest possible value of each group; alike where it is exact."""
    is_open = metric + LOW in summary
    low, high = (summary[metric + end if is_open else metric] for end in (LOW, HIGH))
    return pd.DataFrame({"low": low, "high": high}).astype("float64")


def finish(chart: Axes, metric: Metric, currency: str, title: str) -> None:
    """Write title, unit and ticks of a picture whose values run along x."""
    unit = metric.unit.replace("currency", currency) if currency else metric.unit
    chart.set_title(title)
    chart.set_xlabel(unit[:1].upper() + unit[1:])
    chart.xaxis.set_major_formatter(ticks(metric, ""))
    chart.xaxis.set_major_locator(MaxNLocator("auto", integer=metric.format == "integer"))
    chart.xaxis.label.set_color(MUTED)


def ticks(metric: Metric, currency: str) -> FuncFormatter:
    """Return tick texts in the format of the metric."""
    return FuncFormatter(partial(_tick, metric, currency))


def plain_ticks(spec: str) -> FuncFormatter:
    """Return tick texts of plain numbers, by a format spec."""
    return FuncFormatter(partial(_plain_tick, spec))


def _tick(metric: Metric, currency: str, value: float, _: int | None) -> str:
    return format_value(value, metric, currency)


def _plain_tick(spec: str, value: float, _: int | None) -> str:
    return write_number(value, spec)


def split_label(summary: pd.DataFrame) -> str:
    """Return what splits a summary, as its label in the catalogue."""
    name = summary.index.names[-1]
    return DIMENSIONS[name].label.lower() if name in DIMENSIONS else str(name or "group")


def told(chart: Axes, alt: str) -> Axes:
    """Give a picture its words."""
    if isinstance(chart, Chart):
        chart.alt = alt
    return chart
