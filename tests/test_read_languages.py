"""Organic downloads in the languages of the interface: the same numbers under other headers.

The headers of Italian, Japanese, Korean, Chinese, Russian, Vietnamese, Indonesian, Turkish and
Swedish tables are those that public code expects of such files; the rows are made up.
"""
# ruff: noqa: RUF001

import pandas as pd
import pytest
from specimens import left_out, looks, rows_of, write

from toolkit import DataError, read_export

# Content, title, views, hours of watch time, subscribers, and the word of the total.
YOUTUBE = {
    "German of 2025": (
        ("Videos|Videotitel|Aufrufe|Wiedergabezeit (Stunden)|Abonnenten|Dauer|Likes"
        "|Veröffentlichungszeitpunkt des Videos|Gewonnene Abonnenten|Verlorene Abonnenten"
        "|Durchschnittliche Wiedergabedauer|Thumbnail-Impressionen|Thumbnail-Klickrate (%)"),
        "Gesamt",
    ),
    "Italian": (
        ('Contenuti|Titolo video|Visualizzazioni|Tempo di visualizzazione (ore)|Iscritti|Durata'
        '|Visualizzazioni "engaged"|Percentuale media visualizzata (%)|Spettatori unici'
        "|Ha continuato a guardare (%)|Media di visualizzazioni per spettatore|Nuovi spettatori"
        "|Spettatori di ritorno|Spettatori occasionali|Spettatori abituali"),
        "Totale",
    ),
    "French": (
        ("Contenu|Titre de la vidéo|Vues|Durée de visionnage (heures)|Abonnés|Vues intentionnelles"
        "|Spectateurs réguliers|Spectateurs occasionnels|Spectateurs uniques|Impressions"
        "|Taux de clics par impression (%)|Durée moyenne d'une vue|Partages"),
        "Total",
    ),
    "Japanese": (
        ("コンテンツ|動画のタイトル|視聴回数|総再生時間（単位: 時間）|チャンネル登録者|動画公開時刻"
        "|長さ|エンゲージ ビュー|平均視聴時間|平均再生率 (%)|インプレッション数"
        "|インプレッションのクリック率 (%)"
        "|推定収益 (JPY)|推定 AdSense 収益 (JPY)|YouTube 広告収益 (JPY)|再生回数に基づく CPM (JPY)"
        "|RPM (JPY)|YouTube Premium 総再生時間（単位: 時間）|終了画面要素の表示回数"),
        "合計",
    ),
    "Korean": (
        ("콘텐츠|동영상 제목|조회수|시청 시간(단위: 시간)|구독자|동영상 게시 시간|길이|유효 조회수"
        "|예상 수익 (KRW)|노출수|노출 클릭률 (%)|평균 시청 지속 시간"),
        "합계",
    ),
    "Chinese": (
        ("內容|影片標題|觀看次數|觀看時間 (小時)|訂閱人數|影片發布時間|時間長度|互動觀看次數"
        "|平均觀看比例 (%)|續看觀眾比率 (%)|非重複觀眾人數|每位觀眾的平均觀看次數|熱推|熱推積分"
        "|獲得的訂閱人數|流失的訂閱人數|喜歡次數|不喜歡次數|分享次數|已新增留言|預估收益 (TWD)"
        "|平均觀看時間|曝光次數|曝光點閱率 (%)"),
        "總計",
    ),
    "Russian": (
        ("Контент|Название видео|Просмотры|Время просмотра (часы)|Подписчики"
        "|Время публикации видео|Продолжительность|Показы"),
        "Итоговое значение",
    ),
    "Vietnamese": (
        ("Nội dung|Tiêu đề video|Số lượt xem|Thời gian xem (giờ)|Số người đăng ký|Người xem mới"
        "|Người xem cũ|Tỷ lệ nhấp của số lượt hiển thị hình thu nhỏ (%)|Ở lại xem (%)"),
        "Tổng",
    ),
    "Indonesian": (
        ("Konten|Judul video|Penayangan|Waktu tonton (jam)|Subscriber|Waktu publikasi video|Durasi"
        "|Tayangan|Rasio klik-tayang dari tayangan (%)"),
        "Total",
    ),
    "Turkish": (
        ("İçerik|Video başlığı|Görüntüleme|İzlenme süresi (saat)|Aboneler"
        "|Videonun yayınlanma tarihi|Süre"),
        "Toplam",
    ),
    "Swedish": (
        ("Innehåll|Videotitel|Visningar|Visningstid (timmar)|Prenumeranter|Längd|Exponeringar"
        "|Publiceringstid för video|Klickfrekvens för exponeringar (%)"),
        "Totalt",
    ),
}  # fmt: skip
ITALIAN = (
    "ID del post|ID dell'account|Nome utente dell'account|Nome account|Descrizione|Durata (s)"
    "|Orario di pubblicazione|Permalink|Tipo di post|Data|Visualizzazioni|Copertura|Mi piace"
    "|Condivisioni|Follower|Commenti|Salvataggi"
)
SPANISH = (
    "Identificador de la publicación|Identificador de la página|Nombre de la página|Título"
    "|Descripción|Duración (segundos)|Hora de publicación|Tipo de subtítulo|Enlace permanente"
    "|Es una publicación cruzada|Es una publicación compartida|Tipo de publicación|Idiomas"
    "|Etiquetas personalizadas|Estado de contenido financiado|Comentario sobre los datos|Fecha"
    "|Visualizaciones|Alcance|Reacciones, comentarios y veces que se compartió|Reacciones"
    "|Comentarios|Veces que se compartió|Total de clics|Clics de otro tipo|Clics en el enlace"
    "|Visualizaciones de Publicaciones orgánicas|Alcance de Publicaciones orgánicas"
    "|Alcance de Publicaciones promocionadas|Reproducciones de video de 3 segundos"
    "|Espectadores de 3 segundos|Ingresos estimados (USD)"
)
POST = {
    "Identificador de la publicación": "122121474620644101", "Nombre de la página": "Página",
    "Hora de publicación": "03/15/2025 03:06", "Tipo de publicación": "Fotos",
}  # fmt: skip
SHORTCODE = "https://www.instagram.com/p/DMJMD_zgAAA/"  # 15 July 2025, 21:30 UTC


