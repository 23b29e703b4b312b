"""What each piece of content answers, also where one row of it would be refused."""

import pandas as pd
import pytest

from toolkit.content import content_of, summarize_content
from toolkit.schema import DataError


def test_a_campaign_over_a_break_of_its_rule_has_a_row_for_each_rule():
    rows = pd.DataFrame({
        "platform": "x", "scope": "paid", "campaign": ["a", "a", "b"], "views": [5, 4, 3],
        "date_start": pd.to_datetime(["2026-08-12", "2026-08-13", "2026-08-13"]),
    })  # fmt: skip
    views = summarize_content(rows, ["views"])["views"]
    assert views.to_dict() == {
        ("a", "x_ads_views"): 4, ("a", "x_ads_views_until_2026"): 5, ("b", "x_ads_views"): 3,
    }  # fmt: skip


def test_a_campaign_paid_in_two_currencies_has_a_row_for_each():
    rows = pd.DataFrame({"campaign": ["a", "a"], "currency": ["EUR", "USD"], "spend": [5.0, 4.0]})
    assert summarize_content(rows, ["spend"])["spend"].to_dict() == {
        ("a", "EUR"): 5.0, ("a", "USD"): 4.0,
    }  # fmt: skip


def test_people_of_a_piece_of_content_lie_between_two_figures():
    rows = pd.DataFrame({
        "ad": ["a", "a", "b"], "reach": [600, 500, 1],
        "date_start": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    })  # fmt: skip
    found = summarize_content(rows, ["reach"]).loc["a"]
    assert (found["reach_low"], found["reach_high"]) == (600, 1100)


def test_a_metric_that_the_table_cannot_tell_is_refused():
    with pytest.raises(DataError, match="reach is not in this table"):
        summarize_content(pd.DataFrame({"ad": ["a"], "impressions": [5]}), ["reach"])


def test_posts_known_by_their_address_alone_are_told_apart_by_it():
    posts = pd.DataFrame({"platform": "linkedin", "permalink": ["/1", "/2"], "impressions": [5, 4]})
    assert content_of(posts) == ["permalink"]
