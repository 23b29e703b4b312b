"""What the words mean, written from their declarations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from .catalog import DIMENSIONS, METRICS, THINGS, UnknownMetricError, nearest
from .metrics import Measure, Metric, may_be_added

_DIFFERENCE = """\
## What is the difference between impressions, reach and views?

| | It counts | Formula, over a log with a row per impression | It may be added up |
|---|---|---|---|
"""
_FORMULAS = {
    "impressions": "number of rows",
    "reach": "number of different people in the rows",
    "frequency": "impressions / reach",
    "views": "number of rows that fulfil the platform's rule of the day",
}
_EXAMPLE = """
Ann sees a film on Monday and on Tuesday and watches it to the end once; Bob sees it on Tuesday and
scrolls on. That is 3 impressions. It is a reach of 2: 1 on Monday and 2 on Tuesday, which do not
add up to 3 people. It is 1 view where a view is a film watched to its end, and 3 where a view
begins when the film does. None of the three can be worked out from another.
"""


@dataclass(frozen=True)
class Entry:
    """A metric, told: what it is, how it is worked out, what it may be added over, who says so."""

    name: str
    label: str
    unit: str
    definition: str
    formula: str
    adds_up: str
    source: str

    def to_dict(self) -> dict[str, str]:
        """Return the entry as plain values."""
        return asdict(self)

    def __str__(self) -> str:
        lines = [f"{self.label} ({self.name}), {self.unit}", f"  {self.definition}"]
        told = {"Formula": self.formula, "Adds up": self.adds_up, "Source": self.source}
        return "\n".join([*lines, *(f"  {name}: {text}" for name, text in told.items() if text)])


def entries(words: Sequence[str] = ()) -> list[Entry]:
    """Look metrics up by name, label, or a word in either; all of them if no word is given.

    Raises
    ------
    UnknownMetricError
        If a word is in none, with the nearest names.

    Examples
    --------
    >>> print(entries(["reach"])[0].adds_up)
    only over age band, gender
    >>> print(entries(["cpm"])[0].formula)
    1000 * spend / impressions
    """
    if not words:
        return [_entry(each) for each in METRICS.values()]
    found = {word: list(_matching(word)) for word in words}
    if unknown := [
        f"{word!r} is not a metric{nearest(word, METRICS, 1)}"
        for word, matches in found.items()
        if not matches
    ]:
        raise UnknownMetricError("\n".join(unknown))
    return [_entry(each) for each in dict.fromkeys(m for each in found.values() for m in each)]


def glossary_page() -> str:
    """Write the glossary as a page of Markdown.

    Examples
    --------
    >>> glossary_page().splitlines()[0]
    '# Glossary'
    """
    rows = [
        f"| {_plain(e.label)} | `{e.name}` | {_plain(e.unit)} | {_plain(e.definition)} | "
        f"{f'`{e.formula}`' if e.formula else ''} | {_plain(e.adds_up)} | {_plain(e.source)} |"
        for e in entries()
    ]
    head = ["| Metric | Name | Unit | Definition | Formula | Adds up | Source |", "|---" * 7 + "|"]
    return "\n".join(
        [
            "# Glossary\n",
            "Written from the catalogue by `impressions glossary --page`; do not edit.\n",
            f"{_DIFFERENCE}{_difference()}\n{_EXAMPLE}",
            "## Metrics\n",
            *head, *rows, "",
        ]
    )  # fmt: skip


def _difference() -> str:
    told = {name: _entry(METRICS[name]) for name in _FORMULAS}
    return "\n".join(
        f"| **{each.label}** | {_plain(each.definition)} {_plain(each.source)} | "
        f"{_FORMULAS[name]} | {_plain(each.adds_up)} |"
        for name, each in told.items()
    )


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _matching(word: str) -> Iterator[Metric]:
    """The metric of this name or label alone; otherwise all that have the word."""
    low = word.lower()
    exact = [each for each in METRICS.values() if low in (each.name, each.label.lower())]
    yield from exact or (
        each for each in METRICS.values() if low in each.name or low in each.label.lower()
    )


def _entry(metric: Metric) -> Entry:
    formula = "" if isinstance(metric, Measure) else metric.formula
    return Entry(
        metric.name, metric.label, metric.unit, metric.definition, formula,
        _adds_up(metric), metric.source,
    )  # fmt: skip


def _adds_up(metric: Metric) -> str:
    if not isinstance(metric, Measure):
        return "never; it is worked out again from summed parts"
    over = [each.label for each in DIMENSIONS.values() if may_be_added(metric, each)]
    rest = [each.label for each in DIMENSIONS.values() if not may_be_added(metric, each)]
    if not rest:
        return "over everything"
    if len(rest) < len(over):
        return f"over everything but {_listed(rest)}"
    return f"only over {_listed(over)}" if over else f"never: {THINGS[metric.counts].why}"


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(label.lower() for label in labels)
