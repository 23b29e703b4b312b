"""What we say about what moves impressions, post by post."""

import pandas as pd

from ..catalog import METRICS
from ..drivers import label_of
from .finding import LIMITS, Finding, Findings, Limits

_CAUSES = {
    "counting rule": "That is within reach of a change of the rule: {detail}. It is put down to "
                     "the rule until shown otherwise.",
    "gradual": "That is no single day: {detail}.",
    "cadence": "The account changed its cadence with it ({detail}), so distribution alone is not "
               "to blame.",
    "format mix": "The account changed its formats with it ({detail}), so distribution alone is "
                  "not to blame.",
    "paid support": "Paid support changed with it ({detail}), so distribution alone is not to "
                    "blame.",
    "mix of posts": "It is gone once formats and other levers are taken out: {detail}.",
    "distribution": "{detail_upper}: distribution changed.",
}  # fmt: skip
# Share of groups' differences that is not luck, below which they are taken for alike.
_ALIKE = 0.05
_CAUTION = (
    "These are posts that had more or fewer {label}, not what caused it: whoever boosts the best "
    "posts sees boosted posts do best. Only a randomised schedule tells."
)


def find_changes(changes: pd.DataFrame) -> Findings:
    """Say from which days posts were shown more or less, and what that is put down to.

    Parameters
    ----------
    changes : DataFrame
        As `change_points` returns it.

    Examples
    --------
    >>> none = pd.DataFrame({"date": []})
    >>> none.attrs = {"posts": 40, "young": 2, "accounts": ["tarnvale"]}
    >>> find_changes(none)
    - No day stands out from which posts were shown more or less than luck explains, in 40 posts.
    - 2 posts of the last days are left out: they are still collecting.
    """
    told = [_change(row, str(row["metric"])) for row in changes.to_dict("records")]
    if not told:
        text = ("No day stands out from which posts were shown more or less than luck explains, "
                "in {posts:,} posts.")  # fmt: skip
        told = [Finding("impressions", "ok", {"posts": changes.attrs["posts"]}, text)]
    if young := changes.attrs["young"]:
        text = "{young:,} posts of the last days are left out: they are still collecting."
        told.append(Finding("impressions", "ok", {"young": young}, text))
    return Findings(told)


def _change(row: dict, metric: str) -> Finding:
    whose = "posts of {account}" if row["account"] else "posts"
    about = "from {date:%Y-%m-%d}" + (
        " (95%: between {first:%Y-%m-%d} and {last:%Y-%m-%d})"
        if row["first"] != row["last"]
        else ""
    )
    template = (
        f"{about[0].upper()}{about[1:]}, {whose} had {{multiplier:.2f}} times the {{label}} of "
        f"those before (95%: {{low:.2f}} to {{high:.2f}}). {_CAUSES[row['cause']]}"
    )
    detail = str(row["detail"])
    evidence = {
        **row,
        "label": METRICS[metric].label.lower(),
        "detail_upper": detail[:1].upper() + detail[1:],
    }
    return Finding(metric, "look", evidence, template)


def find_levers(fitted: pd.DataFrame, *, limits: Limits = LIMITS) -> Findings:
    """Say which levels of levers went along with more or fewer impressions, and what is not told.

    Parameters
    ----------
    fitted : DataFrame
        As `fit_levers` returns it.
    limits : Limits
        From which multiplier on a difference matters.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples(
    ...     [("format", "photo"), ("format", "reel"), ("support", "boosted")],
    ...     names=["lever", "level"])
    >>> fitted = pd.DataFrame({
    ...     "posts": [30, 12, 9], "multiplier": [1, 2.0, None], "low": [1, 1.5, None],
    ...     "high": [1, 2.7, None], "told": ["", "", "inseparable from format"],
    ... }, index)
    >>> fitted.attrs = {"metric": "views", "posts": 42, "left_out": 0, "explained": 0.4,
    ...                 "spread": 0.5}
    >>> find_levers(fitted)
    - Posts with content format 'reel' (12) had 2.00 times the views of those with 'photo' (95%: \
1.50 to 2.70).
    - Look: Paid support and content format vary together, so their effects cannot be told apart.
    - What is known of the posts tells 40% of how their views differ; 60% is luck or not in the \
file.
    - These are posts that had more or fewer views, not what caused it: whoever boosts the best \
posts sees boosted posts do best. Only a randomised schedule tells.
    """
    metric = fitted.attrs["metric"]
    words = {"label": METRICS[metric].label.lower()}
    told = [
        *_differences(fitted, words, limits),
        *_inseparable(fitted, words),
    ]
    explained = {**words, "told": fitted.attrs["explained"], "rest": 1 - fitted.attrs["explained"]}
    text = ("What is known of the posts tells {told:.0%} of how their {label} differ; {rest:.0%} "
            "is luck or not in the file.")  # fmt: skip
    return Findings(
        [*told, Finding(metric, "ok", explained, text), Finding(metric, "ok", words, _CAUTION)]
    )


