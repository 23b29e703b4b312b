"""When posts began to be shown more or less, and what else changed on that day."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..export import Export
from ..memory import remembered
from ..schema import DataError
from .causes import around, cause_of
from .design import lay_out
from .levers import derive_levers
from .multipliers import multipliers_of
from .posts import accounts, check_posts, logs, moment_of, shown_as
from .steps import Step, find_steps, is_gradual

COLUMNS = [
    "account", "metric", "date", "first", "last", "posts_before", "posts_after", "multiplier",
    "low", "high", "chance", "cause", "detail",
]  # fmt: skip
_ONLY_TIME = ("weekday",)


@dataclass(frozen=True)
class Watch:
    """What counts as a change.

    ``chance`` is the share of series without a change that may be taken for changed; ``edge`` the
    least number of posts on either side; posts younger than ``young`` days are still collecting
    and left out; a rule that changed within ``near`` days answers for a change.
    """

    chance: float = 0.01
    edge: int = 6
    young: int = 7
    near: int = 7


WATCH = Watch()


def change_points(
    table: pd.DataFrame | Export,
    metric: str = "",
    *,
    as_of: object = None,
    watch: Watch = WATCH,
) -> pd.DataFrame:
    """Find the days from which posts of an account were shown more or less than before.

    The logarithm of each post is held against its levers (format, hashtags, weekday, ...); what is
    left is searched for steps. A change that a counting rule, another cadence, another mix of
    formats or money explains is put down to that; only what remains is a change of distribution.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post and ``published_at``.
    metric : str, optional
        Measure to look at; of each account impressions, views or reach, whichever most of its
        posts have.
    as_of : date, optional
        Day on which the counts were taken; the day of the last post if left out.
    watch : Watch, optional
        What counts as a change.

    Returns
    -------
    DataFrame, one row per change
        ``account``; ``metric``; ``date``, the day of the first post after it, which with 95 %
        probability lies from ``first`` to ``last``; ``posts_before`` and ``posts_after``, back
        and on to the next change;
        ``multiplier`` with its 95 % interval ``low`` to ``high``; ``chance``, the share of
        unchanged series that look as changed; ``cause``: counting rule, cadence, format mix, paid
        support, mix of posts, gradual or distribution; ``detail`` in words.
        ``attrs`` hold ``posts``, ``young`` (posts left out) and ``accounts``.

    Raises
    ------
    DataError
        If no account has posts to explain.

    Examples
    --------
    >>> days = pd.date_range("2026-01-05", periods=60, freq="D")
    >>> luck = np.exp(np.random.default_rng(1).normal(0, 0.2, 60))
    >>> posts = pd.DataFrame({
    ...     "published_at": days, "impressions": np.repeat([1000, 400], 30) * luck,
    ... })
    >>> change_points(posts)[["date", "cause"]]
            date         cause
    0 2026-02-04  distribution
    """
    series = list(_series_of(table, metric))
    rows, posts, young = [], 0, 0
    for name, shown, own in series:
        taken = moment_of(as_of, own) if as_of is not None else own["published_at"].max()
        old = own["published_at"] <= taken - pd.Timedelta(days=watch.young)
        rows += _of_account(name, own[old].reset_index(drop=True), shown, watch)
        posts, young = posts + int(old.sum()), young + int((~old).sum())
    found = pd.DataFrame(rows, columns=COLUMNS)
    found.attrs = {"posts": posts, "young": young, "accounts": [name for name, *_ in series]}
    return found


def _series_of(
    table: pd.DataFrame | Export, metric: str
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Each account with its measure and posts, for all accounts that have enough of them."""
    refusals = []
    for name, rows in accounts(table):
        try:
            shown = metric or shown_as(rows)
            yield name, shown, check_posts(rows, shown)
        except DataError as error:
            refusals.append(str(error))
    if len(refusals) == len(list(accounts(table))):
        raise DataError("\n".join(dict.fromkeys(refusals)))


@dataclass(frozen=True)
class _Series:
    """The posts of one account as the search sees them.

    ``full`` are the columns of all levers, ``plain`` those of the weekday alone.
    """

    posts: pd.DataFrame
    levels: pd.DataFrame
    values: np.ndarray
    full: np.ndarray
    plain: np.ndarray


@remembered
def _of_account(
    name: str, posts: pd.DataFrame, metric: str, watch: Watch
) -> list[dict[str, object]]:
    if len(posts) < 2 * watch.edge:
        return []
    series = _series(posts, metric, watch)
    own = find_steps(series.values, series.full, watch.edge, watch.chance)
    mixed = [
        step
        for step in find_steps(series.values, series.plain, watch.edge, watch.chance)
        if not any(each.first - watch.edge < step.place < each.last + watch.edge for each in own)
    ]
    steps = sorted([*own, *mixed], key=lambda step: step.place)
    return [
        {
            "account": name,
            "metric": metric,
            **_row(series, steps, step, step in mixed, metric, watch),
        }
        for step in steps
    ]


def _series(posts: pd.DataFrame, metric: str, watch: Watch) -> _Series:
    """Few posts cannot bear the columns of all levers."""
    levels = derive_levers(posts)
    plain = lay_out(levels[[each for each in levels if each in _ONLY_TIME]]).matrix
    full = lay_out(levels).matrix
    bearable = len(posts) - np.linalg.matrix_rank(full) >= 2 * watch.edge
    return _Series(posts, levels, logs(posts, metric), full if bearable else plain, plain)


def _row(
    series: _Series, steps: list[Step], step: Step, mixed: bool, metric: str, watch: Watch
) -> dict[str, object]:
    columns = series.plain if mixed else series.full
    since = [np.arange(len(series.posts)) >= each.place for each in steps]
    matrix = np.column_stack([columns, *since]).astype("float64")
    at = steps.index(step)
    middle, low, high = multipliers_of(series.values, matrix)[columns.shape[1] + at]
    cause = cause_of(
        around(series.posts, series.levels, steps, step),
        metric,
        watch.near,
        mixed=mixed,
        gradual=is_gradual(series.values, columns, steps),
    )
    days = series.posts["published_at"].dt.tz_localize(None).dt.normalize()
    places = [0, *(each.place for each in steps), len(series.posts)]
    return {
        "date": days[step.place], "first": days[step.first], "last": days[step.last],
        "posts_before": step.place - places[at], "posts_after": places[at + 2] - step.place,
        "multiplier": middle, "low": low, "high": high, "chance": step.chance,
        "cause": cause.name, "detail": cause.detail,
    }  # fmt: skip
