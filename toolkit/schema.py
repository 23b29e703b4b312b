"""What a valid delivery table is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

from .catalog import DIMENSIONS, MEASURES, NAMES, RATIOS, leaves, nearest
from .margin import HIGH, LOW, estimate_of, is_estimate
from .metrics import AtMost, Measure, Metric, Ratio, Severity
from .numbering import all_differ
from .side_by_side import side_by_side

_TOLERANCE = 0.01
_CENT = 0.006  # half a unit of the second decimal, to which platforms round
_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "date": (types.is_datetime64_any_dtype, "dates"),
    "time": (types.is_datetime64_any_dtype, "times"),
    "number": (types.is_numeric_dtype, "numbers"),
    "flag": (types.is_bool_dtype, "true or false"),
    "text": (lambda _: True, "text"),
}


class DataError(ValueError):
    """The data cannot be used as asked; says what was given, which rule it breaks, what to do."""


@dataclass(frozen=True)
class Problem:
    """One broken rule: an ``error`` stops the analysis, a ``look`` wants an eye on it.

    ``fact`` is the part of the message that stays true where a platform is known to break the rule.
    """

    severity: Severity
    rule: str
    column: str
    message: str
    fact: str = ""

    def __str__(self) -> str:
        return f"{self.column}: {self.message}" if self.column else self.message


def check(table: pd.DataFrame) -> list[Problem]:
    """Collect everything that is wrong or odd in a delivery table.

    Parameters
    ----------
    table : DataFrame
        One row per thing reported; columns are names from the catalogue.

    Returns
    -------
    list of Problem
        Errors first. Empty for a clean table.

    Examples
    --------
    >>> bad = pd.DataFrame({"impresions": [5], "reach": [7], "impressions": [4]})
    >>> for problem in check(bad):
    ...     print(problem.severity, problem)
    error impresions: is not a name of the catalogue; did you mean 'impressions'?
    error reach: 7 in row 0 is above impressions 4, which it cannot exceed. \
