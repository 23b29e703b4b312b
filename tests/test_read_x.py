"""X: posts, days and videos become tables, in every wording since Twitter."""

import pandas as pd
import pytest
from specimens import EXPORTS, left_out, looks, plain_rows, real, rows_of, write

from toolkit import DataError, read_export

FIRST = (
    "Post id|Date|Post text|Link|Impressions|Likes|Engagements|Bookmarks|Share|New follows|Replies"
    "|Reposts|Profile visits|Detail expands|Url clicks|Hashtag clicks|Permalink clicks"
)
SECOND = (
    "Post id|Date|Post text|Post Link|Impressions|Likes|Engagements|Bookmarks|Shares|New follows"
    "|Replies|Reposts|Profile visits|Detail Expands|URL Clicks|Hashtag Clicks|Permalink Clicks"
)
JAPANESE = (
    "ポストID|日付|ポスト本文|ポストのリンク|インプレッション数|いいね|エンゲージメント|ブックマーク"
    "|共有された回数\\|新しいフォロー|返信|リポスト|プロフィールへのアクセス数|詳細のクリック数"
    "|URLのクリック数|ハッシュタグのクリック数|パーマリンクのクリック数"
)
PORTUGUESE = (
    "ID do post|Data|Texto do post|Postar link|Impressões|Curtidas|Engajamentos|Itens salvos"
    "|Compartilhamentos|Novos seguidores|Respostas|Reposts|Visitas ao perfil"
    "|Expansões de detalhes|Cliques de URL|Cliques de hashtag|Cliques de link permanente"
)
COUNTS = [90, 7, 30, 3, 2, 1, 4, 5, 6, 8, 9, 10, 11]
NAMES = [
    "impressions", "likes", "engagements", "saves", "share_button_uses", "follows", "comments",
    "shares", "profile_visits", "detail_expands", "link_clicks", "hashtag_clicks",
    "permalink_clicks",
]  # fmt: skip
# This id was made on 6 February 2026 at 13:50 UTC.
POST = "2019770265215930588"
MEASURES = (
    "impressions|engagements|engagement rate|retweets|replies|likes|user profile clicks"
    "|url clicks|hashtag clicks|detail expands|permalink clicks|app opens|app installs|follows"
    "|email tweet|dial phone|media views|media engagements"
)
PROMOTED = "|".join(f"promoted {name}" for name in MEASURES.split("|"))
BY_TWEET = f"Tweet id|Tweet permalink|Tweet text|time|{MEASURES}|{PROMOTED}"
BY_DAY = f"Date|Tweets published|{MEASURES}|{PROMOTED}"
TWEET = {
    "impressions": "100.0", "engagements": "5.0", "engagement rate": "0.05000000",
    "retweets": "2.0", "replies": "1.0", "likes": "3.0", "url clicks": "4.0", "follows": "0",
    **dict.fromkeys(PROMOTED.split("|"), "-"),
}  # fmt: skip


def content(tmp_path, header, day):
    """A post with a different number under each of the thirteen counts."""
    cells = [POST, day, "made up", "https://x.com/me/status/1", *map(str, COUNTS)]
    return read_export(write(tmp_path / "content.csv", [header.split("|"), cells]))


@pytest.mark.parametrize(
    ("header", "day"),
    [(FIRST, "Fri Feb 06 2026"), (SECOND, "Fri, Feb 6, 2026"), (JAPANESE, "Fri, Feb 6, 2026"),
     (PORTUGUESE, "Fri, Feb 6, 2026")],
    ids=["first", "second", "japanese", "portuguese"],
)  # fmt: skip
def test_content_of_every_wording_has_the_same_columns(tmp_path, header, day):
    export = content(tmp_path, header, day)
    assert export.table[NAMES].iloc[0].tolist() == COUNTS
    assert export.table["published_at"].iloc[0].strftime("%Y-%m-%d") == "2026-02-06"
    texts = export.table[["post_id", "text", "permalink"]].values.tolist()
    assert texts == [[POST, "made up", "https://x.com/me/status/1"]]
    assert export.receipt.unknown == ()
    assert looks(export) == []


@pytest.mark.parametrize("header", [SECOND, JAPANESE], ids=["second", "japanese"])
def test_the_second_wording_has_days_in_utc_and_the_first_in_a_zone_unknown(tmp_path, header):
    first = content(tmp_path, FIRST, "Fri Feb 06 2026")
    second = content(tmp_path, header, "Fri, Feb 6, 2026")
    assert second.receipt.time_zone == "UTC"
    assert first.receipt.time_zone == (
        "that of whoever downloaded the file, which it does not name"
    )
    assert second.table["published_at"].dt.tz is not None
    assert first.table["published_at"].dt.tz is None


