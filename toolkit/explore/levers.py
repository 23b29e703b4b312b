"""Levers and the break: what multipliers become without a lever, or with another break."""

from typing import Any

import pandas as pd

from ..drivers import LEVERS, change_points, derive_levers, fit_levers, shown_as
from ..export import Export
from ..findings import find_levers
from ..plot import plot_multipliers
from ..schema import DataError
from .controls import Choice
from .explorer import Explorer

_NONE, _FOUND = "none", "as found"


def explore_levers(posts: pd.DataFrame | Export) -> Explorer:
    """Explore how far the multipliers of levers hang on the levers and the break that are chosen.

    Parameters
    ----------
    posts : DataFrame or Export
        A delivery table with a row per post and ``published_at``.

    Returns
    -------
    Explorer
        With two controls: ``without``, the lever that is left out, and ``since``, the day from
        which posts are held to have been shown more or less. Changes are looked for once.

    Examples
    --------
    >>> days = pd.date_range("2026-03-02", periods=40, freq="36h")
    >>> posts = pd.DataFrame({
    ...     "published_at": days, "format": ["photo", "photo", "reel", "photo"] * 10,
    ...     "impressions": [100, 150, 200, 75] * 10,
    ... })
    >>> list(explore_levers(posts).controls)
    ['without', 'since']
    """
    rows = posts.table if isinstance(posts, Export) else posts
    levers, found = _told(rows)

    def view(without: str, since: str) -> list[Any]:
        kept = [name for name in levers if name != without]
        changes = {_NONE: [], _FOUND: found}.get(since, [since])
        fitted = fit_levers(rows, levers=kept, changes=changes)
        return [plot_multipliers(fitted), find_levers(fitted)]

    labels = {_NONE: _NONE} | {LEVERS[name].label: name for name in levers}
    controls = [
        Choice("without", "Lever left out", _NONE, labels),
        Choice("since", "Change taken out", _FOUND, [_FOUND, _NONE, *_months(rows)]),
    ]
    return Explorer("Levers and the break", controls, view)


def _told(rows: pd.DataFrame) -> tuple[list[str], pd.DataFrame | list[str]]:
    """The levers that the posts tell and their changes, where there are any."""
    try:
        return list(derive_levers(rows)), change_points(rows, shown_as(rows))
    except DataError:
        return [], []


def _months(rows: pd.DataFrame) -> list[str]:
    """The first day of every month in which posts went out, but the first month."""
    if "published_at" not in rows:
        return []
    months = rows["published_at"].dropna().dt.strftime("%Y-%m-01").unique()
    return sorted(months)[1:]
