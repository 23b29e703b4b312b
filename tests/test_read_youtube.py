"""YouTube Studio: tables, charts and totals by content, country, day, ... in several languages."""

import zipfile

import pandas as pd
import pytest
from specimens import EXPORTS, looks, plain_rows, real, rows_of, write

from toolkit import DataError, read_export

SIMPLE = (
    "Content|Video title|Video publish time|Duration|Views|Watch time (hours)|Subscribers"
    "|Impressions|Impressions click-through rate (%)"
)
ADVANCED = (
    "Content|Video title|Video publish time|Duration|Engaged views|Subscribers"
    "|Average percentage viewed (%)|Impressions|Impressions click-through rate (%)|Unique viewers"
    "|Average views per viewer|Returning viewers|Shares|Subscribers gained|Subscribers lost|Likes"
    "|Dislikes|Likes (vs. dislikes) (%)|Comments added|Views|Watch time (hours)"
    "|Average view duration|Unique reach"
)
SOFT = "\u00ad"
GERMAN = (
    f"Video|Video{SOFT}titel|Veröffent{SOFT}lichungs{SOFT}zeitpunkt des Videos|Aufrufe"
    f"|Wieder{SOFT}gabe{SOFT}zeit (Stunden)|Abonnenten|Impres{SOFT}sionen"
    f"|Klick{SOFT}rate der Impres{SOFT}sionen (%)"
)
PORTUGUESE = (
    "Conteúdo|Título do vídeo|Horário de publicação do vídeo|Duração|Visualizações intencionais"
    "|Duração média da visualização|Continuaram assistindo (%)"
    "|Média de visualizações por espectador|Novos espectadores|Espectadores recorrentes"
    "|Visualizações|Tempo de exibição (horas)|Inscritos|Impressões"
    "|Taxa de cliques de impressões (%)|Receita estimada (USD)"
)
SPANISH = (
    "Contenido|Título del vídeo|Hora de publicación del vídeo|Duración|Visualizaciones"
    "|Tiempo de visualización (horas)|Suscriptores|Ingresos estimados (USD)|Impresiones"
    "|Porcentaje de clics de las impresiones (%)"
)
FRENCH = (
    "Contenu|Titre de la vidéo|Heure de publication de la vidéo|Durée|Vues intentionnelles|Vues"
    "|Durée moyenne d'une vue|Abonnés|J'aime|Commentaires ajoutés|Partages"
)
TOTAL = {"Content": "Total", "Views": "1000", "Watch time (hours)": "20.5", "Impressions": "5000"}
FILM = {
    "Content": "dQw4w9WgXcQ", "Video title": "A film", "Video publish time": "Sep 2, 2019",
    "Duration": "212", "Views": "600", "Watch time (hours)": "10.25", "Subscribers": "4",
    "Impressions": "3000", "Impressions click-through rate (%)": "6.27",
}  # fmt: skip
SHORT = FILM | {
    "Content": " -wtIMTCHWuI", "Video title": "Total", "Duration": "15", "Views": "350",
    "Watch time (hours)": "1", "Subscribers": "-2", "Impressions": "40",
}  # fmt: skip


def table(tmp_path, header, *records, **asked):
    return read_export(write(tmp_path / "Table data.csv", rows_of(header, *records)), **asked)


def test_videos_in_english(tmp_path):
    export = table(tmp_path, SIMPLE, TOTAL, FILM, SHORT)
    assert export.receipt.format == "youtube_content"
    assert export.table["views"].tolist() == [600, 350]
    assert export.table["watch_seconds"].tolist() == [36900, 3600]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2019-09-02")
    assert export.table["duration_seconds"].tolist() == [212, 15]
    assert export.receipt.unknown == ()


def test_impressions_of_youtube_are_thumbnails_and_never_impressions(tmp_path):
    export = table(tmp_path, SIMPLE, FILM)
    assert export.table["thumbnail_impressions"].tolist() == [3000]
    assert "impressions" not in export.table
    assert "youtube_thumb_ctr" not in export.table


def test_thumbnail_impressions_of_2026_are_the_same(tmp_path):
    header = SIMPLE.replace("Impressions c", "Thumbnail c").replace("Impr", "Thumbnail impr")
    export = table(tmp_path, header, FILM | {"Thumbnail impressions": "3000"})
    assert export.table["thumbnail_impressions"].tolist() == [3000]
    assert export.receipt.unknown == ()


def test_a_total_above_the_sum_of_the_rows_is_kept_beside_them(tmp_path):
    export = table(tmp_path, SIMPLE, TOTAL, FILM, SHORT)
    assert export.total["views"].tolist() == [1000]
    assert "views: 950 in the rows differs from 1,000 in the total row" in str(export.receipt)


