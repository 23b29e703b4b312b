"""What we say about more money: whether it still brings as much."""

import pandas as pd

from ..catalog import METRICS
from ..export import Export
from ..refusal import NotAdditiveError
from ..returns import Returns, fit_returns
from ..schema import DataError
from .bill import NO_SPEND, has_spend
from .finding import LIMITS, Finding, Findings, Limits


def find_returns(
    table: pd.DataFrame | Export,
    metric: str = "impressions",
    *,
    every: str = "day",
    by: str = "",
    limits: Limits = LIMITS,
) -> Findings:
    """Say what the next unit of money would bring, and whether the data can tell.

    With ``by`` at an unchanged mix of its parts, as in `fit_returns`.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=12),
    ...                      "spend": 10.0, "impressions": range(1000, 1012)})
    >>> find_returns(days)
    - Look: Spend hardly varied: a high period had 1.00 times the money of a low one. What more \
money would bring cannot be told from these 12 periods.
    """
    rows = table.table if isinstance(table, Export) else table
    if not has_spend(rows):
        return Findings([Finding(metric, "look", {}, NO_SPEND)])
    try:
        found = fit_returns(table, metric, every=every, by=by)
    except (DataError, NotAdditiveError) as refusal:
        first = str(refusal).split("\n")[0]
        text = "What more money would bring is not told: {why}"
        return Findings([Finding(metric, "look", {"why": first}, text)])
    return Findings([_said(found, limits)])


def _said(found: Returns, limits: Limits) -> Finding:
    evidence = {
        "mix": f" and mix of {found.mix.replace('_', ' ')}" if found.mix else "",
        "varied": found.varied, "periods": len(found.periods), "currency": found.currency,
        "label": METRICS[found.metric].label.lower(),
        **{f"average{end}": 1000 * value
           for end, value in zip(("", "_low", "_high"), found.average_cost, strict=True)},
        **{f"next{end}": 1000 * value
           for end, value in zip(("", "_low", "_high"), found.marginal_cost, strict=True)},
    }  # fmt: skip
    if not found.varied > limits.varied:
        text = (
            "Spend hardly varied: a high period had {varied:.2f} times the money of a low one. "
            "What more money would bring cannot be told from these {periods:,} periods."
        )
        return Finding(found.metric, "look", evidence, text)
    costs = (
        "At the usual spend{mix} 1,000 {label} cost {average:cpm} on average "
        "(95%: {average_low:cpm} to {average_high:cpm}), and the next 1,000 cost {next:cpm} "
        "(95%: {next_low:cpm} to {next_high:cpm})"
    )
    if found.bend[1] > 0:
        text = f"{costs}: returns diminish."
        return Finding(found.metric, "look", evidence, text)
    if found.bend[2] < 0:
        text = (
            f"{costs}: periods of more money were cheaper. Money alone does not do that; "
            "something else changed with it."
        )
        return Finding(found.metric, "look", evidence, text)
    text = f"{costs}: the data cannot tell this from a straight line."
    return Finding(found.metric, "ok", evidence, text)
