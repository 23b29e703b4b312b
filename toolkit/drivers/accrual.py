"""How fast posts collect what they collect, and what they have at an equal age."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..chance import student
from ..export import Export
from ..schema import DataError
from .posts import rows_of

_DAY = pd.Timedelta(days=1)
_KEYS = ["post_id", "published_at"]
_LEAST = 5


@dataclass(frozen=True)
class Accrual:
    """Share of its lifetime count that a post has at an age.

    Formula: ``age**shape / (age**shape + half_life**shape)``, age in days. ``low`` and ``high``
    enclose the half-life with 95 % confidence; ``posts`` is how many it was fitted to.
    """

    half_life: float
    shape: float
    low: float
    high: float
    posts: int

    def share(self, age: float | np.ndarray | pd.Series) -> np.ndarray:
        """Return the share that is there at an age in days, 0 to 1.

        Examples
        --------
        >>> Accrual(2.0, 1.0, 1.8, 2.2, 40).share(np.array([0.0, 2.0, 6.0])).tolist()
        [0.0, 0.5, 0.75]
        """
        grown = np.maximum(np.asarray(age, dtype="float64"), 0) ** self.shape
        return grown / (grown + self.half_life**self.shape)


def grow(data: pd.DataFrame | Export | Mapping[object, pd.DataFrame], metric: str) -> pd.DataFrame:
    """Return what each post had at each age.

    Parameters
    ----------
    data : DataFrame, Export or mapping of day to DataFrame
        Daily rows of posts (``post_id``, ``published_at``, ``date_start``), or downloads of
        lifetime counts, each under the day on which it was taken.
    metric : str
        Measure that grows.

    Returns
    -------
    DataFrame
        ``post_id``, ``age`` in days and ``metric``, what the post had by then; by post and age.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> post = pd.DataFrame({
    ...     "post_id": ["1"], "published_at": pd.to_datetime(["2026-03-01"]), "views": [40],
    ... })
    >>> grow({"2026-03-03": post, "2026-03-05": post.assign(views=60)}, "views")
      post_id  age  views
    0       1  2.0     40
    1       1  4.0     60
    """
    if isinstance(data, Mapping):
        taken = [
            _needed(table, metric, _KEYS).assign(at=pd.Timestamp(day))
            for day, table in data.items()
        ]
        rows = pd.concat(taken, ignore_index=True)
    else:
        rows = _needed(rows_of(data), metric, [*_KEYS, "date_start"])
        rows = rows.sort_values("date_start").assign(at=lambda each: each["date_start"] + _DAY)
        rows[metric] = rows.groupby("post_id")[metric].cumsum()
    published = pd.to_datetime(rows["published_at"])
    published = published.dt.tz_localize(None) if published.dt.tz is not None else published
    rows = rows.assign(age=(rows["at"] - published) / _DAY)
    known = rows[rows["age"].gt(0) & rows[metric].notna()]
    ordered = known.sort_values(["post_id", "age"], kind="stable", ignore_index=True)
    return ordered[["post_id", "age", metric]]


def fit_accrual(grown: pd.DataFrame, metric: str) -> Accrual:
    """Fit how fast posts collect, from what each had at several ages.

    Each post's counts are held against its own last one, so that large posts weigh no more than
    small ones. The interval is that of leaving out one post at a time.

    Parameters
    ----------
    grown : DataFrame
        As `grow` returns it.
    metric : str
        Measure that grows.

    Raises
    ------
    DataError
        If fewer than 5 posts were seen at two ages or more.

    Source
    ------
    Efron and Stein 1981, the jackknife estimate of variance.
    """
    posts = [each for _, each in grown.groupby("post_id") if len(each) > 1]
    posts = [each for each in posts if each[metric].iloc[-1] > 0]
    if len(posts) < _LEAST:
        raise DataError(
            f"{len(posts)} posts were seen at two ages or more; at least {_LEAST} are needed to "
            "tell how fast posts collect. Keep the downloads of several days."
        )
    ages = [each["age"].to_numpy() for each in posts]
    counts = [each[metric].to_numpy(dtype="float64") for each in posts]
    half, shape = _fitted(ages, counts)
    size = len(posts)
    leaving = [
        _fitted(ages[:out] + ages[out + 1 :], counts[:out] + counts[out + 1 :], (half, shape))[0]
        for out in range(size)
    ]
    logs = np.log(leaving)
    error = np.sqrt((size - 1) / size * ((logs - logs.mean()) ** 2).sum())
    margin = np.exp(student(size - 1) * error)
    return Accrual(half, shape, half / margin, half * margin, size)


def _fitted(
    ages: list[np.ndarray], counts: list[np.ndarray], start: tuple[float, float] = (2.0, 1.0)
) -> tuple[float, float]:
    from scipy.optimize import least_squares

    age, last = np.concatenate(ages), np.concatenate([np.full(len(a), a[-1]) for a in ages])
    share = np.concatenate([count / count[-1] for count in counts])

    def missed(logs: np.ndarray) -> np.ndarray:
        half, shape = np.exp(logs)
        curve = Accrual(half, shape, half, half, 0)
        return curve.share(age) / curve.share(last) - share

    found = np.exp(least_squares(missed, np.log(start), loss="soft_l1", f_scale=0.05).x)
    return float(found[0]), float(found[1])


def _needed(table: pd.DataFrame, metric: str, names: list[str]) -> pd.DataFrame:
    missing = [name for name in (*names, metric) if name not in table]
    if missing:
        raise DataError(
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the table, which "
            f"holds {', '.join(map(str, table.columns))}. How posts grow is told from post_id, "
            "published_at and days."
        )
    return table[[*names, metric]].copy()
