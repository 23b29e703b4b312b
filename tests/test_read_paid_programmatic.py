"""Search, retail and programmatic reports: Microsoft, Amazon, Google's buying tools, Trade Desk."""
# ruff: noqa: RUF001

import zipfile

import pytest
from test_read_paid import day_of, filled, headers, write

from toolkit import DataError, read_export, summarize

# Microsoft Advertising

GRID = headers(
    "Campaign ID,Status,Campaign,Budget,Budget Type,Spend,Optimization Score,Delivery,"
    "Campaign Type,Bid Strategy Name,Bid Strategy Type,Labels,Clicks,Impr.,CTR,Avg. CPC,Conv.,"
    "Top impr. rate,Abs. top impr. rate"
)


def grid_row(first, spend, clicks, shown, **more):
    cells = {"Campaign ID": first, "Spend": spend, "Clicks": clicks, "Impr.": shown, **more}
    return [cell or "-" for cell in filled(GRID, **cells)]


TOTALS = [
    grid_row("Search total", "487.25", "200", "2,000"),
    grid_row("Audience total", "12.75", "5", "500"),
    grid_row("Performance Max total", "0.00", "0", "0"),
]


def test_microsoft_grid_has_ids_in_brackets_and_totals_by_kind_of_campaign(tmp_path):
    rows = [
        grid_row("[123]", "487.25", "200", "2,000", Campaign="A", Status="Enabled"),
        grid_row("[124]", "12.75", "5", "500", Campaign="B", Status="Enabled"),
    ]
    export = read_export(write(tmp_path / "b.csv", [GRID, *rows, *TOTALS], encoding="utf-8-sig"))
    assert export.table["campaign_id"].tolist() == ["123", "124"]
    assert export.table["impressions"].tolist() == [2000, 500]
    assert export.total["spend"].tolist() == [500.0]
    assert "spend: 500 in the rows equals 500 in the total row" in str(export.receipt)


def test_microsoft_file_whose_rows_were_edited_differs_from_its_total(tmp_path):
    rows = [grid_row("[123]", "512.24", "200", "2,000", Campaign="A"),
            grid_row("[124]", "3.12", "0", "0", Campaign="B")]  # fmt: skip
    export = read_export(write(tmp_path / "b.csv", [GRID, *rows, TOTALS[0]]))
    assert "spend: 515.36 in the rows differs from 487.25 in the total row" in str(export.receipt)


def test_microsoft_grid_takes_period_and_currency_from_whoever_knows_them(tmp_path):
    path = write(tmp_path / "b.csv", [GRID, grid_row("[123]", "5.00", "1", "10", Campaign="A")])
    asked = read_export(path).receipt
    assert [each.rule for each in asked.problems] == ["currency"]
    assert asked.grain == "over a period that the file does not say"
    export = read_export(path, currency="EUR", date_start="2023-09-01", date_end="2023-09-30")
    assert export.receipt.problems == ()
    assert export.table["currency"].tolist() == ["EUR"]
    assert day_of(export.table["date_end"]) == ["2023-09-30"]


def test_microsoft_report_with_ten_lines_above_and_a_copyright_below(tmp_path):
    rows = [
        ["Report Name: Campaign_Performance"], ["Report Time: 1/1/2023,1/31/2023"],
        ["Time Zone: (GMT-08:00) Pacific Time"], ["Last Completed Available Day: 2/1/2023"],
        ["Last Completed Available Hour: 2/1/2023 3:00"], ["Report Aggregation: Daily"],
        ["Report Filter: "], ["Potential Incomplete Data: false"], ["Rows: 2"], [],
        headers("Gregorian date,Account name,Campaign name,Currency code,Impressions,Clicks,CTR,"
                "Average CPC,Spend"),
        ["1/30/2023", "Acme", "C", "USD", "1,000", "10", "1.00%", "0.50", "5.00"],
        ["1/31/2023", "Acme", "C", "USD", "1,000", "10", "1.00%", "0.50", "5.00"],
        [], ["©2023 Microsoft Corporation. All rights reserved. "],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "b.csv", rows))
    assert day_of(export.table["date_start"]) == ["2023-01-30", "2023-01-31"]
    assert export.table["spend"].tolist() == [5, 5]
    assert export.receipt.time_zone == "(GMT-08:00) Pacific Time"
    assert export.receipt.problems == ()


