"""The two readings of a rate: the account's is a sum over a sum, its typical row's a median."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..catalog import MEASURES, RATIOS
from ..export import Export
from ..memory import remembered
from ..metrics import Ratio
from ..refusal import NotAdditiveError
from ..schema import DataError, floats
from ..summarize import context, summarize
from .posts import accounts, rows_of, what_rows_are

ACCOUNT = "Account"
# Followers are those at publication: a sum over posts would set many times against one level.
_PER_POST = frozenset({"er_followers", "reach_rate"})


@remembered
def read_rates(table: pd.DataFrame | Export, rates: Sequence[str], needs: str) -> pd.DataFrame:
    """Return those rates that a table of posts tells, in both readings, account by account.

    ``attrs`` hold the window of the people, and which rates of which ``account`` are ``refused``
    because its posts are counted by several rules.

    Raises
    ------
    DataError
        If the table tells none of them; ``needs`` says what it would take.
    NotAdditiveError
        If posts of one account are counted by several rules, and nothing else is told.
    """
    read, refused = {}, {}
    for account, posts in accounts(table):
        read[account], refused[account] = _of_account(posts, rates)
    told = {account: pd.DataFrame(found) for account, found in read.items() if found}
    if not told:
        raise next((why for each in refused.values() for why in each.values()), DataError(needs))
    readings = pd.concat(told, names=["account"])
    ends = (f"{rate}_{end}" for rate in rates for end in ("low", "high"))
    readings = readings[[end for end in ends if end in readings]]
    if len(read) == 1:
        readings = readings.droplevel("account")
    readings.attrs = {**context(rows_of(table)), "refused": {k: [*v] for k, v in refused.items()}}
    return readings


def ends_of_rates(readings: pd.DataFrame) -> list[str]:
    """Return the names of the rates that stand in readings."""
    return [name.removesuffix("_low") for name in readings if name.endswith("_low")]


def _of_account(
    posts: pd.DataFrame, rates: Sequence[str]
) -> tuple[dict[str, pd.Series], dict[str, NotAdditiveError]]:
    """Both readings of every rate that the posts tell, and why others are not told."""
    told, refused = {}, {}
    typical = f"Typical {what_rows_are(posts)}"
    for name in rates:
        if not _is_told(posts, RATIOS[name]):
            continue
        try:
            account = summarize(posts, name, people="bounds").iloc[0]
        except NotAdditiveError as refusal:
            refused[name] = refusal
            continue
        median = _median(posts, RATIOS[name])
        for end in ("low", "high"):
            whole = float(account.get(f"{name}_{end}", account.get(name)))
            told[f"{name}_{end}"] = pd.Series(
                {ACCOUNT: np.nan if name in _PER_POST else whole, typical: median}
            ).rename_axis("Reading")
    return told, refused


def _is_told(posts: pd.DataFrame, rate: Ratio) -> bool:
    return all(
        part in MEASURES and part in posts and posts[part].notna().any() for part in rate.parts
    )


def _median(posts: pd.DataFrame, rate: Ratio) -> float:
    top, bottom = (floats(posts[part]) for part in rate.parts)
    return float((rate.scale * top / bottom.where(bottom.ne(0))).median())
