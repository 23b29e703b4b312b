"""Which content is shown most, so that ten lucky posts do not top the list."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..catalog import MEASURES
from ..export import Export
from ..rules import clash
from ..schema import DataError
from .accrual import Accrual
from .levers import derive_levers
from .posts import check_posts, logs, moment_of, shown_as, zone_of

_DAY = pd.Timedelta(days=1)
_Z = 1.959964
_LEAST = 3
_STEPS, _NEAR = 100, 1e-9


def rank_content(
    table: pd.DataFrame | Export,
    by: str = "format",
    metric: str = "",
    *,
    as_of: object = None,
    accrual: Accrual | None = None,
    youngest: float = 7,
) -> pd.DataFrame:
    """Rank kinds of content by what a typical post of each is shown, at an equal age.

    Groups of one or two posts are left out; those of few are drawn towards what is typical of
    all, as far as their own spread leaves open where they stand (an empirical Bayes estimate on
    logarithms).

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table with a row per post and ``published_at``.
    by : str, default "format"
        A lever, see `LEVERS`: format, hashtags, length, weekday, hour, ...
    metric : str, optional
        Measure to rank by; impressions, views or reach, whichever most posts have.
    as_of : date, optional
        Day on which the counts were taken; the day of the last post if left out.
    accrual : Accrual, optional
        How fast posts collect: then each post counts with what it will have in the end. Without
        it, posts are held to be of equal age from ``youngest`` on.
    youngest : float, default 7, unit days
        Posts younger than that are left out; with ``accrual``, those that have less than half.

    Returns
    -------
    DataFrame, one row per group, the highest first
        Indexed by ``by``: ``posts`` and their ``share``; under the metric's name what a typical
        post is shown, the geometric mean drawn towards that of all, with its 95 % interval
        ``<metric>_low`` to ``<metric>_high``; ``own``, before drawing. ``attrs`` hold
        ``metric``, ``posts``, ``young`` and ``kept``, the share of the groups' differences that
        is not luck.

    Raises
    ------
    DataError
        If the table has no posts to rank, does not tell the lever, or its posts were counted by
        several rules.

    Source
    ------
    Paule and Mandel 1982, consensus values and weighting factors.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.date_range("2026-03-02", periods=60, freq="D"),
    ...     "format": ["photo"] * 57 + ["reel"] * 3,
    ...     "views": [100, 140, 70] * 19 + [900, 100, 100],
    ... })
    >>> ranked = rank_content(posts, as_of="2026-07-01")
    >>> ranked.index.tolist(), bool(ranked.loc["reel", "views"] < ranked.loc["reel", "own"])
    (['reel', 'photo'], True)
    """
    metric = metric or shown_as(table)
    posts = check_posts(table, metric)
    if apart := clash(posts, MEASURES[metric]):
        raise DataError(
            f"Posts are not ranked by {metric}, for it stands under several rules: {apart.told}; "
            f"{apart.why}. Choose the posts of one platform and of one part that "
            "split_at_breaks(table) gives."
        )
    levels = derive_levers(posts)
    if by not in levels:
        raise DataError(
            f"by={by!r} is not a lever that this table tells and that varies in it. These are: "
            f"{', '.join(levels) or 'none'}."
        )
    age = ages(posts, as_of)
    old = accrual.share(age) >= 0.5 if accrual else age >= youngest
    values = logs(posts, metric) - (np.log(accrual.share(age.clip(0.01))) if accrual else 0)
    known = old & levels[by].notna().to_numpy() & levels[by].ne("").to_numpy()
    if known.sum() < 2:
        raise DataError(
            f"Only {int(known.sum())} posts are older than {youngest:g} days, so posts of equal "
            "age cannot be compared. Wait, or give accrual= from several downloads."
        )
    several = levels[by].map(levels[by][known].value_counts()).ge(_LEAST).to_numpy()
    known = known & several if (known & several).any() else known
    drawn, kept = drawn_together(values[known], levels[by][known].tolist())
    names = {"typical": metric, "low": f"{metric}_low", "high": f"{metric}_high"}
    ranked = drawn.rename(columns=names).rename_axis(by)
    ranked.attrs = {"metric": metric, "posts": int(known.sum()), "young": int((~old).sum()),
                    "kept": kept, "zone": zone_of(posts)}  # fmt: skip
    return ranked


def ages(posts: pd.DataFrame, as_of: object = None) -> np.ndarray:
    """Return the age of each post in days, on a day or else on that of the last post."""
    times = posts["published_at"]
    if as_of is None:
        return ((times.max() - times) / _DAY).to_numpy()
    return ((moment_of(as_of, posts) - times) / _DAY).to_numpy()


def drawn_together(values: np.ndarray, groups: Sequence[str]) -> tuple[pd.DataFrame, float]:
    """Draw the means of groups towards the mean of all, and tell how much of their spread is kept.

    Parameters
    ----------
    values : array of float, shape (n_posts,)
        Logarithms.
    groups : sequence of str, shape (n_posts,)
        Group of each post.
    """
    told = pd.Series(values).groupby(list(groups)).agg(["size", "mean"])
    spread = pd.Series(values).groupby(list(groups)).transform("mean").to_numpy()
    free = max(len(values) - len(told), 1)
    variance = float(((values - spread) ** 2).sum() / free) / told["size"]
    if len(told) == 1 or float(variance.max()) == 0:
        between, middle, error = np.inf, float(told["mean"].mean()), 0.0
    else:
        between = _spread_between(told["mean"].to_numpy(), variance.to_numpy())
        weights = 1 / (variance + between)
        middle, error = float(np.average(told["mean"], weights=weights)), weights.sum() ** -0.5
    kept = 1.0 if between == np.inf else between / (between + variance)
    drawn = middle + kept * (told["mean"] - middle)
    margin = _Z * np.sqrt(kept * variance + (1 - kept) ** 2 * error**2)
    ranked = pd.DataFrame(
        {
            "posts": told["size"],
            "share": told["size"] / len(values),
            "typical": np.exp(drawn),
            "low": np.exp(drawn - margin),
            "high": np.exp(drawn + margin),
            "own": np.exp(told["mean"]),
        }
    )
    share = float(np.mean(kept))
    return ranked.sort_values("typical", ascending=False, kind="stable"), share


def _spread_between(means: np.ndarray, variances: np.ndarray) -> float:
    """The variance of true means under which those seen scatter as much as they do.

    What is missing falls ever more slowly with it, so that Newton's steps never go too far.

    Source
    ------
    Paule and Mandel, Journal of Research of the National Bureau of Standards 87, 1982.
    """
    between = 0.0
    for _ in range(_STEPS):
        weights = 1 / (variances + between)
        away = means - np.average(means, weights=weights)
        missing = weights @ away**2 - (len(means) - 1)
        if missing < _NEAR:
            break
        between += float(missing / (weights**2 @ away**2))
    return between
