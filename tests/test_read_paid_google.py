"""Google Ads reports of every level, AdWords, overview cards, and what is no delivery."""

import zipfile

import pytest
from test_read_paid import day_of, filled, headers, write

from toolkit import DataError, read_export, summarize

CAMPAIGN = headers(
    "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,"
    "Optimization score,Campaign type,Currency code,TrueView avg. CPV,Avg. CPM,Impr.,Interactions,"
    "Interaction rate,Avg. cost,Cost,Conv. (Platform Comparable),"
    "Cost / Conv. (Platform Comparable),Conv. value / Cost (Platform Comparable),Conv. rate,"
    "Conversions,Cost / conv."
)
ALL_TIME = headers(
    "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,Campaign type,"
    "Impr.,Interactions,Interaction rate,Currency code,Avg. cost,Cost,Search lost IS (budget),"
    "Avg. CPC,Search lost IS (rank),Search impr. share,Optimization score,Bid strategy type,"
    "Clicks,Conv. rate,Conversions,Cost / conv."
)
AD_GROUP = headers(
    "Ad group status,Ad group,Campaign,Status,Status reasons,Currency code,Target CPA,"
    "Ad group type,Impr.,Interactions,Interaction rate,Currency code,Avg. cost,Cost,"
    "Brand Inclusions,Locations of interest,Clicks,Conv. rate,Conversions,Avg. CPC,Cost / conv."
)
LOCATION = headers(
    "Location,Campaign,Impr.,Interactions,Interaction rate,Currency code,Avg. cost,Cost,"
    "Conv. rate,Conversions,Cost / conv."
)
KEYWORD = headers(
    "Keyword status,Keyword,Match type,Campaign,Ad group,Status,Status reasons,Final URL,Impr.,"
    "Interactions,Interaction rate,Currency code,Avg. cost,Cost,Clicks,Conv. rate,Conversions,"
    "Avg. CPC,Cost / conv."
)
TERMS = headers(
    "Search term,Match type,Added/Excluded,Campaign,Ad group,Clicks,Impr.,CTR,Currency code,"
    "Avg. CPC,Cost,Campaign type,Conv. rate,Conversions,Cost / conv."
)
ADWORDS_2016 = headers(
    "Ad state,Ad,Description line 1,Description line 2,Display URL,Destination URL,Final URL,"
    "Mobile final URL,Tracking template,Custom parameter,Headline 1,Headline 2,Description,Path 1,"
    "Path 2,Short headline,Long headline,Business name,Logo ID (responsive),"
    "Image ID (responsive),Campaign,Ad group,Status,Labels,Campaign type,Campaign subtype,Clicks,"
    "Impressions,CTR,Avg. CPC,Cost,Avg. position,Conversions,Cost / conv.,Conv. rate,All conv.,"
    "View-through conv."
)
PORTUGUESE = headers(
    "Estado da campanha,Campanha,Nome do orçamento,Código da moeda,Orçamento,Tipo de orçamento,"
    "Estado,Motivos do estado,Pontuação de otimização,Tipo de campanha,Impressões,Interações,"
    "Taxa de interação,Custo médio,Custo,Tipo de estratégia de lances,Taxa de conv.,Conversões,"
    "Custo/conv."
)
EDITOR = headers(
    "Campaign,Campaign state,Campaign type,Clicks,Impr.,CTR,Currency code,Avg. CPC,Cost,"
    "Impr. (Abs. Top) %,Impr. (Top) %,Conversions,View-through conv.,Cost / conv.,Conv. rate"
)


def report(tmp_path, title, period, header, *rows, encoding="utf-8"):
    delimiter = "\t" if encoding == "utf-16" else ","
    above = [[title], *([[period]] if period else [])]
    path = write(tmp_path / "Campaign report (1).csv", [*above, header, *rows], delimiter, encoding)
    return read_export(path)


def dashes(header, label, at=0, **cells):
    """A total row: its label in one column, dashes wherever nothing is counted."""
    row = [cell or " --" for cell in filled(header, **cells)]
    row[at] = label
    return row


