"""What we say about people counted from a log: how they came, where from, and how often."""

import pandas as pd

from ..catalog import METRICS
from ..log import union_reach
from ..margin import HIGH, LOW, is_estimate
from ..table import format_label
from .finding import LIMITS, Finding, Findings, Limits, around


def find_build_up(
    curve: pd.DataFrame, days: pd.DataFrame | None = None, *, limits: Limits = LIMITS
) -> Findings:
    """Say how reach grew, and what adding up the reach of its periods would have claimed.

    Parameters
    ----------
    curve : DataFrame
        As `toolkit.log.build_up` returns it without groups; the lowest ``exposures`` speak.
    days : DataFrame, optional
        A delivery table with the ``reach`` of each period.
    limits : Limits
        From what ratio on the difference deserves a look.

    Examples
    --------
    >>> days = pd.DataFrame({"date_end": pd.to_datetime(["2026-03-01", "2026-03-02"])})
    >>> curve = days.assign(exposures=1, reach=[2, 3], incremental_reach=[2, 1])
    >>> find_build_up(curve, days.assign(reach=[2, 2]))
    - 3 people had been reached by 2026-03-02; half of them by 2026-03-01.
    - The last period brought 1 new person.
    - Look: The reach of the 2 periods adds up to 4, which is 1.33 times as many.
    """
    line = curve[curve["exposures"].eq(curve["exposures"].min())]
    reach = line["reach"].astype("float64")
    if reach.empty or reach.iloc[-1] == 0:
        return Findings([Finding("reach", "look", {}, "Nobody was reached.")])
    half = line["date_end"][reach.ge(reach.iloc[-1] / 2)].iloc[0]
    evidence: dict[str, object] = {
        "about": _about("reach", line), "reach": reach.iloc[-1], "half": format_label(half),
        "around": around(line.iloc[-1], "reach", "reach"),
        "last": format_label(line["date_end"].iloc[-1]), "new": line["incremental_reach"].iloc[-1],
        "periods": len(line),
    }  # fmt: skip
    grew = (
        "{about}{reach:reach}{around} people had been reached by {last}; half of them by {half}."
        if len(line) > 1
        else "{about}{reach:reach}{around} people were reached, all in one period."
    )
    found = [Finding("reach", "ok", evidence, grew)]
    if len(line) > 1:
        person = "person" if evidence["new"] == 1 else "people"
        text = f"The last period brought {{about}}{{new:reach}} new {person}."
        found.append(Finding("reach", "ok", _within(evidence), text))
    if days is not None and len(days) > 1:
        found.append(_added_up(days, reach.iloc[-1], limits))
    return Findings(found)


def _added_up(days: pd.DataFrame, reach: float, limits: Limits) -> Finding:
    added = float(days["reach"].sum())
    evidence = {"periods": len(days), "added": added, "times": added / reach}
    text = (
        "The reach of the {periods} periods adds up to {added:reach}, which is "
        "{times:frequency} times as many."
    )
    return Finding(
        "reach", "look" if added / reach > limits.double_counted else "ok", evidence, text
    )


