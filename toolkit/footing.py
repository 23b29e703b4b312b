"""Views on one footing, the ladder and the rules, laid out as tables."""

from collections.abc import Sequence

import pandas as pd

from .catalog import MEASURES, METRICS
from .export import Export
from .numerals import write_count
from .rules import ruled, view_rules
from .table import DASH, Table, format_groups, format_span, format_value
from .views import RUNGS

_RATE, _COST, _VIEWS = METRICS["view_rate"], METRICS["cpv"], METRICS["views"]
_ENDS = ("low", "high")


def format_ladder(ladder: pd.DataFrame, title: str = "How far impressions came") -> Table:
    """Lay a ladder out, rungs that the data cannot tell among them.

    Examples
    --------
    >>> from toolkit.views import ladder
    >>> rows = pd.DataFrame({"platform": ["dv360"], "impressions": [1000], "clicks": [5]})
    >>> format_ladder(ladder(rows)).cells.iloc[-1].tolist()
    ['Clicked', '5', '0.50% of shown', 'known']
    """
    cells = pd.DataFrame(
        {
            "Rung": [RUNGS[name].label for name in ladder.index],
            "Count": [format_value(count, METRICS["impressions"]) for count in ladder["count"]],
            "Share": [_share(row) for row in ladder.itertuples()],
            "Told": ladder["answer"].tolist(),
        }
    )
    return Table(cells, 1, title, _meanings(ladder))


def format_views_at(views: pd.DataFrame, title: str = "") -> Table:
    """Lay views under one rule out: the likeliest, between which figures, and on what it rests.

    Parameters
    ----------
    views : DataFrame
        As `views_at` returns it.

    Examples
    --------
    >>> from toolkit.views import views_at
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok"], "scope": ["paid"], "views": [900], "views_2s": [600],
    ... })
    >>> format_views_at(views_at(rows, 1, by="platform")).cells.iloc[0].tolist()[:3]
    ['tiktok', '724', '600 to 900']
    """
    currency = str(views.attrs.get("currency", ""))
    cells = {
        "Group": format_groups(views.index),
        "Views": [format_value(value, _VIEWS) for value in views["views"]],
        "Between": _spans(views, "views", ""),
    }
    if "cpv" in views:
        cells |= {
            "Cost per view": [format_value(value, _COST, currency) for value in views["cpv"]],
            "Cost between": _spans(views, "cpv", currency),
        }
    if "view_rate" in views:
        cells["View rate"] = [format_value(value, _RATE) for value in views["view_rate"]]
    cells["Rests on"] = views["basis"].tolist()
    return Table(pd.DataFrame(cells), 1, title, "")


def format_rules(table: pd.DataFrame | Export, columns: Sequence[str] = ()) -> Table:
    """Lay out which rule every column of displays and views in a table obeys.

    Examples
    --------
    >>> rows = pd.DataFrame({"platform": ["tiktok"], "scope": ["paid"], "views": [900]})
    >>> format_rules(rows).cells[["Column", "Rule", "From when on"]].iloc[0].tolist()
    ['Views', 'tiktok_ads_views', 'no minimum time']
    """
    rows = table.table if isinstance(table, Export) else table
    known = view_rules()
    cells = []
    for name in columns or [each for each, it in MEASURES.items() if it.counts in _RULED]:
        if name in rows and rows[name].notna().any():
            held = ruled(rows[rows[name].notna()], MEASURES[name])
            for label, count in held.labels.value_counts(sort=False).items():
                cells.append(_rule_cells(name, str(label), int(count), known))
    names = ["Column", "Rule", "From when on", "Rows", "Replays", "Evidence"]
    note = "" if cells else "Nothing in the table is counted by a rule for displays or views."
    return Table(pd.DataFrame(cells, columns=names), 3, "By which rule it was counted", note)


_RULED = ("impressions", "views")


def _rule_cells(name: str, label: str, count: int, known: pd.DataFrame) -> list[str]:
    start, rows = [MEASURES[name].label, label], write_count(count)
    if label in known.index:
        rule = known.loc[label]
        return [*start, rule["threshold"], rows, rule["replays"], rule["evidence"]]
    return [*start, "unknown", rows, "unknown", "unknown"]


def _spans(views: pd.DataFrame, name: str, currency: str) -> list[str]:
    low, high = (views[f"{name}_{end}"] for end in _ENDS)
    return [
        DASH if pd.isna(least) and pd.isna(most)
        else format_span(least, most, METRICS[name], currency)
        for least, most in zip(low, high, strict=True)
    ]  # fmt: skip


def _share(row) -> str:
    if pd.isna(row.rate):
        return DASH
    return f"{format_value(row.rate, _RATE)} of {RUNGS[row.of].label.lower()}"


def _meanings(ladder: pd.DataFrame) -> str:
    """The rules behind the rungs, where any are known."""
    told = [
        f"{RUNGS[name].label}: {rule}"
        for name, rule in ladder["view_rule"].items()
        if rule and pd.notna(ladder.loc[name, "count"])
    ]
    return f"By rule: {'; '.join(told)}." if told else ""
