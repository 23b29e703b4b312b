"""Whether two tables report some of the same rows."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..catalog import DIMENSIONS, MEASURES
from ..numerals import write_count

# What is said of a thing but does not tell it from another.
_SAID_OF = {
    "title", "text", "label", "status", "category", "format", "duration_seconds", "boosted",
    "published_at", "published_month", "published_weekday", "published_hour", "currency",
    "objective", "result_type", "campaign_type", "price_basis", "view_rule", "language",
}  # fmt: skip
_DATES = ("date_start", "date_end")
# An id makes the names of the same thing needless, which a platform may change between downloads.
_IDS = {"post_id": ("permalink", "post"), "ad_id": ("ad",), "ad_group_id": ("ad_group",),
        "campaign_id": ("campaign",)}  # fmt: skip
_NUMBERED = r"post \d+"
_SHOWN = 3


def identity(tables: Sequence[pd.DataFrame]) -> list[str]:
    """Return the dimensions that tell the rows of all tables apart, besides their dates.

    Examples
    --------
    >>> posts = pd.DataFrame({"platform": ["x"], "post_id": ["1"], "text": ["made up"]})
    >>> identity([posts, posts])
    ['platform', 'post_id']
    """
    shared = [name for name in DIMENSIONS if all(_tells(each, name) for each in tables)]
    doubled = {name for id_, names in _IDS.items() if id_ in shared for name in names}
    named = [name for name in shared if name not in _SAID_OF | doubled]
    things = set(named) - {"platform", "account"}
    return named + [name for name in ("title", "text") if name in shared and not things]


def shared_rows(one: pd.DataFrame, other: pd.DataFrame) -> str:
    """Name some rows that both tables report, or return nothing.

    Rows are the same if they are of the same thing and their days overlap.

    Examples
    --------
    >>> days = pd.to_datetime(["2026-03-01", "2026-03-02"])
    >>> march = pd.DataFrame({"platform": "x", "date_start": days, "date_end": days})
    >>> shared_rows(march.head(1), march), shared_rows(march.head(1), march.tail(1))
    ('2026-03-01', '')
    """
    names = identity([one, other])
    dated = all(_tells(each, "date_start", any_name=True) for each in (one, other))
    if not dated and not set(names) - {"platform", "account"}:
        return _equal_rows(one, other)
    if any(_are_apart(one[name], other[name]) for name in names):
        return ""
    both = pd.concat([_keys(each, names, dated) for each in (one, other)], keys=[0, 1])
    both = both.reset_index(level=0, names="file").sort_values("start", kind="stable")
    both["thing"] = both.groupby(names, dropna=False).ngroup() if names else 0
    again = np.zeros(len(both), dtype=bool)
    for file in (0, 1):
        ends = both["end"].where(both["file"].eq(file))
        latest = ends.groupby(both["thing"]).cummax().groupby(both["thing"]).ffill()
        again |= (both["file"].ne(file) & latest.ge(both["start"])).to_numpy()
    return _named(both[again], names, dated)


def _are_apart(one: pd.Series, other: pd.Series) -> bool:
    """Whether two columns have no cell in common."""
    return {*one.unique().astype("str")}.isdisjoint(other.unique().astype("str"))


def _tells(table: pd.DataFrame, name: str, *, any_name: bool = False) -> bool:
    if name not in table or (name in _DATES and not any_name):
        return False
    known = table[name].dropna()
    return len(known) > 0 and not (name == "post" and known.str.fullmatch(_NUMBERED).all())


def _keys(table: pd.DataFrame, names: list[str], dated: bool) -> pd.DataFrame:
    """What tells each row apart, as text, and its first and last day."""
    keys = table[names].astype("str")
    start = table["date_start"] if dated else pd.Series(pd.Timestamp(0), table.index)
    end = table.get("date_end", start).fillna(start) if dated else start
    return keys.assign(start=start, end=end).dropna(subset=["start"]).reset_index(drop=True)


def _equal_rows(one: pd.DataFrame, other: pd.DataFrame) -> str:
    """Rows without anything that names them are the same if all of one file's numbers recur."""
    shared = [name for name in MEASURES if name in one and name in other]
    if not shared:
        return ""
    few, many = sorted((each[shared].astype("float64") for each in (one, other)), key=len)
    recurring = few.drop_duplicates().merge(many.drop_duplicates())
    return f"{write_count(len(few))} rows" if len(recurring) == len(few.drop_duplicates()) else ""


def _named(rows: pd.DataFrame, names: list[str], dated: bool) -> str:
    if rows.empty:
        return ""
    told = [name for name in names if name not in ("platform", "account")]
    texts = rows[told].agg(" ".join, axis=1).str.slice(0, 40) if told else ""
    days = rows["start"].dt.strftime(" %Y-%m-%d") if dated else ""
    labels = pd.Series(texts + days, rows.index).str.strip().drop_duplicates()
    more = f" and {write_count(len(labels) - _SHOWN)} more" if len(labels) > _SHOWN else ""
    return ", ".join(labels.head(_SHOWN)) + more
