"""What was seen: how many people had exactly one, two, ... impressions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..schema import DataError
from .figures import number
from .kernels import Floats

MOST_CELLS = 40
LEAST_CELLS = 10
_BEYOND = 0.02  # share of people that the last cell may hold
_ROUNDING = 0.5


@dataclass(frozen=True)
class Seen:
    """People by exposures, with totals.

    ``people`` (top,) holds people with exactly 1, 2, ... impressions; its last cell also holds
    those with more, unless the histogram is ``complete``.
    """

    people: Floats
    impressions: float
    complete: bool

    @property
    def reach(self) -> float:
        """People with at least one impression."""
        return float(self.people.sum())

    @property
    def top(self) -> int:
        """Number of cells."""
        return len(self.people)

    @property
    def top_impressions(self) -> float:
        """Impressions of the people in the last cell."""
        return float(self.impressions - np.arange(1, self.top) @ self.people[:-1])

    def cut(self) -> "Seen":
        """Put people with many impressions into one last cell."""
        order = np.cumsum(self.people) / self.reach
        top = int(np.clip(np.searchsorted(order, 1 - _BEYOND) + 1, LEAST_CELLS, MOST_CELLS))
        if self.top <= top:
            return self
        people = np.append(self.people[: top - 1], self.people[top - 1 :].sum())
        return Seen(people, self.impressions, complete=False)

    def at_least(self, k: int) -> float:
        """People with ``k`` or more; at most the number of cells."""
        return float(self.people[k - 1 :].sum())


def read_seen(
    frequency: pd.DataFrame | pd.Series | Mapping[int, float] | None,
    impressions: float | None,
    reach: float | None,
) -> Seen:
    """Check a histogram and its totals, and put them together.

    Parameters
    ----------
    frequency : DataFrame, Series, mapping or None
        As `toolkit.log.frequency` gives it, or people by number of impressions. Where the
        impressions exceed what these people had at least, the last number is taken as
        "or more".
    impressions : float, optional
        All impressions; without them every number is taken as exact.
    reach : float, optional, unit people
        Needed without a histogram.

    Raises
    ------
    DataError
        Naming every figure that is missing, negative or at odds with another.
    """
    impressions, reach = (
        value if value is None else number(value, name)
        for name, value in (("impressions", impressions), ("reach", reach))
    )
    if frequency is None:
        return _one_point(impressions, reach)
    people = _cells(frequency)
    least = float(np.arange(1, len(people) + 1) @ people)
    problems = []
    if reach is not None and abs(reach - people.sum()) > _ROUNDING + 1e-9 * people.sum():
        problems.append(
            f"reach is {reach:,.10g}, but the histogram holds {people.sum():,.10g} people."
        )
    if impressions is not None and not impressions >= least - len(people) * _ROUNDING:
        problems.append(
            f"impressions are {impressions:,.10g}, but the people of the histogram had at least "
            f"{least:,.10g}."
        )
    if problems:
        raise DataError(
            "\n".join([*problems, "Check that all are of one window and one audience."])
        )
    # A sum of shares of people differs in its last digits from machine to machine.
    total = round(least if impressions is None else max(float(impressions), least), 6)
    return Seen(people, total, complete=total - least <= len(people) * _ROUNDING)


def often_enough(k: int) -> list[str]:
    """Say what is wrong with a number of impressions from which on people count.

    Examples
    --------
    >>> often_enough(3), often_enough(0)
    ([], ['k is 0; it must be a whole number from 1.'])
    """
    whole = isinstance(k, int | np.integer) and k >= 1
    return [] if whole else [f"k is {k!r}; it must be a whole number from 1."]


def _one_point(impressions: float | None, reach: float | None) -> Seen:
    problems = [
        f"{name} is {_written(value)}; a curve needs it above 0."
        for name, value in (("impressions", impressions), ("reach", reach))
        if value is None or not 0 < value < np.inf
    ]
    if impressions is not None and reach is not None and reach > impressions:
        problems.append(
            f"reach {reach:,.10g} is above impressions {impressions:,.10g}, which it cannot "
            "exceed. Check that both are of one window and one audience."
        )
    if problems:
        raise DataError("\n".join(problems))
    assert impressions is not None
    assert reach is not None
    return Seen(np.array([float(reach)]), float(impressions), complete=reach == impressions)


def _cells(frequency: pd.DataFrame | pd.Series | Mapping[int, float]) -> Floats:
    counts = _counts(frequency)
    problems = []
    numbers = np.array(
        [number(label, "frequency: a number of impressions") for label in counts.index]
    )
    if counts.isna().any():
        problems.append(f"people are missing at {_listed(counts.index[counts.isna()])}.")
    if (counts < 0).any():
        problems.append(f"people are negative at {_listed(counts.index[counts < 0])}.")
    if (numbers < 1).any() or (numbers % 1).any() or len(set(numbers)) < len(numbers):
        problems.append("exposures must be whole numbers from 1, each once.")
    if not problems and not counts.sum() > 0:
        problems.append("the histogram holds nobody.")
    if problems:
        raise DataError("\n".join(f"frequency: {each}" for each in problems))
    people = np.zeros(int(numbers.max()))
    people[numbers.astype(int) - 1] = counts
    return people


def _counts(frequency: pd.DataFrame | pd.Series | Mapping[int, float]) -> pd.Series:
    if isinstance(frequency, pd.DataFrame):
        missing = {"exposures", "people"} - set(frequency.columns)
        if missing:
            raise DataError(
                f"frequency has no column {' and '.join(sorted(missing))}; give what "
                "frequency(log) returns, or people by number of impressions."
            )
        frequency = frequency.set_index("exposures")["people"]
    told = frequency.items()
    people = [number(value, f"frequency: people with {label} impressions") for label, value in told]
    return pd.Series(people, list(frequency.keys()), dtype="float64")


def _written(value: float | None) -> str:
    return "missing" if value is None else f"{value:,.10g}"


def _listed(labels: Any) -> str:
    return ", ".join(f"{label:g} impressions" for label in labels)
