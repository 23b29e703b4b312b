"""Traps of paid downloads that no other test is named after, each on the least file that has it."""

import pytest
from specimens import workbook, write

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


def test_meta_currency_without_decimals_is_whole_money(tmp_path):
    header = ["Ad name", "Impressions", "Amount spent (IDR)", *DATES]
    rows = [["a", 100, 1234567, *MARCH], ["b", 100, 45, *MARCH]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["spend"].sum() == 1234612


def test_meta_ids_of_18_digits_stay_whole(tmp_path):
    header = ["Ad ID", "Impressions", "Amount spent (EUR)", *DATES]
    row = ["120212345678901234", 100, "1.00", *MARCH]
    export = read_export(write(tmp_path / "m.csv", [header, row]))
    assert export.table["ad_id"].tolist() == ["120212345678901234"]


@pytest.mark.parametrize("name", ["Campaign report.csv", "LinkedIn.csv", "budget.xlsx", "x"])
def test_the_name_of_a_file_tells_nothing(tmp_path, name):
    header = ["Nom de la campagne", "Impressions", "Montant dépensé (EUR)"]
    export = read_export(write(tmp_path / name, [header, ["a", 100, "1.00"]]))
    assert export.receipt.platform == "meta"


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
    ("bound", "rule"), [("< 10%", "impression_share"), ("> 90%", "impression_share")]
)
def test_a_share_beyond_what_google_tells_is_a_bound(tmp_path, bound, rule):
    header = ["Campaign", "Currency code", "Impr.", "Cost", "Search impr. share"]
    path = write(tmp_path / "g.csv", [header, ["a", "EUR", 100, "1.00", bound]],
                 before="Campaign report\nAll time\n")  # fmt: skip
    export = read_export(path)
    assert [(name, cell) for _, name, cell in export.receipt.bounded] == [(rule, bound)]
    assert export.table[rule].isna().all()


def test_placeholders_are_missing_never_0(tmp_path):
    header = ["Campaign", "Currency code", "Impr.", "Clicks", "Cost"]
    rows = [
        ["a", "EUR", 100, " --", "1.00"],
        ["b", "EUR", 50, "[]", " --"],
        ["c", "EUR", 10, 4, "-"],
    ]
    path = write(tmp_path / "g.csv", [header, *rows], before="Campaign report\nAll time\n")
    table = read_export(path).table
    assert table["clicks"].isna().tolist() == [True, True, False]
    assert summarize(table, ["clicks", "spend"])[["clicks", "spend"]].values.tolist() == [[4, 1.0]]


def test_the_decimal_mark_is_the_file_s_not_the_language_s(tmp_path):
    meta = ["Nome da campanha", "Impressões", "Valor usado (BRL)"]
    point = read_export(write(tmp_path / "m.csv", [meta, ["a", 1000, "102.84"]]))
    assert point.table["spend"].tolist() == [102.84]
    google = ["Campanha", "Código da moeda", "Impressões", "Custo"]
    comma = read_export(write(tmp_path / "g.csv", [google, ["a", "BRL", "18\u00a0158", "2473,94"]]))
    assert comma.table[["impressions", "spend"]].values.tolist() == [[18158, 2473.94]]


def amounts(tmp_path, **formats):
    """A workbook whose columns of money have these formats of cells."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    header = ["Campaign Name", "Impressions", "Spend", "7 Day Total Sales", "Budget"]
    book.active.append(header)
    book.active.append(["a", 10, 1.5, 3.25, 9.5])
    for name, form in formats.items():
        book.active.cell(2, header.index(name.replace("_", " ")) + 1).number_format = form
    book.create_sheet("Notes").append(["made up"])
    book.save(tmp_path / "a.xlsx")
    return read_export(tmp_path / "a.xlsx", table="Sheet").receipt.currency


def test_a_currency_is_that_of_the_cells_with_the_amounts_that_are_used(tmp_path):
    assert amounts(tmp_path, Spend="[$AED-409]#,##0.00", Budget="[$EUR-407]#,##0.00") == "AED"


def test_amounts_formatted_in_two_currencies_have_none(tmp_path):
    spend, sales = "[$AED-409]#,##0.00", "[$EUR-407]#,##0.00"
    assert amounts(tmp_path, Spend=spend, **{"7_Day_Total_Sales": sales}) == ""
