"""How paid reports write counts, amounts, currencies, rates, bounds and what is missing."""

import pytest
from specimens import looks, workbook, write
from test_read_paid_traps import DATES, MARCH

from toolkit import DataError, read_export, summarize


def test_meta_currency_without_decimals_is_whole_money(tmp_path):
    header = ["Ad name", "Impressions", "Amount spent (IDR)", *DATES]
    rows = [["a", 100, 1234567, *MARCH], ["b", 100, 45, *MARCH]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["spend"].sum() == 1234612


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


def test_an_amount_that_is_only_known_to_be_at_most_something_is_a_bound(tmp_path):
    header = ["Campaign name", "Impressions", "Amount spent (EUR)", *DATES]
    rows = [["a", 900, "≤100", *MARCH], ["b", 100, "5.00", *MARCH]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.receipt.bounded == ((2, "spend", "≤100"),)
    assert export.table["spend"].isna().tolist() == [True, False]


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


def test_a_placeholder_that_the_platform_does_not_write_is_refused_with_its_row(tmp_path):
    header = ["Campaign", "Currency code", "Impr.", "Clicks", "Cost"]
    rows = [["a", "EUR", 100, "4", "1.00"], ["b", "EUR", 50, "NA", "2.00"]]
    path = write(tmp_path / "g.csv", [header, *rows], before="Campaign report\nAll time\n")
    with pytest.raises(DataError, match=r"Clicks: 'NA' in row 5 is not a number"):
        read_export(path)


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


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Campaign,Campaign type,Currency code,Impr.,Cost", ["1,606,880", "199421.15"]),
     ("Campaign,Campaign subtype,Ad state,Impressions,Cost", ["1606880", "199,421.15"])],
    ids=["now", "2016"],
)  # fmt: skip
def test_google_marks_thousands_in_counts_now_and_marked_them_in_cost_in_2016(
    tmp_path, header, cells
):
    rows = [header.split(","), ["a", "b", "EUR", *cells]]
    table = read_export(write(tmp_path / "g.csv", rows, before="Campaign report\nAll time\n")).table
    assert table[["impressions", "spend"]].values.tolist() == [[1606880, 199421.15]]


@pytest.mark.parametrize("kind", [int, float])
def test_amazon_counts_are_whole_whether_they_are_written_as_such_or_not(tmp_path, kind):
    header = ["Campaign Name", "Customer Search Term", "Impressions", "Clicks", "Spend"]
    rows = [header, ["a", "q", kind(42), kind(1), 0.35]]
    table = read_export(workbook(tmp_path / "a.xlsx", Sheet1=rows)).table
    assert table[["impressions", "clicks"]].dtypes.astype(str).tolist() == ["Int64", "Int64"]
    assert table[["impressions", "clicks"]].values.tolist() == [[42, 1]]


@pytest.mark.parametrize(
    ("header", "right", "wrong"),
    [
        ("Ads,Impressions,Clicks (all),CTR (all),Reporting starts,Reporting ends", "2.87",
         "0.0287"),
        ("Campaign,Impr.,Clicks,CTR,Interactions", "2.87%", "0.0287%"),
        ("Campanha,Impressões,Cliques,CTR,Tipo de campanha,Custo médio", "2,87%", "0,0287%"),
        ("Campaign Name,Impressions,Clicks,Click-Thru Rate (CTR),Customer Search Term", "0.0287",
         "2.8700"),
    ],
    ids=["meta writes percent", "google a sign", "google a comma", "amazon a fraction"],
)  # fmt: skip
def test_rates_are_fractions_in_whatever_unit_a_platform_writes_them(
    tmp_path, header, right, wrong
):
    def read(rate):
        row = ["a", "10000", "287", rate, *MARCH][: header.count(",") + 1]
        return read_export(write(tmp_path / "r.csv", [header.split(","), row]))

    assert looks(read(right)) == []
    assert "edited" in looks(read(wrong))
    assert summarize(read(right), "ctr_all").iloc[0, 0] == 0.0287


# Signs of currencies of which several letters are one, and marks for thousands


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("Rp 150.000", 150000, "IDR"), ("Rp1.250.000", 1250000, "IDR"), ("R$ 1.234", 1234, "BRL"),
        ("3.400 Ft", 3400, "HUF"), ("1 234,50 Kč", 1234.5, "CZK"), ("12,50 zł", 12.5, "PLN"),
        ("45,10 лв.", 45.1, "BGN"), ("60,50 ден.", 60.5, "MKD"), ("7,50 din.", 7.5, "RSD"),
        ("S/ 12.50", 12.5, "PEN"), ("RM1,200.00", 1200, "MYR"), ("1.250 lei", 1250, ""),
        ("12,50 kr.", 12.5, ""), ("kr 1.234", 1234, ""),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_where_its_currency_is_paid(tmp_path, cell, amount, currency):
    header = ["Campaign name", "Impressions", "Amount spent", *DATES]
    export = read_export(write(tmp_path / "m.csv", [header, ["a", 100, cell, *MARCH]]))
    assert export.table["spend"].tolist() == [amount]
    assert export.receipt.currency == currency


