"""LinkedIn, TikTok, X, Snapchat, Pinterest and Reddit advertising reports."""
# ruff: noqa: RUF001

import pytest
from test_read_paid import day_of, filled, headers, write

from toolkit import DataError, read_export

LINKEDIN = headers(
    "Data de início (em UTC)|Nome da conta|Moeda|Código do grupo de campanhas|Nome do grupo de "
    "campanhas|Status do grupo de campanhas|Data inicial do grupo de campanhas|Código da campanha|"
    "Nome da campanha|Objetivo da campanha|Tipo de campanha|Status da campanha|Tipo de custo|"
    "Orçamento diário|Data de início da campanha|Total investido|Impressões|Cliques|Taxa de "
    "cliques|Média de CPM|Média de CPC|Reações|Comentários|Compartilhamentos|Seguidores|Outros "
    "cliques|Total de interações sociais|Total de engajamento|Taxa de engajamento|Enviadas|"
    "Abertas|Cliques (Sponsored Messaging)|Cliques no botão|Cliques no banner|Cliques no link|"
    "Custo por disparo|Taxa de abertura|Custo por mensagem aberta|Taxa de cliques (Sponsored "
    "Messaging)|Conversões|Conversões pós-clique|Conversões de exibição|Taxa de conversão|Custo "
    "por conversão|Valor total da conversão|Retorno do investimento por conversão|Leads|Alcance|"
    "Frequência média|Custo por 1.000 pessoas alcançadas|Cliques que levam à página de destino|"
    "Impressões do título|Cliques no título|Taxa de cliques no título", "|",
)  # fmt: skip
ENGLISH = headers(
    "Start Date (in UTC),Account Name,Currency,Campaign Group ID,Campaign Group Name,Campaign ID,"
    "Campaign Name,Total Spent,Impressions,Clicks,Average CPM,Video Views,Views @ 25%,Completions"
)


def linkedin_row(day, **more):
    return filled(
        LINKEDIN,
        **{"Data de início (em UTC)": day, "Nome da conta": "Acme", "Moeda": "BRL",
           "Código do grupo de campanhas": "611", "Nome do grupo de campanhas": "Group",
           "Código da campanha": "712", "Nome da campanha": "Campaign", "Impressões": 1000,
           "Data de início da campanha": "01/08/2023", "Total investido": "12,50", "Cliques": 10,
           "Média de CPM": "12,50", "Alcance": 500, "Frequência média": "2",
           "Custo por 1.000 pessoas alcançadas": "25,00", "Taxa de abertura": "95,769%",
           "Cliques que levam à página de destino": 7, "Total de engajamento": 20, **more},
    )  # fmt: skip


def test_linkedin_campaign_group_is_the_campaign_and_its_campaign_the_ad_group(tmp_path):
    rows = [LINKEDIN, linkedin_row("05/09/2023"), linkedin_row("06/09/2023")]
    export = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16"))
    row = export.table.iloc[0]
    assert row[["campaign", "campaign_id", "ad_group", "ad_group_id"]].tolist() == [
        "Group", "611", "Campaign", "712",
    ]  # fmt: skip
    assert row[["spend", "currency", "impressions", "reach", "link_clicks"]].tolist() == [
        12.5, "BRL", 1000, 500, 7,
    ]  # fmt: skip
    assert export.receipt.unknown == ()
    assert export.receipt.time_zone == "UTC"


def test_linkedin_rows_tell_the_start_only_and_days_follow_from_each_other(tmp_path):
    rows = [LINKEDIN, linkedin_row("05/09/2023"), linkedin_row("06/09/2023")]
    table = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16")).table
    assert day_of(table["date_start"]) == ["2023-09-05", "2023-09-06"]
    assert day_of(table["date_end"]) == ["2023-09-05", "2023-09-06"]


def test_linkedin_months_follow_from_each_other(tmp_path):
    rows = [LINKEDIN, linkedin_row("01/09/2023"), linkedin_row("01/10/2023")]
    table = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16")).table
    assert day_of(table["date_end"]) == ["2023-09-30", "2023-10-31"]


def test_linkedin_end_of_one_start_alone_is_not_guessed(tmp_path):
    rows = [LINKEDIN, linkedin_row("05/09/2023")]
    table = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16")).table
    assert day_of(table["date_start"]) == ["2023-09-05"]
    assert "date_end" not in table


