"""Meta Ads Manager in every wording that is known, and its traps."""

import pytest
from test_read_paid import day_of, filled, headers, write

from toolkit import DataError, NotAdditiveError, read_export, summarize

ADS_2026 = headers(
    'Ads,"Delivery status","Delivery level",Reach,"Cost per 1,000 Accounts Center accounts reached"'
    ',Impressions,"CPM (cost per 1,000 impressions)",Frequency,"Link clicks","Outbound clicks",'
    '"Clicks (all)","CTR (all)","CPC (all)","CTR (link click-through rate)",'
    '"CPC (cost per link click)","Content views","Cost per content view","Landing page views",'
    '"Cost per landing page view","* OC to LPV","* LC to LPV","Adds to cart",'
    '"Cost per add to cart","* LPV to ATC","Checkouts initiated","Cost per checkout initiated",'
    '"* ATC to IC","Adds of payment info","Cost per add of payment info","* API to Purchase",'
    'Purchases,"Cost per purchase","Purchases conversion value",'
    '"Purchase ROAS (return on ad spend)","Average purchases conversion value","Result type",'
    'Results,"Cost per result","Amount spent (IDR)","Reporting starts","Reporting ends"'
)
BY_DAY = headers(
    '"Campaign name",Day,Age,Gender,"Delivery status","Delivery level",Reach,'
    '"Cost per 1,000 Meta Accounts reached",Impressions,"CPM (cost per 1,000 impressions)",'
    'Frequency,"Link clicks","Outbound clicks","Clicks (all)","Result type",Results,'
    '"Cost per result","Amount spent (IDR)","Reporting starts","Reporting ends"'
)
UNTITLED_2026 = headers(
    '"Ad name","Delivery status","Delivery level","Ad set name","Ad name","Attribution setting",'
    '"Amount spent (PLN)",Purchases,"Purchases conversion value","Cost per purchase",'
    '"Acme Contribution Profit (7 Days Attribution) (PLN)","Result value type","Results ROAS",'
    '"Landing page views","App landing page views","Website landing page views","Link clicks",'
    '"CPC (cost per link click)","CTR (link click-through rate)","Hook Rate",'
    '"CPM (cost per 1,000 impressions)","Quality ranking","Link (ad settings)",'
    '"Body (ad settings)","Reporting starts","Reporting ends"'
)
PORTUGUESE = headers(
    '"Início dos relatórios","Término dos relatórios","Nome da campanha","Veiculação da campanha",'
    '"Orçamento do conjunto de anúncios","Tipo de orçamento do conjunto de anúncios",'
    '"Configuração de atribuição",Resultados,"Indicador de resultados",Alcance,Impressões,'
    '"Custo por resultados","Valor usado (BRL)",Término'
)
PORTUGUESE_POSTS = headers(
    '"Início dos relatórios","Término dos relatórios","Nome da campanha","Veiculação da campanha",'
    '"Engajamento com a Página","Reações ao post","Comentários no post","Salvamentos do post",'
    '"Compartilhamentos do post","Cliques no link","Curtidas do Facebook",'
    '"CPC (custo por clique no link) (BRL)"'
)
SPANISH = headers(
    '"Inicio del informe","Fin del informe","Nombre de la campaña","Entrega de la campaña",'
    '"Configuración de atribución",Resultados,"Indicador de resultado",Alcance,Frecuencia,'
    '"Costo por resultados","Presupuesto del conjunto de anuncios",'
    '"Tipo de presupuesto del conjunto de anuncios","Importe gastado (COP)",Finalización,'
    'Impresiones,"CPM (costo por mil impresiones) (COP)","Clics en el enlace",shop_clicks,'
    '"CPC (costo por clic en el enlace) (COP)","CTR (porcentaje de clics en el enlace)",'
    '"Clics (todos)","CTR (todos)","CPC (todos) (COP)","Visitas a la página de destino",'
    '"Costo por visita a la página de destino (COP)"'
)
GERMAN_2018 = headers(
    "Plattform|Start|Ende|Berichtsstart|Berichtsende|Auslieferung|Ziel|Budget|Budgetart|"
    "Ergebnisse|Indikator für Ergebnisse|Kosten pro Ergebnis|Reichweite|Frequenz|Impressionen|"
    "Brutto-Impressionen (enthält ungültige Impressionen von nicht Non-Human Traffic)|"
    "Ausgegebener Betrag (EUR)|CPM (Kosten pro 1.000 Impressionen) (EUR)|"
    "Kosten pro 1.000 erreichten Personen (EUR)|Klicks (alle)|CTR (alle)|Link-Klicks|"
    "Individuelle Link-Klicks|Ausgehende Klicks|3-sekündige Videoaufrufe|Videowiedergaben|"
    "Videowiedergaben bis 25\u00a0%|Videowiedergaben bis 100\u00a0%|Durchschnittliche "
    "Wiedergabedauer|Beitragsreaktionen|Websites-Käufe|Tags", "|",
)  # fmt: skip
MARCH = {"Reporting starts": "2026-03-01", "Reporting ends": "2026-03-31"}


