"""LinkedIn: workbooks of pages and creators become tables, or are refused."""

import pandas as pd
import pytest
from specimens import EXPORTS, looks, real, rows_of, workbook, write

from toolkit import DataError, read_export

SAID = (
    "Engagement metrics for individual posts. Created date indicates when your post was created. "
    "All dates and times are in UTC."
)
POSTS = (
    "Post title|Post link|Post type|Campaign name|Posted by|Created date|Campaign start date"
    "|Campaign end date|Audience|Impressions|Views|Offsite Views|Clicks"
    "|Click through rate (CTR)|Likes|Comments|Reposts|Follows|Engagement rate|Content Type"
)
UPDATES = (
    "Update title|Update link|Update type|Campaign name|Posted by|Created date"
    "|Campaign start date|Campaign end date|Audience|Impressions|Video views|Clicks"
    "|Click through rate (CTR)|Likes|Comments|Shares|Follows|Engagement rate"
)
KINDS = [f"{name} ({scope})" for name in ("Clicks", "Reactions", "Comments", "Reposts",
         "Engagement rate") for scope in ("organic", "sponsored", "total")]  # fmt: skip
DAYS = "|".join([
    "Date", "Impressions (organic)", "Impressions (sponsored)", "Impressions (total)",
    "Unique impressions (organic)", *KINDS,
])  # fmt: skip
# This activity was made on 14 March 2025 at 07:13 UTC.
LINK = "https://www.linkedin.com/feed/update/urn:li:activity:7306210726379520000"
POST = {
    "Post title": "Made up", "Post link": LINK, "Post type": "Organic",
    "Created date": "03/14/2025", "Audience": "All followers", "Impressions": "200",
    "Clicks": "10", "Click through rate (CTR)": "0.05000000074505806", "Likes": "4",
    "Comments": "2", "Reposts": "3", "Follows": "1", "Engagement rate": "0.1",
}  # fmt: skip
DAY = {
    "Date": "03/14/2025", "Impressions (organic)": "150", "Impressions (sponsored)": "50",
    "Impressions (total)": "200", "Unique impressions (organic)": "90", "Clicks (total)": "10",
    "Reactions (total)": "4", "Comments (total)": "2", "Reposts (total)": "3",
}  # fmt: skip
COUNTS = ["impressions", "clicks", "likes", "comments", "shares"]


def page(tmp_path, *, said=True):
    above = [[SAID]] if said else []
    return workbook(
        tmp_path / "page.xlsx", Metrics=[*above, *rows_of(DAYS, DAY, DAY | {"Date": "03/15/2025"})],
        All_posts=[*above, *rows_of(POSTS, POST)],
    )  # fmt: skip


SPANISH_POSTS = (
    "Título de la publicación|Enlace de la publicación|Tipo de publicación|Nombre de la campaña"
    "|Anunciado por|Fecha de creación|Fecha de inicio de campaña|Fecha de finalización de campaña"
    "|Público|Impresiones|Visualizaciones|Visualizaciones fuera del sitio|Clics"
    "|Porcentaje de clics|Recomendaciones|Comentarios|Veces compartido|Seguidores"
    "|Tasa de interacción|Tipo de contenido"
)
SPANISH_DAYS = (
    "Fecha|Impresiones (orgánicas)|Impresiones (patrocinadas)|Impresiones totales"
    "|Impresiones únicas (orgánicas)|Clics (orgánicos)|Clics (patrocinados)|Clics (Totales)"
    "|Reacciones (generales)|Reacciones (patrocinadas)|Reacciones (total)"
    "|Comentarios (orgánicos)|Comentarios (patrocinados)|Comentarios (totales)"
    "|Veces compartido (orgánico)|Veces compartido (patrocinado)|Veces compartido (total)"
    "|Tasa de interacción (orgánica)|Tasa de interacción (patrocinada)|Tasa de interacción (total)"
)