def read(tmp_path, rows, **asked):
    return read_export(write(tmp_path / "file.csv", rows, encoding="utf-8-sig"), **asked)


@pytest.mark.parametrize("language", YOUTUBE)
def test_youtube_in_every_language_has_the_same_numbers(tmp_path, language):
    header, total = YOUTUBE[language]
    names = header.split("|")
    first = [total, "", "1500", "100.5", "38"]
    rows = [["dQw4w9WgXcQ", "A", "1,000", "70", "4"], [" -wtIMTCHWuI", "B", "500", "30.5", "-1"]]
    filled = [[*row, *[""] * (len(names) - len(row))] for row in (first, *rows)]
    export = read(tmp_path, [names, *filled])
    assert export.receipt.format == "youtube_content"
    assert export.table["post_id"].tolist() == ["dQw4w9WgXcQ", "-wtIMTCHWuI"]
    assert export.table["views"].tolist() == [1000, 500]
    assert export.table["watch_seconds"].tolist() == [252000, 109800]
    assert export.table["net_follows"].tolist() == [4, -1]
    assert export.total["views"].tolist() == [1500]
    assert export.receipt.unknown == ()


def test_indonesian_tayangan_are_impressions_and_penayangan_views(tmp_path):
    names = YOUTUBE["Indonesian"][0].split("|")
    export = read(tmp_path, [names, ["dQw4w9WgXcQ", "A", "600", "10", "4", "Nov 26, 2024", "212",
                                     "3000", "6.27"]])  # fmt: skip
    row = export.table.iloc[0]
    assert row[["views", "thumbnail_impressions"]].tolist() == [600, 3000]


