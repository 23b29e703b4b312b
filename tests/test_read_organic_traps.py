"""Traps of organic downloads that no other test is named after, on the least file with each."""

import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest
from specimens import looks, rows_of, workbook, write
from test_read_instagram import IMAGE, INSTAGRAM
from test_read_linkedin import (
    DAY,
    DAYS,
    DISCOVERY,
    ENGAGEMENT,
    FOLLOWERS,
    POST,
    POSTS,
    SHEETS,
    top_posts,
)
from test_read_organic import HEAD, OF_JANUARY_2025, OF_MARCH_2025
from test_read_organic import POST as PAGE_POST
from test_read_overview import BY_NAME, spreadsheet_xml, with_description
from test_read_overview import POSTS as PAGE_POSTS
from test_read_youtube import FILM, SHORT, SIMPLE, TOTAL

from toolkit import DataError, NotAdditiveError, read_export, summarize
from toolkit.read import read_exports

# Marks of what is missing


@pytest.mark.parametrize("name", ["NA", "nan", "None", "null"])
def test_a_mark_of_one_platform_is_a_name_on_another(tmp_path, name):
    post = PAGE_POST | {"Page name": name, "Title": name, "Reach": "5", "Views": "9"}
    table = read_export(write(tmp_path / "c.csv", rows_of(OF_JANUARY_2025, post))).table
    assert table[["account", "title"]].values.tolist() == [[name, name]]


def test_facebook_writes_n_a_where_a_caption_has_no_type(tmp_path):
    post = PAGE_POST | {"Caption type": "N/A", "Shares": "N/A", "Reach": "5", "Views": "9"}
    table = read_export(write(tmp_path / "c.csv", rows_of(OF_JANUARY_2025, post))).table
    assert table["shares"].isna().tolist() == [True]


# Facebook


def test_presets_of_one_page_with_different_views_stay_apart_when_stacked(tmp_path):
    displays = PAGE_POST | {"Views": "90", "Reach": "60"}
    plays = PAGE_POST | {"Post ID": "122121474620644102", "Post type": "Videos", "Reach": "9"}
    rows = rows_of(OF_MARCH_2025, plays)
    rows[1][[at for at, name in enumerate(rows[0]) if name == "Views"][1]] = "7"
    one = write(tmp_path / "january.csv", rows_of(OF_JANUARY_2025, displays))
    table = read_exports([one, write(tmp_path / "march.csv", rows)]).table
    assert table["views"].tolist() == [90, pd.NA]
    assert table["plays"].tolist() == [pd.NA, 7]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("Photo/Text", "photo or text"), ("Photos", "photo"), ("Reels", "reel"), ("Links", "link"),
     ("Videos", "video")],
)  # fmt: skip
def test_facebook_types_of_posts_of_every_year_have_one_name(tmp_path, written, read_as):
    post = PAGE_POST | {"Post type": written, "Reach": "5", "Views": "9"}
    table = read_export(write(tmp_path / "c.csv", rows_of(OF_JANUARY_2025, post))).table
    assert table["format"].tolist() == [read_as]


def test_the_sum_of_reactions_comments_and_shares_is_none_of_them(tmp_path):
    post = PAGE_POST | {"Reach": "5", "Views": "9", "Reactions": "7", "Comments": "2",
                        "Shares": "1", "Reactions, Comments and Shares": "10"}  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", rows_of(OF_JANUARY_2025, post)))
    assert export.table[["likes", "comments", "shares"]].values.tolist() == [[7, 2, 1]]
    assert "Reactions, Comments and Shares" in export.receipt.unused


def test_an_audience_table_in_portuguese_is_refused(tmp_path):
    text = 'sep=,\n"Faixa etária e gênero"\n"","Mulheres","Homens"\n"18-24","10","20"\n'
    (tmp_path / "Público.csv").write_bytes(text.encode("utf-16"))
    with pytest.raises(DataError, match="is Meta Business Suite, audience"):
        read_export(tmp_path / "Público.csv")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("Photo", "photo"), ("Status", "text"), ("Link", "link"), ("Video", "video"),
     ("SharedVideo", "video")],
)  # fmt: skip
def test_types_of_posts_of_page_insights_have_the_names_of_later_files(tmp_path, written, read_as):
    rows = with_description(PAGE_POSTS, BY_NAME | {"Type": written})
    table = read_export(write(tmp_path / "p.csv", rows)).table
    assert table["format"].tolist() == [read_as]


def test_page_insights_in_a_workbook_that_is_not_well_formed_are_read(tmp_path):
    sheet = with_description(PAGE_POSTS, BY_NAME | {"Post Message": "R & D <3"})
    path = spreadsheet_xml(tmp_path / "p.xls", {"Key Metrics": sheet})
    with pytest.raises(ElementTree.ParseError):
        ElementTree.parse(path)
    assert read_export(path).table["reach"].tolist() == [600]


