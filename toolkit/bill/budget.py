"""The next step of a budget: money moved from one group to another, and what is known of it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..catalog import METRICS
from ..compare import compare
from ..export import Export
from ..findings import Finding, Findings
from ..schema import DataError
from ..summarize import context, summarize
from ..table import Table, format_label, format_span, format_table
from .answers import needed, priced

ALL = "all together"


def shift_budget(
    table: pd.DataFrame | Export, by: str, source: str = "", target: str = "", share: float = 0.1
) -> pd.DataFrame:
    """Move a share of one group's money to another, and enclose what comes of it.

    Impressions are bought at each group's own price, which lies in its interval. People are
    enclosed: if the money is taken evenly, a group keeps at least the same share of its people
    as of its impressions; those who come are at most the impressions added; and groups may
    share all their people or none.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table with ``spend`` and ``impressions``.
    by : str
        Dimension that makes the groups, such as ``platform``.
    source, target : str, optional
        Groups that give and take; left out, those with the highest and the lowest CPM.
    share : float, default 0.1
        Part of the source's money that is moved, from 0 to 1.

    Returns
    -------
    DataFrame, shape (n_groups + 1, ...)
        Indexed by ``by``, the last row is of all together: ``spend``, ``impressions`` between
        two ends, and, where reach is known, ``reach`` and ``cost_per_1000_reached`` between two
        ends. ``source``, ``target`` and ``moved`` stand in ``attrs``.

    Raises
    ------
    DataError
        If there are fewer than two groups with a price, or one asked for is not among them.
    NotAdditiveError
        If currencies or price bases are mixed.

    Examples
    --------
    >>> ads = pd.DataFrame({"platform": ["a", "b"], "spend": [10.0, 10.0],
    ...                     "impressions": [1000, 2000], "reach": [500, 500]})
    >>> shift_budget(ads, "platform", share=0.5).iloc[:, :3]
                  spend  impressions_low  impressions_high
    platform
    a               5.0            500.0             500.0
    b              15.0           3000.0            3000.0
    all together   20.0           3500.0            3500.0
    """
    return shift(budget_of(table, by), source, target, share)


@dataclass(frozen=True)
class Budget:
    """What a bill says before anything is moved.

    Attributes
    ----------
    by : str
        Dimension that makes the groups.
    priced : DataFrame
        As `compare` returns it for CPM, the groups with a price.
    reach : DataFrame
        ``reach_low`` and ``reach_high`` of each group; without columns where it is not known.
    whole : Series
        The same of all together.
    context : dict of str to str
        Currency and window.
    """

    by: str
    priced: pd.DataFrame
    reach: pd.DataFrame
    whole: pd.Series
    context: dict[str, str]


def budget_of(table: pd.DataFrame | Export, by: str) -> Budget:
    """Work out once what every step of a budget starts from.

    Raises
    ------
    DataError
        If fewer than two groups have a price.
    NotAdditiveError
        If currencies or price bases are mixed.
    """
    summarize(table, "spend")
    compared = compare(table, "cpm", by)
    priced = compared[compared["cpm"] > 0]
    if len(priced) < 2:
        raise DataError("Fewer than two groups have a price, so no money can be moved.")
    rows = table.table if isinstance(table, Export) else table
    if "reach" not in rows or rows["reach"].isna().all():
        return Budget(by, priced, priced[[]], pd.Series(dtype="float64"), context(rows))
    reach = summarize(table, "reach", by, people="bounds").astype("float64")
    whole = summarize(table, "reach", people="bounds").astype("float64").iloc[0]
    return Budget(by, priced, reach.loc[priced.index], whole, context(rows))


def shift(budget: Budget, source: str = "", target: str = "", share: float = 0.1) -> pd.DataFrame:
    """Move money within a budget; see `shift_budget`."""
    priced = budget.priced
    if not 0 <= share <= 1:
        raise ValueError(f"share must be from 0 to 1, not {share!r}.")
    source, target = ends_of(priced, source, target)
    moved = share * float(priced.loc[source, "spend"])
    steps = pd.Series(0.0, priced.index)
    steps[source], steps[target] = -moved, moved
    low = priced["cpm_low"].fillna(priced["cpm"])
    high = priced["cpm_high"].fillna(priced["cpm"])
    bought = [1000 * steps / price for price in (low, high)]
    least, most = np.minimum(*bought), np.maximum(*bought)
    after = pd.DataFrame({
        "spend": priced["spend"] + steps,
        "impressions_low": (priced["impressions"] + least).clip(lower=0),
        "impressions_high": priced["impressions"] + most,
    })  # fmt: skip
    after.loc[ALL] = after.sum()
    after = after.assign(**_people(budget, after, least, most)).rename_axis(budget.by)
    after.attrs = {**budget.context, "source": source, "target": target, "moved": moved,
                   "share": share}  # fmt: skip
    return after


def ends_of(priced: pd.DataFrame, source: str = "", target: str = "") -> tuple[str, str]:
    """Return who gives and who takes: those asked for, or the dearest and the cheapest.

    Raises
    ------
    DataError
        If one is not a group with a price, or both are the same.
    """
    held = ", ".join(map(str, priced.index))
    if unknown := [name for name in (source, target) if name and name not in priced.index]:
        raise DataError(f"{' and '.join(unknown)}: no group with a price. There are: {held}.")
    source = source or priced["cpm"].drop(target or [], errors="ignore").idxmax()
    target = target or priced["cpm"].drop(source).idxmin()
    if source == target:
        raise DataError(f"The money of {source} cannot be moved to itself. There are: {held}.")
    return source, target


def _people(
    budget: Budget, after: pd.DataFrame, least: pd.Series, most: pd.Series
) -> dict[str, pd.Series]:
    """Enclose the people of each group, and of all together, after the step."""
    if budget.reach.empty:
        return {}
    reach, whole = budget.reach, budget.whole
    gone, come = -least.clip(upper=0), most.clip(lower=0)
    kept = (1 - gone / budget.priced["impressions"]).clip(lower=0)
    lost = np.minimum(gone, reach["reach_high"] * (1 - kept))
    low, high = reach["reach_low"] * kept, reach["reach_high"] + come
    high = np.minimum(high, after["impressions_high"][least.index])
    low[ALL] = max(whole["reach_low"] - lost.sum(), low.max())
    high[ALL] = min(whole["reach_high"] + come.sum(), high.sum())
    price = 1000 * after["spend"]
    return {
        "reach_low": low, "reach_high": high,
        "cost_per_1000_reached_low": price / high.where(high > 0),
        "cost_per_1000_reached_high": price / low.where(low > 0),
    }  # fmt: skip


@priced
def format_budget(
    table: pd.DataFrame | Export, by: str, source: str = "", target: str = "", share: float = 0.1
) -> Table | Findings:
    """Lay out the budget after a step: money, impressions, people and what a person costs."""
    return show_step(budget_of(table, needed(by)), source, target, share)[1]


@priced
def plot_budget(
    table: pd.DataFrame | Export, by: str, source: str = "", target: str = "", share: float = 0.1
) -> Axes | Findings:
    """Draw what 1,000 people would cost in each group after a step of the budget."""
    return show_step(budget_of(table, needed(by)), source, target, share)[0]


@priced
def find_budget(
    table: pd.DataFrame | Export, by: str, source: str = "", target: str = "", share: float = 0.1
) -> Findings:
    """Say what a step of the budget would change, and what about it is not known.

    Examples
    --------
    >>> ads = pd.DataFrame({"platform": ["a", "b"], "spend": [10.0, 10.0],
    ...                     "impressions": [1000, 2000], "reach": [500, 500]})
    >>> find_budget(ads, "platform", share=0.5)
    - Moving 5.00 (50% of its money) from 'a' to 'b' would make it 3,500 impressions instead of \
