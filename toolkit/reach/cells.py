"""A linear program over more cells than a solver should see: columns are brought in as needed."""

from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

_SCALE = 1000.0
_TOLERANCE = 1e-6
_AT_ONCE = 64
_ROUNDS = 500


class Solution(NamedTuple):
    """Least value, what each row is worth, and how far the rows are from being met."""

    value: float
    worth: np.ndarray
    gap: float


class Program:
    """Sums of cells that lie between ends; cells are 0 or more.

    Parameters
    ----------
    rows : array of 0 and 1, shape (n_rows, n_cells)
        Which cells each row adds up.
    low, high : array, shape (n_rows,)
        Ends of each sum; ``high`` may be without end.

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
        self._rows, self._low = rows, low / self._unit
        self._room = (high - low) / self._unit
        few = rows.shape[1] <= _AT_ONCE
        first = np.append(rows.argmax(axis=1), [0, rows.shape[1] - 1])
        self._pool = np.arange(rows.shape[1]) if few else np.unique(first)

    def gap(self) -> Solution:
        """Return how far the rows are from being met, and what each row adds to that."""
        found = self._solve(np.zeros(self._rows.shape[1]), meet=False)
        return found._replace(gap=found.value if found.value > _TOLERANCE * self._unit else 0.0)

    def least(self, weights: np.ndarray) -> Solution:
        """Return the least weighted sum of cells, if the rows can be met."""
        return self._solve(weights, meet=True)

    def _solve(self, weights: np.ndarray, *, meet: bool) -> Solution:
        """Solve with the cells at hand, bring in those that would lower the value, and repeat."""
        for _ in range(_ROUNDS):
            found = self._master(weights, meet=meet)
            if found.status != 0:  # unbounded below
                return Solution(float("-inf"), np.zeros(len(self._low)), 0.0)
            worth = found.eqlin.marginals
            saving = weights - worth @ self._rows
            better = np.argsort(saving)[:_AT_ONCE]
            better = np.setdiff1d(better[saving[better] < -_TOLERANCE], self._pool)
            if not len(better):
                return Solution(float(found.fun) * self._unit, worth, 0.0)
            self._pool = np.append(self._pool, better)
        raise RuntimeError(f"The linear program did not end within {_ROUNDS} rounds.")

    def _master(self, weights: np.ndarray, *, meet: bool) -> Any:
        count = len(self._low)
        apart = eye_array(count, format="csr")
        columns = [csr_array(self._rows[:, self._pool]), -apart, apart, -apart]
        cost = np.concatenate([weights[self._pool], np.zeros(count), np.full(2 * count, not meet)])
        high = np.full(len(cost), np.inf)
        high[len(self._pool) : len(self._pool) + count] = self._room
        high[len(self._pool) + count :] = 0.0 if meet else np.inf
        bounds = np.column_stack([np.zeros(len(cost)), high])
        return linprog(cost, A_eq=hstack(columns), b_eq=self._low, bounds=bounds, method="highs")
