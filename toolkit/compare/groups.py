"""Groups beside each other: what each comes to, how surely, and which differ."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..chance import student, two_sided, wilson
from ..export import Export
from .jackknife import LEAST_UNITS, Interval, interval_of, standard_error
from .units import Units, counts_events, units_of

COUNTING = "counting error only"


def compare(
    table: pd.DataFrame | Export, metric: str, by: str | Sequence[str] = (), *, unit: str = ""
) -> pd.DataFrame:
    """Pool a ratio in every group, with an interval from the unit that varies.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table, one row per day, post or ad.
    metric : str
        Name of a ratio, such as ``cpm`` or ``ctr_link``.
    by : str or sequence of str, default ()
        Dimensions that make the groups.
    unit : str, optional
        Dimension whose values vary; see Notes for the default.

    Returns
    -------
    DataFrame, shape (n_groups, ...)
        Indexed by ``by``: both parts summed, ``share`` of the denominator, the ratio, the ends
        ``<metric>_low`` and ``<metric>_high``, the number of ``units``, how many they
        ``count_as``, and the ``basis`` of the interval. Ends are missing below 8 units, except
        for a proportion of one unit: there they are Wilson's, and ``basis`` says that they
        hold the counting error only.

    Raises
    ------
    DataError
        If the metric is not a ratio of measures that may be added up, or the groups stand under
        different rules of counting, currencies or types of results.
    NotAdditiveError
        If currencies, price bases, view rules or result types are mixed within a group.

    Notes
    -----
    The interval is about another such unit: another such day of these ads, or another such
    post. Left to itself, the unit is the post, where rows are posts; else the day, where there
    are at least 8 (ads of one day share its auction, so they are one unit); else the ad.

    Source
    ------
    Deng, Knoblich and Lu, Applying the Delta Method in Metric Analytics, 2018, for resampling
    what carries the dependence; Tukey's jackknife on the logarithm.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "date_start": pd.date_range("2026-03-01", periods=8),
    ...     "spend": [8.0, 12.0] * 4, "impressions": [1000] * 8,
    ... })
    >>> compare(days, "cpm")[["cpm", "cpm_low", "cpm_high", "units", "basis"]].round(2)
          cpm  cpm_low  cpm_high  units basis
    all  10.0     8.36     11.96      8  days
    """
    units = units_of(table, metric, by, unit)
    groups = list(units.top.columns)
    rows = [_group(units, group) for group in groups]
    compared = pd.DataFrame(rows, index=units.top.columns)
    compared.insert(2, "share", _share(compared[units.ratio.denominator]))
    compared.index.names = units.by or [None]
    compared.attrs = _context(table, units)
    return compared


def compare_pairs(
    table: pd.DataFrame | Export, metric: str, by: str | Sequence[str], *, unit: str = ""
) -> pd.DataFrame:
    """Hold every two groups against each other, adjusted for the number of comparisons.

    Returns
    -------
    DataFrame, shape (n_pairs, ...)
        Indexed by ``one`` and ``other``: ``times``, how many times the other's ratio the one's
        is, at least 1; its ends ``times_low`` and ``times_high``; ``chance``, how often chance
        alone would show as much, adjusted by Holm. Groups below 8 units, or without a ratio
        above zero, are in no pair.

    Source
    ------
    Holm, A simple sequentially rejective multiple test procedure, 1979.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "date_start": list(pd.date_range("2026-03-01", periods=8)) * 2,
    ...     "ad": ["a"] * 8 + ["b"] * 8,
    ...     "spend": [8.0, 12.0] * 4 + [16.0, 24.0] * 4, "impressions": [1000] * 16,
    ... })
    >>> compare_pairs(days, "cpm", "ad")["times"].round(2).to_dict()
    {('b', 'a'): 2.0}
    """
    units = units_of(table, metric, by, unit)
    known = [
        group
        for group in units.top.columns
        if units.count(group) >= LEAST_UNITS
        and not np.isnan(units.centre(group))
        and units.noise(group).notna().all()
    ]
    pairs = [
        _pair(units, one, other)
        if units.centre(one) >= units.centre(other)
        else _pair(units, other, one)
        for one, other in combinations(known, 2)
    ]
    columns = ["one", "other", "times", "times_low", "times_high", "chance"]
    found = pd.DataFrame(pairs, columns=columns).set_index(["one", "other"])
    found["chance"] = _holm(found["chance"])
    found.attrs = {**_context(table, units), "metric": metric}
    return found


def _group(units: Units, group: object) -> dict[str, object]:
    top, bottom = units.parts(group)
    ratio, sums = units.ratio, (top.sum(), bottom.sum())
    value = ratio.scale * sums[0] / sums[1] if sums[1] else np.nan
    interval = _interval(units, group, value)
    return {
        ratio.numerator: sums[0],
        ratio.denominator: sums[1],
        ratio.name: value,
        f"{ratio.name}_low": interval.low,
        f"{ratio.name}_high": interval.high,
        "units": interval.units,
        "counts_as": interval.counts_as,
        "basis": interval.basis,
    }


def _interval(units: Units, group: object, value: float) -> Interval:
    top, bottom = units.parts(group)
    if len(top) == 1 and counts_events(units.ratio) and 0 <= top[0] <= bottom[0] > 0:
        return Interval(*wilson(top[0], bottom[0]), 1, 1, COUNTING)
    noise, scale = units.noise(group)[units.top[group].notna()], units.ratio.scale
    found = interval_of(
        noise.to_numpy(), units.centre(group), bottom, in_time=units.in_time, basis=units.basis
    )
    if np.isnan(value):
        return found._replace(low=np.nan, high=np.nan)
    return found._replace(low=scale * found.low, high=scale * found.high)


def _pair(units: Units, one: object, other: object) -> list[object]:
    noise = (units.noise(one) - units.noise(other)).to_numpy()
    distance = units.centre(one) - units.centre(other)
    low, high, chance = difference(
        noise, distance, min(units.count(one), units.count(other)), in_time=units.in_time
    )
    return [one, other, np.exp(distance), low, high, chance]


def difference(
    noise: np.ndarray, distance: float, least: int, *, in_time: bool
) -> tuple[float, float, float]:
    """Return the ends of a ratio of two ratios, and how often chance alone would show as much.

    Parameters
    ----------
    noise : array of float, shape (n_units,)
        Influence of every unit on the logarithm of the ratio of ratios.
    distance : float
        That logarithm.
    least : int
        Units of the smaller side, on which the degrees of freedom rest.
    in_time : bool
        Whether the units follow each other.
    """
    error, _, counts_as = standard_error(noise, in_time=in_time)
    freedom = max(least * counts_as / len(noise) - 1, 2.0)
    reach = student(freedom) * error
    if not error > 0:
        return float(np.exp(distance)), float(np.exp(distance)), float(distance == 0)
    chance = two_sided(distance / error, freedom)
    return float(np.exp(distance - reach)), float(np.exp(distance + reach)), chance


def _holm(chances: pd.Series) -> pd.Series:
    """Adjust for how many differences are looked at (Holm 1979)."""
    ordered = chances.reset_index(drop=True).sort_values(kind="stable")
    allowed = (ordered * np.arange(chances.count(), chances.count() - len(ordered), -1)).cummax()
    return allowed.clip(upper=1).sort_index().set_axis(chances.index)


def _share(amounts: pd.Series) -> pd.Series:
    return amounts / amounts.sum() if amounts.sum() else amounts * np.nan


def _context(table: pd.DataFrame | Export, units: Units) -> dict[str, str]:
    from ..summarize import context

    rows = table.table if isinstance(table, Export) else table
    return {**context(rows), "basis": units.basis}
