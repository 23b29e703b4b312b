"""From how many seconds on is a play a view: what it does to views, ranking and cost."""

from math import ceil
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..catalog import METRICS
from ..export import Export
from ..findings import find_thresholds
from ..footing import format_views_at
from ..plot import plot_thresholds
from ..views import watch_curve
from .controls import Choice, Control, Number
from .explorer import Explorer

if TYPE_CHECKING:
    from ibis.expr.types import Table

_LEVEL = "seconds"
_MOST = 30
# What can be ranked, and whether the lowest comes first.
_RANKED = {"views": False, "cpv": True}


def explore_thresholds(
    film_or_curve: "pd.DataFrame | Export | Table", seconds: float = 2.0, *, by: str = "platform"
) -> Explorer:
    """Explore what the least watch time of a view does to views, ranking and cost per view.

    Parameters
    ----------
    film_or_curve : DataFrame, Export or Ibis table
        Delivery table or log as `watch_curve` takes it, or what that returned.
    seconds : float, default 2, unit seconds
        Where the threshold stands at first.
    by : str, default "platform"
        What is ranked; a curve has it already.

    Returns
    -------
    Explorer
        With the controls ``seconds`` and ``metric``: what is drawn and ranked by. The curve is
        computed once, at every tenth of a second up to 30 or the first threshold; one between
        two of a curve stands for the nearer, and the title says which.

    Raises
    ------
    DataError
        If nothing in the data tells how long was watched, or it has no column ``by``.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok", "linkedin"], "scope": "paid", "views_2s": [900, 300],
    ...     "currency": "EUR", "spend": [9.0, 1.5],
    ... })
    >>> print(explore_thresholds(rows).views(metric="cpv")[2][0])
    At 2 s 'linkedin' has the lowest cost per view, whatever lies between the counts.
    """
    curve = _curve(film_or_curve, seconds, by)
    steps = curve.index.get_level_values(_LEVEL).unique().sort_values()
    metrics = {METRICS[name].label: name for name in _RANKED if name in curve}

    def view(seconds: float, metric: str) -> list[Any]:
        at = float(steps[steps.get_indexer([seconds], method="nearest")[0]])
        return [
            _table(curve.xs(at, level=_LEVEL), metric, at),
            plot_thresholds(curve, metric, at=at),
            find_thresholds(curve, metric, at=at),
        ]

    controls: list[Control] = [
        Number("seconds", "A view lasts at least, in seconds", seconds, steps[0], steps[-1], 0.5),
        Choice("metric", "Rank and draw by", "views", metrics),
    ]
    return Explorer("What counts as a view", controls, view)


def _curve(given: "pd.DataFrame | Export | Table", seconds: float, by: str) -> pd.DataFrame:
    if isinstance(given, pd.DataFrame) and _LEVEL in given.index.names:
        return given
    tenths = [each / 10 for each in range(10 * max(_MOST, ceil(seconds)) + 1)]
    return watch_curve(given, sorted({*tenths, seconds}), by=by)


def _table(views: pd.DataFrame, metric: str, at: float) -> Any:
    """The rows in their ranking; what nothing estimates has no place in it and stands last."""
    ranked = views.sort_values(metric, ascending=_RANKED[metric], kind="stable")
    order = "lowest cost first" if _RANKED[metric] else "most first"
    return format_views_at(ranked, f"Views of at least {at:g} s, {order}")