def test_microsoft_report_without_days_is_of_the_period_in_the_lines_above(tmp_path):
    rows = [
        ["Report Name: Campaign_Performance"], ["Report Time: 1/1/2023,1/31/2023"],
        ["Report Aggregation: Summary"], ["Rows: 2"], [],
        headers("Account name,Campaign name,Campaign ID,Currency code,Impressions,Clicks,Spend"),
        ["Acme", "C", "[123]", "USD", "1,000", "10", "5.00"],
        ["Acme", "D", "[124]", "USD", "500", "5", "2.50"],
        ["Overall total", "", "", "", "1,500", "15", "7.50"],
        [], ["©2023 Microsoft Corporation. All rights reserved. "],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "b.csv", rows))
    assert export.receipt.platform == "microsoft_ads"
    assert day_of(export.table["date_start"]) == ["2023-01-01"] * 2
    assert day_of(export.table["date_end"]) == ["2023-01-31"] * 2
    assert export.table["campaign_id"].tolist() == ["123", "124"]
    assert export.total["spend"].tolist() == [7.5]


def test_microsoft_places_of_the_api_are_a_country_and_a_region(tmp_path):
    rows = [["Report Name: Geo"], ["Report Time: 2/28/2016"], ["Report Aggregation: Daily"],
            ["Potential Incomplete Data: false"], [""],
            headers("GregorianDate,AccountName,AdGroupName,Impressions,Clicks,CurrencyCode,Spend,"
                    "CountryOrRegion,MetroArea,MostSpecificLocation"),
            ["2/28/2016", *"AG", "40", "1", "EUR", "0.50", "Italy", "", "Milan"],
            ["@2016 Microsoft Corporation. All rights reserved. "]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", rows))
    names = ["country", "region", "impressions", "spend", "currency"]
    assert export.table[names].values.tolist() == [["Italy", "Milan", 40, 0.5, "EUR"]]
    assert export.receipt.unknown == ()


def test_microsoft_bulk_file_is_refused(tmp_path):
    rows = [headers("Type,Status,Id,Parent Id,Sub Type,Campaign,Client Id,Modified Time"),
            ["Campaign", "Active", "1", "2", "", "A", "", ""]]  # fmt: skip
    with pytest.raises(DataError, match="a bulk file of Microsoft Advertising"):
        read_export(write(tmp_path / "b.csv", rows))


# Amazon Ads

AMAZON_2023 = headers(
    "Date|Portfolio name|Currency|Campaign Name|Ad Group Name|Targeting|Match Type|Customer Search "
    "Term|Impressions|Clicks|Click-Thru Rate (CTR)|Cost Per Click (CPC)|Spend|7 Day Total Sales|"
    "Total Advertising Cost of Sales (ACOS) |Total Return on Advertising Spend (ROAS)|7 Day Total "
    "Orders (#)|7 Day Total Units (#)|7 Day Conversion Rate|7 Day Advertised SKU Units (#)|7 Day "
    "Other SKU Units (#)|7 Day Advertised SKU Sales|7 Day Other SKU Sales", "|",
)  # fmt: skip
AMAZON_CELLS = {
    "Currency": "GBP", "Campaign Name": "C", "Ad Group Name": "G", "Targeting": "shoes",
    "Match Type": "BROAD", "Customer Search Term": "أحذية", "Impressions": 42.0, "Clicks": 1.0,
    "Click-Thru Rate (CTR)": 1 / 42, "Cost Per Click (CPC)": 0.35, "Spend": 0.35,
    "7 Day Total Sales": 7.0, "Total Return on Advertising Spend (ROAS)": 20,
    "7 Day Total Orders (#)": 1.0,
}  # fmt: skip


def amazon(tmp_path, header, cells):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Sponsored Product Search Term R"
    book.active.append(header)
    book.active.append([cells.get(name) for name in header])
    book.active.cell(2, header.index("Click-Thru Rate (CTR)") + 1).number_format = "0.0000%"
    book.active.cell(2, header.index("Spend") + 1).number_format = "[$£-809]#,##0.00"
    book.save(tmp_path / "a.xlsx")
    return read_export(tmp_path / "a.xlsx")


def test_amazon_workbook_by_day_has_rates_that_are_fractions_already(tmp_path):
    from datetime import datetime

    export = amazon(tmp_path, AMAZON_2023, {"Date": datetime(2023, 3, 4), **AMAZON_CELLS})
    assert export.table[["impressions", "clicks", "spend", "conversion_value"]].values.tolist() == [
        [42, 1, 0.35, 7.0]
    ]
    assert export.table[["search_term", "currency", "match_type"]].values.tolist() == [
        ["أحذية", "GBP", "BROAD"]
    ]
    assert day_of(export.table["date_end"]) == ["2023-03-04"]
    assert export.receipt.problems == ()
    assert export.receipt.unknown == ()


def test_amazon_workbook_over_a_period_has_spaces_behind_headers_and_dashes(tmp_path):
    header = ["Start Date", "End Date", *AMAZON_2023[1:]]
    header[header.index("7 Day Total Sales")] = "7 Day Total Sales "
    cells = {**AMAZON_CELLS, "Start Date": "Mar 01, 2025", "End Date": "Mar 31, 2025",
             "Match Type": "-", "Impressions": 42, "7 Day Total Sales ": 7.0}  # fmt: skip
    export = amazon(tmp_path, header, cells)
    assert day_of(export.table["date_start"]) == ["2025-03-01"]
    assert day_of(export.table["date_end"]) == ["2025-03-31"]
    assert export.table["match_type"].isna().all()
    assert export.table["conversion_value"].tolist() == [7.0]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ("Fecha,Nombre de la campaña,Impresiones,Clics,Gasto,Ventas totales de 7 días,"
             "Pedidos totales de 7 días,ACOS,Coste por clic (CPC)"),
            ["2026-03-02", "C", "1200", "6", "1,80", "20,98", "2", "8,6 %", "0,30"],
        ),
        (
            ("Date,Campaign Name,Impressions,Clicks,Spend,14 Day Total Sales,"
             "14 Day Total Orders (#),Viewable Impressions,vCTR"),
            ["2026-03-02", "C", "1200", "6", "1.80", "20.98", "2", "900", "0.0067"],
        ),
    ],
    ids=["Spanish", "Sponsored Brands"],
)  # fmt: skip
def test_amazon_reports_saved_as_text(tmp_path, header, row):
    export = read_export(write(tmp_path / "a.csv", [headers(header), row]))
    names = ["platform", "impressions", "clicks", "spend", "conversions", "conversion_value"]
    assert export.table[names].values.tolist() == [["amazon_ads", 1200, 6, 1.8, 2, 20.98]]