def _differences(fitted: pd.DataFrame, words: dict, limits: Limits) -> list[Finding]:
    """Levels whose interval leaves out 1 by enough to matter, the furthest first."""
    metric, zone = fitted.attrs["metric"], fitted.attrs.get("zone", "")
    usual = {lever: level for (lever, level), row in fitted.iterrows() if row["low"] == row["high"]}
    known = fitted[fitted["multiplier"].notna() & (fitted["low"].gt(1) | fitted["high"].lt(1))]
    far = (
        known["multiplier"]
        .astype("float64")
        .where(known["multiplier"].ge(1), 1 / known["multiplier"])
    )
    matter = known[far.ge(limits.lever)].loc[
        lambda rows: far[rows.index].sort_values(ascending=False).index
    ]
    text = ("Posts with {lever} {level!r} ({posts:,}) had {multiplier:.2f} times the {label} of "
            "those with {usual!r} (95%: {low:.2f} to {high:.2f}).")  # fmt: skip
    told = [
        Finding(
            metric,
            "ok",
            {
                **words,
                **row,
                "lever": _lower(label_of(lever, zone)),
                "level": level,
                "usual": usual[lever],
            },
            text,
        )
        for (lever, level), row in matter.iterrows()
    ]
    if told:
        return told
    none = "No level of a lever stands out: every interval holds 1 or lies close to it."
    return [Finding(metric, "ok", words, none)]


def _inseparable(fitted: pd.DataFrame, words: dict) -> list[Finding]:
    """Pairs of levers that vary together, each pair once."""
    shared = fitted["told"][fitted["told"].str.startswith("inseparable from ")]
    pairs = {
        frozenset((lever, told.removeprefix("inseparable from "))): (lever, told)
        for (lever, _), told in reversed(list(shared.items()))
    }
    text = "{one} and {other} vary together, so their effects cannot be told apart."
    named = [
        (label_of(lever), _lower(label_of(told.removeprefix("inseparable from "))))
        for lever, told in reversed(pairs.values())
    ]
    return [
        Finding(fitted.attrs["metric"], "look", {**words, "one": one, "other": other}, text)
        for one, other in named
    ]


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def find_content(ranked: pd.DataFrame) -> Findings:
    """Say which kind of content is shown most, and whether the next is told apart from it.

    Parameters
    ----------
    ranked : DataFrame
        As `rank_content` returns it.

    Examples
    --------
    >>> ranked = pd.DataFrame({
    ...     "posts": [9, 40], "views": [300.0, 200.0], "views_low": [200.0, 190.0],
    ...     "views_high": [450.0, 210.0],
    ... }, index=pd.Index(["reel", "photo"], name="format"))
    >>> ranked.attrs = {"metric": "views", "posts": 49, "young": 0, "kept": 0.8}
    >>> find_content(ranked)
    - By content format, 'reel' is shown most: typically 300 views (95%: 200 to 450), in 9 posts.
    - 'photo' comes next with 200; the two intervals overlap, so they are not told apart.
    """
    metric = ranked.attrs["metric"]
    label, ends = METRICS[metric].label.lower(), (f"{metric}_low", f"{metric}_high")
    zone = ranked.attrs.get("zone", "")
    said = [
        {"by": _lower(label_of(str(ranked.index.name), zone)), "name": name, "label": label,
         "posts": row["posts"], "typical": row[metric], "low": row[ends[0]], "high": row[ends[1]]}
        for name, row in ranked.head(2).iterrows()
    ]  # fmt: skip
    text = (f"By {{by}}, {{name!r}} is shown most: typically {{typical:{metric}}} {{label}} (95%: "
            f"{{low:{metric}}} to {{high:{metric}}}), in {{posts:,.0f}} posts.")  # fmt: skip
    found = [Finding(metric, "ok", said[0], text)]
    if len(said) > 1 and ranked.attrs["kept"] < _ALIKE:
        text = (f"By {{by}}, no kind of content is told apart from another: a typical post of each "
                f"has about {{typical:{metric}}} {{label}}.")  # fmt: skip
        found = [Finding(metric, "ok", said[0], text)]
    elif len(said) > 1:
        apart = said[1]["high"] < said[0]["low"]
        verdict = (
            "the intervals do not meet"
            if apart
            else "the two intervals overlap, so they are not told apart"
        )
        text = f"{{name!r}} comes next with {{typical:{metric}}}; {verdict}."
        found.append(Finding(metric, "ok", said[1], text))
    if young := ranked.attrs["young"]:
        text = "{young:,} posts are left out: they are too young to be compared."
        found.append(Finding(metric, "ok", {"young": young}, text))
    return Findings(found)
