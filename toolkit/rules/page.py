"""The page that lists every rule and every break, written from the data."""

import pandas as pd

from ..platforms import audiences
from .breaks import break_calendar
from .compare import view_rules

_INTRO = """# What platforms count as an impression and as a view

Written from `toolkit/platforms/*.toml` by `toolkit.rules.rules_page`; do not edit it here. What
nobody states is shown as unknown. `evidence` says who was read: the platform itself (official), a
mirror or a quotation of it, somebody else (secondary), or nobody (memory).
"""


def rules_page() -> str:
    """Return the page of rules as Markdown.

    Examples
    --------
    >>> rules_page().splitlines()[0]
    '# What platforms count as an impression and as a view'
    """
    rules = view_rules()
    parts = [_INTRO, "## When rules changed\n", _breaks()]
    parts += ["## Whom they count as reached\n", _audiences(), "## Rules\n"]
    for owner in dict.fromkeys(rules["stated_by"]):
        parts += [f"### {owner}\n", _rules(rules[rules["stated_by"].eq(owner)])]
    return "\n".join(parts).rstrip() + "\n"


def _breaks() -> str:
    calendar = break_calendar()
    days = [_when(change.date, change.until, change.precision) for change in calendar.itertuples()]
    table = pd.DataFrame(
        {
            "When": days,
            "Platform": calendar["platform"].fillna("standard"),
            "Metric": calendar["metric"],
            "From": calendar["from_rule"],
            "To": calendar["to_rule"].replace("", "ended"),
        }
    )
    return _markdown(table.drop_duplicates())


def _when(day: pd.Timestamp, until: pd.Timestamp, precision: str) -> str:
    if precision != "day":
        return f"{day:%Y-%m}" if precision == "month" else f"{day:%Y}"
    early = until + pd.Timedelta(days=1)
    return f"{day:%Y-%m-%d}" if early == day else f"{early:%Y-%m-%d} or {day:%Y-%m-%d}"


def _audiences() -> str:
    told = list(dict.fromkeys(audiences().values()))
    table = pd.DataFrame(
        {
            "Platforms": [", ".join(each.platforms) for each in told],
            "Counts": [each.counts for each in told],
            "Evidence": [each.evidence for each in told],
            "Source": _sources(pd.DataFrame(told)),
            "Note": [each.caveat for each in told],
        }
    )
    return _markdown(table)


def _sources(told: pd.DataFrame) -> list[str]:
    return [
        f"[{source}]({address})" if address else source
        for source, address in zip(told["source"], told["address"], strict=True)
    ]


def _rules(rules: pd.DataFrame) -> str:
    told = pd.DataFrame(
        {
            "Rule": [f"`{name}`" for name in rules.index],
            "Product and metric": rules["product"].to_numpy() + ": " + rules["metric"].to_numpy(),
            "Counts when": rules["counts"].to_numpy(),
            "From when on": rules["threshold"].to_numpy(),
            "Replays": rules["replays"].to_numpy(),
            "Scope": rules["scope"].to_numpy(),
            "In force": _periods(rules),
            "Evidence": rules["evidence"].to_numpy(),
            "Source": _sources(rules),
            "Note": rules["caveat"].to_numpy(),
        }
    )
    return _markdown(told)


def _periods(rules: pd.DataFrame) -> list[str]:
    return [
        f"{first} to {last}" if last else f"since {first}" if first != "unknown" else "unknown"
        for first, last in zip(rules["effective_from"], rules["effective_to"], strict=True)
    ]


def _markdown(table: pd.DataFrame) -> str:
    rows = [list(table), ["---"] * table.shape[1], *table.itertuples(index=False)]
    lines = [
        "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines) + "\n"
