"""Where a series of posts steps up or down, once levers are taken out; and whether by chance."""

from dataclasses import dataclass

import numpy as np

from .design import independent

_WORLDS = 299
_SEED = 20260720
_CREDIBLE, _CONCEIVABLE = 0.95, 0.999


@dataclass(frozen=True)
class Step:
    """A step before post ``place``; with 95 % probability it lies from ``first`` to ``last``.

    It is hardly conceivable, at 99.9 %, before ``earliest`` or after ``latest``. ``chance`` is the
    share of worlds without any step that look as stepped as this.
    """

    place: int
    first: int
    last: int
    chance: float
    earliest: int
    latest: int


@dataclass(frozen=True)
class _Scan:
    """How much each place would explain as a step beyond the columns that are taken out."""

    gain: np.ndarray
    rest: float
    weight: np.ndarray
    basis: np.ndarray
    free: int

    def strength(self, gain: np.ndarray, rest: np.ndarray | float) -> np.ndarray:
        """The F statistic of a step."""
        return gain / ((rest - gain) / self.free)


def find_steps(values: np.ndarray, columns: np.ndarray, edge: int, chance: float) -> list[Step]:
    """Find steps one after the other, the clearest first, until chance would do as well.

    A step is placed where it explains most of the values together with ``columns``. Whether it
    is one is told by worlds of the same columns without a step, whose noise hangs together from
    post to post as far as the series' own does.

    Parameters
    ----------
    values : array of float, shape (n_posts,)
        Logarithms, in order of time.
    columns : array of float, shape (n_posts, n_columns)
        What is taken out, a constant among it.
    edge : int
        Least number of posts on either side of a step.
    chance : float
        Greatest share of worlds without a step that may look as stepped.

    Returns
    -------
    list of Step
        In order of time.

    Examples
    --------
    >>> noise = np.random.default_rng(1).normal(0, 0.1, 60)
    >>> series = noise + np.repeat([2.0, 1.0], 30)
    >>> [step.place for step in find_steps(series, np.ones((60, 1)), 6, 0.01)]
    [30]
    >>> find_steps(noise, np.ones((60, 1)), 6, 0.01)
    []
    """
    found: list[Step] = []
    while True:
        steps = [_since(step.place, len(values)) for step in found]
        taken = np.column_stack([columns, *steps])
        allowed = _allowed(len(values), edge, [step.place for step in found])
        if not allowed.any():
            return sorted(found, key=lambda step: step.place)
        scan = _scan(values, taken, allowed)
        step = _clearest(values, taken, scan, allowed)
        if step.chance > chance:
            return sorted(found, key=lambda step: step.place)
        found.append(step)


def is_gradual(values: np.ndarray, columns: np.ndarray, steps: list[Step]) -> bool:
    """Tell whether a steady rise or fall explains a series as well as steps do.

    By the Bayesian information criterion; each step takes a place and a height.

    Examples
    --------
    >>> noise = np.random.default_rng(1).normal(0, 0.1, 60)
    >>> step = Step(30, 29, 31, 0.001, 28, 32)
    >>> is_gradual(noise + np.linspace(0, 2, 60), np.ones((60, 1)), [step])
    True
    >>> is_gradual(noise + np.repeat([0.0, 1.0], 30), np.ones((60, 1)), [step])
    False
    """
    size = len(values)
    stepped = np.column_stack([columns, *(_since(step.place, size) for step in steps)])
    trend = np.column_stack([columns, np.linspace(-1, 1, size)])

    def criterion(matrix: np.ndarray, taken: int) -> float:
        left = values - matrix @ np.linalg.lstsq(matrix, values, rcond=None)[0]
        return float(size * np.log(max(left @ left, 1e-12)) + taken * np.log(size))

    return criterion(trend, 1) < criterion(stepped, 2 * len(steps))


def _since(place: int, size: int) -> np.ndarray:
    return (np.arange(size) >= place).astype("float64")


def _allowed(size: int, edge: int, found: list[int]) -> np.ndarray:
    """Places with enough posts between them, the ends and the steps already found."""
    places = np.arange(size)
    allowed = (places >= edge) & (places <= size - edge)
    for place in found:
        allowed &= np.abs(places - place) >= edge
    return allowed


def _scan(values: np.ndarray, columns: np.ndarray, allowed: np.ndarray) -> _Scan:
    basis = np.linalg.qr(columns[:, independent(columns)])[0]
    left = values - basis @ (basis.T @ values)
    weight = _tails(np.ones(len(values))) - (_tails(basis) ** 2).sum(axis=1)
    usable = allowed & (weight > 1e-6)
    weight = np.where(usable, weight, np.inf)
    free = max(len(values) - basis.shape[1] - 1, 1)
    return _Scan(_tails(left) ** 2 / weight, float(left @ left), weight, basis, free)


def _tails(series: np.ndarray) -> np.ndarray:
    """Sums from each place to the end."""
    return np.cumsum(series[::-1], axis=0)[::-1]


def _clearest(values: np.ndarray, columns: np.ndarray, scan: _Scan, allowed: np.ndarray) -> Step:
    place = int(np.argmax(scan.gain))
    left = np.maximum(scan.rest - scan.gain, 1e-12 * max(scan.rest, 1e-12))
    stepped = np.column_stack([columns, _since(place, len(values))])
    hangs = _hanging(values, stepped)
    strongest = scan.strength(scan.gain, scan.rest)[place]
    worlds = _strongest_of_worlds(scan, hangs)
    chance = (1 + int((worlds >= strongest).sum())) / (1 + len(worlds))
    size = len(values) * (1 - hangs) / (1 + hangs)
    first, last = _credible(left, size, allowed, _CREDIBLE)
    earliest, latest = _credible(left, size, allowed, _CONCEIVABLE)
    return Step(place, first, last, chance, earliest, latest)


def _hanging(values: np.ndarray, columns: np.ndarray) -> float:
    """How far what a post has beyond the expected goes over to the next; at least 0.

    What is left after a fit hangs together less than the noise did; by how much follows from the
    columns.
    """
    basis = np.linalg.qr(columns[:, independent(columns)])[0]
    left = values - basis @ (basis.T @ values)
    whole = float(left @ left)
    if whole == 0:
        return 0.0
    pushed_down = float((basis[1:] * basis[:-1]).sum()) / max(len(values) - basis.shape[1], 1)
    return float(np.clip(float(left[1:] @ left[:-1]) / whole + pushed_down, 0.0, 0.9))


def _strongest_of_worlds(scan: _Scan, hangs: float) -> np.ndarray:
    from scipy.linalg import solve_banded

    draws = np.random.default_rng(_SEED).standard_normal((len(scan.gain), _WORLDS))
    draws[0] /= np.sqrt(1 - hangs**2)
    goes_over = np.vstack([np.ones(len(draws)), np.full(len(draws), -hangs)])
    noise = solve_banded((1, 0), goes_over, draws)
    noise -= scan.basis @ (scan.basis.T @ noise)
    gain = _tails(noise) ** 2 / scan.weight[:, None]
    return scan.strength(gain, (noise**2).sum(axis=0)).max(axis=0)


def _credible(left: np.ndarray, size: float, allowed: np.ndarray, share: float) -> tuple[int, int]:
    """The run of places, around the likeliest, that hold a share of the likelihood."""
    likelihood = np.where(allowed, -size / 2 * np.log(left / left.min()), -np.inf)
    weights = np.exp(likelihood - likelihood.max())
    weights /= weights.sum()
    order = np.argsort(-weights, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weights[order]), share)) + 1
    held = order[:enough]
    return int(held.min()), int(held.max())