def find_overlap(combinations: pd.DataFrame, *, limits: Limits = LIMITS) -> Findings:
    """Say how many people saw it in several places, and which place reached most alone.

    Parameters
    ----------
    combinations : DataFrame
        As `toolkit.log.overlap` returns it.
    limits : Limits
        From what ratio on adding up the places deserves a look.

    Examples
    --------
    >>> where = pd.MultiIndex.from_tuples([(0, 1), (1, 1)], names=["meta", "tiktok"])
    >>> find_overlap(pd.DataFrame({"people": [5, 2]}, index=where))
    - 7 people saw it in 2 places; 29% of them in more than one.
    - Look: The reach of the places adds up to 9, which is 1.29 times as many.
    - 'tiktok' has most people whom no other place reached: 5, 71% of its own.
    """
    people = combinations["people"].astype("float64").to_numpy()
    seen = combinations.index.to_frame(index=False).gt(0)
    reach, places = float(people.sum()), list(seen.columns)
    if reach == 0:
        return Findings([Finding("reach", "look", {}, "Nobody was reached.")])
    if len(places) == 1:
        text = "All {reach:reach} people saw it in one place, {place!r}."
        evidence: dict[str, object] = {"reach": reach, "place": places[0]}
        return Findings([Finding("reach", "ok", evidence, text)])
    each = seen.mul(people, axis=0).sum()
    alone = seen[seen.sum(axis=1).eq(1)].mul(pd.Series(people), axis=0).sum()
    alone = alone.reindex(places).fillna(0)
    most = str(alone.idxmax())
    evidence = {
        "about": _about("people", combinations), "reach": reach, "places": len(places),
        "around": _union(combinations),
        "several": float(people[seen.sum(axis=1).gt(1)].sum()) / reach, "added": each.sum(),
        "times": each.sum() / reach, "most": most, "alone": alone[most],
        "share": alone[most] / each[most],
    }  # fmt: skip
    over = each.sum() / reach > limits.double_counted
    own = (
        "{most!r} has most people whom no other place reached: {about}{alone:reach}, {share:.0%} "
        "of its own."
        if alone[most]
        else "Every place shares all its people with others."
    )
    several = (
        "{about}{reach:reach}{around} people saw it in {places} places; {several:.0%} of them in "
        "more than one."
    )
    added = (
        "The reach of the places adds up to {about}{added:reach}, which is {times:frequency} times "
        "as many."
    )
    return Findings([
        Finding("reach", "ok", evidence, several),
        Finding("reach", "look" if over else "ok", _within(evidence), added),
        Finding("reach", "ok", _within(evidence), own),
    ])  # fmt: skip


def find_estimates(
    estimates: pd.DataFrame, metric: str, exact: pd.DataFrame | None = None
) -> Findings:
    """Say how far estimates from a sample of people may be off, and how far they are.

    Parameters
    ----------
    estimates : DataFrame
        As `summarize` returns it of a sample, indexed by group.
    metric : str
        Name of a metric of the catalogue.
    exact : DataFrame, optional
        The same groups, counted in full.

    Examples
    --------
    >>> told = pd.DataFrame({"reach": [900], "reach_low": [800], "reach_high": [999]}, index=["a"])
    >>> find_estimates(told, "reach", pd.DataFrame({"reach": [990]}, index=["a"]))
    - Reach of 'a' is known least well: 900 lies between 800 and 999, which holds in 95% of samples.
    - The exact figure lies in its interval in 1 of 1 groups; the furthest estimate is 9.1% off.
    """
    ends = estimates[[metric, metric + LOW, metric + HIGH]].astype("float64").dropna()
    widths = (ends[metric + HIGH] - ends[metric + LOW]) / ends[metric].where(ends[metric] > 0)
    if widths.isna().all():
        text = "The sample supports no estimate of {label}."
        evidence: dict[str, object] = {"label": METRICS[metric].label.lower()}
        return Findings([Finding(metric, "look", evidence, text)])
    group = widths.idxmax()
    value, low, high = ends.loc[group]
    evidence = {
        "label": METRICS[metric].label, "group": format_label(group), "value": value, "low": low,
        "high": high, "currency": estimates.attrs.get("currency", ""),
    }  # fmt: skip
    text = (
        f"{{label}} of {{group!r}} is known least well: {{value:{metric}}} lies between "
        f"{{low:{metric}}} and {{high:{metric}}}, which holds in 95% of samples."
    )
    found = [Finding(metric, "ok", evidence, text)]
    if exact is not None:
        found.append(_held(ends, metric, exact[metric].astype("float64").reindex(ends.index)))
    return Findings(found)


def _held(ends: pd.DataFrame, metric: str, exact: pd.Series) -> Finding:
    inside = exact.between(ends[metric + LOW], ends[metric + HIGH])
    off = ((ends[metric] - exact).abs() / exact.where(exact > 0)).max()
    evidence = {"held": int(inside.sum()), "groups": len(ends), "off": off}
    text = (
        "The exact figure lies in its interval in {held} of {groups} groups; the furthest "
        "estimate is {off:.1%} off."
    )
    return Finding(metric, "ok" if inside.all() else "look", evidence, text)


def _union(combinations: pd.DataFrame) -> str:
    return (
        around(union_reach(combinations), "people", "reach")
        if is_estimate("people", combinations.columns)
        else ""
    )


def _about(name: str, table: pd.DataFrame) -> str:
    """A word before what is only estimated."""
    return "About " if is_estimate(name, table.columns) else ""


def _within(evidence: dict[str, object]) -> dict[str, object]:
    """The same inside of a sentence."""
    return {**evidence, "about": str(evidence["about"]).lower()}
