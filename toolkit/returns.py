"""What more money brings: a saturating curve from spend to what it bought, and its slope."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .catalog import MEASURES
from .chance import student
from .compare.jackknife import LEAST_UNITS, Numbers
from .enclose import is_shared
from .export import Export
from .schema import DataError, floats
from .summarize import context, summarize

EVERY = {"day": "D", "week": "W-SUN", "row": ""}
_STEEPEST = 0.9
_SHARED = "people of a period are in its own row only; periods are not added up"


@dataclass(frozen=True)
class Returns:
    """A fitted curve ``gain = first * spend / (1 + bend * spend)``.

    Attributes
    ----------
    metric : str
        What was bought.
    periods : DataFrame, shape (n_periods, 2)
        ``spend`` and the metric per period, those with both above zero.
    curve : DataFrame, shape (n_points, 4)
        Indexed by ``spend``: the metric, its ends ``_low`` and ``_high``, and ``marginal_cost``.
    average_cost, marginal_cost : tuple of float
        At the mean spend of a period: value, low and high; cost of one, in the currency.
    bend : tuple of float
        Value, low and high; 0 is a straight line, below it returns rise.
    varied : float
        Spend of a high period (90th percentile) over that of a low one (10th).
    currency : str
        ISO 4217 code, or empty.
    mix : str
        Dimension whose mix of parts was held as it usually is, or empty.
    """

    metric: str
    periods: pd.DataFrame
    curve: pd.DataFrame
    average_cost: tuple[float, float, float]
    marginal_cost: tuple[float, float, float]
    bend: tuple[float, float, float]
    varied: float
    currency: str = ""
    mix: str = ""


def fit_returns(
    table: pd.DataFrame | Export, metric: str = "impressions", *, every: str = "day", by: str = ""
) -> Returns:
    """Fit what each period's spend brought, and what the next unit of money would bring.

    Formula: ``metric = first * spend / (1 + bend * spend)`` with ``first`` above 0, fitted to
    logarithms, so that a large period weighs no more than a small one. ``marginal cost =
    (1 + bend * spend)**2 / first``, ``average cost = (1 + bend * spend) / first``.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with ``date_start`` and ``spend``.
    metric : str, default "impressions"
        Measure of what was bought. People (reach) need a figure of each period's own: a period
        of several rows that share people is left out.
    every : {"day", "week", "row"}, default "day"
        The period; ``row`` takes each row's own.
    by : str, optional
        Dimension whose parts have prices of their own. Days of more money often have more of the
        dear parts; what a period brought is told as if its mix had been that of all periods.

    Returns
    -------
    Returns
        Intervals of 95 % from leaving out one period at a time, Student's t. They hold for
        periods like these; a curve beyond the largest spend seen is not drawn.

    Raises
    ------
    DataError
        If there are fewer than 8 periods with spend and result above zero, or no dates.
    NotAdditiveError
        If currencies, price bases, view rules or result types are mixed.

    Examples
    --------
    >>> spend = np.linspace(10, 100, 12)
    >>> days = pd.DataFrame({"date_start": pd.date_range("2026-03-01", periods=12),
    ...                      "spend": spend, "impressions": 200 * spend / (1 + 0.01 * spend)})
    >>> found = fit_returns(days)
    >>> round(found.bend[0], 3), round(found.marginal_cost[0], 4)
    (0.01, 0.012)
    """
    rows = table.table if isinstance(table, Export) else table
    mix = by if by in rows and rows[by].nunique() > 1 and not is_shared(MEASURES[metric]) else ""
    periods = _periods(rows, metric, every, mix)
    spend, gain = (periods[name].to_numpy(dtype="float64") for name in ("spend", metric))
    fits = [_fit(spend, gain)]
    fits += [_fit(np.delete(spend, at), np.delete(gain, at)) for at in range(len(spend))]
    middle = float(spend.mean())
    points = np.linspace(spend.min(), spend.max(), 41)
    low, value, high = _ends(np.log([_gain(points, *fit) for fit in fits]))
    first, bend = fits[0]
    marginal = (1 + bend * points) ** 2 / first
    curve = pd.DataFrame(
        {metric: value, f"{metric}_low": low, f"{metric}_high": high, "marginal_cost": marginal},
        index=pd.Index(points, name="spend"),
    )
    costs = [
        _three([np.log((1 + bend * middle) ** power / first) for first, bend in fits])
        for power in (1, 2)
    ]
    # How many times the average the next costs, so that the two and the bend never disagree.
    times, fewer, more = _three([np.log1p(bend * middle) for _, bend in fits])
    return Returns(
        metric, periods, curve, costs[0], costs[1],
        ((times - 1) / middle, (fewer - 1) / middle, (more - 1) / middle),
        float(np.quantile(spend, 0.9) / np.quantile(spend, 0.1)),
        context(rows).get("currency", ""), mix,
    )  # fmt: skip


def _periods(rows: pd.DataFrame, metric: str, every: str, mix: str) -> pd.DataFrame:
    if every not in EVERY:
        raise ValueError(f"every must be one of {', '.join(EVERY)}, not {every!r}.")
    absent = [name for name in ("date_start", "spend", metric) if name not in rows]
    if absent:
        raise DataError(
            f"What money brings needs {', '.join(absent)}, which this table does not have. "
            "Download the report split by day."
        )
    summarize(rows, "spend")  # refuses currencies and price bases that do not mix
    frame = rows.dropna(subset=["date_start", "spend", metric])
    keys = frame["date_start"].dt.tz_localize(None)
    keys = keys.dt.to_period(EVERY[every]).dt.start_time if every != "row" else keys
    frame = frame.assign(date_start=keys)
    people = is_shared(MEASURES[metric])
    if not people:
        summarize(rows, metric)
    sums = frame[["spend", metric]].apply(floats).groupby(keys).sum()
    if mix:
        sums[metric] *= _of_its_mix(frame, metric, keys, mix)
    if people:
        sums = sums[frame.groupby(keys).size().eq(1)]
    sums = sums[(sums["spend"] > 0) & (sums[metric] > 0)]
    if len(sums) < LEAST_UNITS:
        why = f" ({_SHARED})" if people else ""
        raise DataError(
            f"{_periods_have(len(sums))} spend and {metric} above zero{why}; a curve needs at "
            f"least {LEAST_UNITS}. Take a longer time, or shorter periods with every='day'."
        )
    return sums.rename_axis("date_start")


def _periods_have(count: int) -> str:
    return "1 period has" if count == 1 else f"{count} periods have"


def _of_its_mix(frame: pd.DataFrame, metric: str, keys: pd.Series, by: str) -> pd.Series:
    """How many times more the money of a period would have brought, had its mix been the usual.

    Formula: ``(spend * gain per unit of all) / sum(spend of a part * gain per unit of the part)``
    """
    amounts = frame[["spend", metric]].apply(floats)
    parts = amounts.groupby(frame[by], dropna=False, observed=True).transform("sum")
    usual = amounts["spend"] * parts[metric] / parts["spend"].where(parts["spend"].ne(0))
    whole = amounts.sum()
    bought = pd.DataFrame({"mixed": usual, "spend": amounts["spend"]}).groupby(keys).sum()
    return bought["spend"] * whole[metric] / whole["spend"] / bought["mixed"]


def _gain(spend: Numbers, first: float, bend: float) -> Numbers:
    return first * spend / (1 + bend * spend)


def _fit(spend: Numbers, gain: Numbers) -> tuple[float, float]:
    """Least squares of the logarithm; with the bend given, the first slope is a mean."""
    from scipy.optimize import minimize_scalar

    scale, logs = spend.mean(), np.log(gain / spend)

    def misfit(bend: float) -> float:
        off = logs + np.log1p(bend * spend / scale)
        return float(((off - off.mean()) ** 2).sum())

    least = -_STEEPEST * scale / spend.max()
    found = minimize_scalar(misfit, bounds=(least, 100), method="bounded", options={"xatol": 1e-7})
    bend = float(found.x)
    first = float(np.exp((logs + np.log1p(bend * spend / scale)).mean()))
    return first, bend / float(scale)


def _reach(without: Numbers) -> Numbers:
    """How far the interval reaches, from what each period left out makes of it."""
    count = len(without)
    spread = (without - without.mean(axis=0)) ** 2
    return student(count - 2) * np.sqrt((count - 1) / count * spread.sum(axis=0))


def _ends(logs: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    half = _reach(logs[1:])
    return np.exp(logs[0] - half), np.exp(logs[0]), np.exp(logs[0] + half)


def _three(logs: list[float]) -> tuple[float, float, float]:
    low, value, high = _ends(np.array(logs))
    return float(value), float(low), float(high)
