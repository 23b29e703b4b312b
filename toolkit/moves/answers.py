"""The questions that posts are asked, each answered with a table, a picture or sentences.

Where the data cannot answer, the answer is the sentence that says why.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd

from ..catalog import METRICS
from ..change import add_parts, pick_periods
from ..change.parts import can_pick
from ..drivers import (
    LEVERS,
    WITHOUT_TIMES,
    accounts,
    awareness_rates,
    by_source,
    change_points,
    derive_levers,
    engagement_by_reach,
    engagement_rates,
    fit_levers,
    new_people,
    pick_posts,
    posts_needed,
    rank_content,
    rows_of,
    shown_as,
    split_posts,
    stand_ins,
    with_stand_ins,
)
from ..export import Export
from ..findings import (
    Finding,
    Findings,
    find_by_reach,
    find_changes,
    find_content,
    find_drivers,
    find_levers,
    find_newcomers,
    find_periods,
    find_readings,
    find_shown,
    find_stand_ins,
)
from ..findings.answered import answered
from ..table import Table, format_table

Posts: TypeAlias = pd.DataFrame | Export


asked = answered("impressions")


@asked
def plot_posting(posts: Posts, period: str = "", comparison: str = "", grain: str = "") -> Any:
    """Draw what changed impressions between two periods: more posts, or more shown of each."""
    from ..plot import plot_waterfall

    before, after = _picked(posts, period, comparison, grain)
    return plot_waterfall(add_parts(split_posts(before, after, [grain] if grain else [])))


@asked
def find_posting(posts: Posts, period: str = "", comparison: str = "", grain: str = "") -> Findings:
    """Say what changed impressions between two periods, and whether posting stayed the same.

    Of days that tell no posts it says how often was shown, and that nothing tells why.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.date_range("2026-03-01", periods=4, freq="D"),
    ...     "views": [100, 100, 50, 50],
    ... })
    >>> find_posting(posts)
    - 2026-03-03 to 2026-03-04 is compared with 2026-03-01 to 2026-03-02.
    - Views went from 200 to 100, down 50%.
    - Views per post made it 100 less.
    - The number of posts stayed the same, 2 in each period: it is not cadence that changed views.
    """
    if "published_at" not in rows_of(posts) and not can_pick(posts):
        days = pick_periods(posts, period, comparison)
        shown = find_shown(*days, shown_as(posts))
        return Findings(
            [*find_periods(*days), *shown, Finding("impressions", "look", {}, WITHOUT_TIMES)]
        )
    before, after = _picked(posts, period, comparison, grain)
    change = split_posts(before, after, [grain] if grain else [])
    name = str(change.columns[0])
    old, new = change.attrs["posts"]
    out = change.attrs["left_out"]
    evidence = {"old": old, "new": new, "out": out, "label": METRICS[name].label.lower()}
    cadence = (
        "The number of posts stayed the same, {old:,} in each period: it is not cadence that "
        "changed {label}."
        if old == new
        else "Posts went from {old:,} to {new:,}."
    )
    cadence += " Posts that do not tell {label} are left out: {out:,}." if out else ""
    posting = Finding(name, "ok", evidence, cadence)
    return Findings([*find_periods(before, after), *find_drivers(change), posting])


@asked
def plot_distribution(posts: Posts, *, known: Mapping[str, Mapping[str, str]] | None = None) -> Any:
    """Draw the posts of each account and the days from which they were shown more or less.

    Parameters
    ----------
    posts : DataFrame or Export
        A delivery table with a row per post.
    known : mapping, optional
        Days on which something is known to have changed, by platform and by what it was.
    """
    from ..plot import plot_timeline, stack_charts

    changes = change_points(posts)

    def draw(account: tuple[str, pd.DataFrame], ax: Any) -> Any:
        name, rows = account
        own = changes[changes["account"].eq(name)]
        platform = str(rows["platform"].iloc[0]) if "platform" in rows else ""
        return plot_timeline(rows, shown_as(rows), own, known=(known or {}).get(platform), ax=ax)

    told = [each for each in accounts(posts) if each[0] in changes.attrs["accounts"]]
    told.sort(key=lambda account: -len(account[1]))
    return stack_charts({account[0]: account for account in told}, draw)


@asked
def find_distribution(posts: Posts) -> Findings:
    """Say from which days posts were shown more or less, and what that is put down to."""
    return find_changes(change_points(posts))


@asked
def plot_content(posts: Posts, by: str = "format") -> Any:
    """Draw what a typical post of each kind is shown."""
    from ..plot import plot_intervals

    ranked = rank_content(posts, _first(posts, by))
    return plot_intervals(ranked, ranked.attrs["metric"])


@asked
def find_content_shown(posts: Posts, by: str = "format") -> Findings:
    """Say which kind of content is shown most, and whether it is told apart from the next."""
    return find_content(rank_content(posts, _first(posts, by)))


@asked
def plot_levers(posts: Posts) -> Any:
    """Draw how many times the usual impressions posts at each level of each lever had."""
    from ..plot import plot_multipliers

    return plot_multipliers(_fitted(posts))


@asked
def find_lever_effects(posts: Posts) -> Findings:
    """Say which levels of levers went along with more or fewer impressions."""
    return find_levers(_fitted(posts))


@asked
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


@asked
def format_engagement(posts: Posts) -> Table | Findings:
    """Lay out engagement rates of each account and of its typical post."""
    return format_table(
        engagement_rates(with_stand_ins(posts)),
        "Engagement: sum over sum of the account, and the median of its rows",
    )


@asked
def find_engagement(posts: Posts) -> Findings:
    """Say how far each account's engagement rates and its typical post's lie apart.

    Examples
    --------
    >>> posts = pd.DataFrame({"impressions": [1000, 100, 100], "engagements": [10, 5, 4]})
    >>> find_engagement(posts)
    - Engagement rate by impressions: 4.0% for a typical post; 1.6% for the account.
    """
    rates = engagement_rates(with_stand_ins(posts))
    return Findings([*find_stand_ins(stand_ins(posts)), *find_readings(rates)])


@asked
def find_engagement_by_reach(posts: Posts) -> Findings:
    """Say whether posts that are shown more have another engagement rate."""
    return find_by_reach(engagement_by_reach(with_stand_ins(posts)))


@asked
def format_awareness(posts: Posts) -> Table | Findings:
    """Lay out how posts reach followers and others."""
    return format_table(
        awareness_rates(posts), "Followers and others: the account, and the median of its rows"
    )


@asked
def find_awareness(posts: Posts) -> Findings:
    """Say which share of the followers posts reach, and how many who are not."""
    return find_readings(awareness_rates(posts))


@asked
def plot_new_people(posts: Posts, every: str = "week") -> Any:
    """Draw how many people each week reached that no earlier one had, account by account."""
    from ..plot import plot_newcomers, stack_charts

    told = [(str(name), rows) for name, rows in new_people(posts, every).groupby("account")]
    told.sort(key=lambda account: -account[1]["reach_high"].sum())
    return stack_charts(dict(told), lambda rows, ax: plot_newcomers(rows, ax=ax))


@asked
def find_new_people(posts: Posts, every: str = "week") -> Findings:
    """Say how many people the last periods reached that no earlier one had.

    Examples
    --------
    >>> posts = pd.DataFrame({
    ...     "published_at": pd.to_datetime(["2026-03-02", "2026-03-10"]), "reach": [200, 500],
    ... })
    >>> find_new_people(posts)
    - The week from 2026-03-09 to 2026-03-15 brought between 300 and 500 people whom no earlier \
week of this file had reached.
    """
    return find_newcomers(new_people(posts, every), every)


def _picked(
    posts: Posts, period: str, comparison: str, grain: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The posts of both periods, apart by source if that is the grain."""
    return pick_posts(by_source(posts) if grain == "source" else posts, period, comparison)


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
