"""How rows become fewer rows: sums where the rule allows, ratios from summed parts."""

from collections.abc import Sequence
from typing import Literal, get_args

import pandas as pd
from pandas.api import types

from .catalog import DIMENSIONS, MEASURES, METRICS, leaves, nearest
from .catalog import metrics as declared
from .enclose import enclose, enclose_metric, is_estimated, is_shared, keys, splits
from .export import Export
from .margin import ESTIMATED, HIGH, LOW
from .metrics import Measure, Metric
from .refusal import NotAdditiveError, why
from .rules import VIEW_RULE, clash, told_of, with_view_rule
from .schema import DataError, floats

People = Literal["refuse", "bounds"]


_LAST = {"date_start": "date_end"}
_ROUNDING = 1e-4
_ESTIMATE = 0.005
_NONE = pd.Series(dtype="object")


def summarize(
    table: pd.DataFrame | Export,
    metrics: str | Sequence[str],
    by: str | Sequence[str] = (),
    *,
    people: People = "refuse",
    population: float | None = None,
) -> pd.DataFrame:
    """Roll a delivery table up to one row per group.

    A measure is summed only over dimensions that partition what it counts: an impression
    happens on one day, but a person may come on several. Ratios are recomputed from summed
    parts, over the rows that have all parts. Missing values are left out, never taken as zero.

    Parameters
    ----------
    table : DataFrame or Export, shape (n_rows, n_columns)
        A checked delivery table. An `Export` brings the file's own total row along, which
        answers for people where the grouping is the whole file.
    metrics : str or sequence of str
        Names of measures and ratios of the catalogue.
    by : str or sequence of str, default ()
        Dimensions that make the groups; none means all rows together.
    people : {"refuse", "bounds"}, default "refuse"
        What to do where rows may share people: raise, or answer every metric of people with
        two columns, ``<metric>_low`` and ``<metric>_high``.
    population : float, optional, unit people
        Size of the population in each group, a further upper bound of reach.

    Returns
    -------
    DataFrame, shape (n_groups, n_metrics)
        Indexed by ``by``; units as declared for each metric. A ratio over zero is missing. An
        estimate from a sample of people stands between the ends of its interval,
        ``<metric>_low`` and ``<metric>_high``; ends of rows are added up, and a ratio lies
        between the corners of its parts, which covers the truth at least as often.

    Raises
    ------
    NotAdditiveError
        If rows in a group may share what is counted, or are in different currencies or under
        different view rules. Carries the bounds.
    UnknownMetricError
        If a name is not in the catalogue.
    DataError
        If the table lacks a column that a metric or ``by`` needs.

    Source
    ------
    Google Ads API v21, metrics.proto: ``unique_users`` cannot be aggregated.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "date_start": pd.to_datetime(["2026-03-01", "2026-03-02"]),
    ...     "impressions": [900, 1500], "reach": [600, 600],
    ... })
    >>> summarize(days, "impressions")
         impressions
    all         2400
    >>> summarize(days, ["reach", "frequency"], people="bounds")
         reach_low  reach_high  frequency_low  frequency_high
    all        600        1200            2.0             4.0
    >>> summarize(days, "reach")
    Traceback (most recent call last):
    toolkit.refusal.NotAdditiveError: reach counts people, and rows split by date_start can \
share them. Over all rows the answer lies between 600 and 1,200 people. Load reach measured \
over all rows, or keep 'date_start' in by=, or ask people='bounds'.
    """
    if people not in get_args(People):
        raise ValueError(f"people must be 'refuse' or 'bounds', not {people!r}.")
    groups = [by] if isinstance(by, str) else list(by)
    wanted = declared([metrics] if isinstance(metrics, str) else list(metrics))
    frame = table.table if isinstance(table, Export) else table
    if VIEW_RULE in groups:
        frame = with_view_rule(frame, _all_leaves(wanted))
    _check_columns(frame, wanted, groups)
    total = _usable_total(table, frame, groups)
    if refused := _refused(frame, wanted, groups, total, people, population):
        raise _refusal(frame, refused, groups, population)
    columns: dict[str, pd.Series] = {}
    for metric in wanted:
        rows = _rows_for(metric, frame, total)
        columns |= _columns(metric, rows, groups, people, population)
    everything = pd.Series(0, frame.index).groupby(keys(frame, groups), dropna=False, observed=True)
    summary = pd.DataFrame(columns).reindex(everything.size().index)
    summary = summary.astype({name: "Int64" for name in summary if _is_whole(name, summary)})
    summary.attrs = context(frame) | told_of(frame, _all_leaves(wanted))
    if any(is_estimated(frame, metric) for metric in wanted):
        summary.attrs["notes"] = [ESTIMATED, *summary.attrs.get("notes", [])]
    return summary


