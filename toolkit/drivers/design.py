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
    products = _products(design)
    return {
        key: _with_most(products, key)
        for key in design.columns
        if _shared(products, key, list(products)) > most
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


def _products(design: Design) -> pd.DataFrame:
    """Sums of products of all columns, each less its mean; controls belong to time."""
    controls = design.controls.set_axis(
        pd.MultiIndex.from_tuples([(TIME, str(name)) for name in design.controls]), axis=1
    ) if design.controls.shape[1] else design.controls  # fmt: skip
    together = pd.concat([design.columns, controls], axis=1)
    centred = together.to_numpy() - together.to_numpy().mean(axis=0)
    return pd.DataFrame(centred.T @ centred, together.columns, together.columns)


def _with_most(products: pd.DataFrame, key: tuple[str, str]) -> str:
    """The lever whose columns alone tell most of a level; time, if the controls do."""
    levers = dict.fromkeys(lever for lever, _ in products if lever != key[0])
    return max(
        levers,
        key=lambda lever: _shared(products, key, [each for each in products if each[0] == lever]),
    )


def _shared(
    products: pd.DataFrame, key: tuple[str, str], others: Sequence[tuple[str, str]]
) -> float:
    """Share of what sets a level apart within its lever that other levers' columns tell."""
    own = [each for each in products if each[0] == key[0] and each != key]
    taken = [*own, *(each for each in others if each[0] != key[0])]
    return float(1 - _rest(products, key, taken) / _rest(products, key, own))


def _rest(products: pd.DataFrame, key: tuple[str, str], others: Sequence[tuple[str, str]]) -> float:
    """Sum of squares of a column that others leave."""
    places = products.columns.get_indexer(others)
    table, at = products.to_numpy(), products.columns.get_loc(key)
    told = table[at, places]
    inverse = np.linalg.pinv(table[np.ix_(places, places)], rcond=1e-9, hermitian=True)
    return float(table[at, at] - told @ inverse @ told)


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