@pytest.mark.parametrize("said", [True, False])
def test_posts_of_a_page_with_and_without_the_row_that_describes_them(tmp_path, said):
    export = read_export(page(tmp_path, said=said))
    assert export.receipt.format == "linkedin_page_posts"
    assert export.receipt.header_row == 1 + said
    assert export.table[[*COUNTS, "follows"]].iloc[0].tolist() == [200, 10, 4, 2, 3, 1]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2025-03-14", tz="UTC")
    assert export.table["scope"].tolist() == ["organic"]
    assert export.receipt.unknown == ()
    assert export.receipt.currency == ""
    assert looks(export) == []


def test_days_of_a_page_are_the_other_sheet(tmp_path):
    path = page(tmp_path)
    assert read_export(path).receipt.also == ("page.xlsx, sheet Metrics",)
    export = read_export(path, table="Metrics")
    assert export.table[COUNTS].iloc[0].tolist() == [200, 10, 4, 2, 3]
    parts = ["organic_impressions", "paid_impressions", "organic_reach"]
    assert export.table[parts].iloc[0].tolist() == [150, 50, 90]
    assert export.receipt.grain == "in each row's day"
    assert "up to two days late, so the last days may be incomplete" in str(export.receipt)
    assert export.receipt.unknown == ()


def test_a_page_in_spanish(tmp_path):
    above = [[SAID]]
    in_order = dict(zip(SPANISH_POSTS.split("|"), map(POST.get, POSTS.split("|")), strict=True))
    post = {name: cell for name, cell in in_order.items() if cell is not None}
    day = {"Fecha": "03/14/2025", "Impresiones totales": "200", "Impresiones (orgánicas)": "150",
           "Impresiones (patrocinadas)": "50", "Impresiones únicas (orgánicas)": "90",
           "Clics (Totales)": "10", "Reacciones (total)": "4", "Comentarios (totales)": "2",
           "Veces compartido (total)": "3"}  # fmt: skip
    path = workbook(
        tmp_path / "page.xlsx", Indicadores=[*above, *rows_of(SPANISH_DAYS, day)],
        Todas_las_publicaciones=[*above, *rows_of(
            SPANISH_POSTS, post | {"Tipo de publicación": "Orgánico"})],
    )  # fmt: skip
    posts, days = read_export(path), read_export(path, table="Indicadores")
    assert posts.receipt.format == "linkedin_page_posts"
    assert posts.table[[*COUNTS, "follows"]].iloc[0].tolist() == [200, 10, 4, 2, 3, 1]
    assert posts.table["scope"].tolist() == ["organic"]
    assert days.receipt.format == "linkedin_page_days"
    parts = ["organic_impressions", "paid_impressions", "organic_reach"]
    assert days.table[[*COUNTS, *parts]].iloc[0].tolist() == [200, 10, 4, 2, 3, 150, 50, 90]
    assert (posts.receipt.unknown, days.receipt.unknown) == ((), ())


PORTUGUESE_POSTS = (
    "Título da publicação|Link da publicação|Tipo de publicação|Nome da campanha|Publicada por"
    "|Criação|Data de início da campanha|Data de término da campanha|Público|Impressões"
    "|Visualizações|Visualizações fora do site|Cliques|Taxa de cliques (CTR)|Gostaram|Comentários"
    "|Compartilhamentos|Seguidores|Taxa de engajamento|Tipo de conteúdo"
)
PORTUGUESE_DAYS = "|".join([
    "Data", "Impressões (orgânicas)", "Impressões (patrocinadas)", "Impressões (total)",
    "Impressões únicas (orgânicas)",
    *(f"{name} ({kind})" for name, kinds in {
        "Cliques": ("orgânicos", "patrocinados", "total"),
        "Reações": ("orgânicas", "patrocinadas", "total"),
        "Comentários": ("orgânicos", "patrocinados", "total"),
        "Compartilhamentos": ("orgânicos", "patrocinados", "total"),
        "Taxa de engajamento": ("orgânico", "patrocinado", "total"),
    }.items() for kind in kinds),
])  # fmt: skip


def translated(header, original, record):
    names = dict(zip(original.split("|"), header.split("|"), strict=True))
    return {names[name]: cell for name, cell in record.items()}


