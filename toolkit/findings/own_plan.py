"""What a file's own figures say of its platforms together, and of more money."""

from collections.abc import Mapping

import pandas as pd

from ..export import Export
from ..reach import ReachCurve, allocate_budget, compare_unions
from .answered import answered
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
    if "platform" not in rows or rows["platform"].nunique() < 2:
        return Findings([Finding("reach", "ok", {}, "There is one platform, and none beside it.")])
    return find_unions(compare_unions(table, "platform", universe=universe))


@answered("spend")
def find_next_budget(
    curves: Mapping[str, ReachCurve], times: float = 1.5, *, universe: float | None = None
) -> Findings:
    """Say how so many times the money of several pieces would be divided for the most people.

    Parameters
    ----------
    curves : mapping of str to ReachCurve
        As `fit_reach_curves` gives them; those that cost nothing take no part.
    times : float, default 1.5
        In place of the money spent.
    universe : float, optional, unit people
        Everybody.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> curves = {"cheap": fit_reach_curve(impressions=900, reach=600, spend=5.0, currency="EUR"),
    ...           "dear": fit_reach_curve(impressions=900, reach=600, spend=9.0, currency="EUR")}
    >>> print(find_next_budget(curves, 1.0)[0])
    14.00 EUR reach 1,250 people (90%: 1,186 to 1,341); the largest part, 56%, goes to cheap.
    """
    paid = {name: curve for name, curve in curves.items() if curve.spend}
    if len(paid) < 2:
        text = (
            "Fewer than two pieces tell exactly what they cost, how often they were shown and to "
            "how many people, so no budget can be divided."
        )
        return Findings([Finding("spend", "look", {}, text)])
    budget = times * sum(curve.spend or 0.0 for curve in paid.values())
    return find_allocation(allocate_budget(paid, budget, universe=universe))
