"""A linear program over more cells than a solver should see: columns are brought in as needed."""

from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csc_array, eye_array, hstack

_SCALE = 1000.0
_TOLERANCE = 1e-6
_DIGITS = 9  # the solver's last ones are noise
_AT_ONCE = 64
_ROUNDS = 500
_WORTHLESS = 1e-9
_DEARER = 1e4  # than a row that may be missed
_OPTIMAL = highspy.HighsModelStatus.kOptimal
_ENDLESS = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
# From the last answer to the next are few steps; presolving would start anew.
_OPTIONS: dict[str, bool | int | str] = {
    "output_flag": False, "presolve": "off", "simplex_strategy": 4,
}  # fmt: skip


class Solution(NamedTuple):
    """Least value, what each row is worth, and how far each is from being met."""

    value: float
    worth: np.ndarray
    missed: np.ndarray

    @property
    def gap(self) -> float:
        """How far all rows are from being met."""
        return float(self.missed.sum())

    @property
    def involved(self) -> np.ndarray:
        """Which rows take part in what is missed."""
        return abs(self.worth) > _WORTHLESS


class Program:
    """Sums of cells that lie between ends; cells are 0 or more.

    Parameters
    ----------
    rows : array of 0 and 1, shape (n_rows, n_cells)
        Which cells each row adds up.
    low, high : array, shape (n_rows,)
        Ends of each sum; ``high`` may be without end.

    Attributes
    ----------
    steps : int
        Of the solver, so far.

    Examples
    --------
    >>> people = np.array([60.0, 30.0])
    >>> program = Program(np.array([[1.0, 0, 1], [0, 1, 1]]), people, people)
    >>> program.least(np.ones(3)).value
    60.0
    """

    def __init__(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        ends = np.concatenate([low, high])
        self._unit = max(float(ends[np.isfinite(ends)].max(initial=0.0)), 1e-9) / _SCALE
        self._rows, self.steps = rows, 0
        self._solver = _solver(low / self._unit, high / self._unit)
        self._pool = np.array([], dtype=int)
        few = rows.shape[1] <= _AT_ONCE
        first = np.append(rows.argmax(axis=1), [0, rows.shape[1] - 1])
        self._bring(np.arange(rows.shape[1]) if few else np.unique(first))

    def gap(self) -> Solution:
        """Return how far the rows are from being met, and what each row adds to that."""
        return self._solve(np.zeros(self._rows.shape[1]), np.ones(len(self._rows)))

    def broken(self, met: np.ndarray) -> np.ndarray:
        """Return which rows break where some are ``met``, or which of those contradict."""
        nobody = np.zeros(self._rows.shape[1])
        found = self._solve(nobody, np.where(met, _DEARER, 1.0), met)
        if not found.missed[met].any():
            return found.missed > 0
        found = self._solve(nobody, met.astype("float64"), met)
        return found.involved if found.missed[met].any() else found.missed > 0

    def least(self, weights: np.ndarray) -> Solution:
        """Return the least weighted sum of cells, if the rows can be met."""
        return self._solve(weights, np.full(len(self._rows), _DEARER), most=_TOLERANCE)

    def _solve(
        self,
        weights: np.ndarray,
        price: np.ndarray,
        met: np.ndarray | None = None,
        most: float = np.inf,
    ) -> Solution:
        """Solve with the cells at hand, bring in those that would lower the value, and repeat.

        Rows are missed at a price and by so much at ``most``; where those to be ``met`` are,
        that is enough.
        """
        self._ask(weights, price, most)
        for _ in range(_ROUNDS):
            self._solver.run()
            self.steps += self._solver.getInfo().simplex_iteration_count
            status = self._solver.getModelStatus()
            if status in _ENDLESS:
                nothing = np.zeros(len(self._rows))
                return Solution(float("-inf"), nothing, nothing)
            if status != _OPTIMAL:
                raise RuntimeError(f"The linear program ended as {status.name}.")
            found = self._solution()
            saving = weights - found.worth @ self._rows
            saving[self._pool] = 0.0
            better = np.argpartition(saving, min(_AT_ONCE, len(saving) - 1))[:_AT_ONCE]
            better = better[saving[better] < -_TOLERANCE]
            enough = met is not None and not found.missed[met].any()
            if enough or not len(better):
                return found
            self._bring(better, weights)
        raise RuntimeError(f"The linear program did not end within {_ROUNDS} rounds.")

    def _ask(self, weights: np.ndarray, price: np.ndarray, most: float) -> None:
        """Put the question: what cells and missed rows cost, and how far rows may be missed."""
        misses = 2 * len(self._rows)
        cost = np.concatenate([np.tile(price, 2), weights[self._pool]])
        self._solver.changeColsCost(len(cost), np.arange(len(cost)), cost)
        ends = np.zeros(misses), np.full(misses, most)
        self._solver.changeColsBounds(misses, np.arange(misses), *ends)

    def _bring(self, cells: np.ndarray, weights: np.ndarray | None = None) -> None:
        cost = np.zeros(len(cells)) if weights is None else weights[cells]
        _add(self._solver, csc_array(self._rows[:, cells]), cost)
        self._pool = np.append(self._pool, cells)

    def _solution(self) -> Solution:
        told = self._solver.getSolution()
        misses = np.array(told.col_value[: 2 * len(self._rows)]).reshape(2, -1).sum(axis=0)
        value = round(self._solver.getInfo().objective_function_value, _DIGITS) * self._unit
        missed = np.where(misses > _TOLERANCE, misses * self._unit, 0.0)
        return Solution(value, np.array(told.row_dual), missed)


def _solver(low: np.ndarray, high: np.ndarray) -> highspy.Highs:
    """Rows between their ends; the first columns are what each misses below and above."""
    solver = highspy.Highs()
    for option, value in _OPTIONS.items():
        solver.setOptionValue(option, value)
    nothing = np.array([], dtype=int)
    solver.addRows(len(low), low, high, 0, nothing, nothing, nothing)
    apart = eye_array(len(low), format="csc")
    _add(solver, hstack([apart, -apart], format="csc"), np.zeros(2 * len(low)))
    return solver


def _add(solver: highspy.Highs, columns: csc_array, cost: np.ndarray) -> None:
    """Add columns of 0 and more."""
    least, most = np.zeros(len(cost)), np.full(len(cost), np.inf)
    solver.addCols(
        len(cost), cost, least, most, columns.nnz, columns.indptr[:-1], columns.indices,
        columns.data,
    )  # fmt: skip
