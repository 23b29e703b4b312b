"""What an export tells of how long its videos were watched: counts at known thresholds."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ..catalog import MEASURES
from ..metrics import Measure
from ..platforms import Rule
from ..rules import VIEW_RULE, find_rule, ruled
from ..schema import floats
from .survival import Known, Side

# What the name alone says, where no rule is known: seconds, or a share of the length.
SECONDS = {
    "plays": 0.0, "views_2s": 2.0, "views_3s": 3.0, "views_6s": 6.0, "views_10s": 10.0,
    "views_15s": 15.0, "views_30s": 30.0, "views_60s": 60.0,
}  # fmt: skip
SHARES = {
    "plays_p25": 0.25, "plays_p50": 0.5, "plays_p75": 0.75, "plays_p95": 0.95, "plays_p100": 1.0,
}  # fmt: skip
_BY_RULE = ("views", "thruplays", "focused_views_6s", "focused_views_15s")
COLUMNS = (*SECONDS, *SHARES, *_BY_RULE)
_VIDEO = ("video", "reel", "short", "shorts", "live")
_UNSURE = ("memory",)


@dataclass(frozen=True)
class Meaning:
    """What a column counts in some rows: from how many seconds on, and how surely.

    ``side`` says how the plays that lasted so long relate to the count: equal, at most, or at
    least; it is empty where the column tells nothing of it. ``why`` says what keeps it from
    being exact.
    """

    seconds: float
    side: Side | str
    why: str
    rule: str


def list_anchors(table: pd.DataFrame, *, pixels: float = 0) -> pd.DataFrame:
    """List which columns tell from how many seconds on they count, and how surely.

    Parameters
    ----------
    table : DataFrame
        Delivery table, with the length of videos in ``duration_seconds`` if it is known.
    pixels : float, default 0
        Share of the pixels that has to be in view in the views that are asked for.

    Returns
    -------
    DataFrame, shape (n_meanings, 7)
        ``platform``, ``column``, ``seconds``, ``tells`` (``exact``, ``at most`` or ``at least``
        so many plays lasted so long, or ``nothing``), ``why``, ``view_rule`` and ``rows``.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "platform": ["tiktok"], "scope": ["paid"], "duration_seconds": [20],
    ...     "views": [900], "views_6s": [300], "plays_p50": [200], "focused_views_6s": [340],
    ... })
    >>> list_anchors(rows)[["column", "seconds", "tells"]]
                 column  seconds    tells
    0          views_6s      6.0    exact
    1         plays_p50     10.0    exact
    2             views      0.0    exact
    3  focused_views_6s      6.0  at most
    """
    told = []
    for name in [each for each in COLUMNS if each in table]:
        meanings = meaning_of(table, MEASURES[name], pixels)
        parts = pd.DataFrame({
            "platform": table.get("platform"),
            "seconds": meanings.map(lambda m: m.seconds if m else None),
            "tells": meanings.map(_told),
            "why": meanings.map(lambda m: m.why if m else "its rule is not known"),
            "view_rule": meanings.map(lambda m: m.rule if m else ""),
        })[table[name].notna()]  # fmt: skip
        counts = parts.groupby(list(parts), dropna=False, sort=False).size()
        told.append(counts.rename("rows").reset_index().assign(column=name))
    names = ["platform", "column", "seconds", "tells", "why", "view_rule", "rows"]
    return pd.concat(told, ignore_index=True)[names] if told else pd.DataFrame(columns=names)


def meaning_of(table: pd.DataFrame, measure: Measure, pixels: float = 0) -> pd.Series:
    """Return the `Meaning` of a column in every row, or None where it has none."""
    held = ruled(table, measure)
    _check_stated(table, measure)
    lengths = lengths_of(table)
    film = _moves(table)
    keys = pd.DataFrame({"label": held.labels, "length": lengths, "film": film})
    found = {
        key: _meaning(measure.name, held.rules.get(key[0], ()), key, pixels)
        for key in keys.drop_duplicates().itertuples(index=False, name=None)
    }
    values = [found[key] for key in _repaired(keys, found)]
    return pd.Series(values, table.index, dtype=object)


def lengths_of(table: pd.DataFrame) -> pd.Series:
    """Return the length of each row's video in seconds, missing where it is not known."""
    if "duration_seconds" not in table:
        return pd.Series(float("nan"), table.index)
    lengths = floats(table["duration_seconds"])
    return lengths.where(lengths > 0)