AMAZON_LANGUAGES = {
    "Spanish": (
        "Fecha de inicio|Fecha de finalización|Nombre de la cartera|Divisa|Nombre de campaña"
        "|Nombre del grupo de anuncios|País|Segmentación|Tipo de coincidencia"
        "|Término de búsqueda de cliente|Impresiones|Clics|Índice de clics (CTR)"
        "|Coste por clic (CPC)|Gasto|Ventas totales de 7 días (€)"
        "|Coste publicitario de las ventas (ACOS) total "
        "|Retorno de la inversión publicitaria (ROAS) total|Pedidos totales de 7 días (#)"
        "|Unidades totales de 7 días (#)|Tasa de conversión de 7 días"
        "|Otras ventas SKU de 7 días (€)"
    ),
    "Chinese": (
        "开始日期|结束日期|广告组合名称|货币|广告活动名称|广告组名称|国家/地区|投放|匹配类型|客户搜索词|展示量"
        "|点击量|点击率 (CTR)|单次点击成本 (CPC)|花费|7天总销售额|广告投入产出比 (ACOS) 总计"
        "|总广告投资回报率 (ROAS)|7天总订单数(#)|7天总销售量(#)|7天的转化率|7天内其他SKU销售额"
    ),
    "Japanese": (
        "開始日|終了日|ポートフォリオ名|通貨|キャンペーン名|広告グループ名|ターゲティング|マッチタイプ"
        "|カスタマーの検索キーワード|インプレッション|クリック|クリックスルー率 (CTR)"
        "|平均クリック単価 (CPC)|費用|広告がクリックされてから7日間の総売上高"
        "|広告費売上高比率（ACOS）合計|広告費用対効果（ROAS）合計"
        "|広告がクリックされてから7日間の合計注文数|広告がクリックされてから7日間の合計販売数"
    ),
    "Korean": (
        "시작 날짜|종료 날짜|포트폴리오 이름|통화|캠페인 이름|광고 그룹 이름|키워드|일치 유형"
        "|고객 검색어|광고 노출 수|클릭 수|CTR(클릭률)|CPC(클릭당 비용)|지출|7일 총 판매"
        "|총 ACOS(판매 광고 비용)"
        "|총 ROAS(광고 수익률)|7일 총 주문(건수)|7일 총 수량(개수)|7일 전환율|7일 기타 SKU 판매"
    ),
}


