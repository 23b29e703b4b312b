"""Rules for impressions and views: dated data, each cited, and enforced when they change."""

import csv
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from toolkit import (
    DataError,
    NotAdditiveError,
    UnknownRuleError,
    break_calendar,
    compare_rules,
    find_most_shown,
    find_people,
    find_rules,
    format_table,
    load_dataset,
    plot_ranking,
    read_delivery,
    split_at_breaks,
    summarize,
    view_rules,
)
from toolkit.catalog import MEASURES
from toolkit.platforms import UNKNOWN, RuleError, load_rules, rules
from toolkit.rules import governing, rules_page
from toolkit.rules.governing import OR, THEN

HOME = Path(__file__).parents[1]
NOTES = HOME.parent / "shared" / "design" / "view_rules.csv"
every_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
DAY = pd.Timedelta(days=1)


def days(platform, start, *counts, column="views", **columns):
    """Build rows of one day each."""
    dates = pd.date_range(start, periods=len(counts))
    return pd.DataFrame({"platform": platform, "date_start": dates, "date_end": dates,
                         column: list(counts), **columns})  # fmt: skip


def refusal(table, metric="views", by=()):
    with pytest.raises(NotAdditiveError) as caught:
        summarize(table, metric, by)
    return caught.value


# Data


@every_rule
def test_every_rule_says_who_states_it_where_it_was_read_and_how_sure_it_is(rule):
    assert rule.source
    assert rule.read
    assert rule.address.startswith("http") or "docs" in rule.source or rule.evidence == "memory"
    assert rule.seconds is None or rule.seconds >= 0
    assert rule.pixels is None or 0 < rule.pixels <= 1
    if rule.first_day is not None and rule.last_day is not None:
        assert rule.first_day <= rule.last_day


@every_rule
def test_every_rule_is_reached_by_its_platform_or_owner_and_shows_its_source(rule):
    for name in (rule.stated_by, *rule.platforms):
        shown = view_rules(name).loc[rule.name]
        assert (shown["source"], shown["evidence"]) == (rule.source, rule.evidence)


@pytest.mark.skipif(not NOTES.exists(), reason="the design notes are not here")
def test_every_row_of_the_design_notes_is_a_rule():
    with NOTES.open(encoding="utf-8") as file:
        noted = {
            (row["platform"], row["product"], row["metric_name"]) for row in csv.DictReader(file)
        }
    assert noted <= {(rule.stated_by, rule.product, rule.metric) for rule in rules()}
    assert len(noted) == 70


@pytest.mark.parametrize(
    "rule",
    [rule for rule in rules() if rule.columns and rule.platforms],
    ids=lambda rule: rule.name,
)
def test_every_rule_of_a_column_is_found_from_a_row_that_it_is_about(rule):
    day = rule.first_day or (rule.last_day or pd.Timestamp("2026-10-01"))
    facts = {name: values[0] for name, values in rule.where.items()}
    row = {"platform": rule.platforms[0], "scope": rule.scope.split("+")[0], **facts}
    table = pd.DataFrame([{**row, "date_start": day, "date_end": day, rule.columns[0]: 5}])
    label = governing(table, rule.columns[0]).labels.iloc[0]
    assert rule.name in label.split(OR)


def test_what_nobody_says_is_unknown_and_not_zero():
    threads = view_rules("threads").loc["threads_views"]
    assert pd.isna(threads["seconds"])
    assert (threads["threshold"], threads["replays"]) == ("unknown time", "unknown")
    assert threads["effective_from"] == "unknown"


def test_names_are_unique_and_followers_follow_something():
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert {name for rule in rules() for name in rule.follows} <= {*names, UNKNOWN}


def test_a_wrong_declaration_names_everything_that_is_wrong(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('[[rule]]\nname = "mine"\nkind = "seen"\ncolumns = ["vews"]\ncolour = "red"\n')
    with pytest.raises(RuleError) as caught:
        list(load_rules(path))
    assert "mine.toml: mine: colour is not known; stated_by is missing" in str(caught.value)
    assert "kind must be one of" in str(caught.value)
    assert "vews is no measure" in str(caught.value)


def test_the_page_of_rules_is_current():
    assert (HOME / ".github" / "VIEW_RULES.md").read_text(encoding="utf-8") == rules_page()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"platform": "google_ads", "scope": "paid", "impressions": [9]},
         "By which rule Impressions were counted is not known: google_ads."),
        ({"platform": "youtube", "published_at": pd.to_datetime(["2025-06-01"]), "views": [9]},
         ("By which of these rules Views were counted is not known: youtube_views_until_2026, "
          "youtube_shorts_views, youtube_views.")),
    ],
)  # fmt: skip
def test_rules_that_may_be_meant_are_named_once_each(rows, said):
    assert str(find_rules(pd.DataFrame(rows))[0]) == said


# Asking