def _told(meaning: Meaning | None) -> str:
    return meaning.side.replace("_", " ") if meaning and meaning.side else "nothing"


def known_of(meaning: Meaning | None, count: float) -> Iterator[Known]:
    """Turn a count with a meaning into what is known of the curve."""
    if meaning is not None and meaning.side in ("exact", "at_most", "at_least"):
        yield Known(meaning.seconds, count, meaning.side)


def _check_stated(table: pd.DataFrame, measure: Measure) -> None:
    """A rule that the file or the caller states has to be one that is known."""
    if VIEW_RULE in table and measure.name == "views":
        for name in table.loc[table[measure.name].notna(), VIEW_RULE].dropna().unique():
            find_rule(str(name))


def _repaired(keys: pd.DataFrame, found: dict[tuple, Meaning | None]) -> Iterator[tuple]:
    """Keys as they were found: a missing length is not equal to itself."""
    known = {_plain(key): key for key in found}
    return (known[_plain(key)] for key in keys.itertuples(index=False, name=None))


def _plain(key: tuple) -> tuple:
    return tuple(None if value != value else value for value in key)


def _moves(table: pd.DataFrame) -> pd.Series:
    """Whether a row is of a video, as far as it says so; a length says it, too."""
    timed = lengths_of(table).notna()
    if "format" not in table:
        return pd.Series(True, table.index)
    return (
        timed | table["format"].astype("str").str.casefold().isin(_VIDEO) | table["format"].isna()
    )


def _meaning(
    name: str, rules: tuple[Rule, ...], key: tuple[str, float, bool], pixels: float
) -> Meaning | None:
    label, length, film = key
    known = None if length != length else length
    if name in SHARES:
        if known is None:
            return None
        return Meaning(SHARES[name] * known, *_gated((), pixels), rule=label)
    told = {_of_rule(rule, known, pixels, film) for rule in rules}
    if len(told) == 1 and None not in told:
        seconds, side, why = told.pop()  # type: ignore[misc]
        return Meaning(seconds, side, why, label)
    if rules or name not in SECONDS:
        return None
    side, why = _gated((), pixels)
    return Meaning(SECONDS[name], side, why or "its rule is not known, its name is believed", label)


def _of_rule(
    rule: Rule, length: float | None, pixels: float, film: bool
) -> tuple[float, Side | str, str] | None:
    """From when on a rule counts, and what keeps its count from being that of the time alone."""
    if rule.seconds is None or rule.evidence in _UNSURE or rule.kind not in ("view", "play_start"):
        return None
    if rule.seconds == 0 and not film:
        return None
    seconds, more = _threshold(rule, length)
    more += [f"it also counts {rule.also}"] if rule.also else []
    fewer = {"continuous": ["its seconds are continuous"], "unique": ["its seconds are unique"]}
    side, why = _gated((more, fewer.get(rule.clock, []), rule.pixels or 0), pixels)
    return seconds, side, why


def _threshold(rule: Rule, length: float | None) -> tuple[float, list[str]]:
    """The seconds that a video of this length needs, and what cannot be known without it."""
    seconds = float(rule.seconds or 0)
    if not rule.length_share:
        return seconds, []
    if length is None:
        return seconds, ["shorter videos count earlier, and the length is not known"]
    part = rule.length_share * length
    shorter = length <= seconds if rule.only_if_shorter else part < seconds
    return (part if shorter else seconds), []


def _gated(rule: tuple, pixels: float) -> tuple[Side | str, str]:
    """Whether a count is equal to, above or below the one asked for, and why."""
    more, fewer, share = rule or ([], [], 0)
    more = [*more, *(["it asks for fewer pixels"] if share < pixels else [])]
    fewer = [*fewer, *([f"it asks for {share:.0%} of the pixels"] if share > pixels else [])]
    side = {(0, 0): "exact", (1, 0): "at_most", (0, 1): "at_least"}
    return side.get((bool(more), bool(fewer)), ""), "; ".join([*more, *fewer])
