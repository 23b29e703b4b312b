"""TikTok, Pinterest and Threads: organic downloads become tables, or are refused."""

import pandas as pd
import pytest
from specimens import left_out, looks, rows_of, write

from toolkit import DataError, read_export

SUITE = (
    "Date|Video views|Reached audience|Profile views|Likes|Shares|Comments|Phone number clicks "
    "|Leads submission|Net growth|New followers|Lost followers"
)
AUDIENCE = "Date|New followers|Total followers|Reached audience|Engaged audience"
POSTS = "Video title|Video link|Post time|Video views|Likes|Comments|Shares|Add to Favorites"
STUDIO = "Date|Video Views|Profile Views|Likes|Comments|Shares"
CONTENT = (
    "Time|Video title|Video link|Post time|Total likes|Total comments|Total shares|Total views"
)
# This video was made on 1 May 2023 at 12:00 UTC.
LINK = "https://www.tiktok.com/@me/video/7228182569051750400"
DAY = {"Date": "2023-05-14", "Video views": "900", "Reached audience": "600", "Likes": "7",
       "Shares": "2", "Comments": "1", "Profile views": "4", "Net growth": "-2",
       "New followers": "3", "Lost followers": "5",
       "Phone number clicks ": "--"}  # fmt: skip
POST = {"Video title": "Made up", "Video link": LINK, "Post time": "2023-05-01 12:00:00",
        "Video views": "900", "Likes": "7", "Comments": "2", "Shares": "1",
        "Add to Favorites": "3"}  # fmt: skip


def read(tmp_path, header, *records, **asked):
    return read_export(write(tmp_path / "Overview.csv", rows_of(header, *records)), **asked)


def test_business_suite_by_day(tmp_path):
    export = read(tmp_path, SUITE, DAY, DAY | {"Date": "2023-05-15"})
    assert export.receipt.format == "tiktok_overview"
    names = ["views", "reach", "profile_visits", "net_follows", "follows", "unfollows", "likes"]
    assert export.table[names].iloc[0].tolist() == [900, 600, 4, -2, 3, 5, 7]
    assert export.table[["shares", "comments"]].iloc[0].tolist() == [2, 1]
    assert export.table["date_end"].dt.day.tolist() == [14, 15]
    assert "Phone number clicks " in export.receipt.unused
    assert export.receipt.unknown == ()


def test_tiktok_has_views_and_no_impressions(tmp_path):
    export = read(tmp_path, SUITE, DAY)
    assert "impressions" not in export.table
    assert "TikTok reports no impressions" in str(export.receipt)


@pytest.mark.parametrize("marker", ["--", "NAN", "NaN", "N/A", "undefined", "", "-"])
@pytest.mark.parametrize("header", [SUITE, POSTS, STUDIO, CONTENT],
                         ids=["days", "posts", "days of Studio", "posts of Studio"])  # fmt: skip
def test_markers_of_what_is_missing_are_missing_and_never_0(tmp_path, header, marker):
    row = DAY | POST | {"Video Views": "9", "Total views": "9", "Total likes": "7"}
    other = {"Date": "2023-05-15", "Video link": f"{LINK[:-1]}1"}
    without = other | {"Likes": marker, "Total likes": marker}
    table = read(tmp_path, header, row, row | without).table
    assert table["likes"].tolist() == [7, pd.NA]


def test_an_audience_of_business_suite_by_day_is_reach(tmp_path):
    day = DAY | {"Total followers": "5000", "Engaged audience": "40"}
    export = read(tmp_path, AUDIENCE, day)
    assert export.table["reach"].tolist() == [600]
    assert set(export.receipt.unused) == {"Total followers", "Engaged audience"}


def test_posts_of_business_suite_are_timed_in_utc_as_their_ids_are(tmp_path):
    export = read(tmp_path, POSTS, POST)
    assert export.receipt.format == "tiktok_posts"
    names = ["title", "permalink", "views", "likes", "comments", "shares", "saves"]
    assert export.table[names].iloc[0].tolist() == ["Made up", LINK, 900, 7, 2, 1, 3]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2023-05-01 12:00", tz="UTC")
    assert looks(export) == []


