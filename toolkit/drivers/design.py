"""Levers as columns of a regression, and which of them cannot be told apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

UNKNOWN = "unknown"
# A lever that a post does not have, such as the length of a photo, leaves the post as it is.
NOT_MEANT = ""
TIME = "time"


@dataclass(frozen=True)
class Design:
    """A regression's columns: one for each level of each lever but the most frequent.

    ``columns`` are named by pairs of lever and level; ``usual`` is the level of each lever that
    the others are compared with; ``controls`` are columns that are taken out and not told.
    """

    columns: pd.DataFrame
    controls: pd.DataFrame
    usual: dict[str, str]

    @property
    def matrix(self) -> np.ndarray:
        """All columns, a constant first."""
        constant = np.ones((len(self.columns), 1))
        return np.hstack([constant, self.controls.to_numpy(), self.columns.to_numpy()])

    @property
    def first(self) -> int:
        """Where the levers' columns begin in the matrix."""
        return 1 + self.controls.shape[1]


def lay_out(levels: pd.DataFrame, steps: pd.DataFrame | None = None) -> Design:
    """Lay levers out as columns of zeros and ones.

    Parameters
    ----------
    levels : DataFrame of str
        As `derive_levers` gives them.
    steps : DataFrame of float, optional
        Further columns to take out: the account, the time since a change.

    Examples
    --------
    >>> design = lay_out(pd.DataFrame({"format": ["photo", "photo", "reel"]}, dtype="object"))
    >>> design.usual, design.columns.to_numpy().ravel().tolist()
    ({'format': 'photo'}, [0.0, 0.0, 1.0])
    """
    columns, usual = {}, {}
    for lever in levels:
        known = levels[lever].fillna(UNKNOWN).astype("str")
        counts = known[~known.isin([UNKNOWN, NOT_MEANT])].value_counts().sort_index()
        usual[lever] = str(counts.idxmax())
        for level in [*counts.index, UNKNOWN]:
            if level != usual[lever] and known.eq(level).any():
                columns[lever, level] = known.eq(level).astype("float64")
    empty = pd.DataFrame(index=levels.index)
    laid = pd.DataFrame(columns, index=levels.index)
    return Design(laid, empty if steps is None else steps, usual)


def entangled(design: Design, most: float) -> dict[tuple[str, str], str]:
    """Return the levels that vary with other levers, each with the lever that it varies with most.

    What sets a level apart from the others of its lever is entangled if the other levers and
    controls tell more than ``most`` of its variance: nothing then tells whose effect it is.

    Parameters
    ----------
    design : Design
        As `lay_out` gives it.
    most : float, 0 to 1
        Share of variance.

    Examples
    --------
    >>> levels = pd.DataFrame({
    ...     "format": ["photo", "photo", "reel", "reel"], "support": ["no", "no", "yes", "yes"],
    ... }, dtype="object")
    >>> entangled(lay_out(levels), 0.9)
    {('format', 'reel'): 'support', ('support', 'yes'): 'format'}
    """
    products = _Products.of(design)
    return {
        key: products.most_alike(place)
        for place, key in enumerate(design.columns)
        if products.shared(place, products.levers != key[0]) > most
    }


def independent(matrix: np.ndarray) -> np.ndarray:
    """Tell which columns are not made of those before them.

    Examples
    --------
    >>> independent(np.array([[1.0, 1, 0], [1, 0, 1]])).tolist()
    [True, True, False]
    """
    left = np.abs(np.diagonal(np.linalg.qr(matrix, mode="r")))
    found = np.zeros(matrix.shape[1], dtype=bool)
    found[: len(left)] = left > 1e-8 * np.linalg.norm(matrix, axis=0)[: len(left)]
    return found


@dataclass(frozen=True)
class _Products:
    """Sums of products of all columns, each less its mean, and the lever of each column."""

    sums: np.ndarray
    levers: np.ndarray

    @classmethod
    def of(cls, design: Design) -> "_Products":
        """Multiply a design's columns; controls belong to time."""
        columns = np.hstack([design.columns.to_numpy(), design.controls.to_numpy()])
        centred = columns - columns.mean(axis=0)
        own = [lever for lever, _ in design.columns]
        levers = np.array([*own, *[TIME] * design.controls.shape[1]])
        return cls(centred.T @ centred, levers)

    def most_alike(self, place: int) -> str:
        """The lever whose columns alone tell most of a level; time, if the controls do."""
        others = dict.fromkeys(self.levers[self.levers != self.levers[place]].tolist())
        return max(others, key=lambda lever: self.shared(place, self.levers == lever))

    def shared(self, place: int, others: np.ndarray) -> float:
        """Share of what sets a level apart within its lever that other levers' columns tell."""
        own = self.levers == self.levers[place]
        own[place] = False
        return 1 - self._rest(place, own | others) / self._rest(place, own)

    def _rest(self, place: int, others: np.ndarray) -> float:
        """Sum of squares of a column that others leave."""
        told = self.sums[place, others]
        inverse = np.linalg.pinv(self.sums[np.ix_(others, others)], rcond=1e-9, hermitian=True)
        return float(self.sums[place, place] - told @ inverse @ told)


def pooled(names: Sequence[str], frame: pd.DataFrame) -> pd.DataFrame:
    """Return a column of zeros and ones for each value but the first of each named column.

    Examples
    --------
    >>> pooled(["platform"], pd.DataFrame({"platform": ["x", "x", "tiktok"]})).to_numpy().tolist()
    [[1.0], [1.0], [0.0]]
    """
    held = [name for name in names if name in frame and frame[name].nunique() > 1]
    if not held:
        return pd.DataFrame(index=frame.index)
    return pd.get_dummies(frame[held].astype("object"), drop_first=True, dtype="float64")
