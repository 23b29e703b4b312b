"""How many times the impressions of other posts those at a lever's level had."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..chance import student
from ..export import Export
from ..memory import remembered
from ..schema import DataError
from .design import UNKNOWN, Design, entangled, independent, lay_out, pooled
from .least_squares import least_squares
from .levers import LEVERS, derive_levers
from .posts import ACCOUNT, accounts, check_posts, logs, moment_of, shown_as, zone_of


@dataclass(frozen=True)
class Care:
    """When a multiplier is not told.

    ``posts`` is the least number of posts at a level; ``shared`` the share of a level's variance
    that the other levers may tell before the two are called inseparable.
    """

    posts: int = 5
    shared: float = 0.8


CARE = Care()


@remembered
def fit_levers(
    table: pd.DataFrame | Export,
    metric: str = "",
    *,
    levers: Sequence[str] = (),
    changes: pd.DataFrame | Sequence[object] = (),
    care: Care = CARE,
) -> pd.DataFrame:
    """Fit how many times the usual impressions posts at each level of each lever had.

    Formula: ``log(metric) = account + changes + sum(levels)``, by least squares; a multiplier is
    ``exp`` of a coefficient. It tells what went along with what, not what caused it.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post and ``published_at``.
    metric : str, optional
        Measure to explain; impressions, views or reach, whichever most posts have.
    levers : sequence of str, optional
        Names of `LEVERS`; all that the table tells and that vary if left out.
    changes : DataFrame or sequence of dates, optional
        What `change_points` found, or days from which the posts of all accounts were shown more
        or less; what that did is taken out.
    care : Care, optional
        When a multiplier is not told.

    Returns
    -------
    DataFrame, one row per level
        Indexed by ``lever`` and ``level``: ``posts``; ``multiplier`` against the lever's most
        frequent level, which has 1; ``low`` and ``high``, its 95 % interval by standard errors that
        allow for unequal spread (HC3); ``told``, empty, or why the multiplier is missing.
        ``attrs`` hold ``metric``, ``posts``, ``left_out``, ``explained`` (share of the variance of
        the logarithm that levers and controls tell, adjusted for their number) and ``spread``
        (standard deviation of what remains), and the ``zone`` of weekdays and hours.

    Raises
    ------
    DataError
        If the table has no posts to explain, a lever is not known or not told by the table, or
        there are fewer than two posts for each effect.

    Source
    ------
    MacKinnon and White 1985, some heteroskedasticity-consistent covariance matrix estimators.

    Examples
    --------
    >>> days = pd.date_range("2026-03-02", periods=40, freq="36h")
    >>> posts = pd.DataFrame({
    ...     "published_at": days, "format": ["photo", "photo", "reel", "photo"] * 10,
    ...     "impressions": [100, 105, 200, 95] * 10,
    ... })
    >>> fit_levers(posts, levers=["format"])["multiplier"].round(2)
    lever   level
    format  photo    1.0
            reel     2.0
    Name: multiplier, dtype: float64
    """
    metric = metric or shown_as(table)
    posts = check_posts(table, metric)
    levels = _chosen(posts, levers)
    design = lay_out(levels, _controls(posts, changes))
    matrix = design.matrix
    if len(posts) < 2 * np.linalg.matrix_rank(matrix):
        raise DataError(
            f"{len(posts)} posts cannot tell {matrix.shape[1]} effects apart. Load a longer "
            "period, or name fewer levers with levers=."
        )
    values = logs(posts, metric)
    told = _told(levels, design, multipliers_of(values, matrix), care)
    rest = values - matrix @ np.linalg.lstsq(matrix, values, rcond=None)[0]
    free = len(values) - np.linalg.matrix_rank(matrix)
    told.attrs = {
        "metric": metric,
        "posts": len(posts),
        "left_out": posts.attrs["left_out"],
        "explained": max(0.0, 1 - float(rest @ rest / free) / float(values.var(ddof=1))),
        "spread": float(np.sqrt(rest @ rest / free)),
        "zone": zone_of(posts),
    }
    return told


def multipliers_of(values: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Return the multiplier of every column of a regression on logarithms, with its 95 % interval.

    Returns
    -------
    array of float, shape (n_columns, 3)
        Multiplier, low and high; missing where other columns make the column up.
    """
    kept = independent(matrix)
    found = np.full((len(kept), 3), np.nan)
    middle, error, freedom = least_squares(values, matrix[:, kept])
    reach = student(freedom) * error
    found[kept] = np.exp(np.column_stack([middle, middle - reach, middle + reach]))
    return found


def _chosen(posts: pd.DataFrame, levers: Sequence[str]) -> pd.DataFrame:
    levels = derive_levers(posts)
    wrong = [name for name in levers if name not in levels]
    if wrong:
        held = ", ".join(levels) or "none"
        asked = ", ".join(f"{name!r}" for name in wrong)
        raise DataError(
            f"Not among the levers that this table tells and that vary in it: {asked}. "
            f"These are: {held}. All that are known: {', '.join(LEVERS)}."
        )
    return levels[list(levers)] if levers else levels


def _controls(posts: pd.DataFrame, changes: pd.DataFrame | Sequence[object]) -> pd.DataFrame:
    """The account, and whether a post went out after each change of its account."""
    everybody = posts.index
    if isinstance(changes, pd.DataFrame):
        own = {name: rows.index for name, rows in accounts(posts)}
        whose = [own.get(name, everybody[:0]) for name in changes["account"]]
        stepped = zip(changes["date"], whose, strict=True)
    else:
        stepped = zip(changes, [everybody] * len(changes), strict=True)
    steps = {
        f"step {place}": posts["published_at"].ge(moment_of(day, posts)) & everybody.isin(concerned)
        for place, (day, concerned) in enumerate(stepped)
    }
    laid = pd.DataFrame(steps, index=everybody, dtype="float64")
    return pd.concat([pooled(ACCOUNT, posts), laid], axis=1)


def _told(
    levels: pd.DataFrame, design: Design, multipliers: np.ndarray, care: Care
) -> pd.DataFrame:
    """One row per level; those that the posts cannot tell say why."""
    shared = entangled(design, care.shared)
    places = {key: place for place, key in enumerate(design.columns, design.first)}
    rows = {}
    for lever, usual in design.usual.items():
        counts = levels[lever].fillna(UNKNOWN).value_counts()
        for level in _ordered(lever, counts.index):
            key, count = (lever, str(level)), int(counts[level])
            why = _why_not(key, count, shared, care)
            told = multipliers[places[key]] if key in places else np.ones(3)
            if key in places or level == usual:
                rows[key] = (count, *(np.full(3, np.nan) if why else told), why)
    index = pd.MultiIndex.from_tuples(rows, names=["lever", "level"])
    return pd.DataFrame(
        list(rows.values()), index, columns=["posts", "multiplier", "low", "high", "told"]
    )


def _ordered(lever: str, levels: pd.Index) -> list[str]:
    """Levels in the lever's own order, and those that have none as often as they occur."""
    own = LEVERS[lever].levels
    return sorted(levels, key=lambda level: own.index(level) if level in own else len(own))


def _why_not(
    key: tuple[str, str], count: int, shared: dict[tuple[str, str], str], care: Care
) -> str:
    if key[1] == UNKNOWN:
        return "not stated"
    if key in shared:
        return f"inseparable from {shared[key]}"
    return f"fewer than {care.posts} posts" if count < care.posts else ""
