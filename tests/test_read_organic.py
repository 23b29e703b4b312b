"""Meta Business Suite: content of Facebook pages becomes a table, in every preset and wording."""

import pandas as pd
import pytest
from specimens import EXPORTS, left_out, looks, plain_rows, real, rows_of, write

from toolkit import DataError, read_export

HEAD = (
    "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Caption type|Permalink"
    "|Is crosspost|Is share|Post type|Languages|Custom labels|Funded content status|Data comment"
    "|Date|"
)
OF_2023 = HEAD + (
    "IMPRESSION:UNIQUE_USERS|Reach|Impressions|Reactions, Comments and Shares|Reactions|Comments"
    "|Shares|Total clicks|Matched Audience Targeting Consumption (Photo Click)|Other Clicks"
    "|Link Clicks|Negative feedback from users: Hide all"
)
OF_JANUARY_2025 = HEAD + (
    "Views|Reach|Reactions, Comments and Shares|Reactions|Comments|Shares|Total clicks|Link Clicks"
    "|Other Clicks|Matched Audience Targeting Consumption (Photo Click)|Seconds viewed"
    "|Average Seconds viewed|Estimated earnings (USD)|Ad impressions"
)
OF_MARCH_2025 = HEAD + (
    "Views|Reach|Reactions, Comments and Shares|Reactions|Comments|Shares|Total clicks|Views"
    "|Reach from Organic posts|Reach from Boosted posts|3-second video views|1-minute video views"
    "|3-Second viewers|1-minute viewers|3-second video views from Boosted posts"
    "|3-second video views from Organic posts|Negative feedback from users"
    "|Unique negative feedback from users|Other Clicks"
    "|Matched Audience Targeting Consumption (Photo Click)|Link Clicks"
)
VIDEOS = (
    "Video asset ID|Universal video ID|Page ID|Page name|Title|Duration (sec)|Publish time"
    "|Custom labels|Data comment|Date|Reach|3-second video views|1-minute video views"
    "|Seconds viewed|Average Seconds viewed|Reactions|Comments|Shares|Views"
    "|Estimated earnings (USD)|60-Second Views From Followers"
)
POST = {
    "Post ID": "122121474620644101", "Page ID": "61569323067856", "Page name": "A page",
    "Title": "Made up", "Publish time": "03/15/2025 03:06", "Post type": "Photos",
    "Date": "Lifetime", "Duration (sec)": "0",
}  # fmt: skip


def read(tmp_path, header, *records, **asked):
    path = write(tmp_path / "content.csv", rows_of(header, *records), encoding="utf-8-sig")
    return read_export(path, **asked)


def test_facebook_of_2023_has_impressions(tmp_path):
    export = read(tmp_path, OF_2023, POST | {
        "Reach": "600", "Impressions": "900", "Reactions": "7", "Comments": "2", "Shares": "1",
        "Total clicks": "30", "Link Clicks": "10", "Other Clicks": "15", "Post type": "Photo/Text",
        "Matched Audience Targeting Consumption (Photo Click)": "5",
        "Negative feedback from users: Hide all": "1",
    })  # fmt: skip
    row = export.table.iloc[0]
    assert export.receipt.format == "facebook_content"
    assert export.receipt.unknown == ()
    assert row[["impressions", "reach", "likes", "comments", "shares"]].tolist() == [
        900, 600, 7, 2, 1,
    ]  # fmt: skip
    assert row[["clicks", "link_clicks", "other_clicks", "photo_clicks"]].tolist() == [
        30, 10, 15, 5,
    ]  # fmt: skip
    assert row["format"] == "photo or text"
    assert row["negative_feedback"] == 1
    assert row["published_at"] == pd.Timestamp("2025-03-15 10:06", tz="UTC")
    assert export.receipt.grain == "since each post went out, until the download"


