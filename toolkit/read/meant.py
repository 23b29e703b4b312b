"""Columns that mean another thing in some rows: made missing there, or moved where they belong."""

import pandas as pd

from ..numerals import write_count
from ..platforms import Format, Move, Only
from .decisions import Decisions


def as_meant(values: pd.DataFrame, format_: Format, decisions: Decisions) -> pd.DataFrame:
    """Move and blank what the format says does not mean in some rows what its header says.

    Examples
    --------
    >>> posts = pd.DataFrame({"platform": ["x", "youtube"], "clicks": [3, 70]})
    >>> rule = Move("clicks", "views", "platform", ("youtube",), "views stand there")
    >>> own = Format("f", "f", "f", "f", {}, move=(rule,))
    >>> moved = as_meant(posts, own, Decisions())
    >>> moved["clicks"].tolist(), moved["views"].tolist()
    ([3, <NA>], [<NA>, 70])
    """
    for move in format_.move:
        if {move.column, move.where} <= set(values):
            values = _moved(values, move, decisions)
    for only in format_.only:
        for name in set(only.columns) & set(values) if only.where in values else ():
            values[name] = _blanked(values, name, only, decisions)
    decisions.blanked.sort()
    return values


def _moved(values: pd.DataFrame, move: Move, decisions: Decisions) -> pd.DataFrame:
    rows = values[move.where].isin(move.values) & values[move.column].notna()
    if not rows.any():
        return values
    column = values[move.column].convert_dtypes()
    there = values.get(move.to, column.mask(column.notna()))
    decisions.mended.append(
        f"{move.column} of {write_count(rows.sum())} rows is {move.to}: {move.why}"
    )
    return values.assign(**{move.column: column.mask(rows), move.to: there.where(~rows, column)})


def _blanked(values: pd.DataFrame, name: str, only: Only, decisions: Decisions) -> pd.Series:
    meant = values[only.where].isin(only.values or only.unless)
    elsewhere = (meant if only.unless else ~meant) & values[name].notna()
    if elsewhere.any():
        decisions.blanked.append((name, int(elsewhere.sum()), only.why))
    return values[name].mask(elsewhere)
