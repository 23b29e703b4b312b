"""The questions that posts are asked, each answered with a table, a picture or sentences.

Where the data cannot answer, the answer is the sentence that says why.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeAlias

import pandas as pd

from ..catalog import METRICS
from ..change import add_parts
from ..drivers import (
    LEVERS,
    change_points,
    derive_levers,
    engagement_rates,
    fit_levers,
    pick_posts,
    posts_needed,
    rank_content,
    shown_as,
    split_posts,
)
from ..export import Export
from ..findings import Finding, Findings, find_changes, find_content, find_drivers, find_levers
from ..refusal import NotAdditiveError
from ..schema import DataError
from ..summarize import held
from ..table import Table, format_table, format_value

Asked = ParamSpec("Asked")
Posts: TypeAlias = pd.DataFrame | Export


def answered(question: Callable[Asked, Any]) -> Callable[Asked, Any]:
    """Turn a refusal into the sentence that it is."""

    @wraps(question)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Any:
        try:
            return question(*args, **kwargs)
        except (DataError, NotAdditiveError) as refusal:
            why = str(refusal).split("\n")[0]
            return Findings([Finding("impressions", "look", {"why": why}, "{why}")])

    return answer


@answered
def plot_posting(posts: Posts, period: str = "", comparison: str = "", grain: str = "") -> Any:
    """Draw what changed impressions between two periods: more posts, or more shown of each."""
    from ..plot import plot_waterfall

    before, after = pick_posts(posts, period, comparison)
    return plot_waterfall(add_parts(split_posts(before, after, [grain] if grain else [])))


@answered
def find_posting(posts: Posts, period: str = "", comparison: str = "", grain: str = "") -> Findings:
    """Say what changed impressions between two periods, and whether posting stayed the same.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.date_range("2026-03-01", periods=4, freq="D"),
    ...     "views": [100, 100, 50, 50],
    ... })
    >>> find_posting(posts)
    - Views went from 200 to 100, down 50%.
    - Views per post made it 100 less.
    - The number of posts stayed the same, 2 in each period: it is not cadence that changed views.
    """
    before, after = pick_posts(posts, period, comparison)
    change = split_posts(before, after, [grain] if grain else [])
    name = str(change.columns[0])
    old, new = change.attrs["posts"]
    evidence = {"old": old, "new": new, "label": METRICS[name].label.lower()}
    cadence = (
        "The number of posts stayed the same, {old:,} in each period: it is not cadence that "
        "changed {label}."
        if old == new
        else "Posts went from {old:,} to {new:,}."
    )
    return Findings([*find_drivers(change), Finding(name, "ok", evidence, cadence)])


@answered
def plot_distribution(posts: Posts, *, known: Mapping[str, str] | None = None) -> Any:
    """Draw every post and the days from which posts were shown more or less."""
    from ..plot import plot_timeline

    rows = posts.table if isinstance(posts, Export) else posts
    metric = shown_as(posts)
    changes = change_points(posts)
    return plot_timeline(rows, metric, changes[changes["metric"].eq(metric)], known=known)


@answered
def find_distribution(posts: Posts) -> Findings:
    """Say from which days posts were shown more or less, and what that is put down to."""
    return find_changes(change_points(posts))


@answered
def plot_content(posts: Posts, by: str = "format") -> Any:
    """Draw what a typical post of each kind is shown."""
    from ..plot import plot_intervals

    ranked = rank_content(posts, _first(posts, by))
    return plot_intervals(ranked, ranked.attrs["metric"])


@answered
def find_content_shown(posts: Posts, by: str = "format") -> Findings:
    """Say which kind of content is shown most, and whether it is told apart from the next."""
    return find_content(rank_content(posts, _first(posts, by)))


@answered
def plot_levers(posts: Posts) -> Any:
    """Draw how many times the usual impressions posts at each level of each lever had."""
    from ..plot import plot_multipliers

    return plot_multipliers(_fitted(posts))


@answered
def find_lever_effects(posts: Posts) -> Findings:
    """Say which levels of levers went along with more or fewer impressions."""
    return find_levers(_fitted(posts))


@answered
def find_trial(posts: Posts, multiplier: float = 1.2) -> Findings:
    """Say what it would take to know a cause: how many posts in random order.

    Examples
    --------
    >>> days = pd.date_range("2026-03-02", periods=40, freq="36h")
    >>> posts = pd.DataFrame({
    ...     "published_at": days, "format": ["photo", "photo", "reel", "photo"] * 10,
    ...     "impressions": [100, 150, 200, 75] * 10,
    ... })
    >>> find_trial(posts)
    - To see that one kind of post has 20% more impressions than another, it would take 36 posts \
of each kind, in random order: they differ by a factor of 1.3 for no known reason.
    """
    fitted = _fitted(posts)
    spread = fitted.attrs["spread"]
    evidence = {
        "more": abs(multiplier - 1),
        "label": METRICS[fitted.attrs["metric"]].label.lower(),
        "posts": posts_needed(multiplier, spread),
        "factor": float(2.718281828**spread),
    }
    word = "more" if multiplier > 1 else "fewer"
    text = (
        f"To see that one kind of post has {{more:.0%}} {word} {{label}} than another, it would "
        "take {posts:,} posts of each kind, in random order: they differ by a factor of "
        "{factor:.1f} for no known reason."
    )
    return Findings([Finding(fitted.attrs["metric"], "ok", evidence, text)])


@answered
def format_engagement(posts: Posts) -> Table | Findings:
    """Lay out engagement rates of the account and of its typical post."""
    return format_table(engagement_rates(posts), "Engagement, read in two ways")


@answered
def find_engagement(posts: Posts) -> Findings:
    """Say how far the account's engagement rate and its typical post's lie apart."""
    rates = engagement_rates(posts)
    found = []
    for name in held(posts, [each.removesuffix("_low") for each in rates if each.endswith("_low")]):
        account, typical = rates[f"{name}_low"]
        if pd.isna(account) or pd.isna(typical) or account != rates[f"{name}_high"].iloc[0]:
            continue
        words = {"label": METRICS[name].label, "account": account, "typical": typical}
        alike = format_value(account, METRICS[name]) == format_value(typical, METRICS[name])
        side = "better" if account > typical else "worse"
        verdict = "" if alike else f": its most shown posts do {side} than most"
        text = (
            f"{{label}}: {{account:{name}}} for the account, {{typical:{name}}} for its typical "
            f"post{verdict}."
        )
        found.append(Finding(name, "ok", words, text))
    return Findings(found)


def _fitted(posts: Posts) -> pd.DataFrame:
    """Levers with changes of distribution and of rules taken out."""
    metric = shown_as(posts)
    return fit_levers(posts, metric, changes=change_points(posts, metric))


def _first(posts: Posts, by: str) -> str:
    """The lever asked for, or else the first that the table tells."""
    if by not in LEVERS:
        return by
    rows = posts.table if isinstance(posts, Export) else posts
    if "published_at" not in rows:
        return by
    told = list(derive_levers(rows))
    return by if by in told or not told else told[0]