@pytest.mark.parametrize("last", [False, True])
def test_the_total_stands_first_or_last(tmp_path, last):
    rows = [FILM, SHORT, TOTAL] if last else [TOTAL, FILM, SHORT]
    export = table(tmp_path, SIMPLE, *rows)
    assert export.table["post_id"].tolist() == ["dQw4w9WgXcQ", "-wtIMTCHWuI"]
    assert export.total["views"].tolist() == [1000]


def test_a_video_called_total_is_a_video(tmp_path):
    assert table(tmp_path, SIMPLE, FILM, SHORT).table["title"].tolist() == ["A film", "Total"]


def test_an_id_behind_a_space_loses_it(tmp_path):
    assert table(tmp_path, SIMPLE, SHORT).table["post_id"].tolist() == ["-wtIMTCHWuI"]


def test_subscribers_may_be_lost(tmp_path):
    export = table(tmp_path, SIMPLE, FILM, SHORT)
    assert export.table["net_follows"].tolist() == [4, -2]
    assert looks(export) == ["negative"]


@pytest.mark.parametrize("footer", [
    "Die 500 besten Ergebnisse werden angezeigt", "Mostrando os primeiros 500 resultados",
    "Showing top 500 results",
])  # fmt: skip
def test_the_footer_of_500_rows_is_left_out(tmp_path, footer):
    rows = [*rows_of(SIMPLE, TOTAL, FILM), [footer]]
    export = read_export(write(tmp_path / "Table data.csv", rows))
    assert export.table["views"].tolist() == [600]
    assert export.receipt.dropped == ((4, "footer below the data"),)


def test_unique_viewers_are_reach_and_0_of_them_are_not_counted(tmp_path):
    total = {"Content": "Total", "Views": "1000", "Unique viewers": "0"}
    film = FILM | {"Unique viewers": "400", "Engaged views": "500", "Subscribers gained": "5",
                   "Subscribers lost": "1", "Comments added": "2", "Likes": "9",
                   "Shares": "3"}  # fmt: skip
    blank = FILM | {"Content": "abcdefghijk", "Duration": "0"}
    export = table(tmp_path, ADVANCED, total, film, blank)
    row = export.table.iloc[0]
    names = ["reach", "engaged_views", "follows", "unfollows", "comments", "likes", "shares"]
    assert row[names].tolist() == [400, 500, 5, 1, 2, 9, 3]
    assert export.table["reach"].tolist() == [400, pd.NA]
    assert export.table["duration_seconds"].tolist() == [212, pd.NA]
    assert "reach" not in export.total
    assert export.receipt.unknown == ()


def test_german_headers_are_full_of_soft_hyphens_and_days_and_points_are_english(tmp_path):
    rows = [GERMAN.split("|"), ["Gesamt", "", "", "1000", "20.5", "3", "5000", "5.1"],
            ["dQw4w9WgXcQ", "Ein Film", "Sep 2, 2019", "600", "10.25", "4", "3000", "6.27"],
            ["Die 500 besten Ergebnisse werden angezeigt"]]  # fmt: skip
    export = read_export(write(tmp_path / "Tabellendaten.csv", rows))
    assert export.table[["views", "watch_seconds"]].iloc[0].tolist() == [600, 36900]
    assert export.table["published_at"].tolist() == [pd.Timestamp("2019-09-02")]
    assert export.total["thumbnail_impressions"].tolist() == [5000]
    assert export.receipt.unknown == ()


def test_portuguese_spanish_and_french(tmp_path):
    pt = table(tmp_path, PORTUGUESE, {
        "Conteúdo": "dQw4w9WgXcQ", "Horário de publicação do vídeo": "Feb 5, 2026",
        "Visualizações intencionais": "500", "Visualizações": "600", "Impressões": "3000",
        "Tempo de exibição (horas)": "10.25", "Receita estimada (USD)": "1.5",
    })  # fmt: skip
    es = table(tmp_path, SPANISH, {
        "Contenido": "dQw4w9WgXcQ", "Hora de publicación del vídeo": "Feb 5, 2026",
        "Visualizaciones": "600", "Impresiones": "3000", "Ingresos estimados (USD)": "1.5",
        "Tiempo de visualización (horas)": "10.25",
    })  # fmt: skip
    fr = table(tmp_path, FRENCH, {
        "Contenu": "dQw4w9WgXcQ", "Heure de publication de la vidéo": "28 sept. 2026",
        "Vues intentionnelles": "500", "Vues": "600", "J'aime": "7",
    })  # fmt: skip
    for export in (pt, es, fr):
        assert export.receipt.format == "youtube_content"
        assert export.table["views"].tolist() == [600]
        assert export.receipt.unknown == ()
    for export in (pt, es):
        assert export.table["watch_seconds"].tolist() == [36900]
        assert export.table["revenue"].tolist() == [1.5]
        assert export.receipt.currency == "USD"
    assert fr.table["published_at"].iloc[0] == pd.Timestamp("2026-09-28")
    assert fr.table[["engaged_views", "likes"]].iloc[0].tolist() == [500, 7]


