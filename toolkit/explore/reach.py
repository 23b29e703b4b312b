"""How many more people: a reach curve, and where a budget goes."""

from collections.abc import Mapping
from typing import Any

from ..findings import find_allocation, find_reach_curve
from ..plot import plot_ranking, plot_reach_curve
from ..reach import ReachCurve, allocate_budget
from ..schema import DataError
from .controls import Choice, Control, Number, Whole
from .explorer import Explorer

_STEPS = 800
_MOST_K = 10
_BUDGETS = 10


def explore_reach(
    curves: Mapping[str, ReachCurve], budget: float, *, k: int = 1, universe: float | None = None
) -> Explorer:
    """Explore reach curves of several platforms, and the division of a budget over them.

    Parameters
    ----------
    curves : mapping of str to ReachCurve
        As `fit_reach_curves` gives them, with their spend in one currency.
    budget : float
        Where the budget stands at first, in that currency.
    k : int, default 1, unit impressions
        How often is enough, at first.
    universe : float, optional, unit people
        Everybody, in all platforms together.

    Returns
    -------
    Explorer
        With the controls ``platform``, whose curve is drawn, ``k`` and ``budget``.

    Raises
    ------
    DataError
        If there is no curve.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> curves = {"a": fit_reach_curve({1: 600, 2: 200, 3: 50}, spend=10.0, currency="EUR")}
    >>> print(str(explore_reach(curves, 20.0)).splitlines()[0])
    Reach curve and budget
    """
    if not curves:
        raise DataError("There is no curve to explore; fit_reach_curves found no exact figures.")

    def view(platform: str, k: int, budget: float) -> list[Any]:
        plan = allocate_budget(curves, budget, k=k, universe=universe, steps=_STEPS)
        curve = curves[platform]
        return [
            plot_reach_curve(curve, k=k), find_reach_curve(curve),
            plot_ranking(plan, "spend"), find_allocation(plan),
        ]  # fmt: skip

    names, step = list(curves), float(f"{budget / 20:.1g}")
    controls: list[Control] = [
        Choice("platform", "Curve of", names[0], names),
        Whole("k", "Impressions that are enough", k, low=1, high=max(k, _MOST_K)),
        Number("budget", "Budget", budget, low=step, high=_BUDGETS * budget, step=step),
    ]
    return Explorer("Reach curve and budget", controls, view)
