"""The ladder from served to clicked: how many came how far, and which rungs nobody tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from ..catalog import MEASURES
from ..export import Export
from ..log.columns import dimensions
from ..log.engine import fetch
from ..log.viewable import VIDEO_FORMATS, is_measurable, is_viewable, tells_video
from ..platforms import KINDS, Rule, rules
from ..refusal import NotAdditiveError
from ..rules import ruled
from ..schema import DataError
from ..summarize import summarize
from .from_log import is_played, meets, whole_log

if TYPE_CHECKING:
    from ibis.expr.types import Table

KNOWN, ABSENT, SEVERAL = "known", "not in the data", "under several rules"
STANDARDS = "mrc_display, mrc_video"
_SERVED, _SHOWN, _VIEWABLE = (KINDS[kind] for kind in (
    "served_impression", "impression", "viewable_impression",
))  # fmt: skip


@dataclass(frozen=True)
class Rung:
    """One rung: the columns that tell it, the best first, and the rung that its rate is of.

    ``counted_as`` is what a platform's impressions have to be by its rule to stand on this rung.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    of: str
    means: str
    counted_as: str = ""


RUNGS = {
    rung.name: rung
    for rung in (
        Rung("served", "Served", ("impressions",), "", "sent, or begun to render", _SERVED),
        Rung("rendered", "Shown", ("impressions",), "served", "on a screen", _SHOWN),
        Rung("measurable", "Measurable", ("measurable_impressions",), "rendered",
             "viewability could be measured"),
        Rung("viewable", "Viewable", ("viewable_impressions", "impressions"), "measurable",
             "half of the pixels for a second, two of a video", _VIEWABLE),
        Rung("played", "Played", ("plays",), "rendered", "a video that began to play"),
        Rung("viewed", "Viewed", ("views",), "rendered", "a view by its rule"),
        Rung("completed", "Completed", ("plays_p100",), "played", "played to the end"),
        Rung("engaged", "Engaged", ("engagements",), "rendered", "an action of the platform's set"),
        Rung("clicked", "Clicked", ("clicks",), "rendered", "a click of any kind"),
    )
}  # fmt: skip


def ladder(data: "pd.DataFrame | Export | Table", *, seconds: float = 2) -> pd.DataFrame:
    """Count how many impressions came how far, rung by rung.

    Parameters
    ----------
    data : DataFrame, Export or Ibis table
        Delivery table, or a log as `read_log` gives it, from which every rung that it holds is
        counted.
    seconds : float, default 2, unit seconds
        From how much watch time on a play in a log is a view. An export's views obey their own
        rule.

    Returns
    -------
    DataFrame, indexed by ``rung``
        ``count``; ``of``, the rung below that the rate refers to, and ``rate`` (viewable over
        measurable, completed over played); ``column`` that told it; ``answer``: known, not in
        the data, or under several rules; ``view_rule`` that it obeys, if one is known.

    Source
    ------
    Google Ads API v21, metrics.proto: active_view_viewability is viewable over measurable.

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "platform": ["dv360"], "impressions": [1000], "measurable_impressions": [900],
    ...     "viewable_impressions": [540], "clicks": [5],
    ... })
    >>> ladder(rows)[["count", "of", "rate", "answer"]].loc[["viewable", "engaged", "clicked"]]
              count          of   rate           answer
    rung
    viewable  540.0  measurable  0.600            known
    engaged     NaN         NaN    NaN  not in the data
    clicked     5.0    rendered  0.005            known
    """
    is_table = isinstance(data, pd.DataFrame | Export)
    told = _of_table(data) if is_table else _of_log(data, seconds)
    frame = pd.DataFrame.from_dict(told, orient="index").rename_axis("rung")
    counts = frame["count"].astype("float64")
    bases = {name: _base(name, counts) for name in RUNGS}
    below = frame.index.map(bases).map(counts).astype("float64")
    rates = pd.Series(counts.to_numpy() / below.where(below > 0).to_numpy(), frame.index)
    ofs = pd.Series(bases).where(rates.notna())
    return frame.assign(count=counts, of=ofs, rate=rates)[
        ["count", "of", "rate", "column", "answer", "view_rule"]
    ]


