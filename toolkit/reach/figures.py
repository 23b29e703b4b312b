"""Reaches to be put together: what each set says, checked, from a table or as plain figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from ..catalog import DIMENSIONS
from ..export import Export
from ..platforms import counted, one_unit
from ..schema import DataError
from ..summarize import summarize
from .alike import unlike, unlike_periods, unlike_units
from .feasible import MOST_SETS, Known, Operation, Venn

Reaches: TypeAlias = pd.DataFrame | pd.Series | Export | Mapping[str, Any]
Shared: TypeAlias = Mapping[Any, Any]

_FACTS = ("impressions", "spend")


@dataclass(frozen=True)
class Figures:
    """Sets of people with what is known of them.

    ``sets`` is indexed by name and has ``low`` and ``high`` of each reach, and ``impressions``
    and ``spend`` where they are known; ``known`` are unions and overlaps; ``whole`` is the reach
    of all sets together by the file's own total row.
    """

    sets: pd.DataFrame
    known: tuple[Known, ...]
    universe: float | None
    context: Mapping[str, Any]
    whole: Known | None = None

    @property
    def everybody(self) -> float:
        """Who can be in the sets at most."""
        most = np.inf if self.universe is None else self.universe
        return most if self.whole is None else min(most, self.whole.high)

    @property
    def names(self) -> list[str]:
        """Names of the sets."""
        return [str(name) for name in self.sets.index]

    @property
    def singles(self) -> list[Known]:
        """The reach of each set."""
        return [
            Known(frozenset([str(name)]), float(low), float(high))
            for name, low, high in self.sets[["low", "high"]].itertuples()
        ]

    def venn(self, names: Sequence[str] | None = None) -> Venn:
        """Everything known, as a linear program."""
        return Venn(
            self.names if names is None else names, [*self.singles, *self.known], self.universe
        )

    def total(self, fact: str) -> float:
        """Sum of impressions or spend over the sets; missing where any is."""
        return float(self.sets[fact].sum(skipna=False)) if fact in self.sets else float("nan")


def read_figures(
    reaches: Reaches,
    by: str | None = None,
    *,
    unions: Shared | None = None,
    overlaps: Shared | None = None,
    universe: float | None = None,
    unit: str | Mapping[str, str] | None = None,
    window: str | Mapping[str, str] = "",
) -> Figures:
    """Check reaches and what is known of them together.

    Parameters
    ----------
    reaches : DataFrame, Export, Series or mapping
        A delivery table, with ``by``; or people by name; or a DataFrame indexed by name with
        ``reach`` and, if known, ``impressions`` and ``spend``. A pair is a lower and an upper
        bound.
    by : str, optional
        Dimension of the delivery table whose values are the sets.
    unions, overlaps : mapping, optional
        People in any, or in all, of several sets: ``{("meta", "tiktok"): 900}``.
    universe : float, optional, unit people
        Everybody.
    unit : str or mapping of str to str, optional
        What each figure counts; all must agree. As the platforms of a file say, or else people.
    window : str or mapping of str to str
        Over which period; all must agree.

    Raises
    ------
    DataError
        Naming every figure that is missing, negative, at odds with another, or of another
        unit or window.
    """
    sets, context = _from_table(reaches, by, universe) if by else (_plain(reaches), {})
    whole = _total(reaches, by, sets) if by and isinstance(reaches, Export) else None
    files = _counted(reaches, by) if unit is None else {}
    unit = unit or one_unit(frozenset().union(*files.values())) or "people"
    problems = [
        *unlike_units(files), *unlike(unit, "unit", sets.index),
        *unlike(window, "window", sets.index),
    ]  # fmt: skip
    if universe is not None and not number(universe, "universe") >= 0:
        raise DataError(f"universe is {universe!r}; give people, or leave it out.")
    known: list[Known] = []
    for given, operation in ((unions, "union"), (overlaps, "common")):
        for names, value in (given or {}).items():
            problems += _read_known(names, value, operation, sets.index, known)
    problems += _of_sets(sets, universe)
    if whole is not None and universe is not None and universe < whole.low:
        problems.append(f"universe {universe:,.10g} is below the total row's {whole.low:,.10g}.")
    if not problems:
        problems += [text for each in known for text in _against_parts(each, sets)]
    if problems:
        raise DataError("\n".join(dict.fromkeys(problems)))
    stated = {"unit": _stated(unit, sets.index), "window": _stated(window, sets.index)}
    context = {**context, **{what: value for what, value in stated.items() if value}}
    if whole is not None and len(sets) <= MOST_SETS:
        known.append(whole)
    return Figures(sets, tuple(known), universe, context, whole)


def _stated(given: str | Mapping[str, str], names: Iterable[Any]) -> str:
    """What all figures count, or over which period."""
    if isinstance(given, str):
        return given
    return next((given[name] for name in names if name in given), "")


def _plain(reaches: Reaches) -> pd.DataFrame:
    if isinstance(reaches, Export) or (
        isinstance(reaches, pd.DataFrame) and "reach" not in reaches
    ):
        raise DataError("A table needs by=, the dimension whose values are put together.")
    if isinstance(reaches, pd.DataFrame):
        if isinstance(reaches.index, pd.RangeIndex):
            raise DataError("A table needs by=, or an index that names its rows.")
        facts = {
            fact: [number(value, f"{fact} of {name}") for name, value in reaches[fact].items()]
            for fact in _FACTS
            if fact in reaches
        }
        return _ends(reaches["reach"]).assign(**facts)
    if not isinstance(reaches, Mapping | pd.Series):
        raise DataError(f"Reaches are people by name, not a {type(reaches).__name__}.")
    return _ends(reaches)


def _ends(values: Mapping[Any, Any] | pd.Series) -> pd.DataFrame:
    pairs = [_pair(value, f"reach of {name}") for name, value in values.items()]
    names = [str(name) for name in values.keys()]  # noqa: SIM118  a Series holds its values
    return pd.DataFrame(pairs, names, ["low", "high"], dtype="float64")


def _pair(value: Any, label: str) -> tuple[float, float]:
    ends = value if isinstance(value, tuple | list) else (value, value)
    if len(ends) != 2:
        raise DataError(f"{label} is {value!r}; give people, or a lower and an upper bound.")
    return number(ends[0], label), number(ends[1], label)


def number(value: Any, label: str) -> float:
    try:
        return np.nan if value is None or pd.isna(value) else float(value)
    except (TypeError, ValueError):
        raise DataError(f"{label} is {value!r}, which is no number.") from None


def _from_table(
    table: Reaches, by: str, universe: float | None
) -> tuple[pd.DataFrame, Mapping[str, Any]]:
    if not isinstance(table, pd.DataFrame | Export):
        raise DataError(f"by={by!r} needs a delivery table, not {type(table).__name__}.")
    frame = table.table if isinstance(table, Export) else table
    if by not in DIMENSIONS or by not in frame:
        raise DataError(f"by={by!r} is not a dimension of this table.")
    if "people" in DIMENSIONS[by].partitions:
        raise DataError(
            f"Nobody is in two values of {by!r}, so that their people add up and no bounds are "
            "needed: ask summarize(table, 'reach')."
        )
    facts = [name for name in _FACTS if name in frame and frame[name].notna().any()]
    currencies = frame["currency"].nunique() if "currency" in frame else 1
    facts = [name for name in facts if name != "spend" or currencies <= 1]
    known = frame[frame[by].notna()]
    if problems := unlike_periods(known, by):
        raise DataError(*problems)
    summary = summarize(known, ["reach", *facts], by, people="bounds", population=universe)
    sets = summary.rename(columns={"reach_low": "low", "reach_high": "high"}).astype("float64")
    sets = sets.set_axis(sets.index.map(str)).assign(high=sets["high"].fillna(np.inf).to_numpy())
    there = sets["low"].notna()
    silent = {} if there.all() else {"without_reach": sets.index[~there].tolist()}
    return sets[there], {**summary.attrs, **silent}


def _counted(given: Reaches, by: str | None) -> dict[str, frozenset[str]]:
    """What a file's platforms count; a table of one's own does not say."""
    if by is None or not isinstance(given, Export):
        return {}
    return {str(name): counted(rows) for name, rows in given.table.groupby(by)}


def _total(export: Export, by: str, sets: pd.DataFrame) -> Known | None:
    """The file's own reach of all its rows, where all of them are in the sets."""
    if export.total is None or "reach" not in export.total or export.table[by].isna().any():
        return None
    people = summarize(export, "reach", people="bounds").astype("float64").iloc[0]
    low, high = people["reach_low"], people["reach_high"]
    possible = sets["low"].max() <= low <= sets["high"].sum()
    exact = low == high and possible
    return Known(frozenset(map(str, sets.index)), low, high) if exact else None


