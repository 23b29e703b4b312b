"""What we say about who responds to posts, and about who gets to know them."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from ..catalog import METRICS
from ..drivers import ACCOUNT, ends_of_rates
from ..rules.clash import listed
from .finding import Finding, Findings

_TWICE, _HARDLY = 2, 1.05


def find_readings(readings: pd.DataFrame) -> Findings:
    """Say each rate of an account and of its typical post, or day where days are told.

    Parameters
    ----------
    readings : DataFrame
        As `engagement_rates` or `awareness_rates` return it.

    Examples
    --------
    >>> find_readings(pd.DataFrame(
    ...     {"er_reach_low": [0.25, 0.3], "er_reach_high": [0.4, 0.3]}, [ACCOUNT, "Typical post"]))
    - Engagement rate by reach: 30.0% for a typical post; between 25.0% and 40.0% for the account.
    """
    window, refused = readings.attrs.get("window", ""), readings.attrs.get("refused", {})
    several = readings.index.nlevels > 1
    parts = readings.groupby(level="account", sort=False) if several else [("", readings)]
    told = [
        finding
        for name, part in parts
        for finding in _readings(
            part.droplevel("account") if several else part, f" of {name}" if several else "", window
        )
    ]
    return Findings([*told, *_refused(refused, several=several)])


def _refused(refused: Mapping[str, Sequence[str]], *, several: bool) -> Iterator[Finding]:
    text = "{label}{whose} is not told: it is counted by several rules."
    for account, rates in refused.items():
        for rate in rates:
            whose = f" of {account}" if several and account else ""
            yield Finding(rate, "look", {"label": METRICS[rate].label, "whose": whose}, text)


def _readings(part: pd.DataFrame, whose: str, window: str) -> Iterator[Finding]:
    """Only what people stand behind has a window."""
    for rate in ends_of_rates(part):
        low, high = part.loc[ACCOUNT, [f"{rate}_low", f"{rate}_high"]]
        each = next(name for name in part.index if name != ACCOUNT)
        typical = part.loc[each, f"{rate}_low"]
        evidence = {
            "label": METRICS[rate].label, "whose": whose, "low": low, "high": high,
            "typical": typical, "each": each.casefold(),
            "window": f" ({window})" if window and low != high else "",
        }  # fmt: skip
        account = (
            f"{{low:{rate}}}" if low == high else f"between {{low:{rate}}} and {{high:{rate}}}"
        )
        rest = f"; {account} for the account{{window}}" if pd.notna(low) else ""
        text = f"{{label}}{{whose}}: {{typical:{rate}}} for a {{each}}{rest}."
        if pd.notna(typical):
            yield Finding(rate, "ok", evidence, text)


def find_stand_ins(actions: Mapping[str, Sequence[str]]) -> Findings:
    """Say which actions are counted as engagements where the file has no count of its own.

    Parameters
    ----------
    actions : mapping of str to sequence of str
        Names of measures by account.

    Examples
    --------
    >>> find_stand_ins({"instagram": ["likes", "comments", "saves"]})
    - The file tells no engagements of instagram: likes, comments and saves are counted as such.
    """
    text = "The file tells no engagements{whose}: {named} are counted as such."
    return Findings(
        Finding("engagements", "ok", {"whose": f" of {name}" if name else "", "named": listed(
            [METRICS[each].label.lower() for each in each_of])}, text)
        for name, each_of in actions.items()
    )  # fmt: skip


def find_by_reach(told: pd.DataFrame) -> Findings:
    """Say how many engagements go along with twice the people.

    Parameters
    ----------
    told : DataFrame
        As `engagement_by_reach` returns it.

    Examples
    --------
    >>> find_by_reach(pd.DataFrame({
    ...     "account": ["x"], "each": ["post"], "metric": ["reach"], "posts": [40], "left_out": [0],
    ...     "multiplier": [1.6], "low": [1.5], "high": [1.7]}))
    - Posts of x with twice the reach had 1.60 times the engagements (95%: 1.50 to 1.70), in 40 \
posts: those shown more had a lower rate.
    """
    return Findings(_by_reach(row) for row in told.to_dict("records"))


def _by_reach(row: dict) -> Finding:
    whose = " of {account}" if row["account"] else ""
    verdict = "no sign that the rate hangs on how much is shown"
    if row["low"] > _TWICE / _HARDLY and row["high"] < _TWICE * _HARDLY:
        verdict = "the rate hardly hangs on how much is shown"
    elif row["high"] < _TWICE:
        verdict = "those shown more had a lower rate"
    elif row["low"] > _TWICE:
        verdict = "those shown more had a higher rate"
    left = " ({left_out:,} without either are left out)" if row["left_out"] else ""
    evidence = {
        **row, "every": f"{row['each'].capitalize()}s",
        "label": METRICS[row["metric"]].label.lower(),
    }  # fmt: skip
    text = (
        f"{{every}}{whose} with twice the {{label}} had {{multiplier:.2f}} times the engagements "
        f"(95%: {{low:.2f}} to {{high:.2f}}), in {{posts:,}} {{each}}s{left}: {verdict}."
    )
    return Finding("engagements", "ok", evidence, text)


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