def test_a_page_in_portuguese_and_none_of_its_posts_is_an_ad(tmp_path):
    post = translated(PORTUGUESE_POSTS, POSTS, POST | {
        "Post type": "Orgânico", "Content Type": "Vídeo", "Views": "70"})  # fmt: skip
    day = translated(PORTUGUESE_DAYS, DAYS, DAY)
    path = workbook(
        tmp_path / "page.xlsx", Métricas=[[SAID], *rows_of(PORTUGUESE_DAYS, day)],
        Todas_as_publicações=[[SAID], *rows_of(PORTUGUESE_POSTS, post)],
    )  # fmt: skip
    posts, days = read_export(path), read_export(path, table="Métricas")
    named = ["scope", "format", "views", *COUNTS, "follows"]
    assert posts.table[named].iloc[0].tolist() == ["organic", "video", 70, 200, 10, 4, 2, 3, 1]
    assert posts.table["published_at"].iloc[0].strftime("%Y-%m-%d %Z") == "2025-03-14 UTC"
    parts = ["organic_impressions", "paid_impressions", "organic_reach"]
    assert days.table[[*COUNTS, *parts]].iloc[0].tolist() == [200, 10, 4, 2, 3, 150, 50, 90]
    assert (posts.receipt.unknown, days.receipt.unknown) == ((), ())


def test_views_that_say_which_they_leave_out_are_views(tmp_path):
    header = POSTS.replace("|Views|", "|Views (Excluding offsite video views)|")
    post = POST | {"Views (Excluding offsite video views)": "70"}
    path = workbook(tmp_path / "page.xlsx", All_posts=[[SAID], *rows_of(header, post)])
    assert read_export(path).table["views"].tolist() == [70]


@pytest.mark.parametrize(
    ("header", "name", "first"),
    [("Reactions (total)", "likes", 4), ("Comments (total)", "comments", 2),
     ("Reposts (total)", "shares", 3)],
)  # fmt: skip
def test_what_was_taken_back_is_below_zero_on_a_day_of_a_page(tmp_path, header, name, first):
    days = rows_of(DAYS, DAY, DAY | {"Date": "03/15/2025", header: "-1"})
    export = read_export(write(tmp_path / "days.csv", days))
    assert export.table[name].tolist() == [first, -1]
    assert looks(export) == ["negative"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("Video", "video"), ("Document", "document"), ("Article", "link"), ("Image", "photo"),
     ("Text", "text")],
)  # fmt: skip
def test_kinds_of_content_and_campaigns_of_a_page_are_kept(tmp_path, written, read_as):
    post = POST | {"Post type": "Sponsored", "Campaign name": "Spring", "Content Type": written}
    table = read_export(write(tmp_path / "p.csv", rows_of(POSTS, post))).table
    assert table[["scope", "campaign", "format", "title"]].values.tolist() == [
        ["paid", "Spring", read_as, "Made up"]
    ]


def test_unique_impressions_of_organic_posts_are_not_reach_of_all(tmp_path):
    assert "reach" not in read_export(page(tmp_path), table="Metrics").table


def test_views_of_videos_are_missing_for_other_posts(tmp_path):
    rows = rows_of(POSTS, POST, POST | {"Post link": LINK[:-1] + "1", "Views": "70"})
    assert read_export(write(tmp_path / "p.csv", rows)).table["views"].tolist() == [pd.NA, 70]


def test_updates_are_posts_and_shares_are_reposts(tmp_path):
    update = {name.replace("Post", "Update"): cell for name, cell in POST.items()}
    rows = rows_of(UPDATES, update | {"Shares": "3", "Video views": "70"})
    export = read_export(write(tmp_path / "updates.csv", rows))
    assert export.receipt.format == "linkedin_page_updates"
    assert export.table[[*COUNTS, "views"]].iloc[0].tolist() == [200, 10, 4, 2, 3, 70]
    assert export.table["permalink"].tolist() == [LINK]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize("written", ["03/14/2025", "03/16/2025"])
