"""What we say about views: their rules, how far impressions came, and how many there were."""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from ..catalog import MEASURES, METRICS
from ..export import Export
from ..rules import break_calendar, clash, compare_rules, ruled, scope_of, view_rules
from ..schema import DataError
from ..views import RUNGS, views_at
from .finding import LIMITS, Finding, Findings, Limits

_QUARTERS = ("plays_p25", "plays_p50", "plays_p75", "plays_p95", "plays_p100")
_SECONDS = ("plays", "views_2s", "views_3s", "views_6s", "views_10s", "views_15s", "views_30s",
            "views_60s")  # fmt: skip
_COUNTED = ("views", "impressions")
_DAYS = {"date_start", "date_end", "published_at"}


def find_rules(table: pd.DataFrame | Export) -> Findings:
    """Say under which rules the views and impressions of a table stand, and what that forbids.

    Examples
    --------
    >>> find_rules(pd.DataFrame({"platform": ["tiktok"], "scope": ["paid"], "views": [900]}))
    - Views obey one rule, tiktok_ads_views: no minimum time.
    """
    rows = _rows(table)
    if "platform" not in rows and "view_rule" not in rows:
        text = "The data names no platform, so by which rule it was counted is not known."
        return Findings([Finding("views", "look", {}, text)])
    found = [each for name in _COUNTED for each in _rules_of(rows, name)]
    absent = "The data has neither views nor impressions, so no rule applies to it."
    return Findings([*(found or [Finding("views", "look", {}, absent)]), *_breaks(rows)])


def find_odd_views(table: pd.DataFrame | Export) -> Findings:
    """Say which counts of views contradict each other, or cannot be used.

    Examples
    --------
    >>> find_odd_views(pd.DataFrame({"views_2s": [5], "views_6s": [7], "plays_p100": [3]}))
    - Look: Views of 6 s is above Views of 2 s in 1 of 1 rows; longer views cannot be more, \
unless the two are counted by different clocks or pixels.
    - Look: Parts of the length are counted in 1 of 1 rows without the length of the video: \
seconds cannot be told from them. Pass duration_seconds= if you know it.
    """
    rows = _rows(table)
    odd = [*_rising(rows, _SECONDS, "longer views cannot be more, unless the two are counted by "
                    "different clocks or pixels"),
           *_rising(rows, _QUARTERS, "whoever reached the later part passed the earlier, unless "
                    "skipping ahead counts"),
           *_without_length(rows), *_unsure(rows)]  # fmt: skip
    clean = Finding("views", "ok", {}, "Counts of views do not contradict each other.")
    return Findings(odd or [clean])


def find_ladder(ladder: pd.DataFrame) -> Findings:
    """Say how far impressions came, and which rungs the data cannot tell.

    Examples
    --------
    >>> from toolkit.views import ladder
    >>> find_ladder(ladder(pd.DataFrame({"impressions": [1000], "clicks": [5]})))
    - 0.50% of shown impressions were clicked.
    - Look: The data cannot tell: served, measurable, viewable, played, viewed, completed, engaged.
    """
    told = [
        Finding(
            "view_rate", "ok",
            {"rate": row.rate, "rung": RUNGS[row.Index].label.lower(),
             "of": RUNGS[row.of].label.lower()},
            "{rate:view_rate} of {of} impressions were {rung}.",
        )
        for row in ladder.itertuples()
        if pd.notna(row.rate)
    ]  # fmt: skip
    absent = [
        RUNGS[name].label.lower() for name in ladder.index[ladder["answer"].eq("not in the data")]
    ]
    mixed = [
        RUNGS[name].label.lower()
        for name in ladder.index[ladder["answer"].eq("under several rules")]
    ]
    if absent:
        text = "The data cannot tell: {absent}."
        told.append(Finding("views", "look", {"absent": ", ".join(absent)}, text))
    if mixed:
        text = "Under several rules, so not one figure: {mixed}."
        told.append(Finding("views", "look", {"mixed": ", ".join(mixed)}, text))
    return Findings(told)