def test_days_that_a_spreadsheet_wrote_are_read(tmp_path):
    records = [FILM | {"Video publish time": day} for day in ("02-09-2019", "14-10-2019")]
    times = table(tmp_path, SIMPLE, *records).table["published_at"]
    assert times.dt.strftime("%Y-%m-%d").tolist() == ["2019-09-02", "2019-10-14"]


def test_na_is_namibia(tmp_path):
    header = "Geography|Views|Average view duration|Watch time (hours)"
    rows = [{"Geography": place, "Views": "5", "Average view duration": "0:04:34",
             "Watch time (hours)": "1"} for place in ("Total", "US", "NA")]  # fmt: skip
    export = table(tmp_path, header, *rows)
    assert export.table["country"].tolist() == ["US", "NA"]
    assert export.receipt.format == "youtube_geography"
    assert "Average view duration" in export.receipt.unused


def test_the_same_file_name_holds_any_dimension(tmp_path):
    for header, record, name in (
        ("Geography|Views", {"Geography": "US", "Views": "5"}, "country"),
        ("Date|Views|Watch time (hours)", {"Date": "2026-03-01", "Views": "5"}, "date_start"),
        ("Traffic source|Views", {"Traffic source": "Browse features", "Views": "5"}, "source"),
        ("Device type|Views", {"Device type": "TV", "Views": "5"}, "device"),
        ("Viewer age|Views", {"Viewer age": "AGE_18_24", "Views": "5"}, "age_band"),
        ("Content type|Views", {"Content type": "Shorts", "Views": "5"}, "format"),
    ):
        export = table(tmp_path, header, record)
        assert export.receipt.platform == "youtube"
        assert export.table[name].notna().all()
        assert export.table["views"].tolist() == [5]


def test_cities_are_regions_and_add_up_beside_their_total(tmp_path):
    rows = [["Cities", "Geography", "Views"], ["Total", "", "900"], ["Made-up town", "DE", "700"]]
    export = read_export(write(tmp_path / "Table data.csv", rows))
    assert export.receipt.format == "youtube_cities"
    assert export.table[["region", "country", "views"]].values.tolist() == [
        ["Made-up town", "DE", 700]
    ]
    assert export.total["views"].tolist() == [900]


def test_viewers_in_percent_are_refused(tmp_path):
    header = "Viewer age|Views (%)|Average view duration|Watch time (hours) (%)"
    with pytest.raises(DataError) as error:
        table(tmp_path, header, {"Viewer age": "AGE_18_24", "Views (%)": "21.5"})
    assert str(error.value) == (
        "Table data.csv: is YouTube Studio, viewers in percent. It holds shares in percent and no "
        "counts, so nothing can be added up from it. Download the table by Content, Geography or "
        "Date instead."
    )


CHART = "Date|Content|Video title|Video publish time|Duration|Views"
DAYS = [{"Date": f"2026-03-0{day}", "Content": "dQw4w9WgXcQ", "Views": str(day)} for day in (1, 2)]


def test_the_chart_is_videos_by_day(tmp_path):
    export = table(tmp_path, CHART, *DAYS)
    assert export.receipt.format == "youtube_content_days"
    assert export.table["date_end"].dt.day.tolist() == [1, 2]
    assert export.table["post_id"].unique().tolist() == ["dQw4w9WgXcQ"]


def test_hours_people_and_likes_of_a_chart_are_as_in_the_table(tmp_path):
    row = FILM | DAYS[0] | {"Unique viewers": "0", "Likes": "-1", "Duration": "0"}
    header = f"{CHART}|Watch time (hours)|Unique viewers|Likes"
    export = table(tmp_path, header, row, row | {"Date": "2026-03-02", "Unique viewers": "7"})
    assert export.table["watch_seconds"].tolist() == [36900, 36900]
    assert export.table["reach"].tolist() == [pd.NA, 7]
    assert export.table["duration_seconds"].isna().all()
    assert looks(export) == ["negative"]