def test_meta_report_of_2026_by_ad(tmp_path):
    row = filled(
        ADS_2026, Ads="Film", Reach=800, Impressions=1000, Frequency=1.25, Purchases=2,
        **{"CPM (cost per 1,000 impressions)": 50, "Link clicks": 20, "Outbound clicks": 18,
           "Clicks (all)": 40, "CTR (all)": 4, "CPC (all)": 1.25, "Landing page views": 15,
           "Cost per 1,000 Accounts Center accounts reached": 62.5,
           "Purchases conversion value": 300, "Purchase ROAS (return on ad spend)": 6,
           "* LC to LPV": "7.48E-6", "Amount spent (IDR)": 50, **MARCH},
    )  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [ADS_2026, row], encoding="utf-8-sig"))
    table = export.table.iloc[0]
    assert table[["ad", "reach", "impressions", "outbound_clicks", "clicks"]].tolist() == [
        "Film", 800, 1000, 18, 40,
    ]  # fmt: skip
    assert table[["conversions", "conversion_value", "spend"]].tolist() == [2, 300, 50]
    assert export.receipt.currency == "IDR"
    assert export.receipt.problems == ()
    assert export.receipt.unknown == (
        "* OC to LPV", "* LC to LPV", "* LPV to ATC", "* ATC to IC", "* API to Purchase",
    )  # fmt: skip


def test_meta_reach_of_the_total_row_is_kept_and_that_of_rows_never_added(tmp_path):
    def row(campaign, day, reach, impressions):
        period = day or "2026-03-01", day or "2026-03-02"
        return filled(
            BY_DAY, Day=day, Reach=reach, Impressions=impressions,
            **{"Campaign name": campaign, "Amount spent (IDR)": impressions / 10,
               "Reporting starts": period[0], "Reporting ends": period[1]},
        )  # fmt: skip

    rows = [row("", "", 109, 300), row("A", "2026-03-01", 90, 100), row("A", "2026-03-02", 76, 200)]
    export = read_export(write(tmp_path / "m.csv", [BY_DAY, *rows]))
    assert export.table["reach"].tolist() == [90, 76]
    assert export.total["reach"].tolist() == [109]
    assert summarize(export, "reach").iloc[0, 0] == 109
    assert day_of(export.total["date_end"]) == ["2026-03-02"]


@pytest.mark.parametrize(
    "wording",
    [
        "Cost per 1,000 people reached",
        "Cost per 1,000 Accounts Center accounts reached",
        "Cost per 1,000 Meta Accounts reached",
    ],
)
def test_meta_cost_per_1000_reached_is_known_in_the_wording_of_every_year(tmp_path, wording):
    header = ["Campaign name", "Reach", wording, "Amount spent (EUR)", *MARCH]
    rows = [
        ["A", "100", "50", "5.00", *MARCH.values()],
        ["B", "100", "70", "5.00", *MARCH.values()],
    ]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert [(each.rule, each.column) for each in export.receipt.problems] == [
        ("edited", "cost_per_1000_reached")
    ]


def test_meta_ad_name_that_stands_twice_is_read_once(tmp_path):
    row = filled(UNTITLED_2026, **{"Ad set name": "Set", "Amount spent (PLN)": "5.00",
                                   "Landing page views": 7, "App landing page views": 2,
                                   "Link clicks": 9, **MARCH})  # fmt: skip
    row[0] = row[4] = "Film 🎬\nsecond line"
    row[UNTITLED_2026.index("Quality ranking")] = "-"
    export = read_export(write(tmp_path / "m.csv", [UNTITLED_2026, row]))
    assert export.table["ad"].tolist() == ["Film 🎬\nsecond line"]
    assert export.table["landing_page_views"].tolist() == [7]
    assert "Ad name#2" in export.receipt.unused
    assert export.receipt.currency == "PLN"
    assert export.receipt.problems == ()


