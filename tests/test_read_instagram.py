"""Meta Business Suite: content of Instagram accounts becomes a table."""

import pandas as pd
import pytest
from specimens import left_out, looks, rows_of, write

from toolkit import read_export

INSTAGRAM = (
    "Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time"
    "|Permalink|Post type|Data comment|Date|"
)
PORTUGUESE = (
    "Identificação da publicação|Identificação da conta|Nome de usuário da conta|Nome da conta"
    "|Descrição|Duração (segundos)|Horário de publicação|Link permanente|Tipo de publicação"
    "|Comentário de dados|Data|Visualizações|Curtidas|Compartilhamentos|Comentários|Salvamentos"
    "|Alcance|Seguimentos"
)
IMAGE = {
    "Post ID": "17900000000000001", "Account username": "a.brand", "Date": "Lifetime",
    "Publish time": "03/15/2025 03:06", "Post type": "IG image", "Duration (sec)": "0",
    "Permalink": "https://www.instagram.com/p/short/",
}  # fmt: skip


def read(tmp_path, header, *records, **asked):
    path = write(tmp_path / "content.csv", rows_of(header, *records), encoding="utf-8-sig")
    return read_export(path, **asked)


def test_instagram_has_impressions_in_old_files_and_views_in_new_ones(tmp_path):
    old = read(tmp_path, INSTAGRAM + "Impressions|Reach|Likes|Shares|Comments|Saves|Follows",
               IMAGE | {"Impressions": "90", "Reach": "60", "Saves": "2"})  # fmt: skip
    new = read(tmp_path, INSTAGRAM + "Views|Reach|Likes|Shares|Follows|Comments|Saves",
               IMAGE | {"Views": "90", "Reach": "60", "Follows": "1", "Saves": "2"})  # fmt: skip
    assert old.table[["impressions", "reach", "saves"]].iloc[0].tolist() == [90, 60, 2]
    assert new.table[["views", "reach", "follows", "saves"]].iloc[0].tolist() == [90, 60, 1, 2]
    assert "views" not in old.table
    assert "impressions" not in new.table


@pytest.mark.parametrize(("day", "shortcode"), [
    # Half past nine in the evening, UTC: written as Pacific, in summer and in winter.
    ("07/15/2025 14:30", "DMJMD_zgAAA"), ("01/15/2025 13:30", "DE3ILnzgAAA"),
])  # fmt: skip
def test_instagram_times_are_pacific_and_agree_with_the_shortcode(tmp_path, day, shortcode):
    post = IMAGE | {
        "Publish time": day, "Permalink": f"https://www.instagram.com/p/{shortcode}/",
        "Views": "9", "Reach": "5",
    }  # fmt: skip
    export = read(tmp_path, INSTAGRAM + "Views|Reach", post)
    assert export.table["published_at"].iloc[0].strftime("%H:%M") == "21:30"
    assert looks(export) == []


def test_0_views_of_an_instagram_post_that_reached_people_were_not_collected(tmp_path):
    seen = IMAGE | {"Views": "0", "Reach": "60", "Likes": "N/A"}
    unseen = IMAGE | {"Post ID": "17900000000000002", "Views": "0", "Reach": "0", "Likes": "0"}
    export = read(tmp_path, INSTAGRAM + "Views|Reach|Likes|Saves", seen, unseen)
    assert export.table["views"].tolist() == [pd.NA, 0]
    assert export.table["likes"].tolist() == [pd.NA, 0]
    assert export.table["duration_seconds"].isna().all()
    assert ("views", 1) in [each[:2] for each in export.receipt.blanked]


def test_a_row_of_instagram_without_a_post_is_left_out(tmp_path):
    post = IMAGE | {"Views": "90", "Reach": "60"}
    export = read(tmp_path, INSTAGRAM + "Views|Reach|Saves", post, {"Reach": "7"})
    assert export.table["reach"].tolist() == [60]
    assert left_out(export) == ["ghost row without a post ID"]


def test_reach_above_impressions_of_an_old_file_is_looked_at_and_not_refused(tmp_path):
    post = IMAGE | {"Impressions": "4", "Reach": "7"}
    assert looks(read(tmp_path, INSTAGRAM + "Impressions|Reach|Saves", post)) == ["superset"]