@pytest.mark.parametrize(
    ("header", "named"),
    [(OF_MARCH_2025, "Post ID"), (f"{VIDEOS}|3-Second viewers", "Video asset ID")],
    ids=["two columns of views", "videos"],
)  # fmt: skip
def test_ghost_rows_marks_and_flaws_are_the_same_in_every_preset(tmp_path, header, named):
    post = POST | {named: "1234567890123456", "Reach": "600", "3-second video views": "500",
                   "3-Second viewers": "501", "Post type": "Videos"}  # fmt: skip
    export = read(tmp_path, header, post | {"Shares": "N/A"}, {"Reach": "77"})
    assert export.table["reach"].tolist() == [600]
    assert export.table["shares"].isna().all()
    assert export.table["duration_seconds"].isna().all()
    assert left_out(export)[0].startswith("ghost row without a ")
    assert looks(export) == ["superset"]


def test_ghost_rows_of_2023_carry_only_unique_users_and_are_left_out(tmp_path):
    ghost = {"IMPRESSION:UNIQUE_USERS": "77"}
    post = POST | {"Reach": "600", "Impressions": "900"}
    export = read(tmp_path, OF_2023, post, ghost, ghost, ghost)
    assert export.table["reach"].tolist() == [600]
    assert [row for row, _ in export.receipt.dropped] == [3, 4, 5]
    assert left_out(export) == ["ghost row without a post ID"]


def test_facebook_of_january_2025_has_views_money_and_no_impressions(tmp_path):
    video = POST | {
        "Post type": "Videos", "Duration (sec)": "41", "Views": "900", "Reach": "600",
        "Seconds viewed": "1234.5", "Estimated earnings (USD)": "1.25",
    }  # fmt: skip
    export = read(tmp_path, OF_JANUARY_2025, POST | {"Views": "90", "Reach": "60"}, video)
    assert "impressions" not in export.table
    assert export.table["views"].tolist() == [90, 900]
    assert export.table["watch_seconds"].sum() == 1234.5
    assert export.table["revenue"].sum() == 1.25
    assert export.receipt.currency == "USD"
    assert export.table["duration_seconds"].tolist() == [pd.NA, 41]


def test_the_same_header_views_is_another_metric_in_the_preset_with_two(tmp_path):
    photo = POST | {"Views": "0", "Reach": "60", "Reach from Organic posts": "60"}
    video = POST | {
        "Post ID": "122121474620644102", "Post type": "Videos", "Views": "0", "Reach": "9",
        "3-second video views": "4",
    }  # fmt: skip
    rows = rows_of(OF_MARCH_2025, photo, video)
    second = [place for place, name in enumerate(rows[0]) if name == "Views"][1]
    rows[1][second], rows[2][second] = "0", "7"
    export = read_export(write(tmp_path / "content.csv", rows))
    assert export.receipt.format == "facebook_content_video_views"
    assert export.table["plays"].tolist() == [pd.NA, 7]
    assert not {"views", "impressions"} & set(export.table)
    assert "neither impressions nor the views" in str(export.receipt)


def test_each_count_of_march_2025_stands_under_its_own_name(tmp_path):
    counts = {
        "Reach": 100, "Reactions": 7, "Comments": 2, "Shares": 1, "Total clicks": 30, "Views#2": 61,
        "Reach from Organic posts": 80, "Reach from Boosted posts": 40,
        "3-second video views": 50, "1-minute video views": 20, "3-Second viewers": 45,
        "1-minute viewers": 18, "Negative feedback from users": 3, "Other Clicks": 15,
        "Matched Audience Targeting Consumption (Photo Click)": 5, "Link Clicks": 10,
    }  # fmt: skip
    rows = rows_of(OF_MARCH_2025.replace("Total clicks|Views", "Total clicks|Views#2"), POST | {
        "Post type": "Videos", "Views": 60, "Custom labels": "spring", "Description": "made up",
        "Permalink": "https://www.facebook.com/1", "Reactions, Comments and Shares": 10,
        "3-second video views from Boosted posts": 9, "Unique negative feedback from users": 1,
        "3-second video views from Organic posts": 41, **counts,
    })  # fmt: skip
    rows[0] = [name.removesuffix("#2") for name in rows[0]]
    export = read_export(write(tmp_path / "content.csv", rows))
    names = [
        "reach", "likes", "comments", "shares", "clicks", "plays", "organic_reach", "paid_reach",
        "views_3s", "views_60s", "viewers_3s", "viewers_60s", "negative_feedback", "other_clicks",
        "photo_clicks", "link_clicks",
    ]  # fmt: skip
    assert export.table[names].iloc[0].tolist() == [*counts.values()]
    texts = ["post_id", "account", "title", "text", "permalink", "label", "format"]
    assert export.table[texts].iloc[0].tolist() == [
        "122121474620644101", "A page", "Made up", "made up", "https://www.facebook.com/1",
        "spring", "video",
    ]  # fmt: skip
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2025-03-15 10:06", tz="UTC")
    assert export.table["duration_seconds"].isna().all()
    assert export.receipt.unknown == ()