@pytest.mark.parametrize("impressions", ["1,234", "900"])
def test_thousands_with_points_beside_thousands_with_commas_are_refused(tmp_path, impressions):
    header = [
        "Campaign name",
        "Impressions",
        "CPM (cost per 1,000 impressions)",
        "Amount spent",
        *DATES,
    ]
    cpm = "1.50" if impressions == "900" else ""
    row = ["a", impressions, cpm, "Rp 150.000", *MARCH]
    with pytest.raises(DataError, match=r"'Rp 150\.000' a decimal comma; one file has one"):
        read_export(write(tmp_path / "m.csv", [header, row]))


def test_letters_inside_a_number_are_no_currency(tmp_path):
    header = ["Campaign name", "Impressions", "Amount spent", *DATES]
    with pytest.raises(DataError, match="'12ABC34' in row 2 is not a number"):
        read_export(write(tmp_path / "m.csv", [header, ["a", 100, "12ABC34", *MARCH]]))


# Currencies in headers as programs write them


@pytest.mark.parametrize(
    "header", ["amount_spent_usd", "amount_spent (usd)", "cost_usd", "spend usd"]
)
def test_a_currency_behind_a_name_in_lower_case_is_the_amount_s(tmp_path, header):
    head = ["date", "campaign_name", "impressions", header]
    export = read_export(write(tmp_path / "t.csv", [head, ["2026-03-01", "a", 90, "2.50"]]))
    assert export.table[["spend", "currency"]].values.tolist() == [[2.5, "USD"]]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize("header", ["cost_all", "cost_top", "cost_per"])
def test_a_word_behind_a_name_is_no_currency(tmp_path, header):
    head = ["date", "campaign_name", "impressions", header]
    export = read_export(write(tmp_path / "t.csv", [head, ["2026-03-01", "a", 90, "2.50"]]))
    assert export.receipt.unknown == (header,)
    assert "currency" not in export.table


def test_a_currency_in_the_header_of_all_amounts_goes_before_the_account_s(tmp_path):
    head = ["date", "campaign_name", "impressions", "spend_usd", "currency"]
    path = write(tmp_path / "t.csv", [head, ["2026-03-01", "a", 90, "2.50", "EUR"]])
    assert read_export(path).table["currency"].tolist() == ["USD"]
    head = ["date", "campaign_name", "impressions", "spend", "revenue_usd", "currency"]
    path = write(tmp_path / "t.csv", [head, ["2026-03-01", "a", 90, "2.50", "9", "EUR"]])
    assert read_export(path).table["currency"].tolist() == ["EUR"]


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Date,Insertion Order,Advertiser Currency,Impressions,Revenue (USD)", "2026/03/01"),
        ("Date,Campaign,Advertiser Currency Code,Impressions,Advertiser Cost (USD),Bids",
         "3/1/2026"),
    ],
    ids=["dv360", "trade desk"],
)  # fmt: skip
def test_dollars_beside_the_advertiser_s_own_currency_are_dollars(tmp_path, header, day):
    row = [day, "a", "CAD", 90, "2.50", 7][: header.count(",") + 1]
    export = read_export(write(tmp_path / "b.csv", [header.split(","), row]))
    assert export.table[["spend", "currency"]].values.tolist() == [[2.5, "USD"]]


# Months that say their first and last day


def test_a_month_of_meta_s_that_says_its_days_is_the_row_s_period(tmp_path):
    header = ["Campaign name", "Month", "Impressions", "Reach", "Amount spent (EUR)"]
    rows = [
        ["", "", 12, 9, "6.00"],
        ["a", "2026-01-01 - 2026-01-31", 5, 5, "2.50"],
        ["a", "2026-02-01 - 2026-02-15", 7, 6, "3.50"],
    ]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    days = export.table[["date_start", "date_end"]].astype("str").values.tolist()
    assert days == [["2026-01-01", "2026-01-31"], ["2026-02-01", "2026-02-15"]]
    assert export.total is not None
    assert export.total["reach"].tolist() == [9]
    assert export.receipt.unknown == ()


def test_a_month_alone_is_what_rows_of_meta_s_are_of(tmp_path):
    rows = [["Mês", "Impressões", "Valor usado (BRL)"], ["2026-01-01 - 2026-01-31", 5, "2.50"]]
    table = read_export(write(tmp_path / "m.csv", rows)).table
    assert table["date_end"].astype("str").tolist() == ["2026-01-31"]
    assert table[["platform", "currency"]].values.tolist() == [["meta", "BRL"]]


def test_google_in_french_names_its_currency(tmp_path):
    rows = [
        ["Rapport sur les campagnes"], ["1 sept. 2026 - 2 sept. 2026"],
        ["Jour", "Campagne", "Code de la devise", "Coût", "Impr.", "Clics"],
        ["2026-09-01", "A", "CAD", "12,34", "1\u202f234", "7"],
        ["2026-09-02", "A", "CAD", "1\u202f020,50", "10\u202f500", "88"],
        ["Total : compte", "--", "CAD", "1\u202f032,84", "11\u202f734", "95"],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "g.csv", rows, ";"))
    assert export.table["spend"].tolist() == [12.34, 1020.5]
    assert set(export.table["currency"]) == {"CAD"}
    assert export.total["impressions"].tolist() == [11734]


def test_a_cost_that_no_format_of_google_s_knows_is_not_left_out_unseen(tmp_path):
    header = ["Jour", "Campagne", "Coût (EUR)", "Clics", "Impressions", "Valeur de conv."]
    row = ["25/06/2026", "A", "10,50", "20", "500", "59,90"]
    with pytest.raises(DataError, match="columns="):
        read_export(write(tmp_path / "g.csv", [header, row], ";"))
