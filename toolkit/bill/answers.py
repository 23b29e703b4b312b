"""The questions that a bill is asked, each answered with a table, a picture or sentences.

Where the data cannot answer, the answer is the sentence that says why.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ..catalog import METRICS, RATIOS
from ..change import pick_periods, split_cost, split_rate, split_spend
from ..compare import compare, compare_shares
from ..export import Export
from ..findings import Finding, Findings, find_creep, find_drivers, find_periods
from ..findings.answered import answered
from ..findings.bill import NO_SPEND, has_spend
from ..findings.finding import are_written_alike
from ..metrics import Ratio
from ..refusal import NotAdditiveError
from ..returns import fit_returns
from ..schema import DataError
from ..summarize import context, held, summarize
from ..table import (
    SHARE,
    Table,
    format_label,
    format_span,
    format_table,
    format_value,
)
from .reading import click_price_of

_COSTS = tuple(
    name for name, ratio in RATIOS.items() if ratio.numerator == "spend" and ratio.format == "money"
)
_AMOUNTS = ("spend", "impressions")
_CLICKS = ("clicks", "link_clicks", "outbound_clicks")
_RESULTS = ("conversions", "results", "link_clicks", "outbound_clicks", "clicks")


priced = answered("spend", lambda rows: "" if has_spend(rows) else NO_SPEND)


@priced
def format_costs(table: pd.DataFrame | Export, grain: str = "") -> Table | Findings:
    """Lay out what everything cost: money, impressions, and every cost that the data supports.

    Costs per person lie between bounds where rows share people. What stands under several
    result types or view rules has no one price and is left out.

    Examples
    --------
    >>> format_costs(pd.DataFrame({"spend": [10.0], "impressions": [2000], "clicks": [4]}))
    What everything cost
    Spend Impressions  CPM CPC (all)
    10.00       2,000 5.00      2.50
    """
    by = [grain] if grain else []
    names = held(table, [*_AMOUNTS, *_COSTS])
    if refused := _refused(table, ["spend"], by):
        raise refused["spend"]
    refused = _refused(table, names, by)
    costs = summarize(table, [name for name in names if name not in refused], by, people="bounds")
    return format_table(costs, "What everything cost")


@priced
def format_shares(table: pd.DataFrame | Export, grain: str) -> Table | Findings:
    """Lay out each group's share of the money, of the impressions and of the people."""
    return format_table(compare_shares(table, needed(grain)), "Shares of the whole")


@priced
def format_comparison(
    table: pd.DataFrame | Export, metric: str, grain: str, *, unit: str = ""
) -> Table | Findings:
    """Lay out a rate by group with its mix, its interval, and what the interval rests on.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "date_start": pd.date_range("2026-03-01", periods=8), "ad": "a",
    ...     "spend": [8.0, 12.0] * 4, "impressions": [1000] * 8,
    ... })
    >>> format_comparison(days, "cpm", "ad")
    CPM, pooled
    Ad Spend Impressions Share of impressions   CPM    95% interval Rests on
     a 80.00       8,000               100.0% 10.00   8.36 to 11.96   8 days
    """
    compared = compare(table, metric, [grain] if grain else [], unit=unit)
    ratio = RATIOS[metric]
    currency = compared.attrs.get("currency", "")
    label = METRICS[grain].label if grain in METRICS else grain.replace("_", " ").capitalize()
    cells = {label: [format_label(each) for each in compared.index]} if grain else {}
    for part in ratio.parts:
        cells[METRICS[part].label] = [
            format_value(each, METRICS[part], currency) for each in compared[part]
        ]
    bottom = METRICS[ratio.denominator].label.lower()
    cells[f"Share of {bottom}"] = [format_value(each, SHARE) for each in compared["share"]]
    cells[ratio.label] = [format_value(each, ratio, currency) for each in compared[metric]]
    cells["95% interval"] = [
        format_span(low, high, ratio) if pd.notna(low) else "too few units"
        for low, high in zip(compared[f"{metric}_low"], compared[f"{metric}_high"], strict=True)
    ]
    cells["Rests on"] = [_basis(row) for _, row in compared.iterrows()]
    return Table(pd.DataFrame(cells), int(bool(grain)), f"{ratio.label}, pooled", "")


@priced
def plot_comparison(table: pd.DataFrame | Export, metric: str, grain: str) -> Any:
    """Draw a rate by group with its interval."""
    from ..plot import plot_intervals

    return plot_intervals(compare(table, metric, needed(grain)), metric)


@priced
def plot_spend_change(
    table: pd.DataFrame | Export, period: str = "", comparison: str = "", grain: str = ""
) -> Any:
    """Draw what changed spend between two periods, as a waterfall."""
    from ..change import add_parts
    from ..plot import plot_waterfall

    before, after = pick_periods(table, period, comparison)
    return plot_waterfall(add_parts(split_spend(before, after, [grain] if grain else [])))


@priced
def plot_price_change(
    table: pd.DataFrame | Export, period: str = "", comparison: str = "", grain: str = ""
) -> Any:
    """Draw what changed the CPM between two periods: prices and mix, cell by cell."""
    from ..plot import plot_waterfall

    before, after = pick_periods(table, period, comparison)
    return plot_waterfall(split_rate(before, after, "cpm", needed(grain)), top=7)


@priced
def find_change(
    table: pd.DataFrame | Export, period: str = "", comparison: str = "", grain: str = ""
) -> Findings:
    """Say what changed spend, its price and the cost of a result between two periods."""
    before, after = pick_periods(table, period, comparison)
    by = [grain] if grain else []
    found = [*find_periods(before, after), *find_drivers(split_spend(before, after, by))]
    if by:
        found += _said(lambda: find_drivers(split_rate(before, after, "cpm", by)))
    result = _result(table)
    if result:
        click = result if result in _CLICKS else RATIOS[click_price_of(table)].denominator
        found += _said(lambda: find_drivers(split_cost(before, after, result, click)))
    found += find_creep(before, after)
    return Findings(found)