def test_google_campaign_report_keeps_the_first_total_and_drops_the_others(tmp_path):
    sums = {"Impr.": "1,606,880", "Cost": "199421.15", "Conversions": "31,573.00",
            "Currency code": "INR"}  # fmt: skip
    export = report(
        tmp_path, "Campaign report", "July 8, 2025 - July 31, 2025", CAMPAIGN,
        filled(CAMPAIGN, Campaign="A", **{"Campaign status": "Enabled", "Campaign type": "Video",
               "Avg. CPM": "124.10", "Conv. rate": "133.93%", "TrueView avg. CPV": " --",
               "Cost / conv.": "6.32", "Budget": "100.00", **sums}),
        filled(CAMPAIGN, Campaign="B", **{"Campaign status": "Paused", "Avg. CPM": " --",
               "Campaign type": "Demand Gen", "Impr.": "0", "Cost": "0.00", "Conversions": " --",
               "Currency code": "INR"}),
        dashes(CAMPAIGN, "Total: Campaigns", **sums),
        dashes(CAMPAIGN, "Total: Account", **sums | {"Impr.": "1,700,000", "Budget": "150.00/day"}),
        dashes(CAMPAIGN, "Total: Video", **sums),
    )  # fmt: skip
    assert export.table["impressions"].tolist() == [1606880, 0]
    assert export.table["spend"].tolist() == [199421.15, 0]
    assert export.table["conversions"].fillna(-1).tolist() == [31573, -1]
    assert export.total["impressions"].tolist() == [1606880]
    assert [why for _, why in export.receipt.dropped] == ["another total row"] * 2
    assert day_of(export.table["date_end"]) == ["2025-07-31"] * 2
    assert export.receipt.problems == ()


def test_google_shares_below_10_and_above_90_percent_are_bounds_not_numbers(tmp_path):
    rows = [
        filled(ALL_TIME, Campaign=name, **{"Impr.": "10", "Cost": "1.00", "Currency code": "USD",
               "Search impr. share": share, "Clicks": "1"})
        for name, share in [("A", "< 10%"), ("B", "> 90%"), ("C", "45.67%"), ("D", " --")]
    ]  # fmt: skip
    export = report(tmp_path, "Campaign report", "All time", ALL_TIME, *rows)
    assert export.table["impression_share"].fillna(-1).tolist() == [-1, -1, 0.4567, -1]
    assert [cell for _, _, cell in export.receipt.bounded] == ["< 10%", "> 90%"]
    assert "impression_share in 2 rows (first: row " in str(export.receipt)


def test_google_ad_group_report_in_utf_16_with_two_columns_of_currency(tmp_path):
    row = filled(AD_GROUP, Campaign="Kampagne ä", **{"Ad group": "G", "Impr.": "1,200",
                 "Cost": "15.00", "Clicks": "30", "Avg. CPC": "0.50"})  # fmt: skip
    for place, name in enumerate(AD_GROUP):
        row[place] = "USD" if name == "Currency code" else row[place]
    export = report(tmp_path, "Ad group report", "All time", AD_GROUP, row, encoding="utf-16")
    assert export.receipt.encoding == "utf-16"
    assert export.table["campaign"].tolist() == ["Kampagne ä"]
    assert export.table["currency"].tolist() == ["USD"]
    assert export.receipt.unknown == ()


def test_google_location_report(tmp_path):
    sums = {"Impr.": "500", "Cost": "5.00", "Currency code": "USD"}
    export = report(
        tmp_path, "Location report", "All time", LOCATION,
        filled(LOCATION, Location="Utrecht, Netherlands", Campaign="A", **sums),
        dashes(LOCATION, "Total: Locations", **sums),
        dashes(LOCATION, "Total: Other locations", **sums | {"Impr.": "0"}),
        encoding="utf-16",
    )  # fmt: skip
    assert export.table["region"].tolist() == ["Utrecht, Netherlands"]
    assert export.total["impressions"].tolist() == [500]


