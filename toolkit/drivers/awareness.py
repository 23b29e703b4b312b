"""Who gets to know the account: how many of the followers, of others, and how many anew."""

import pandas as pd

from ..export import Export
from ..schema import DataError
from ..summarize import summarize
from .posts import accounts
from .readings import read_rates

_RATES = ("reach_rate", "follower_reach_rate", "follower_reach_share", "follower_impression_share")
_LONGEST = {"week": pd.Timedelta(days=7), "month": pd.Timedelta(days=31)}


def awareness_rates(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return how posts reach followers and others, in the two readings of `engagement_rates`.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post.

    Returns
    -------
    DataFrame, shape (2 * n_accounts, 2 * n_rates)
        Indexed by ``Reading``, and by ``account`` before it where there are several. Reach against
        followers, the share of the followers reached, and the share of followers among the
        people reached or the impressions, each as ``<rate>_low`` and ``<rate>_high``.

    Raises
    ------
    DataError
        If the table tells none of them.

    Examples
    --------
    >>> posts = pd.DataFrame({"reach": [500, 300], "followers": [1000, 1000],
    ...                       "follower_reach": [400, 120]})
    >>> awareness_rates(posts)["follower_reach_share_low"].round(2).tolist()
    [0.5, 0.6]
    """
    return read_rates(
        table,
        _RATES,
        "The table does not tell followers from others: it needs reach or the followers reached, "
        "beside the number of followers.",
    )


def new_people(table: pd.DataFrame | Export, every: str = "week") -> pd.DataFrame:
    """Enclose how many people each week's posts, or days, reached that no earlier one had.

    Reach cannot be added up, nor taken off: whoever is reached this week may have been reached
    before. ``max(0, reach - reach so far)`` people are new at least, and at most all of them. A
    log counts them exactly, see `build_up`.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with ``reach``, and ``published_at`` or ``date_start``.
    every : {"week", "month"}, default "week"
        Weeks start on Monday. Posts belong to the period in which they went out.

    Returns
    -------
    DataFrame, one row per account and period
        ``account``; ``date_start`` and ``date_end`` of the period; ``reach_low`` and
        ``reach_high``; ``incremental_reach_low`` and ``incremental_reach_high``, the people
        whom no earlier period of this table reached.

    Raises
    ------
    DataError
        If the table has no reach or no day, or its rows last longer than a period.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.to_datetime(["2026-03-02", "2026-03-10"]), "reach": [200, 500],
    ... })
    >>> new_people(posts)[["incremental_reach_low", "incremental_reach_high"]].to_numpy().tolist()
    [[200, 200], [300, 500]]
    """
    if every not in _LONGEST:
        raise DataError(f"every={every!r} is not a period; it is one of {', '.join(_LONGEST)}.")
    found = [
        _of_account(_dated(posts, every), every).assign(account=name)
        for name, posts in accounts(table)
        if "reach" in posts and posts["reach"].notna().any()
    ]
    if not found:
        raise DataError("The table has no reach, so nothing tells how many people are new.")
    told = pd.concat(found, ignore_index=True)
    return told[["account", *told.columns.drop("account")]]


def _dated(posts: pd.DataFrame, every: str) -> pd.DataFrame:
    """The rows with reach, each dated by the first day of its period."""
    held = (name for name in ("published_at", "date_start") if name in posts)
    day = next((name for name in held if posts[name].notna().any()), None)
    if day is None:
        raise DataError("The table has no day, so nothing tells when people were new.")
    known = posts[posts["reach"].notna() & posts[day].notna()]
    if day == "date_start" and "date_end" in known:
        longest = (known["date_end"] - known["date_start"]).max() + pd.Timedelta(days=1)
        if longest > _LONGEST[every]:
            raise DataError(
                f"Rows last up to {longest.days} days, longer than a {every}. Load reach by "
                f"{every}, or by day."
            )
    days = known[day].dt.tz_localize(None)
    starts = days.dt.to_period(every[0].upper()).dt.start_time
    return known.drop(columns=["date_end"], errors="ignore").assign(date_start=starts)


def _of_account(posts: pd.DataFrame, every: str) -> pd.DataFrame:
    ends = summarize(posts, "reach", "date_start", people="bounds").sort_index()
    low, high = ends["reach_low"], ends["reach_high"]
    before = high.cumsum().shift(fill_value=0)
    periods = ends.index.to_period(every[0].upper())
    return pd.DataFrame(
        {
            "date_start": ends.index,
            "date_end": periods.end_time.normalize(),
            "reach_low": low.to_numpy(),
            "reach_high": high.to_numpy(),
            "incremental_reach_low": (low - before).clip(lower=0).to_numpy(),
            "incremental_reach_high": high.to_numpy(),
        }
    )