@pytest.mark.parametrize(
    ("header", "day"), [(FIRST, "Sun Feb 08 2026"), (SECOND, "Sun, Feb 8, 2026")]
)
def test_a_day_that_is_not_that_of_the_id_is_looked_at(tmp_path, header, day):
    assert looks(content(tmp_path, header, day)) == ["clock"]


@pytest.mark.parametrize("header", [FIRST, SECOND, JAPANESE])
def test_whether_counts_of_content_are_of_a_lifetime_is_not_in_the_file(tmp_path, header):
    day = "Fri Feb 06 2026" if header == FIRST else "Fri, Feb 6, 2026"
    assert content(tmp_path, header, day).receipt.grain == (
        "of each post until the download, or in the days that were chosen; the file does not say "
        "which"
    )


def test_a_header_that_ends_in_a_backslash_is_known(tmp_path):
    export = content(tmp_path, JAPANESE, "Fri, Feb 6, 2026")
    assert export.receipt.columns["共有された回数\\"] == "share_button_uses"


def test_ghost_rows_of_content_are_left_out_and_counted(tmp_path):
    ghost = {"ポストのリンク": "https://x.com/me/status/undefined", "インプレッション数": "0"}
    post = {"ポストID": POST, "日付": "Fri, Feb 6, 2026", "インプレッション数": "90"}
    export = read_export(write(tmp_path / "ja.csv", rows_of(JAPANESE, ghost, post, ghost)))
    assert export.table["impressions"].tolist() == [90]
    assert [row for row, _ in export.receipt.dropped] == [2, 4]


def test_a_row_without_an_id_is_left_out_in_the_first_wording_as_well(tmp_path):
    ghost, post = {"Impressions": "7"}, {"Post id": POST, "Date": "Fri Feb 06 2026"}
    export = read_export(
        write(tmp_path / "c.csv", rows_of(FIRST, ghost, post | {"Impressions": "90"}))
    )
    assert export.table["impressions"].tolist() == [90]
    assert left_out(export) == ["ghost row without a post id"]


def test_ids_of_nineteen_digits_keep_them(tmp_path):
    assert content(tmp_path, SECOND, "Fri, Feb 6, 2026").table["post_id"].iloc[0] == POST


OVERVIEW = (
    "Date|Impressions|Likes|Engagements|Bookmarks|Shares|New follows|Unfollows|Replies|Reposts"
    "|Profile visits|Create Post|Video views|Media views"
)
OVERVIEW_IN_PORTUGUESE = (
    "Data|Impressões|Curtidas|Engajamentos|Itens salvos|Compartilhamentos|Novos seguidores"
    "|Deixar de seguir|Respostas|Reposts|Visitas ao perfil|Criar post|Visualizações de vídeo"
    "|Visualizações de mídia"
)


@pytest.mark.parametrize(
    "header", [OVERVIEW, OVERVIEW_IN_PORTUGUESE], ids=["english", "portuguese"]
)
def test_the_account_by_day(tmp_path, header):
    cells = ["Fri, Feb 6, 2026", "90", "7", "30", "3", "2", "9", "1", "4", "5", "6", "8", "50", "0"]
    export = read_export(write(tmp_path / "overview.csv", [header.split("|"), cells]))
    row = export.table.iloc[0]
    names = [
        "impressions", "likes", "engagements", "saves", "share_button_uses", "follows",
        "unfollows", "comments", "shares", "profile_visits", "views",
    ]  # fmt: skip
    assert row[names].tolist() == [90, 7, 30, 3, 2, 9, 1, 4, 5, 6, 50]
    assert row["date_start"] == row["date_end"] == pd.Timestamp("2026-02-06")
    assert export.receipt.grain == "in each row's day"
    assert export.receipt.unknown == ()


VIDEO = [
    ["Video overview", "", "", "", "", ""],
    ["Date", "Video views", "Watch time (ms)", "Video completion rate", "Average watch time (ms)",
     "Estimated revenue"],
    *([f"Fri, Feb {day}, 2026", "50", "120500", "12.34", "2410", "0"] for day in range(1, 29)),
    [""] * 10,
    ["Your videos", *[""] * 9],
    ["Uploaded on", "Video ID", "Video title", "Views", "Duration", "Video link", "Monetized",
     "Estimated revenue", "Published date", "Post link"],
    ["Feb 6, 2026", "13_2019770265215930588", "made up", "847", "1:05", "v", "No", "0", "", ""],
]  # fmt: skip