def test_google_totals_of_keywords_stand_in_the_third_column(tmp_path):
    sums = {"Impr.": "1,200", "Cost": "15.00", "Clicks": "30", "Currency code": "USD"}
    export = report(
        tmp_path, "Search keyword report", "All time", KEYWORD,
        filled(KEYWORD, Keyword="[red shoes]", Campaign="A", **{"Keyword status": "Enabled",
               "Match type": "Exact match", "Ad group": "G", "Final URL": " --", **sums}),
        dashes(KEYWORD, "Total: Search keywords", 2, **sums),
        dashes(KEYWORD, "Total: Account", 2, **sums | {"Clicks": "99"}),
        encoding="utf-16",
    )  # fmt: skip
    assert export.table[["keyword", "match_type"]].values.tolist() == [
        ["[red shoes]", "Exact match"]
    ]
    assert export.total["clicks"].tolist() == [30]
    assert len(export.table) == 1


def test_google_search_terms_whose_account_total_counts_hidden_terms(tmp_path):
    def sums(clicks, shown):
        return {"Clicks": clicks, "Impr.": shown, "Cost": clicks, "Currency code": "CAD"}

    export = report(
        tmp_path, "Search terms report", "1 May 2026 - 8 May 2026", TERMS,
        filled(TERMS, Campaign="A", CTR="10.00%", **{"Search term": "total", "Ad group": "G",
               "Match type": "Broad match", "Added/Excluded": "None", **sums("1", "10")}),
        dashes(TERMS, "Total: Search terms", **sums("1", "10")),
        dashes(TERMS, "Total: Other search terms", **sums("53", "700")),
        dashes(TERMS, "Total: Account", **sums("54", "710")),
        encoding="utf-16",
    )  # fmt: skip
    assert export.table["search_term"].tolist() == ["total"]
    assert export.total["clicks"].tolist() == [1]
    assert day_of(export.table["date_start"]) == ["2026-05-01"]


def test_adwords_of_2016_has_its_period_in_the_title_and_no_currency(tmp_path):
    sums = {"Clicks": "100", "Impressions": "65136", "Cost": "1,445.94", "CTR": "0.15%",
            "Avg. CPC": "14.46"}  # fmt: skip
    export = report(
        tmp_path, "Ad report (Oct 25, 2016-Oct 31, 2016)", "", ADWORDS_2016,
        filled(ADWORDS_2016, Ad="Buy", Campaign="A", **{"Ad state": "enabled", "Ad group": "G",
               "Campaign type": "Search Only", "Campaign subtype": "All features", **sums}),
        dashes(ADWORDS_2016, "Total", **sums), dashes(ADWORDS_2016, "Total - Search", **sums),
        encoding="utf-16",
    )  # fmt: skip
    assert export.table[["ad", "impressions", "spend"]].values.tolist() == [["Buy", 65136, 1445.94]]
    assert day_of(export.table["date_start"]) == ["2016-10-25"]
    assert "currency" not in export.table
    assert export.receipt.unknown == ()


def test_google_in_portuguese_with_no_break_spaces_for_thousands(tmp_path):
    row = filled(PORTUGUESE, Campanha="Verão", **{"Código da moeda": "BRL", "Custo": "2473,94",
                 "Impressões": "18\u00a0158", "Conversões": "115,80", "Orçamento": "20,00",
                 "Tipo de campanha": "Pesquisa", "Taxa de conv.": "12,10%"})  # fmt: skip
    export = report(tmp_path, "Relatório da campanha",
                    "9 de abril de 2025 - 21 de abril de 2025", PORTUGUESE, row)  # fmt: skip
    assert export.table[["impressions", "spend", "conversions"]].values.tolist() == [
        [18158, 2473.94, 115.8]
    ]
    assert export.receipt.decimal_mark == ","
    assert day_of(export.table["date_end"]) == ["2025-04-21"]


def test_google_report_editor_has_no_total_rows(tmp_path):
    row = filled(EDITOR, Campaign="A", Clicks="10", Cost="5.00", CTR="1.00%", **{
        "Impr.": "1,000", "Currency code": "EUR", "Avg. CPC": "0.50", "Campaign state": "enabled",
    })  # fmt: skip
    export = report(tmp_path, "Campaign performance", "March 1, 2026 - March 31, 2026", EDITOR, row)
    assert export.table["impressions"].tolist() == [1000]
    assert export.total is None


