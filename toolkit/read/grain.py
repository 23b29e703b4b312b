"""Over which time the counts of a table run, and what its rows are of."""

import pandas as pd

DAYS = "in each row's day"
PERIODS = "in each row's period"
OPEN = "from each row's day on; the file does not say until when"
LIFETIME = "since each post went out, until the download"
UNDATED = "over a period that the file does not say"
_THINGS = {
    "post": ("post_id", "permalink", "post", "title"),
    "search term": ("search_term",),
    "keyword": ("keyword",),
    "creative": ("creative",),
    "ad": ("ad_id", "ad"),
    "ad group": ("ad_group_id", "ad_group"),
    "campaign": ("campaign_id", "campaign"),
    "source": ("source",),
    "country": ("country",),
    "region": ("region",),
    "audience": ("age_band", "gender"),
    "device": ("device",),
}


def grain_of(table: pd.DataFrame, undated: str = "") -> str:
    """Say over which time each row of a delivery table counts; ``undated`` if no row has days.

    Examples
    --------
    >>> grain_of(pd.DataFrame({"post_id": ["1"], "published_at": ["2026-03-01"]}))
    'since each post went out, until the download'
    """
    if "date_start" in table and table["date_start"].notna().any():
        ends = table.get("date_end")
        if ends is None or ends.isna().all():
            return OPEN
        return DAYS if table["date_start"].eq(ends).all() else PERIODS
    if undated:
        return undated
    return LIFETIME if "published_at" in table else UNDATED


def thing_of(table: pd.DataFrame) -> str:
    """Say what each row of a delivery table is of: a post, an ad, ..., or the account.

    Examples
    --------
    >>> thing_of(pd.DataFrame({"campaign": ["Spring"], "ad": ["Film"]}))
    'ad'
    """
    held = {name for name in table if table[name].notna().any()}
    return next((thing for thing, names in _THINGS.items() if held & set(names)), "account")
