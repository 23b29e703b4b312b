"""Zeros that are no counts: what was not collected is missing, never 0."""

from collections.abc import Iterable

import pandas as pd

from ..platforms import Zero
from .decisions import Decisions


def without_false_zeros(
    table: pd.DataFrame, zeros: Iterable[Zero], decisions: Decisions
) -> pd.DataFrame:
    """Make the zeros missing that a format declares to be no counts, and take them down.

    Examples
    --------
    >>> days = pd.DataFrame({"views": [0, 0, 7], "reach": [5, 0, 6]})
    >>> rule = Zero("views", "views were not collected yet", beside="reach")
    >>> without_false_zeros(days, [rule], Decisions())["views"].tolist()
    [<NA>, 0, 7]
    """
    for zero in zeros:
        if zero.column not in table:
            continue
        false = table[zero.column].eq(0).fillna(False) & _no_count(table, zero)
        if false.any():
            table = table.assign(**{zero.column: table[zero.column].mask(false)})
            if table[zero.column].dropna().mod(1).eq(0).all():
                table[zero.column] = table[zero.column].astype("Int64")
            decisions.blanked.append((zero.column, int(false.sum()), zero.why))
    return table


def _no_count(table: pd.DataFrame, zero: Zero) -> pd.Series:
    if zero.beside in table:
        return table[zero.beside].gt(0).fillna(False).astype(bool)
    if not zero.leading:
        return pd.Series(not zero.beside, table.index)
    if "date_start" not in table:
        return pd.Series(False, table.index)
    accounts = [name for name in ("platform", "account") if name in table]
    ordered = table.sort_values("date_start", kind="stable")
    groups = ordered.groupby(accounts, dropna=False, sort=False) if accounts else [("", ordered)]
    runs = [_first_run(group[zero.column], zero.leading) for _, group in groups]
    return pd.concat(runs).reindex(table.index)


def _first_run(series: pd.Series, least: int) -> pd.Series:
    """The zeros with which a series begins, if they are many and something follows."""
    run = series.fillna(0).eq(0).cummin()
    return run & (least <= run.sum() < len(run))
