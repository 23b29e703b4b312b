"""Traps of paid downloads that no other test is named after, on the least file with each."""

import pytest
from specimens import looks, workbook, write
from test_read_paid import day_of, filled
from test_read_paid_google import CAMPAIGN, dashes, report

from toolkit import DataError, read_export, summarize

DATES = ["Reporting starts", "Reporting ends"]
MARCH = ["2026-03-01", "2026-03-31"]


def test_meta_report_whose_only_row_looks_like_a_total_is_delivery(tmp_path):
    header = ["Delivery status", "Delivery level", "Reach", "Impressions", "Result type",
              "Amount spent (IDR)", *DATES]  # fmt: skip
    row = ["", "", 600, 900, "mixed", 45000, *MARCH]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.table[["reach", "impressions", "spend"]].values.tolist() == [[600, 900, 45000]]
    assert export.total is None


@pytest.mark.parametrize("first", ["2026-03-01", "2026-02-28"])
def test_meta_days_of_an_account_below_their_total_keep_its_reach(tmp_path, first):
    """No column names anything, so nothing but its period tells the total, if it is of all days."""
    header = ["Delivery status", "Reach", "Impressions", "Amount spent (EUR)", *DATES]
    days = [["active", 500, 900, "2.50", day, day] for day in (first, "2026-03-02")]
    rows = [["", 800, 1800, "5.00", "2026-03-01", "2026-03-02"], *days]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    if first == "2026-03-01":
        assert export.table["reach"].tolist() == [500, 500]
        assert summarize(export, "reach").iloc[0, 0] == 800
    else:
        assert export.total is None
        assert export.table["impressions"].tolist() == [1800, 900, 900]


def test_meta_rates_are_in_percent_without_a_sign_and_are_checked_as_fractions(tmp_path):
    header = ["Ad name", "Impressions", "Clicks (all)", "CTR (all)", "Amount spent (EUR)", *DATES]
    good = write(tmp_path / "g.csv", [header, ["a", 1000, 29, "2.90000", "5.00", *MARCH]])
    assert read_export(good).receipt.problems == ()
    bad = write(tmp_path / "b.csv", [header, ["a", 1000, 29, "0.02900", "5.00", *MARCH]])
    assert [each.column for each in read_export(bad).receipt.problems] == ["ctr_all"]


def test_meta_custom_metrics_are_not_understood_and_do_no_harm(tmp_path):
    header = ["Ad name", "Impressions", "* LC to LPV", "* OC→WA landing ratio",
              "My Contribution Profit (7 Days Attribution) (PLN)", "Amount spent (PLN)",
              "actions:offsite_conversion.fb_pixel_purchase", *DATES]  # fmt: skip
    row = ["a", 1000, "0.639", "7.48E-6", "-12.5", "5.00", 3, *MARCH]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.receipt.currency == "PLN"
    assert "* OC→WA landing ratio" in export.receipt.unknown
    assert export.table[["impressions", "spend"]].values.tolist() == [[1000, 5.0]]


def test_meta_texts_hold_line_breaks_and_emoji(tmp_path):
    header = ["Ad name", "Body (ad settings)", "Impressions", "Amount spent (PLN)", *DATES]
    rows = [["one 🎉", "first\nsecond, \"third\"", 10, "1.00", *MARCH],
            ["two", "\n\n🚀", 20, "2.00", *MARCH]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows], encoding="utf-8-sig"))
    assert export.table["ad"].tolist() == ["one 🎉", "two"]
    assert export.table["impressions"].sum() == 30


def test_meta_ids_of_18_digits_stay_whole(tmp_path):
    header = ["Ad ID", "Impressions", "Amount spent (EUR)", *DATES]
    row = ["120212345678901234", 100, "1.00", *MARCH]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.table["ad_id"].tolist() == ["120212345678901234"]


@pytest.mark.parametrize(
    "name",
    ["Campaign report.csv", "LinkedIn.csv", "budget.xlsx", "x",
     "Acme-Campaigns-Jan-1-2026-Jul-11-2026.csv",
     "Acme-Campanhas-1-de-jun-de-2025-24-de-jun-de-2025.csv",
     "Relatório-sem-título-jul-1-2026-a-jul-31-2026.xlsx",
     "account_123_campaign_performance_report.csv"],
)  # fmt: skip
def test_the_name_of_a_file_tells_nothing(tmp_path, name):
    header = ["Nom de la campagne", "Impressions", "Montant dépensé (EUR)"]
    export = read_export(write(tmp_path / name, [header, ["a", 100, "1.00"]]))
    assert export.receipt.platform == "meta"
    assert "date_start" not in export.table