@pytest.mark.parametrize("language", AMAZON_LANGUAGES)
def test_amazon_search_terms_in_other_languages_say_the_same(tmp_path, language):
    head = AMAZON_LANGUAGES[language].split("|")
    row = [
        *("2026-03-01", "2026-03-07", "P", "EUR", "C", "G", "XX", "close-match", "-", "term"),
        *("1000", "10", "0.01", "0.50", "5.00", "20.00", "0.25", "4.00", "2", "3", "0.2", "0"),
    ]
    if language in ("Japanese", "Korean"):
        del row[6]
    export = read_export(write(tmp_path / "a.csv", [head, row[: len(head)]]))
    names = ["campaign", "ad_group", "search_term", "currency", "platform"]
    assert export.table[names].values.tolist() == [["C", "G", "term", "EUR", "amazon_ads"]]
    counts = ["impressions", "clicks", "spend", "conversions", "conversion_value"]
    assert export.table[counts].values.tolist() == [[1000, 10, 5, 2, 20]]
    assert day_of(export.table["date_end"]) == ["2026-03-07"]
    assert (export.receipt.unknown, export.receipt.problems) == ((), ())


def test_amazon_writes_spanish_days_and_puts_the_sign_before_an_amount(tmp_path):
    head = AMAZON_LANGUAGES["Spanish"].split("|")
    row = ["ago 20, 2026", "sep 02, 2026", "No Portfolio", "EUR", "C", "G", "España",
           "close-match", "-", "term", "1300", "12", "0,9231%", "€0,04", "€0,4356", "€1.200,00",
           "0,0363%", "2754,82", "2", "2", "16,6667%", "€0,00"]  # fmt: skip
    export = read_export(write(tmp_path / "a.csv", [head, row], ";"))
    counts = ["impressions", "clicks", "spend", "conversions", "conversion_value"]
    assert export.table[counts].values.tolist() == [[1300, 12, 0.4356, 2, 1200]]
    assert day_of(export.table["date_start"]) == ["2026-08-20"]
    assert day_of(export.table["date_end"]) == ["2026-09-02"]


def test_amazon_console_names_the_currency_without_a_space(tmp_path):
    rows = [headers("State,Campaigns,Status,Type,Targeting,Start date,Budget(USD),Impressions,"
                    "Clicks,CTR,Spend(USD),CPC(USD),Orders,Sales(USD),ACOS,ROAS"),
            ["ENABLED", "C", "Delivering", "SP", "Auto", "Jan 1, 2024", "10", "1,000", "10",
             "1.0000%", "5.00", "0.50", "2", "20.00", "25%", "4.00"]]  # fmt: skip
    export = read_export(write(tmp_path / "a.csv", rows))
    assert export.table[["impressions", "spend", "currency"]].values.tolist() == [
        [1000, 5.0, "USD"]
    ]
    assert "date_start" not in export.table