@pytest.mark.parametrize(
    ("header", "spans"),
    [(POSTS, "or in the days that were chosen; the file does not say which"),
     (UPDATES, "or in the days that were chosen; the file does not say which"),
     ("Post URL|Post publish date|Engagements|Impressions", "in the period of the report")],
    ids=["posts", "updates", "a creator's posts"],
)  # fmt: skip
def test_days_of_posts_are_utc_and_held_against_the_activity(tmp_path, header, spans, written):
    named = {"Created date": written, "Post publish date": written, "Post URL": LINK,
             "Update title": "Made up", "Update link": LINK}  # fmt: skip
    export = read_export(write(tmp_path / "p.csv", rows_of(header, POST | named)))
    assert export.table["published_at"].tolist() == [pd.Timestamp(written, tz="UTC")]
    assert export.receipt.time_zone == "UTC"
    assert export.receipt.grain.endswith(spans)
    assert looks(export) == ([] if written == "03/14/2025" else ["clock"])


def test_an_edited_ctr_of_a_post_is_found(tmp_path):
    rows = rows_of(POSTS, POST | {"Click through rate (CTR)": "0.2500000000000000"})
    assert looks(read_export(write(tmp_path / "p.csv", rows))) == ["edited"]


def test_days_that_could_be_months_are_read_as_the_shorter_span_and_looked_at(tmp_path):
    records = [DAY | {"Date": f"{day:02}/03/2025"} for day in range(1, 13)]
    export = read_export(write(tmp_path / "days.csv", rows_of(DAYS, *records)))
    assert export.table["date_start"].dt.month.unique().tolist() == [3]
    assert looks(export) == ["date"]
    assert "'01/03/2025' could have the day or the month first; read as 1 March 2025" in str(
        export.receipt
    )


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Date|Sponsored followers|Organic followers|Auto-invited followers|Total followers",
         "is LinkedIn page, followers. It counts followers"),
        ("Date|Sponsored followers|Organic followers|Total followers",
         "is LinkedIn page, followers. It counts followers"),
        ("Date|Overview page views (desktop)|Overview page views (total)",
         "is LinkedIn page, visitors. It counts visits to the page"),
        ("Page|Total Followers|New Followers|Total post engagements|Total posts",
         "is LinkedIn page, competitors. It compares pages"),
        ("Data|Seguidores patrocinados|Seguidores orgânicos|Total de seguidores",
         "is LinkedIn page, followers. It counts followers"),
        ("Data|Visualizações da página Vagas (total)|Total de visitantes únicos (total)",
         "is LinkedIn page, visitors. It counts visits to the page"),
        ("Setor|Total de visualizações", "is LinkedIn page, followers or visitors by kind"),
        ("Page|Total de seguidores|Novos seguidores|Total de publicações",
         "is LinkedIn page, competitors. It compares pages"),
        ("Seniority|Total followers", "is LinkedIn page, followers or visitors by kind"),
        ("Date|New followers", "is LinkedIn creator, followers"),
        ("Top Demographics|Value|Percentage", "is LinkedIn creator, demographics"),
    ],
)  # fmt: skip
def test_what_is_not_delivery_is_refused_with_what_to_download(tmp_path, header, words):
    cells = ["03/14/2025", *["5"] * header.count("|")]
    path = workbook(tmp_path / "x.xlsx", New=[["From 3/1/2025 to 3/31/2025"], header.split("|"),
                                              cells])  # fmt: skip
    with pytest.raises(DataError) as error:
        read_export(path)
    assert str(error.value).startswith(f"x.xlsx: {words}")
    assert "Download Analytics > " in str(error.value)


def test_followers_with_their_sheets_by_kind_are_refused_as_followers(tmp_path):
    path = workbook(
        tmp_path / "followers.xlsx",
        New_followers=rows_of("Date|Organic followers|Total followers", {"Date": "03/14/2025"}),
        Location=rows_of("Location|Total followers", {"Location": "A", "Total followers": "5"}),
    )  # fmt: skip
    with pytest.raises(DataError, match=r"is LinkedIn page, followers\. It counts followers"):
        read_export(path)


def activity(number):
    return LINK[:-3] + f"{number:03}"


