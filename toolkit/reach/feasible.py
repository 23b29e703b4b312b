"""What is known of several sets of people, and what it leaves open: linear programs.

Everybody is in exactly one cell: in some of the sets and in none of the others. A reach of a
union, or of what sets have in common, is a sum of cells.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..schema import DataError
from .cells import Program
from .contradiction import fewest
from .denied import denied

Operation = Literal["union", "common"]

MOST_SETS = 15
_WORK = 5_000_000  # steps of the solver times figures, in a search for the fewest


class InfeasibleError(DataError):
    """Some figures contradict each other; ``figures`` are the fewest, or the message says not."""

    def __init__(self, message: str, figures: Sequence["Known | Universe"]) -> None:
        super().__init__(message)
        self.figures = tuple(figures)


@dataclass(frozen=True)
class Known:
    """People in any of some sets, or in all of them: one figure, or two that enclose it."""

    of: frozenset[str]
    low: float
    high: float
    operation: Operation = "union"

    def __str__(self) -> str:
        names = sorted(self.of)
        number = f"{self.low:,.10g}" if self.low == self.high else (
            f"{self.low:,.10g} to {self.high:,.10g}"
        )  # fmt: skip
        if len(names) == 1:
            return f"reach of {names[0]} {number}"
        joined = ", ".join(names[:-1]) + (" or " if self.operation == "union" else " and ")
        return f"reach of {joined}{names[-1]} {number}"


@dataclass(frozen=True)
class Universe:
    """Everybody."""

    people: float

    def __str__(self) -> str:
        return f"universe {self.people:,.10g}"


class Venn:
    """All ways in which people can be in some sets, given what is known.

    Parameters
    ----------
    names : sequence of str
        At most 15 sets.
    known : iterable of Known
        Figures.
    universe : float, optional
        Everybody, in or out of the sets.

    Raises
    ------
    DataError
        If there are more than 15 sets.
    InfeasibleError
        If no people can be as the figures say; names the fewest figures that contradict, or after
        a long search ones of which none can be spared, and how few may be enough.

    Examples
    --------
    >>> people = Venn("ab", [Known(frozenset("a"), 60, 60), Known(frozenset("b"), 30, 30)], 100)
    >>> people.enclose("ab")
    (60.0, 90.0)
    """

    def __init__(
        self, names: Sequence[str], known: Iterable[Known], universe: float | None = None
    ) -> None:
        self.names = list(dict.fromkeys(names))
        if len(self.names) > MOST_SETS:
            raise DataError(
                f"{len(self.names)} sets make {2 ** len(self.names):,} combinations; exact bounds "
                f"are told for at most {MOST_SETS}. Put the smallest sets together, or ask "
                "without unions and overlaps, for which closed bounds hold for any number."
            )
        self.known = list(known)
        self.universe = universe
        self._member = _members(self.names)
        self._rows = _rows(self.names, self.known, universe)
        self._program = Program(*self._rows)
        found = self._program.gap()
        if found.gap:
            raise self._contradiction(found.involved)

    def enclose(self, of: Iterable[str], operation: Operation = "union") -> tuple[float, float]:
        """Return the least and the most people who may be in any (or in all) of some sets."""
        return self.enclose_sum([(1.0, frozenset(of), operation)])

    def enclose_sum(
        self, terms: Iterable[tuple[float, frozenset[str], Operation]]
    ) -> tuple[float, float]:
        """Return the least and the most of a sum of reaches, each with its factor."""
        weights = sum(
            factor * _cells(self._member, self.names, of, operation)
            for factor, of, operation in terms
        )
        assert isinstance(weights, np.ndarray)
        low, high = self._program.least(weights).value, -self._program.least(-weights).value
        return low + 0.0, high + 0.0

    def _contradiction(self, involved: np.ndarray) -> InfeasibleError:
        every: list[Known | Universe] = [*self.known]
        every += [Universe(self.universe)] if self.universe is not None else []
        limit = self._program.steps + _WORK // len(every)
        chosen, least = denied(*self._rows), 3
        if chosen is None:
            chosen, least = fewest(
                involved, self._program.broken, lambda: self._program.steps > limit, least=4
            )
        left = [every[place] for place in np.flatnonzero(chosen)]
        spared = "" if len(left) <= least else (
            f", none of which can be spared, though {least} may be enough"
        )  # fmt: skip
        named = "; ".join(map(str, left))
        return InfeasibleError(
            f"No people can be as these figures say{spared}: {named}. Each alone may be right; "
            "check that all are of one window, one audience and one unit.",
            left,
        )


def _members(names: Sequence[str]) -> np.ndarray:
    """Which sets each combination is in; the first is in none."""
    combinations = np.arange(2 ** len(names))
    return (combinations >> np.arange(len(names))[:, None] & 1).astype(bool)


def _cells(
    member: np.ndarray, names: Sequence[str], of: Iterable[str], operation: Operation
) -> np.ndarray:
    rows = member[[names.index(name) for name in of]]
    chosen = rows.any(axis=0) if operation == "union" else rows.all(axis=0)
    return chosen.astype("float64")


def _rows(
    names: Sequence[str], known: Sequence[Known], universe: float | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which cells each figure adds up, and its ends."""
    member = _members(names)
    rows = [_cells(member, names, each.of, each.operation) for each in known]
    ends = [(each.low, each.high) for each in known]
    if universe is not None or not rows:
        rows.append(np.ones(member.shape[1]))
        ends.append((0.0, np.inf if universe is None else universe))
    low, high = np.array(ends, dtype="float64").T
    return np.array(rows), low, high
