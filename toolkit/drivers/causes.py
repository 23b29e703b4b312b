"""What else changed when posts began to be shown more or less."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..chance import same_rate, same_shares
from ..numerals import write_number
from ..rules import break_calendar
from .posts import SHOWN
from .steps import Step

RULE, CADENCE, FORMAT, SUPPORT = "counting rule", "cadence", "format mix", "paid support"
MIX, GRADUAL, DISTRIBUTION = "mix of posts", "gradual", "distribution"
_CHANCE = 0.01
_RATE, _SHARE = 1.5, 0.2


@dataclass(frozen=True)
class Cause:
    """What a change is put down to, and how that is seen."""

    name: str
    detail: str


@dataclass(frozen=True)
class Around:
    """The posts of an account between the changes before and after one.

    ``after`` tells which went out after it; it can have come from ``first`` to ``last``.
    """

    posts: pd.DataFrame
    levels: pd.DataFrame
    after: np.ndarray
    first: pd.Timestamp
    last: pd.Timestamp


def around(posts: pd.DataFrame, levels: pd.DataFrame, steps: Sequence[Step], step: Step) -> Around:
    """Return the posts around one change of an account's posts, which are in order of time."""
    places = [0, *(each.place for each in steps), len(posts)]
    at = places.index(step.place, 1)
    span = slice(places[at - 1], places[at + 1])
    days = posts["published_at"].dt.tz_localize(None).dt.normalize()
    after = np.arange(len(posts))[span] >= step.place
    return Around(
        posts[span], levels[span], after, days[max(step.earliest - 1, 0)], days[step.latest]
    )


def cause_of(
    around: Around, metric: str, near: int, *, mixed: bool = False, gradual: bool = False
) -> Cause:
    """Return what a change is put down to: a rule, a choice of the account's, or distribution.

    Parameters
    ----------
    around : Around
        The posts before and after it.
    metric : str
        Measure that changed.
    near : int, unit days
        How near a change of a counting rule must lie.
    mixed : bool
        Whether the change is gone once levers are taken out.
    gradual : bool
        Whether a steady rise or fall would do as well.
    """
    asked: list[Callable[[], Cause | None]] = [
        lambda: _rule(around, metric, near),
        lambda: Cause(GRADUAL, "a steady rise or fall does as well as a step") if gradual else None,
        lambda: _cadence(around),
        lambda: _shifted(around, "format", FORMAT),
        lambda: _shifted(around, "support", SUPPORT),
        lambda: Cause(MIX, "what goes along with being shown changed with it") if mixed else None,
    ]
    found = next((cause for ask in asked if (cause := ask())), None)
    return found or Cause(DISTRIBUTION, "no rule, cadence, format or paid support changed with it")


def _rule(around: Around, metric: str, near: int) -> Cause | None:
    """A rule that changed within some days of when the change may have been."""
    if "platform" not in around.posts:
        return None
    margin = pd.Timedelta(days=near)
    calendar = break_calendar(str(around.posts["platform"].iloc[0]))
    mine = calendar[calendar["metric"].isin({metric, *SHOWN}) & calendar["precision"].eq("day")]
    close = mine[mine["date"].ge(around.first - margin) & mine["until"].le(around.last + margin)]
    if close.empty:
        return None
    row = close.iloc[0]
    return Cause(RULE, f"{row['metric']} are counted by another rule from {row['date']:%Y-%m-%d}")


def _cadence(around: Around) -> Cause | None:
    times = around.posts["published_at"]
    day = pd.Timedelta(days=1)
    change = times[around.after].min()
    spans = [(change - times.min()) / day, (times.max() - change) / day]
    counts = [int((~around.after).sum()), int(around.after.sum())]
    if min(spans) <= 0:
        return None
    rates = [count / span for count, span in zip(counts, spans, strict=True)]
    if same_rate(counts, spans) > _CHANCE or 1 / _RATE < rates[1] / rates[0] < _RATE:
        return None
    return Cause(
        CADENCE,
        "{} posts a week before and {} after".format(
            *(write_number(7 * each, ".1f") for each in rates)
        ),
    )


def _shifted(around: Around, lever: str, name: str) -> Cause | None:
    """A lever whose levels have other shares after than before."""
    if lever not in around.levels or around.levels[lever].nunique() < 2:
        return None
    counts = pd.crosstab(around.levels[lever].to_numpy(), around.after)
    if counts.shape[1] < 2:
        return None
    shares = counts / counts.sum()
    moved = shares[True] - shares[False]
    if moved.abs().max() < _SHARE or same_shares(counts.to_numpy()) > _CHANCE:
        return None
    level = moved.abs().idxmax()
    before, after = shares.loc[level, False], shares.loc[level, True]
    return Cause(
        name,
        f"{level}: {write_number(before, '.0%')} of the posts before and "
        f"{write_number(after, '.0%')} after",
    )
