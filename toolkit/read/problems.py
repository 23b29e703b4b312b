"""What is wrong or odd in the rows of a file, and what of it is known of its format."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase

import pandas as pd

from ..catalog import MEASURES
from ..metrics import AtMost
from ..platforms import Format
from ..schema import DataError, Problem, check, exceeding, floats
from .clocks import check_clock
from .match import Match

_ROUNDED = 0.01
_THOUSANDS = re.compile(
    r"(?i)\bin (?:thousands|millions|000s?|tausend|mio|migliaia)\b|\ben (?:miles|milliers)\b|"
    r"\bem (?:milhares|mil)\b|\((?:in )?(?:'?000'?s?|thousands|tsd\.?)\)"
)
_SNAPSHOTS, _STEPS = 3, 4
# What nobody pays for one in any currency, but in millionths of one.
_DEAR = {"impressions": 1_000, "clicks": 50_000}


def problems_of(values: pd.DataFrame, match: Match) -> list[Problem]:
    """Return all that is odd in rows, in the words of what is known of their format.

    Raises
    ------
    DataError
        Naming the file and every rule that the rows break.
    """
    found = [
        replace(problem, severity="look", message=f"{_fact(problem)}. Known of this file: {why}.")
        if (why := _known(problem, match.format))
        else problem
        for problem in check(values)
    ]
    found += _not_within(values, match.format)
    found += _too_dear(values)
    found += _to_date(values)
    found += _in_thousands(match)
    if match.format.clock:
        found += check_clock(values, match.format.clock)
    errors = [str(problem) for problem in found if problem.severity == "error"]
    if errors:
        raise DataError("\n  ".join([f"{match.raw.name}: cannot be used:", *errors]))
    return found


def _known(problem: Problem, format_: Format) -> str:
    """Why published files of the format are known to break this rule, if they are."""
    known = (
        flaw.why
        for flaw in format_.flaws
        if flaw.rule == problem.rule and fnmatchcase(problem.column, flaw.column)
    )
    return next(known, "")


def _fact(problem: Problem) -> str:
    return problem.fact or problem.message.rstrip(".")


def _too_dear(values: pd.DataFrame) -> Iterator[Problem]:
    """Amounts that can only be millionths of a currency, as some APIs write them."""
    names = [name for name in _DEAR if name in values] if "spend" in values else []
    for name in names[:1]:
        paid = floats(values["spend"]).fillna(0)
        counted = floats(values[name]).where(paid.gt(0)).sum()
        if counted > 0 and paid.sum() / counted >= _DEAR[name] and not (paid % 1).any():
            yield Problem(
                "look", "money", "spend",
                f"comes to {paid.sum() / counted:,.0f} for each of the {name}. If the file writes "
                "money in millionths (micros), divide it by 1,000,000 before it is read.",
            )  # fmt: skip


def _in_thousands(match: Match) -> Iterator[Problem]:
    """A line above the header may say that figures are thousands; which ones, it does not."""
    lines = (" ".join(filter(None, row)) for row in match.raw.head[: match.header_row])
    if said := next(filter(None, map(_THOUSANDS.search, lines)), None):
        yield Problem(
            "look", "thousands", "",
            f"A line above the header says {said[0]!r}. The figures are kept as they stand: "
            "multiply those that are meant before the file is read.",
        )  # fmt: skip


def _to_date(values: pd.DataFrame) -> Iterator[Problem]:
    """Counts of posts by day that never fall are likely counts up to that day."""
    name = next((each for each in ("views", "likes") if each in values), "")
    if not name or not {"post_id", "date_start", "date_end"} <= set(values):
        return
    days = values[values["date_start"].eq(values["date_end"])].sort_values("date_start")
    if days["date_start"].nunique() < _SNAPSHOTS:
        return
    counts = floats(days[name])
    steps = counts.groupby(days["post_id"].astype("str")).diff().dropna()
    if len(steps) >= _STEPS and steps.ge(0).all() and 2 * steps.gt(0).sum() > len(steps):
        yield Problem(
            "look", "to_date", name,
            "falls for no post from one day to the next. If these are counts from publication to "
            "that day, they must not be added up: keep the last row of each post.",
        )  # fmt: skip


def _not_within(values: pd.DataFrame, format_: Format) -> Iterator[Problem]:
    """Rows in which a column is above one that this platform counts no lower."""
    for within in format_.within:
        if {within.column, within.of} <= set(values):
            bound = AtMost(within.of, "look")
            for problem in exceeding(values, MEASURES[within.column], bound, _ROUNDED):
                yield replace(problem, message=f"{problem.fact}; {within.why}.")
