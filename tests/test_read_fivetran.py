"""Normalised tables: every model, every platform's name, and what the models get wrong."""

import pandas as pd
import pytest
from test_read_paid import day_of
from test_read_paid_tables import POSTS

from toolkit import DataError, read_export
from toolkit.read import read_exports

ACCOUNT = {"source_relation": "", "platform": "microsoft_ads", "account_id": "1",
           "account_name": "A", "clicks": 5, "impressions": 100, "spend": 1.5,
           "conversions": 0.5, "conversions_value": 10.0}  # fmt: skip
CAMPAIGN = {"campaign_id": "10", "campaign_name": "C"}
AD_GROUP = CAMPAIGN | {"ad_group_id": "100", "ad_group_name": "G"}
KEYWORD = AD_GROUP | {"keyword_id": "7", "keyword_text": "shoes"}
DAY, MONTH = {"date_day": pd.Timestamp("2026-02-03")}, {"date_month": pd.Timestamp("2026-02-01")}
MODELS = {
    "account_report": DAY,
    "campaign_report": DAY | CAMPAIGN,
    "ad_group_report": DAY | AD_GROUP,
    "ad_report": DAY | AD_GROUP | {"ad_id": "9", "ad_name": "X"},
    "keyword_report": DAY | KEYWORD | {"keyword_match_type": "exact"},
    "search_report": DAY | KEYWORD | {"search_query": "red shoes", "search_match_type": "broad"},
    "url_report": DAY | AD_GROUP | {"base_url": "u", "url_host": "h", "url_path": "p",
                                    "utm_source": "s", "utm_medium": "m", "utm_campaign": "c",
                                    "utm_content": "o", "utm_term": "t"},
    "monthly_campaign_country_report": MONTH | CAMPAIGN | {
        "country": "Chad", "country_code": "TD", "global_region": "Africa"},
    "monthly_campaign_region_report": MONTH | CAMPAIGN | {"region": "Utrecht"},
}  # fmt: skip
KEPT = {
    "account_report": [], "campaign_report": ["campaign", "campaign_id"],
    "ad_group_report": ["campaign", "campaign_id", "ad_group", "ad_group_id"],
    "ad_report": ["campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id"],
    "keyword_report": ["ad_group", "keyword", "match_type"],
    "search_report": ["ad_group", "keyword", "search_term", "match_type"],
    "url_report": ["campaign", "ad_group"],
    "monthly_campaign_country_report": ["campaign", "country"],
    "monthly_campaign_region_report": ["campaign", "region"],
}  # fmt: skip


def model(name, **cells):
    return pd.DataFrame([ACCOUNT | MODELS[name] | cells])


@pytest.mark.parametrize("name", MODELS)
def test_every_model_has_its_five_metrics_and_its_own_names(name):
    export = read_export(model(name))
    assert export.receipt.format == "fivetran_ad_reporting"
    assert export.receipt.unknown == ()
    names = ["clicks", "impressions", "spend", "conversions", "conversion_value"]
    assert export.table[names].values.tolist() == [[5, 100, 1.5, 0.5, 10.0]]
    assert export.table[["account", "account_id", *KEPT[name]]].notna().all(axis=None)
    last = "2026-02-28" if name.startswith("monthly") else "2026-02-03"
    assert day_of(export.table["date_end"]) == [last]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("amazon_ads", "amazon_ads"), ("apple_search_ads", "apple_search_ads"),
     ("facebook_ads", "meta"), ("google_ads", "google_ads"), ("linkedin_ads", "linkedin"),
     ("microsoft_ads", "microsoft_ads"), ("pinterest_ads", "pinterest"), ("reddit_ads", "reddit"),
     ("snapchat_ads", "snapchat"), ("tiktok_ads", "tiktok"), ("twitter_ads", "x")],
)  # fmt: skip
def test_platforms_of_the_model_have_the_names_of_their_own_downloads(written, read_as):
    table = read_export(model("ad_report", platform=written)).table
    assert table["platform"].tolist() == [read_as]


def test_spend_of_the_model_has_no_currency_until_somebody_says_it():
    assert "currency" in [each.rule for each in read_export(model("ad_report")).receipt.problems]
    assert read_export(model("ad_report"), currency="EUR").receipt.problems == ()


