"""What we say about impressions, people and how often they came."""

from collections.abc import Mapping

import pandas as pd

from ..catalog import MEASURES, METRICS
from ..enclose import enclose
from ..export import Export
from ..margin import is_estimate
from ..numerals import write_number
from ..platforms import COUNTED, units_by_platform
from ..rules import clash
from ..rules.clash import listed
from ..summarize import summarize
from ..table import format_value
from .finding import LIMITS, Finding, Findings, Limits

_NO_PEOPLE = dict.fromkeys(COUNTED, "of which one person may have several") | {
    "households": "in which several people may live"
}
_ABSENT = "The data has no {name}, so nothing can be said of it."


def find_people(table: pd.DataFrame | Export) -> Findings:
    """Say how often the content was shown, how many people saw it, and what is not known.

    Examples
    --------
    >>> find_people(pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]}))
    - The content was shown 2,400 times.
    - Between 600 and 1,200 people saw it: the rows may share people, so they cannot be added up.
    - Each of them saw it between 2.00 and 4.00 times on average.
    """
    rows = _rows(table)
    found = [*_shown(rows), *_reached(table), *_counted(table)]
    found += [*_contradicting(rows), *_missing(rows)]
    return Findings(found)


def find_double_counting(
    table: pd.DataFrame | Export,
    metric: str = "reach",
    *,
    known: float | None = None,
    limits: Limits = LIMITS,
) -> Findings:
    """Say what adding up a metric of people over the rows would have claimed.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with the metric.
    metric : str, default "reach"
        A measure that counts people.
    known : float, optional, unit people
        The true figure of the whole; an export's own total row is taken by itself.
    limits : Limits
        From what ratio on the difference deserves a look.

    Examples
    --------
    >>> find_double_counting(pd.DataFrame({"reach": [600, 600]}), known=700)
    - Look: Adding up the reach of 2 rows gives 1,200, which is 1.71 times the 700 people of \
the whole.
    """
    rows = _rows(table)
    measure = MEASURES[metric]
    if metric not in rows or rows[metric].notna().sum() == 0:
        return Findings([Finding(metric, "look", {"name": metric}, _ABSENT)])
    known = _known(table, metric) if known is None else known
    summed, least = float(rows[metric].sum()), float(enclose(rows, measure).low.iloc[0])
    evidence = {
        "label": measure.label.lower(), "rows": int(rows[metric].notna().sum()),
        "summed": summed, "least": least, "known": known,
        "times": summed / known if known else None,
    }  # fmt: skip
    return Findings([_double_counting(metric, evidence, limits)])


def find_frequency(frequency: pd.DataFrame) -> Findings:
    """Say how evenly impressions fall on people.

    Parameters
    ----------
    frequency : DataFrame
        As `toolkit.log.frequency` returns it without groups: with the columns ``exposures`` and
        ``people``.

    Examples
    --------
    >>> find_frequency(pd.DataFrame({"exposures": [1, 9], "people": [3, 1]}))
    - 4 people had 3.00 impressions on average; half of them had at most 1, and 75% exactly one.
    - The 25% of people with more than twice the average took 75% of the impressions.
    """
    people = frequency.set_index("exposures")["people"].astype("float64")
    shown = people * people.index
    if people.sum() == 0:
        return Findings([Finding("frequency", "look", {}, "Nobody was reached.")])
    at_most = people.cumsum() / people.sum()
    mean = shown.sum() / people.sum()
    heavy = people.index > 2 * mean
    evidence = {
        "mean": mean, "reach": people.sum(),
        "about": "About " if is_estimate("people", frequency.columns) else "",
        "median": int(at_most.index[at_most >= 0.5][0]),
        "once": people.get(1, 0.0) / people.sum(),
        "heavy": people[heavy].sum() / people.sum(), "got": shown[heavy].sum() / shown.sum(),
    }  # fmt: skip
    spread = (
        "{about}{reach:reach} people had {mean:frequency} impressions on average; "
        "half of them had at most {median}, and {once:.0%} exactly one."
    )
    skew = (
        "The {heavy:.0%} of people with more than twice the average "
        "took {got:.0%} of the impressions."
        if heavy.any()
        else "Nobody had more than twice the average."
    )
    return Findings(Finding("frequency", "ok", evidence, text) for text in (spread, skew))


def _rows(table: pd.DataFrame | Export) -> pd.DataFrame:
    return table.table if isinstance(table, Export) else table


def _known(table: pd.DataFrame | Export, metric: str) -> float | None:
    total = table.total if isinstance(table, Export) else None
    return float(total[metric].iloc[0]) if total is not None and metric in total else None


def _shown(rows: pd.DataFrame) -> list[Finding]:
    if "impressions" not in rows or rows["impressions"].isna().all():
        text = "The data has no impressions, so how often it was shown is not known{instead}."
        return [Finding("impressions", "look", {"instead": _instead(rows)}, text)]
    if mixed := clash(rows, MEASURES["impressions"]):
        text = "Its impressions are not added up: they stand under several rules, {told}; {why}."
        return [Finding("impressions", "stop", {"told": mixed.told, "why": mixed.why}, text)]
    about = "about " if is_estimate("impressions", rows.columns) else ""
    evidence = {"shown": rows["impressions"].sum(), "about": about}
    text = "The content was shown {about}{shown:impressions} times."
    return [Finding("impressions", "ok", evidence, text)]