def find_footing(
    table: pd.DataFrame | Export, seconds: float = 2, *, limits: Limits = LIMITS
) -> Findings:
    """Say how many views of at least so many seconds a table holds, as far as it tells.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table.
    seconds : float, default 2, unit seconds
        Least watch time.
    limits : Limits
        From what quotient of the two ends on the span deserves a look.

    Examples
    --------
    >>> rows = pd.DataFrame({"platform": ["tiktok"], "scope": ["paid"], "views_2s": [600],
    ...                      "views": [900]})
    >>> find_footing(rows, 1)
    - Between 600 and 900 views lasted at least 1 s, probably about 724.
    >>> find_footing(pd.DataFrame({"impressions": [5]}))
    - Look: Nothing in the data tells how long was watched, so views of at least 2 s are not known.
    """
    evidence: dict[str, object] = {"seconds": f"{seconds:g}"}
    try:
        told = views_at(table, seconds).iloc[0]
    except DataError:
        text = (
            "Nothing in the data tells how long was watched, so views of at least {seconds} s "
            "are not known."
        )
        return Findings([Finding("views", "look", evidence, text)])
    evidence |= {name: told[name] for name in ("views", "views_low", "views_high")}
    low, high = float(told["views_low"]), float(told["views_high"])
    if low == 0 and pd.isna(high):
        text = "The data does not tell how many views lasted at least {seconds} s."
        return Findings([Finding("views", "look", evidence, text)])
    if low == high:
        text = "{views_low:views} views lasted at least {seconds} s; the data tells it."
        return Findings([Finding("views", "ok", evidence, text)])
    ends = "Between {views_low:views} and {views_high:views} views lasted at least {seconds} s"
    if pd.isna(high):
        ends = "At least {views_low:views} views lasted at least {seconds} s"
    likely = ", probably about {views:views}." if pd.notna(told["views"]) else (
        "; nothing tells where between.")  # fmt: skip
    wide = pd.isna(high) or high > limits.wide * max(low, 1)
    return Findings([Finding("views", "look" if wide else "ok", evidence, ends + likely)])


def find_thumbnails(table: pd.DataFrame | Export) -> Findings:
    """Say how views relate to impressions of thumbnails, and why they may exceed them.

    Examples
    --------
    >>> find_thumbnails(pd.DataFrame({"views": [900], "thumbnail_impressions": [600]}))
    - Look: 900 views stand beside 600 impressions of thumbnails, 1.50 times as many: views also \
begin without one, from other sites, from autoplay or in a feed of short films.
    """
    rows = _rows(table)
    names = ["views", "thumbnail_impressions"]
    if not set(names) <= set(rows) or rows[names].dropna().empty:
        text = "The data has no impressions of thumbnails beside views."
        return Findings([Finding("views", "ok", {}, text)])
    both = rows.dropna(subset=names)
    if clash(both, MEASURES["views"]) is not None:
        text = "Views stand under several rules, so they are not held against thumbnails."
        return Findings([Finding("views", "stop", {}, text)])
    views, shown = (float(both[name].sum()) for name in names)
    evidence = {"views": views, "shown": shown, "times": views / shown if shown else None}
    text = "{views:views} views stand beside {shown:impressions} impressions of thumbnails"
    if not shown or views > shown:
        times = ", {times:frequency} times as many" if shown else ""
        why = (": views also begin without one, from other sites, from autoplay or in a feed of "
               "short films.")  # fmt: skip
        return Findings([Finding("views", "look", evidence, f"{text}{times}{why}")])
    text += ". Their quotient is not a view rate: views also begin without a thumbnail."
    return Findings([Finding("views", "ok", evidence, text)])


def _rows(table: pd.DataFrame | Export) -> pd.DataFrame:
    return table.table if isinstance(table, Export) else table