def test_amazon_dsp_report(tmp_path):
    rows = [headers("Date,Advertiser,Order,Line item,Order currency,Impressions,Click-throughs,"
                    "Total cost,eCPM,Measurable impressions,Viewable impressions,Video start,"
                    "Video complete"),
            ["Mar 04, 2026", "Acme", "O", "L", "EUR", "1,000", "5", "4.00", "4.00", "900", "700",
             "600", "300"]]  # fmt: skip
    export = read_export(write(tmp_path / "d.csv", rows))
    names = ["campaign", "ad_group", "impressions", "clicks", "spend", "plays", "plays_p100"]
    assert export.table[names].values.tolist() == [["O", "L", 1000, 5, 4.0, 600, 300]]
    assert export.receipt.format == "amazon_dsp"
    assert export.receipt.problems == ()


@pytest.mark.parametrize(
    "header",
    [
        ("Product,Entity,Operation,Campaign ID,Ad Group ID,Campaign Name,Bid,Impressions,Clicks,"
         "Spend,Sales,Orders"),
        ("Produkt,Entität,Operation,Kampagnen-ID,Anzeigengruppen-ID,Kampagnenname,Gebot,"
         "Impressions,Klicks,Ausgaben,Verkäufe,Bestellungen"),
    ],
    ids=["English", "German"],
)  # fmt: skip
def test_amazon_bulk_sheet_with_delivery_on_every_level_is_refused(tmp_path, header):
    rows = [headers(header),
            ["SP", "Campaign", "", "1", "", "C", "", "100", "1", "1", "0", "0"],
            ["SP", "Keyword", "", "1", "2", "C", "0.5", "100", "1", "1", "0", "0"]]  # fmt: skip
    with pytest.raises(DataError, match="repeats the same delivery on every level"):
        read_export(write(tmp_path / "a.csv", rows))


# Display & Video 360, Campaign Manager 360, Ad Manager

DV360 = headers(
    "Date,Advertiser,Advertiser ID,Advertiser Currency,Campaign,Insertion Order,Line Item,"
    "Impressions,Clicks,Click Rate (CTR),Media Cost (Advertiser Currency),Revenue (Adv Currency),"
    "Revenue (USD),Active View: Viewable Impressions,TrueView: Views,Starts (Video),"
    "Skips (Video),First-Quartile Views (Video),Midpoint Views (Video),"
    "Third-Quartile Views (Video),Complete Views (Video)"
)
DV360_CELLS = {
    "Date": "2026/03/14", "Advertiser": "Acme", "Advertiser ID": "5", "Advertiser Currency": "EUR",
    "Campaign": "C", "Insertion Order": "IO", "Line Item": "L", "Impressions": 1000, "Clicks": 3,
    "Media Cost (Advertiser Currency)": "4.50", "Revenue (Adv Currency)": "5.50",
    "Revenue (USD)": "6.00", "Active View: Viewable Impressions": 700, "TrueView: Views": 300,
    "Starts (Video)": 800, "First-Quartile Views (Video)": 600, "Midpoint Views (Video)": 500,
    "Third-Quartile Views (Video)": 450, "Complete Views (Video)": 400,
}  # fmt: skip
FOOTER = [
    ["Report Time:", "2026/03/16 07:00 GMT"], ["Date Range:", "2026/03/14 to 2026/03/15"],
    ["Group By:", "Date"], ["Group By:", "Advertiser"], ["MRC Accredited Metrics", "a", "b"],
    ["A dash (-) means reach could not be calculated."], ["Filter by Advertiser ID:", "5"],
]  # fmt: skip


