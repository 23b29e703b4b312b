"""Rules C1 to C6, C9, C10 and C15: of one audience, its parts in time, and its frequencies."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from ..catalog import MEASURES
from ..schema import bounds_held, floats
from .breach import Breach, above
from .report import Report


def reach_within_impressions(report: Report) -> Iterator[Breach]:
    """C1: reach is at most impressions; 0 beside impressions was held back."""
    if {"reach", "impressions"} <= set(report.rows):
        reach, shown = floats(report.rows["reach"]), floats(report.rows["impressions"])
        for label, people, impressions in zip(report.rows.index, reach, shown, strict=True):
            yield from _within("C1", f"row {label}", people, impressions, report)
    people, impressions = report.of_whole("reach"), report.of_whole("impressions")
    if people is not None and impressions is not None:
        yield from _within("C1", "total", people, impressions, report)


def _within(
    rule: str, cells: str, people: float, impressions: float, report: Report
) -> Iterator[Breach]:
    text = "more people than impressions; each person reached has at least one."
    yield from above(rule, cells, people, impressions, text, rounded_to=report.rounded_to)
    if people == 0 and impressions > 0:
        text = "reach 0 beside impressions: the platform held it back; it is missing, not nobody."
        yield Breach(rule, "look", cells, 0.0, impressions, impressions, "suppressed", text)


def cumulative_never_falls(report: Report) -> Iterator[Breach]:
    """C2: reach so far never falls."""
    told = report.cumulative.dropna()
    text = "reach so far is below that of the period before."
    for label, now, then in zip(told.index, told, told.shift(), strict=True):
        yield from above("C2", f"cumulative {label}", then, now, text, rounded_to=report.rounded_to)


def cumulative_ends_at_total(report: Report) -> Iterator[Breach]:
    """C3: reach so far ends at the reach of the whole."""
    whole = report.of_whole("reach")
    if whole is not None and len(report.cumulative):
        last, cells = float(report.cumulative.iloc[-1]), f"cumulative {report.cumulative.index[-1]}"
        text = "the last reach so far and that of the whole differ; windows must be the same."
        low, high = sorted((last, whole))
        yield from above("C3", f"{cells}, total", high, low, text, rounded_to=report.rounded_to)


def periods_enclose_whole(report: Report) -> Iterator[Breach]:
    """C4: the whole has at least the people of its largest part, and at most their sum.

    So has each reach so far, of the parts up to it, where both are told by the same periods.
    """
    yield from _so_far(report)
    whole = report.of_whole("reach")
    if whole is None or "reach" not in report.rows or not len(report.rows):
        return
    parts = floats(report.rows["reach"])
    if parts.isna().all():
        return
    cells = f"row {parts.idxmax()}, total"
    text = "a part has more people than the whole."
    yield from above("C4", cells, parts.max(), whole, text, rounded_to=report.rounded_to)
    if parts.notna().all() and not parts.eq(0).any():
        text = "the whole has more people than all its parts together."
        yield from above(
            "C4", "total, all rows", whole, parts.sum(), text,
            figures=len(parts) + 1, rounded_to=report.rounded_to,
        )  # fmt: skip


def _so_far(report: Report) -> Iterator[Breach]:
    if "reach" not in report.rows or not report.rows.index.equals(report.cumulative.index):
        return
    parts, unit = floats(report.rows["reach"]), report.rounded_to
    held_back = (parts.isna() | parts.eq(0)).cummax()
    for count, (label, people) in enumerate(report.cumulative.items(), 1):
        cells, text = f"row {label}, cumulative {label}", "a part has more people than came so far."
        yield from above("C4", cells, parts.iloc[count - 1], people, text, rounded_to=unit)
        if not held_back.iloc[count - 1]:
            cells, most = f"cumulative {label}, rows so far", parts.iloc[:count].sum()
            text = "more people came so far than in all parts so far together."
            yield from above("C4", cells, people, most, text, figures=count + 1, rounded_to=unit)


def frequencies_fall(report: Report) -> Iterator[Breach]:
    """C5: k+ never rises with k, 1+ is reach, and people by exposures add up to it."""
    text, whole, unit = "more people at a higher k.", report.of_whole("reach"), report.rounded_to
    numbers = sorted(report.at_least)
    for lower, higher in pairwise(numbers):
        cells = f"{higher}+, {lower}+"
        yield from above(
            "C5", cells, report.at_least[higher], report.at_least[lower], text, rounded_to=unit
        )
    if whole is not None and 1 in report.at_least:
        low, high = sorted((report.at_least[1], whole))
        yield from above("C5", "1+, total", high, low, "1+ is not reach.", rounded_to=unit)
    if whole is not None and report.exactly:
        low, high = sorted((float(sum(report.exactly.values())), whole))
        text = "people by exposures do not add up to reach."
        cells, count = "all exactly k, total", len(report.exactly) + 1
        yield from above("C5", cells, high, low, text, figures=count, rounded_to=unit)
    top = max(report.exactly, default=0) if report.open_ended else float("inf")
    for k in numbers if report.exactly else []:
        tail = [people for number, people in report.exactly.items() if number >= k]
        low, high = sorted((float(sum(tail)), report.at_least[k]))
        text, cells = "people with exactly k or more do not add up to k+.", f"exactly {k} on, {k}+"
        if k <= top:
            count = len(tail) + 1
            yield from above("C5", cells, high, low, text, figures=count, rounded_to=unit)


def frequencies_within_impressions(report: Report) -> Iterator[Breach]:
    """C6: what people by exposures had is at most the impressions, and all of them if complete."""
    whole, unit = report.of_whole("impressions"), report.rounded_to
    if whole is None:
        return
    if report.at_least:
        text = "the sum of k+ is above the impressions."
        # Where a k is not told, there are at least as many people as with the next.
        numbers = sorted(report.at_least)
        steps = np.diff([0, *numbers])
        summed = float(sum(n * report.at_least[k] for k, n in zip(numbers, steps, strict=True)))
        count = max(numbers)
        # A bucket may be one unit off: what a platform cuts off is not rounded to the nearest.
        yield from above(
            "C6", "all k+, impressions", summed, whole, text, figures=2 * count, rounded_to=unit
        )
    if report.exactly:
        had = float(sum(k * people for k, people in report.exactly.items()))
        count = 2 * sum(report.exactly)
        cells, text = "all exactly k, impressions", "people had more impressions than there were."
        yield from above("C6", cells, had, whole, text, figures=count, rounded_to=unit)
        if not report.open_ended:
            text = "people by exposures had fewer impressions than there were."
            yield from above("C6", cells, whole, had, text, figures=count, rounded_to=unit)


def impressions_add_up(report: Report) -> Iterator[Breach]:
    """C9: impressions of parts that hold no other part add up to those of the whole."""
    whole = report.of_whole("impressions")
    if whole is None or "impressions" not in report.rows or not len(report.rows):
        return
    parts = floats(report.rows["impressions"])
    summed = float(parts.sum())
    if parts.notna().all() or summed > whole:
        low, high = sorted((summed, whole))
        text = "impressions of the parts do not add up to those of the whole."
        yield from above(
            "C9", "all rows, total", high, low, text,
            figures=len(parts) + 1, rounded_to=report.rounded_to,
        )  # fmt: skip


def parts_within_wholes(report: Report) -> Iterator[Breach]:
    """C10: viewable is at most served, completed at most started, as the catalogue declares."""
    yield from _within_wholes(report.rows, "row {}", report)
    total = {name: report.of_whole(name) for name in report.total}
    yield from _within_wholes(pd.DataFrame(total, ["total"], dtype="float64"), "{}", report)


def _within_wholes(rows: pd.DataFrame, cells: str, report: Report) -> Iterator[Breach]:
    for name in (each for each in rows if each in MEASURES and each != "reach"):
        inner = floats(rows[name])
        for bound in bounds_held(MEASURES[name], rows.columns):
            outer = floats(rows[bound.measure])
            for label in rows.index[(inner > outer).to_numpy()]:
                yield from above(
                    "C10", f"{cells.format(label)}: {name}, {bound.measure}", float(inner[label]),
                    float(outer[label]), f"{name} above {bound.measure}.",
                    rounded_to=report.rounded_to, severity=bound.severity,
                )  # fmt: skip


def frequency_is_the_ratio(report: Report) -> Iterator[Breach]:
    """C15: the frequency reported is impressions over reach, to its own last digit."""
    rows = report.rows
    if {"frequency", "impressions", "reach"} <= set(rows):
        for label, told, shown, people in zip(
            rows.index, floats(rows["frequency"]), floats(rows["impressions"]),
            floats(rows["reach"]), strict=True,
        ):  # fmt: skip
            yield from _ratio(f"row {label}: frequency", told, shown, people, report)
    whole = [report.of_whole(name) for name in ("frequency", "impressions", "reach")]
    if all(each is not None for each in whole):
        told, shown, people = (float(each or 0) for each in whole)
        yield from _ratio("total: frequency", told, shown, people, report)


def _ratio(
    cells: str, told: float, shown: float, people: float, report: Report
) -> Iterator[Breach]:
    # People and impressions that are not rounded are whole, and exact.
    off = report.rounded_to / 2 if report.rounded_to > 1 else 0.0
    if pd.isna([told, shown, people]).any() or people <= off:
        return
    least, most = max(shown - off, 0.0) / (people + off), (shown + off) / (people - off)
    nearest = min(max(told, least), most)
    low, high = sorted((told, nearest))
    text = "the frequency is not impressions over reach."
    digits = len(f"{told:.6f}".rstrip("0").partition(".")[2])
    found = above("C15", cells, high, low, text, figures=1, rounded_to=10.0**-digits)
    yield from (each for each in found if each.kind == "real")