def held(table: pd.DataFrame | Export, names: Sequence[str]) -> list[str]:
    """Return those of ``names`` for which the table has every column.

    Raises
    ------
    DataError
        If it has none of them.

    Examples
    --------
    >>> held(pd.DataFrame({"impressions": [5], "spend": [1.0]}), ["reach", "cpm", "impressions"])
    ['cpm', 'impressions']
    """
    frame = table.table if isinstance(table, Export) else table
    found = [
        metric.name
        for metric in declared(list(names))
        if all(leaf.name in frame and frame[leaf.name].notna().any() for leaf in leaves(metric))
    ]
    if not found:
        columns = ", ".join(map(str, frame.columns))
        raise DataError(f"The table has none of {', '.join(names)}. It holds: {columns}.")
    return found


def context(table: pd.DataFrame) -> dict[str, str]:
    """Tell under what a table's numbers stand: its currency, and the window of its people.

    Returns
    -------
    dict of str to str
        ``currency`` and ``window`` where the table says them; kept in ``summary.attrs``.

    Examples
    --------
    >>> context(pd.DataFrame({"currency": ["EUR", "EUR"], "spend": [1, 2]}))
    {'currency': 'EUR'}
    """
    found = {}
    codes = table["currency"].unique() if "currency" in table else []
    if len(codes) == 1 and pd.notna(codes[0]):
        found["currency"] = str(codes[0])
    spans = {"date_start": "{} to {}", "published_at": "lifetime of posts from {} to {}"}
    for first, text in spans.items():
        days = pd.concat(
            [table[name] for name in (first, _LAST.get(first)) if name in table] or [_NONE]
        )
        if types.is_datetime64_any_dtype(days) and days.notna().any():
            return {
                **found,
                "window": text.format(*(f"{day:%Y-%m-%d}" for day in (days.min(), days.max()))),
            }
    return found


def _columns(
    metric: Metric, rows: pd.DataFrame, by: list[str], people: People, population: float | None
) -> dict[str, pd.Series]:
    """The figure, the two that enclose it, or of an estimate all three."""
    low, high, _ = enclose_metric(rows, metric, by, population)
    figure = {metric.name: low.where(low.eq(high))}
    estimated = is_estimated(rows, metric)
    if estimated:
        low, high, _ = enclose_metric(rows, metric, by, population, margins=True)
    ends = {metric.name + LOW: low, metric.name + HIGH: high}
    if people == "bounds" and _counts_people(metric):
        return ends
    return figure | ends if estimated else figure


def _rows_for(metric: Metric, table: pd.DataFrame, total: pd.DataFrame | None) -> pd.DataFrame:
    """The rows that have every part; the file's total row where people are counted in it."""
    names = [leaf.name for leaf in leaves(metric)]
    if total is not None and _counts_people(metric) and set(names) <= set(total.columns):
        return total
    if isinstance(metric, Measure):
        return table
    rows = table.dropna(subset=names)
    return rows[~_contradict(rows, metric)]


def _contradict(rows: pd.DataFrame, metric: Metric) -> pd.Series:
    """Rows whose parts cannot both be right (more people than impressions) support no ratio."""
    parts = {leaf.name: leaf for leaf in leaves(metric)}
    pairs = [
        rows[name] > rows[bound.measure]
        for name, leaf in parts.items()
        for bound in leaf.at_most
        if bound.severity == "error" and bound.measure in parts
    ]
    return pd.concat(pairs, axis=1).any(axis=1) if pairs else pd.Series(False, rows.index)


def _usable_total(
    table: pd.DataFrame | Export, rows: pd.DataFrame, by: list[str]
) -> pd.DataFrame | None:
    """The file's total row, if the grouping is the whole file and the rows make it up.

    What the total row leaves out but rows may add up is taken from them.
    """
    if not isinstance(table, Export) or table.total is None:
        return None
    if by and len(rows[by].drop_duplicates()) > 1:
        return None
    known = table.total.dropna(axis=1, how="all")
    sums = {
        name: floats(rows[name]).sum(min_count=1)
        for name, measure in MEASURES.items()
        if name in rows and not is_shared(measure)
    }
    if any(name in table.total and not _agree(known, name, sums[name]) for name in sums):
        return None
    if not all(_is_possible(known, rows, MEASURES[name]) for name in known if name in MEASURES):
        return None
    return known.assign(
        **{name: value for name, value in sums.items() if name not in known},
        **{name: rows[name].iloc[0] for name in by},
    )