@pytest.mark.parametrize(("header", "total"), [
    ("География|Просмотры|Время просмотра (часы)", "Итоговое значение"),
    ("Geography|Views|Watch time (hours)", "Total"),
])  # fmt: skip
def test_countries_in_another_language(tmp_path, header, total):
    export = read(tmp_path, [header.split("|"), [total, "9", "1"], ["NA", "7", "0.5"]])
    assert export.receipt.format == "youtube_geography"
    assert export.table["country"].tolist() == ["NA"]
    assert export.total["views"].tolist() == [9]


def test_a_total_in_the_place_of_an_id_is_a_total_even_with_a_title(tmp_path):
    names = YOUTUBE["Japanese"][0].split("|")[:5]
    rows = [["合計", "The channel", "1500", "9", "3"], ["dQw4w9WgXcQ", "A", "1500", "9", "3"]]
    export = read(tmp_path, [names, *rows])
    assert export.table["views"].tolist() == [1500]


def test_an_unknown_language_is_refused_and_not_read_by_halves(tmp_path):
    """Of these headers one is a word of the catalogue: its sum would hold the total twice."""
    rows = [
        ["Filmer", "Rubrik", "Publicerad", "Längd", "Likes", "Nådda"],
        ["Summa", "", "", "", "15", "900"],
        ["dQw4w9WgXcQ", "A", "", "9", "15", "900"],
    ]
    with pytest.raises(DataError, match="is not an export that is known"):
        read(tmp_path, rows)


def test_the_total_row_of_a_table_of_one_s_own_is_no_data(tmp_path):
    rows = [["Campaign", "Impressions", "Clicks"], ["A", "10", "1"], ["B", "20", "3"],
            ["Total", "30", "4"]]  # fmt: skip
    export = read(tmp_path, rows)
    assert export.table["impressions"].tolist() == [10, 20]
    assert export.total["impressions"].tolist() == [30]


# Meta Business Suite


def test_instagram_in_italian(tmp_path):
    export = read(tmp_path, rows_of(ITALIAN, {
        "ID del post": "17900000000000001", "Nome utente dell'account": "un.marchio",
        "Orario di pubblicazione": "07/15/2025 14:30", "Permalink": SHORTCODE, "Data": "Totale",
        "Tipo di post": "Carosello di Instagram", "Visualizzazioni": "90", "Copertura": "60",
        "Mi piace": "7", "Condivisioni": "3", "Follower": "1", "Commenti": "4", "Salvataggi": "2",
    }))  # fmt: skip
    names = ["views", "reach", "likes", "shares", "follows", "comments", "saves"]
    assert export.receipt.format == "instagram_content"
    assert export.table[names].iloc[0].tolist() == [90, 60, 7, 3, 1, 4, 2]
    assert export.table["format"].tolist() == ["carousel"]
    assert export.table["published_at"].iloc[0].strftime("%H:%M") == "21:30"
    assert (looks(export), export.receipt.unknown) == ([], ())


def test_facebook_in_italian(tmp_path):
    header = (
        "ID del post|ID della Pagina|Nome della Pagina|Titolo|Descrizione|Durata (s)"
        "|Orario di pubblicazione|Permalink|Tipo di post|Data|Visualizzazioni|Copertura"
        "|Reazioni, commenti e condivisioni|Reazioni|Commenti|Condivisioni"
    )
    export = read(tmp_path, rows_of(header, {
        "ID del post": "122121474620644101", "Nome della Pagina": "Pagina", "Reazioni": "7",
        "Orario di pubblicazione": "03/15/2025 03:06", "Tipo di post": "Foto",
        "Visualizzazioni": "90", "Copertura": "60", "Reazioni, commenti e condivisioni": "10",
    }))  # fmt: skip
    assert export.receipt.format == "facebook_content"
    assert export.table[["views", "reach", "likes"]].iloc[0].tolist() == [90, 60, 7]
    assert export.receipt.unknown == ()


