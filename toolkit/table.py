"""How a number is written, and a summary laid out."""

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from .catalog import DIMENSIONS, METRICS, leaves
from .enclose import is_shared, kinds
from .margin import HIGH, LOW, estimate_of, is_estimate
from .metrics import Measure, Metric, Ratio, may_be_added
from .numerals import write_count, write_number
from .rules import VIEW_RULE

if TYPE_CHECKING:
    from great_tables import GT

# What asks for the raw values beside what is shown, and the type that they travel as.
WITH_RAW = "IMPRESSIONS_WITH_RAW_TABLES"
RAW = "application/vnd.impressions.table+json"
DASH = "\N{EN DASH}"
_ADDRESS = ("http://", "https://")
_LONGEST = 60
_SHARE = "_share"
_LABEL = re.compile(r'(?<=class="gt_row gt_left">)[^<]*')
_LONG_NAME = re.compile(r"\w{17,}")
# A group's share of a measure: not a metric of its own, for it needs the whole.
SHARE = Ratio("share", "Share", "share of the whole", "part", "whole",
              "A group's part of the whole.", "Impressions toolkit", "percent")  # fmt: skip


def format_value(
    value: object, metric: Metric, currency: str = "", beside: float | None = None
) -> str:
    """Write one value of a metric as its declaration says.

    Parameters
    ----------
    value : number
        In the unit of the metric; missing gives a dash.
    metric : Measure or Ratio
        Declaration with the format.
    currency : str, optional
        ISO 4217 code that money carries.
    beside : float, optional
        A figure that takes as many decimals; by default the value itself says how many.

    Examples
    --------
    >>> from toolkit.catalog import METRICS
    >>> format_value(1234567, METRICS["impressions"])
    '1,234,567'
    >>> format_value(7.4, METRICS["cpm"], "EUR")
    '7.40 EUR'
    >>> format_value(0.02, METRICS["cpm"], "EUR"), format_value(0.02, METRICS["cpm"], "EUR", 7.4)
    ('0.0200 EUR', '0.02 EUR')
    >>> format_value(None, METRICS["reach"]) == DASH
    True
    """
    if pd.isna(value):
        return DASH
    number = float(value)  # type: ignore[arg-type]
    size = abs(number if beside is None else beside)
    match metric.format:
        case "integer":
            return write_number(number, ",.0f")
        case "percent":
            return write_number(number, ".2%" if 0 < size < 0.01 else ".1%")
        case "money":
            cents = write_number(number, ",.4f" if 0 < size < 0.1 else ",.2f")
            return f"{cents} {currency}".strip()
        case "seconds":
            return f"{write_number(number, ',.1f' if size < 1000 else ',.0f')} s"
        case _:
            return write_number(number, ",.2f" if size < 1000 else ",.0f")