@priced
def plot_more_money(
    table: pd.DataFrame | Export, metric: str = "impressions", *, every: str = "day", by: str = ""
) -> Any:
    """Draw what more money brought, period by period, with the curve through it."""
    from ..plot import plot_returns

    return plot_returns(fit_returns(table, metric, every=every, by=by))


@priced
def find_cheapest(table: pd.DataFrame | Export, grain: str) -> Findings:
    """Say where impressions, people and results are cheapest, and whether it is the same place.

    Examples
    --------
    >>> find_cheapest(pd.DataFrame({"ad": ["a", "b"], "spend": [10.0, 10.0], "clicks": [5, 20],
    ...                             "impressions": [2000, 1000], "reach": [500, 800]}), "ad")
    - Impressions are cheapest in 'a', at a CPM of 5.00.
    - People are cheapest in 'b', at a cost per 1,000 people reached of 12.50.
    - Clicks (all) are cheapest in 'b', at a CPC (all) of 0.50.
    - Cheap impressions are not cheap people or results here: which is best depends on the aim.
    """
    needed(grain)
    summarize(table, "spend", grain)  # refuses amounts that do not mix
    found, best = [], []
    result = _result(table)
    for name in ("cpm", "cost_per_1000_reached", _cost_of(result)):
        if not name or not _is_held(table, name) or _refused(table, [name], [grain]):
            continue
        finding, place = _cheapest(table, name, grain)
        found.append(finding)
        best += [place] if place is not None else []
    if len(best) > 1:
        text = (
            "The same comes first for all that can be told."
            if len(set(best)) == 1
            else "Cheap impressions are not cheap people or results here: which is best depends "
            "on the aim."
        )
        found.append(Finding("spend", "ok" if len(set(best)) == 1 else "look", {}, text))
    if found and found[-1].status == "look":
        found[-1] = Finding("spend", "ok", {}, found[-1].template)
    return Findings(found or [Finding("spend", "look", {}, "The data has no cost to compare.")])


def _cheapest(table: pd.DataFrame | Export, name: str, grain: str) -> tuple[Finding, object | None]:
    ratio = METRICS[name]
    assert isinstance(ratio, Ratio)
    costs = summarize(table, name, grain, people="bounds").astype("float64")
    low, high = costs.iloc[:, 0], costs.iloc[:, -1]
    rows = table.table if isinstance(table, Export) else table
    thing = METRICS[ratio.denominator].label
    thing = "People" if ratio.denominator == "reach" else thing
    evidence: dict[str, object] = {
        "thing": thing, "label": _lower(ratio.label),
        "currency": context(rows).get("currency", ""),
    }  # fmt: skip
    known = high.dropna()
    if known.empty:
        return Finding(name, "look", evidence, "No group has a {label}."), None
    if len(known) > 1 and low.notna().all() and are_written_alike([*low, *high], ratio):
        text = f"{{thing}} cost the same everywhere: a {{label}} of {{low:{name}}}."
        return Finding(name, "ok", {**evidence, "low": low.iloc[0]}, text), None
    place = known.idxmin()
    evidence |= {"name": repr(format_label(place, 40)), "low": low[place], "high": high[place]}
    others = low.drop(place).dropna()
    if len(others) and high[place] > others.min():
        text = (
            "Where {thing} are cheapest cannot be told: the bounds of the groups overlap, for "
            "rows share people."
        )
        evidence["thing"] = thing.lower()
        return Finding(name, "look", evidence, text), None
    value = f"{{low:{name}}}" if low[place] == high[place] else f"{{low:{name}}} to {{high:{name}}}"
    return Finding(name, "ok", evidence, f"{{thing}} are cheapest in {{name}}, at a {{label}} of "
                   f"{value}."), place  # fmt: skip


def _refused(
    table: pd.DataFrame | Export, names: list[str], by: list[str]
) -> dict[str, NotAdditiveError]:
    """What of the metrics may not be pooled within groups, not even between bounds."""
    found = {}
    for name in names:
        try:
            summarize(table, name, by, people="bounds")
        except NotAdditiveError as refusal:
            found[name] = refusal
    return found


def _said(question: Callable[[], Findings]) -> list[Finding]:
    try:
        return [*question()]
    except (DataError, NotAdditiveError) as refusal:
        return [Finding("spend", "ok", {"why": str(refusal).split("\n")[0]}, "{why}")]


def _result(table: pd.DataFrame | Export) -> str:
    """The measure furthest down the way from display to result that all rows may be added of."""
    rows = table.table if isinstance(table, Export) else table
    for name in _RESULTS:
        known = name in rows and rows[name].fillna(0).astype("float64").sum() > 0
        if known and _cost_of(name) and not _refused(table, [name], []):
            return name
    return ""


def _cost_of(result: str) -> str:
    return next((name for name in _COSTS if RATIOS[name].denominator == result and result), "")


def _is_held(table: pd.DataFrame | Export, name: str) -> bool:
    try:
        return bool(held(table, [name]))
    except DataError:
        return False


def needed(grain: str) -> str:
    """Return the grain; refuse an empty one."""
    if not grain:
        raise DataError("Nothing in the data varies but its days, so there is nothing to compare.")
    return grain


def _basis(row: pd.Series) -> str:
    if row["basis"] == "counting error only":
        return "counting error only"
    fewer = "" if row["counts_as"] >= row["units"] else f", count as {row['counts_as']:.0f}"
    return f"{row['units']:.0f} {row['basis']}{fewer}"


def _lower(label: str) -> str:
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