def test_dv360_total_row_with_blank_names_a_blank_line_and_a_footer(tmp_path):
    sums = {name: 2 * cell for name, cell in DV360_CELLS.items() if isinstance(cell, int)}
    rows = [DV360, filled(DV360, **DV360_CELLS), filled(DV360, **DV360_CELLS | {"Line Item": "M"}),
            filled(DV360, **sums), [], ["Figures may change."], *FOOTER]  # fmt: skip
    export = read_export(write(tmp_path / "d.csv", rows))
    assert export.table["impressions"].tolist() == [1000, 1000]
    assert export.total["impressions"].tolist() == [2000]
    assert export.receipt.dropped[0][1] == "footer below the data"
    assert day_of(export.table["date_end"]) == ["2026-03-14"] * 2
    assert export.receipt.unknown == ()


def test_dv360_spend_is_what_the_advertiser_pays_and_completion_is_over_starts(tmp_path):
    export = read_export(write(tmp_path / "d.csv", [DV360, filled(DV360, **DV360_CELLS)]))
    assert export.table[["spend", "currency"]].values.tolist() == [[5.5, "EUR"]]
    assert summarize(export, "completion_rate").iloc[0, 0] == 0.5


def test_dv360_saved_again_by_a_program_keeps_its_footer_inside_the_data(tmp_path):
    header = ["", "Advertiser", "Advertiser ID", "Insertion Order", "Insertion Order ID",
              "Line Item ID", "Creative ID", "Unique Reach: Impression Reach",
              "Impressions"]  # fmt: skip
    rows = [["0", "Acme", "5.0", "I", "5590853.0", "61.0", "71.0", "100.0", "200"],
            ["1", "Acme", "5.0", "J", "5590854.0", "62.0", "72.0", "-", "300"]]  # fmt: skip
    below = [[str(place), *line[:2]] for place, line in enumerate(FOOTER, 2)]
    export = read_export(write(tmp_path / "d.csv", [header, *rows, *below]))
    assert export.table["campaign_id"].tolist() == ["5590853", "5590854"]
    names = ["account_id", "ad_group_id", "ad_id"]
    assert export.table[names].values.tolist() == [["5", "61", "71"], ["5", "62", "72"]]
    assert export.table["reach"].fillna(-1).tolist() == [100, -1]
    assert day_of(export.table["date_start"]) == ["2026-03-14"] * 2
    assert len(export.table) == 2