def test_google_conversion_rate_above_100_percent_is_no_fault(tmp_path):
    header = ["Campaign", "Currency code", "Impr.", "Clicks", "Cost", "Conv. rate", "Conversions"]
    path = write(tmp_path / "g.csv", [header, ["a", "EUR", 100, 3, "1.00", "133.93%", "4.02"]],
                 before="Campaign report\nAll time\n")  # fmt: skip
    export = read_export(path)
    assert export.receipt.problems == ()
    assert export.table["conversions"].tolist() == [4.02]


def test_google_interactions_are_no_clicks(tmp_path):
    header = ["Campaign", "Currency code", "Impr.", "Interactions", "Interaction rate", "Cost"]
    path = write(tmp_path / "g.csv", [header, ["a", "INR", "25,881", "20,127", "77.77%", "9.67"]],
                 before='Campaign report\n"July 8, 2025 - July 31, 2025"\n')  # fmt: skip
    assert "clicks" not in read_export(path).table


def test_google_report_without_a_measure_says_so(tmp_path):
    path = write(tmp_path / "g.csv", [["Campaign status", "Campaign", "Currency code", "Budget"]],
                 before="Campaign report\nAll time\n")  # fmt: skip
    with pytest.raises(DataError, match="Download the report again with impressions, reach or"):
        read_export(path)


def test_linkedin_open_and_click_rates_of_messages_exceed_100_percent(tmp_path):
    header = ["Start Date (in UTC)", "Campaign Name", "Total Spent", "Impressions", "Clicks",
              "Sends", "Opens", "Open Rate",
              "Click Through Rate (Sponsored Messaging)"]  # fmt: skip
    row = ["03/01/2026", "a", "1.00", 20, 25, 20, 24, "120%", "125%"]
    export = read_export(write(tmp_path / "l.csv", [header, row], "\t", "utf-16"))
    assert export.table[["impressions", "clicks"]].values.tolist() == [[20, 25]]
    assert any("sponsored messages are sends" in note for note in export.receipt.notes)


def test_linkedin_period_of_the_report_closes_its_rows(tmp_path):
    header = ["Start Date (in UTC)", "Campaign Name", "Total Spent", "Impressions"]
    path = write(
        tmp_path / "l.csv", [header, ["09/01/2026", "a", "1.00", 20], ["09/02/2026", "a", "1", 9]],
        before="Campaign Performance Report (in UTC)\n"
               "Report Start: 09/01/2026, Report End: 09/02/2026\n\n",
    )  # fmt: skip
    export = read_export(path)
    assert export.receipt.period == "2026-09-01 to 2026-09-02"
    assert export.table["date_start"].dt.month.tolist() == [9, 9]


def test_amazon_report_under_a_line_with_its_title(tmp_path):
    header = ["Date", "Currency", "Campaign Name", "Customer Search Term", "Impressions", "Clicks",
              "Cost Per Click (CPC)", "Spend", "7 Day Total Sales ",
              "7 Day Total Orders (#)"]  # fmt: skip
    rows = [["Sep 01, 2026", "USD", "a", "q", "1,204", 31, "$0.52", "$16.12", "$1,234.50", 41]]
    path = write(tmp_path / "a.csv", [header, *rows],
                 before="Sponsored Products Search Term Report,,,,\n")  # fmt: skip
    export = read_export(path)
    assert export.table[["impressions", "spend", "conversion_value"]].values.tolist() == [
        [1204, 16.12, 1234.5]
    ]
    assert export.receipt.problems == ()


def test_amazon_name_of_a_sheet_that_is_cut_at_31_letters_does_no_harm(tmp_path):
    header = ["Campaign Name", "Customer Search Term", "Impressions", "Spend", "7 Day Total Sales"]
    path = workbook(tmp_path / "a.xlsx",
                    Sponsored_Product_Search_Term_R=[header, ["a", "q", 10, 1.5, 3]])  # fmt: skip
    assert read_export(path).table["spend"].tolist() == [1.5]


