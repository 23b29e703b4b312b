"""What we say about who responds to posts, and about who gets to know them."""

import pandas as pd

from ..catalog import METRICS
from ..drivers import ACCOUNT, TYPICAL, ends_of_rates
from .finding import LIMITS, Finding, Findings, Limits


def find_readings(readings: pd.DataFrame, *, limits: Limits = LIMITS) -> Findings:
    """Say each rate of an account and of its typical post.

    Parameters
    ----------
    readings : DataFrame
        As `engagement_rates` or `awareness_rates` return it.
    limits : Limits
        How wide a span may be to be worth telling.

    Examples
    --------
    >>> find_readings(pd.DataFrame(
    ...     {"reach_rate_low": [0.25, 0.3], "reach_rate_high": [0.4, 0.3]}, [ACCOUNT, TYPICAL]))
    - Follower reach rate: 30.0% for a typical post; between 25.0% and 40.0% for the account.
    """
    several = readings.index.nlevels > 1
    parts = readings.groupby(level="account", sort=False) if several else [("", readings)]
    return Findings(
        finding
        for name, part in parts
        for rate in ends_of_rates(part)
        for finding in _reading(
            rate, part.droplevel("account") if several else part, str(name), limits
        )
    )


def _reading(rate: str, part: pd.DataFrame, whose: str, limits: Limits) -> list[Finding]:
    metric = METRICS[rate]
    low, high = part.loc[ACCOUNT, [f"{rate}_low", f"{rate}_high"]]
    typical = part.loc[TYPICAL, f"{rate}_low"]
    if pd.isna(low) or pd.isna(typical):
        return []
    evidence = {
        "label": metric.label, "whose": f" of {whose}" if whose else "", "low": low, "high": high,
        "typical": typical,
    }  # fmt: skip
    account = (
        "posts share people, so that of the account is not told"
        if high > limits.wide * low
        else f"{{low:{rate}}} for the account"
        if low == high
        else f"between {{low:{rate}}} and {{high:{rate}}} for the account"
    )
    text = f"{{label}}{{whose}}: {{typical:{rate}}} for a typical post; {account}."
    return [Finding(rate, "ok", evidence, text)]


def find_newcomers(periods: pd.DataFrame, every: str = "week") -> Findings:
    """Say how many people the last period brought that no earlier one had.

    Parameters
    ----------
    periods : DataFrame
        As `new_people` returns it.
    every : str, default "week"
        What a period is.

    Examples
    --------
    >>> find_newcomers(pd.DataFrame({
    ...     "account": "x", "date_start": pd.to_datetime(["2026-03-02", "2026-03-09"]),
    ...     "incremental_reach_low": [200, 0], "incremental_reach_high": [200, 150]}))
    - Posts of x in the week from 2026-03-09 reached at most 150 people whom no earlier week of \
this file had: all of them may have been reached before.
    """
    found = [
        _newcomers(str(name), rows, every)
        for name, rows in periods.groupby("account", sort=False)
        if len(rows) > 1
    ]
    if found:
        return Findings(found)
    text = "The file holds a single {every}, in which everybody is new to it."
    return Findings([Finding("incremental_reach", "ok", {"every": every}, text)])


def _newcomers(name: str, rows: pd.DataFrame, every: str) -> Finding:
    last = rows.iloc[-1]
    evidence = {
        "whose": f" of {name}" if name else "", "every": every, "day": last["date_start"],
        "low": last["incremental_reach_low"], "high": last["incremental_reach_high"],
    }  # fmt: skip
    certain = evidence["low"] > 0
    amount = "between {low:reach} and {high:reach}" if certain else "at most {high:reach}"
    rest = "" if certain else ": all of them may have been reached before"
    return Finding(
        "incremental_reach", "ok", evidence,
        f"Posts{{whose}} in the {{every}} from {{day:%Y-%m-%d}} reached {amount} people whom no "
        f"earlier {{every}} of this file had{rest}.",
    )  # fmt: skip