def test_of_two_tables_of_videos_the_days_are_read_and_the_other_named(tmp_path):
    export = read_export(write(tmp_path / "video.csv", VIDEO))
    assert export.receipt.format == "x_video_days"
    assert export.table["views"].tolist() == [50] * 28
    assert export.receipt.mended == ("3 rows of another table below a blank row were left out",)
    assert "read it with table='Your videos'" in str(export.receipt)


def test_watch_time_in_milliseconds_ends_in_seconds(tmp_path):
    export = read_export(write(tmp_path / "video.csv", VIDEO))
    assert export.table["watch_seconds"].iloc[0] == 120.5


def test_the_second_table_of_videos_is_read_by_its_title(tmp_path):
    export = read_export(write(tmp_path / "video.csv", VIDEO), table="Your videos")
    assert export.table["views"].tolist() == [847]
    assert export.table["title"].tolist() == ["made up"]
    assert "posts of one video share them" in str(export.receipt)


def test_a_long_table_of_days_does_not_hide_the_table_below(tmp_path):
    longer = [*VIDEO[:2], *VIDEO[2:3] * 300, *VIDEO[-4:]]
    path = write(tmp_path / "video.csv", longer)
    assert len(read_export(path).table) == 300
    assert read_export(path, table="your videos").table["views"].tolist() == [847]


def test_a_table_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(DataError) as error:
        read_export(write(tmp_path / "video.csv", VIDEO), table="days")
    assert str(error.value) == (
        "video.csv: table='days' is not in it; it holds 'Video overview', 'Your videos'."
    )


def test_tweets_one_by_one(tmp_path):
    tweet = TWEET | {
        "Tweet id": "1432000000000000000", "Tweet text": "made up",
        "time": "2021-08-29 15:27 +0000",
    }  # fmt: skip
    export = read_export(write(tmp_path / "tweets.csv", rows_of(BY_TWEET, tweet)))
    row = export.table.iloc[0]
    assert export.receipt.format == "x_tweets"
    assert export.receipt.unknown == ()
    assert row[["impressions", "engagements", "shares", "comments", "likes"]].tolist() == [
        100, 5, 2, 1, 3,
    ]  # fmt: skip
    assert row["published_at"] == pd.Timestamp("2021-08-29 15:27", tz="UTC")
    assert looks(export) == []
    assert export.receipt.grain == "since each Tweet went out, until the download"


@pytest.mark.parametrize(("hour", "looked"), [("15:27", []), ("17:27", ["clock"])])
@pytest.mark.parametrize("zone", ["", " +0000"])
def test_times_of_tweets_are_utc_with_and_without_saying_so(tmp_path, hour, zone, looked):
    tweet = TWEET | {"Tweet id": "1432000000000000000", "time": f"2021-08-29 {hour}{zone}"}
    export = read_export(write(tmp_path / "t.csv", rows_of(BY_TWEET, tweet)))
    assert export.table["published_at"].tolist() == [pd.Timestamp(f"2021-08-29 {hour}", tz="UTC")]
    assert export.receipt.time_zone == "UTC"
    assert looks(export) == looked


def test_a_row_without_a_tweet_is_left_out(tmp_path):
    tweet = TWEET | {"Tweet id": "1432000000000000000", "time": "2021-08-29 15:27 +0000"}
    rows = rows_of(BY_TWEET, tweet, TWEET | {"impressions": "7"})
    export = read_export(write(tmp_path / "t.csv", rows))
    assert export.table["impressions"].tolist() == [100]
    assert left_out(export) == ["row without a Tweet id"]


@pytest.mark.parametrize(
    ("header", "own"),
    [(BY_TWEET, {"Tweet id": "1432000000000000000", "Tweet permalink": "https://x.com/me/status/1",
                 "Tweet text": "made up", "time": "2021-08-29 15:27 +0000"}),
     (BY_DAY, {"Date": "2021-08-29", "Tweets published": "3"})],
    ids=["tweets", "days"],
)  # fmt: skip
def test_each_count_of_twitter_stands_under_its_own_name(tmp_path, header, own):
    counts = {name: str(900 - place) for place, name in enumerate(MEASURES.split("|"))}
    cells = own | counts | {"engagement rate": str(899 / 900), "promoted impressions": "40"}
    export = read_export(write(tmp_path / "t.csv", rows_of(header, cells)))
    said = {
        "impressions": 900, "engagements": 899, "shares": 897, "comments": 896, "likes": 895,
        "profile_visits": 894, "link_clicks": 893, "hashtag_clicks": 892, "detail_expands": 891,
        "permalink_clicks": 890, "follows": 887, "paid_impressions": 40,
    }  # fmt: skip
    assert export.table[[*said]].iloc[0].to_dict() == said
    texts = {"post_id": "Tweet id", "permalink": "Tweet permalink", "text": "Tweet text"}
    kept = {name: own[head] for name, head in texts.items() if head in own}
    assert export.table[[*kept]].iloc[0].to_dict() == kept
    left = {"app opens", "app installs", "email tweet", "dial phone", "media views",
            "media engagements", "promoted likes"}  # fmt: skip
    assert left <= {*export.receipt.unused}
    assert looks(export) == []