def test_meta_in_portuguese_reads_past_ongoing_ends_and_budgets_in_words(tmp_path):
    rows = [
        filled(PORTUGUESE, **{
            "Início dos relatórios": "2025-06-01", "Término dos relatórios": "2025-06-24",
            "Nome da campanha": name, "Veiculação da campanha": delivery, "Resultados": results,
            "Orçamento do conjunto de anúncios": "0" if not name else
            "Usando o orçamento do conjunto de anúncios",
            "Indicador de resultados": kind, "Alcance": reach, "Impressões": shown,
            "Valor usado (BRL)": spent, "Término": "" if not name else "Contínuo",
        })
        for name, delivery, results, kind, reach, shown, spent in [
            ("", "0", "", "mixed", 31, 50, "102.84"),
            ("Um", "active", "5", "actions:link_click", 20, 30, "62.84"),
            ("Dois", "inactive", "12", "reach", 12, 20, "40.00"),
        ]
    ]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [PORTUGUESE, *rows]))
    assert export.table["spend"].tolist() == [62.84, 40.0]
    assert export.table["currency"].unique().tolist() == ["BRL"]
    assert export.total["reach"].tolist() == [31]
    assert day_of(export.table["date_end"]) == ["2025-06-24"] * 2
    assert export.receipt.decimal_mark == "."


def test_meta_of_two_end_dates_side_by_side_the_report_s_is_used(tmp_path):
    row = filled(PORTUGUESE, **{
        "Início dos relatórios": "2025-06-01", "Término dos relatórios": "2025-06-24",
        "Nome da campanha": "Um", "Alcance": 2, "Impressões": 3, "Término": "2026-12-31",
    })  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [PORTUGUESE, row]))
    assert day_of(export.table["date_end"]) == ["2025-06-24"]
    assert "Término" in export.receipt.unused


def test_meta_currency_is_found_in_a_price_where_spend_is_not_in_the_file(tmp_path):
    row = filled(PORTUGUESE_POSTS, **{
        "Início dos relatórios": "2025-06-01", "Término dos relatórios": "2025-06-24",
        "Nome da campanha": "Um", "Reações ao post": 4, "Comentários no post": 1,
        "Salvamentos do post": 2, "Compartilhamentos do post": 3, "Cliques no link": 9,
        "CPC (custo por clique no link) (BRL)": "0.25",
    })  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [PORTUGUESE_POSTS, row]))
    assert export.receipt.currency == "BRL"
    names = ["likes", "comments", "saves", "shares", "link_clicks"]
    assert export.table[names].values.tolist() == [[4, 1, 2, 3, 9]]


def test_meta_in_spanish_with_daily_rows_and_no_column_for_the_day(tmp_path):
    rows = [
        filled(SPANISH, **{
            "Inicio del informe": day, "Fin del informe": day, "Nombre de la campaña": "Uno",
            "Alcance": 50, "Frecuencia": 2, "Importe gastado (COP)": 5000, "Impresiones": 100,
            "CPM (costo por mil impresiones) (COP)": 50000, "Clics (todos)": 4, "CTR (todos)": 4,
            "Presupuesto del conjunto de anuncios": "Con el presupuesto del conjunto de anuncios",
            "Finalización": "En curso", "Clics en el enlace": 2, "shop_clicks": 1,
        })
        for day in ("2019-04-01", "2019-04-02")
    ]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [SPANISH, *rows]))
    assert day_of(export.table["date_start"]) == ["2019-04-01", "2019-04-02"]
    assert export.receipt.grain == "in each row's day"
    assert export.table["currency"].tolist() == ["COP", "COP"]
    assert export.receipt.problems == ()


def test_meta_spend_that_its_owner_multiplied_is_found(tmp_path):
    row = filled(SPANISH, **{
        "Inicio del informe": "2019-04-01", "Fin del informe": "2019-04-30",
        "Nombre de la campaña": "Uno", "Importe gastado (COP)": 6750, "Impresiones": 100,
        "CPM (costo por mil impresiones) (COP)": 50000,
    })  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [SPANISH, row]))
    assert [(each.rule, each.column) for each in export.receipt.problems] == [("edited", "cpm")]