def test_plays_of_a_post_by_country_age_source_and_interval_are_parts_not_used(tmp_path):
    parts = (
        "3-second video views by top audience (F, 45-54)",
        "3-second video views by country (Spain (ES))",
        "1-minute video views from Recommendations", "1-minute video views from Boosted posts",
        "Seconds viewed from Followers", "Average Seconds viewed from Shares",
        "Percentage of total views at interval 40", "Percentage of 15-second views at interval 0",
    )  # fmt: skip
    export = read(
        tmp_path,
        "|".join([OF_JANUARY_2025, *parts]),
        POST | {"Views": "90"} | dict.fromkeys(parts, "7"),
    )
    assert set(parts) <= set(export.receipt.unused)
    assert export.receipt.unknown == ()


def test_0_plays_of_a_photo_are_no_count_and_of_a_video_are_one(tmp_path):
    counts = {"3-second video views": "0", "1-minute video views": "0", "3-Second viewers": "0",
              "1-minute viewers": "0", "Seconds viewed": "0"}  # fmt: skip
    photo = POST | counts | {"Views": "90", "Reach": "60"}
    video = photo | {"Post ID": "122121474620644102", "Post type": "Videos"}
    header = "|".join([OF_JANUARY_2025, *list(counts)[:4]])
    table = read(tmp_path, header, photo, video).table
    for name in ("views_3s", "views_60s", "viewers_3s", "viewers_60s", "watch_seconds"):
        assert table[name].isna().tolist() == [True, False]


def test_views_of_0_on_a_post_that_reached_people_are_no_count(tmp_path):
    seen = POST | {"Views": "0", "Reach": "60"}
    unseen = POST | {"Post ID": "122121474620644102", "Views": "0", "Reach": "0"}
    export = read(tmp_path, OF_JANUARY_2025, seen, unseen)
    assert export.table["views"].tolist() == [pd.NA, 0]
    assert ("views", 1) in [each[:2] for each in export.receipt.blanked]


def test_ragged_rows_are_filled_up_and_never_shifted(tmp_path):
    rows = rows_of(OF_JANUARY_2025, POST | {"Views": "90", "Reach": "60", "Shares": "3"})
    rows[1] = rows[1][:27]
    export = read_export(write(tmp_path / "content.csv", rows))
    assert export.table["shares"].tolist() == [3]
    assert export.table["watch_seconds"].isna().all()
    assert "1 rows shorter than the header were filled up" in export.receipt.mended


def test_facebook_with_duration_in_secs_and_other_capitals_is_the_same(tmp_path):
    header = OF_JANUARY_2025.replace("(sec)", "(secs)").replace(
        "Reactions, Comments and Shares", "Reactions, comments and shares"
    )
    export = read(tmp_path, header + "|Engaged users|Ad CPM (USD)|Other clicks", POST | {
        "Views": "9", "Reach": "5", "Engaged users": "3", "Duration (secs)": "0",
    })  # fmt: skip
    assert export.receipt.unknown == ()
    assert export.table["engaged_people"].tolist() == [3]