@pytest.mark.parametrize("header", [POSTS, CONTENT])
def test_a_row_without_a_video_is_left_out(tmp_path, header):
    post = POST | {"Total views": "900", "Total likes": "7"}
    export = read(tmp_path, header, post, {"Video views": "5", "Total views": "5"})
    assert export.table["views"].tolist() == [900]
    assert left_out(export) == ["row without a video"]


def test_posts_of_2025_have_slashes_in_their_times(tmp_path):
    export = read(tmp_path, POSTS, POST | {"Post time": "2023/05/01 12:00:07"})
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2023-05-01 12:00:07", tz="UTC")
    assert looks(export) == []


def test_a_post_time_that_is_not_that_of_the_id_is_looked_at(tmp_path):
    assert looks(read(tmp_path, POSTS, POST | {"Post time": "2023-05-01 20:00:00"})) == ["clock"]


def test_studio_in_spanish_needs_a_year(tmp_path):
    day = {"Date": "8 de marzo", "Video Views": "5"}
    with pytest.raises(DataError) as error:
        read(tmp_path, STUDIO, day)
    assert str(error.value) == (
        "Overview.csv: some cells cannot be read:\n"
        "  Date: '8 de marzo' has no year; pass year=, the year of the first row."
    )
    export = read(tmp_path, STUDIO, day, year=2026)
    assert export.receipt.format == "tiktok_studio_overview"
    assert export.table["date_start"].tolist() == [pd.Timestamp("2026-03-08")]


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (["March 8", "March 9"], ["2026-03-08", "2026-03-09"]),
        (["30 de dezembro", "1 de janeiro"], ["2026-12-30", "2027-01-01"]),
        (["1. Januar", "31. Dezember"], ["2026-01-01", "2025-12-31"]),
        (["19 avril", "20 avril"], ["2026-04-19", "2026-04-20"]),
        (["31 Agustus", "1 September"], ["2026-08-31", "2026-09-01"]),
        (["3月8日", "3月9日"], ["2026-03-08", "2026-03-09"]),
        (["8 марта", "9 марта"], ["2026-03-08", "2026-03-09"]),
    ],
)
def test_days_without_a_year_in_any_language_run_on_into_the_next(tmp_path, days, read_as):
    records = [{"Date": day, "Video Views": "5"} for day in days]
    table = read(tmp_path, STUDIO, *records, year=2026).table
    assert table["date_start"].dt.strftime("%Y-%m-%d").tolist() == read_as


def test_a_day_on_which_more_was_deleted_than_written_counts_below_zero(tmp_path):
    days = [{"Date": "August 24", "Video Views": "20", "Comments": "2"},
            {"Date": "August 25", "Video Views": "30", "Comments": "-3"}]  # fmt: skip
    export = read(tmp_path, STUDIO, *days, year=2026)
    assert export.table["comments"].tolist() == [2, -3]
    assert looks(export) == ["negative"]
    with pytest.raises(DataError, match="views: -1"):
        read(tmp_path, STUDIO, days[0] | {"Video Views": "-1"}, year=2026)


def test_a_year_that_has_no_29_february_is_refused(tmp_path):
    day = {"Date": "29 de febrero", "Video Views": "5"}
    with pytest.raises(DataError, match="29 February does not exist where year=2026 puts it"):
        read(tmp_path, STUDIO, day, year=2026)
    assert read(tmp_path, STUDIO, day, year=2024).table["date_start"].dt.day.tolist() == [29]


def test_a_year_that_contradicts_the_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="year=2020 contradicts the dates, the first of which"):
        read(tmp_path, SUITE, DAY, year=2020)


def test_content_of_studio(tmp_path):
    export = read(tmp_path, CONTENT, {
        "Video title": "Made up", "Video link": LINK, "Post time": "May 1", "Total views": "900",
        "Total likes": "7", "Total comments": "2", "Total shares": "1", "Time": "May 14",
    }, year=2023)  # fmt: skip
    assert export.receipt.format == "tiktok_studio_content"
    names = ["title", "views", "likes", "comments", "shares"]
    assert export.table[names].iloc[0].tolist() == ["Made up", 900, 7, 2, 1]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2023-05-01")