def test_rules_can_be_asked_of_a_day():
    asked = ("2026-08-12", "2026-08-13")
    before, after = (view_rules("x", on=day, column="views").index for day in asked)
    assert set(before) ^ set(after) == {"x_ads_views_until_2026", "x_ads_views"}


def test_a_day_before_the_first_known_rule_is_refused_with_that_day():
    with pytest.raises(DataError, match="before the first known rule, which holds from 2025-04-21"):
        view_rules("instagram", on="2020-01-01", column="views")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"platform": "tiktock"}, "No rule of 'tiktock' is known; did you mean 'tiktok'"),
        ({"platform": "x", "column": "plays_p95"}, "No rule of x is known for 'plays_p95'"),
        ({"on": "13 Aug"}, "on='13 Aug' is not a day"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(asked, told):
    with pytest.raises(DataError, match=told):
        view_rules(**asked)


def test_an_unknown_rule_is_answered_with_the_nearest():
    with pytest.raises(UnknownRuleError, match="did you mean 'tiktok_ads_views"):
        compare_rules("tiktok_ad_views", "x_ads_views")


def test_rules_are_compared_in_a_sentence():
    assert compare_rules("tiktok_ads_views", "youtube_shorts_views") == (
        "tiktok_ads_views and youtube_shorts_views differ: replays do not count against replays "
        "count; paid delivery against organic; in force since an unknown day against from "
        "2025-03-31."
    )
    same = compare_rules("x_ads_views", "x_ads_views")
    assert same.startswith("x_ads_views and x_ads_views ask for the same, as far as is known.")


# Breaks


CALENDAR = break_calendar()
BREAKS = [
    change for change in CALENDAR.itertuples()
    if change.metric in MEASURES and pd.notna(change.platform)
]  # fmt: skip


@pytest.mark.parametrize(
    ("platform", "day", "to_rule"),
    [
        ("x", "2026-08-13", "x_ads_views"),
        ("youtube", "2026-08-27", "youtube_views"),
        ("youtube", "2025-03-31", "youtube_shorts_views"),
        ("instagram", "2025-04-21", "instagram_views"),
        ("facebook", "2024-11-14", "facebook_views"),
        ("linkedin", "2024-04-01", "linkedin_impressions"),
        ("linkedin", "2018-03-01", "linkedin_ads_impressions_mobile"),
    ],
)
def test_the_calendar_holds_the_known_breaks(platform, day, to_rule):
    known = CALENDAR[CALENDAR["platform"].eq(platform) & CALENDAR["date"].eq(pd.Timestamp(day))]
    assert to_rule in known["to_rule"].tolist()
    assert known["source"].str.len().gt(0).all()


@pytest.mark.parametrize(
    "change", BREAKS, ids=lambda each: f"{each.platform} {each.metric} {each.date:%Y-%m-%d}"
)
def test_every_break_of_every_platform_is_enforced(change):
    rule = next(r for r in rules() if r.name in (change.to_rule or change.from_rule,))
    facts = {name: values[0] for name, values in rule.where.items()}
    scope = change.scope.split("+")[0]
    rows = pd.DataFrame(
        {"platform": change.platform, "scope": scope, **facts, change.metric: [5, 7],
         "date_start": [change.until, change.date], "date_end": [change.until, change.date]}
    )  # fmt: skip
    error = refusal(rows, change.metric)
    assert "stands under several rules: " in str(error)
    assert f"{change.date:%Y-%m}" in str(error) or f"{change.until:%Y-%m}" in str(error)
    assert sorted(error.bounds[change.metric].tolist()) == [5, 7]
    assert summarize(rows.head(1), change.metric)[change.metric].iloc[0] == 5


def test_a_refusal_names_both_rules_the_day_and_the_way_out():
    error = refusal(days("x", "2026-08-12", 5, 7, scope="paid"))
    assert str(error) == (
        "views stands under several rules: x_ads_views_until_2026 (2 s with 50 % of the pixels; "
        "until 2026-08-12) and x_ads_views (3 s with 100 % of the pixels, or user manually clicks "
        "play; from 2026-08-13); views under different rules are different things. Keep "
        "'view_rule' in by=, take split_at_breaks(table), or choose the rows of one."
    )
    assert error.bounds["views"].to_dict() == {"x_ads_views": 7, "x_ads_views_until_2026": 5}


def test_ratios_of_views_are_refused_with_them():
    rows = days("x", "2026-08-12", 5, 7, scope="paid", impressions=[10, 10], spend=[1.0, 1.0])
    for metric in ("view_rate", "cpv"):
        assert f"{metric} needs views, which stands under several rules" in str(
            refusal(rows, metric)
        )
    assert summarize(rows, "cpm")["cpm"].iloc[0] == 100


def test_days_on_which_sources_disagree_stand_apart():
    rows = days("youtube", "2026-08-23", 1, 2, 4, 8, 16, scope="organic", format="video")
    parts = {rule: part["views"].sum() for rule, part in split_at_breaks(rows).items()}
    assert parts == {
        "youtube_views_until_2026": 1,
        "youtube_views_until_2026 or youtube_views": 2 + 4 + 8,
        "youtube_views": 16,
    }


def test_a_row_across_a_break_is_under_neither_rule_alone():
    rows = days("x", "2026-08-10", 5, scope="paid").assign(date_end=pd.Timestamp("2026-08-16"))
    assert [*split_at_breaks(rows)] == [f"x_ads_views_until_2026{THEN}x_ads_views"]
    more = pd.concat([rows, days("x", "2026-08-17", 7, scope="paid")], ignore_index=True)
    assert "begun under one, ended under another" in str(refusal(more))


def test_counters_over_a_life_that_began_before_a_break_hold_both_rules():
    posts = pd.DataFrame(
        {"platform": "youtube", "format": "video", "post_id": ["a", "b", "c"], "views": [1, 2, 4],
         "published_at": pd.to_datetime(["2026-08-01", "2026-08-20", "2026-09-01"], utc=True)}
    )  # fmt: skip
    labels = governing(posts, "views").labels.tolist()
    assert labels[0] == labels[1]
    assert labels[0].startswith(f"youtube_views_until_2026{THEN}")
    assert labels[2] == "youtube_views"
    assert summarize(posts.head(2), "views")["views"].iloc[0] == 3
    refusal(posts)


def test_short_films_do_not_break_where_long_ones_do():
    rows = days("youtube", "2026-08-20", *range(10), scope="organic", format="short")
    assert governing(rows, "views").labels.unique().tolist() == ["youtube_shorts_views"]
    assert summarize(rows, "views")["views"].iloc[0] == 45
    early = days("youtube", "2025-03-30", 5, 7, scope="organic", format="Shorts")
    assert "youtube_shorts_views_until_2025" in str(refusal(early))


def test_a_series_can_be_split_and_summed_part_by_part():
    film = read_delivery("film_x").table
    parts = split_at_breaks(film)
    assert sum(len(part) for part in parts.values()) == len(film)
    assert all(summarize(part, "views")["views"].iloc[0] > 0 for part in parts.values())
    assert parts["x_ads_views_until_2026"]["date_end"].max() == pd.Timestamp("2026-08-12")
    assert parts["x_ads_views"]["date_start"].min() == pd.Timestamp("2026-08-13")
    assert [*split_at_breaks(film, "impressions")] == ["x_impressions"]
    with pytest.raises(DataError, match="There is no reach in the table to split by"):
        split_at_breaks(film, "reach")


# What may be added


def test_impressions_of_platforms_are_added_with_their_rules_underneath():
    rows = pd.DataFrame({"platform": ["tiktok", "x"], "scope": "paid", "impressions": [5, 6]})
    summary = summarize(rows, "impressions")
    assert summary["impressions"].iloc[0] == 11
    note = "Impressions by each platform's own rule: tiktok_ads_impressions and x_impressions."
    assert note in repr(format_table(summary))


def test_impressions_are_not_added_over_a_break_of_one_platform():
    rows = days("linkedin", "2024-03-31", 5, 7, column="impressions", scope="organic")
    assert "a count that was changed does not continue the old one" in str(
        refusal(rows, "impressions")
    )
    told = str(find_people(rows)[0])
    assert told.startswith("Its impressions are not added up: they stand under several rules")


def test_served_impressions_are_not_added_to_shown_ones():
    rows = pd.DataFrame(
        {"platform": "snapchat", "scope": "paid", "format": ["snap ad", "story ad"],
         "impressions": [5, 6]}
    )  # fmt: skip
    assert "served, shown and viewable impressions are different things" in str(
        refusal(rows, "impressions")
    )
    assert summarize(rows.assign(format=None), "impressions")["impressions"].iloc[0] == 11


def test_what_the_caller_states_comes_before_what_is_looked_up():
    rows = days("x", "2026-08-12", 5, 7, scope="paid", view_rule="3 s")
    assert summarize(rows, "views")["views"].iloc[0] == 12


def test_money_tells_paid_rows_and_posts_tell_organic_ones():
    rows = pd.DataFrame({"platform": "tiktok", "views": [1, 2], "spend": [1.0, None],
                         "post_id": [None, "a"]})  # fmt: skip
    assert governing(rows, "views").labels.tolist() == ["tiktok_ads_views", "tiktok_views"]


def test_views_under_several_rules_are_not_ranked():
    by_post = summarize(load_dataset("posts"), ["views", "impressions"], "post_id")
    assert "Views are not ranked: the groups stand under several rules" in str(
        find_most_shown(by_post, "views")[0]
    )
    chart = plot_ranking(by_post, "views")
    assert len(chart.patches) == 0
    assert chart.alt.startswith("Views are not ranked")
    assert len(plot_ranking(by_post, "impressions").patches) == 10


def test_the_rules_that_are_read_are_those_in_the_files():
    folder = HOME / "toolkit" / "platforms"
    written = [
        table["name"]
        for path in sorted(folder.glob("*.toml"))
        for table in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    ]
    assert [rule.name for rule in rules()] == written
