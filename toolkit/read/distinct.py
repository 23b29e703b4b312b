"""Columns of text as their different cells, and which of them stands in each row.

Reports repeat themselves: days, names and states always, numbers mostly. Whatever is asked of
cells is therefore asked once of each different one. A column that seldom repeats stays as it is.
"""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd

from ..side_by_side import side_by_side

_RUN, _RUNS = 1000, 10
_PIECE = 1 << 16
_REPEATS = 0.5


def distinct(cells: pd.Series) -> pd.Series:
    """Return a column of text as categories, if its cells repeat.

    Examples
    --------
    >>> distinct(pd.Series(["ad", "ad", None, "film"])).cat.categories.tolist()
    ['ad', 'film']
    """
    if _is_coded(cells):
        return cells
    starts = np.linspace(0, max(len(cells) - _RUN, 0), _RUNS, dtype=int)
    sample = pd.concat([cells.iloc[start : start + _RUN] for start in dict.fromkeys(starts)])
    return _encoded(cells) if repeats(sample) else cells


def repeats(cells: pd.Series) -> bool:
    """Tell whether the same cells come again.

    Examples
    --------
    >>> repeats(pd.Series(["ad", "ad", None, "film"])), repeats(pd.Series(["1.5", "1.2"]))
    (True, False)
    """
    return bool(cells.nunique() <= _REPEATS * len(cells))


def column_of(cells: Any) -> pd.Series:
    """Return a column of Arrow's; its dictionaries, one for each chunk, become categories.

    Examples
    --------
    >>> import pyarrow as pa
    >>> halves = [pa.array([ad]).dictionary_encode() for ad in ("film", "clip")]
    >>> column_of(pa.chunked_array(halves)).cat.categories.tolist()
    ['film', 'clip']
    """
    import pyarrow as pa

    if not pa.types.is_dictionary(cells.type):
        return cells.to_pandas()
    chunks = cells.unify_dictionaries().chunks or [pa.array([], cells.type)]
    categories = pd.Index(chunks[0].dictionary.to_pandas(), dtype="str")
    small = np.min_scalar_type(-1 - len(categories))
    parts = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in chunks]
    return _column(np.concatenate(parts, dtype=small, casting="unsafe"), categories)


def each(cells: pd.Series) -> pd.Series:
    """Return the different cells of a column that repeats, or else all of its cells.

    Examples
    --------
    >>> each(distinct(pd.Series(["ad", "ad", None, "film"]))).tolist()
    ['ad', 'film']
    """
    if not _is_coded(cells):
        return cells
    categories = cells.cat.categories
    places = np.flatnonzero(_used(_codes(cells), len(categories)))
    return pd.Series(categories.take(places), places, dtype="str")


def possible(cells: pd.Series) -> pd.Series:
    """Return the different cells of a column, and such as were only in rows left out.

    Examples
    --------
    >>> possible(distinct(pd.Series(["ad"] * 3 + ["Total"])).iloc[:3]).tolist()
    ['ad', 'Total']
    """
    return pd.Series(cells.cat.categories) if _is_coded(cells) else cells


def spread(cells: pd.Series, results: pd.Series) -> pd.Series:
    """Return for every row what came out for its cell.

    Parameters
    ----------
    cells : Series of str
        A column.
    results : Series
        What came out for ``each`` of its cells, or each ``possible`` one; missing cells have none.

    Examples
    --------
    >>> cells = distinct(pd.Series(["ad", "ad", None, "film"]))
    >>> spread(cells, each(cells).str.len().astype("Int64")).tolist()
    [2, 2, <NA>, 4]
    """
    if not _is_coded(cells):
        return results
    if results.dtype == bool and not results.any():
        return pd.Series(np.zeros(len(cells), dtype=bool), cells.index, copy=False)
    places = _codes(cells).astype("intp")
    if len(results) < len(cells.cat.categories):
        among = np.full(len(cells.cat.categories) + 1, -1)
        among[results.index] = np.arange(len(results))
        places = among[places]
    if results.dtype == bool:
        return pd.Series(np.append(results.to_numpy(), False)[places], cells.index, copy=False)
    some_missing = bool((places < 0).any())
    return pd.Series(results.array.take(places, allow_fill=some_missing), cells.index, copy=False)