def test_google_report_by_month_that_excel_saved_again(tmp_path):
    header = headers(
        "Month,Campaign status,Campaign,Campaign type,Currency code,Optimisation score,Impr.,Cost"
    )

    def total(month, label, shown, spent):
        return [month, label, " --", " --", "EUR", " --", shown, spent]

    path = write(tmp_path / "m.csv", [
        ["Campaign report", *[""] * 7], ["January 1, 2026 - May 20, 2026", *[""] * 7], header,
        ["Jan-26", "Enabled", "A", "Video", "EUR", " --", "100", "1.5"],
        ["Jan-26", "Enabled", "A", "Video", "USD", " --", "0", "0"],
        ["May-26", "Enabled", "A", "Video", "EUR", " --", "50", "1"],
        total("Jan-26", "Total: Campaigns", "100", "1.5"),
        total(" --", "Total: Campaigns", "50", "1"), total(" --", "Total: Campaigns", "0", "0"),
        total("", "Total: Account", "150", "2.5"),
        total("May-26", "Total: In-stream video", "50", "1"),
    ])  # fmt: skip
    export = read_export(path)
    assert export.table["impressions"].tolist() == [100, 0, 50]
    assert day_of(export.table["date_start"]) == ["2026-01-01", "2026-01-01", "2026-05-01"]
    assert day_of(export.table["date_end"]) == ["2026-01-31", "2026-01-31", "2026-05-20"]
    assert export.total is None
    assert [why for _, why in export.receipt.dropped].count("total of a part of the rows") == 3
    assert summarize(export, "impressions").iloc[0, 0] == 150
    assert export.receipt.unknown == ()


def test_google_video_report_with_viewability_and_unique_users(tmp_path):
    header = headers(
        "Video,Campaign,Ad group,Currency code,Impr.,TrueView views,TrueView view rate,"
        "TrueView avg. CPV,Video played to: 25%,Video played to: 100%,Viewable impr.,"
        "Measurable impr.,Viewable rate,Unique users,Avg. impr. freq. / user,Cost"
    )
    row = ["Film", "A", "G", "EUR", "1,000", "300", "30.00%", "0.02", "60.00%", "20.00%", "720",
           "900", "80.00%", "500", "2.00", "6.00"]  # fmt: skip
    export = report(tmp_path, "Video report", "March 1, 2026 - March 31, 2026", header, row)
    assert export.table[
        ["title", "views", "viewable_impressions", "measurable_impressions", "reach"]
    ].values.tolist() == [["Film", 300, 720, 900, 500]]
    assert not {"plays_p25", "plays_p100"} & set(export.table)
    assert export.receipt.unknown == ()
    assert export.receipt.problems == ()


@pytest.mark.parametrize(
    ("title", "period", "header"),
    [
        ("Kampagnenbericht", "1. März 2026 - 31. März 2026",
         "Kampagnenstatus,Kampagne,Währungscode,Impr.,Klicks,Kosten"),
        ("Rapport sur les campagnes", "1 mars 2026 - 31 mars 2026",
         "État de la campagne,Campagne,Code de devise,Impr.,Clics,Coût"),
        ("Informe de campaña", "1 de marzo de 2026 - 31 de marzo de 2026",
         "Estado de la campaña,Campaña,Código de moneda,Impr.,Clics,Coste"),
        ("Relatório de campanha", "1 de março de 2026 - 31 de março de 2026",
         "Status da campanha,Campanha,Código da moeda,Impr.,Cliques,Custo"),
    ],
)  # fmt: skip
def test_google_in_other_languages(tmp_path, title, period, header):
    rows = [
        ["x", "A", "EUR", "1.000", "10", "5,25"],
        ["Total: x", " --", "EUR", "1.000", "10", "5,25"],
    ]
    export = report(tmp_path, title, period, headers(header), *rows)
    assert export.table[["campaign", "impressions", "clicks", "spend"]].values.tolist() == [
        ["A", 1000, 10, 5.25]
    ]
    assert day_of(export.table["date_start"]) == ["2026-03-01"]
    assert export.total["impressions"].tolist() == [1000]


