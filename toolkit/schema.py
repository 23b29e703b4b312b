"""What a valid delivery table is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

from .catalog import DIMENSIONS, MEASURES, NAMES, RATIOS, nearest
from .metrics import AtMost, Measure, Ratio, Severity

_TOLERANCE = 0.01
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
    """One broken rule: an ``error`` stops the analysis, a ``look`` wants an eye on it."""

    severity: Severity
    rule: str
    column: str
    message: str

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
    shape = list(_shape(table))
    if shape:
        return shape
    found = [*_names(table), *_types(table)]
    mistyped = {problem.column for problem in found}
    sound = table[[name for name in table.columns if name not in mistyped]]
    for rule in (_amounts, _supersets, _periods, _ratios, _repeats, _context):
        found += rule(sound)
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


_CONTENT = (
    ("post_id", "title"), ("post_id", "text"), ("post_id",), ("post",), ("title",),
    ("ad",), ("ad_id",), ("creative",), ("search_term",), ("keyword",), ("ad_group",),
    ("campaign",), ("placement",), ("objective",), ("account",), ("platform",),
)  # fmt: skip


def content_of(table: pd.DataFrame) -> list[str]:
    """Return the dimensions that tell pieces of content apart, finest first.

    Raises
    ------
    DataError
        If the table has no dimension that names content.

    Examples
    --------
    >>> content_of(pd.DataFrame({"ad": ["a", "b"], "campaign": ["c", "c"], "reach": [1, 2]}))
    ['ad']
    """
    known = {name for name in table if table[name].notna().any()}
    present = [names for names in _CONTENT if known.issuperset(names)]
    if not present:
        raise DataError("The table names no content: it has no post, ad or campaign in it.")
    several = [names for names in present if len(table[list(names)].drop_duplicates()) > 1]
    return list((several or present)[0])


def _shape(table: pd.DataFrame) -> Iterator[Problem]:
    if not isinstance(table, pd.DataFrame):
        yield Problem("error", "table", "", f"A DataFrame is needed, not {type(table).__name__}.")
        return
    if table.empty:
        yield Problem("error", "empty", "", "There is not a single row of delivery.")
    for name in table.columns[table.columns.duplicated()].unique():
        yield Problem("error", "twice", str(name), "stands twice; keep one of the two columns.")


def _names(table: pd.DataFrame) -> Iterator[Problem]:
    for name in table.columns:
        if name not in NAMES:
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
        if name in NAMES:
            kind = DIMENSIONS[name].kind if name in DIMENSIONS else "number"
            matches, wanted = _TYPES[kind]
            dtype = table[name].dtype
            fits = matches(dtype) and not (kind == "number" and types.is_bool_dtype(dtype))
            if not fits and not table[name].isna().all():
                yield Problem("error", "type", name, f"must be {wanted}, but is {dtype}.")


def _amounts(table: pd.DataFrame) -> Iterator[Problem]:
    for measure in measures_in(table):
        values = _floats(table[measure.name])
        negative = table.index[values < 0]
        infinite = table.index[np.isinf(values)]
        part = table.index[(values % 1).fillna(0).ne(0) & ~np.isinf(values)]
        if len(negative):
            severity: Severity = "look" if measure.may_be_negative else "error"
            first = _written(values[negative[0]])
            yield Problem(
                severity, "negative", measure.name,
                f"{first} in {_rows(negative)} is below zero"
                + ("; credits and losses are kept." if measure.may_be_negative
                   else f"; {measure.unit} cannot be negative. Look for a shifted column."),
            )  # fmt: skip
        if len(infinite):
            yield Problem("error", "infinite", measure.name, f"is infinite in {_rows(infinite)}.")
        if len(part) and measure.format == "integer":
            first = _written(values[part[0]])
            yield Problem(
                "look", "fraction", measure.name,
                f"{first} in {_rows(part)} is not whole; {measure.unit} come in whole numbers.",
            )  # fmt: skip


def _supersets(table: pd.DataFrame) -> Iterator[Problem]:
    for measure in measures_in(table):
        for bound in measure.at_most:
            if bound.measure in table.columns:
                yield from _exceeding(table, measure, bound)
    if {"reach", "impressions"} <= set(table.columns):
        floor = _floats(table["reach"]).eq(0) & _floats(table["impressions"]).gt(0)
        if floor.any():
            yield Problem(
                "look", "floor", "reach",
                f"is 0 in {_rows(table.index[floor])} although there were impressions: "
                "the platform held it back; it is not zero.",
            )  # fmt: skip


def _exceeding(table: pd.DataFrame, measure: Measure, bound: AtMost) -> Iterator[Problem]:
    inner, outer = _floats(table[measure.name]), _floats(table[bound.measure])
    above = table.index[inner > outer]
    if len(above):
        values = f"{_written(inner[above[0]])} in {_rows(above)}"
        limit = f"{bound.measure} {_written(outer[above[0]])}"
        yield Problem(
            bound.severity, "superset", measure.name,
            f"{values} is above {limit}, which it "
            + ("cannot exceed. Check that both columns cover the same rows and period."
               if bound.severity == "error" else "seldom exceeds."),
        )  # fmt: skip


def _periods(table: pd.DataFrame) -> Iterator[Problem]:
    if {"date_start", "date_end"} <= set(table.columns):
        backwards = table.index[table["date_end"] < table["date_start"]]
        if len(backwards):
            yield Problem(
                "error", "period", "date_end",
                f"lies before date_start in {_rows(backwards)}. "
                "Check the order of day and month, or swap the two columns.",
            )  # fmt: skip


def _ratios(table: pd.DataFrame) -> Iterator[Problem]:
    for name in table.columns.intersection(list(RATIOS)):
        ratio, given = RATIOS[name], _floats(table[name])
        if name == "frequency" and (given < 1).any():
            below = table.index[given < 1]
            yield Problem(
                "error", "frequency", name,
                f"{_written(given[below[0]])} in {_rows(below)} is below 1; whoever is reached "
                "has at least one impression. Reach and impressions are of different periods.",
            )  # fmt: skip
        if ratio.format == "percent" and (given > 1).any():
            yield Problem(
                "look", "percent", name,
                f"is above 1 in {_rows(table.index[given > 1])}; rates are fractions from 0 to 1.",
            )  # fmt: skip
        if set(ratio.parts) <= set(table.columns):
            yield from _disagreeing(table, ratio, given)


def _disagreeing(table: pd.DataFrame, ratio: Ratio, given: pd.Series) -> Iterator[Problem]:
    bottom = _floats(table[ratio.denominator])
    own = ratio.scale * _floats(table[ratio.numerator]) / bottom.where(bottom.ne(0))
    off = table.index[((given - own).abs() > _TOLERANCE * own.abs()).to_numpy()]
    if len(off):
        yield Problem(
            "look", "edited", ratio.name,
            f"{_written(given[off[0]])} in {_rows(off)} is not {ratio.formula} "
            f"= {_written(own[off[0]])}; somebody may have edited the file.",
        )  # fmt: skip


def _repeats(table: pd.DataFrame) -> Iterator[Problem]:
    keys = [name for name in table.columns if name in DIMENSIONS]
    repeated = table.index[table.duplicated(keys)] if keys else table.index[:0]
    if len(repeated):
        yield Problem(
            "look", "repeated", "",
            f"{_rows(repeated)}: every dimension equals that of an earlier row. "
            "If the same rows were downloaded twice, their counts are doubled.",
        )  # fmt: skip


def _context(table: pd.DataFrame) -> Iterator[Problem]:
    money = [measure.name for measure in measures_in(table) if measure.counts == "money"]
    if money and ("currency" not in table.columns or table["currency"].isna().any()):
        yield Problem(
            "look", "currency", money[0], "has no currency in some rows; pass currency= if you "
            "know it, otherwise the amounts stay without one.",
        )  # fmt: skip


def _floats(values: pd.Series) -> pd.Series:
    return values.astype("float64")


def _written(value: float) -> str:
    return f"{value:,.10g}"


def _rows(index: Iterable[object]) -> str:
    rows = list(index)
    more = f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""
    return f"row {rows[0]}{more}"