def test_days_and_conversions_of_the_model_are_what_each_platform_makes_them():
    receipt = read_export(model("ad_report"), currency="EUR").receipt
    assert receipt.time_zone.endswith("UTC at LinkedIn, Pinterest, Reddit, Snapchat and TikTok")
    assert any(note.startswith("Conversions are purchases, leads and") for note in receipt.notes)


def test_reports_of_two_levels_count_the_same_twice_and_are_refused():
    levels = [model("campaign_report"), model("ad_report")]
    with pytest.raises(
        DataError, match="counts by campaign, by day; DataFrame counts by ad, by day"
    ):
        read_exports([read_export(level) for level in levels])


def test_facebook_by_country_counts_the_account_and_no_campaign():
    cells = {"platform": "facebook_ads", "campaign_name": "Account-level", "campaign_id": None}
    export = read_export(model("monthly_campaign_country_report", **cells))
    assert export.table["country"].tolist() == ["Chad"]
    assert export.table["campaign"].isna().all()
    assert [each[:2] for each in export.receipt.blanked] == [("campaign", 1)]


# One platform's own models

COUNTRY = {"source_relation": "", "country_id": 1, "country": "Chad", "account_id": "1",
           "account_name": "A", "account_business_country_code": "TD", "account_timezone": "Africa",
           "account_currency": "EUR", "impressions": 100, "clicks": 5, "spend": 1.5, "reach": 90,
           "frequency": 2.2, "conversions": 0.5} | DAY  # fmt: skip
TIKTOK = {"advertiser_id": "1", "advertiser_name": "A", "currency": "EUR", "impressions": 1000,
          "clicks": 5, "spend": 2.5, "reach": 900, "conversion": 2, "likes": 7,
          "video_watched_2_s": 400, "video_watched_6_s": 200, "video_views_p_25": 300,
          "daily_cpc": 0.5, "daily_cpm": 2.5, "daily_ctr": 0.5} | DAY | CAMPAIGN  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "names", "values"),
    [
        (COUNTRY, ["country", "impressions", "currency"], ["Chad", 100, "EUR"]),
        (TIKTOK, ["platform", "views_2s", "views_6s", "conversions"], ["tiktok", 400, 200, 2]),
        (TIKTOK | {"source_relation": "", "ad_id": "9"}, ["ad_id", "plays_p25"], ["9", 300]),
    ],
    ids=["facebook_ads__country_report", "tiktok_ads__campaign_report", "tiktok_ads__ad_report"],
)
def test_reach_that_a_model_of_one_platform_summed_is_not_people(cells, names, values):
    export = read_export(pd.DataFrame([cells]))
    assert "reach" not in export.table
    assert "reach" in export.receipt.unused
    assert any("so " in note and "not used" in note for note in export.receipt.notes)
    assert export.receipt.unknown == () == export.receipt.problems
    assert export.table[names].values.tolist() == [values]


def test_reach_of_one_ad_on_one_day_was_not_summed_and_is_kept():
    cells = {**COUNTRY, "ad_id": "9"}
    assert read_export(pd.DataFrame([cells])).table["reach"].tolist() == [90]


# Posts


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("facebook_pages", "facebook"), ("instagram_business", "instagram"),
     ("linkedin_pages", "linkedin"), ("twitter_organic", "x"), ("youtube_analytics", "youtube")],
)  # fmt: skip
def test_platforms_of_posts_have_the_names_of_their_own_downloads(written, read_as):
    assert read_export(POSTS.head(1).assign(platform=written)).table["platform"].tolist() == [
        read_as
    ]


def test_posts_of_linkedin_and_x_keep_all_five_counts():
    posts = POSTS.head(2).assign(platform=["linkedin", "twitter"], impressions=[90, 80])
    table = read_export(posts).table
    names = ["clicks", "impressions", "likes", "comments", "shares"]
    assert table[names].values.tolist() == [[3, 90, 4, 1, 0], [700, 80, 5, 1, 2]]


def test_posts_of_the_model_are_counted_since_they_went_out():
    assert read_export(POSTS).receipt.grain == "since each post went out, until the newest record"


def test_impressions_of_facebook_posts_are_those_from_before_november_2025():
    assert any("before November 2025" in note for note in read_export(POSTS).receipt.notes)
