"""What we say about how money ran: against its plan, with gaps, spikes and edited figures."""

import pandas as pd

from ..catalog import METRICS
from ..export import Export
from ..numerals import write_count
from ..pacing import list_days, list_spikes
from ..refusal import NotAdditiveError
from ..schema import DataError, check, floats
from ..table import format_label
from .bill import NO_SPEND, has_spend
from .finding import LIMITS, Finding, Findings, Limits, Status


def find_pacing(
    table: pd.DataFrame | Export,
    *,
    plan: float | None = None,
    limits: Limits = LIMITS,
) -> Findings:
    """Say how spend ran against its plan, on which days nothing ran, and where prices stood out.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with a row or more per day.
    plan : float, optional, unit currency
        What was to be spent over the days of the table.
    limits : Limits
        How far from the plan, and from its own history, deserves a look.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-03"]),
    ...                      "spend": [2.0, 3.0], "impressions": [1000, 1000]})
    >>> find_pacing(days, plan=10)
    - Look: 5.00 of a planned 10.00 was spent, 50.0%.
    - Look: Nothing ran on 1 of 3 days: 2026-03-02.
    """
    rows = table.table if isinstance(table, Export) else table
    if not has_spend(rows):
        return Findings([Finding("spend", "look", {}, NO_SPEND)])
    try:
        days = list_days(table)
    except (DataError, NotAdditiveError) as refusal:
        first = str(refusal).split("\n")[0]
        return Findings([Finding("spend", "look", {"why": first}, "Pacing is not told: {why}")])
    currency = _currency(rows)
    found = [*_planned(days, plan, currency, limits), *_gaps(days), *_spikes(table, limits)]
    return Findings(found or [Finding("spend", "ok", {"days": len(days)},
                    "Money ran on every one of {days:,} days, at no price far from its "
                    "own history.")])  # fmt: skip


def find_edits(table: pd.DataFrame | Export) -> Findings:
    """Say whether stated rates follow from the counts beside them, as in a file nobody edited.

    Examples
    --------
    >>> find_edits(pd.DataFrame({"spend": [10.0], "impressions": [1000], "cpm": [20.0]}))
    - Stop: CPM: 20 in row 0 is not 1000 * spend / impressions = 10; somebody may have edited the \
file.
    """
    problems = table.receipt.problems if isinstance(table, Export) else check(table)
    found = [
        Finding(each.column, "stop", {"label": METRICS[each.column].label, "why": each.message},
                "{label}: {why}")
        for each in problems
        if each.rule == "edited"
    ]  # fmt: skip
    text = "Where the file states a price or a rate, it follows from its own counts."
    return Findings(found or [Finding("cpm", "ok", {}, text)])


def find_creep(before: pd.DataFrame, after: pd.DataFrame, *, limits: Limits = LIMITS) -> Findings:
    """Say where the same people were shown it more often, while no more of them were reached.

    Only rows that stand in both periods with a reach of their own are looked at: an ad by week,
    or a campaign by month.

    Examples
    --------
    >>> march = pd.DataFrame({"ad": ["a"], "impressions": [2000], "reach": [1000]})
    >>> find_creep(march, march.assign(impressions=3000))
    - Look: 'a' was shown 3.00 times per person after 2.00, and reached as many people as before.
    """
    needed = {"impressions", "reach"}
    names = [name for name in ("campaign", "ad_group", "ad", "platform") if name in before]
    if not needed <= set(before) or not needed <= set(after) or not names:
        return Findings([Finding("frequency", "look", {}, _NO_PEOPLE)])
    sides = [_of_their_own(side, names) for side in (before, after)]
    both = sides[0].join(sides[1], how="inner", suffixes=("_old", "_new"))
    if both.empty:
        return Findings([Finding("frequency", "ok", {}, _NO_ROW)])
    old, new = (both[f"impressions_{at}"] / both[f"reach_{at}"] for at in ("old", "new"))
    still = (both["reach_new"] / both["reach_old"] - 1).abs().le(limits.creep)
    creeping = both[new.gt(old * (1 + limits.creep)) & still]
    text = (
        "{name} was shown {new:frequency} times per person after {old:frequency}, and reached as "
        "many people as before."
    )
    found = [
        Finding("frequency", "look", {"name": _name(label), "new": new[label], "old": old[label]},
                text)
        for label in creeping.index[:3]
    ]  # fmt: skip
    none = "Nowhere did frequency rise by more than {creep:.0%} while reach stood still."
    return Findings(found or [Finding("frequency", "ok", {"creep": limits.creep}, none)])


_NO_PEOPLE = "The data has no reach, so whether frequency creeps up is not known."
_NO_ROW = (
    "No row stands for a whole period with a reach of its own, so whether frequency creeps up "
    "cannot be seen; download the report with one row for each of the periods."
)


def _of_their_own(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Rows that are alone in their cell, so that their reach is the cell's."""
    alone = rows[~rows.duplicated(names, keep=False)]
    known = alone[floats(alone["reach"]).gt(0) & alone["impressions"].notna()]
    return known.set_index(names)[["impressions", "reach"]].astype("float64")


def _planned(
    days: pd.DataFrame, plan: float | None, currency: str, limits: Limits
) -> list[Finding]:
    if not plan:
        return []
    spent = float(days["spend"].sum())
    evidence = {"spent": spent, "plan": plan, "share": spent / plan, "currency": currency}
    status: Status = "look" if abs(spent / plan - 1) > limits.plan_gap else "ok"
    text = "{spent:spend} of a planned {plan:spend} was spent, {share:.1%}."
    return [Finding("spend", status, evidence, text)]


def _gaps(days: pd.DataFrame) -> list[Finding]:
    column = "impressions" if "impressions" in days else "spend"
    idle = days.index[~days[column].gt(0)]
    if not len(idle):
        return []
    shown = ", ".join(f"{day:%Y-%m-%d}" for day in idle[:4])
    more = f" and {write_count(len(idle) - 4)} more" if len(idle) > 4 else ""
    evidence = {"idle": len(idle), "days": len(days), "shown": f"{shown}{more}"}
    return [
        Finding("spend", "look", evidence, "Nothing ran on {idle:,} of {days:,} days: {shown}.")
    ]


def _spikes(table: pd.DataFrame | Export, limits: Limits) -> list[Finding]:
    rows = table.table if isinstance(table, Export) else table
    if "impressions" not in rows:
        return []
    spikes = list_spikes(table, far=limits.price_far, least=limits.practical)
    if spikes.empty:
        return []
    first = spikes.iloc[0]
    *names, day = spikes.index[0] if isinstance(spikes.index[0], tuple) else (spikes.index[0],)
    more = len(spikes) - 1
    others = f" {write_count(more)} more {'day stands' if more == 1 else 'days stand'} out."
    evidence = {
        "day": f"{day:%Y-%m-%d}", "cpm": first["cpm"], "usual": first["usual"],
        "of": f" of {_name(tuple(names))}" if names else "", "currency": _currency(rows),
        "more": others if more else "",
    }  # fmt: skip
    text = "On {day} the CPM{of} was {cpm:cpm}; it usually is {usual:cpm}.{more}"
    return [Finding("cpm", "look", evidence, text)]


def _name(label: object) -> str:
    parts = label if isinstance(label, tuple) else (label,)
    return repr(", ".join(format_label(part, 40) for part in parts))


def _currency(rows: pd.DataFrame) -> str:
    codes = rows["currency"].dropna().unique() if "currency" in rows else []
    return str(codes[0]) if len(codes) == 1 else ""
