"""Where one sum would stand under several rules: what may be added, what not, and what to note."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ..metrics import Measure
from ..platforms import KINDS, Rule, rules
from .governing import OR, THEN, VIEW_RULE, Governed, governing

_MOST = 4
_RULED = ("views", "impressions")


@dataclass(frozen=True)
class Clash:
    """The rules under which figures of one group stand, and why they may not be added."""

    labels: tuple[str, ...]
    told: str
    why: str


def is_ruled(measure: Measure) -> bool:
    """Tell whether a measure is counted by platforms' own rules for displays and views."""
    return measure.counts in _RULED


def clash(table: pd.DataFrame, measure: Measure, by: Sequence[str] = ()) -> Clash | None:
    """Tell whether some group of rows would add up figures under different rules.

    Views under two rules are never added. Impressions of several platforms are, each by its
    own count; but not over a day on which a platform changed its rule, and not served ones with
    viewable ones.

    Examples
    --------
    >>> from toolkit.catalog import MEASURES
    >>> days = pd.DataFrame({
    ...     "platform": "x", "scope": "paid", "views": [5, 4], "impressions": [9, 9],
    ...     "date_start": pd.to_datetime(["2026-08-12", "2026-08-13"]),
    ... })
    >>> clash(days, MEASURES["views"]).labels
    ('x_ads_views_until_2026', 'x_ads_views')
    >>> clash(days, MEASURES["impressions"]) is None
    True
    """
    if not is_ruled(measure) or not {"platform", VIEW_RULE} & set(table):
        return None
    rows = table[table[measure.name].notna()]
    if rows.empty:
        return None
    held = ruled(rows, measure)
    groups = [rows[name] for name in by] or [pd.Series(0, rows.index)]
    if measure.counts == "views":
        mixed = _several(held.labels, groups)
        return _clash(held, mixed, "views under different rules are different things")
    over_time = _several(held.eras, [*groups, held.products])
    if over_time.any():
        return _clash(held, over_time, "a count that was changed does not continue the old one")
    rungs = held.labels.map({label: _rung(behind) for label, behind in held.rules.items()})
    mixed = _several(rungs.where(rungs.ne(""), None), groups)
    return _clash(held, mixed, "served, shown and viewable impressions are different things")


def ruled(table: pd.DataFrame, measure: Measure) -> Governed:
    """Return what rows obey, with what the file or the caller states before what we look up."""
    platform = table if "platform" in table else table.assign(platform=None)
    held = governing(platform, measure.name)
    if measure.counts != "views" or VIEW_RULE not in table:
        return held
    stated = table[VIEW_RULE].astype(object)
    names = set(stated.dropna())
    named = {rule.name: (rule,) for rule in rules() if rule.name in names}
    return replace(held, labels=stated.fillna(held.labels), rules={**held.rules, **named})


def with_view_rule(table: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Write down, row by row, under which rule the measures stand, as the dimension view_rule."""
    counted = [each for each in measures if is_ruled(each) and each.name in table]
    views = [each for each in counted if each.counts == "views"]
    if not counted or not {"platform", VIEW_RULE} & set(table):
        return table
    eras = [ruled(table, each).eras for each in counted if each.counts != "views"]
    labels = [ruled(table, each).labels for each in views or counted]
    return table.assign(**{VIEW_RULE: _joint([*labels, *(eras if views else [])])})


def _joint(labels: Sequence[pd.Series]) -> pd.Series:
    """Join labels that tell rows apart; what tells no more than those before adds nothing."""
    joint = labels[0].astype(str)
    for each in labels[1:]:
        if each.groupby(joint).nunique().gt(1).any():
            joint = joint.where(each.eq("") | each.eq(joint), joint + " / " + each.astype(str))
    return joint


def notes(table: pd.DataFrame, measures: Sequence[Measure]) -> list[str]:
    """Say under which rules figures stand that may be added all the same.

    Examples
    --------
    >>> from toolkit.catalog import MEASURES
    >>> rows = pd.DataFrame({"platform": ["tiktok", "x"], "spend": 1.0, "impressions": [5, 6]})
    >>> notes(rows, [MEASURES["impressions"]])
    ["Impressions by each platform's own rule: tiktok_ads_impressions and x_impressions."]
    """
    found = []
    for measure in measures:
        if measure.counts == "impressions" and "platform" in table:
            rows = table[table[measure.name].notna()]
            held = ruled(rows, measure)
            labels = list(dict.fromkeys(held.labels))
            if len(labels) > 1:
                text = listed([str(each) for each in labels])
                found.append(f"{measure.label} by each platform's own rule: {text}.")
    return found


def told_of(table: pd.DataFrame, measures: Sequence[Measure]) -> dict[str, object]:
    """Return what a summary of the measures has to say of rules, to be kept in its ``attrs``.

    ``notes`` are sentences for under the table; ``rules`` names, for each measure of views whose
    groups stand under several rules, which those are: such groups cannot be ranked.
    """
    counted = list(dict.fromkeys(measures))
    several = {each.name: text for each in counted if (text := several_rules(table, each))}
    told = {"notes": notes(table, counted), "rules": several}
    return {name: each for name, each in told.items() if each}


def several_rules(table: pd.DataFrame, measure: Measure) -> str:
    """Name the rules under which the rows of a measure of views stand, if they are several."""
    if measure.counts != "views" or not {"platform", VIEW_RULE} & set(table):
        return ""
    held = ruled(table[table[measure.name].notna()], measure)
    labels = list(dict.fromkeys(held.labels))
    return listed([described(each, held.rules) for each in labels]) if len(labels) > 1 else ""


def described(label: str, behind: dict[str, tuple[Rule, ...]]) -> str:
    """Name a rule with its threshold and its dates."""
    held = behind.get(label, ())
    if not held:
        return str(label)
    if THEN in label:
        return f"{label} (begun under one, ended under another)"
    if OR in label:
        return OR.join(_dated(rule) for rule in held)
    period = "" if held[0].period.startswith("since") else f"; {held[0].period}"
    return f"{label} ({held[0].threshold}{period})"


def _dated(rule: Rule) -> str:
    return rule.name if rule.period.startswith("since") else f"{rule.name} ({rule.period})"


def listed(names: Sequence[str]) -> str:
    """Join at most a few names."""
    more = [f"{len(names) - _MOST} more"] if len(names) > _MOST else []
    shown = [*names[:_MOST], *more]
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _several(values: pd.Series, groups: list[pd.Series]) -> pd.Series:
    """Rows of the groups that hold more than one value."""
    grouped = values.groupby(groups, dropna=False, observed=True)
    return grouped.transform("nunique").gt(1)


def _clash(held: Governed, mixed: pd.Series, why: str) -> Clash | None:
    labels = tuple(dict.fromkeys(held.labels[mixed]))
    told = listed([described(each, held.rules) for each in labels])
    return Clash(labels, told, why) if labels else None


def _rung(behind: tuple[Rule, ...]) -> str:
    """The rung of the ladder, if every rule that may be meant is on the same."""
    rungs = {KINDS[rule.kind] for rule in behind}
    return rungs.pop() if len(rungs) == 1 else ""
