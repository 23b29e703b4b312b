"""Rules C7, C8 and C11 to C14: of several audiences and what they have in common."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .breach import Breach, Gap, above
from .feasible import MOST_SETS, InfeasibleError, Known, Venn
from .independence import convolve
from .report import Report

_UNLIKELY = 0.2


def unions_within_bounds(report: Report) -> Iterator[Breach]:
    """C7: a union has at least its largest part, at most their sum, and at most everybody."""
    unit = report.rounded_to
    for names, people in _each(report.unions):
        parts = [report.sets[name] for name in names if name in report.sets]
        if len(parts) < len(names):
            continue
        cells = f"union of {', '.join(names)}"
        text = "a union is below its largest part."
        yield from above("C7", cells, max(parts), people, text, rounded_to=unit)
        text, count = "a union is above the sum of its parts.", len(parts) + 1
        yield from above("C7", cells, people, sum(parts), text, figures=count, rounded_to=unit)
    if report.universe is not None:
        every = {**report.sets, **{f"union of {', '.join(n)}": p for n, p in _each(report.unions)}}
        for name, people in every.items():
            text = "more people than the universe."
            yield from above("C7", str(name), people, report.universe, text, rounded_to=unit)


def sets_can_be(report: Report) -> Iterator[Breach]:
    """C8: some people can be in the sets as the figures say; else the fewest that contradict."""
    names = sorted({name for each in _known(report, 0.0) for name in each.of})
    if not (report.unions or report.overlaps):
        return
    if len(names) > MOST_SETS:
        text = f"not checked: {len(names)} sets; all figures together are, up to {MOST_SETS}."
        yield Breach("C8", "look", "all sets", np.nan, np.nan, np.nan, "real", text)
        return
    for slack in (0.0, report.rounded_to / 2):
        try:
            Venn(names, _known(report, slack), report.universe)
        except InfeasibleError as error:
            breach = error
        else:
            if slack:
                yield _contradiction(breach, 0.0, "rounding")
            return
    yield _contradiction(breach, report.rounded_to / 2, "real")


def _contradiction(error: InfeasibleError, slack: float, kind: Gap) -> Breach:
    """The figures as they were told, without the room for rounding."""
    cells = "; ".join(
        str(replace(each, low=each.high - slack, high=each.high - slack))
        if isinstance(each, Known) else str(each)
        for each in error.figures
    )  # fmt: skip
    text = "no people can be as these figures say."
    return Breach("C8", "error", cells, np.nan, np.nan, np.nan, kind, text)


def _known(report: Report, slack: float) -> list[Known]:
    given = [
        *((frozenset([name]), people, "union") for name, people in report.sets.items()),
        *((frozenset(names), people, "union") for names, people in _each(report.unions)),
        *((frozenset(names), people, "common") for names, people in _each(report.overlaps)),
    ]
    return [
        Known(of, max(people - slack, 0.0), people + slack, kind)  # type: ignore[arg-type]
        for of, people, kind in given
        if not np.isnan(people)
    ]


def parts_overlap_less(report: Report) -> Iterator[Breach]:
    """C11: what a part shares with another set is at most what its whole shares with it."""
    shared = dict(_overlaps(report))
    for whole, parts in report.contains.items():
        for part in parts:
            if part in report.sets and whole in report.sets:
                yield from above(
                    "C11", f"{part}, {whole}", report.sets[part], report.sets[whole],
                    "a part reaches more than its whole.", rounded_to=report.rounded_to,
                )  # fmt: skip
            for pair, people in shared.items():
                other = frozenset({whole if name == part else name for name in pair})
                if part in pair and whole not in pair and other in shared:
                    yield from above(
                        "C11", f"{' and '.join(sorted(pair))}; {' and '.join(sorted(other))}",
                        people, shared[other], "a part shares more than its whole does.",
                        figures=6, rounded_to=report.rounded_to,
                    )  # fmt: skip


def _overlaps(report: Report) -> Iterator[tuple[frozenset[str], float]]:
    """Overlaps of two, told or following from unions."""
    for names, people in _each(report.unions):
        if len(names) == 2 and all(name in report.sets for name in names):
            yield frozenset(names), sum(report.sets[name] for name in names) - people
    yield from ((frozenset(names), people) for names, people in _each(report.overlaps))


def unions_are_plausible(report: Report) -> Iterator[Breach]:
    """C12: a union far from that of independent sets deserves a look."""
    if not report.universe:
        return
    for names, people in _each(report.unions):
        shares = [report.sets.get(name, np.nan) / report.universe for name in names]
        if np.isnan(shares).any() or max(shares) > 1:
            continue
        alone = convolve([np.array([1 - share, share]) for share in shares])[0]
        apart = report.universe * float(1 - alone)
        gap = abs(people - apart)
        if gap > _UNLIKELY * apart:
            text = f"a union of independent sets would be {apart:,.0f}."
            cells = f"union of {', '.join(names)}"
            yield Breach("C12", "look", cells, people, apart, gap, "real", text)


def units_are_alike(report: Report) -> Iterator[Breach]:
    """C13: accounts, cookies, devices, households and people are not put together."""
    yield from _alike("C13", "unit", report.unit)


def windows_are_alike(report: Report) -> Iterator[Breach]:
    """C14: what is compared or put together is of one window and one time zone."""
    yield from _alike("C14", "window", report.window)
    yield from _alike("C14", "time zone", report.time_zone)


def _alike(rule: str, what: str, told: Mapping[str, str]) -> Iterator[Breach]:
    if len(set(told.values())) > 1:
        listed = ", ".join(f"{name}: {value}" for name, value in told.items())
        text = f"unlike {what}s are not compared and not put together."
        yield Breach(rule, "look", listed, np.nan, np.nan, np.nan, "real", text)


def _each(told: Mapping[Any, float]) -> Iterable[tuple[tuple[str, ...], float]]:
    return [
        ((names,) if isinstance(names, str) else tuple(map(str, names)), float(people))
        for names, people in told.items()
    ]
