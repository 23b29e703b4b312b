"""The nearest figures that agree with each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, diags_array, vstack

from ..schema import DataError
from .figures import number

Sense = Literal["at most", "equal"]

_NOISY = 0.5
_COLLAPSED = 0.5
_FAR = 2.0
_CLOSE = 1e-6
_STEPS = 3.0


@dataclass(frozen=True)
class Constraint:
    """A weighted sum of figures that is at most, or equal to, nothing: ``sum <= 0``."""

    terms: tuple[tuple[str, float], ...]
    sense: Sense
    says: str


def at_most(part: str, whole: str) -> Constraint:
    """A part is at most its whole: k+ at k, viewable at served, reach at impressions.

    Examples
    --------
    >>> at_most("viewable", "served").says
    'viewable <= served'
    """
    return Constraint(((part, 1.0), (whole, -1.0)), "at most", f"{part} <= {whole}")


def covers(whole: str, parts: Sequence[str]) -> Constraint:
    """A union is at most the sum of its parts.

    Examples
    --------
    >>> covers("A|B", ["A", "B"]).says
    'A|B <= A + B'
    """
    terms = ((whole, 1.0), *((part, -1.0) for part in parts))
    return Constraint(terms, "at most", f"{whole} <= {' + '.join(parts)}")


def adds_up(whole: str, parts: Sequence[str]) -> Constraint:
    """Parts that share nobody add up to their whole.

    Examples
    --------
    >>> adds_up("all", ["Monday", "Tuesday"]).says
    'all = Monday + Tuesday'
    """
    terms = ((whole, 1.0), *((part, -1.0) for part in parts))
    return Constraint(terms, "equal", f"{whole} = {' + '.join(parts)}")


def overlaps_less(part: str, part_union: str, whole: str, whole_union: str) -> Constraint:
    """A part shares with another set at most what its whole shares with it (rule C11).

    What a set shares with another is its reach and the other's, less their union.

    Examples
    --------
    >>> overlaps_less("A1", "A1|B", "A", "A|B").says
    'A1 - A1|B <= A - A|B'
    """
    terms = ((part, 1.0), (part_union, -1.0), (whole, -1.0), (whole_union, 1.0))
    return Constraint(terms, "at most", f"{part} - {part_union} <= {whole} - {whole_union}")


def reconcile(
    figures: Mapping[str, Any], rules: Iterable[Constraint], *, whole: bool = False
) -> pd.DataFrame:
    """Find the nearest figures that keep the rules.

    Formula: minimise ``sum(((x - figure) / sigma) ** 2)`` subject to the rules and ``x >= 0``

    Parameters
    ----------
    figures : mapping of str to float or (float, float)
        Each figure and its standard error; 1 where none is given. A figure with the error 0 is
        kept as it is.
    rules : iterable of Constraint
        As `at_most`, `covers`, `adds_up` and `overlaps_less` make them.
    whole : bool, default False
        Give whole numbers. They are the nearest to the solution that keep every rule, checked
        again, since rounding one by one may break them.

    Returns
    -------
    DataFrame, one row per figure
        ``figure``, ``sigma``, ``reconciled``, ``moved`` in standard errors, and ``note``, which
        warns where noise dominates the figure or it collapsed.

    Raises
    ------
    DataError
        If a figure is negative or missing, a rule names a figure that is not given, or the
        figures that are kept contradict the rules.

    Source
    ------
    WFA cross-media measurement, report correction as a quadratic programme.

    Examples
    --------
    >>> told = reconcile({"1+": 50, "2+": 52}, [at_most("2+", "1+")])
    >>> told["reconciled"].round(3).tolist()
    [51.0, 51.0]
    """
    values, sigmas, rules = *_read(figures), list(rules)
    _check(values, sigmas, rules)
    names = list(values.index)
    solved = _solved(values.to_numpy(), sigmas.to_numpy(), *_matrix(rules, names))
    if whole:
        solved = _whole(solved, values.to_numpy(), sigmas.to_numpy(), rules, names)
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.where(sigmas > 0, (solved - values) / sigmas, 0.0)
    table = pd.DataFrame({"figure": values, "sigma": sigmas, "reconciled": solved, "moved": moved})
    notes = [_note(*row) for row in table.itertuples(index=False, name=None)]
    return table.assign(note=notes).rename_axis("name")


def _read(figures: Mapping[str, Any]) -> tuple[pd.Series, pd.Series]:
    pairs = {name: each if isinstance(each, tuple | list) else (each, 1.0)
             for name, each in figures.items()}  # fmt: skip
    if wrong := [name for name, each in pairs.items() if len(each) != 2]:
        raise DataError(f"{', '.join(wrong)}: give a figure, or a figure and its standard error.")
    values, sigmas = (
        pd.Series({name: number(each[place], name) for name, each in pairs.items()}, dtype=float)
        for place in (0, 1)
    )
    return values, sigmas


def _check(values: pd.Series, sigmas: pd.Series, rules: Sequence[Constraint]) -> None:
    problems = [
        f"{name} is {value:g}; a figure is 0 or more." for name, value in values.items()
        if not 0 <= value < np.inf
    ]  # fmt: skip
    problems += [
        f"the standard error of {name} is {sigma:g}; it must be 0 or more."
        for name, sigma in sigmas.items()
        if not 0 <= sigma < np.inf
    ]
    for rule in rules:
        if lacking := [name for name, _ in rule.terms if name not in values.index]:
            problems.append(f"{rule.says}: there is no figure of {' and '.join(lacking)}.")
    if problems:
        raise DataError("\n".join(dict.fromkeys(problems)))


def _matrix(rules: Sequence[Constraint], names: list[str]) -> tuple[csc_array, csc_array]:
    """Coefficients of the rules that are equalities, and of those that are not."""

    def rows(sense: Sense) -> csc_array:
        chosen = [rule for rule in rules if rule.sense == sense]
        table = np.zeros((len(chosen), len(names)))
        for place, rule in enumerate(chosen):
            for name, factor in rule.terms:
                table[place, names.index(name)] += factor
        return csc_array(table)

    return rows("equal"), rows("at most")


def _solved(
    values: np.ndarray, sigmas: np.ndarray, equal: csc_array, at_most: csc_array
) -> np.ndarray:
    """Solve the quadratic programme in standard errors from the figures, each rule in its own."""
    import clarabel

    def in_errors(rows: csc_array) -> tuple[csc_array, np.ndarray]:
        steps, gaps = rows @ diags_array(sigmas), -(rows @ values)
        size = np.abs(steps).max(axis=1).toarray().ravel() if rows.shape[0] else np.zeros(0)
        size = np.where(size > 0, size, np.maximum(np.abs(gaps), 1.0))
        return diags_array(1 / size) @ steps, gaps / size

    fixed = sigmas == 0
    least = diags_array(np.where(fixed, 0.0, -1.0), format="csc")
    room = np.where(fixed, 0.0, values / np.where(fixed, 1.0, sigmas))
    (same, apart), (below, over) = in_errors(equal), in_errors(at_most)
    rows = vstack([same, below, least], format="csc")
    ends = np.concatenate([apart, over, room])
    unit = max(float(np.abs(np.concatenate([apart, over])).max(initial=0.0)), 1.0)
    cones = [
        clarabel.ZeroConeT(equal.shape[0]),
        clarabel.NonnegativeConeT(at_most.shape[0] + len(values)),
    ]
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    quadratic = diags_array(np.full(len(values), 2.0), format="csc")
    solver = clarabel.DefaultSolver(
        quadratic, np.zeros(len(values)), rows, ends / unit, cones, settings
    )
    found = solver.solve()
    if str(found.status) not in ("Solved", "AlmostSolved"):
        raise DataError(
            "The figures that are kept (standard error 0) contradict the rules; give one of them "
            "an error above 0."
        )
    return np.where(fixed, values, (values + sigmas * unit * np.array(found.x)).clip(0))


def _whole(
    solved: np.ndarray,
    values: np.ndarray,
    sigmas: np.ndarray,
    rules: Sequence[Constraint],
    names: list[str],
) -> np.ndarray:
    """Find the whole numbers nearest to the solution that keep all rules."""
    equal, most = _matrix(rules, names)
    count, fixed = len(solved), sigmas == 0
    low = np.where(fixed, values, np.floor(solved) - _STEPS).clip(0)
    high = np.where(fixed, values, np.ceil(solved) + _STEPS)
    apart = csc_array(np.eye(count))
    distance = vstack([_beside(apart, -apart), _beside(-apart, -apart)])
    limits = [
        LinearConstraint(distance, -np.inf, np.concatenate([solved, -solved])),
        *([LinearConstraint(_beside(most, 0 * most), -np.inf, 0)] if most.shape[0] else []),
        *([LinearConstraint(_beside(equal, 0 * equal), 0, 0)] if equal.shape[0] else []),
    ]
    cost = np.concatenate([np.zeros(count), 1 / np.where(fixed, 1.0, sigmas)])
    kinds = np.concatenate([np.where(fixed, 0, 1), np.zeros(count)])
    ends = Bounds(np.append(low, np.zeros(count)), np.append(high, np.full(count, np.inf)))
    found = milp(cost, constraints=limits, integrality=kinds, bounds=ends)
    if found.status != 0:
        raise DataError("No whole numbers near the solution keep the rules; ask without whole=.")
    return np.where(fixed, values, np.round(found.x[:count]))


def _beside(one: Any, other: Any) -> Any:
    from scipy.sparse import hstack

    return hstack([one, other], format="csc")


def _note(value: float, sigma: float, reconciled: float, moved: float) -> str:
    if value > 0 and sigma > _NOISY * value:
        return "noise dominates: the standard error is above half the figure"
    if value > 0 and reconciled < _COLLAPSED * value:
        return "collapsed: less than half of the figure is left"
    if abs(moved) > _FAR + _CLOSE:
        return "moved by more than two standard errors"
    return ""
