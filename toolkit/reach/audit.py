"""Fifteen rules that figures of one campaign keep, or contradict each other."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields

import pandas as pd

from ..export import Export
from .breach import Breach
from .report import Report, as_report, check_report
from .rules_sets import (
    parts_overlap_less,
    sets_can_be,
    unions_are_plausible,
    unions_within_bounds,
    units_are_alike,
    windows_are_alike,
)
from .rules_totals import (
    cumulative_ends_at_total,
    cumulative_never_falls,
    frequencies_fall,
    frequencies_within_impressions,
    frequency_is_the_ratio,
    impressions_add_up,
    parts_within_wholes,
    periods_enclose_whole,
    reach_within_impressions,
)


@dataclass(frozen=True)
class Rule:
    """A rule with its number, its words and what looks for breaches of it."""

    id: str
    says: str
    breaches: Callable[[Report], Iterable[Breach]]


RULES = {
    rule.id: rule
    for rule in (
        Rule("C1", "Reach is at most impressions.", reach_within_impressions),
        Rule("C2", "Reach so far never falls.", cumulative_never_falls),
        Rule("C3", "Reach so far ends at the total.", cumulative_ends_at_total),
        Rule("C4", "Largest part <= whole <= sum of parts.", periods_enclose_whole),
        Rule("C5", "k+ falls with k, and 1+ is reach.", frequencies_fall),
        Rule("C6", "Sum of k+ is at most impressions.", frequencies_within_impressions),
        Rule("C7", "Largest set <= union <= sum, universe.", unions_within_bounds),
        Rule("C8", "Sets, unions and overlaps can be together.", sets_can_be),
        Rule("C9", "Impressions of parts add up.", impressions_add_up),
        Rule("C10", "Viewable is at most served, and the like.", parts_within_wholes),
        Rule("C11", "A part overlaps at most as its whole.", parts_overlap_less),
        Rule("C12", "A union is plausible beside independence.", unions_are_plausible),
        Rule("C13", "Units are alike.", units_are_alike),
        Rule("C14", "Windows and time zones are alike.", windows_are_alike),
        Rule("C15", "Frequency is impressions over reach.", frequency_is_the_ratio),
    )
}


def audit(given: pd.DataFrame | Export | Report) -> pd.DataFrame:
    """Find the figures of a table or a report that contradict each other.

    Parameters
    ----------
    given : DataFrame, Export or Report
        A delivery table, a file with its total row, or a `Report` with whatever else is stated.

    Returns
    -------
    DataFrame, one row per breach
        ``rule`` (C1 to C15) and what it ``says``; ``severity``, an error or worth a look;
        ``cells``; ``value`` and its ``limit``; ``gap``; ``kind``: whether rounding explains
        the gap, or it is real, or a figure was held back; ``message``. Empty if all agree.

    Raises
    ------
    DataError
        Naming every figure that is negative or no number; a missing one is left out.

    Examples
    --------
    >>> found = audit(pd.DataFrame({"impressions": [5, 9], "reach": [7, 8]}))
    >>> found[["rule", "cells", "gap", "kind"]]
      rule  cells  gap  kind
    0   C1  row 0  2.0  real
    """
    report = as_report(given)
    check_report(report)
    names = [each.name for each in fields(Breach)]
    rows = [
        {**asdict(breach), "says": rule.says}
        for rule in RULES.values()
        for breach in rule.breaches(report)
    ]
    table = pd.DataFrame(rows, columns=[names[0], "says", *names[1:]])
    return table.sort_values("severity", kind="stable", ignore_index=True)