@pytest.mark.parametrize(
    "header",
    ["Início dos relatórios,Término dos relatórios,Nome da campanha,Impressões,Término",
     "Inicio del informe,Fin del informe,Nombre de la campaña,Impresiones,Finalización",
     "Berichtsstart,Berichtsende,Kampagnenname,Impressionen,Ende",
     "Reporting starts,Reporting ends,Campaign name,Impressions,Ends"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["2026-12-31", "Contínuo"])
def test_the_end_of_a_campaign_is_not_the_end_of_the_report(tmp_path, header, end):
    rows = [header.split(","), [*MARCH, "a", 900, end]]
    export = read_export(write(tmp_path / "m.csv", rows))
    assert day_of(export.table["date_end"]) == ["2026-03-31"]
    assert header.split(",")[-1] in export.receipt.unused


def test_meta_frequency_that_is_not_impressions_by_reach_of_its_row_is_found(tmp_path):
    header = ["Ad name", "Reach", "Impressions", "Frequency", *DATES]
    rows = [["a", 400, 1000, "2.5000000", *MARCH], ["b", 300, 1000, "2.5000000", *MARCH]]
    right = read_export(write(tmp_path / "r.csv", [header, rows[0]]))
    wrong = read_export(write(tmp_path / "w.csv", [header, *rows]))
    assert right.receipt.problems == ()
    assert [each.column for each in wrong.receipt.problems] == ["frequency"]


def test_names_of_the_api_among_meta_s_headers_do_no_harm(tmp_path):
    header = ["Ad name", "Impressions", "profile_visit_view", "shop_clicks",
              "actions:offsite_conversion.fb_pixel_purchase", *DATES]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, ["a", 900, 4, 2, 1, *MARCH]]))
    assert export.table[["impressions", "profile_visits"]].values.tolist() == [[900, 4]]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize(
    "label",
    ["Total: All but removed campaigns", "Total: Account", "Total: Performance Max",
     "Total: In-stream video", "Total: Other locations", "Total: Other search terms",
     "Total: All but removed keywords"],
)  # fmt: skip
def test_google_totals_that_overlap_are_neither_rows_nor_the_total(tmp_path, label):
    sums = {"Impr.": "1,000", "Cost": "5.00", "Currency code": "EUR"}
    export = report(
        tmp_path, "Campaign report", "All time", CAMPAIGN,
        filled(CAMPAIGN, Campaign="A", **sums),
        dashes(CAMPAIGN, "Total: Campaigns", **sums),
        dashes(CAMPAIGN, label, **sums | {"Impr.": "1,700"}),
    )  # fmt: skip
    assert export.table["impressions"].tolist() == [1000]
    assert export.total["impressions"].tolist() == [1000]
    assert [why for _, why in export.receipt.dropped] == ["another total row"]


def test_google_card_whose_owner_multiplied_the_cost_is_found(tmp_path):
    header = ["Fecha", "Clics", "Impresiones", "CPM prom.", "Costo"]
    cells = ["vie, 28 feb 2025", 38, "6,164", "ARS665.25"]
    right = write(tmp_path / "r.csv", [header, [*cells, "ARS 4100.60"]])
    wrong = write(tmp_path / "w.csv", [header, [*cells, "ARS 5535.81"]])
    assert (looks(read_export(right)), looks(read_export(wrong))) == ([], ["edited"])


def test_google_names_in_greek_stay_as_they_are(tmp_path):
    row = filled(CAMPAIGN, Campaign="Καμπάνια άνοιξη", **{"Impr.": "10", "Cost": "1.00"})
    export = report(tmp_path, "Campaign report", "March 27, 2026 - April 23, 2026", CAMPAIGN, row)
    assert export.table["campaign"].tolist() == ["Καμπάνια άνοιξη"]


def test_the_period_in_the_name_of_a_card_is_not_believed(tmp_path):
    path = tmp_path / "Serie_temporal(2025.02.28-2025.03.09).csv"
    rows = [["Red", "Clics", "Costo", "CPC prom."], ["YouTube", 9, "ARS 90.00", "ARS10.00"]]
    with pytest.raises(DataError, match="a card of the Google Ads overview page without a date"):
        read_export(write(path, rows))


