"""What a finding is: a sentence with its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from numbers import Number
from string import Formatter
from typing import Literal, cast

import pandas as pd

from ..catalog import METRICS
from ..margin import HIGH, LOW
from ..metrics import Metric
from ..numerals import write_number
from ..table import format_span, format_value

Status = Literal["ok", "look", "stop"]
_SIGNS = {"ok": "", "look": "Look: ", "stop": "Stop: "}


@dataclass(frozen=True)
class Limits:
    """Where a finding turns from worth knowing to worth a look.

    ``double_counted`` is how many times the people of the whole a sum of parts may show;
    ``top_share`` the share of all impressions that one piece of content may take; ``wide`` how many
    times its lower end the upper end of a span may be; ``unsure`` how wide the interval of an
    estimate may be beside it; ``lever`` the multiplier from which on a lever's difference is worth
    a sentence.

    Of costs: ``practical`` is the least difference of two rates that matters in practice;
    ``chance`` how often chance alone may show a difference that is called one; ``share_gap`` how
    far a share of the money may exceed that of the impressions; ``price_far`` how many robust
    standard deviations a price may lie from its own history; ``plan_gap`` how far spend may be
    off its plan; ``varied`` how many times a high period's spend must be a low one's for a curve to
    be told; ``creep`` how far frequency may rise while reach stands still.
    """

    double_counted: float = 1.2
    top_share: float = 0.5
    wide: float = 2.0
    unsure: float = 0.1
    lever: float = 1.1
    practical: float = 0.1
    chance: float = 0.05
    share_gap: float = 0.1
    price_far: float = 4.0
    plan_gap: float = 0.1
    varied: float = 1.5
    creep: float = 0.1


LIMITS = Limits()


@dataclass(frozen=True)
class Finding:
    """A sentence with its evidence.

    ``template`` names the evidence; a field such as ``{low:reach}`` is written by the
    catalogue's format of that metric, with the decimals of the evidence named ``beside``, if any.

    Examples
    --------
    >>> str(Finding("reach", "ok", {"low": 600}, "At least {low:reach} people saw it."))
    'At least 600 people saw it.'
    """

    metric: str
    status: Status
    evidence: Mapping[str, object]
    template: str

    def __str__(self) -> str:
        return _Writer(self.evidence).format(self.template)


class Findings(list[Finding]):
    """Several findings, one sentence a line."""

    def __repr__(self) -> str:
        return "\n".join(f"- {_SIGNS[each.status]}{each}" for each in self)

    def _repr_html_(self) -> str:
        items = "".join(
            f'<li class="finding-{each.status}">{_SIGNS[each.status]}{escape(str(each))}</li>'
            for each in self
        )
        return f'<ul class="findings mathjax_ignore">{items}</ul>'


def join_findings(*findings: Findings) -> Findings:
    """Put the answers to several questions together; what several say is said once.

    Examples
    --------
    >>> few = Finding("views", "look", {}, "There are too few posts.")
    >>> join_findings(Findings([few]), Findings([few]))
    - Look: There are too few posts.
    """
    sentences = {(each.status, str(each)): each for answer in findings for each in answer}
    return Findings(sentences.values())


def around(row: pd.Series, name: str, metric: str, currency: object = "") -> str:
    """Return the interval behind what is only estimated, in brackets; of a figure nothing."""
    if name + LOW not in row:
        return ""
    span = format_span(row[name + LOW], row[name + HIGH], METRICS[metric], str(currency or ""))
    return f" ({span})"


def are_written_alike(
    values: Iterable[object], metric: Metric, beside: float | None = None
) -> bool:
    """Tell whether values cannot be told apart as they are written.

    Examples
    --------
    >>> are_written_alike([6.001, 6.002], METRICS["cpm"])
    True
    """
    return len({format_value(value, metric, beside=beside) for value in values}) == 1


class _Writer(Formatter):
    def __init__(self, evidence: Mapping[str, object]) -> None:
        self.evidence = evidence

    def format(self, template: str, /, *_: object, **__: object) -> str:
        return self.vformat(template, (), self.evidence)

    def format_field(self, value: object, spec: str) -> str:
        if spec in METRICS:
            currency, beside = str(self.evidence.get("currency", "")), self.evidence.get("beside")
            return format_value(value, METRICS[spec], currency, cast("float | None", beside))
        is_number = isinstance(value, Number) and not isinstance(value, bool)
        return write_number(value, spec) if is_number else format(value, spec)