Check that both columns cover the same rows and period.
    """
    if shape := list(_shape(table)):
        return shape
    twice = table.columns.duplicated()
    found = [
        Problem("error", "twice", str(name), "stands twice; keep one of the two columns.")
        for name in table.columns[twice].unique()
    ]
    table = table.loc[:, ~twice]
    found += [*_names(table), *_types(table)]
    mistyped = {problem.column for problem in found if problem.rule != "twice"}
    sound = table[[name for name in table.columns if name not in mistyped]]
    metrics = [metric.name for metric in _metrics_in(sound)]
    numbers = side_by_side(lambda name: floats(sound[name]), metrics, len(sound))
    sound = sound.assign(**dict(zip(metrics, numbers, strict=True)))
    rules = (_amounts, _margins, _supersets, _periods, _ratios, _repeats, _context)
    for problems in side_by_side(lambda rule: list(rule(sound)), rules, len(sound)):
        found += problems
    return sorted(found, key=lambda problem: problem.severity != "error")


def checked(table: pd.DataFrame, name: str = "The table") -> pd.DataFrame:
    """Return ``table`` unchanged if nothing in it is an error.

    Raises
    ------
    DataError
        Naming every error at once.
    """
    errors = [str(problem) for problem in check(table) if problem.severity == "error"]
    if errors:
        raise DataError("\n  ".join([f"{name} is not a valid delivery table:", *errors]))
    return table


def measures_in(table: pd.DataFrame) -> list[Measure]:
    """Return the measures that the table holds, in the order of the catalogue."""
    return [measure for name, measure in MEASURES.items() if name in table.columns]


def _shape(table: pd.DataFrame) -> Iterator[Problem]:
    if not isinstance(table, pd.DataFrame):
        yield Problem("error", "table", "", f"A DataFrame is needed, not {type(table).__name__}.")
        return
    if table.empty:
        yield Problem("error", "empty", "", "There is not a single row of delivery.")


def _names(table: pd.DataFrame) -> Iterator[Problem]:
    for name in table.columns:
        if name not in NAMES and estimate_of(str(name), table.columns) not in MEASURES:
            clause = nearest(name, NAMES, 1)
            yield Problem(
                "error", "unknown", str(name), f"is not a name of the catalogue{clause or '.'}"
            )
    if not any(name in MEASURES for name in table.columns):
        yield Problem(
            "error", "measures", "", "No column is a measure, so there is nothing to count."
        )


def _types(table: pd.DataFrame) -> Iterator[Problem]:
    for name in table.columns:
        if name in NAMES or estimate_of(str(name), table.columns):
            kind = DIMENSIONS[name].kind if name in DIMENSIONS else "number"
            matches, wanted = _TYPES[kind]
            dtype = table[name].dtype
            fits = matches(dtype) and not (kind == "number" and types.is_bool_dtype(dtype))
            if not fits and not table[name].isna().all():
                yield Problem("error", "type", name, f"must be {wanted}, but is {dtype}.")


def _amounts(table: pd.DataFrame) -> Iterator[Problem]:
    for metric in _metrics_in(table):
        values = table[metric.name]
        credited = isinstance(metric, Measure) and metric.may_be_negative
        if (negative := _Rows(table, values < 0)) and not (
            isinstance(metric, Ratio) and any(leaf.may_be_negative for leaf in leaves(metric))
        ):
            fact = f"{negative.first(values)} in {negative} is below zero"
            yield Problem(
                "look" if credited else "error", "negative", metric.name,
                f"{fact}; credits and losses are kept." if credited
                else f"{fact}; {metric.unit} cannot be negative. Look for a shifted column.",
                fact,
            )  # fmt: skip
        if infinite := _Rows(table, np.isinf(values)):
            yield Problem("error", "infinite", metric.name, f"is infinite in {infinite}.")
        whole = metric.format == "integer" and not is_estimate(metric.name, table.columns)
        if whole and (part := _Rows(table, np.floor(values) < values)):
            yield Problem(
                "look", "fraction", metric.name,
                f"{part.first(values)} in {part} is not whole; "
                f"{metric.unit} come in whole numbers.",
            )  # fmt: skip
        if metric.format == "percent" and (above := _Rows(table, values.gt(1) & ~np.isinf(values))):
            yield Problem(
                "look", "percent", metric.name,
                f"is above 1 in {above}; rates are fractions from 0 to 1.",
            )  # fmt: skip


def _margins(table: pd.DataFrame) -> Iterator[Problem]:
    for name in (each.name for each in measures_in(table) if is_estimate(each.name, table.columns)):
        low, value, high = (floats(table[column]) for column in (name + LOW, name, name + HIGH))
        if outside := _Rows(table, (value < low) | (value > high)):
            yield Problem("error", "margin", name, f"lies outside of its interval in {outside}.")


def _supersets(table: pd.DataFrame) -> Iterator[Problem]:
    for measure in measures_in(table):
        for bound in bounds_held(measure, table.columns):
            yield from exceeding(table, measure, bound)
    if {"reach", "impressions"} <= set(table.columns):
        floor = table["reach"].eq(0) & table["impressions"].gt(0)
        if held := _Rows(table, floor):
            yield Problem(
                "look", "floor", "reach",
                f"is 0 in {held} although there were impressions: "
                "the platform held it back; it is not zero.",
            )  # fmt: skip


def bounds_held(measure: Measure, columns: Iterable[str]) -> list[AtMost]:
    """Return what a measure cannot exceed among ``columns``, past bounds that are not there.

    Examples
    --------
    >>> bounds_held(MEASURES["plays_p50"], ["plays"])
    [AtMost(measure='plays', severity='error')]
    """
    columns, found = set(columns), {}
    for bound in measure.at_most:
        if bound.measure in columns:
            found[bound.measure] = bound
            continue
        for beyond in bounds_held(MEASURES[bound.measure], columns):
            loose = "look" in (bound.severity, beyond.severity)
            found.setdefault(beyond.measure, AtMost(beyond.measure, "look" if loose else "error"))
    return list(found.values())


def exceeding(
    table: pd.DataFrame, measure: Measure, bound: AtMost, slack: float = 0
) -> Iterator[Problem]:
    """Yield a problem if a measure is above its bound by more than a share of it.

    Examples
    --------
    >>> posts = pd.DataFrame({"reach": [606, 900], "views": [600, 600]})
    >>> [problem.fact for problem in exceeding(posts, MEASURES["reach"], AtMost("views"), 0.01)]
    ['900 in row 1 is above views 600']
    """
    inner, outer = table[measure.name], table[bound.measure]
    if above := _Rows(table, inner > outer * (1 + slack)):
        fact = f"{above.first(inner)} in {above} is above {bound.measure} {above.first(outer)}"
        yield Problem(
            bound.severity, "superset", measure.name,
            f"{fact}, which it cannot exceed. Check that both columns cover the same rows and "
            "period." if bound.severity == "error" else f"{fact}, which it seldom exceeds.",
            fact,
        )  # fmt: skip


def _periods(table: pd.DataFrame) -> Iterator[Problem]:
    if not {"date_start", "date_end"} <= set(table.columns):
        return
    start, end = table["date_start"], table["date_end"]
    if start.isna().all() or end.isna().all():
        return
    if (start.dt.tz is None) != (end.dt.tz is None):
        yield Problem(
            "error", "period", "date_end", "and date_start: one has a time zone and one has not."
        )
    elif backwards := _Rows(table, end < start):
        yield Problem(
            "error", "period", "date_end",
            f"lies before date_start in {backwards}. "
            "Check the order of day and month, or swap the two columns.",
        )  # fmt: skip


def _ratios(table: pd.DataFrame) -> Iterator[Problem]:
    for ratio in _ratios_in(table):
        given = table[ratio.name]
        if ratio.name == "frequency" and (below := _Rows(table, given < 1)):
            yield Problem(
                "error", "frequency", ratio.name,
                f"{below.first(given)} in {below} is below 1; whoever is reached has at least "
                "one impression. Reach and impressions are of different periods.",
            )  # fmt: skip
        if all(leaf.name in table for leaf in leaves(ratio)):
            yield from _disagreeing(table, ratio, given)


def _disagreeing(table: pd.DataFrame, ratio: Ratio, given: pd.Series) -> Iterator[Problem]:
    own = _worked_out(table, ratio.name)
    off = _Rows(table, (given - own).abs() > _TOLERANCE * own.abs() + _CENT)
    if off:
        yield Problem(
            "look", "edited", ratio.name,
            f"{off.first(given)} in {off} is not {ratio.formula} = {off.first(own)}; "
            "somebody may have edited the file.",
        )  # fmt: skip


def _worked_out(table: pd.DataFrame, name: str) -> pd.Series:
    if name in MEASURES:
        return table[name]
    ratio = RATIOS[name]
    bottom = _worked_out(table, ratio.denominator)
    return ratio.scale * _worked_out(table, ratio.numerator) / bottom.where(bottom.ne(0))


def _metrics_in(table: pd.DataFrame) -> list[Metric]:
    return [*measures_in(table), *_ratios_in(table)]


def _ratios_in(table: pd.DataFrame) -> list[Ratio]:
    return [ratio for name, ratio in RATIOS.items() if name in table.columns]


def _repeats(table: pd.DataFrame) -> Iterator[Problem]:
    keys = [name for name in table.columns if name in DIMENSIONS]
    if not keys or all_differ(table[keys]):
        return
    if repeated := _Rows(table, table.duplicated(keys)):
        fact = f"{repeated}: every dimension equals that of an earlier row"
        yield Problem(
            "look", "repeated", "",
            f"{fact}. If the same rows were downloaded twice, their counts are doubled.", fact,
        )  # fmt: skip


def _context(table: pd.DataFrame) -> Iterator[Problem]:
    money = [measure.name for measure in measures_in(table) if measure.counts == "money"]
    without = table["currency"].isna() if "currency" in table else pd.Series(True, table.index)
    if money and without.any():
        where = "" if without.all() else " in some rows"
        yield Problem(
            "look", "currency", money[0], f"has no currency{where}; pass currency= if you know it, "
            "otherwise the amounts stay without one.",
        )  # fmt: skip


def floats(values: pd.Series) -> pd.Series:
    """Return a column as floats, whatever stands for a missing value in it.

    Examples
    --------
    >>> floats(pd.Series([1, pd.NA], dtype="object")).tolist()
    [1.0, nan]
    """
    if values.isna().all():
        return pd.Series(np.nan, values.index)
    known = values.where(values.notna(), np.nan) if values.dtype == "object" else values
    return known.astype("float64")


class _Rows:
    """The rows where a rule is broken; true if there are any."""

    def __init__(self, table: pd.DataFrame, broken: pd.Series) -> None:
        self.places = np.flatnonzero(broken.to_numpy(dtype=bool, na_value=False))
        self.label = table.index[self.places[0]] if len(self.places) else None

    def __bool__(self) -> bool:
        return bool(len(self.places))

    def __str__(self) -> str:
        more = f" and {len(self.places) - 1:,} more" if len(self.places) > 1 else ""
        label = ", ".join(map(str, self.label)) if isinstance(self.label, tuple) else self.label
        return f"row {label}{more}"

    def first(self, values: pd.Series) -> str:
        """Write the first of ``values`` in these rows."""
        return f"{values.iloc[self.places[0]]:,.10g}"