def test_page_insights_write_a_name_for_people_and_again_for_their_views(tmp_path):
    rows = with_description(PAGE_POSTS, BY_NAME)
    twice = [name for name in dict.fromkeys(rows[0]) if rows[0].count(name) == 2]
    assert len(twice) == 4
    for row, cells in zip(rows[1:], (("Unique Users", "Total Count"), ("3", "5")), strict=True):
        for name in twice:
            first = rows[0].index(name)
            row[first], row[first + 1] = cells
    export = read_export(write(tmp_path / "p.csv", rows))
    assert {f"{name}{again}" for name in twice for again in ("", "#2")} <= {*export.receipt.unused}
    assert not {"views", "plays", "views_3s"} & set(export.table)


UCI = (
    "Page total likes;Type;Category;Post Month;Post Weekday;Post Hour;Paid;Lifetime Post Total "
    "Reach;Lifetime Post Total Impressions;Lifetime Engaged Users;Lifetime Post Consumers;"
    "Lifetime Post Consumptions;Lifetime Post Impressions by people who have liked your Page;"
    "Lifetime Post reach by people who like your Page;Lifetime People who have liked your Page "
    "and engaged with your post;comment;like;share;Total Interactions"
)


def test_uci_facebook_metrics_have_neither_ids_nor_days_and_lines_end_in_carriage_returns(tmp_path):
    rows = ["90000;Photo;2;12;4;3;0;600;900;40;30;50;400;300;20;2;7;3;12",
            "90000;Status;2;12;3;10;;60;90;4;3;5;40;30;2;0;1;0;1"]  # fmt: skip
    (tmp_path / "u.csv").write_bytes("\r".join([UCI, *rows]).encode())
    export = read_export(tmp_path / "u.csv")
    assert export.receipt.format == "facebook_metrics_uci"
    assert export.receipt.unknown == ()
    names = ["post", "reach", "impressions", "engaged_people", "clicks", "likes", "engagements"]
    assert export.table[names].values.tolist() == [
        ["post 1", 600, 900, 40, 50, 7, 12], ["post 2", 60, 90, 4, 5, 1, 1],
    ]  # fmt: skip
    assert export.table["format"].tolist() == ["photo", "text"]
    assert export.table["boosted"].tolist() == [False, pd.NA]
    assert not {"published_at", "post_id", "date_start"} & set(export.table)


# Instagram


@pytest.mark.parametrize("order", ["Views|Reach|Likes|Shares|Comments|Saves|Follows",
                                   "Views|Reach|Likes|Shares|Follows|Comments|Saves"])  # fmt: skip
def test_instagram_columns_in_the_order_of_either_year_are_the_same(tmp_path, order):
    counts = dict(zip(sorted(order.split("|")), "1234567", strict=True))
    counts |= {"Views": "90", "Reach": "60"}
    export = read_export(write(tmp_path / "c.csv", rows_of(INSTAGRAM + order, IMAGE | counts)))
    names = ["views", "reach", "likes", "shares", "comments", "saves", "follows"]
    assert export.table[names].values.tolist() == [
        [int(counts[name.capitalize()]) for name in names]
    ]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("Imagem do Instagram", "photo"), ("Reel do Instagram", "reel"),
     ("Carrossel do Instagram", "carousel"), ("IG image", "photo"), ("IG reel", "reel"),
     ("IG carousel", "carousel"), ("IG video", "video"), ("IG story", "story")],
)  # fmt: skip
def test_instagram_types_of_posts_in_either_language_have_one_name(tmp_path, written, read_as):
    post = IMAGE | {"Post type": written, "Views": "9", "Reach": "5"}
    export = read_export(write(tmp_path / "c.csv", rows_of(INSTAGRAM + "Views|Reach|Saves", post)))
    assert export.table["format"].tolist() == [read_as]


@pytest.mark.parametrize("lag", ["14:30", "14:57"])
def test_a_post_that_came_out_half_an_hour_after_its_upload_is_in_no_other_zone(tmp_path, lag):
    """The shortcode was made at 14:30 Pacific."""
    post = IMAGE | {"Publish time": f"07/15/2025 {lag}", "Views": "9", "Reach": "5",
                    "Permalink": "https://www.instagram.com/p/DMJMD_zgAAA/"}  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", rows_of(INSTAGRAM + "Views|Reach|Saves", post)))
    assert looks(export) == []