def test_google_keywords_in_portuguese_are_told_apart_by_keyword_and_match_type(tmp_path):
    header = headers("Pesquisar palavra-chave,Status da palavra-chave da rede de pesquisa,"
                     "Pesquisar tipo de correspondência de palavra-chave,Campanha,"
                     "Grupo de anúncios,Código da moeda,CPC máx. da palavra-chave,Cliques,Impr.,"
                     "CTR,Custo,Conv. de visualização,Taxa de conv.")  # fmt: skip
    same = ["A", "G", "BRL", "0,01", "1", "20", "5,00%", "3,50", "0", "0,00%"]
    export = report(tmp_path, "Palavra-chave de pesquisa", "5 de maio de 2026 - 15 de maio de 2026",
                    header, ["red", "Qualificado", "Correspondência exata", *same],
                    ["red", "Qualificado", "Correspondência ampla", *same])  # fmt: skip
    assert export.table["keyword"].tolist() == ["red", "red"]
    assert export.table["match_type"].nunique() == 2
    assert export.receipt.problems == ()
    assert export.receipt.unknown == ()


def test_google_channels_of_a_campaign_are_placements(tmp_path):
    header = headers(
        "Channel,Status,Impr.,Clicks,Interactions,Conversions,Conv. value,Currency code,Cost,"
        "Results,Results value,Reports"
    )
    export = report(
        tmp_path, "Channel distribution report", "May 6, 2026 - June 4, 2026", header,
        ["YouTube", " --", "2,000", "30", "90", "6.50", "1.00", "VND", "46154", "Contact: 6.50",
         "Contact: 1.00", "[CLICK, ENGAGEMENT]"],
        ["Gmail", " --", "0", "0", "0", "0.00", "0.00", "VND", "0", "0", "0", " --"],
        ["Maps", " --", "7", "0", "0", "0.00", "0.00", "VND", "0", "0", "0", " --"],
        ["Total: ", "", "2,007", "30", "90", "6.50", "1.00", "VND", "46154", "Contact: 6.50",
         "Contact: 1.00", "[CLICK, ENGAGEMENT]"],
    )  # fmt: skip
    assert export.table["placement"].tolist() == ["YouTube", "Gmail", "Maps"]
    assert export.table["impressions"].tolist() == [2000, 0, 7]
    assert export.total["impressions"].tolist() == [2007]
    assert export.receipt.unknown == () == export.receipt.problems
    assert set(export.table["currency"]) == {"VND"}