def test_linkedin_metrics_that_do_not_apply_are_missing_not_0(tmp_path):
    rows = [LINKEDIN, linkedin_row("05/09/2023", Alcance=""), linkedin_row("06/09/2023", Alcance=0)]
    table = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16")).table
    assert table["reach"].fillna(-1).tolist() == [-1, 0]


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Campaign Performance Report (in UTC)"], ["Report Start: January 1, 2023, 12:00 AM"],
         ["Report End: January 31, 2023, 11:59 PM"], ["Date Generated: February 2, 2023"], [""]],
        [["Campaign Performance Report (in UTC)"],
         ["Report Start: 01/01/2023, Report End: 01/31/2023"], []],
    ],
    ids=["no preamble", "five lines", "two lines"],
)  # fmt: skip
def test_linkedin_with_and_without_lines_above_the_header(tmp_path, above):
    row = filled(ENGLISH, Currency="USD", Impressions="1,000", Clicks="10", Completions="40", **{
        "Start Date (in UTC)": "1/1/2023", "Campaign Group Name": "Group", "Video Views": "200",
        "Campaign Name": "Campaign", "Total Spent": "1,234.50", "Views @ 25%": "100",
    })  # fmt: skip
    export = read_export(write(tmp_path / "l.csv", [*above, ENGLISH, row], "\t", "utf-16"))
    names = ["campaign", "impressions", "spend", "views", "plays_p100"]
    assert export.table[names].values.tolist() == [["Group", 1000, 1234.5, 200, 40]]
    assert day_of(export.table["date_start"]) == ["2023-01-01"]
    assert ("date_end" in export.table) == bool(above)
    if above:
        assert day_of(export.table["date_end"]) == ["2023-01-31"]


def test_linkedin_with_ad_sets_keeps_the_usual_levels(tmp_path):
    header = headers("Start Date (in UTC),Account Name,Campaign Name,Ad Set Name,Total Spent,"
                     "Impressions")  # fmt: skip
    row = ["1/5/2026", "Acme", "Campaign", "Set", "5.00", "100"]
    export = read_export(write(tmp_path / "l.csv", [header, row], "\t", "utf-16"))
    assert export.table[["campaign", "ad_group"]].values.tolist() == [["Campaign", "Set"]]


def test_linkedin_with_ad_sets_in_german_keeps_the_usual_levels(tmp_path):
    header = headers("Startdatum (in UTC),Name der Kampagne,Name der Anzeigengruppe,"
                     "Anzeigengruppen-ID,Gesamtausgaben,Impressions,Klicks")  # fmt: skip
    row = ["1.10.2026", "Campaign", "Set", "71", "5,50", "100", "7"]
    export = read_export(write(tmp_path / "l.csv", [header, row], "\t", "utf-16"))
    names = ["campaign", "ad_group", "ad_group_id", "impressions", "clicks", "spend"]
    assert export.table[names].values.tolist() == [["Campaign", "Set", "71", 100, 7, 5.5]]
    assert day_of(export.table["date_start"]) == ["2026-10-01"]


def test_linkedin_with_ad_sets_in_dutch_keeps_levels_ids_and_period(tmp_path):
    header = headers("Begindatum (in UTC),Accountnaam,Valuta,Campagne-ID,Campagnenaam,"
                     "Status campagne,Advertentieset-ID,Naam van advertentieset,"
                     "Doelstelling van advertentieset,Advertentienaam,Advertentie-ID,"
                     "Advertentiestatus,Totaal besteed,Weergaven,Klikken,"
                     "Doorklikfrequentie (CTR),Gemiddelde CPM,Gemiddelde CPC,Aantal interacties,"
                     "Conversies,Leads,Klikken naar bestemmingspagina")  # fmt: skip
    row = ["3-3-2026", "Acme", "EUR", "7", "Campaign", "Actief", "71", "Set", "Bezoeken", "Ad",
           "711", "Actief", "1.200,50", "2.401", "5", "0,208%", "500,00", "240,10", "6", "0,00",
           "0", "4"]  # fmt: skip
    above = [["Rapport met advertentieprestaties (in UTC)"],
             ["Begindatum van rapport: 3 maart 2026 00:00"],
             ["Einddatum van rapport: 4 mei 2026 23:59"],
             ["Datum aangemaakt: 5 mei 2026 07:06"], [""]]  # fmt: skip
    export = read_export(write(tmp_path / "l.csv", [*above, header, row], "\t", "utf-16"))
    names = ["account", "campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id"]
    assert export.table[names].iloc[0].tolist() == [
        "Acme",
        "Campaign",
        "7",
        "Set",
        "71",
        "Ad",
        "711",
    ]
    counts = ["impressions", "clicks", "spend", "engagements", "link_clicks", "conversions"]
    assert export.table[counts].iloc[0].tolist() == [2401, 5, 1200.5, 6, 4, 0]
    assert day_of(export.table["date_end"]) == ["2026-05-04"]
    assert (export.receipt.unknown, export.receipt.problems) == ((), ())


