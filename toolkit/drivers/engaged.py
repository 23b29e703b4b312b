"""Engagements as a declared set of actions, where a platform tells actions and no count of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import pandas as pd

from ..catalog import MEASURES
from ..export import Export
from ..schema import DataError, floats
from .posts import accounts, rows_of

ACTIONS = ("likes", "comments", "shares", "saves")
Posts = TypeVar("Posts", pd.DataFrame, Export)


def declare_engagements(table: Posts, actions: Sequence[str] = ACTIONS) -> Posts:
    """Count a set of actions of your own as engagements.

    There is no set that all platforms share: some count clicks, some saves, and several downloads
    tell likes and comments but no sum. Whoever declares one says so beside the rate.

    Formula: ``engagements = likes + comments + shares + saves``, or whichever are declared.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table without engagements of the platform's own.
    actions : sequence of str
        Names of measures; by default the set that Meta counts as interactions with a post.

    Returns
    -------
    DataFrame or Export
        As given, with ``engagements``, missing in rows that lack one of the actions.

    Raises
    ------
    DataError
        If the platform counts engagements itself, or the table lacks an action altogether.

    Source
    ------
    Instagram Platform, media insights: total interactions are likes, comments, saves and shares.

    Examples
    --------
    >>> posts = pd.DataFrame({"likes": [5, 2], "comments": [1, None], "views": [90, 50]})
    >>> declare_engagements(posts, ["likes", "comments"])["engagements"].tolist()
    [6, <NA>]
    """
    rows = rows_of(table)
    if _is_told(rows, "engagements"):
        raise DataError(
            "The platform counts engagements itself, in this table: its set is not mixed with "
            "another. Take the column out before you declare one."
        )
    wrong = [name for name in actions if name not in MEASURES or not _is_told(rows, name)]
    if wrong or not actions:
        held = [name for name in ACTIONS if _is_told(rows, name)]
        raise DataError(
            f"{', '.join(wrong) or 'Nothing'} cannot be counted as engagements: not in this table. "
            f"Declare actions that are, such as {', '.join(held) or 'none of the usual ones'}."
        )
    counted = rows.assign(engagements=_sum(rows, actions))
    return replace(table, table=counted) if isinstance(table, Export) else counted


def stand_ins(table: pd.DataFrame | Export) -> dict[str, list[str]]:
    """Return for each account that tells no engagements the usual actions that it does tell.

    Examples
    --------
    >>> stand_ins(pd.DataFrame({"platform": ["youtube", "x"], "likes": [5, 2],
    ...                         "engagements": [None, 9]}))
    {'youtube': ['likes']}
    """
    told = {
        name: [action for action in ACTIONS if _is_told(posts, action)]
        for name, posts in accounts(table)
        if not _is_told(posts, "engagements")
    }
    return {name: actions for name, actions in told.items() if actions}


def with_stand_ins(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return the rows, with the actions that stand in for engagements counted as such.

    Examples
    --------
    >>> with_stand_ins(pd.DataFrame({"likes": [5, 2]}))["engagements"].tolist()
    [5, 2]
    """
    rows, names = rows_of(table), stand_ins(table)
    sums = [_sum(posts, names[name]) for name, posts in accounts(table) if name in names]
    if not sums:
        return rows
    own = rows.get("engagements", pd.Series(pd.NA, rows.index, dtype="Int64"))
    return rows.assign(engagements=own.combine_first(pd.concat(sums)))


def _is_told(rows: pd.DataFrame, name: str) -> bool:
    return name in rows and bool(rows[name].notna().any())


def _sum(rows: pd.DataFrame, actions: Sequence[str]) -> pd.Series:
    return rows[list(actions)].apply(floats).sum(axis=1, skipna=False).astype("Int64")