@pytest.mark.parametrize(
    ("header", "amount", "day"),
    [("Start Date (in UTC),Campaign Name,Total Spent,Impressions", "12.50", "2023-05-09"),
     ("Data de início (em UTC),Nome da campanha,Total investido,Impressões", "12,50",
      "2023-09-05")],
    ids=["English", "Portuguese"],
)  # fmt: skip
def test_linkedin_writes_the_day_first_and_decimal_commas_in_portuguese(
    tmp_path, header, amount, day
):
    rows = [header.split(","), ["05/09/2023", "a", amount, "20"]]
    table = read_export(write(tmp_path / "l.csv", rows, "\t", "utf-16")).table
    assert table["spend"].tolist() == [12.5]
    assert day_of(table["date_start"]) == [day]


def test_linkedin_saved_as_a_workbook_without_the_lines_above_is_read(tmp_path):
    header = ["Start Date (in UTC)", "Campaign Name", "Currency", "Total Spent", "Impressions"]
    rows = [["3/1/2026", "a", "USD", 1.5, 20], ["3/2/2026", "a", "USD", 2.5, 30]]
    export = read_export(workbook(tmp_path / "l.xlsx", Sheet1=[header, *rows]))
    assert export.table[["spend", "impressions"]].values.tolist() == [[1.5, 20], [2.5, 30]]
    assert day_of(export.table["date_end"]) == ["2026-03-01", "2026-03-02"]


def test_linkedin_without_a_last_line_end_keeps_its_last_row(tmp_path):
    header = ["Start Date (in UTC)", "Campaign Name", "Total Spent", "Impressions"]
    rows = [["03/01/2026", "a", "1.50", 20], ["03/02/2026", "a", "2.50", 30]]
    path = write(tmp_path / "l.csv", [header, *rows], "\t", "utf-16")
    path.write_bytes(path.read_bytes().removesuffix("\n".encode("utf-16-le")))
    assert read_export(path).table["impressions"].tolist() == [20, 30]


def test_snapchat_paid_impressions_above_all_of_them_are_looked_at(tmp_path):
    header = ["Start Time", "End Time", "Amount Spent", "Currency", "Total Impressions",
              "Paid Impressions"]  # fmt: skip
    first = ["2020-04-21 00:00:00 AST", "2020-04-22 00:00:00 AST", "5.50", "USD"]
    right = write(tmp_path / "r.csv", [header, [*first, 1000, 900]])
    wrong = write(tmp_path / "w.csv", [header, [*first, 900, 1000]])
    assert (looks(read_export(right)), looks(read_export(wrong))) == ([], ["superset"])


def test_amazon_headers_of_2025_end_in_spaces(tmp_path):
    header = ["Start Date", "End Date", "Portfolio name", "Currency", "Campaign Name",
              "Ad Group Name", "Targeting", "Match Type", "Customer Search Term", "Impressions",
              "Clicks", "Spend", "7 Day Total Sales ", "Total Advertising Cost of Sales (ACOS) ",
              "Total Return on Advertising Spend (ROAS)", "7 Day Total Orders (#)",
              "7 Day Advertised SKU Sales ", "7 Day Other SKU Sales "]  # fmt: skip
    row = ["2025-03-01", "2025-03-31", "P", "AED", "C", "G", "shoes", "-", "q", 42, 1, 0.5, 7.0,
           0.0714, 14.0, 1, 7.0, 0.0]  # fmt: skip
    export = read_export(workbook(tmp_path / "a.xlsx", Sheet1=[header, row]))
    assert export.table[["impressions", "spend", "conversion_value"]].values.tolist() == [
        [42, 0.5, 7.0]
    ]
    assert (export.receipt.currency, export.receipt.unknown, looks(export)) == ("AED", (), [])


