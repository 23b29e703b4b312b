"""Where the next part of a budget should go: money moved, and what comes of it."""

from typing import Any

import pandas as pd

from ..bill.answers import needed, priced
from ..bill.budget import budget_of, ends_of, show_step
from ..export import Export
from ..findings import Finding, Findings
from .controls import Choice, Control, Number
from .explorer import Explorer


@priced
def explore_budget(
    table: pd.DataFrame | Export, by: str, share: float = 0.1
) -> Explorer | Findings:
    """Explore what moving money between groups would do to impressions, people and their cost.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table with ``spend`` and ``impressions``.
    by : str
        Dimension that makes the groups, such as ``platform``.
    share : float, default 0.1
        Part of the giving group's money that is moved at first.

    Returns
    -------
    Explorer or Findings
        With the controls ``source``, ``target`` and ``share``; at first the dearest group gives
        and the cheapest takes. Or the sentence why no money can be moved.

    Examples
    --------
    >>> ads = pd.DataFrame({"platform": ["a", "b"], "spend": [10.0, 10.0],
    ...                     "impressions": [1000, 2000], "reach": [500, 500]})
    >>> explore_budget(ads, "platform").views(source="a", target="b", share=0.5)[2][0]
    ... # doctest: +ELLIPSIS
    Finding(metric='impressions', status='ok', ...
    """
    budget = budget_of(table, needed(by))
    groups = [str(each) for each in budget.priced.index]
    source, target = map(str, ends_of(budget.priced))

    def view(source: str, target: str, share: float) -> list[Any]:
        if source == target:
            text = "The money stays where it is: choose another group to give it to."
            return [Findings([Finding("spend", "ok", {}, text)])]
        return [*show_step(budget, source, target, share)]

    controls: list[Control] = [
        Choice("source", "Take money from", source, groups),
        Choice("target", "Give it to", target, groups),
        Number("share", "Share of its money", share, low=0, high=1, step=0.05),
    ]
    return Explorer("The next part of the budget", controls, view)
