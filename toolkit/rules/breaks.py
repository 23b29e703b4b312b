"""When rules changed: the calendar of breaks, and series split at them."""

import pandas as pd

from ..catalog import MEASURES
from ..export import Export
from ..platforms import UNKNOWN, Rule, rules
from ..schema import DataError
from .clash import is_ruled, with_view_rule
from .governing import VIEW_RULE

_COLUMNS = [
    "date", "until", "precision", "platform", "metric", "from_rule", "to_rule", "scope",
    "evidence", "source", "caveat",
]  # fmt: skip
_DAY = pd.Timedelta(days=1)
_PRECISION = {4: "year", 7: "month", 10: "day"}


def break_calendar(platform: str = "") -> pd.DataFrame:
    """List the days on which a platform or a standard changed what it counts.

    Parameters
    ----------
    platform : str, optional
        As in the column ``platform``; all of them if left out.

    Returns
    -------
    DataFrame, shape (n_breaks, 11), in order of time
        ``date`` is the first day of the new rule, or after the last of one that ended;
        ``until`` the last day of the old one, which lies further back where sources disagree
        on the day; ``precision`` is day, month or year. ``platform`` is missing for standards.
        ``metric`` is the column of a delivery table, or else the platform's own word;
        ``from_rule`` and ``to_rule`` are names of rules, ``unknown`` or, at an end, empty.

    Examples
    --------
    >>> days = break_calendar("x")[["date", "metric", "from_rule", "to_rule"]]
    >>> print(days.to_string(index=False))
          date metric              from_rule     to_rule
    2026-08-13  views x_ads_views_until_2026 x_ads_views
    """
    known = {rule.name: rule for rule in rules()}
    followed = {name for rule in rules() for name in rule.follows}
    rows = [
        _begun(rule, known.get(name), owner)
        for rule in rules()
        if rule.first_day is not None
        for name in rule.follows
        for owner in rule.platforms or (None,)
    ]
    rows += [
        _ended(rule, owner)
        for rule in rules()
        if rule.last_day is not None and rule.name not in followed
        for owner in rule.platforms or (None,)
    ]
    table = pd.DataFrame(rows, columns=_COLUMNS)
    if platform:
        table = table[table["platform"].eq(platform)]
    return table.sort_values(["date", "to_rule"], kind="stable", ignore_index=True)


def split_at_breaks(table: pd.DataFrame | Export, metric: str = "") -> dict[str, pd.DataFrame]:
    """Split a table into parts that each stand under one rule.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with ``platform``.
    metric : str, optional
        Measure whose rules decide; all measures of views in the table if left out, or of
        impressions if it has none.

    Returns
    -------
    dict of str to DataFrame
        Rows by the name of the rule that they obey, in order of appearance. A row whose period
        lies across a change is under neither alone and stands under ``one then other``.

    Raises
    ------
    DataError
        If the table does not have the metric, or no measure that rules apply to.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "platform": "x", "scope": "paid", "views": [5, 4],
    ...     "date_start": pd.to_datetime(["2026-08-12", "2026-08-13"]),
    ... })
    >>> {rule: part["views"].sum() for rule, part in split_at_breaks(days).items()}
    {'x_ads_views_until_2026': np.int64(5), 'x_ads_views': np.int64(4)}
    """
    rows = table.table if isinstance(table, Export) else table
    held = [each for name, each in MEASURES.items() if name in rows and is_ruled(each)]
    views = [each for each in held if each.counts == "views"] or held
    chosen = [each for each in held if each.name == metric] if metric else views
    if not chosen:
        names = ", ".join(each.name for each in held) or "none"
        raise DataError(
            f"There is no {metric or 'measure that rules apply to'} in the table to split by. "
            f"Measures under a rule in it: {names}."
        )
    if "platform" not in rows and VIEW_RULE not in rows:
        raise DataError("The table has no platform, so no rule can be looked up. Add the column.")
    known = rows[rows[[each.name for each in chosen]].notna().any(axis=1)]
    labels = with_view_rule(known, chosen)[VIEW_RULE]
    return {str(label): known[labels.eq(label)] for label in dict.fromkeys(labels)}


def _begun(rule: Rule, before: Rule | None, platform: str | None) -> dict[str, object]:
    last = before.last_day if before is not None else None
    assert rule.first_day is not None
    until = min(rule.first_day - _DAY, last) if last is not None else rule.first_day - _DAY
    return {
        "date": rule.first_day, "until": until, "precision": _PRECISION[len(rule.effective_from)],
        "platform": platform, "metric": _metric(rule), "to_rule": rule.name,
        "from_rule": before.name if before is not None else UNKNOWN, **_told(rule),
    }  # fmt: skip


def _ended(rule: Rule, platform: str | None) -> dict[str, object]:
    assert rule.last_day is not None
    return {
        "date": rule.last_day + _DAY, "until": rule.last_day,
        "precision": _PRECISION[len(rule.effective_to)], "platform": platform,
        "metric": _metric(rule), "from_rule": rule.name, "to_rule": "", **_told(rule),
    }  # fmt: skip


def _metric(rule: Rule) -> str:
    return rule.columns[0] if rule.columns else rule.metric


def _told(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in ("scope", "evidence", "source", "caveat")}
