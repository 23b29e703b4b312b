"""How paid reports write counts, amounts, currencies, rates, bounds and what is missing."""

import pytest
from specimens import looks, workbook, write
from test_read_paid_traps import DATES, MARCH

from toolkit import read_export, summarize


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