@pytest.mark.parametrize(
    ("reach", "looked"), [("101", []), ("102", ["superset"]), ("5000", ["superset"]), ("", [])]
)
def test_reach_above_views_is_looked_at_since_everybody_reached_saw_the_post(
    tmp_path, reach, looked
):
    sound = IMAGE | {"Views": "90", "Reach": "60"}
    post = IMAGE | {"Post ID": "17900000000000002", "Views": "100", "Reach": reach}
    export = read(tmp_path, INSTAGRAM + "Views|Reach|Saves", sound, post)
    assert looks(export) == looked
    told = f"reach: {reach[:1]},000 in row 3 is above views 100; everybody reached saw"
    assert (told in str(export.receipt)) == (reach == "5000")


def test_posts_of_instagram_whose_reach_is_not_in_the_file_are_read(tmp_path):
    export = read(tmp_path, INSTAGRAM + "Views|Reach|Saves", IMAGE | {"Views": "9"})
    assert (export.table["views"].tolist(), looks(export)) == ([9], [])


def test_an_instagram_time_in_another_zone_is_found_by_the_shortcode(tmp_path):
    post = IMAGE | {
        "Publish time": "07/15/2025 21:30", "Views": "9", "Reach": "5",
        "Permalink": "https://www.instagram.com/p/DMJMD_zgAAA/",
    }  # fmt: skip
    export = read(tmp_path, INSTAGRAM + "Views|Reach|Saves", post)
    assert looks(export) == ["clock"]
    assert "by +7.0 hours" in str(export.receipt)


def test_instagram_in_portuguese_of_either_wording(tmp_path):
    record = {
        "Identificação da publicação": "17900000000000001", "Nome de usuário da conta": "marca",
        "Horário de publicação": "03/15/2025 03:06", "Tipo de publicação": "Carrossel do Instagram",
        "Data": "Vitalício", "Visualizações": "90", "Curtidas": "7", "Alcance": "60",
        "Salvamentos": "2",
    }  # fmt: skip
    first = read(tmp_path, PORTUGUESE, record)
    words = {"Identificação da publicação": "Identificação do post",
             "Tipo de publicação": "Tipo de post", "Duração (segundos)": "Duração (s)"}  # fmt: skip
    header = "|".join(words.get(name, name) for name in PORTUGUESE.split("|"))
    second = read(tmp_path, header, {words.get(name, name): cell for name, cell in record.items()})
    for export in (first, second):
        assert export.table[["views", "likes", "reach", "saves"]].iloc[0].tolist() == [90, 7, 60, 2]
        assert export.table["format"].tolist() == ["carousel"]
        assert export.receipt.unknown == ()


@pytest.mark.parametrize("header", [INSTAGRAM + "Views|Reach|Likes|Shares|Comments|Saves|Follows",
                                    PORTUGUESE], ids=["english", "portuguese"])  # fmt: skip
def test_ids_accounts_texts_and_lengths_of_posts_are_kept_as_they_are_written(tmp_path, header):
    names = header.split("|")
    cells = ["17900000000000001", "17841400000000001", "a.brand", "A brand", "made up", "41",
             "03/15/2025 03:06", "https://www.instagram.com/p/short/", "IG reel", "", "Lifetime",
             *"9" * 7]  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", [names, cells]))
    kept = ["post_id", "account", "text", "duration_seconds", "permalink"]
    assert export.table[kept].iloc[0].tolist() == [cells[0], "a.brand", "made up", 41, cells[7]]
    counts = ["views", "reach", "likes", "shares", "comments", "saves", "follows"]
    assert export.table[counts].iloc[0].tolist() == [9] * 7
    assert export.receipt.unused == (names[1], names[3], names[9])


@pytest.mark.parametrize(
    ("header", "date", "lifetime"),
    [(INSTAGRAM + "Views|Reach|Saves", "Date", "Lifetime"), (PORTUGUESE, "Data", "Vitalício")],
    ids=["english", "portuguese"],
)  # fmt: skip
def test_date_holds_a_day_or_that_the_counts_are_of_a_lifetime(tmp_path, header, date, lifetime):
    words = dict(zip(PORTUGUESE.split("|"), INSTAGRAM.split("|"), strict=False))
    post = {name: IMAGE.get(words.get(name, name), "9") for name in header.split("|")}
    whole = read(tmp_path, header, post | {date: lifetime})
    days = read(tmp_path, header, post | {date: "03/16/2025"}, post | {date: "03/17/2025"})
    assert "date_start" not in whole.table
    assert whole.receipt.grain == "since each post went out, until the download"
    assert days.table["date_end"].dt.day.tolist() == [16, 17]
    assert days.receipt.grain == "in each row's day"