3,000, at the prices seen.
    - They would reach between 500 and 2,000 people at 10.00 to 40.00 per 1,000; before the step \
it was 20.00 to 40.00. How many people the groups share is not in the data.
    """
    budget = budget_of(table, needed(by))
    after = shift(budget, source, target, share)
    return _said(after, shift(budget, after.attrs["source"], after.attrs["target"], 0))


def show_step(
    budget: Budget, source: str = "", target: str = "", share: float = 0.1
) -> tuple[Axes, Table, Findings]:
    """Return picture, table and sentences of one step."""
    after = shift(budget, source, target, share)
    before = shift(budget, after.attrs["source"], after.attrs["target"], 0)
    ends = [_label(after.attrs[end]) for end in ("source", "target")]
    title = f"The next budget: {share:.0%} of {ends[0]} to {ends[1]}"
    return _drawn(after), format_table(after, title), _said(after, before)


def _drawn(after: pd.DataFrame) -> Axes:
    from ..plot import plot_ranking

    if "reach_low" in after:
        return plot_ranking(after, "cost_per_1000_reached")
    cost = 1000 * after["spend"]
    low, high = (cost / after[f"impressions_{end}"] for end in ("high", "low"))
    return plot_ranking(after.assign(cpm_low=low, cpm_high=high), "cpm")


def _said(after: pd.DataFrame, before: pd.DataFrame) -> Findings:
    whole, now = after.loc[ALL], before.loc[ALL]
    ends = whole[["impressions_low", "impressions_high"]]
    evidence = {
        **after.attrs, "source": repr(_label(after.attrs["source"])),
        "target": repr(_label(after.attrs["target"])),
        "low": ends.iloc[0], "high": ends.iloc[1],
        "span": format_span(ends.iloc[0], ends.iloc[1], METRICS["impressions"]),
        "now": now["impressions_low"],
    }  # fmt: skip
    text = (
        "Moving {moved:spend} ({share:.0%} of its money) from {source} to {target} would make it "
        "{span} impressions instead of {now:impressions}, at the prices seen."
    )
    found = [Finding("impressions", "ok", evidence, text)]
    if "reach_low" in after:
        found.append(_reached(whole, now, str(after.attrs.get("currency", ""))))
    return Findings(found)


def _reached(whole: pd.Series, now: pd.Series, currency: str) -> Finding:
    costs = ["cost_per_1000_reached_low", "cost_per_1000_reached_high"]
    ends = [*whole[["reach_low", "reach_high", *costs]], *now[costs]]
    names = ("few", "many", "cheap", "dear", "was_cheap", "was_dear")
    evidence: dict[str, object] = dict(zip(names, ends, strict=True))
    text = (
        "They would reach between {few:reach} and {many:reach} people at {cheap:cpm} to {dear:cpm} "
        "per 1,000; before the step it was "
        + ("{was_cheap:cpm}." if ends[4] == ends[5] else "{was_cheap:cpm} to {was_dear:cpm}.")
        + " How many people the groups share is not in the data."
    )
    if pd.isna(pd.Series(ends)).any():
        text = "How many people they would reach is not known: some rows do not say."
    return Finding("reach", "ok", {**evidence, "currency": currency}, text)


def _label(name: object) -> str:
    return format_label(name, 40)