def test_google_overview_card_with_spend_and_days_is_read(tmp_path):
    rows = [
        headers("Fecha,Clics,Impresiones,CPM prom.,Costo"),
        ["vie, 28 feb 2025", "38", "6,164", "ARS898.05", "ARS 5535.59"],
        ["mar, 4 mar 2025", "12", "1,000", "ARS1,129.45", "ARS 1129.45"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", rows))
    assert export.table["spend"].tolist() == [5535.59, 1129.45]
    assert day_of(export.table["date_start"]) == ["2025-02-28", "2025-03-04"]
    assert export.receipt.currency == "ARS"
    assert export.receipt.problems == ()


@pytest.mark.parametrize(
    ("cost", "currency"),
    [("US$50.00", "USD"), ("CA$50.00", "CAD"), ("A$50.00", "AUD"), ("$50", "")],
)
def test_a_dollar_sign_with_letters_says_whose_dollar_it_is(tmp_path, cost, currency):
    rows = [headers("Date,Clicks,Impressions,Avg. CPC,Cost"),
            ["Fri, 6 Feb 2026", "25", "75", cost.replace("50", "2"), cost]]  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", rows))
    assert export.table["spend"].tolist() == [50]
    assert export.receipt.currency == currency


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Red,Clics,Costo,CPC prom.", ["YouTube", "1,466", "ARS 8671241.90", "ARS4,381.41"]),
        ("Género,Rango de edades,Impresiones,Porcentaje del total conocido",
         ["Mujer", "18 a 24", "5", "10%"]),
        ("Campaign Name,Campaign Group Name,Campaign Status,Cost,Conversions,Cost / conv.",
         ["A", "", "Enabled", "$5.00", "1", "$5.00"]),
        ("Device,Cost,Clicks,Conversions", ["Phones", "$5.00", "1", "0"]),
        ("Age Range,Impressions,Percent of known total", ["18 to 24", "5", "10%"]),
        ("Day,Start Hour,Impressions", ["Monday", "12 AM", "5"]),
        ("Search Keyword,Match type,Criterion Status,Ad Group Status,Cost,Clicks,CTR",
         ["red", "Broad", "Enabled", "Enabled", "$1.00", "1", "10%"]),
        ("Search,Cost,Clicks,Impressions,Conversions", ["red", "$1.00", "1", "9", "0"]),
        ("Word,Cost,Clicks,Impressions,Conversions,Top Containing Queries",
         ["red", "$1.00", "1", "9", "0", "red shoes"]),
        ("Sexo,Faixa de idade,Impressões,Porcentagem do total conhecido",
         ["Feminino", "18 a 24", "5", "1,02%"]),
        ("Nome da campanha,Nome do grupo de campanhas,Status da campanha,Custo,Cliques,CTR",
         ["A", "", "Ativado", "R$ 5,00", "1", "1,00%"]),
        ("Palavra-chave da rede de pesquisa,Tipo de corresp.,Status do critério,Custo,Impressões",
         ["red", "Corresp. de frase", "Ativado", "R$ 5,00", "9"]),
        ("Hora de início,Impressões", ["08", "105"]),
        ("Pesquisar,Custo,Cliques,Impressões,Conversões", ["red", "R$ 1,00", "1", "9", "0,00"]),
        ("Hour,Clicks,Impressions,Avg. CPC,Cost", ["00 - 01", "0", "9", "US$0.00", "US$0.00"]),
        ("Location Name,Impressions", ["Greater London", "299"]),
    ],
)  # fmt: skip
def test_google_overview_cards_without_days_are_refused(tmp_path, header, row):
    with pytest.raises(DataError, match="a card of the Google Ads overview page without a date"):
        read_export(write(tmp_path / "c.csv", [headers(header), row]))


def test_google_report_with_the_header_of_a_card_but_a_period_above_is_read(tmp_path):
    header = headers("Network,Clicks,Cost,Avg. CPC")
    export = report(tmp_path, "Networks", "March 1, 2026 - March 31, 2026", header,
                    ["YouTube", "10", "5.00", "0.50"])  # fmt: skip
    assert export.table[["placement", "clicks", "spend"]].values.tolist() == [["YouTube", 10, 5.0]]


def test_google_overview_zip_gives_its_series_of_time(tmp_path):
    with zipfile.ZipFile(tmp_path / "o.zip", "w") as archive:
        archive.writestr("d.csv", "Device,Cost,Clicks,Conversions\nPhones,$1.00,5,0.00\n")
        archive.writestr("w.csv", "Day,Start Hour,Impressions\nMonday,12 AM,5\n")
        archive.writestr("t.csv", "Quarter,Clicks,Conversions,Cost / conv.,Cost\n"
                                  "1st quarter 2023,5,1.00,$2.00,$2.00\n")  # fmt: skip
    assert day_of(read_export(tmp_path / "o.zip").table["date_end"]) == ["2023-03-31"]


@pytest.mark.parametrize(
    ("header", "name"),
    [("Region (Matched)", "region"), ("City (Matched)", "region"), ("Age (Matched)", "age_band"),
     ("Gender (Matched)", "gender"), ("DMA Region (Matched)", "region")],
)  # fmt: skip
def test_google_places_and_people_that_were_matched(tmp_path, header, name):
    rows = [["Campaign", header, "Clicks", "Impr.", "CTR"], ["C", "here", "10", "1000", "1.00%"]]
    export = read_export(write(tmp_path / "g.csv", rows))
    assert export.table[name].tolist() == ["here"]
    assert export.receipt.unknown == ()