def top_posts(first=("Post URL", "Post publish date"), engaged="Engagements", shown="Impressions",
              day="3/14/2025"):  # fmt: skip
    """Two lists side by side, of the same posts in another order, each with one of its own."""
    head = [*first, engaged, "", *first, shown]
    left = [(activity(1), day, 9), (activity(2), day, 7), (activity(3), day, 5)]
    right = [(activity(2), day, 300), (activity(1), day, 200), (activity(4), day, 100)]
    rows = [[*one, "", *other] for one, other in zip(left, right, strict=True)]
    return [["Maximum of 50 posts available to include in this list"], [""] * 7, head, *rows]


DISCOVERY = [["Overall Performance", "3/1/2025 - 3/31/2025"], ["Impressions", 1000],
             ["Members reached", 450]]  # fmt: skip
ENGAGEMENT = [["Date", "Impressions", "Engagements"], ["3/14/2025", 600, 20], ["3/15/2025", 400, 5]]
FOLLOWERS = [["Total followers on 3/31/2025:", 782], [], ["Date", "New followers"],
             ["3/14/2025", 3]]  # fmt: skip
SHEETS = {"DISCOVERY": DISCOVERY, "ENGAGEMENT": ENGAGEMENT, "TOP_POSTS": top_posts(),
          "FOLLOWERS": FOLLOWERS, "DEMOGRAPHICS": [["Top Demographics", "Value", "Percentage"],
                                                   ["Job titles", "Analyst", "< 1%"]]}  # fmt: skip


def test_two_lists_side_by_side_are_joined_by_address(tmp_path):
    export = read_export(workbook(tmp_path / "content.xlsx", **SHEETS))
    posts = export.table.set_index("permalink")
    assert len(posts) == 4
    assert posts.loc[activity(1), ["engagements", "impressions"]].tolist() == [9, 200]
    assert posts.loc[activity(2), ["engagements", "impressions"]].tolist() == [7, 300]
    assert posts.loc[activity(3), "impressions"] is pd.NA
    assert posts.loc[activity(4), "engagements"] is pd.NA
    assert posts["published_at"].notna().all()
    assert export.receipt.unknown == ()
    assert export.receipt.known == 1


def test_an_empty_list_of_the_two_leaves_the_other(tmp_path):
    rows = top_posts()
    empty = [*rows[:3], *(["", "", "", *row[3:]] for row in rows[3:])]
    export = read_export(workbook(tmp_path / "content.xlsx", TOP_POSTS=empty))
    assert export.table["impressions"].tolist() == [300, 200, 100]
    assert export.table["published_at"].notna().all()


def test_a_post_that_stands_twice_in_both_lists_is_not_crossed(tmp_path):
    rows = top_posts()
    twice = [*rows[:4], rows[3]]
    twice[3] = twice[4] = [activity(1), "3/14/2025", 9, "", activity(1), "3/14/2025", 200]
    export = read_export(workbook(tmp_path / "content.xlsx", TOP_POSTS=twice))
    assert export.table["impressions"].sum() == 400


def test_the_total_of_the_account_comes_from_the_sheet_discovery(tmp_path):
    path = workbook(tmp_path / "content.xlsx", **SHEETS)
    export = read_export(path)
    assert export.total.to_dict("list") == {"impressions": [1000], "reach": [450]}
    days = read_export(path, table="ENGAGEMENT")
    assert days.table["impressions"].tolist() == [600, 400]
    assert "impressions: 1,000 in the rows equals 1,000 in the total row" in str(days.receipt)
    assert days.total["reach"].tolist() == [450]


def test_members_reached_and_unique_views_are_the_same_reach(tmp_path):
    other = [*DISCOVERY[:2], ["Unique views", 450]]
    path = workbook(tmp_path / "content.xlsx", **SHEETS | {"DISCOVERY": other})
    assert read_export(path).total["reach"].tolist() == [450]


def test_sheets_of_a_creator_that_are_not_delivery_are_refused_by_name(tmp_path):
    path = workbook(tmp_path / "content.xlsx", **SHEETS)
    for sheet in ("FOLLOWERS", "DEMOGRAPHICS"):
        with pytest.raises(DataError, match=r"Download Analytics > Posts instead"):
            read_export(path, table=sheet)


