"""A curve from impressions to people: estimate, interval and bounds."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy.interpolate import PchipInterpolator

from ..schema import DataError
from .curve_bounds import curve_bounds
from .figures import number
from .forecast import Forecast, forecast, mixed
from .goerg import goerg_reach
from .kernels import Draws, Floats, cells
from .seen import Seen, often_enough
from .thinning import thinned

FURTHEST = 10.0
INTERVAL = 0.9
_TAIL = (1 - INTERVAL) / 2

_TIMES = np.array([
    0.02, 0.04, 0.08, 0.15, 0.25, 0.35, 0.5, 0.7, 0.85, 1, 1.2, 1.5, 1.75, 2, 2.5, 3, 4, 5.5, 7.5,
])  # fmt: skip
_ENDS = ["reach", "reach_low", "reach_high"]


class ReachCurve:
    """People with ``k`` or more by impressions, with intervals that held on known populations.

    Attributes
    ----------
    seen : Seen
        What the curve was fitted to.
    models : DataFrame
        Held-out log probability of each model, its weight in the estimate and in the interval.
    universe, inventory : float
        Upper bounds of people and impressions; without end where not known.
    unit, window : str
        What is counted, and over which period; empty where nobody said.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> curve = fit_reach_curve(impressions=20_000, reach=8_000, spend=100.0)
    >>> curve.reach(40_000, k=2)["reach"].round().tolist()
    [7500.0]
    >>> curve.bounds(40_000)["reach_high"].tolist()
    [28000.0]
    >>> round(curve.marginal(20_000), 2)
    0.16
    >>> curve.impressions_for(10_000)["impressions"].round(-2).tolist()
    [40000.0]
    >>> curve.cost_of_next(1000)["spend"].round(1).tolist()
    [38.5]
    """

    def __init__(
        self,
        seen: Seen,
        draws: dict[str, Draws],
        models: pd.DataFrame,
        *,
        universe: float,
        inventory: float,
        spend: float | None,
        currency: str,
        counted: Seen | None = None,
        alone: bool = False,
        unit: str = "",
        window: str = "",
    ) -> None:
        self.seen, self.models = seen, models
        self.universe, self.inventory = universe, inventory
        self.spend, self.currency = spend, currency
        self.unit, self.window = unit, window
        self._counted, self._alone = counted, alone
        self._draws = {name: _allowed(each, seen, universe) for name, each in draws.items()}
        self._now = {
            name: cells(each.chances(1.0, seen.top), seen.top) for name, each in self._draws.items()
        }
        self._curves: dict[int, tuple[PchipInterpolator, ...]] = {}

    def __repr__(self) -> str:
        return f"Reach curve of {self.seen.impressions:,.0f} impressions. {self.why}"

    @property
    def chosen(self) -> str:
        """The model with the largest weight."""
        return str(self.models.index[0])

    @property
    def why(self) -> str:
        """Say which model was chosen, and why."""
        if self._alone:
            return f"The model {_name(self.chosen)} was asked for, so none was weighed against it."
        if self.chosen == "goerg":
            return (
                "Goerg's curve: one point is known and no histogram, so nothing could be held "
                "out; the interval spans Gamma-Poisson populations of every shape."
            )
        weighed = ", ".join(
            f"{_name(name)} {weight:.0%}"
            for name, weight in self.models["weight"].items()
            if weight >= 0.005
        )
        return f"Weighed by the probability of people held out: {weighed}."

    @property
    def limit(self) -> float:
        """Impressions up to which the curve tells reach."""
        return min(self.seen.impressions * FURTHEST, self.inventory)

    def reach(self, impressions: float | Iterable[float], k: int = 1) -> pd.DataFrame:
        """Tell the people with at least ``k`` impressions.

        Parameters
        ----------
        impressions : float or iterable of float
            In place of those seen: some of them, or all of them and further ones.
        k : int, default 1, unit impressions
            Lowest number that counts.

        Returns
        -------
        DataFrame, one row per number of impressions, unit people
            ``reach``, the figure whose relative error is least to be expected, with the ends of
            its 90 % interval, ``reach_low`` and ``reach_high``. Rises with impressions, falls
            with ``k``, and lies within `bounds`. Beyond what was seen it holds if so many
            impressions can be delivered.

        Raises
        ------
        DataError
            If impressions are negative, or beyond `limit`, or ``k`` is not 1 or more.
        """
        asked = self._asked(impressions)
        times = asked / self.seen.impressions
        low, high = self._ends(asked, k)
        told = self._along(times, k)
        index = pd.Index(_whole(asked), name="impressions")
        table = pd.DataFrame(np.clip(told, low[:, None], high[:, None]), index, _ENDS)
        table.attrs = {"k": k, "interval": INTERVAL, "currency": self.currency}
        return table

    def bounds(self, impressions: float | Iterable[float], k: int = 1) -> pd.DataFrame:
        """Enclose the people with at least ``k`` impressions, whatever the population.

        Returns
        -------
        DataFrame, one row per number of impressions, unit people
            ``reach_low`` and ``reach_high``.
        """
        asked = self._asked(impressions)
        index = pd.Index(_whole(asked), name="impressions")
        return pd.DataFrame(np.column_stack(self._ends(asked, k)), index, _ENDS[1:])

    def marginal(self, impressions: float, k: int = 1) -> float:
        """Tell how many people one further impression brings to ``k`` or more."""
        (asked,) = self._asked(impressions)
        times = asked / self.seen.impressions
        lowest = min((one for one, _, _ in self._up_to(k)), key=lambda one: one(times))
        return float(max(lowest.derivative()(times) / self.seen.impressions, 0.0))

    def impressions_for(self, reach: float, k: int = 1) -> pd.DataFrame:
        """Tell how many impressions bring so many people to ``k`` or more.

        Returns
        -------
        DataFrame, one row
            ``impressions`` with the ends of the interval; the upper is missing where it lies
            beyond `limit`.

        Raises
        ------
        DataError
            If the curve does not come so far.
        """
        most = float(self.reach(self.limit, k)["reach"].iloc[0])
        if not 0 <= reach <= most:
            raise DataError(
                f"reach {reach:,.10g} is not on the curve, which tells {k}+ up to {most:,.0f} "
                f"people at {self.limit:,.0f} impressions."
            )
        found = [self._crossing(reach, k, end) for end in range(len(_ENDS))]
        table = pd.DataFrame(
            [[found[0], found[2], found[1]]],
            pd.Index([reach], name="reach"),
            ["impressions", "impressions_low", "impressions_high"],
        )
        table.attrs = {"k": k, "interval": INTERVAL}
        return table

    def cost_of_next(
        self, people: float = 1000, impressions: float | None = None, k: int = 1
    ) -> pd.DataFrame:
        """Tell what the next so many people cost, at the price of the impressions seen.

        Returns
        -------
        DataFrame, one row per number of people
            Further ``impressions`` and ``spend`` with the ends of their intervals.

        Raises
        ------
        DataError
            If the spend is not known, or the curve does not come so far.
        """
        if self.spend is None:
            raise DataError("The spend is not known; pass spend= to fit_reach_curve.")
        if not 0 < number(people, "people") < np.inf:
            raise DataError(f"people is {people!r}; it must be above 0.")
        start = self.seen.impressions if impressions is None else float(impressions)
        now = self.reach(start, k).iloc[0]
        price = self.spend / self.seen.impressions
        most = self.reach(self.limit, k).iloc[0]
        if now["reach"] + people > most["reach"]:
            raise DataError(
                f"The curve knows of {most['reach'] - now['reach']:,.0f} further people at most, "
                f"not of {people:,.10g}."
            )
        further = {
            name: self._crossing(float(now.iloc[end]) + people, k, end) - start
            for end, name in enumerate(("impressions", "impressions_high", "impressions_low"))
        }
        table = pd.DataFrame([further], pd.Index([people], name="people"))
        for name in list(further):
            table[name.replace("impressions", "spend")] = table[name] * price
        ends = [
            f"{name}{end}" for name in ("impressions", "spend") for end in ("", "_low", "_high")
        ]
        table = table[ends]
        table.attrs = {"k": k, "interval": INTERVAL, "currency": self.currency}
        return table

    def _asked(self, impressions: float | Iterable[float]) -> Floats:
        given: Any = impressions if np.ndim(impressions) else [impressions]  # type: ignore[arg-type]
        asked = np.array([number(each, "impressions") for each in given], dtype="float64")
        wrong = asked[~((asked >= 0) & (asked <= self.limit * (1 + 1e-9)))]
        if len(wrong):
            raise DataError(
                f"impressions {wrong[0]:,.10g} are not on the curve. It was fitted to "
                f"{self.seen.impressions:,.0f} impressions and tells reach from 0 to "
                f"{self.limit:,.0f}; measure more before asking for more."
            )
        return asked

    def _ends(self, asked: Floats, k: int) -> tuple[Floats, Floats]:
        if problems := often_enough(k):
            raise DataError(*problems)
        whole = self._counted or self.seen
        return curve_bounds(whole, asked, k, self.universe)

    def _crossing(self, reach: float, k: int, end: int) -> float:
        furthest = self.limit / self.seen.impressions
        dense = np.unique(np.append(np.linspace(0, furthest, 4000), _TIMES[furthest > _TIMES]))
        values = np.maximum.accumulate(self._along(dense, k)[:, end])
        if reach > values[-1]:
            return float("nan")
        place = int(np.searchsorted(values, reach))
        if place == 0:
            return 0.0
        share = (reach - values[place - 1]) / (values[place] - values[place - 1])
        step = dense[place] - dense[place - 1]
        return float((dense[place - 1] + share * step) * self.seen.impressions)

    def _along(self, times: Floats, k: int) -> Floats:
        """Estimate and ends of the interval, none above those of fewer impressions a person.

        Curves in order at their points may cross between them.
        """
        told = np.min([[one(times) for one in curves] for curves in self._up_to(k)], axis=0)
        return np.column_stack([told[0], told.min(axis=0), told.max(axis=0)])

    def _up_to(self, k: int) -> list[tuple[PchipInterpolator, ...]]:
        if problems := often_enough(k):
            raise DataError(*problems)
        return [self._curve(each) for each in range(1, k + 1)]

    def _curve(self, k: int) -> tuple[PchipInterpolator, ...]:
        """Estimate and ends of the interval over times what was seen, each never falling."""
        if k not in self._curves:
            furthest = self.limit / self.seen.impressions
            times = np.append(_TIMES[furthest * (1 - 1e-9) > _TIMES], furthest)
            told = [self._told(each, k) for each in times]
            table = np.maximum.accumulate(np.array([(0.0, 0.0, 0.0), *told]))
            times = np.append(0.0, times)
            self._curves[k] = tuple(PchipInterpolator(times, each) for each in table.T)
        return self._curves[k]

    def _told(self, times: float, k: int) -> tuple[float, float, float]:
        low, high = self._ends(np.array([times * self.seen.impressions]), k)
        if self._counted and times <= 1:
            whole = self._counted
            estimate, variance = thinned(whole.people, whole.impressions, times, k)
            spread = Forecast(np.array([estimate]), np.array([variance]), np.ones(1))
        else:
            told = self._forecasts(times, k)
            spread = mixed(told, self.models["interval_weight"])
            estimate = (
                self._goerg(times, k) if self.chosen == "goerg"
                else mixed(told, self.models["weight"]).nearest()
            )  # fmt: skip
        ends = np.clip([estimate, *spread.quantiles(_TAIL, 1 - _TAIL)], low[0], high[0])
        return float(ends[0]), float(min(ends[1], ends[0])), float(max(ends[2], ends[0]))

    def _goerg(self, times: float, k: int) -> float:
        total, reach = self.seen.impressions, self.seen.reach
        if reach >= total:
            return float(times * reach) if k == 1 else 0.0
        return float(goerg_reach(total, reach, times * total, k))

    def _forecasts(self, times: float, k: int) -> dict[str, Forecast]:
        """By model, of the populations whose inventory is large enough."""
        told = {}
        for name, draws in self._draws.items():
            enough = draws.enough(times)
            now = self._now[name][enough]
            told[name] = forecast(draws.chosen(enough), now, self.seen, times, k)
        return told

    @cached_property
    def cpm(self) -> float:
        """Price of 1,000 impressions; missing where the spend is not known."""
        return float("nan") if self.spend is None else 1000 * self.spend / self.seen.impressions


def _allowed(draws: Draws, seen: Seen, universe: float) -> Draws:
    """Leave out populations larger than the universe, or all but the smallest."""
    none = draws.chances(1.0, 1)[:, 0]
    people = seen.reach / (1 - none).clip(1e-12)
    return draws.chosen(people <= max(universe, people.min()))


def _name(model: object) -> str:
    return str(model).replace("_", "-" if str(model).endswith("poisson") else " ")


def _whole(values: Floats) -> Floats | np.ndarray:
    return values.astype("int64") if not (values % 1).any() else values