@pytest.mark.parametrize("header", ["Date|Views", "Date|Views|Watch time (hours)", CHART])
@pytest.mark.parametrize(
    ("starts", "ends"),
    [(["2026-03-01", "2026-03-02"], ["2026-03-01", "2026-03-02"]),
     (["2026-03-02", "2026-03-09"], ["2026-03-08", "2026-03-15"]),
     (["2026-02", "2026-03"], ["2026-02-28", "2026-03-31"]),
     (["2026-02-01", "2026-03-01"], ["2026-02-28", "2026-03-31"])],
    ids=["days", "weeks", "months", "months by their first days"],
)  # fmt: skip
def test_weeks_and_months_of_a_chart_are_no_days(tmp_path, header, starts, ends):
    export = table(tmp_path, header, *(FILM | {"Date": start} for start in starts))
    assert export.table["date_end"].dt.strftime("%Y-%m-%d").tolist() == ends
    assert export.receipt.grain == f"in each row's {'day' if starts == ends else 'period'}"


def zipped(tmp_path, **members):
    path = tmp_path / "Content 2026-03-01_2026-04-01.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in members.items():
            member = write(tmp_path / "member.csv", rows)
            archive.write(member, f"{name.replace('_', ' ')}.csv")
    return path


def test_of_three_tables_in_a_zip_the_table_is_read_and_the_others_named(tmp_path):
    path = zipped(
        tmp_path, Chart_data=rows_of(CHART, *DAYS), Totals=rows_of("Date|Views", *DAYS),
        Table_data=rows_of(SIMPLE, TOTAL, FILM, SHORT),
    )  # fmt: skip
    export = read_export(path)
    assert export.receipt.table == "Table data.csv"
    assert export.table["views"].tolist() == [600, 350]
    assert export.receipt.also == ("Chart data.csv", "Totals.csv")
    assert read_export(path, table="Totals").table["views"].tolist() == [1, 2]
    assert read_export(path, table="chart").receipt.format == "youtube_content_days"


def test_of_three_tables_by_day_in_a_zip_the_table_is_read(tmp_path):
    path = zipped(
        tmp_path, Chart_data=rows_of("Date|Views", *DAYS), Totals=rows_of("Date|Views", *DAYS),
        Table_data=rows_of("Date|Views", {"Date": "Total", "Views": "3"}, *DAYS),
    )  # fmt: skip
    export = read_export(path)
    assert export.receipt.table == "Table data.csv"
    assert export.table["views"].tolist() == [1, 2]
    assert export.total["views"].tolist() == [3]


def test_a_period_that_youtube_does_not_write_may_be_given(tmp_path):
    export = table(tmp_path, SIMPLE, FILM, date_start="2026-03-01", date_end="2026-03-31")
    assert export.receipt.grain == "in each row's period"
    assert table(tmp_path, SIMPLE, FILM).receipt.grain == (
        "in the period chosen in YouTube Studio, which the file does not say"
    )


@real
def test_real_table_by_geography_agrees_with_an_independent_count():
    path = EXPORTS / "youtube_table_geography_2021.csv"
    export = read_export(path)
    head, total, *rows = plain_rows(path, "utf-8")
    assert head[0] == "Geography"
    assert total[0] == "Total"
    assert export.table["country"].tolist() == [row[0] for row in rows]
    assert "NA" in set(export.table["country"])
    assert export.table["views"].sum() == sum(int(row[1]) for row in rows)
    assert export.total["views"].tolist() == [int(total[1])]
    hours = sum(float(row[3]) for row in rows)
    assert export.table["watch_seconds"].sum() == pytest.approx(3600 * hours)


@real
def test_real_totals_agree_with_an_independent_count():
    path = EXPORTS / "youtube_totals_geography_2021.csv"
    export = read_export(path)
    _, *rows = plain_rows(path, "utf-8")
    assert len(export.table) == len(rows) == 365
    assert export.table["views"].sum() == sum(int(row[1]) for row in rows)
    assert export.table["date_start"].iloc[-1] == pd.Timestamp(rows[-1][0])
    assert export.total is None