def test_a_creator_workbook_of_2026_in_portuguese_with_numbers_as_text(tmp_path):
    head = ("URL da publicação", "Data de publicação")
    posts = top_posts(head, "Engajamentos", "Impressões", "14/03/2025")
    posts = [[str(cell) for cell in row] for row in posts]
    path = workbook(
        tmp_path / "AggregateAnalytics.xlsx",
        Descoberta=[["Desempenho geral", "01/03/2025 - 31/03/2025"], ["Impressões", "1.000"],
                    ["Usuários alcançados", "450"]],
        Engajamento=[["Data", "Impressões", "Engajamentos"], ["14/03/2025", "1.129", "-28"],
                     ["15/03/2025", "5", "0"]],
        Publicações_mais_em_alta=posts,
    )  # fmt: skip
    export = read_export(path)
    assert export.table["impressions"].sum() == 600
    assert export.total.to_dict("list") == {"impressions": [1000], "reach": [450]}
    days = read_export(path, table="Engajamento")
    assert days.table["engagements"].tolist() == [-28, 0]
    assert days.table["impressions"].tolist() == [1129, 5]
    assert days.table["date_start"].dt.strftime("%m-%d").tolist() == ["03-14", "03-15"]
    assert "reactions that were taken back" in str(days.receipt)


def test_a_creator_workbook_in_french(tmp_path):
    path = workbook(
        tmp_path / "content.xlsx",
        MEILLEURS_POSTS=top_posts(("URL du post", "Date de publication du post"), "Interactions"),
    )  # fmt: skip
    export = read_export(path)
    assert export.receipt.format == "linkedin_creator_posts"
    assert export.table["impressions"].sum() == 600


@real
def test_real_page_workbook_agrees_with_an_independent_count():
    calamine = pytest.importorskip("python_calamine")
    path = EXPORTS / "linkedin_page_content_2025.xls"
    book = calamine.CalamineWorkbook.from_path(str(path))
    head, *rows = book.get_sheet_by_name("All posts").to_python()
    export = read_export(path)
    assert len(export.table) == len(rows) == 8
    for name, header in {"impressions": "Impressions", "clicks": "Clicks", "likes": "Likes",
                         "shares": "Reposts"}.items():  # fmt: skip
        assert export.table[name].sum() == sum(row[head.index(header)] for row in rows)
    assert export.table["permalink"].tolist() == [row[1] for row in rows]
    assert export.receipt.problems == ()
    head, *rows = book.get_sheet_by_name("Metrics").to_python()
    days = read_export(path, table="Metrics")
    assert len(days.table) == len(rows) == 30
    shown = head.index("Impressions (total)")
    assert days.table["impressions"].sum() == sum(row[shown] for row in rows)


@real
def test_real_creator_workbook_agrees_with_an_independent_count():
    calamine = pytest.importorskip("python_calamine")
    path = EXPORTS / "linkedin_creator_content_2024.xlsx"
    book = calamine.CalamineWorkbook.from_path(str(path))
    rows = book.get_sheet_by_name("TOP POSTS").to_python(skip_empty_area=False)[3:]
    engaged = {row[0]: row[2] for row in rows if row[0]}
    shown = {row[4]: row[6] for row in rows if row[6] != ""}
    export = read_export(path)
    posts = export.table.set_index("permalink")
    assert set(posts.index) == engaged.keys() | {row[4] for row in rows if row[4]}
    assert posts["impressions"].notna().sum() == len(shown)
    assert posts["engagements"].sum() == sum(engaged.values())
    assert posts["impressions"].sum() == sum(shown.values())
    assert all(posts.loc[post, "impressions"] == count for post, count in shown.items())
    assert export.total.to_dict("list") == {"impressions": [70416], "reach": [28517]}
    days = read_export(path, table="ENGAGEMENT").table
    assert len(days) == 365
    assert days["impressions"].sum() == 70416
    for sheet in ("FOLLOWERS", "DEMOGRAPHICS"):
        with pytest.raises(DataError, match="Download Analytics > Posts instead"):
            read_export(path, table=sheet)
