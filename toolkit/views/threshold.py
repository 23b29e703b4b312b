"""One rule for all: views of at least so many seconds, counted from a log or told by an export."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..catalog import MEASURES, nearest
from ..enclose import keys
from ..export import Export
from ..refusal import NotAdditiveError
from ..rules import scope_of
from ..schema import DataError, floats
from ..summarize import context, summarize
from .anchors import COLUMNS, Meaning, known_of, lengths_of, meaning_of
from .from_log import count_views
from .survival import Known, Survival, survive

if TYPE_CHECKING:
    from ibis.expr.types import Table

BASES = ("counted", "known", "between counts", "from watch time", "bounds only")
_FACTS = ("impressions", "watch_seconds")
SECONDS = "seconds"


def views_at(
    data: "pd.DataFrame | Export | Table",
    seconds: float,
    *,
    pixels: float = 0,
    by: str | Sequence[str] = (),
) -> pd.DataFrame:
    """Put every row on one footing: views of at least so many seconds.

    From a log it is a count. From an export, what it counts at other thresholds encloses the
    answer, and a monotone curve through its counts estimates it. Views are plays as the platform
    counts plays: where it counts a replay as a play, so does this.

    Parameters
    ----------
    data : DataFrame, Export or Ibis table
        Delivery table, or a log as `read_log` gives it. Rows that tell nothing of watching, such
        as photos, are left out.
    seconds : float, unit seconds
        Least watch time; 0 counts every play that began.
    pixels : float, default 0
        Least share of the pixels in view, 0 to 1.
    by : str or sequence of str, default ()
        Dimensions that make the groups.

    Returns
    -------
    DataFrame, indexed by ``by``
        ``views_low`` and ``views_high`` enclose the answer; ``views`` is the likeliest,
        missing where nothing tells it; ``basis`` says what it rests on. Where the data has
        impressions and spend in one currency: ``view_rate`` (views per impression) and ``cpv``
        with their ends, too.

    Raises
    ------
    DataError
        If the threshold makes no sense, or nothing in the data tells how long was watched.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok"], "scope": ["paid"], "duration_seconds": [20], "spend": [9.0],
    ...     "views": [900], "views_2s": [600], "views_6s": [300], "plays_p100": [100],
    ... })
    >>> views_at(rows, 6)[["views_low", "views", "views_high", "basis", "cpv"]]
         views_low  views  views_high  basis   cpv
    all      300.0  300.0       300.0  known  0.03
    >>> views_at(rows, 3)[["views_low", "views_high", "basis"]]
         views_low  views_high           basis
    all      300.0       600.0  between counts
    """
    curve = watch_curve(data, [seconds], pixels=pixels, by=by).droplevel(SECONDS)
    return curve if by else curve.rename_axis(None)


def watch_curve(
    data: "pd.DataFrame | Export | Table",
    seconds: Sequence[float] = tuple(range(31)),
    *,
    pixels: float = 0,
    by: str | Sequence[str] = (),
) -> pd.DataFrame:
    """Follow views from one threshold to the next: `views_at` of many seconds at once.

    Parameters
    ----------
    data, pixels, by
        As for `views_at`.
    seconds : sequence of float, default 0 to 30, unit seconds
        The thresholds.

    Returns
    -------
    DataFrame, indexed by ``by`` and ``seconds``
        The columns of `views_at`; in each group views never rise with seconds.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok"], "scope": ["paid"], "views": [900], "views_2s": [300],
    ... })
    >>> watch_curve(rows, [0, 1, 2])[["views_low", "views_high"]].to_numpy().tolist()
    [[900.0, 900.0], [300.0, 900.0], [300.0, 300.0]]
    """
    at = _thresholds(seconds, pixels)
    groups = [by] if isinstance(by, str) else list(by)
    if not isinstance(data, pd.DataFrame | Export):
        return _with_rates(count_views(data, at, pixels, groups))
    frame = data.table if isinstance(data, Export) else data
    _check(frame, groups)
    told_of = [name for name in COLUMNS if name in frame]
    frame = frame[frame[told_of].notna().any(axis=1)]
    curve = _summed(frame, at, pixels, groups)
    told = _with_rates(curve.join(_facts(frame, groups), on=groups or ["all"]))
    told.attrs = context(frame)
    return told


def _thresholds(seconds: Sequence[float], pixels: float) -> np.ndarray:
    at = np.asarray(seconds, dtype="float64")
    wrong = [
        *([f"seconds must be 0 or more, not {at.min():g}"] if len(at) and at.min() < 0 else []),
        *([] if len(at) else ["seconds must name a threshold"]),
        *([] if 0 <= pixels <= 1 else [f"pixels must be a share from 0 to 1, not {pixels:g}"]),
    ]
    if wrong:
        raise DataError("; ".join(wrong) + ".")
    return at


def _check(table: pd.DataFrame, by: list[str]) -> None:
    told = [name for name in COLUMNS if name in table and table[name].notna().any()]
    if not told:
        raise DataError(
            "Nothing in the table tells how long was watched. It needs one of: "
            f"{', '.join(COLUMNS)}. The table holds: {', '.join(map(str, table.columns))}."
        )
    missing = [f"by={name!r} is not in the table{nearest(name, table, 1)}" for name in by
               if name not in table]  # fmt: skip
    if missing:
        raise DataError("\n".join(missing))


def _summed(table: pd.DataFrame, at: np.ndarray, pixels: float, by: list[str]) -> pd.DataFrame:
    """Enclose the rows of each kind together, and add the kinds of a group up."""
    meanings = {
        name: meaning_of(table, MEASURES[name], pixels) for name in COLUMNS if name in table
    }
    rows = pd.DataFrame({name: floats(table[name]) for name in {*meanings, *_FACTS} & set(table)})
    kinds = _kinds(table, rows, meanings)
    names = ["low", "high", "likely"]
    parts = []
    for (*group, _), places in kinds.groupby([*keys(table, by), kinds], dropna=False, observed=True,
                                             sort=True).indices.items():  # fmt: skip
        survival = _survival(table, rows, meanings, places, at)
        told = pd.DataFrame(dict(zip(names, survival, strict=True))).assign(
            rank=_ranks(survival, meanings, places, at), seconds=at
        )
        parts.append(told.assign(**dict(zip(by or ["all"], group, strict=True))))
    whole = pd.concat(parts, ignore_index=True)
    grouped = whole.groupby([*(by or ["all"]), SECONDS], dropna=False, observed=True)
    sums = grouped[names].sum(skipna=False)
    sums = sums.set_axis(["views_low", "views_high", "views"], axis=1)
    basis = grouped["rank"].max().map(dict(enumerate(BASES)))
    return sums[["views_low", "views", "views_high"]].assign(basis=basis)


def _kinds(table: pd.DataFrame, rows: pd.DataFrame, meanings: dict[str, pd.Series]) -> pd.Series:
    """Number rows of which the same is known: they make one curve."""
    parts = [
        table["platform"].astype(object) if "platform" in table else None,
        scope_of(table),
        lengths_of(table),
        *(rows[name].notna() for name in rows),
        *(meaning.map(lambda each: repr(each)) for meaning in meanings.values()),
    ]
    frame = pd.concat([each for each in parts if each is not None], axis=1)
    frame = frame.set_axis(range(frame.shape[1]), axis=1)
    return frame.groupby(list(frame), dropna=False, sort=False).ngroup().rename("_kind")


def _survival(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    meanings: dict[str, pd.Series],
    places: np.ndarray,
    at: np.ndarray,
) -> Survival:
    inside = rows.iloc[places]
    known = [
        each
        for name, meaning in meanings.items()
        if inside[name].notna().all()
        for each in known_of(meaning.iloc[places[0]], float(inside[name].sum()))
    ]
    length = lengths_of(table.iloc[places[:1]]).iloc[0]
    watched = _sum(inside, "watch_seconds")
    return survive(
        [*known, *_shown(table, inside, places)],
        at,
        length=None if pd.isna(length) else float(length),
        watch_seconds=watched,
    )


def _shown(table: pd.DataFrame, inside: pd.DataFrame, places: np.ndarray) -> Iterator[Known]:
    """An ad is played at most once each time that it is shown."""
    shown = _sum(inside, "impressions")
    if shown is not None and scope_of(table.iloc[places[:1]]).iloc[0] == "paid":
        yield Known(0, shown, "at_most")


def _sum(rows: pd.DataFrame, name: str) -> float | None:
    return float(rows[name].sum()) if name in rows and rows[name].notna().all() else None


def _ranks(
    survival: Survival, meanings: dict[str, pd.Series], places: np.ndarray, at: np.ndarray
) -> np.ndarray:
    """What each figure rests on, as a place in `BASES`."""
    exact = [
        meaning.iloc[places[0]].seconds
        for meaning in meanings.values()
        if isinstance(meaning.iloc[places[0]], Meaning) and meaning.iloc[places[0]].side == "exact"
    ]
    beyond = at > max(exact, default=-1.0)
    ranks = np.where(beyond, BASES.index("from watch time"), BASES.index("between counts"))
    ranks = np.where(np.isnan(survival.likely), BASES.index("bounds only"), ranks)
    return np.where(survival.low == survival.high, BASES.index("known"), ranks)


def _facts(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Impressions and spend of each group, where every row has them and they may be added up."""
    groups = keys(table, by)
    sizes = pd.Series(0, table.index).groupby(groups, dropna=False, observed=True).size()
    facts = pd.DataFrame(index=sizes.index)
    for name in [each for each in ("impressions", "spend") if each in table]:
        whole = table[name].groupby(groups, dropna=False, observed=True).count().eq(sizes)
        with suppress(NotAdditiveError):
            facts[name] = summarize(table, name, by)[name].astype("float64").where(whole)
    return facts.rename_axis(index=by or ["all"])


def _with_rates(curve: pd.DataFrame) -> pd.DataFrame:
    """Add views per impression and cost per view, from the ends and the likeliest."""
    ends = {"": "views", "_low": "views_low", "_high": "views_high"}
    if "impressions" in curve:
        shown = curve["impressions"].astype("float64")
        for end, name in ends.items():
            curve[f"view_rate{end}"] = curve[name] / shown.where(shown > 0)
    if "spend" in curve:
        spend = curve["spend"].astype("float64")
        opposite = {"": "", "_low": "_high", "_high": "_low"}
        for end, name in ends.items():
            views = curve[name].astype("float64")
            curve[f"cpv{opposite[end]}"] = spend / views.where(views > 0)
    order = [f"{name}{end}" for name in ("view_rate", "cpv") for end in ("", "_low", "_high")]
    kept = ["views_low", "views", "views_high", "basis", *(each for each in order if each in curve)]
    return curve[kept]