def _is_possible(total: pd.DataFrame, rows: pd.DataFrame, measure: Measure) -> bool:
    """A total of people lies between what the rows allow, but for the platform's estimating."""
    if not is_shared(measure) or measure.name not in rows:
        return True
    low, high, _ = enclose(rows, measure)
    stated = float(total[measure.name].iloc[0])
    return not (stated < low.iloc[0] * (1 - _ESTIMATE) or stated > high.iloc[0] * (1 + _ESTIMATE))


def _agree(total: pd.DataFrame, name: str, summed: float) -> bool:
    """Rows agree with their total to half a unit in the last place of each row's money."""
    stated = float(total[name].iloc[0]) if name in total else float("nan")
    return abs(stated - summed) <= max(_ROUNDING * abs(summed), 1e-6)


def _counts_people(metric: Metric) -> bool:
    return any(is_shared(leaf) for leaf in leaves(metric))


def _all_leaves(metrics: Sequence[Metric]) -> list[Measure]:
    return [leaf for metric in metrics for leaf in leaves(metric)]


def _is_whole(column: str, summary: pd.DataFrame) -> bool:
    metric = METRICS[column.removesuffix(LOW).removesuffix(HIGH)]
    return metric.format == "integer" and bool((summary[column].dropna() % 1 == 0).all())


# What is asked


def _check_columns(table: pd.DataFrame, wanted: list[Metric], by: list[str]) -> None:
    dimensions = [name for name in table.columns if name in DIMENSIONS]
    problems = [
        f"by={name!r} is not a dimension of this table{nearest(name, dimensions, 1)}"
        for name in by
        if name not in dimensions
    ]
    problems += [
        f"{metric.name} needs {leaf.name}, which this table does not have"
        if leaf is not metric
        else f"{metric.name} is not in this table"
        for metric in wanted
        for leaf in leaves(metric)
        if leaf.name not in table.columns
    ]
    if problems:
        held = ", ".join(map(str, table.columns)) or "nothing"
        raise DataError("\n".join([*dict.fromkeys(problems), f"The table holds: {held}."]))


# What is refused


def _refused(
    table: pd.DataFrame,
    wanted: list[Metric],
    by: list[str],
    total: pd.DataFrame | None,
    people: People,
    population: float | None,
) -> dict[Metric, list[Measure]]:
    """The metrics that the rows do not determine, with the measures to blame."""

    counted = {leaf for leaf in _all_leaves(wanted) if not is_shared(leaf)}
    mixed = {leaf for leaf in counted if _mixing(table, leaf, by)}

    def is_open(metric: Metric, leaf: Measure) -> bool:
        if not is_shared(leaf) or people == "bounds":
            return leaf in mixed
        rows = _rows_for(metric, table, total)
        return not enclose(rows, leaf, by, population).exact.all()

    blamed = {
        metric: [leaf for leaf in leaves(metric) if is_open(metric, leaf)] for metric in wanted
    }
    return {metric: culprits for metric, culprits in blamed.items() if culprits}


def _refusal(
    table: pd.DataFrame,
    refused: dict[Metric, list[Measure]],
    by: list[str],
    population: float | None,
) -> NotAdditiveError:
    def enclosed(metrics: Sequence[Metric]) -> pd.DataFrame:
        units = [
            name
            for metric in metrics
            for leaf in refused[metric]
            if not is_shared(leaf)
            for name in _mixing(table, leaf, by)
        ]
        grain = [*by, *dict.fromkeys(units)]
        names = [metric.name for metric in metrics]
        return summarize(table, names, grain, people="bounds", population=population)

    whole = enclosed(list(refused))
    texts = [
        why(table, metric, leaf, by, whole if len(refused) == 1 else enclosed([metric]))
        for metric, culprits in refused.items()
        for leaf in culprits
    ]
    return NotAdditiveError("\n".join(dict.fromkeys(texts)), whole)


def _mixing(table: pd.DataFrame, leaf: Measure, by: list[str]) -> list[str]:
    """What a count may not be added over inside a group: dimensions, and rules that differ."""
    ruled = [VIEW_RULE] if clash(table, leaf, by) is not None else []
    return [*splits(table, leaf, by), *ruled]