def count_standards(log: "Table", by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Count the impressions of a log that meet each standard for being viewable.

    Parameters
    ----------
    log : Ibis table
        With ``in_view_seconds`` and ``in_view_pixels``.
    by : str or sequence of str, default ()
        Dimensions of the log that make the groups.

    Returns
    -------
    DataFrame, indexed by ``by`` and ``view_rule``
        ``measurable_impressions`` of the kind that the standard is for, ``viewable_impressions``
        that meet it, and ``viewable_rate``, one over the other.

    Raises
    ------
    DataError
        If the log does not know pixels and seconds in view.

    Examples
    --------
    >>> from toolkit.log import read_log
    >>> log = read_log(pd.DataFrame({
    ...     "user_id": ["a", "b"], "time": pd.to_datetime(["2026-03-01", "2026-03-02"]),
    ...     "format": "photo", "in_view_seconds": [1.0, 5.0], "in_view_pixels": [0.5, 0.3],
    ... }))
    >>> count_standards(log)["viewable_impressions"].to_dict()
    {'mrc_display': 1, 'mrc_large_display': 2}
    """
    if not {"in_view_seconds", "in_view_pixels"} <= set(log.columns):
        raise DataError("The log does not know in_view_seconds and in_view_pixels.")
    names, rows = dimensions(log, by), whole_log(log)
    parts = []
    for rule in rules():
        if rule.kind == "viewable_impression" and not rule.platforms:
            kind = rows.filter(_is_for(rows, rule))
            sums = {
                "measurable_impressions": is_measurable(kind).sum(),
                "viewable_impressions": meets(kind, rule).sum(),
            }
            found = fetch(kind.aggregate(**sums, by=[kind[name] for name in names]))
            parts.append(found.assign(view_rule=rule.name))
    whole = pd.concat(parts, ignore_index=True).dropna(subset=["measurable_impressions"])
    whole = whole.astype({"measurable_impressions": "int64", "viewable_impressions": "int64"})
    whole = whole[whole["measurable_impressions"] > 0]
    whole["viewable_rate"] = whole["viewable_impressions"] / whole["measurable_impressions"]
    return whole.set_index([*names, "view_rule"]).sort_index(
        level=names or None, sort_remaining=False
    )


def _is_for(rows: "Table", rule: Rule):
    """Standards for videos and for what stands still are for different impressions."""
    import ibis

    video = [
        *([rows.format.lower().isin(VIDEO_FORMATS).fill_null(False)] if "format" in rows.columns
          else []),
        *([(rows.duration_seconds > 0).fill_null(False)] if "duration_seconds" in rows.columns
          else []),
    ]  # fmt: skip
    moves = ibis.or_(*video) if video else ibis.literal(False)
    return moves if "video" in rule.product.casefold() else ~moves


def _of_table(data: pd.DataFrame | Export) -> dict[str, dict[str, object]]:
    table = data.table if isinstance(data, Export) else data
    return {name: _rung_of_table(data, table, rung) for name, rung in RUNGS.items()}


def _rung_of_table(
    data: pd.DataFrame | Export, table: pd.DataFrame, rung: Rung
) -> dict[str, object]:
    told: dict[str, object] = {"count": None, "column": "", "answer": ABSENT, "view_rule": ""}
    for column in rung.columns:
        if column not in table or not table[column].notna().any():
            continue
        labels, kinds = _rules_of(table, column)
        if column == "impressions" and kinds != {rung.counted_as}:
            continue
        found = told | {"column": column, "view_rule": labels}
        try:
            count = summarize(data, column)[column].iloc[0]
        except NotAdditiveError:
            told = found | {"answer": SEVERAL}
            continue
        return found | {"count": float(count), "answer": KNOWN}
    return told


def _rules_of(table: pd.DataFrame, column: str) -> tuple[str, set[str]]:
    """Names of the rules that the rows obey, and the rungs that they count; shown by default."""
    if "platform" not in table:
        return "", {_SHOWN}
    held = ruled(table[table[column].notna()], MEASURES[column])
    labels = list(dict.fromkeys(held.labels))
    known = [label for label in labels if held.rules.get(label)]
    kinds = [{KINDS[rule.kind] for rule in held.rules[label]} for label in known]
    sure = {kind.copy().pop() for kind in kinds if len(kind) == 1}
    return ", ".join(map(str, known)), sure or {_SHOWN}


def _of_log(log: "Table", seconds: float) -> dict[str, dict[str, object]]:
    """Count what the log holds; it has no column for what was only served or acted on."""
    rows = whole_log(log)
    have = set(rows.columns)
    pixels = {"in_view_pixels", "in_view_seconds"} <= have
    sums = {
        "rendered": ("impressions", rows.count(), ""),
        **({"measurable": ("in_view_seconds", is_measurable(rows).sum(), "")} if pixels else {}),
        **({"viewable": ("in_view_pixels", is_viewable(rows).sum(where=is_measurable(rows)),
                         STANDARDS)} if pixels and tells_video(rows) else {}),
        **({"played": ("watch_seconds", is_played(rows, 0).sum(), ""),
            "viewed": ("watch_seconds", is_played(rows, seconds).sum(), f"{seconds:g} s")}
           if "watch_seconds" in have else {}),
        **({"completed": ("duration_seconds", _ended(rows).sum(), "")}
           if {"watch_seconds", "duration_seconds"} <= have else {}),
        **({"clicked": ("is_click", rows.is_click.sum(), "")} if "is_click" in have else {}),
    }  # fmt: skip
    counts = fetch(rows.aggregate(**{name: value for name, (_, value, _) in sums.items()}))
    told = counts.iloc[0].to_dict()
    if not told["rendered"]:
        raise DataError("There is no impression to count in this log.")
    absent: dict[str, object] = {"count": None, "column": "", "answer": ABSENT, "view_rule": ""}
    return {
        name: {
            "count": 0.0 if pd.isna(told[name]) else float(told[name]),
            "column": sums[name][0],
            "answer": KNOWN,
            "view_rule": sums[name][2],
        }
        if name in sums
        else absent
        for name in RUNGS
    }


def _ended(rows: "Table"):
    return is_played(rows, 0) & (rows.watch_seconds >= rows.duration_seconds)


def _base(name: str, counts: pd.Series) -> str | None:
    """The nearest rung below that is known, going by what each rate is of."""
    below = RUNGS[name].of
    while below and pd.isna(counts[below]):
        below = RUNGS[below].of
    if name == "viewable" and below != "measurable":
        return None
    return below or None