def _instead(rows: pd.DataFrame) -> str:
    """Views, where a platform gave up impressions for them."""
    if "views" not in rows or rows["views"].isna().all() or clash(rows, MEASURES["views"]):
        return ""
    return f"; it tells {format_value(rows['views'].sum(), MEASURES['views'])} views instead"


def _reached(table: pd.DataFrame | Export) -> list[Finding]:
    rows = _rows(table)
    if "reach" not in rows or rows["reach"].isna().all():
        text = "The data has no reach, so how many people saw it is not known."
        return [Finding("reach", "look", {}, text)]
    names = ["reach", *(["frequency"] if "impressions" in rows else [])]
    ends = summarize(table, names, people="bounds").iloc[0]
    evidence = ends.to_dict()
    if pd.isna(ends["reach_high"]):
        text = (
            "At least {reach_low:reach} people saw it: some rows say neither how many people "
            "they reached nor how often they were shown."
        )
        return [Finding("reach", "look", evidence, text)]
    if ends["reach_low"] == ends["reach_high"]:
        origin = ", by the file's own total row" if _known(table, "reach") else ""
        text = f"{{reach_low:reach}} people saw it{origin}."
        often = "Each of them saw it {frequency_low:frequency} times on average."
    else:
        text = f"Between {{reach_low:reach}} and {{reach_high:reach}} people saw it: {_open(rows)}."
        often = (
            "Each of them saw it between {frequency_low:frequency} and "
            "{frequency_high:frequency} times on average."
        )
    found = [Finding("reach", "ok", evidence, text)]
    if pd.notna(ends.get("frequency_low")) and pd.notna(ends.get("frequency_high")):
        found.append(Finding("frequency", "ok", evidence, often))
    return found


def _open(rows: pd.DataFrame) -> str:
    """Why the people are not known exactly."""
    shared = "the rows may share people, so they cannot be added up"
    if not is_estimate("reach", rows.columns):
        return shared
    sampled = "the figures are estimated from a sample of people"
    return f"{sampled}, and {shared}" if len(rows) > 1 else sampled


def _counted(table: pd.DataFrame | Export) -> list[Finding]:
    """What people stand for, as the platforms of a file say."""
    told = units_by_platform(table.table) if isinstance(table, Export) else {}
    units = sorted(set(told.values()))
    if not told or units == ["people"]:
        return []
    names = {unit: [name for name in told if told[name] == unit] for unit in units}
    counted = [
        f"{listed(names[unit])} {'counts' if len(names[unit]) == 1 else 'count'} {unit}"
        for unit in units
    ]
    evidence = {"counted": ", ".join(counted)}
    if len(units) == 1:
        text = f"{{counted}}, {_NO_PEOPLE[units[0]]}."
        return [Finding("reach", "ok", evidence, text)]
    text = "{counted}: what is said of all together takes them for the same."
    return [Finding("reach", "look", evidence, text)]


def _contradicting(rows: pd.DataFrame) -> list[Finding]:
    if not {"reach", "impressions"} <= set(rows):
        return []
    count = int((rows["reach"] > rows["impressions"]).sum())
    text = (
        "{count} of {rows} rows report more people than impressions, which cannot be; "
        "they support no frequency, and the total of impressions is too low by at least {least}."
    )
    gap = (rows["reach"] - rows["impressions"]).clip(lower=0).sum()
    evidence = {"count": count, "rows": len(rows), "least": write_number(gap, ",.0f")}
    return [Finding("frequency", "look", evidence, text)] if count else []


def _missing(rows: pd.DataFrame) -> list[Finding]:
    text = "{name} is missing in {count:,} of {rows:,} rows; they are left out, not taken as zero."
    return [
        Finding(
            name, "look", {"name": METRICS[name].label, "count": count, "rows": len(rows)}, text
        )
        for name in ("impressions", "reach")
        if name in rows and 0 < (count := int(rows[name].isna().sum())) < len(rows)
    ]


def _double_counting(metric: str, evidence: Mapping[str, object], limits: Limits) -> Finding:
    if evidence["rows"] == 1:
        return Finding(metric, "ok", evidence, "There is one row of {label}, so nothing to add up.")
    if evidence["times"] is None and evidence["least"] == evidence["summed"]:
        text = "Nobody is in two of the {rows:,} rows, so their {label} adds up: {summed:reach}."
        return Finding(metric, "ok", evidence, text)
    if evidence["times"] is None:
        text = (
            "Adding up the {label} of {rows:,} rows gives {summed:reach}. That is not {label}: if "
            "the rows share all the people they can, as few as {least:reach} are behind it."
        )
        return Finding(metric, "look", evidence, text)
    over = float(str(evidence["times"])) > limits.double_counted
    text = (
        "Adding up the {label} of {rows:,} rows gives {summed:reach}, which is "
        "{times:frequency} times the {known:reach} people of the whole."
    )
    return Finding(metric, "look" if over else "ok", evidence, text)