def test_a_day_in_the_column_date_makes_it_a_count_of_that_day(tmp_path):
    days = [POST | {"Date": f"03/1{day}/2025", "Views": "9", "Reach": "5"} for day in (5, 6)]
    export = read(tmp_path, OF_JANUARY_2025, *days)
    assert export.table["date_start"].dt.day.tolist() == [15, 16]
    assert export.receipt.grain == "in each row's day"


def test_posts_whose_ids_a_spreadsheet_rounded_are_no_ghosts(tmp_path):
    posts = [POST | {"Post ID": "1.22121E+17", "Reach": reach} for reach in ("5", "7")]
    export = read(tmp_path, OF_2023, *posts)
    assert export.table["reach"].tolist() == [5, 7]
    assert export.table["post_id"].isna().all()
    assert "a spreadsheet rounded the ids" in str(export.receipt)


@pytest.mark.parametrize(("organic", "looked"), [(80, []), (120, ["superset"])])
def test_parts_of_reach_above_it_are_kept_and_one_alone_above_it_is_looked_at(
    tmp_path, organic, looked
):
    export = read(tmp_path, OF_MARCH_2025, POST | {
        "Reach": "100", "Reach from Organic posts": str(organic), "Reach from Boosted posts": "40",
    })  # fmt: skip
    parts = export.table[["reach", "organic_reach", "paid_reach"]].iloc[0].tolist()
    assert parts == [100, organic, 40]
    assert looks(export) == looked


def test_reach_above_impressions_is_looked_at_since_meta_counts_them_apart(tmp_path):
    export = read(tmp_path, OF_2023, POST | {"Reach": "7", "Impressions": "4"})
    assert looks(export) == ["superset"]
    assert "Meta counts people and displays apart" in str(export.receipt)


def test_facebook_in_portuguese(tmp_path):
    header = (
        "Identificação da publicação|Identificação da Página|Nome da Página|Título|Descrição"
        "|Duração (segundos)|Horário de publicação|Link permanente|Tipo de publicação|Data"
        "|Visualizações|Alcance|Reações|Comentários|Compartilhamentos|Total de cliques"
    )
    export = read(tmp_path, header, {
        "Identificação da publicação": "122121474620644101", "Nome da Página": "Página",
        "Horário de publicação": "03/15/2025 03:06", "Tipo de publicação": "Fotos",
        "Data": "Vitalício", "Visualizações": "90", "Alcance": "60", "Reações": "7",
        "Total de cliques": "30",
    })  # fmt: skip
    row = export.table.iloc[0]
    assert row[["views", "reach", "likes", "clicks"]].tolist() == [90, 60, 7, 30]
    assert row["format"] == "photo"
    assert "date_start" not in export.table


def test_facebook_in_spanish(tmp_path):
    header = (
        "Identificador de la publicación|Identificador de la página|Nombre de la página|Título"
        "|Hora de publicación|Enlace permanente|Tipo de publicación|Alcance|Reacciones"
        "|Comentarios|Veces que se ha compartido|Visualizaciones de vídeo de 3 segundos"
        "|Visualizaciones de vídeo de 1 minuto"
    )
    export = read(tmp_path, header, {
        "Identificador de la publicación": "122121474620644101", "Alcance": "60",
        "Hora de publicación": "03/15/2025 03:06", "Tipo de publicación": "Vídeos",
        "Reacciones": "7", "Veces que se ha compartido": "3",
        "Visualizaciones de vídeo de 3 segundos": "20",
    })  # fmt: skip
    row = export.table.iloc[0]
    assert export.receipt.platform == "facebook"
    assert row[["reach", "likes", "shares", "views_3s"]].tolist() == [60, 7, 3, 20]