def format_span(low: object, high: object, metric: Metric, currency: str = "") -> str:
    """Write what encloses a value, or the value itself where both ends agree.

    Examples
    --------
    >>> from toolkit.catalog import METRICS
    >>> format_span(600, 1200, METRICS["reach"])
    '600 to 1,200'
    """
    ends = [format_value(end, metric, currency) for end in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    if DASH in ends:
        return f"{'at least' if ends[1] == DASH else 'at most'} {min(ends, key=DASH.__eq__)}"
    return f"{ends[0].removesuffix(currency).strip()} to {ends[1]}"


def format_estimate(
    value: object, low: object, high: object, metric: Metric, currency: str = ""
) -> str:
    """Write an estimate and its interval, or the value itself where nothing is left open.

    Examples
    --------
    >>> from toolkit.catalog import METRICS
    >>> format_estimate(900, 600, 1200, METRICS["reach"])
    '900 (600 to 1,200)'
    """
    figure, span = format_value(value, metric, currency), format_span(low, high, metric, currency)
    if DASH in (figure, span):
        return span if figure == DASH else figure
    return figure if span == figure else f"{figure} ({span})"


def shorten(text: object, longest: int = _LONGEST) -> str:
    """Cut a long label at a word; of an address keep the end, which tells it from others.

    Examples
    --------
    >>> shorten("one two three", 8)
    'one two…'
    >>> shorten("https://example.org/posts/7123", 11)
    '…posts/7123'
    """
    line = " ".join(str(text).split())
    if len(line) <= longest:
        return line
    if line.startswith(_ADDRESS):
        return f"…{line[1 - longest :]}"
    cut = line[:longest].rsplit(" ", 1)[0] if " " in line[:longest] else line[: longest - 1]
    return f"{cut}…"


class Table:
    """A summary, written out: HTML in a notebook, aligned text elsewhere."""

    def __init__(
        self,
        cells: pd.DataFrame,
        labels: int,
        title: str,
        note: str,
        raw: pd.DataFrame | None = None,
    ) -> None:
        self.cells = cells
        self.raw = cells if raw is None else raw
        self.labels = labels
        self.title = title
        self.note = note

    @cached_property
    def great_table(self) -> "GT":
        """The Great Tables object, for further styling."""
        from great_tables import GT

        content = hashlib.sha256(repr(self).encode()).hexdigest()
        table = GT(self.cells, id=f"table-{content[:12]}")
        table = table.cols_align("right").cols_align(
            "left", columns=list(self.cells)[: self.labels]
        )
        if self.title:
            table = table.tab_header(title=self.title)
        return table.tab_source_note(self.note) if self.note else table

    def _repr_html_(self) -> str:
        # A dollar sign in a name must not make JupyterLab set it as mathematics.
        html = _LABEL.sub(_breakable, self.great_table.as_raw_html())
        return html.replace('<div id="table-', '<div class="mathjax_ignore" id="table-', 1)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """The values behind the table, for a report that wants them as a file."""
        if not os.environ.get(WITH_RAW):
            return {}
        told = json.loads(self.raw.to_json(orient="split", index=False, date_format="iso"))
        return {RAW: {"title": self.title, **told}}

    def __repr__(self) -> str:
        lines = [self.title, self.cells.to_string(index=False), self.note]
        return "\n".join(line for line in lines if line)


def _breakable(label: re.Match[str]) -> str:
    """Let a long name go on in the next line, rather than push other columns out of sight."""
    return _LONG_NAME.sub(lambda name: name[0].replace("_", "_<wbr>"), label[0])


def format_table(summary: pd.DataFrame, title: str = "", *, rows: int = 20) -> Table:
    """Lay a summary out with the catalogue's labels and formats.

    Parameters
    ----------
    summary : DataFrame
        As `summarize` returns it; a pair ``<metric>_low``, ``<metric>_high`` becomes one column,
        and stands in brackets behind an estimate.
    title : str, optional
        Heading of the table.
    rows : int, default 20
        Show at most so many rows, and say how many there are.

    Examples
    --------
    >>> summary = pd.DataFrame({"reach_low": [600], "reach_high": [1200]}, index=["all"])
    >>> format_table(summary)
           Reach
    600 to 1,200
    """
    shown = summary.head(rows)
    currency = str(summary.attrs.get("currency", ""))
    cells = _index_cells(shown)
    labels = len(cells)
    for column in shown:
        name, end = _split(str(column))
        if end == HIGH or estimate_of(str(column), shown.columns):
            continue  # written beside the lower end, or the estimate
        metric = _declared(name)
        write, columns = written(name, shown.columns)
        cells[metric.label] = [
            write(*values, metric, currency)
            for values in shown[columns].itertuples(index=False, name=None)
        ]
    raw = summary if summary.index.names == [None] else summary.reset_index()
    return Table(pd.DataFrame(cells), labels, title, _note(summary, len(shown)), raw)


def unranked(summary: pd.DataFrame, metric: str) -> str:
    """Say why the groups of a summary cannot be ranked by a metric, if they cannot.

    Examples
    --------
    >>> summary = pd.DataFrame({"views": [5, 4]})
    >>> summary.attrs["rules"] = {"views": "x_ads_views and tiktok_ads_views"}
    >>> unranked(summary, "views")
    'Views are not ranked: the groups stand under several rules, x_ads_views and tiktok_ads_views.'
    """
    label, rules = METRICS[metric].label, summary.attrs.get("rules", {})
    for leaf in leaves(METRICS[metric]):
        if leaf.name in rules and len(summary) > 1:
            return (
                f"{label} are not ranked: the groups stand under several rules, {rules[leaf.name]}."
            )
        if apart := _apart(leaf, summary.index):
            values = " and ".join(map(str, summary.index.unique(apart[0])))
            kind = DIMENSIONS[apart[0]].label.lower()
            return f"{label} cannot be ranked: the groups have more than one {kind}, {values}."
    return ""


def _apart(leaf: Measure, index: pd.Index) -> list[str]:
    """What the groups are of that makes figures of a measure different things: currencies, say."""
    return [
        name
        for name in index.names
        if name in DIMENSIONS
        and name != VIEW_RULE
        and not is_shared(leaf)
        and not may_be_added(leaf, DIMENSIONS[name])
        and kinds(index.get_level_values(name).to_series()).nunique(dropna=False) > 1
    ]


def _split(column: str) -> tuple[str, str]:
    for end in (LOW, HIGH):
        if column.endswith(end) and column not in METRICS:
            return column.removesuffix(end), end
    return column, ""


def _declared(name: str) -> Metric:
    """The declaration of a column: a metric's, or that of a group's share of it."""
    if name in METRICS or not name.endswith(_SHARE):
        return METRICS[name]
    whole = METRICS[name.removesuffix(_SHARE)]
    return replace(SHARE, name=name, label=f"Share of {whole.label.lower()}")


def written(name: str, columns: pd.Index) -> tuple[Callable[..., str], list[str]]:
    """How a metric is written, and the columns that this takes."""
    if is_estimate(name, columns):
        return format_estimate, [name, name + LOW, name + HIGH]
    if name in columns:
        return format_value, [name]
    return format_span, [name + LOW, name + HIGH]


def _index_cells(summary: pd.DataFrame) -> dict[str, list[str]]:
    if summary.index.names == [None]:
        return {}
    frame = summary.index.to_frame(index=False)
    return {_heading(name): [format_label(value) for value in frame[name]] for name in frame}


def _heading(name: object) -> str:
    text = str(name)
    return DIMENSIONS[text].label if text in DIMENSIONS else f"{text[:1].upper()}{text[1:]}"


def format_label(value: object, longest: int = _LONGEST) -> str:
    """Write a value of a dimension: a day without its time, a long text cut short.

    Examples
    --------
    >>> format_label(pd.Timestamp("2026-03-01 22:05", tz="Europe/Berlin"))
    '2026-03-01 22:05 CET'
    """
    if pd.isna(value):
        return "unknown"
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    if isinstance(value, pd.Timestamp):
        is_day = value == value.normalize()
        return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M %Z}".strip()
    return shorten(value, longest)


def format_groups(index: pd.Index, longest: int = _LONGEST) -> list[str]:
    """Write the labels of groups: the readable part alone where it tells them apart.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("1", "Hello"), ("2", "World")])
    >>> format_groups(index)
    ['Hello', 'World']
    >>> format_groups(pd.MultiIndex.from_tuples([("1", "Hello"), ("2", "Hello")]))
    ['Hello (1)', 'Hello (2)']
    """
    parts = [label if isinstance(label, tuple) else (label,) for label in index]
    short = [format_label(each[-1], longest) for each in parts]
    if len(set(short)) == len(short):
        return short
    rest = [", ".join(format_label(part) for part in each[:-1]) for each in parts]
    return [f"{text} ({more})" if more else text for text, more in zip(short, rest, strict=True)]


def _note(summary: pd.DataFrame, shown: int) -> str:
    window = summary.attrs.get("window")
    parts = [
        *([f"Window: {window}."] if window else []),
        *([f"First {shown} of {write_count(len(summary))} rows."] if shown < len(summary) else []),
        *summary.attrs.get("notes", []),
    ]
    return " ".join(parts)