@pytest.mark.parametrize("line", [
    "Reach data is finalized on the first of each month.", "Unique Reach (Lower Certainty)",
    "A dash (-) means reach could not be calculated to protect privacy.",
    "Filter by Advertiser ID:", "MRC Accredited Metrics",
])  # fmt: skip
def test_dv360_footer_inside_the_data_of_a_program_is_no_row(tmp_path, line):
    header = ["", "Advertiser", "Insertion Order", "Insertion Order ID", "Impressions"]
    rows = [["0", "A", "I", "5590853.0", 200], ["1", "Report Time:", "2026/01/12 07:00 GMT"],
            ["2", "Date Range:", "2026/01/05 to 2026/01/11"], ["3", line]]  # fmt: skip
    export = read_export(write(tmp_path / "d.csv", [header, *rows]))
    assert export.table[["campaign_id", "impressions"]].values.tolist() == [["5590853", 200]]
    assert day_of(export.table["date_start"]) == ["2026-01-05"]


def test_cm360_reach_is_kept_as_that_of_its_row(tmp_path):
    header = ["Campaign", "Site (CM360)", "Placement", "Impressions",
              "Unique Reach: Total Reach", "Unique Reach: Exclusive Reach"]  # fmt: skip
    rows = [["C", "S", "P", 900, 600, 100], ["C", "S", "Q", 500, 400, 50],
            ["Grand Total:", "---", "---", 1400, 800, "---"]]  # fmt: skip
    export = read_export(write(tmp_path / "c.csv", [["Report Fields"], header, *rows]))
    assert export.table["reach"].tolist() == [600, 400]
    assert summarize(export, "reach").iloc[0, 0] == 800


def test_cm360_reach_of_cookies_is_no_reach(tmp_path):
    header = ["Campaign", "Site (DCM)", "Placement", "Impressions", "Impression Reach"]
    rows = [["C", "S", "P", 900, 600], ["Grand Total:", "---", "---", 900, 600]]
    export = read_export(write(tmp_path / "c.csv", [["Report Fields"], header, *rows]))
    assert "reach" not in export.table
    assert "Impression Reach" in export.receipt.unused


def test_meta_days_with_more_link_clicks_than_clicks_are_read_and_told(tmp_path):
    header = ["Day", "Impressions", "Clicks (all)", "Link clicks", "Amount spent (EUR)", *DATES]
    row = ["2026-03-01", 900, 40, 42, "5.00", "2026-03-01", "2026-03-01"]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.table[["clicks", "link_clicks"]].values.tolist() == [[40, 42]]
    assert looks(export) == ["superset"]


@pytest.mark.parametrize(
    ("header", "row", "label"),
    [
        ("Campaign Name,Start Time,Currency,Amount Spent,Total Impressions,Paid Impressions",
         ["2026-04-21 00:00:00 AST", "USD", "5.50", 900, 800], "Total"),
        ("Insertion Order,Advertiser,Advertiser Currency,Revenue (Adv Currency),Impressions,Clicks",
         ["Acme", "EUR", "5.50", 900, 3], "Grand Total:"),
        ("Campaign name,Date,Currency,Spend in account currency,Impressions,Pin clicks",
         ["2026-03-01", "EUR", "5.50", 900, 3], "Totals"),
        ("Campaign Name,Start Date (in UTC),Currency,Total Spent,Impressions,Clicks",
         ["03/01/2026", "EUR", "5.50", 900, 3], "Total"),
        ("Campaign name,Time period,Currency,Spend,Impressions,Post engagements",
         ["2026-03-01", "EUR", "5.50", 900, 3], "Total"),
        ("Campaign Name,Date,Currency,Spend,Impressions,7 Day Total Orders (#)",
         ["2026-03-01", "EUR", "5.50", 900, 3], "Grand Total"),
        ("Campaign Name,Date,Ad Group Name,Currency,Amount Spent,Impressions,Video Watched 25%",
         ["2026-03-01", "G", "EUR", "5.50", 900, 3], "Total"),
        ("Campaign,Date,Advertiser Currency Code,Advertiser Cost (Adv Currency),Impressions,Bids",
         ["3/1/2026", "EUR", "5.50", 900, 3], "Total"),
    ],
    ids=["snapchat", "dv360", "pinterest", "linkedin", "x", "amazon", "reddit", "trade desk"],
)  # fmt: skip
def test_a_last_row_of_totals_is_kept_as_the_file_s_and_no_delivery(tmp_path, header, row, label):
    sums = [
        2 * cell if cell in (900, 800, 3) else "11.00" if cell == "5.50" else "" for cell in row
    ]
    rows = [header.split(","), ["a", *row], ["b", *row], [label, *sums]]
    export = read_export(write(tmp_path / "t.csv", rows))
    assert export.table["impressions"].tolist() == [900, 900]
    assert export.total[["impressions", "spend"]].values.tolist() == [[1800, 11]]