def test_an_edited_engagement_rate_of_a_day_is_found(tmp_path):
    day = TWEET | {"Date": "2021-08-29", "engagement rate": "0.5123456789"}
    assert looks(read_export(write(tmp_path / "d.csv", rows_of(BY_DAY, day)))) == ["edited"]


def test_a_dash_under_promoted_is_none_and_never_0(tmp_path):
    tweets = [
        TWEET | {"Tweet id": "1432000000000000000", "time": "2021-08-29 15:27 +0000"},
        TWEET | {"Tweet id": "1432000000000000001", "time": "2021-08-29 15:27 +0000",
                 "promoted impressions": "40"},
    ]  # fmt: skip
    table = read_export(write(tmp_path / "tweets.csv", rows_of(BY_TWEET, *tweets))).table
    assert table["paid_impressions"].tolist() == [pd.NA, 40]


def test_an_edited_engagement_rate_of_a_tweet_is_found(tmp_path):
    tweet = TWEET | {
        "Tweet id": "1432000000000000000", "time": "2021-08-29 15:27 +0000",
        "engagement rate": "0.5123456789",
    }  # fmt: skip
    assert looks(read_export(write(tmp_path / "t.csv", rows_of(BY_TWEET, tweet)))) == ["edited"]


def test_days_of_tweets_are_what_came_in_and_not_lifetimes(tmp_path):
    days = [TWEET | {"Date": f"2021-08-0{day}", "Tweets published": "3"} for day in (1, 2)]
    export = read_export(write(tmp_path / "days.csv", rows_of(BY_DAY, *days)))
    assert export.receipt.format == "x_tweet_days"
    assert export.receipt.time_zone == "UTC"
    assert export.receipt.grain == "in each row's day"
    assert export.table["date_end"].dt.day.tolist() == [1, 2]
    assert export.table["impressions"].sum() == 200
    assert "does not agree" in str(export.receipt)


def test_tweets_in_portuguese(tmp_path):
    header = (
        "id do Tweet|link permanente do Tweet|texto do Tweet|horário|impressões|engajamentos"
        "|taxa de engajamento|retweets|respostas|favoritos|cliques no perfil do usuário:"
        "|cliques no URL|impressões promovido(a)(s)|engajamentos promovido(a)(s)"
    )
    tweet = {
        "id do Tweet": "1432000000000000000", "horário": "2021-08-29 15:27 +0000",
        "impressões": "100", "engajamentos": "5", "retweets": "2", "favoritos": "3",
        "impressões promovido(a)(s)": "-", "taxa de engajamento": "0.05",
    }  # fmt: skip
    export = read_export(write(tmp_path / "tweets.csv", rows_of(header, tweet)))
    assert export.table[["impressions", "engagements", "shares", "likes"]].iloc[0].tolist() == [
        100, 5, 2, 3,
    ]  # fmt: skip
    assert export.receipt.unknown == ()


@real
def test_real_japanese_content_agrees_with_an_independent_count():
    path = EXPORTS / "x_content_2026_japanese.csv"
    export = read_export(path)
    head, *rows = plain_rows(path, "utf-8")
    posts = [row for row in rows if row[0]]
    assert len(rows) - len(posts) == 30
    assert left_out(export) == ["ghost row without a post id"]
    assert export.table["post_id"].tolist() == [row[0] for row in posts]
    for place, name in enumerate(NAMES, 4):
        assert export.table[name].sum() == sum(int(row[place]) for row in posts), head[place]
    assert export.receipt.problems == ()


def test_an_overview_of_nothing_but_follows_is_refused(tmp_path):
    rows = [["Date", "New follows", "Unfollows"], ["Fri, Feb 27, 2026", "3", "1"]]
    with pytest.raises(DataError, match="is X analytics, follows by day"):
        read_export(write(tmp_path / "t.csv", rows))
