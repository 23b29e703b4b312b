"""What a file's own figures say of its platforms together, and of more money."""

import pandas as pd

from ..catalog import DIMENSIONS
from ..content import content_of
from ..export import Export
from ..reach import allocate_budget, compare_unions, fit_reach_curves
from .answered import answered
from .bill import NO_SPEND, has_spend
from .finding import Finding, Findings
from .plan import find_allocation, find_unions


@answered("reach", lambda rows: "" if "reach" in rows else "The data has no reach.")
def find_platforms_together(
    table: pd.DataFrame | Export, universe: float | None = None
) -> Findings:
    """Say how many people the platforms of a file reached together.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with reach.
    universe : float, optional, unit people
        Everybody; models need it.

    Examples
    --------
    >>> table = pd.DataFrame({"platform": ["x", "tiktok"], "reach": [600, 500]})
    >>> find_platforms_together(table, universe=2000)
    - Whatever the overlap, between 600 and 1,100 people were reached.
    - The one model that the figures bear, Sainsbury (independence), says 950.
    """
    rows = table.table if isinstance(table, Export) else table
    if "platform" not in rows or rows["platform"].isna().all():
        return Findings([Finding("reach", "look", {}, "The data names no platform.")])
    told = rows["reach"].notna().groupby(rows["platform"]).any()
    if told.sum() < 2:
        return Findings([Finding("reach", "ok", {}, "No two platforms tell their reach.")])
    return find_unions(compare_unions(table, "platform", universe=universe))


@answered("spend", lambda rows: "" if has_spend(rows) else NO_SPEND)
def find_next_budget(
    table: pd.DataFrame | Export, times: float = 1.5, universe: float | None = None
) -> Findings:
    """Say how so many times the money of a file's content would be divided for the most people.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table; content whose reach is not exact takes no part.
    times : float, default 1.5
        In place of the money spent.
    universe : float, optional, unit people
        Everybody.

    Examples
    --------
    >>> table = pd.DataFrame({"ad": ["cheap", "dear"], "impressions": 900, "reach": 600,
    ...                       "spend": [5.0, 9.0], "currency": "EUR"})
    >>> print(find_next_budget(table, 1.0, universe=5000)[0])
    14.00 EUR reach 1,179 people (90%: 1,115 to 1,273); the largest part, 60%, goes to cheap.
    """
    rows = table.table if isinstance(table, Export) else table
    content = content_of(rows)
    if any(DIMENSIONS[name].kind in ("date", "time") for name in content):
        text = "The data names no content, only days, and what was spent on a day cannot be moved."
        return Findings([Finding("spend", "look", {}, text)])
    curves = fit_reach_curves(table, content, universe=universe)
    paid = {name: curve for name, curve in curves.items() if curve.spend}
    if len(paid) < 2:
        text = (
            "Fewer than two pieces tell exactly what they cost, how often they were shown and to "
            "how many people, so no budget can be divided."
        )
        return Findings([Finding("spend", "look", {}, text)])
    budget = times * sum(curve.spend or 0.0 for curve in paid.values())
    return find_allocation(allocate_budget(paid, budget, universe=universe))
