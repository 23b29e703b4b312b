"""The unit that varies: what another such period, post or ad would bring differently."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES, METRICS
from ..content import content_of
from ..enclose import is_shared, splits
from ..export import Export
from ..metrics import Ratio
from ..rules import clash
from ..schema import DataError, floats
from ..summarize import summarize
from .jackknife import LEAST_UNITS, Numbers, influence, pooled_log_ratio

_DAY = "date_start"
_POST = {"post_id", "permalink"}
ALL = "all"
_ELSE = {
    "views": ", or take views_at(table, seconds), which puts views on one footing",
    "currency": ", or convert(table, rates, to='EUR') first",
}


@dataclass(frozen=True)
class Units:
    """A ratio's parts by group and unit.

    ``top`` and ``bottom`` have a row per unit and a column per group, missing where the group
    does not have the unit; units that are days stand in order.
    """

    ratio: Ratio
    by: list[str]
    top: pd.DataFrame
    bottom: pd.DataFrame
    in_time: bool
    basis: str

    def parts(self, group: object) -> tuple[Numbers, Numbers]:
        """Return numerator and denominator of a group's units."""
        top, bottom = self.top[group].dropna(), self.bottom[group].dropna()
        return top.to_numpy(dtype="float64"), bottom.to_numpy(dtype="float64")

    def pooled(self) -> tuple[Numbers, Numbers]:
        """Return numerator and denominator of all groups together, by unit."""
        sums = (each.sum(axis=1).to_numpy(dtype="float64") for each in (self.top, self.bottom))
        top, bottom = sums
        return top, bottom

    def noise(self, group: object) -> pd.Series:
        """Return the influence of every unit on the group's logarithm; 0 where it has none."""
        held = self.top[group].notna()
        own = pd.Series(influence(*self.parts(group)), self.top.index[held])
        return own.reindex(self.top.index, fill_value=0.0)

    def centre(self, group: object) -> float:
        """Return the logarithm of a group's ratio, without its scale."""
        return pooled_log_ratio(*self.parts(group))

    def count(self, group: object) -> int:
        """Return the number of a group's units."""
        return int(self.top[group].notna().sum())


def units_of(
    table: pd.DataFrame | Export, metric: str, by: str | Sequence[str], unit: str = ""
) -> Units:
    """Arrange the parts of a ratio by group and by the unit that varies.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table.
    metric : str
        A ratio of two measures that may be added up.
    by : str or sequence of str
        Dimensions that make the groups; none means one group of all rows.
    unit : str, optional
        Dimension whose values vary. Left out: posts, where each row is of one; else days, if
        there are at least 8; else the finest piece of content that the rows name.

    Raises
    ------
    DataError
        If the metric is no such ratio, the table lacks the columns, or the groups stand under
        different rules of counting, currencies or types of results.
    NotAdditiveError
        If currencies, price bases, view rules or result types are mixed within a group.
    """
    names = names_of(by)
    ratio = _ratio(metric)
    summarize(table, metric, names)  # refuses what does not mix
    rows = table.table if isinstance(table, Export) else table
    rows = rows.dropna(subset=list(ratio.parts))
    if rows.empty:
        raise DataError(f"No row has both {' and '.join(ratio.parts)}, so there is no {metric}.")
    _check_alike(rows, ratio)
    columns, basis = _unit(rows, names, unit)
    keys = [rows[name] for name in columns] or [pd.Series(range(len(rows)), rows.index)]
    groups = [rows[name] for name in names] or [pd.Series(ALL, rows.index)]
    cells = rows[list(ratio.parts)].apply(floats)
    sums = cells.groupby([*keys, *groups], dropna=False, observed=True, sort=True).sum()
    levels = list(range(len(keys), len(keys) + len(groups)))
    top, bottom = (sums[part].unstack(levels) for part in ratio.parts)
    return Units(ratio, names, top, bottom, columns == [_DAY], basis)


def _check_alike(rows: pd.DataFrame, ratio: Ratio) -> None:
    """Refuse to set groups beside each other whose parts are different things."""
    for part in map(MEASURES.__getitem__, ratio.parts):
        if apart := clash(rows, part):
            raise DataError(
                f"{ratio.name} needs {part.name}, for which the groups stand under several rules: "
                f"{apart.told}; {apart.why}. Compare groups under one rule"
                f"{_ELSE.get(part.counts, '')}."
            )
        if apart_by := splits(rows, part, ()):
            held = ", ".join(map(str, rows[apart_by[0]].unique()))
            raise DataError(
                f"{ratio.name} needs {part.name}, for which the groups stand under several values "
                f"of {apart_by[0]} ({held}): they are different things. Compare groups of one"
                f"{_ELSE.get(apart_by[0], '')}."
            )


def names_of(by: str | Sequence[str]) -> list[str]:
    """Return the names of dimensions: one, several, or none for an empty one."""
    return ([by] if by else []) if isinstance(by, str) else list(by)


def _unit(rows: pd.DataFrame, by: list[str], unit: str) -> tuple[list[str], str]:
    if unit:
        if unit not in rows:
            held = ", ".join(name for name in rows if name in DIMENSIONS)
            raise DataError(f"unit={unit!r} is not a dimension of this table. It holds: {held}.")
        return [unit], _words([unit], rows)
    content = [name for name in content_of(rows) if name not in by]
    days = rows[_DAY].nunique() if _DAY in rows and _DAY not in by else 0
    columns = content if _POST.intersection(content) or days < LEAST_UNITS else [_DAY]
    return columns, _words(columns, rows)


def _words(columns: list[str], rows: pd.DataFrame) -> str:
    if columns == [_DAY]:
        return "days" if rows.get("date_end", rows[_DAY]).eq(rows[_DAY]).all() else "periods"
    plural = {"post_id": "posts", "permalink": "posts", "country": "countries", "ad_id": "ads"}
    name = columns[0] if columns else "row"
    label = DIMENSIONS[name].label.lower() if name in DIMENSIONS else name
    return plural.get(name, f"{label}s")


def _ratio(metric: str) -> Ratio:
    found = METRICS.get(metric)
    if not isinstance(found, Ratio):
        raise DataError(
            f"{metric} is not a ratio, so it has no rate to compare. Choose one such as cpm."
        )
    parts = [METRICS[part] for part in found.parts]
    shared = [part.name for part in parts if isinstance(part, Ratio) or is_shared(part)]
    if shared:
        raise DataError(
            f"{metric} rests on {shared[0]}, which rows share and which cannot be added up over "
            "days or posts, so no interval follows from them. Ask summarize(..., "
            "people='bounds') for it."
        )
    return found


def counts_events(ratio: Ratio) -> bool:
    """Tell whether the ratio is a proportion: how many of the denominator's events did it."""
    return ratio.format == "percent" and all(
        METRICS[part].format == "integer" for part in ratio.parts
    )