def test_whole_lines_of_instagram_in_quotes_are_unwrapped(tmp_path):
    rows = rows_of(INSTAGRAM + "Views|Reach|Saves", *[IMAGE | {"Views": "9", "Reach": "5"}] * 3)
    plain = write(tmp_path / "plain.csv", rows).read_text(encoding="utf-8")
    path = write(tmp_path / "c.csv", [[line] for line in plain.splitlines()], quoting=1)
    export = read_export(path)
    assert export.table["views"].tolist() == [9, 9, 9]
    assert "whole lines stood in quotes and were unwrapped" in export.receipt.mended


# YouTube


@pytest.mark.parametrize(
    ("table", "chart", "total"),
    [("Table data", "Chart data", "Totals"), ("Tabellendaten", "Diagrammdaten", "Gesamtwerte"),
     ("Dados da tabela", "Dados do gráfico", "Total")],
)  # fmt: skip
def test_the_table_among_three_is_found_by_its_name_in_every_language(
    tmp_path, table, chart, total
):
    days = [["Date", "Views"], ["2026-03-01", "1"], ["2026-03-02", "2"]]
    path = tmp_path / "o.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, more in ((chart, []), (total, []), (table, [["Total", "3"]])):
            member = write(tmp_path / "m.csv", [days[0], *more, *days[1:]])
            archive.write(member, f"{name}.csv")
    export = read_export(path)
    assert export.receipt.table == f"{table}.csv"
    assert export.table["views"].tolist() == [1, 2]


@pytest.mark.parametrize("number", [" -wtIMTCHWuI", "-wtIMTCHWuI"])
def test_an_id_that_begins_with_a_hyphen_is_the_same_with_and_without_a_space(tmp_path, number):
    rows = rows_of(SIMPLE, FILM, SHORT | {"Content": number})
    table = read_export(write(tmp_path / "Table data.csv", rows)).table
    assert table["post_id"].tolist() == ["dQw4w9WgXcQ", "-wtIMTCHWuI"]


def test_youtube_revenue_is_kept_and_prices_per_thousand_are_not(tmp_path):
    header = f"{SIMPLE}|Your estimated revenue (USD)|RPM (USD)|CPM (USD)"
    film = FILM | {"Your estimated revenue (USD)": "1.5", "RPM (USD)": "2.5", "CPM (USD)": "4"}
    export = read_export(write(tmp_path / "t.csv", rows_of(header, film)))
    assert export.table[["revenue", "currency"]].values.tolist() == [[1.5, "USD"]]
    assert {"RPM (USD)", "CPM (USD)"} <= {*export.receipt.unused}
    assert "cpm" not in export.table


def test_subscribers_that_youtube_leaves_blank_are_missing_and_not_0(tmp_path):
    rows = rows_of(SIMPLE, TOTAL, FILM, SHORT | {"Subscribers": ""})
    assert read_export(write(tmp_path / "t.csv", rows)).table["net_follows"].tolist() == [4, pd.NA]


def test_more_views_than_thumbnails_is_no_fault_and_makes_no_rate(tmp_path):
    export = read_export(write(tmp_path / "t.csv", rows_of(SIMPLE, SHORT | {"Subscribers": "2"})))
    assert export.table[["views", "thumbnail_impressions"]].values.tolist() == [[350, 40]]
    assert looks(export) == []
    with pytest.raises(ValueError, match="impressions"):
        summarize(export, "view_rate")


def test_unique_viewers_of_films_are_never_added(tmp_path):
    films = [FILM | {"Unique viewers": "400"}, SHORT | {"Unique viewers": "200"}]
    export = read_export(write(tmp_path / "t.csv", rows_of(f"{SIMPLE}|Unique viewers", *films)))
    with pytest.raises(NotAdditiveError) as refused:
        summarize(export, "reach")
    assert refused.value.bounds.iloc[0].tolist() == [400, 600]


def test_engaged_views_above_all_views_are_looked_at(tmp_path):
    def read(engaged):
        rows = rows_of(f"{SIMPLE}|Engaged views", FILM | {"Engaged views": engaged})
        return read_export(write(tmp_path / "t.csv", rows))

    assert (looks(read("600")), looks(read("601"))) == ([], ["superset"])


# LinkedIn


def test_a_day_that_is_not_that_of_the_linkedin_activity_is_looked_at(tmp_path):
    right = write(tmp_path / "r.csv", rows_of(POSTS, POST))
    wrong = write(tmp_path / "w.csv", rows_of(POSTS, POST | {"Created date": "03/16/2025"}))
    assert (looks(read_export(right)), looks(read_export(wrong))) == ([], ["clock"])


UPDATES = (
    "Update link|Update title|Update type|Campaign name|Posted by|Created date"
    "|Campaign start date|Campaign end date|Audience|Impressions|Video views|Clicks"
    "|Click through rate (CTR)|Likes|Comments|Shares|Follows|Engagement rate"
)


