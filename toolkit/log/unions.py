"""What follows from an overlap: reach of any union, in common, exclusive, and added in turn."""

from itertools import combinations as pairwise_of

import pandas as pd

from ..catalog import nearest
from ..margin import ERROR, MARGINS
from ..schema import DataError
from .columns import Names
from .estimate import MOST, SQUARES, Counted, estimated
from .overlap import COUNTS, HIGHEST, LARGEST, RATE


def union_reach(combinations: pd.DataFrame, of: Names = (), *, k: int = 1) -> pd.Series:
    """Count people with at least ``k`` impressions on any of some values together.

    Parameters
    ----------
    combinations : DataFrame
        What `overlap` gives.
    of : str or sequence of str, default ()
        Values of the dimension, such as platforms; none means all of them.
    k : int, default 1, unit impressions
        At most the ``highest_k`` of the overlap.

    Returns
    -------
    Series
        ``people``, and their ``impressions`` on all values. Of a sample with ``<name>_se``,
        ``<name>_low`` and ``<name>_high``.

    Raises
    ------
    DataError
        If a value did not occur, or ``k`` is above what the overlap tells apart.

    Examples
    --------
    >>> from toolkit.log import overlap, read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob", "cem"],
    ...     "platform": ["meta", "tiktok", "tiktok", "youtube"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> int(union_reach(overlap(log), ["meta", "tiktok"])["people"])
    2
    """
    return _told(combinations, _seen(combinations, of, k).sum(axis=1) >= k)


def common_reach(combinations: pd.DataFrame, of: Names = (), *, k: int = 1) -> pd.Series:
    """Count people with at least ``k`` impressions on each of some values.

    Parameters and result are those of `union_reach`.

    Examples
    --------
    >>> from toolkit.log import overlap, read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"], "platform": ["meta", "tiktok", "tiktok"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> int(common_reach(overlap(log), ["meta", "tiktok"])["people"])
    1
    """
    return _told(combinations, (_seen(combinations, of, k) >= k).all(axis=1))


def pair_reach(combinations: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Count the people whom every two values have in common.

    Parameters
    ----------
    combinations : DataFrame
        What `overlap` gives.

    Returns
    -------
    dict of (str, str) to float, unit people
        As `toolkit.reach.compare_unions` takes overlaps.

    Examples
    --------
    >>> from toolkit.log import overlap, read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"], "platform": ["meta", "tiktok", "tiktok"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> pair_reach(overlap(log))
    {('meta', 'tiktok'): 1.0}
    """
    pairs = pairwise_of(_exposures(combinations).columns, 2)
    return {pair: float(common_reach(combinations, list(pair))["people"]) for pair in pairs}


def exclusive_reach(combinations: pd.DataFrame, of: Names, *, k: int = 1) -> pd.Series:
    """Count people with at least ``k`` impressions on some values and none elsewhere.

    Parameters and result are those of `union_reach`.

    Examples
    --------
    >>> from toolkit.log import overlap, read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"], "platform": ["meta", "tiktok", "tiktok"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> int(exclusive_reach(overlap(log), "meta")["people"])
    0
    """
    seen = _seen(combinations, of, k)
    elsewhere = _exposures(combinations).drop(columns=seen.columns)
    return _told(combinations, (seen.sum(axis=1) >= k) & elsewhere.eq(0).all(axis=1))


def incremental_reach(combinations: pd.DataFrame, order: Names, *, k: int = 1) -> pd.DataFrame:
    """Count the people that each value adds to those before it.

    Parameters
    ----------
    combinations : DataFrame
        What `overlap` gives.
    order : sequence of str
        Values of the dimension in the order in which they are added.
    k : int, default 1, unit impressions
        People count once they have ``k`` impressions on the values so far.

    Returns
    -------
    DataFrame, one row per value in ``order``
        ``reach`` on the value alone, ``incremental_reach`` over all before it, and
        ``cumulative_reach`` up to it, all of ``k`` or more. Of a sample with ``<name>_se``,
        ``<name>_low`` and ``<name>_high``.

    Raises
    ------
    DataError
        As `union_reach`.

    Examples
    --------
    >>> from toolkit.log import overlap, read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["ann", "ann", "bob"], "platform": ["meta", "tiktok", "tiktok"],
    ...     "time": pd.Timestamp("2026-03-01"),
    ... }))
    >>> incremental_reach(overlap(log), ["meta", "tiktok"])
            reach  incremental_reach  cumulative_reach
    meta        1                  1                 1
    tiktok      2                  1                 2
    """
    names = list(_seen(combinations, order, k).columns)
    sums = _seen(combinations, names, k).cumsum(axis=1) >= k
    before = sums.shift(axis=1, fill_value=False)
    kinds = {
        "reach": _seen(combinations, names, k) >= k,
        "incremental_reach": sums & ~before,
        "cumulative_reach": sums,
    }
    columns: dict[str, pd.Series] = {}
    for kind, chosen in kinds.items():
        told = chosen.apply(lambda rows: _told(combinations, rows)).T
        columns |= {
            kind + part: told["people" + part] for part in ("", *MARGINS) if "people" + part in told
        }
    return pd.DataFrame(columns)


def _exposures(combinations: pd.DataFrame) -> pd.DataFrame:
    return combinations.index.to_frame(index=False).set_axis(combinations.index)


def _seen(combinations: pd.DataFrame, of: Names, k: int) -> pd.DataFrame:
    """Exposures on the values asked for, by combination."""
    highest = int(combinations[HIGHEST].max())
    if not 1 <= k <= highest:
        raise DataError(
            f"This overlap tells exposures apart from 1 to {highest}, not k={k}. Count it with "
            f"overlap(..., highest_k={k})."
        )
    exposures = _exposures(combinations)
    names = [of] if isinstance(of, str) else list(of) or list(exposures.columns)
    unknown = [name for name in names if name not in exposures]
    if unknown:
        clauses = [f"{name!r} did not occur{nearest(str(name), exposures, 1)}" for name in unknown]
        raise DataError("\n".join([*clauses, f"What occurred: {', '.join(exposures)}."]))
    return exposures[list(dict.fromkeys(names))]


def _told(combinations: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """Combinations share no people: counts add up, and so do squared errors."""
    rows = combinations[chosen.to_numpy()]
    if RATE not in rows:
        return rows[list(COUNTS)].sum()
    rate = float(combinations[RATE].iloc[0])
    return estimated(Counted(_sampled(rows, rate), rate), COUNTS).loc[0]


def _sampled(rows: pd.DataFrame, rate: float) -> pd.DataFrame:
    """What the sampled people of several combinations bring, from what was told of each."""
    part = rate**2 / (1 - rate) if rate < 1 else 0.0
    told = {"people" + MOST: 1.0, "impressions" + MOST: rows[LARGEST].max()}
    for name in COUNTS:
        told[name] = rows[name].sum() * rate
        told[name + SQUARES] = (rows[name + ERROR] ** 2).sum() * part
    return pd.DataFrame([told])