def test_instagram_stories_in_portuguese(tmp_path):
    header = (
        "Identificação do post|Identificação da conta|Nome de usuário da conta|Nome da conta"
        "|Descrição|Duração (s)|Horário de publicação|Link permanente|Tipo de post"
        "|Comentário de dados|Data|Visualizações|Alcance|Curtidas|Compartilhamentos"
        "|Visitas ao perfil|Respostas|Cliques no link|Navegação|Seguimentos|Toques em figurinhas"
    )
    export = read(tmp_path, header, {
        "Identificação do post": "17900000000000001", "Horário de publicação": "03/15/2025 03:06",
        "Tipo de post": "Story do Instagram", "Data": "Total", "Visualizações": "90",
        "Alcance": "60", "Visitas ao perfil": "4", "Respostas": "3", "Cliques no link": "2",
    })  # fmt: skip
    row = export.table.iloc[0]
    assert row[["views", "reach", "profile_visits", "comments", "link_clicks"]].tolist() == [
        90, 60, 4, 3, 2,
    ]  # fmt: skip
    assert row["format"] == "story"


def test_instagram_in_spanish_and_german(tmp_path):
    spanish = (
        "Descripción|Hora de publicación|Enlace permanente|Tipo de publicación|Visualizaciones"
        "|Alcance|Me gusta|Veces que se ha compartido|Seguidores|Comentarios|Veces guardado"
    )
    german = (
        "Beitrags-ID|Konto-ID|Konto-Benutzername|Kontoname|Beschreibung|Dauer (Sek.)"
        "|Veröffentlichungszeitpunkt|Permalink|Beitragstyp|Datenkommentar|Datum|Aufrufe"
        "|Reichweite|„Gefällt mir“-Angaben|Geteilte Inhalte|Follows|Kommentare"
        "|Gespeicherte Beiträge"
    )
    es = read(tmp_path, spanish, {
        "Hora de publicación": "03/15/2025 03:06", "Visualizaciones": "90", "Alcance": "60",
        "Me gusta": "7", "Veces guardado": "2", "Seguidores": "1",
    })  # fmt: skip
    de = read(tmp_path, german, {
        "Beitrags-ID": "17900000000000001", "Veröffentlichungszeitpunkt": "15.03.2025 03:06",
        "Datum": "Gesamte Laufzeit", "Aufrufe": "90", "Reichweite": "60", "Follows": "1",
        "„Gefällt mir“-Angaben": "7", "Gespeicherte Beiträge": "2",
    })  # fmt: skip
    for export in (es, de):
        assert export.receipt.platform == "instagram"
        assert export.table[["views", "reach", "likes", "saves", "follows"]].iloc[0].tolist() == [
            90, 60, 7, 2, 1,
        ]  # fmt: skip


def test_sources_of_impressions_that_do_not_add_up_are_left_out(tmp_path):
    header = (
        "Impressions|From Home|From Hashtags|From Explore|From Other|Saves|Comments|Shares|Likes"
        "|Profile Visits|Follows|Caption|Hashtags"
    )
    path = write(tmp_path / "mine.csv", rows_of(header, {
        "Impressions": "900", "From Home": "500", "From Hashtags": "300", "From Explore": "50",
        "From Other": "20", "Saves": "9", "Profile Visits": "4", "Caption": "Café",
    }), encoding="latin-1")  # fmt: skip
    export = read_export(path)
    assert export.table[["impressions", "saves", "profile_visits"]].iloc[0].tolist() == [900, 9, 4]
    assert export.table["post"].tolist() == ["post 1"]
    sources = [f"From {surface}" for surface in ("Home", "Hashtags", "Explore", "Other")]
    assert list(export.receipt.unused) == sources
    assert "do not add up" in str(export.receipt)