def _rules_of(rows: pd.DataFrame, name: str) -> Iterator[Finding]:
    if name not in rows or rows[name].isna().all():
        return
    measure = MEASURES[name]
    mixed = clash(rows, measure)
    if mixed is not None:
        evidence = {"label": measure.label, "told": mixed.told, "why": mixed.why}
        text = "{label} stand under several rules and are neither added nor ranked: {told}; {why}."
        yield Finding(name, "stop", evidence, text)
        return
    held = ruled(rows[rows[name].notna()], measure)
    labels, known = list(dict.fromkeys(held.labels)), view_rules()
    thresholds = {each: known.loc[each, "threshold"] for each in labels if each in known.index}
    told = {
        "label": measure.label, "name": labels[0], "count": len(labels),
        "names": ", ".join(map(str, labels)), "threshold": thresholds.get(labels[0], ""),
    }  # fmt: skip
    if len(labels) > 1:
        yield Finding(name, "ok", told, "{label} are added up by {count} rules, each by its "
                      "platform's own: {names}.")  # fmt: skip
    elif thresholds:
        yield Finding(name, "ok", told, "{label} obey one rule, {name}: {threshold}.")
    else:
        behind = dict.fromkeys(rule.name for rule in held.rules[labels[0]])
        told["name"] = ", ".join(behind) or labels[0]
        told["which"] = "of these rules" if behind else "rule"
        text = "By which {which} {label} were counted is not known: {name}."
        yield Finding(name, "look", told, text)


def _breaks(rows: pd.DataFrame) -> Iterator[Finding]:
    """Each change of a rule that lies inside the period of the rows that it is about."""
    if "platform" not in rows or not _DAYS & set(rows):
        return
    scopes, known = scope_of(rows), set(view_rules().index)
    for change in break_calendar().itertuples():
        if change.metric not in rows:
            continue
        fits = scopes.isna() | scopes.eq("total") | scopes.isin(change.scope.split("+"))
        mine = rows[fits & rows["platform"].eq(change.platform) & rows[change.metric].notna()]
        if not _covers(mine, change.date):
            continue
        evidence = {
            "platform": change.platform, "label": METRICS[change.metric].label.lower(),
            "day": f"{change.date:%Y-%m-%d}", "from_": change.from_rule,
            "to": change.to_rule or "nothing that is known", "more": "", "early": "",
        }  # fmt: skip
        if {change.from_rule, change.to_rule} <= known:
            evidence["more"] = f" {compare_rules(change.from_rule, change.to_rule)}"
        if change.date - change.until > pd.Timedelta(days=1):
            early = f"{change.until + pd.Timedelta(days=1):%Y-%m-%d}"
            evidence["early"] = f" (another source says {early})"
        text = "On {day}{early} {platform} changed what its {label} count, from {from_} to {to}."
        yield Finding(change.metric, "look", evidence, text + "{more}")


def _covers(rows: pd.DataFrame, day: pd.Timestamp) -> bool:
    """Whether rows lie on both sides of a day."""
    stamps = [rows[name].dt.tz_localize(None) for name in sorted(_DAYS & set(rows))]
    known = pd.concat(stamps).dropna() if stamps else pd.Series(dtype="datetime64[ns]")
    return len(known) > 0 and known.min() < day <= known.max()


def _rising(rows: pd.DataFrame, names: tuple[str, ...], why: str) -> Iterator[Finding]:
    held = [name for name in names if name in rows]
    for earlier, later in pairwise(held):
        count = int((rows[later] > rows[earlier]).sum())
        if count:
            evidence = {"later": METRICS[later].label, "earlier": METRICS[earlier].label,
                        "count": count, "rows": len(rows), "why": why}  # fmt: skip
            text = "{later} is above {earlier} in {count:,} of {rows:,} rows; {why}."
            yield Finding(later, "look", evidence, text)


def _without_length(rows: pd.DataFrame) -> Iterator[Finding]:
    held = [name for name in _QUARTERS if name in rows]
    lengths = (
        rows["duration_seconds"] if "duration_seconds" in rows else pd.Series(None, rows.index)
    )
    count = int((rows[held].notna().any(axis=1) & lengths.isna()).sum()) if held else 0
    if count:
        text = ("Parts of the length are counted in {count:,} of {rows:,} rows without the length "
                "of the video: seconds cannot be told from them. Pass duration_seconds= if you "
                "know it.")  # fmt: skip
        yield Finding("plays_p100", "look", {"count": count, "rows": len(rows)}, text)


def _unsure(rows: pd.DataFrame) -> Iterator[Finding]:
    """Rules that nobody official was read to state, and names that are no rule."""
    if "view_rule" in rows:
        stated = rows["view_rule"].dropna().unique()
        strange = [str(each) for each in stated if each not in view_rules().index]
        if strange:
            text = "{names}: no view rule of this name is known, so what it counts is not either."
            yield Finding("views", "look", {"names": ", ".join(strange[:4])}, text)
