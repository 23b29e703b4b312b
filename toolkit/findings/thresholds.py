"""What we say about thresholds: who comes first when a view has to last so long."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from ..table import format_groups
from .finding import Finding, Findings

_FIRST = {
    "views": ("most views", "may have more"),
    "cpv": ("the lowest cost per view", "may have a lower one"),
}


class _Answer(NamedTuple):
    """Who comes first, who may come before though nothing estimates it, and whether it is sure."""

    first: str
    rivals: str
    sure: bool


def find_thresholds(
    curve: pd.DataFrame, metric: str = "views", *, at: float | None = None
) -> Findings:
    """Say who comes first at each threshold, as far as the bounds tell.

    Parameters
    ----------
    curve : DataFrame
        As `watch_curve` returns it, by one dimension and ``seconds``.
    metric : {"views", "cpv"}, default "views"
        In what: most views, or the lowest cost per view.
    at : float, optional, unit seconds
        Say it of this threshold alone.

    Examples
    --------
    >>> from toolkit.views import watch_curve
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok", "linkedin"], "scope": ["paid", "paid"], "views_2s": [900, 300],
    ...     "currency": "EUR", "spend": [9.0, 1.5],
    ... })
    >>> curve = watch_curve(rows, [2], by="platform")
    >>> print(find_thresholds(curve)[0])
    At 2 s 'tiktok' has most views, whatever lies between the counts.
    """
    if curve.index.nlevels < 2 or curve.index.droplevel("seconds").nunique() < 2:
        return Findings([Finding(metric, "ok", {}, "There is one group, so nothing to rank.")])
    seconds = curve.index.get_level_values("seconds")
    told = curve if at is None else curve[seconds == at]
    untold = _untold(curve) if metric == "views" else ()
    return Findings([*_leaders(told, metric), *untold])


def _leaders(curve: pd.DataFrame, metric: str) -> Iterator[Finding]:
    """Runs of thresholds with the same answer, told once each."""
    low, likely, high = (each.unstack("seconds") for each in _merits(curve, metric))
    names = dict(zip(likely.index, format_groups(likely.index), strict=True))
    answers = [_leader(low[each], likely[each], high[each], names) for each in likely]
    first, more = _FIRST[metric]
    for answer, run in groupby(zip(answers, likely.columns, strict=True), key=lambda pair: pair[0]):
        seconds = [each for _, each in run]
        span = "At {begin} s" if len(seconds) == 1 else "From {begin} to {end} s"
        evidence = {"begin": f"{seconds[0]:g}", "end": f"{seconds[-1]:g}", "most": first,
                    "more": more, **answer._asdict()}  # fmt: skip
        if answer.sure:
            text = f"{span} '{{first}}' has {{most}}, whatever lies between the counts."
        elif not answer.first:
            text = f"{span} nothing tells who has {{most}}."
        elif answer.rivals:
            text = (f"{span} '{{first}}' has {{most}} of those that can be estimated; "
                    "{rivals} {more}.")  # fmt: skip
        else:
            text = f"{span} '{{first}}' probably has {{most}}; the bounds overlap."
        yield Finding(metric, "ok" if answer.sure else "look", evidence, text)


def _merits(curve: pd.DataFrame, metric: str) -> list[pd.Series]:
    """Lowest, likeliest and highest of what is better the more there is: views, or views for 1."""
    ends = [curve[f"{metric}{end}"].astype("float64") for end in ("_low", "", "_high")]
    if metric != "cpv":
        return ends
    none = curve["views_high"].eq(0)
    return [(1 / each).mask(none, 0.0) for each in reversed(ends)]


def _leader(
    low: pd.Series, likely: pd.Series, high: pd.Series, names: dict[object, str]
) -> _Answer:
    known = likely.dropna()
    if known.empty or known.max() <= 0:
        return _Answer("", "", False)
    first = known.idxmax()
    others = high.drop(first)
    unknown = likely.index[likely.isna() & ~high.le(known.max())]
    rivals = ", ".join(names[each] for each in unknown)
    return _Answer(names[first], rivals, bool((others < low[first]).all()))


def _untold(curve: pd.DataFrame) -> Iterator[Finding]:
    """Groups of which nothing tells a likely figure."""
    levels = [name for name in curve.index.names if name != "seconds"]
    blank = curve["views"].isna().groupby(level=levels, observed=True).mean()
    names = format_groups(blank.index[blank > 0.5])
    if names:
        text = "{names}: too little is told to estimate views of most lengths; only bounds stand."
        yield Finding("views", "look", {"names": ", ".join(names)}, text)
