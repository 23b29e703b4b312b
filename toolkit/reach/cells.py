"""A linear program over more cells than a solver should see: columns are brought in as needed."""

from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

_SCALE = 1000.0
_TOLERANCE = 1e-6
_AT_ONCE = 64
_ROUNDS = 500
_DEARER = 1e4  # than a row that may be missed


class Solution(NamedTuple):
    """Least value, what each row is worth, and how far each is from being met."""

    value: float
    worth: np.ndarray
    missed: np.ndarray

    @property
    def gap(self) -> float:
        """How far all rows are from being met."""
        return float(self.missed.sum())


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
        return self._solve(np.zeros(self._rows.shape[1]), np.ones(len(self._low)))

    def broken(self, met: np.ndarray) -> np.ndarray:
        """Return which rows break where some are ``met``: one way of it; with those if need be."""
        price = np.where(met, _DEARER, 1.0)
        return self._solve(np.zeros(self._rows.shape[1]), price, met).missed > 0

    def least(self, weights: np.ndarray) -> Solution:
        """Return the least weighted sum of cells, if the rows can be met."""
        return self._solve(weights)

    def _solve(
        self, weights: np.ndarray, price: np.ndarray | None = None, met: np.ndarray | None = None
    ) -> Solution:
        """Solve with the cells at hand, bring in those that would lower the value, and repeat.

        Rows are missed at a price, or not at all; where those to be ``met`` are, that is enough.
        """
        nothing = np.zeros(len(self._low))
        for _ in range(_ROUNDS):
            found = self._master(weights, price)
            if found.status != 0:  # unbounded below
                return Solution(float("-inf"), nothing, nothing)
            missed = found.x[-2 * len(nothing) :].reshape(2, -1).sum(axis=0)
            missed = np.where(missed > _TOLERANCE, missed * self._unit, 0.0)
            worth = found.eqlin.marginals
            saving = weights - worth @ self._rows
            better = np.argsort(saving)[:_AT_ONCE]
            better = np.setdiff1d(better[saving[better] < -_TOLERANCE], self._pool)
            enough = met is not None and not missed[met].any()
            if enough or not len(better):
                return Solution(float(found.fun) * self._unit, worth, missed)
            self._pool = np.append(self._pool, better)
        raise RuntimeError(f"The linear program did not end within {_ROUNDS} rounds.")

    def _master(self, weights: np.ndarray, price: np.ndarray | None) -> Any:
        count = len(self._low)
        apart = eye_array(count, format="csr")
        columns = [csr_array(self._rows[:, self._pool]), -apart, apart, -apart]
        missed = np.zeros(2 * count) if price is None else np.tile(price, 2)
        cost = np.concatenate([weights[self._pool], np.zeros(count), missed])
        high = np.full(len(cost), np.inf)
        high[len(self._pool) : len(self._pool) + count] = self._room
        high[len(self._pool) + count :] = 0.0 if price is None else np.inf
        bounds = np.column_stack([np.zeros(len(cost)), high])
        return linprog(cost, A_eq=hstack(columns), b_eq=self._low, bounds=bounds, method="highs")
