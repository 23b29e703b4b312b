"""What we say about pieces of content beside each other."""

from collections.abc import Mapping

import pandas as pd

from ..catalog import METRICS
from ..enclose import is_shared
from ..margin import HIGH, LOW, is_estimate
from ..metrics import Measure
from ..table import format_groups, unranked
from .finding import LIMITS, Finding, Findings, Limits, Status


def find_most_shown(
    summary: pd.DataFrame, metric: str = "impressions", *, limits: Limits = LIMITS
) -> Findings:
    """Say which group has most of a metric.

    Parameters
    ----------
    summary : DataFrame
        As `summarize` returns it, indexed by the groups, with a column of the metric.
    metric : str, default "impressions"
        Name of a measure of the catalogue.
    limits : Limits
        From what share of all on one group deserves a look.

    Examples
    --------
    >>> find_most_shown(pd.DataFrame({"impressions": [3, 1]}, index=pd.Index(["a", "b"])))
    - Look: 'a' comes first with 3 impressions, 75.0% of the total of 2 groups.
    """
    values = summary[metric if metric in summary else f"{metric}_low"].dropna().astype("float64")
    if why := unranked(summary, metric):
        return Findings([Finding(metric, "stop", {"why": why}, "{why}")])
    if values.empty or values.max() == 0:
        text = "No group has any {label}."
        return Findings([Finding(metric, "look", {"label": METRICS[metric].label.lower()}, text)])
    first = values[values.eq(values.max())]
    labels = dict(zip(values.index, format_groups(values.index, 40), strict=True))
    names = " and ".join(repr(labels[each]) for each in first.index[:3])
    declared = METRICS[metric]
    added = isinstance(declared, Measure) and not is_shared(declared)
    share = values.max() / values.sum() if added and values.min() >= 0 else None
    evidence = {
        "names": names, "value": values.max(), "unit": declared.unit, "groups": len(values),
        "share": share, "ties": len(first), "rest": len(first) - 3,
        "currency": summary.attrs.get("currency", ""), "about": _about(summary, metric, first),
    }  # fmt: skip
    alone = len(first) == 1 and share is not None and len(values) > 1
    status: Status = "look" if alone and float(share or 0) > limits.top_share else "ok"
    return Findings([Finding(metric, status, evidence, _most_shown(evidence, metric))])


def _about(summary: pd.DataFrame, metric: str, first: pd.Series) -> str:
    """Words for what is estimated: whether others may in truth come first."""
    if not is_estimate(metric, summary.columns):
        return ""
    least = summary.loc[first.index, metric + LOW].min()
    others = summary[metric + HIGH].drop(first.index)
    return "in this sample of people, not surely, " if (others > least).any() else "by an estimate "


def _most_shown(evidence: Mapping[str, object], metric: str) -> str:
    value = f"{{value:{metric}}} {{unit}}"
    if evidence["groups"] == 1:
        return f"There is one group, {{names}}, with {value}."
    if int(str(evidence["ties"])) > 1:
        more = " and {rest} more" if int(str(evidence["rest"])) > 0 else ""
        return f"{{names}}{more} come first together, each with {value}."
    share = ", {share:.1%} of the total of {groups:,} groups" if evidence["share"] else ""
    return f"{{names}} comes first {{about}}with {value}{share}."