def test_facebook_videos_with_a_column_for_every_country_and_interval(tmp_path):
    bands = [f"Percentage of total views at interval {number}" for number in range(41)]
    lands = [f"Views by country (Land {number} (L{number}))" for number in range(120)]
    export = read(tmp_path, "|".join([VIDEOS, *bands, *lands]), {
        "Video asset ID": "1234567890123456", "Publish time": "03/15/2025 03:06",
        "Duration (sec)": "595", "Reach": "900", "3-second video views": "500",
        "1-minute video views": "80", "Seconds viewed": "9000", "Views": "1200",
        lands[3]: "44",
    })  # fmt: skip
    row = export.table.iloc[0]
    assert export.receipt.format == "facebook_video"
    assert export.receipt.unknown == ()
    assert row[["reach", "plays", "views_3s", "views_60s", "watch_seconds"]].tolist() == [
        900, 1200, 500, 80, 9000,
    ]  # fmt: skip
    assert row[["post_id", "duration_seconds"]].tolist() == ["1234567890123456", 595]
    assert row["published_at"] == pd.Timestamp("2025-03-15 10:06", tz="UTC")
    assert "views" not in export.table


def test_an_audience_table_is_refused_with_what_to_download_instead(tmp_path):
    path = tmp_path / "Audience.csv"
    text = (
        'sep=,\n"Age & gender"\n"","Women","Men"\n"18-24","10","20"\n\n'
        '"Top cities"\n"A, Land","B, Land"\n"5","3"\n\n'
        '"Follows"\n"Date","Primary"\n"2026-03-01T00:00:00","4"\n'
    )
    path.write_bytes(text.encode("utf-16"))
    with pytest.raises(DataError) as error:
        read_export(path)
    assert str(error.value) == (
        "Audience.csv: is Meta Business Suite, audience. It says who follows the account, not what "
        "was shown. Download Insights > Content (posts), or Insights > Results (days), instead."
    )


def test_a_table_of_formats_is_refused_with_what_to_download_instead(tmp_path):
    path = tmp_path / "Top content formats.csv"
    text = 'sep=,\n"Views"\n"Reels","Multi-photo","Links","Photos"\n"90","50","7","2"\n\n'
    path.write_bytes((text + '"Published content"\n"Reels","Photos"\n"4","3"\n').encode("utf-16"))
    with pytest.raises(DataError, match="sums up posts by their format, without days"):
        read_export(path)


def test_a_page_by_day_without_displays_is_refused_with_what_to_download_instead(tmp_path):
    header = (
        "Page ID|Page name|Data comment|Date|Unique user engagements|Overall negative feedback"
        "|Overall negative feedback: Hide all|Unique negative feedback from users"
    )
    day = {"Page ID": "61569323067856", "Page name": "A page", "Date": "02/10/2026",
           "Unique user engagements": "62", "Overall negative feedback": "0"}  # fmt: skip
    with pytest.raises(DataError, match="It says how many people engaged with the page"):
        read(tmp_path, header, day)
    shown = read(tmp_path, f"{header}|Reach|Views", day | {"Reach": "5", "Views": "9"})
    assert shown.table["reach"].tolist() == [5]


@real
def test_real_facebook_content_agrees_with_an_independent_count():
    path = EXPORTS / "facebook_business_suite_content_2025.csv"
    export = read_export(path)
    head, *rows = plain_rows(path)
    views = [place for place, name in enumerate(head) if name == "Views"][1]
    videos = [row for row in rows if row[head.index("Post type")] in ("Videos", "Reels")]
    assert len(export.table) == len(rows) == 20
    assert export.table["plays"].sum() == sum(int(row[views]) for row in videos)
    assert export.table["plays"].notna().sum() == len(videos)
    for name, header in {"reach": "Reach", "likes": "Reactions", "clicks": "Total clicks",
                         "organic_reach": "Reach from Organic posts"}.items():  # fmt: skip
        assert export.table[name].sum() == sum(int(row[head.index(header)]) for row in rows)
    assert export.receipt.unknown == ()
    assert export.receipt.problems == ()
