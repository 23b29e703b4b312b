"""The two readings of a rate: the account's is a sum over a sum, its typical post's a median."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..catalog import MEASURES, RATIOS
from ..export import Export
from ..memory import remembered
from ..metrics import Ratio
from ..schema import DataError, floats
from ..summarize import context, summarize
from .posts import accounts, rows_of

ACCOUNT, TYPICAL = "Account", "Typical post"
# Followers are those at publication: a sum over posts would set many times against one level.
_PER_POST = frozenset({"er_followers", "reach_rate"})


@remembered
def read_rates(table: pd.DataFrame | Export, rates: Sequence[str], needs: str) -> pd.DataFrame:
    """Return those rates that a table of posts tells, in both readings, account by account.

    ``attrs`` hold the window of the people.

    Raises
    ------
    DataError
        If the table tells none of them; ``needs`` says what it would take.
    NotAdditiveError
        If posts of one account are counted by several rules.
    """
    read = {name: _of_account(posts, rates) for name, posts in accounts(table)}
    told = {name: found for name, found in read.items() if not found.empty}
    if not told:
        raise DataError(needs)
    readings = pd.concat(told, names=["account"])
    if len(read) == 1:
        readings = readings.droplevel("account")
    readings.attrs = context(rows_of(table))
    return readings


def ends_of_rates(readings: pd.DataFrame) -> list[str]:
    """Return the names of the rates that stand in readings."""
    return [name.removesuffix("_low") for name in readings if name.endswith("_low")]


def _of_account(posts: pd.DataFrame, rates: Sequence[str]) -> pd.DataFrame:
    told = [name for name in rates if _is_told(posts, RATIOS[name])]
    if not told:
        return pd.DataFrame()
    account = summarize(posts, told, people="bounds").iloc[0]
    readings = {
        f"{name}_{end}": [
            np.nan if name in _PER_POST else float(account.get(f"{name}_{end}", account.get(name))),
            _median(posts, RATIOS[name]),
        ]
        for name in told
        for end in ("low", "high")
    }
    return pd.DataFrame(readings, index=pd.Index([ACCOUNT, TYPICAL], name="Reading"))


def _is_told(posts: pd.DataFrame, rate: Ratio) -> bool:
    return all(
        part in MEASURES and part in posts and posts[part].notna().any() for part in rate.parts
    )


def _median(posts: pd.DataFrame, rate: Ratio) -> float:
    top, bottom = (floats(posts[part]) for part in rate.parts)
    return float((rate.scale * top / bottom.where(bottom.ne(0))).median())