def test_meta_in_german_from_a_workbook_of_2018(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    from datetime import datetime, time

    book = openpyxl.Workbook()
    book.active.append(GERMAN_2018)
    cells = {
        "Plattform": "Instagram", "Start": datetime(2018, 1, 1), "Ende": "Fortlaufend",
        "Berichtsstart": "2018-05-01", "Berichtsende": "2018-05-31", "Budgetart": "Anzeigengruppe",
        "Budget": "Anzeigengruppenbudget wird verwendet", "Reichweite": 400, "Frequenz": 2.5,
        "Impressionen": 1000, GERMAN_2018[15]: 1004, "Ausgegebener Betrag (EUR)": 12.5,
        "CPM (Kosten pro 1.000 Impressionen) (EUR)": 12.5, "Klicks (alle)": 30, "CTR (alle)": 3,
        "Link-Klicks": 20, "Ausgehende Klicks": 15, "3-sekündige Videoaufrufe": 200,
        "Videowiedergaben": 500, "Videowiedergaben bis 25\u00a0%": 300, "Tags": "Mai",
        "Videowiedergaben bis 100\u00a0%": 50, "Durchschnittliche Wiedergabedauer": time(0, 0, 7),
    }  # fmt: skip
    book.active.append([cells.get(name) for name in GERMAN_2018])
    book.save(tmp_path / "m.xlsx")
    export = read_export(tmp_path / "m.xlsx")
    row = export.table.iloc[0]
    assert row[["platform", "impressions", "gross_impressions", "reach"]].tolist() == [
        "instagram", 1000, 1004, 400,
    ]  # fmt: skip
    assert row[["plays", "plays_p25", "plays_p100", "views_3s"]].tolist() == [500, 300, 50, 200]
    assert day_of(export.table["date_start"]) == ["2018-05-01"]
    assert export.receipt.currency == "EUR"
    assert export.receipt.unknown == ()


@pytest.mark.parametrize(
    "header",
    [
        "Début des rapports,Fin des rapports,Nom de la campagne,Impressions,Portée,Montant dépensé",
        "Inizio dei report,Fine dei report,Nome della campagna,Impression,Copertura,Importo speso",
        "Inicio del informe,Fin del informe,Nombre del anuncio,Impresiones,Alcance,Importe gastado",
        "Berichtsstart,Berichtsende,Kampagnenname,Impressionen,Reichweite,Ausgegebener Betrag",
        "Início dos relatórios,Encerramento dos relatórios,Dia,Impressões,Alcance,Valor gasto",
        "เริ่มการรายงาน,สิ้นสุดการรายงาน,ชื่อแคมเปญ,อิมเพรสชัน,การเข้าถึง,จำนวนเงินที่ใช้จ่ายไป",
        "Jelentés kezdete,Jelentés vége,Kampány neve,Megjelenések,Elérés,Elköltött összeg",
        "Rapportering starter,Rapportering slutter,Kampanjenavn,Eksponeringer,Reach,Beløp brukt",
        "Початок звітності,Завершення звітності,Назва оголошення,Покази,Охоплення,Витрачена сума",
        "بداية التقارير,نهاية التقارير,اسم الحملة,مرات الظهور,Reach,المبلغ الذي تم إنفاقه",
    ],
)
def test_meta_in_other_languages(tmp_path, header):
    row = ["2026-03-01", "2026-03-31", "2026-03-05", "100", "60", "12.34"]
    export = read_export(write(tmp_path / "m.csv", [headers(f"{header} (EUR)"), row]))
    names = ["impressions", "reach", "spend", "currency"]
    assert export.table[names].values.tolist() == [[100, 60, 12.34, "EUR"]]
    assert export.receipt.unknown == ()
    assert len(export.receipt.columns) == 6


def test_meta_saved_by_a_hungarian_spreadsheet(tmp_path):
    rows = [
        headers("Kampány neve,Eredmény jelzése,Eredmények,Elérés,Megjelenések,Jelentés kezdete,"
                "Jelentés vége,Elköltött összeg (HUF)"),
        ["Ősz", "reach", "60", "60", "100", "2026-07-01", "2026-07-31", "1234,5"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", rows, ";", "cp1250"))
    assert export.receipt.encoding == "cp1250"
    assert export.table[["campaign", "reach", "impressions", "spend"]].values.tolist() == [
        ["Ősz", 60, 100, 1234.5]
    ]
    assert export.table["results"].isna().all(), "results of the type reach are people"


def test_meta_saved_with_semicolons_and_decimal_commas(tmp_path):
    header = headers("Berichtsstart,Berichtsende,Kampagnenname,Impressionen,"
                     "Ausgegebener Betrag (EUR)")  # fmt: skip
    row = ["01.03.2026", "31.03.2026", "A", "1.234.567", "1.234,56"]
    table = read_export(write(tmp_path / "m.csv", [header, row], ";", "cp1252")).table
    assert table[["impressions", "spend"]].iloc[0].tolist() == [1234567, 1234.56]
    assert day_of(table["date_end"]) == ["2026-03-31"]


def test_meta_results_of_the_type_reach_are_people_and_are_not_kept_as_results(tmp_path):
    header = ["Campaign name", "Reach", "Result type", "Results", "Cost per result",
              "Amount spent (ARS)", *MARCH]  # fmt: skip
    rows = [["A", "2000", "Reach", "2000", "1.5", "3.00", *MARCH.values()],
            ["B", "900", "Link clicks", "30", "0.1", "3.00", *MARCH.values()]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["results"].fillna(-1).tolist() == [-1, 30]
    assert export.receipt.blanked[0][:2] == ("results", 1)


def test_meta_cost_per_result_of_reach_is_per_1000_and_no_sign_of_an_edit(tmp_path):
    header = ["Campaign name", "Reach", "Result type", "Results", "Cost per result",
              "Amount spent (ARS)", *MARCH]  # fmt: skip
    row = ["A", "2000", "Reach", "2000", "1.5", "3.00", *MARCH.values()]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.receipt.problems == ()
    assert summarize(export, "cost_per_1000_reached").iloc[0, 0] == 1.5


def test_meta_results_of_different_types_are_never_added_nor_taken_from_a_mixed_total(tmp_path):
    header = ["Campaign name", "Impressions", "Result type", "Results", *MARCH]
    rows = [["", "300", "mixed", "12", *MARCH.values()],
            ["A", "100", "Link clicks", "5", *MARCH.values()],
            ["B", "200", "Purchases", "7", *MARCH.values()]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.total["impressions"].tolist() == [300]
    assert summarize(export, "results", "result_type")["results"].tolist() == [5, 7]
    with pytest.raises(NotAdditiveError, match="results of different types are different things"):
        summarize(export, "results")


def test_meta_platforms_have_one_spelling(tmp_path):
    header = ["Platform", "Placement", "Impressions", *MARCH]
    rows = [[name, "feed", "5", *MARCH.values()] for name in ("Facebook", "Audience Network")]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["platform"].tolist() == ["facebook", "audience_network"]


def test_meta_report_of_a_period_without_ads_is_refused_as_empty(tmp_path):
    with pytest.raises(DataError, match="There is not a single row of delivery"):
        read_export(write(tmp_path / "m.csv", [PORTUGUESE, ["No data available."]]))


def test_meta_report_without_its_dates_is_still_a_meta_report(tmp_path):
    rows = [["Campaign name", "Impressions", "Amount spent (EUR)"], ["A", "100", "1.50"]]
    export = read_export(write(tmp_path / "m.csv", rows), date_start="2026-03-01")
    assert export.receipt.format == "meta_ads_manager_undated"
    assert export.table["platform"].tolist() == ["meta"]


def test_meta_workbook_with_two_sheets_of_one_report_is_read_once(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Formatted Report"
    for sheet in (book.active, book.create_sheet("Raw Data Report")):
        sheet.append(["Campaign name", "Impressions", *MARCH])
        sheet.append(["A", 100, *MARCH.values()])
    book.save(tmp_path / "m.xlsx")
    export = read_export(tmp_path / "m.xlsx")
    assert export.receipt.table.endswith("Raw Data Report")
    assert export.table["impressions"].tolist() == [100]


def test_kag_data_set_without_period_and_currency(tmp_path):
    rows = [
        headers("ad_id,xyz_campaign_id,fb_campaign_id,age,gender,interest,Impressions,Clicks,"
                "Spent,Total_Conversion,Approved_Conversion"),
        ["708746", "916", "103916", "30-34", "M", "15", "7350", "1", "1.43", "2", "1"],
        ["708749", "916", "103917", "30-34", "M", "16", "17861", "2", "NA", "2", "0"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "kag.csv", rows))
    assert export.receipt.format == "meta_kag"
    assert export.table["impressions"].tolist() == [7350, 17861]
    assert export.table["spend"].fillna(-1).tolist() == [1.43, -1]
    assert "date_start" not in export.table


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Page ID,Page name,Disclaimer,Amount spent (EUR)", ["1", "A", "A", "≤100"]),
        ("ad_archive_id,page_name,ad_creation_time,bylines,spend,impressions",
         ["1", "A", "2024-01-01", "A", "0-99", "0-999"]),
    ],
)  # fmt: skip
def test_meta_ad_library_with_bounds_for_amounts_is_refused(tmp_path, header, row):
    rows = [headers(header), row]
    with pytest.raises(DataError, match="is a report of Meta's Ad Library") as error:
        read_export(write(tmp_path / "lib.csv", rows))
    assert "download a report from Ads Manager" in str(error.value)