def test_a_post_s_row_for_the_whole_period_does_not_count_beside_its_days(tmp_path):
    days = [POST | {"Fecha": "03/15/2025", "Alcance": "50", "Total de clics": "4"},
            POST | {"Fecha": "03/16/2025", "Alcance": "30", "Total de clics": "5"}]  # fmt: skip
    whole = POST | {"Fecha": "Total", "Alcance": "60", "Total de clics": "9"}
    export = read(tmp_path, rows_of(SPANISH, whole, *days))
    assert export.receipt.format == "facebook_content"
    assert export.table["clicks"].tolist() == [4, 5]
    assert left_out(export) == ["counts the whole period of rows by day, which stand beside it"]
    assert export.receipt.grain == "in each row's day"
    assert export.receipt.unknown == ()


def test_posts_that_have_no_rows_by_day_keep_their_whole_period(tmp_path):
    whole = POST | {"Fecha": "Total", "Alcance": "60", "Total de clics": "9"}
    export = read(tmp_path, rows_of(SPANISH, whole, whole | {"Alcance": "7"}))
    assert export.table["reach"].tolist() == [60, 7]
    assert "date_start" not in export.table


def test_day_first_is_what_a_spreadsheet_made_of_meta_s_times(tmp_path):
    rows = rows_of(SPANISH, POST | {"Alcance": "60"}, POST | {"Alcance": "7"})
    place = rows[0].index("Hora de publicación")
    rows[1][place], rows[2][place] = "05/03/2025 10:00", "15/03/2025 10:00"
    export = read_export(write(tmp_path / "file.csv", rows, delimiter=";"))
    assert export.table["published_at"].dt.strftime("%m-%d").tolist() == ["03-05", "03-15"]
    assert "a spreadsheet saved it" in str(export.receipt)


def test_meta_s_times_are_month_first_even_if_day_first_lies_closer(tmp_path):
    rows = rows_of(SPANISH, POST | {"Alcance": "60"}, POST | {"Alcance": "7"})
    place = rows[0].index("Hora de publicación")
    rows[1][place], rows[2][place] = "01/05/2025 10:00", "06/05/2025 10:00"
    table = read_export(write(tmp_path / "file.csv", rows)).table
    assert table["published_at"].dt.strftime("%m-%d").tolist() == ["01-05", "06-05"]


@pytest.mark.parametrize("written", ["07/08/2025 14:30", "08/07/2025 14:30"])
def test_the_id_tells_the_day_from_the_month(tmp_path, written):
    """The shortcode is of 8 July 2025."""
    link = "https://www.instagram.com/p/DL3Kf3zgAAA/"
    export = read(tmp_path, rows_of(ITALIAN, {
        "ID del post": "17900000000000001", "Orario di pubblicazione": written,
        "Permalink": link, "Visualizzazioni": "90", "Copertura": "60",
    }))  # fmt: skip
    assert export.table["published_at"].iloc[0].strftime("%m-%d") == "07-08"


def test_facebook_of_2026_tells_organic_views_from_boosted_ones(tmp_path):
    header = (
        "Post ID|Page ID|Page name|Title|Publish time|Permalink|Post type|Date|Views|Reach"
        "|Reactions|Views from Organic posts|Views from Boosted posts|Reach from Organic posts"
        "|Reach from Boosted posts|Negative feedback from users: Hide|Qualified Views"
        "|Approximate content monetization earnings"
    )
    export = read(tmp_path, rows_of(header, {
        "Post ID": "122121474620644101", "Publish time": "03/15/2025 03:06", "Views": "90",
        "Post type": "Photos", "Date": "Lifetime", "Reach": "60", "Reach from Organic posts": "50",
        "Reach from Boosted posts": "20", "Views from Organic posts": "70",
    }))  # fmt: skip
    row = export.table.iloc[0]
    assert row[["views", "reach", "organic_reach", "paid_reach"]].tolist() == [90, 60, 50, 20]
    assert export.receipt.unknown == ()


# YouTube by day


