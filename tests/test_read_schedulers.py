"""Tools with which posts are planned: each row is of its network, or the tool is named."""

import pandas as pd
import pytest
from specimens import looks, rows_of, write

from toolkit import DataError, read_export

SPROUT = (
    "Date|Post ID|Network|Post Type|Content Type|Profile|Sent by|Link|Post|Linked Content"
    "|Impressions|Organic Impressions|Paid Impressions|Reach|Organic Reach|Paid Reach"
    "|Potential Reach|Engagement Rate (per Impression)|Engagements|Reactions|Likes"
    "|Love Reactions|Comments|Shares|Saves|Post Link Clicks|Other Post Clicks|Post Clicks (All)"
    "|Negative Feedback|Video Views|Organic Video Views|Partial Video Views"
)
POST = {
    "Date": "03/24/2025 01:05 pm", "Post ID": "1_1", "Network": "Facebook", "Post Type": "Post",
    "Content Type": "Photo", "Profile": "Made up", "Impressions": "4,000",
    "Organic Impressions": "3,000", "Paid Impressions": "1,000", "Reach": "2,500",
    "Engagement Rate (per Impression)": "2.5%", "Engagements": "100", "Reactions": "60",
    "Likes": "50", "Love Reactions": "10", "Comments": "20", "Shares": "10",
    "Post Link Clicks": "4", "Other Post Clicks": "6", "Post Clicks (All)": "10",
}  # fmt: skip
DAYS = (
    "Date|Network|Profile|Audience|Net Audience Growth|Audience Gained|Audience Lost"
    "|Published Posts (Total)|Sent Reels (Instagram)|Received Messages (Total)|Impressions"
    "|Video Views|Engagements|Reactions|Comments|Shares|Saves|Engagement Rate (per Impression)"
)
DAY = {
    "Date": "01-31-2026", "Network": "Instagram", "Profile": "Made up", "Audience": "10,000",
    "Net Audience Growth": "-2", "Audience Gained": "5", "Audience Lost": "7",
    "Impressions": "4,000", "Video Views": "900", "Engagements": "90", "Reactions": "60",
    "Comments": "20", "Shares": "10", "Engagement Rate (per Impression)": "2.25%",
}  # fmt: skip


def test_posts_of_sprout_social_are_each_of_their_network(tmp_path):
    tweet = {"Date": "03/25/2025 09:00 am", "Post ID": "22", "Network": "Twitter",
             "Impressions": "1,200", "Engagements": "30", "Video Views": "700",
             "Engagement Rate (per Impression)": "2.5%"}  # fmt: skip
    export = read_export(write(tmp_path / "posts.csv", rows_of(SPROUT, POST, tweet)))
    assert export.receipt.format == "sprout_posts"
    assert export.receipt.unknown == ()
    assert looks(export) == []
    assert export.table["platform"].tolist() == ["facebook", "x"]
    named = ["impressions", "reach", "likes", "comments", "shares", "clicks"]
    assert export.table[named].iloc[0].tolist() == [4000, 2500, 60, 20, 10, 10]
    assert export.table["reach"].iloc[1] is pd.NA
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2025-03-24 13:05")
    assert "views" not in export.table
    assert "Video views are left out" in str(export.receipt)


def test_days_of_sprout_social_are_of_whole_profiles(tmp_path):
    export = read_export(write(tmp_path / "profiles.csv", rows_of(DAYS, DAY)))
    assert export.receipt.format == "sprout_days"
    assert export.receipt.unknown == ()
    named = ["followers", "net_follows", "follows", "unfollows", "impressions", "likes"]
    assert export.table[named].iloc[0].tolist() == [10000, -2, 5, 7, 4000, 60]
    assert export.table["date_start"].iloc[0] == pd.Timestamp("2026-01-31")
    assert export.table["platform"].tolist() == ["instagram"]


def test_an_edited_rate_of_a_post_of_sprout_social_is_found(tmp_path):
    edited = POST | {"Engagement Rate (per Impression)": "5%"}
    export = read_export(write(tmp_path / "posts.csv", rows_of(SPROUT, edited)))
    assert [(look.rule, look.column) for look in export.receipt.problems] == [
        ("edited", "er_impressions")
    ]


@pytest.mark.parametrize("header", [
    "Profile|Profile-ID|Network|Follower|Number of Likes|Page Performance Index|Reach per day",
    "Message|Profile|Profile-ID|Date|Number of Likes|Post interaction rate|Reach per post",
])  # fmt: skip
def test_reports_of_fanpage_karma_are_refused_by_name(tmp_path, header):
    row = ["9"] * (header.count("|") + 1)
    path = write(tmp_path / "t.csv", [["Benchmarking"], header.split("|"), row])
    with pytest.raises(DataError, match=r"is a report of Fanpage Karma\. It compares profiles"):
        read_export(path)