def test_the_year_of_a_video_that_studio_leaves_out_is_in_its_id(tmp_path):
    link = "https://www.tiktok.com/@made_up/video/{}"
    days = {"July 16": "2025-07-16", "September 3": "2025-09-03", "January 2": "2026-01-02"}
    records = [
        {"Video link": link.format(int(pd.Timestamp(f"{day} 18:00").timestamp()) << 32),
         "Post time": text, "Total views": "9", "Total likes": "1", "Time": "February 28"}
        for text, day in days.items()
    ]  # fmt: skip
    for order in (records, records[::-1]):
        export = read(tmp_path, CONTENT, *order)
        found = sorted(export.table["published_at"].dt.strftime("%Y-%m-%d"))
        assert found == sorted(days.values())
        assert looks(export) == []
    with pytest.raises(DataError, match="year=2020 contradicts the dates"):
        read(tmp_path, CONTENT, *records, year=2020)


def test_viewers_of_days_before_they_were_counted_are_missing(tmp_path):
    header = "Date|Total Viewers|New Viewers|Returning Viewers"
    records = [
        {"Date": "August 19", "Total Viewers": "undefined", "New Viewers": "0"},
        {"Date": "August 20", "Total Viewers": "57", "New Viewers": "50"},
    ]
    reach = read(tmp_path, header, *records, year=2025).table["reach"]
    assert reach.isna().tolist() == [True, False]


def test_viewers_of_studio_are_people(tmp_path):
    header = "Date|Total Viewers|New Viewers|Returning Viewers"
    export = read(tmp_path, header, {"Date": "August 19", "Total Viewers": "5780"}, year=2025)
    assert export.table["reach"].tolist() == [5780]


@pytest.mark.parametrize(
    "header",
    ["Gender|Distribution", "Top territories|Distribution", "Top Territories|Distribution",
     "Date|Hour|Active followers",
     "Date|Followers|Difference in followers from previous day"],
)  # fmt: skip
def test_followers_of_tiktok_are_refused(tmp_path, header):
    with pytest.raises(DataError, match=r"is TikTok, followers\. It says who follows"):
        read(tmp_path, header, dict.fromkeys(header.split("|"), "1"))


def test_pinterest_by_day_in_the_words_of_its_help(tmp_path):
    header = "Date|Impressions|Engagements|Pin clicks|Outbound clicks|Saves|Total audience"
    export = read(tmp_path, header, {
        "Date": "2026-03-14", "Impressions": "900", "Engagements": "60", "Pin clicks": "40",
        "Outbound clicks": "10", "Saves": "5", "Total audience": "600",
    })  # fmt: skip
    names = ["impressions", "engagements", "clicks", "outbound_clicks", "saves"]
    assert export.table[names].iloc[0].tolist() == [900, 60, 40, 10, 5]
    assert export.receipt.platform == "pinterest"
    assert "reach" not in export.table


def test_older_words_of_pinterest_are_the_same(tmp_path):
    header = "Pin ID|Impressions|Closeups|Link clicks|Saves"
    export = read(tmp_path, header, {
        "Pin ID": "123456789012345678", "Impressions": "900", "Closeups": "40", "Link clicks": "10",
    })  # fmt: skip
    assert export.table[["clicks", "outbound_clicks"]].iloc[0].tolist() == [40, 10]
    assert export.table["post_id"].tolist() == ["123456789012345678"]


def test_the_interests_of_an_audience_of_pinterest_are_refused(tmp_path):
    row = {"Category": "Home", "Interest": "Chairs", "Affinity": "1.3"}
    with pytest.raises(DataError, match=r"is Pinterest analytics, audience\. It says what an"):
        read(tmp_path, "Category|Interest|Affinity", row)


def test_a_table_of_threads_is_refused_with_the_way_to_give_it(tmp_path):
    header = "Post text|Views|Likes|Replies|Reposts|Quotes"
    record = {"Post text": "made up", "Views": "900"}
    with pytest.raises(DataError) as error:
        read(tmp_path, header, record)
    assert str(error.value) == (
        "Overview.csv: is a table of Threads posts. Threads documents no download, so what the "
        "columns count is not known. Say which column is which with "
        "columns={'views': 'Your header'}, and pass platform='threads'."
    )
    export = read(tmp_path, header, record, columns={"views": "Views"}, platform="threads")
    assert export.table["views"].tolist() == [900]