def test_dv360_ends_at_the_blank_line_whatever_stands_below(tmp_path):
    header = headers("Advertiser,Insertion Order,Advertiser Currency,Impressions,Clicks")
    rows = [["Acme", "I", "EUR", "20", "1"], ["Acme", "J", "EUR", "8", "0"],
            ["", "", "", "28.00", "1"], [], ["Figures may change."], *FOOTER]  # fmt: skip
    export = read_export(write(tmp_path / "d.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [20, 8]
    assert export.total["impressions"].tolist() == [28]
    assert {why for _, why in export.receipt.dropped} == {"footer below the data"}
    assert len(export.receipt.dropped) == 1 + len(FOOTER)


def test_dv360_reach_overlap_is_refused(tmp_path):
    rows = [headers(",Partner,Partner ID,Advertiser,Advertiser ID,Insertion Order,"
                    "Insertion Order ID,Country,Other Insertion Order,"
                    "Unique Reach: Overlap Total Reach,Unique Reach: Overlap Total Reach %"),
            ["0", "P", "5590853.0", "A", "1.0", "I", "2.0", "DE", "J", "100.0", "0.5"]]  # fmt: skip
    with pytest.raises(DataError, match="counts people whom two insertion orders share"):
        read_export(write(tmp_path / "d.csv", rows))


CM360 = headers(
    "Advertiser,Campaign,Site (CM360),Placement ID,Placement,Placement Start Date,"
    "Placement End Date,Ad Type,Creative,Impressions,Clicks,Media Cost,Total Conversions"
)


def test_cm360_placements_that_an_id_alone_tells_apart_are_kept_and_told(tmp_path):
    rows = [headers("Campaign,Placement ID,Placement,Impressions,Clicks,Media Cost"),
            ["C", "1", "Banner", "100", "2", "1.00"],
            ["C", "2", "Banner", "50", "1", "1.00"]]  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", rows), platform="cm360", currency="EUR")
    assert export.table["impressions"].tolist() == [100, 50]
    assert [each.rule for each in export.receipt.problems] == ["repeated"]
    assert "Placement ID" in export.receipt.unused


@pytest.mark.parametrize("site", ["Site (CM360)", "Site (DCM)"])
def test_cm360_has_a_block_above_and_a_grand_total_below(tmp_path, site):
    header = [site if name == "Site (CM360)" else name for name in CM360]
    above = [
        ["Campaign Manager 360 Report"], [], ["Report Name", "Weekly"],
        ["Date/Time Generated", "1/12/24 5:00 AM"], ["Report Time Zone", "America/New_York"],
        ["Account ID", "12345"], ["Date Range", "1/1/24 - 1/7/24"],
        ["MRC Accredited Metrics", "Impressions"], [], ["Report Fields"],
    ]  # fmt: skip
    row = ["Acme", "C", "S", "1", "P", "2024-01-01", "2024-12-31", "Default", "K", "1000", "5",
           "10.00", "1"]  # fmt: skip
    total = ["Grand Total:", *["---"] * 8, "2000", "10", "20.00", "2"]
    other = [*row[:4], "Q", *row[5:]]
    export = read_export(write(tmp_path / "c.csv", [*above, header, row, other, total]))
    assert export.table["impressions"].tolist() == [1000, 1000]
    assert export.total["spend"].tolist() == [20]
    assert day_of(export.table["date_end"]) == ["2024-01-07"] * 2
    assert export.receipt.time_zone == "America/New_York"
    assert export.table["account_id"].unique().tolist() == ["12345"]


def test_google_ad_manager_earns_and_does_not_spend(tmp_path):
    rows = [headers("Date,Advertiser,Order,Line item,Line item ID,Creative size,"
                    "Line item start date,Goal quantity,Delivery indicator,Ad server impressions,"
                    "Ad server clicks,Ad server average eCPM (£),Ad server CTR,"
                    "Ad server CPM and CPC revenue (£)"),
            ["1/15/24", "Acme", "O", "L", "1", "300x250", "1/1/24", "-", "-", "1,000", "5",
             "£2.50", "0.50%", "£2.50"],
            ["Total", *["-"] * 8, "1,000", "5", "£2.50", "0.50%", "£2.50"]]  # fmt: skip
    export = read_export(write(tmp_path / "g.csv", rows))
    assert export.table[["impressions", "revenue", "currency"]].values.tolist() == [
        [1000, 2.5, "GBP"]
    ]
    assert "spend" not in export.table
    assert day_of(export.table["date_start"]) == ["2024-01-15"]
    assert export.total["clicks"].tolist() == [5]


def test_google_ad_manager_total_impressions_win_over_those_of_the_ad_server(tmp_path):
    rows = [headers("Ad unit,Ad server impressions,Total impressions,Total revenue"),
            ["Home", "700", "1,000", "2.50"]]  # fmt: skip
    export = read_export(write(tmp_path / "g.csv", rows))
    assert export.table["impressions"].tolist() == [1000]
    assert "Ad server impressions" in export.receipt.unused


def test_google_ad_manager_clicks_of_the_ad_server_belong_to_its_own_impressions(tmp_path):
    rows = [headers("Order,Ad server impressions,Ad server clicks,Total impressions,"
                    "Ad server CPM and CPC revenue (£)"),
            ["O", "500", "5", "1,000", "2.50"]]  # fmt: skip
    export = read_export(write(tmp_path / "g.csv", rows))
    assert summarize(export, "ctr_all").iloc[0, 0] == 0.01
    assert export.table["revenue"].tolist() == [2.5]
    assert "Total impressions" in export.receipt.unused


def test_google_ad_manager_s_ad_server_is_not_read_before_another_table_of_the_archive(tmp_path):
    server = write(tmp_path / "g.csv", [headers("Order,Ad server impressions,Ad server clicks"),
                                        ["O", "500", "5"]])  # fmt: skip
    other = write(tmp_path / "t.csv", [headers("Date,Campaign,Impressions,Clicks,Media Cost (USD),"
                                               "Advertiser Cost (Adv Currency),Bids"),
                                       ["3/1/2026", "C", "9", "1", "2.5", "3", "20"]])  # fmt: skip
    with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
        for path in (server, other):
            archive.write(path, path.name)
    with pytest.raises(DataError, match="holds several tables"):
        read_export(tmp_path / "both.zip")


def test_google_ad_manager_clicks_of_the_ad_server_do_not_meet_all_impressions(tmp_path):
    rows = [headers("Order,Ad server impressions,Ad server clicks,Total impressions,Total revenue"),
            ["O", "500", "5", "1,000", "2.50"]]  # fmt: skip
    export = read_export(write(tmp_path / "g.csv", rows))
    assert export.table[["impressions", "revenue"]].values.tolist() == [[1000, 2.5]]
    assert "clicks" not in export.table
    assert "Ad server clicks" in export.receipt.unused


# The Trade Desk

TRADE_DESK = headers(
    "Date,Partner ID,Advertiser ID,Campaign ID,Ad Group ID,Ad Format,Creative ID,Frequency,"
    "Advertiser,Campaign,Ad Group,Ad Group Budget In Impressions,Ad Group Daily Cap In Impressions,"
    "Ad Group Daily Target In Impressions,Ad Group Base Bid CPM (Adv Currency),"
    "Ad Group Budget (Adv Currency),Ad Group Daily Cap (Adv Currency),"
    "Ad Group Daily Target (Adv Currency),Advertiser Currency Code,Partner Currency Code,Creative,"
    "Deal ID,Ad Server Name,Ad Server Creative Placement ID,Bids,Impressions,Clicks,"
    "Advertiser Cost (Adv Currency),Advertiser Cost (USD)"
)


def test_trade_desk_frequency_is_a_bucket_and_cost_is_in_the_advertiser_s_currency(tmp_path):
    row = filled(TRADE_DESK, Date="1/5/2024", Frequency=0, Advertiser="Acme", Campaign="C", **{
        "Ad Group": "G", "Advertiser Currency Code": "CAD", "Impressions": 50, "Clicks": 1,
        "Bids": 100, "Advertiser Cost (Adv Currency)": "1.50", "Advertiser Cost (USD)": "1.10",
    })  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", [TRADE_DESK, row]))
    assert export.table[["impressions", "spend", "currency"]].values.tolist() == [[50, 1.5, "CAD"]]
    assert day_of(export.table["date_start"]) == ["2024-01-05"]
    assert export.receipt.problems == ()
    assert export.receipt.unknown == ()


def test_trade_desk_cost_in_dollars_alone_is_dollars(tmp_path):
    rows = [headers("Date,Advertiser,Campaign,Ad Group,Advertiser Cost (USD),Impressions,Clicks,"
                    "Player Starts,Player 25% Complete,Player Completed Views,"
                    "01 - Total Click + View Conversions"),
            ["2026-09-01", "Acme", "C", "G", "1,234.50", "100,000", "120", "90000", "80000",
             "70000", "3"]]  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", rows))
    assert export.table[["spend", "currency", "plays", "plays_p100"]].values.tolist() == [
        [1234.5, "USD", 90000, 70000]
    ]


def test_trade_desk_costs_of_others_are_not_what_the_advertiser_pays_and_that_is_told(tmp_path):
    rows = [headers("Date,Advertiser,Campaign,Ad Group,Zip,Inventory Contract,Impressions,Clicks,"
                    "Partner Cost (USD),Media Cost (USD),TTD Total Cost,Player Starts"),
            ["1/15/2024", "Acme", "C", "G", "1", "-", "1000", "5", "3.5", "2.5", "4.0",
             "600"]]  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", rows))
    assert "spend" not in export.table
    assert {"Partner Cost (USD)", "Media Cost (USD)", "TTD Total Cost"} <= {*export.receipt.unused}
    assert any("is not what the advertiser pays" in note for note in export.receipt.notes)