def test_updates_in_a_workbook_have_their_columns_in_another_order(tmp_path):
    update = {name.replace("Post", "Update"): cell for name, cell in POST.items()}
    path = workbook(
        tmp_path / "u.xlsx",
        **{"Update_metrics_(aggregated)": rows_of(DAYS, DAY),
           "Update_engagement": rows_of(UPDATES, update | {"Shares": "3"})},
    )  # fmt: skip
    export = read_export(path)
    assert export.receipt.format == "linkedin_page_updates"
    assert export.table[["title", "permalink", "shares"]].values.tolist() == [
        ["Made up", POST["Post link"], 3]
    ]
    days = read_export(path, table="Update metrics (aggregated)").table
    assert days["impressions"].tolist() == [200]


def text_of(rows):
    return [[str(cell) for cell in row] for row in rows]


def test_a_creator_workbook_of_2026_in_english_has_a_sixth_sheet_and_numbers_as_text(tmp_path):
    kinds = [["Top Demographics", "Value", "Percentage"], ["Job titles", "Analyst", "12%"]]
    sheets = {name: text_of(rows) for name, rows in SHEETS.items()}
    path = workbook(tmp_path / "AggregateAnalytics_Me.xlsx", **sheets, CONTENT_DEMOGRAPHICS=kinds)
    export = read_export(path)
    assert export.table["impressions"].sum() == 600
    assert export.total.to_dict("list") == {"impressions": [1000], "reach": [450]}
    assert read_export(path, table="ENGAGEMENT").table["engagements"].tolist() == [20, 5]
    with pytest.raises(DataError, match="LinkedIn creator, demographics"):
        read_export(path, table="CONTENT DEMOGRAPHICS")


def test_a_creator_workbook_with_sheets_in_polish(tmp_path):
    path = workbook(tmp_path / "c.xlsx", ODKRYWANIE=DISCOVERY, REAKCJE=ENGAGEMENT,
                    NAJPOPULARNIEJSZE_PUBLIKACJE=top_posts(), OBSERWUJĄCY=FOLLOWERS)  # fmt: skip
    export = read_export(path)
    assert export.table["impressions"].sum() == 600
    assert export.total["reach"].tolist() == [450]
    assert read_export(path, table="REAKCJE").table["engagements"].tolist() == [20, 5]
    with pytest.raises(DataError, match="LinkedIn creator, followers"):
        read_export(path, table="OBSERWUJĄCY")


# TikTok


def test_tiktok_studio_days_are_in_the_language_and_headers_are_not(tmp_path):
    header = "Date|Video Views|Profile Views|Likes|Comments|Shares"
    day = {"Date": "8 de marzo", "Video Views": "5", "Profile Views": "4", "Likes": "3",
           "Comments": "2", "Shares": "1"}  # fmt: skip
    export = read_export(write(tmp_path / "o.csv", rows_of(header, day)), year=2026)
    names = ["views", "profile_visits", "likes", "comments", "shares"]
    assert export.table[names].values.tolist() == [[5, 4, 3, 2, 1]]


# The head that all content of Facebook shares


def test_a_preset_of_facebook_without_a_count_of_what_was_shown_is_refused(tmp_path):
    rows = rows_of(HEAD.rstrip("|"), PAGE_POST)
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(write(tmp_path / "c.csv", rows))


def test_likes_that_were_taken_back_are_below_zero_for_a_video_of_youtube(tmp_path):
    rows = [["Content", "Video title", "Views", "Likes"], ["Total", "", "9", "2"],
            ["dQw4w9WgXcQ", "A", "4", "5"], ["wtIMTCHWuIx", "B", "5", "-3"]]  # fmt: skip
    export = read_export(write(tmp_path / "Table data.csv", rows))
    assert export.table["likes"].tolist() == [5, -3]
    assert looks(export) == ["negative"]
    told = str(export.receipt.problems[0])
    assert "is below zero. Known of this file: likes that were taken back" in told
    assert "cannot be negative" not in told
    rows[-1][2] = "-5"
    with pytest.raises(DataError, match="views: -5"):
        read_export(write(tmp_path / "Table data.csv", rows))


def test_an_id_that_a_spreadsheet_took_for_a_formula_is_missing_and_no_other_s(tmp_path):
    rows = [["Content", "Video title", "Views"], ["Total", "", "9"], ["#NAME?", "A", "4"],
            ["#NAME?", "B", "5"]]  # fmt: skip
    export = read_export(write(tmp_path / "Table data.csv", rows))
    assert export.table["post_id"].isna().all()
    assert export.table[["title", "views"]].values.tolist() == [["A", 4], ["B", 5]]
