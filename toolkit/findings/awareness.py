"""What we say about who responds to posts, and about who gets to know them."""

from collections.abc import Iterator

import pandas as pd

from ..catalog import METRICS
from ..drivers import ACCOUNT, TYPICAL, ends_of_rates
from .finding import Finding, Findings


def find_readings(readings: pd.DataFrame) -> Findings:
    """Say each rate of an account and of its typical post.

    Parameters
    ----------
    readings : DataFrame
        As `engagement_rates` or `awareness_rates` return it.

    Examples
    --------
    >>> find_readings(pd.DataFrame(
    ...     {"reach_rate_low": [0.25, 0.3], "reach_rate_high": [0.4, 0.3]}, [ACCOUNT, TYPICAL]))
    - Follower reach rate: 30.0% for a typical post; between 25.0% and 40.0% for the account.
    """
    window = readings.attrs.get("window", "")
    if readings.index.nlevels == 1:
        return Findings(_readings(readings, "", window))
    parts = readings.groupby(level="account", sort=False)
    return Findings(
        finding
        for name, part in parts
        for finding in _readings(part.droplevel("account"), f" of {name}", window)
    )


def _readings(part: pd.DataFrame, whose: str, window: str) -> Iterator[Finding]:
    """Only what people stand behind has a window."""
    for rate in ends_of_rates(part):
        low, high = part.loc[ACCOUNT, [f"{rate}_low", f"{rate}_high"]]
        typical = part.loc[TYPICAL, f"{rate}_low"]
        evidence = {
            "label": METRICS[rate].label, "whose": whose, "low": low, "high": high,
            "typical": typical, "window": f" ({window})" if window and low != high else "",
        }  # fmt: skip
        account = (
            f"{{low:{rate}}}" if low == high else f"between {{low:{rate}}} and {{high:{rate}}}"
        )
        text = (
            f"{{label}}{{whose}}: {{typical:{rate}}} for a typical post; {account} for the "
            "account{window}."
        )
        if pd.notna(low) and pd.notna(typical):
            yield Finding(rate, "ok", evidence, text)


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
    >>> days = pd.to_datetime(["2026-03-02", "2026-03-09"])
    >>> find_newcomers(pd.DataFrame({
    ...     "account": "x", "date_start": days, "date_end": days + pd.Timedelta(days=6),
    ...     "incremental_reach_low": [200, 0], "incremental_reach_high": [200, 150]}))
    - The week from 2026-03-09 to 2026-03-15 brought x at most 150 people whom no earlier week \
of this file had reached; all of them may have been reached before.
    """
    several = [
        _newcomers(str(name), rows.iloc[-1], every)
        for name, rows in periods.groupby("account", sort=False)
        if len(rows) > 1
    ]
    text = "The file holds a single {every}, in which everybody is new to it."
    single = Finding("incremental_reach", "ok", {"every": every}, text)
    return Findings(several or [single])


def _newcomers(name: str, last: pd.Series, every: str) -> Finding:
    low, high = last["incremental_reach_low"], last["incremental_reach_high"]
    evidence = {
        "whom": f" {name}" if name else "", "every": every, "low": low, "high": high,
        "first": last["date_start"], "last": last["date_end"],
    }  # fmt: skip
    rest = ""
    if low == high:
        amount = "{low:reach}"
    elif low > 0:
        amount = "between {low:reach} and {high:reach}"
    else:
        amount, rest = "at most {high:reach}", "; all of them may have been reached before"
    text = (
        f"The {{every}} from {{first:%Y-%m-%d}} to {{last:%Y-%m-%d}} brought{{whom}} {amount} "
        f"people whom no earlier {{every}} of this file had reached{rest}."
    )
    return Finding("incremental_reach", "ok", evidence, text)