def over(cells: pd.Series, change: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """Change the text of every cell; cells that become equal are one from then on.

    Examples
    --------
    >>> over(distinct(pd.Series(["a", "a ", "a"])), lambda cells: cells.str.strip()).tolist()
    ['a', 'a', 'a']
    """
    if not _is_coded(cells):
        return change(cells)
    before = pd.Series(cells.cat.categories)
    if (after := change(before)).equals(before):
        return cells
    changed = _encoded(after)
    codes = np.append(_codes(changed), -1)[_codes(cells)]
    return _column(codes, changed.cat.categories, cells.index)


def differs(cells: pd.Series) -> bool:
    """Tell whether a column holds more than one cell, missing ones aside.

    Examples
    --------
    >>> differs(pd.Series(["ad", None, "ad"])), differs(pd.Series(["ad", None, "film"]))
    (False, True)
    """
    known = cells.dropna()
    return bool(known.ne(known.iloc[0]).any()) if len(known) else False


def first(cells: pd.Series, count: int) -> pd.Series:
    """Return the first cells of a column that are not missing, as plain text.

    Examples
    --------
    >>> first(distinct(pd.Series(["ad", None, "ad", "film"])), 2).tolist()
    ['ad', 'ad']
    """
    return _head(cells, count).astype("str")


def first_different(cells: pd.Series, count: int) -> pd.Series:
    """Return the different ones among the first cells of a column that are not missing.

    Examples
    --------
    >>> first_different(distinct(pd.Series(["ad", None, "ad", "film"])), 2).tolist()
    ['ad']
    """
    return _head(cells, count).drop_duplicates().astype("str")


def without(table: pd.DataFrame, rows: Collection[int]) -> pd.DataFrame:
    """Leave out rows by their numbers; those that stay are not copied if they lie side by side.

    Examples
    --------
    >>> without(pd.DataFrame({"ad": ["a", "b", "Total"]}), [2])["ad"].tolist()
    ['a', 'b']
    """
    if not len(rows):
        return table
    stay = np.flatnonzero(~table.index.isin(rows))
    together = len(stay) and stay[-1] - stay[0] + 1 == len(stay)
    return table.iloc[stay[0] : stay[-1] + 1] if together else table.iloc[stay]


def always(cell: str, index: pd.Index) -> pd.Series:
    """Return a column that holds one cell in every row."""
    return _column(np.zeros(len(index), dtype="int8"), pd.Index([cell], dtype="str"), index)


def as_text(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its categories as plain text again."""
    text, coded = table.copy(deep=False), [name for name in table if _is_coded(table[name])]
    decoded = side_by_side(_decoded, map(table.get, coded), len(table))
    for name, cells in zip(coded, decoded, strict=True):
        text[name] = cells
    return text


def _decoded(cells: pd.Series) -> pd.Series:
    categories = cells.cat.categories.array
    return pd.Series(categories.take(_codes(cells), allow_fill=True), cells.index)


def _head(cells: pd.Series, count: int) -> pd.Series:
    head = cells.iloc[:count]
    return cells.iloc[np.flatnonzero(cells.notna())[:count]] if head.isna().any() else head


def _used(codes: np.ndarray, count: int) -> np.ndarray:
    """Which of so many codes stand anywhere; often the first rows have them all."""
    used = np.zeros(count, dtype=bool)
    for start in range(0, len(codes), _PIECE):
        places = codes[start : start + _PIECE].astype("intp") + 1  # missing cells come first
        used |= np.bincount(places, minlength=count + 1)[1:] > 0
        if used.all():
            break
    return used


def _is_coded(cells: pd.Series) -> bool:
    return isinstance(cells.dtype, pd.CategoricalDtype)


def _codes(cells: pd.Series) -> np.ndarray:
    """Which category stands in each row; ``cells.cat.codes`` would be a copy."""
    return cells.array.codes


def _encoded(cells: pd.Series) -> pd.Series:
    import pyarrow as pa
    from pyarrow import compute

    column = pa.array(cells, type=pa.large_string(), from_pandas=True)
    chunks: Any = column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
    return column_of(compute.dictionary_encode(chunks)).set_axis(cells.index)


def _column(codes: np.ndarray, categories: pd.Index, index: pd.Index | None = None) -> pd.Series:
    coded = pd.Categorical.from_codes(codes, categories, validate=False)
    return pd.Series(coded, index, copy=False)