def test_unique_viewers_by_day_in_portuguese_are_reach(tmp_path):
    rows = [["Data", "Espectadores únicos"], ["2023-03-01", "437"], ["2023-03-02", "111"],
            ["Mostrando os primeiros 500 resultados", ""]]  # fmt: skip
    export = read(tmp_path, rows)
    assert export.receipt.format == "youtube_days"
    assert export.table["reach"].tolist() == [437, 111]
    assert left_out(export) == ["footer below the data"]


@pytest.mark.parametrize("header", [
    "Date|Monthly audience", "Date|28-day new viewers|28-day casual viewers|28-day regular viewers",
    "Date|Subscribers",
])  # fmt: skip
def test_viewers_of_28_days_and_subscribers_are_refused(tmp_path, header):
    names = header.split("|")
    rows = [[f"2026-03-0{day}", *["9"] * (len(names) - 1)] for day in (1, 2)]
    with pytest.raises(DataError, match="not what was shown"):
        read(tmp_path, [names, *rows])


def test_the_chart_of_countries_is_countries_by_day(tmp_path):
    rows = [["Date", "Geography", "Views"], ["2026-03-01", "NA", "7"], ["2026-03-02", "NA", "9"]]
    export = read(tmp_path, rows)
    assert export.receipt.format == "youtube_breakdown_days"
    assert export.table["country"].tolist() == ["NA", "NA"]
    assert export.table["date_start"].dt.day.tolist() == [1, 2]


# TikTok and X: columns that were chosen


@pytest.mark.parametrize("header", [
    "Video title|Video link|Post time|Total views|Likes|Comments|Shares|Average watch time",
    ("Video title|Video link|Post time|Total likes|Total comments|Total shares|Total views"
    "|Total play time|Average watch time|Watched full video|Add to favorites"),
])  # fmt: skip
def test_content_of_tiktok_studio_in_either_wording(tmp_path, header):
    names = header.split("|")
    cells = {"Video title": "A", "Video link": "https://www.tiktok.com/@a/video/1",
             "Post time": "2026-03-01", "Total views": "1,234", "Likes": "7",
             "Total likes": "7"}  # fmt: skip
    export = read(tmp_path, [names, [cells.get(name, "") for name in names]])
    assert export.table[["views", "likes"]].iloc[0].tolist() == [1234, 7]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2026-03-01")


@pytest.mark.parametrize(
    "header",
    [
        "Date|Impressions|New follows|Unfollows",
        "Impressions|Bookmarks|Date",
        "Reposts|Date|Impressions",
    ],
)
def test_a_few_columns_of_x_by_day_in_any_order_are_known(tmp_path, header):
    names = header.split("|")
    rows = [["Fri, Jun 5, 2026" if name == "Date" else "9" for name in names]]
    export = read(tmp_path, [names, *rows])
    assert export.receipt.format == "x_overview"
    assert export.table["impressions"].tolist() == [9]


def test_posts_of_x_in_korean_are_not_taken_for_videos(tmp_path):
    header = "포스트 텍스트|날짜|노출수|좋아요|답글|재게시|북마크"
    export = read(tmp_path, [header.split("|"), ["p", "2026-07-01", "1500", "30", "5", "2", "4"]])
    assert export.receipt.platform == "x"
    names = ["impressions", "likes", "comments", "shares", "saves"]
    assert export.table[names].values.tolist() == [[1500, 30, 5, 2, 4]]


def test_a_few_columns_of_x_by_post_are_known(tmp_path):
    header = "Post id|Date|Impressions|Bookmarks|Reposts"
    export = read(tmp_path, rows_of(header, {
        "Post id": "2019770265215930588", "Date": "Fri, Feb 6, 2026", "Impressions": "9",
        "Bookmarks": "2", "Reposts": "1",
    }))  # fmt: skip
    assert export.receipt.format == "x_content"
    assert export.table[["impressions", "saves", "shares"]].iloc[0].tolist() == [9, 2, 1]