@pytest.mark.parametrize("name", ["Campaign name", "Country", "Region", "Placement"])
def test_a_name_that_reads_na_is_a_name_and_its_row_no_total(tmp_path, name):
    header = [name, "Impressions", "Amount spent (EUR)", *DATES]
    rows = [["", 950, "3.00", *MARCH], ["NA", 900, "1.00", *MARCH], ["EU", 50, "2.00", *MARCH]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table[export.receipt.columns[name]].tolist() == ["NA", "EU"]
    assert export.table["impressions"].tolist() == [900, 50]
    assert export.total["impressions"].tolist() == [950]


@pytest.mark.parametrize("column", ["Link clicks", "Campaign ID"])
def test_na_that_a_program_wrote_for_nothing_is_no_name(tmp_path, column):
    header = ["Campaign name", "Impressions", "Amount spent (EUR)", *DATES, column]
    rows = [["NA", 950, "3.00", *MARCH, "NA"], ["US", 900, "1.00", *MARCH, "7"],
            ["EU", 50, "2.00", *MARCH, "8"]]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["campaign"].tolist() == ["US", "EU"]
    assert export.total["impressions"].tolist() == [950]


@pytest.mark.parametrize("total", [[], [["", "", 1200, "3.00"]]], ids=["no total", "a total"])
def test_dv360_people_of_unknown_age_are_delivery_and_no_total(tmp_path, total):
    header = ["Age", "Advertiser Currency", "Impressions", "Revenue (Adv Currency)"]
    rows = [["18-24", "EUR", 900, "1.00"], ["Unknown", "EUR", 300, "2.00"], *total]
    export = read_export(write(tmp_path / "d.csv", [header, *rows]))
    assert export.table["age_band"].tolist() == ["18-24", "Unknown"]
    assert export.table["impressions"].tolist() == [900, 300]
    assert (export.total is None) == (not total)


@pytest.mark.parametrize("place", [0, 2], ids=["first", "last"])
@pytest.mark.parametrize(
    ("header", "more"),
    [("Country,Impressions,Clicks,Revenue (Adv Currency),Insertion Order ID", [""]),
     ("Region,Impressions,Link clicks,Amount spent (EUR),Reporting starts,Reporting ends", MARCH)],
    ids=["dv360", "meta"],
)  # fmt: skip
def test_the_total_beside_a_row_of_no_known_place_is_the_one_that_holds_the_sums(
    tmp_path, header, more, place
):
    rows = [["Tarapaca", 900, 3, "1.00", *more], ["-", 300, 2, "2.00", *more]]
    rows.insert(place, ["", 1200, 5, "3.00", *more])
    export = read_export(write(tmp_path / "t.csv", [header.split(","), *rows]), currency="EUR")
    assert export.table["impressions"].tolist() == [900, 300]
    assert export.total["impressions"].tolist() == [1200]


def test_of_rows_of_no_known_place_none_is_the_total_unless_it_holds_the_sums(tmp_path):
    header = ["Country", "Age", "Impressions", "Revenue (Adv Currency)"]
    rows = [["Chad", "18-24", 900, "1.00"], ["-", "", 300, "2.00"], ["", "-", 200, "3.00"]]
    export = read_export(write(tmp_path / "d.csv", [header, *rows]), currency="EUR")
    assert export.table["impressions"].tolist() == [900, 300, 200]
    assert export.total is None


@pytest.mark.parametrize("place", [0, 1])
def test_a_row_of_no_known_place_that_counts_less_than_another_is_no_total(tmp_path, place):
    header = ["Country", "Advertiser Currency", "Impressions", "Revenue (Adv Currency)"]
    rows = [["Chad", "EUR", 900, "3.00"]]
    rows.insert(place, ["-", "EUR", 300, "2.00"])
    export = read_export(write(tmp_path / "d.csv", [header, *rows]))
    assert export.table["impressions"].sum() == 1200
    assert export.total is None