def test_japanese_words_of_2026_for_thumbnails_and_new_subscribers(tmp_path):
    header = (
        "コンテンツ|動画のタイトル|動画公開時刻|長さ|平均視聴率 (%)|登録者増加数|視聴回数"
        "|推定収益 (USD)|サムネイルのインプレッション|サムネイルのクリック率 (%)"
    )
    total = {"コンテンツ": "合計", "視聴回数": "7", "サムネイルのインプレッション": "90"}
    row = {"コンテンツ": "abcdefghijk", "動画公開時刻": "2026/09/04", "視聴回数": "7",
           "登録者増加数": "3", "サムネイルのインプレッション": "90"}  # fmt: skip
    export = read_export(write(tmp_path / "y.csv", rows_of(header, total, row)))
    names = ["views", "follows", "thumbnail_impressions"]
    assert export.table[names].values.tolist() == [[7, 3, 90]]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize(("header", "column"), [
    ("Geografi|Visningar|Visningstid (timmar)", "country"),
    ("Trafikkälla|Visningar|Visningstid (timmar)", "source"),
    ("Enhetstyp|Visningar|Visningstid (timmar)", "device"),
    ("Ort|Visningar|Visningstid (timmar)|Städer", "region"),
])  # fmt: skip
def test_swedish_tables_of_any_dimension(tmp_path, header, column):
    rows = [header.split("|"), ["Totalt", "9", "1"], ["A", "7", "0.5"]]
    export = read_export(write(tmp_path / "Tabelldata.csv", rows))
    assert export.table[[column, "views"]].values.tolist() == [["A", 7]]
    assert export.total["views"].tolist() == [9]


def test_visningar_by_day_alone_are_asked_about_since_google_ads_calls_impressions_so(tmp_path):
    path = write(tmp_path / "Totalt.csv", [["Datum", "Visningar"], ["2024-02-03", "28"]])
    with pytest.raises(DataError, match="its columns do not tell which"):
        read_export(path)
    assert read_export(path, platform="youtube").table["views"].tolist() == [28]
    assert read_export(path, platform="google_ads").table["impressions"].tolist() == [28]


@pytest.mark.parametrize("header", [
    "Subscription status|Views|Watch time (hours)|Average view duration",
    "Operating system|Views|Watch time (hours)", "New and returning viewers|Views",
    "Date|Subscription status|Views|Watch time (hours)", "Prenumerationsstatus|Visningar",
    "Subscription source|Views", "Playback location|Views|Watch time (hours)",
    "YouTube product|Views", "Subtitles and CC|Views", "Sharing service|Views|Shares",
])  # fmt: skip
def test_splits_that_the_catalogue_does_not_know_are_refused_by_name(tmp_path, header):
    names = header.split("|")
    row = ["2024-02-03" if name == "Date" else "9" for name in names]
    with pytest.raises(DataError, match="splits the channel's views"):
        read_export(write(tmp_path / "Table data.csv", [names, row]))


def test_everything_that_a_russian_or_japanese_table_counts_is_kept(tmp_path):
    header = (
        "Контент|Название видео|Время публикации видео|Продолжительность|Просмотры"
        '|Заинтересованные просмотры|Время просмотра (часы)|Отметки "Нравится"'
        '|Отметки "Не нравится"|Новые комментарии|Поделились|Новые подписчики'  # noqa: RUF001
        "|Отказались от подписки|Уникальные зрители|Показы значков видео"
        "|CTR для значков видео (%)|Средняя продолжительность просмотра"
    )
    cells = ["dQw4w9WgXcQ", "A", "Feb 13, 2026", "60", "600", "500", "0,5", "40", "2", "5", "3",
             "12", "4", "450", "3000", "6,27", "0:00:03"]  # fmt: skip
    total = ["Итоговое значение", "", "", "", "600"]
    russian = read_export(write(tmp_path / "ru.csv", [header.split("|"), total, cells]))
    named = ["views", "engaged_views", "watch_seconds", "likes", "comments", "shares", "follows",
             "unfollows", "reach", "thumbnail_impressions"]  # fmt: skip
    assert russian.table[named].iloc[0].tolist() == [600, 500, 1800, 40, 5, 3, 12, 4, 450, 3000]
    assert russian.receipt.unknown == ()
    header = ["コンテンツ", "動画のタイトル", "視聴回数", "コメントの追加回数", "登録者減少数"]
    rows = [header, ["合計", "", "600", "7", "4"], ["dQw4w9WgXcQ", "A", "600", "7", "4"]]
    japanese = read_export(write(tmp_path / "ja.csv", rows))
    assert japanese.table[["comments", "unfollows"]].iloc[0].tolist() == [7, 4]


def test_traffic_sources_in_japanese(tmp_path):
    header = ["トラフィック ソース", "インプレッション数", "視聴回数", "総再生時間 (単位: 時間)"]
    rows = [header, ["合計", "90", "30", "1.5"], ["関連動画", "90", "30", "1.5"]]
    export = read_export(write(tmp_path / "table.csv", rows))
    assert export.receipt.format == "youtube_sources"
    named = ["source", "thumbnail_impressions", "views", "watch_seconds"]
    assert export.table[named].values.tolist() == [["関連動画", 90, 30, 5400]]