def test_linkedin_demographics_are_refused_as_an_audience_table(tmp_path):
    rows = [headers("Job Function Segment,Impressions,% of Impressions,Clicks"),
            ["Engineering", "500", "20%", "5"]]  # fmt: skip
    with pytest.raises(DataError, match="demographics of an audience"):
        read_export(write(tmp_path / "l.csv", rows))


TIKTOK = headers(
    "Campaign name,Ad group name,Ad name,Ad group ID,Campaign objective type,Optimization goal,"
    "By Day,Reach,Impressions,Frequency,CPM,CTR,CTR (destination),Clicks (destination),Cost,"
    "Currency,Video views,2-second video views,6-second video views,"
    "6-second video views (focused view),15-second video views (focused view),Video views at 25%,"
    "Video views at 50%,Video views at 75%,Video views at 100%,Results,Cost per result,Paid likes,"
    "Paid shares,Paid comments,Cost per 1000 reached"
)
TIKTOK_CELLS = {
    "Campaign name": "C", "Ad group name": "G", "Ad name": "A", "Ad group ID": "17000",
    "By Day": "2025-07-02", "Reach": 800, "Impressions": 1000, "Frequency": "1.25", "CPM": "10.00",
    "Clicks (destination)": 5, "Cost": "10.00", "Currency": "USD", "Video views": 900,
    "2-second video views": 400, "6-second video views": 100, "Results": 4, "Paid likes": 7,
    "6-second video views (focused view)": 120, "15-second video views (focused view)": 60,
    "Video views at 25%": 300, "Video views at 50%": 200, "Video views at 75%": 100,
    "Video views at 100%": 50, "Cost per 1000 reached": "12.50",
}  # fmt: skip


def test_tiktok_report_and_its_last_row_of_totals(tmp_path):
    row = filled(TIKTOK, **TIKTOK_CELLS)
    total = [cell or "-" for cell in filled(TIKTOK, **TIKTOK_CELLS)]
    for place, name in enumerate(TIKTOK):
        total[place] = (
            "-" if name.endswith("name") or name in ("Ad group ID", "By Day") else total[place]
        )
    total[0] = "Total of 1 results"
    export = read_export(write(tmp_path / "t.csv", [TIKTOK, row, total]))
    names = ["campaign", "ad_group_id", "reach", "outbound_clicks", "spend"]
    assert export.table[names].values.tolist() == [["C", "17000", 800, 5, 10.0]]
    assert export.total["reach"].tolist() == [800]
    assert export.receipt.problems == ()
    assert export.receipt.unknown == ()


def test_tiktok_video_views_are_starts_and_focused_views_are_not_views_of_6_seconds(tmp_path):
    table = read_export(write(tmp_path / "t.csv", [TIKTOK, filled(TIKTOK, **TIKTOK_CELLS)])).table
    names = ["views", "views_6s", "focused_views_6s", "focused_views_15s", "plays_p25"]
    assert table[names].values.tolist() == [[900, 100, 120, 60, 300]]
    assert "plays" not in table


def test_tiktok_results_of_the_type_reach_are_people_and_no_results(tmp_path):
    header = headers("Campaign name,Cost,Currency,Impressions,Reach,Paid likes,Results,Result type")
    rows = [["A", "5.00", "USD", 900, 700, 1, 700, "Reach"],
            ["B", "5.00", "USD", 900, 600, 1, 12, "Clicks"]]  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", [header, *rows]))
    assert export.table["results"].fillna(-1).tolist() == [-1, 12]
    assert export.receipt.blanked[0][:2] == ("results", 1)


