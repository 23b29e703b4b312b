"""A plan over several vehicles: who uses each, twice each, and two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from ..schema import DataError
from .binomial import exactly, exactly_by_beta
from .figures import number

Pair = frozenset[str]


@dataclass(frozen=True)
class Schedule:
    """Vehicles (platforms, titles, channels) with their audiences as shares of the universe.

    Parameters
    ----------
    once : mapping of str to float
        Share that one insertion in a vehicle reaches.
    twice : mapping, optional
        Share that two insertions in a vehicle reach.
    both : mapping of a pair of names to float, optional
        Share that is reached by one insertion in each of two vehicles.
    insertions : mapping, optional
        Number of insertions in each vehicle; 1 by default.

    Raises
    ------
    DataError
        Naming every share that is not between 0 and 1 or at odds with another.

    Examples
    --------
    >>> plan = Schedule({"a": 0.5, "b": 0.4}, both={frozenset("ab"): 0.2})
    >>> plan.contacts("a").tolist()
    [0.5, 0.5]
    """

    once: Mapping[str, float]
    twice: Mapping[str, float] = field(default_factory=dict)
    both: Mapping[Pair, float] = field(default_factory=dict)
    insertions: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.once:
            raise DataError("There is no vehicle.")
        if problems := [*self._shares(), *self._at_odds()]:
            raise DataError("\n".join(problems))

    @property
    def names(self) -> list[str]:
        """The vehicles."""
        return list(self.once)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every two vehicles."""
        return list(combinations(self.once, 2))

    def times(self, name: str) -> int:
        """Number of insertions in a vehicle."""
        return int(self.insertions.get(name, 1))

    def contacts(self, name: str) -> np.ndarray:
        """Share of people with 0, 1, ... contacts with a vehicle: beta-binomial."""
        count = self.times(name)
        if count == 1:
            return np.array([1 - self.once[name], self.once[name]])
        if name not in self.twice:
            raise DataError(
                f"{name} has {count} insertions; what two of them reach is needed to tell how "
                "many people see it again."
            )
        return contacts(self.once[name], self.twice[name], count)

    def reached(self, name: str) -> float:
        """Share that all insertions in a vehicle reach."""
        return float(1 - self.contacts(name)[0])

    def duplication(self, one: str, other: str) -> float:
        """Share that is reached by one insertion in each of two vehicles."""
        return float(self.both[frozenset((one, other))])

    def _shares(self) -> list[str]:
        every = {
            **{f"reach of {name}": share for name, share in self.once.items()},
            **{f"reach of {name} twice": share for name, share in self.twice.items()},
            **{f"reach of {' and '.join(sorted(pair))}": s for pair, s in self.both.items()},
        }
        found = [
            f"{what} is {share!r}; as a share of the universe it lies between 0 and 1."
            for what, share in every.items()
            if not 0 <= number(share, what) <= 1
        ]
        return found + [
            f"{name} has {count!r} insertions; a whole number from 1 is needed."
            for name, count in self.insertions.items()
            if not count >= 1 or count % 1
        ]

    def _at_odds(self) -> list[str]:
        found = [
            f"reach of {name} twice, {share:.6g}, does not lie between its reach once, "
            f"{self.once[name]:.6g}, and twice that."
            for name, share in self.twice.items()
            if name in self.once and not self.once[name] <= share <= 2 * self.once[name]
        ]
        for pair, share in self.both.items():
            known = [self.once[name] for name in pair if name in self.once]
            if len(known) == 2 and not max(0, sum(known) - 1) - 1e-12 <= share <= min(known):
                found.append(
                    f"reach of {' and '.join(sorted(pair))}, {share:.6g}, does not lie between "
                    f"{max(0.0, sum(known) - 1):.6g} and {min(known):.6g}."
                )
        return found


def contacts(once: float, twice: float, count: int) -> np.ndarray:
    """Return shares of people with 0 to ``count`` contacts, beta-binomial through two points.

    Formula: ``alpha = R1 (R2 - R1) / (2 R1 - R1**2 - R2)``, ``beta = alpha (1 - R1) / R1``

    Parameters
    ----------
    once, twice : float
        Shares reached by one insertion and by two. Where the second reaches as if by chance,
        the distribution is binomial; where it reaches nobody new, everybody is reached always
        or never.
    count : int
        Number of insertions.

    Source
    ------
    Hyett, 1958; Metheringham, Journal of Advertising Research, 1964.

    Examples
    --------
    >>> (100 * contacts(0.5, 0.55, 5)).round(4).tolist()
    [39.6635, 6.0096, 4.3269, 4.3269, 6.0096, 39.6635]
    """
    chance = 2 * once - once**2 - twice
    k = np.arange(count + 1)
    if chance <= 1e-12:
        return exactly(k, count, once)
    if twice - once <= 1e-12:
        return np.where(k == 0, 1 - once, np.where(k == count, once, 0.0))
    alpha = once * (twice - once) / chance
    return exactly_by_beta(k, count, alpha, alpha * (1 - once) / once)