def _read_known(
    names: Any, value: Any, operation: Operation | str, sets: pd.Index, known: list[Known]
) -> list[str]:
    members = frozenset([names] if isinstance(names, str) else map(str, names))
    word = "union" if operation == "union" else "overlap"
    label = f"{word} of {', '.join(sorted(members)) or 'nothing'}"
    if missing := sorted(members - set(sets)):
        return [f"{label}: there is no reach of {' and '.join(missing)}."]
    low, high = _pair(value, label)
    if not members or np.isnan([low, high]).any() or not 0 <= low <= high or np.isinf(low):
        return [f"{label} is {_written(low, high)}; give people, or a lower and an upper bound."]
    known.append(Known(members, low, high, "union" if operation == "union" else "common"))
    return []


def _of_sets(sets: pd.DataFrame, universe: float | None) -> list[str]:
    if not len(sets):
        return ["There is no reach to put together."]
    found = [f"{name} stands twice." for name in sets.index[sets.index.duplicated()].unique()]
    for name, row in sets.iterrows():
        low, high = row["low"], row["high"]
        if np.isnan(low) or low < 0 or high < low or np.isinf(low):
            found.append(f"reach of {name} is {_written(low, high)}; it must be people, 0 or more.")
        elif "impressions" in row and not np.isnan(row["impressions"]) and low > row["impressions"]:
            found.append(
                f"reach of {name}, {low:,.10g}, is above its impressions, "
                f"{row['impressions']:,.10g}, which it cannot exceed."
            )
        if universe is not None and low > universe:
            found.append(f"universe {universe:,.10g} is below the reach of {name}, {low:,.10g}.")
        found += [
            f"{fact} of {name} is negative: {row[fact]:,.10g}."
            for fact in _FACTS
            if fact in row and row[fact] < 0
        ]
    return found


def _against_parts(each: Known, sets: pd.DataFrame) -> list[str]:
    parts = sets.loc[sorted(each.of)]
    if each.operation == "union":
        largest, most = parts["low"].max(), parts["high"].sum()
        if each.high < largest:
            name = parts["low"].idxmax()
            return [f"{each} is below its part, {name}, with {largest:,.10g}."]
        if each.low > most:
            return [f"{each} is above the sum of its parts, {most:,.10g}."]
    elif each.low > parts["high"].min():
        name = parts["high"].idxmin()
        return [f"{each} is above {name}, with {parts['high'].min():,.10g}."]
    return []


def _written(low: float, high: float) -> str:
    if np.isnan(low) and np.isnan(high):
        return "missing"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