def test_tiktok_in_a_workbook_does_not_believe_the_name_of_the_file(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    header = [name for name in TIKTOK if name != "By Day"]
    book.active.append(header)
    book.active.append([TIKTOK_CELLS.get(name) for name in header])
    path = tmp_path / "Acme-Campaign Report-(2025-07-02 to 2025-07-09).xlsx"
    book.save(path)
    export = read_export(path)
    assert "date_start" not in export.table
    assert export.receipt.grain == "over a period that the file does not say"


def test_tiktok_in_the_older_wording(tmp_path):
    rows = [headers("Campaign name,Cost,CPC,CPM,Impression,Click,CTR,Conversion,CPA,CVR,"
                    "Video Views at 25%,6-Second Video Views"),
            ["C", "10.00", "1.00", "10.00", "1000", "10", "1.00", "2", "5.00", "20", "300", "90"],
            ]  # fmt: skip
    table = read_export(write(tmp_path / "t.csv", rows)).table
    assert table[["impressions", "clicks", "conversions", "views_6s"]].values.tolist() == [
        [1000, 10, 2, 90]
    ]


def test_tiktok_of_a_few_columns_in_the_older_wording(tmp_path):
    rows = [
        headers("Ad Group Name,Total Cost,Impression,Click,CVR"),
        ["A", "2.50", "90", "3", "1.00"],
    ]
    export = read_export(write(tmp_path / "t.csv", rows))
    assert export.receipt.format == "tiktok_ads_old"
    assert export.table[["spend", "impressions", "clicks"]].values.tolist() == [[2.5, 90, 3]]


def test_tiktok_in_japanese_ends_in_the_number_of_its_results(tmp_path):
    rows = [
        headers("キャンペーン名,一級ステータス,キャンペーン予算,コスト,CPC（誘導先）,CPM,インプレッション,"
                "クリック（誘導先）,CTR（誘導先）,コンバージョン,コンバージョン単価,結果,結果率（％）,通貨"),
        ["A", "配信", "9", "300", "30", "300", "1000", "10", "1.00%", "1", "300", "-", "-", "JPY"],
        ["B", "配信中", "9", "500", "50", "500", "1000", "10", "1.00%", "0", "0", "-", "-", "JPY"],
        ["全2件の結果", *"--", "800", "40", "400", "2000", "20", "1.00%", "1", "800", *"--", "JPY"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", rows))
    names = ["campaign", "spend", "impressions", "outbound_clicks", "currency"]
    assert export.table[names].values.tolist() == [
        ["A", 300, 1000, 10, "JPY"], ["B", 500, 1000, 10, "JPY"],
    ]  # fmt: skip
    assert export.total["spend"].tolist() == [800]
    assert export.receipt.unknown == ()
    assert export.receipt.problems == ()


@pytest.mark.parametrize(
    "header",
    [
        "Por día,Nombre de la campaña,Coste,Impresiones,Clics (destino),Alcance",
        "Day,Nome da campanha,Custo,Impressões,Cliques (Destino),Alcance",
        "按天,推广系列名称,消耗,展示量,点击量（目标页面）,覆盖人数",
    ],
)
def test_tiktok_in_other_languages(tmp_path, header):
    row = ["2026-03-05", "A", "12.34", "1000", "10", "600"]
    export = read_export(write(tmp_path / "t.csv", [headers(header), row]), currency="EUR")
    assert export.receipt.platform == "tiktok"
    names = ["campaign", "spend", "impressions", "outbound_clicks", "reach"]
    assert export.table[names].values.tolist() == [["A", 12.34, 1000, 10, 600]]
    assert export.receipt.unknown == ()


def test_x_ads_report(tmp_path):
    rows = [headers("Time period,Campaign name,Campaign ID,Objective,Currency,Impressions,Spend,"
                    "Post engagements,Clicks,Link clicks,Reposts,Replies,Likes,Follows,Video views,"
                    "Video completions,Results,Result type"),
            ["2026-03-01", "C", "abc1", "Reach", "USD", "1,000", "5.00", "40", "30", "10", "1", "2",
             "3", "4", "300", "50", "300", "Video views"]]  # fmt: skip
    export = read_export(write(tmp_path / "x.csv", rows))
    assert export.receipt.format == "x_ads"
    row = export.table.iloc[0]
    names = ["impressions", "engagements", "clicks", "link_clicks", "shares", "views"]
    assert row[names].tolist() == [1000, 40, 30, 10, 1, 300]
    assert row[["platform", "scope", "currency"]].tolist() == ["x", "paid", "USD"]
    assert "13 August" in export.receipt.notes[0]


SNAPCHAT = headers(
    "Start Time,End Time,Age,Gender,lng,lat,Campaign Start Time,Campaign End Time,Amount Spent,"
    "Swipe Ups,Purchases,Purchases Value,Total Impressions,Paid Impressions,Adds to Cart Web,"
    "Adds to Cart,Checkouts Started,Category,Sub Category,Campaign Name"
)


def test_snapchat_ends_are_exclusive_so_a_day_is_its_start(tmp_path):
    row = filled(
        SNAPCHAT, Age="18-24", Gender="F", **{
            "Start Time": "2020-04-21 00:00:00 AST", "End Time": "2020-04-22 00:00:00 AST",
            "Amount Spent": "5.50", "Swipe Ups": 3, "Total Impressions": 1000,
            "Paid Impressions": 900, "Campaign Name": "C"},
    )  # fmt: skip
    export = read_export(write(tmp_path / "s.csv", [SNAPCHAT, row]))
    assert day_of(export.table["date_start"]) == ["2020-04-21"]
    assert day_of(export.table["date_end"]) == ["2020-04-21"]
    assert export.table[["impressions", "paid_impressions", "clicks", "spend"]].values.tolist() == [
        [1000, 900, 3, 5.5]
    ]
    assert "currency" not in export.table
    assert export.receipt.unknown == ()


def test_snapchat_rows_after_the_flight_have_purchases_without_impressions(tmp_path):
    row = filled(
        SNAPCHAT, Purchases=2, **{
            "Start Time": "2020-05-21 00:00:00 AST", "End Time": "2020-05-22 00:00:00 AST",
            "Amount Spent": "0", "Purchases Value": "40", "Total Impressions": 0,
            "Paid Impressions": 0, "Swipe Ups": 0, "Campaign Name": "C"},
    )  # fmt: skip
    table = read_export(write(tmp_path / "s.csv", [SNAPCHAT, row])).table
    assert table[["impressions", "conversions", "conversion_value"]].values.tolist() == [[0, 2, 40]]


def test_snapchat_report_with_paid_impressions_only(tmp_path):
    rows = [headers("Campaign Id,Campaign Name,Ad Set Id,Ad Set Name,Ad Id,Ad Name,"
                    "Ad Active Status,Ad Type,Amount Spent,Paid Impressions,Paid eCPM,Clicks,"
                    "eCPC,Click Rate,Purchases,Cost per Purchase,2 Second Video Views,"
                    "15 Second Video Views,Video Plays at 25%,Video Completions,Purchases Value"),
            ["1", "C", "2", "G", "3", "A", "Active", "Snap", "10.00", "1000", "10.00", "5", "2.00",
             "0.5", "1", "10.00", "400", "90", "300", "50", "20"]]  # fmt: skip
    export = read_export(write(tmp_path / "s.csv", rows))
    assert export.receipt.format == "snapchat_ads_paid"
    assert export.table[["impressions", "clicks", "views_2s", "plays_p100"]].values.tolist() == [
        [1000, 5, 400, 50]
    ]
    assert export.receipt.problems[0].rule == "currency"
    assert len(export.receipt.problems) == 1


def test_snapchat_political_library_is_refused(tmp_path):
    rows = [headers("ADID,CreativeUrl,Currency Code,Spend,Impressions,StartDate,EndDate,"
                    "OrganizationName,BillingAddress,CandidateBallotInformation,"
                    "PayingAdvertiserName,Gender,AgeBracket,CountryCode"),
            ["a", "u", "USD", "5", "100", "2020/01/01 05:00:00Z", "", "O", "x", "", "P", "", "",
             "us"]]  # fmt: skip
    with pytest.raises(DataError, match="Snapchat's library of political ads"):
        read_export(write(tmp_path / "p.csv", rows))


@pytest.mark.parametrize("impressions", ["Impressions", "Impression"])
def test_pinterest_report(tmp_path, impressions):
    rows = [["Campaign ID", "Campaign name", "Date", "Spend in account currency", impressions,
             "Pin clicks", "Outbound clicks", "Saves", "Video played at 25%", "Video played at 50%",
             "Total conversions", "Total conversion value"],
            ["626", "C", "2026-03-01", "5.00", "1000", "30", "40", "6", "50", "60", "2",
             "80"]]  # fmt: skip
    export = read_export(write(tmp_path / "p.csv", rows))
    assert export.table[["impressions", "clicks", "outbound_clicks", "saves"]].values.tolist() == [
        [1000, 30, 40, 6]
    ]
    looks = [(each.severity, each.column) for each in export.receipt.problems]
    assert ("look", "plays_p50") in looks
    assert ("look", "outbound_clicks") in looks


def test_pinterest_days_with_a_person_more_than_impressions_are_read_and_told(tmp_path):
    rows = [headers("Date,Campaign name,Spend in account currency,Impressions,Reach"),
            ["2026-03-01", "C", "0.50", "40", "41"]]  # fmt: skip
    export = read_export(write(tmp_path / "p.csv", rows))
    assert export.table[["impressions", "reach"]].values.tolist() == [[40, 41]]
    looks = [(each.severity, each.column) for each in export.receipt.problems]
    assert ("look", "reach") in looks


def test_pinterest_results_stand_in_brackets(tmp_path):
    rows = [
        headers("Date,Campaign name,Ad group name,Ad name,Ad entity status,Ad ID,"
                "Spend in account currency,Impressions,Result,Cost per result,Pin clicks,"
                "Total conversions (Checkout),Earned saves,Organic pin ID"),
        ["2026-06-16", *"CGA", "ACTIVE", "PP1", "1.82", "64", "[2]", "[0.9]", "3", "0", "0", "P1"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "p.csv", rows))
    assert export.table[["results", "clicks", "spend"]].values.tolist() == [[2, 3, 1.82]]
    assert export.receipt.unknown == ()


def test_spotify_ad_sets_are_not_taken_for_meta_s(tmp_path):
    rows = [
        *(["Report Name: Campaign Performance"], ["Report Granularity: Daily"]),
        *(["Report Primary Entity: Ad"], ["Report Date Range: 2026-05-27 - 2026-05-28 (UTC)"], []),
        headers("Campaign id,Campaign name,Ad set id,Ad set name,Ad id,Ad name,Ad format,Date,"
                "Impressions,Reach,Frequency,Clicks,CTR,Spend,CPC,CPM,completion rate,Starts,"
                "Ad played to: 25%,Ad played to: 50%,Ad played to: 75%,Ad played to: 100%,"
                "page views,Purchases"),
        ["c1", "C", "s1", "S", "a1", "A", "Audio", "2026/05/27", "1000.00", "500.00", "2.00", "5",
         "0.5", "20", "4", "20", "80", "990", "950", "900", "850", "800", "1", "0"],
        ["c1", "C", "s1", "S", "a1", "A", "Audio", "2026/05/28", *["0"] * 6, "-", *["0"] * 9],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "s.csv", rows), currency="AUD")
    assert export.receipt.platform == "spotify"
    assert export.receipt.time_zone == "UTC"
    assert export.receipt.problems == ()
    assert export.receipt.unknown == ()
    names = ["impressions", "reach", "spend", "plays", "plays_p100", "ad_group"]
    assert export.table[names].iloc[0].tolist() == [1000, 500, 20, 990, 800, "S"]
    assert day_of(export.table["date_end"]) == ["2026-05-27", "2026-05-28"]


def test_reddit_report(tmp_path):
    rows = [headers("Date,Campaign Name,Ad Group Name,Ad Name,Amount Spent (USD),Impressions,"
                    "Clicks,CTR,CPC,eCPM,Video Starts,Video Watched 25%"),
            ["2026-03-01", "C", "G", "A", "5.00", "1,000", "10", "1%", "0.50", "5.00", "300",
             "90"]]  # fmt: skip
    export = read_export(write(tmp_path / "r.csv", rows))
    assert export.receipt.format == "reddit_ads"
    assert export.table[["impressions", "spend", "currency", "plays_p25"]].values.tolist() == [
        [1000, 5.0, "USD", 90]
    ]


def test_a_table_of_one_s_own_is_not_taken_for_a_platform_s(tmp_path):
    rows = [
        headers("campaign,spend,impressions,reach,views,clicks"),
        ["A", "5", "100", "60", "9", "3"],
    ]
    export = read_export(write(tmp_path / "own.csv", rows))
    assert export.receipt.format == "catalogue"
    assert "platform" not in export.table
