"""What all reports of advertising share: dates, totals, doubts, currencies, and rounding."""

import csv
import io
import zipfile

import pytest

from toolkit import DataError, read_export, summarize


def write(path, rows, delimiter=",", encoding="utf-8"):
    """Write rows as a platform would, and return where."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def headers(text, delimiter=","):
    """Return the cells of a header row as the design note documents it."""
    return [cell.strip() for cell in next(csv.reader([text], delimiter=delimiter))]


def filled(header, **cells):
    """Return one row below a header, from cells named by header; the others are blank."""
    wrong = set(cells) - set(header)
    assert not wrong, wrong
    return [str(cells.get(name, "")) for name in header]


def day_of(column):
    return column.dt.strftime("%Y-%m-%d").tolist()


GOOGLE = headers("Campaign,Currency code,Impr.,Clicks,Avg. CPC,Avg. CPM,Cost")


def google(tmp_path, *rows, above=(), header=GOOGLE):
    return read_export(write(tmp_path / "g.csv", [*above, header, *rows]))


# Rounding, edits, doubles


def test_a_price_that_was_only_rounded_is_no_edit(tmp_path):
    export = google(tmp_path, ["A", "EUR", "9000", "10", "0.05", "0.05", "0.46"],
                    ["B", "EUR", "3", "1", "0.01", "2.20", "0.01"])  # fmt: skip
    assert [problem.rule for problem in export.receipt.problems] == []


def test_a_price_written_exactly_enough_still_tells_an_edit(tmp_path):
    export = google(tmp_path, ["A", "EUR", "9000", "10", "13.50", "11.11", "100.00"])
    assert [problem.column for problem in export.receipt.problems] == ["cpc"]
    assert "somebody may have edited the file" in str(export.receipt)


def test_a_column_that_stands_twice_with_the_same_cells_is_used_once_without_ado(tmp_path):
    header = [*GOOGLE, "Currency code"]
    export = google(tmp_path, ["A", "EUR", "900", "10", "1", "11", "10", "EUR"], header=header)
    assert export.table["currency"].tolist() == ["EUR"]
    assert "Currency code#2" in export.receipt.unused
    assert export.receipt.problems == ()


def test_a_column_that_stands_twice_with_other_cells_deserves_a_look(tmp_path):
    header = [*GOOGLE, "Cost"]
    export = google(tmp_path, ["A", "EUR", "900", "10", "1.00", "11.11", "10.00", "13.50"],
                    header=header)  # fmt: skip
    assert export.table["spend"].tolist() == [10.0]
    assert [problem.rule for problem in export.receipt.problems] == ["twice"]


def test_of_two_headers_with_one_meaning_the_filled_one_is_used(tmp_path):
    header = headers("Headline,Headline 1,Campaign,Currency code,Impr.,Cost")
    export = google(tmp_path, ["", "Buy now", "A", "EUR", "5", "1.00"], header=header)
    assert export.table["ad"].tolist() == ["Buy now"]


def test_ids_that_a_spreadsheet_rounded_are_missing_not_alike(tmp_path):
    header = [*GOOGLE, "Campaign ID"]
    rows = [[name, "EUR", "900", "10", "1.00", "11.11", "10.00", "1.20212E+17"] for name in "AB"]
    export = google(tmp_path, *rows, header=header)
    assert export.table["campaign_id"].isna().all()
    assert ("campaign_id", 2, "a spreadsheet rounded the ids, so different ones look alike") in (
        export.receipt.blanked
    )


# Totals


def test_a_campaign_that_is_called_total_is_delivery(tmp_path):
    header = headers("Campaign status,Campaign,Currency code,Impr.,Cost")
    export = google(
        tmp_path, ["Enabled", "Total: spring", "EUR", "5", "1.00"],
        ["Enabled", "Other", "EUR", "6", "1.00"], ["Total: Campaigns", " --", "EUR", "11", "2.00"],
        header=header,
    )  # fmt: skip
    assert export.table["campaign"].tolist() == ["Total: spring", "Other"]
    assert export.total["impressions"].tolist() == [11]


@pytest.mark.parametrize(
    ("currency", "amounts", "total", "words"),
    [
        ("EUR", ["1.00", "1.00"], "2.01", "2 in the rows equals 2.01 in the total row"),
        # Without cents a least unit is rounded; with cents two of them are a difference.
        ("VND", ["4000000", "1450672"], "5450671", "5,450,672 in the rows equals 5,450,671 in"),
        ("EUR", ["4000000.00", "1450672.00"], "5450671.98",
         "5,450,672 in the rows differs from 5,450,671.98"),
    ],
)  # fmt: skip
def test_sums_of_amounts_equal_their_total_to_the_least_unit(
    tmp_path, currency, amounts, total, words
):
    rows = [
        [name, currency, "5", "1", "", "", cost] for name, cost in zip("AB", amounts, strict=True)
    ]
    export = google(tmp_path, *rows, ["Total: Campaigns", currency, "10", "2", "", "", total])
    assert f"spend: {words}" in str(export.receipt)


def test_a_difference_of_counts_is_told_however_small(tmp_path):
    export = google(
        tmp_path, ["A", "EUR", "5", "1", "", "", "1.00"],
        ["Total: Campaigns", "EUR", "6", "1", "", "", "1.00"],
    )  # fmt: skip
    assert "impressions: 5 in the rows differs from 6 in the total row" in str(export.receipt)


def test_subtotals_between_levels_are_left_out(tmp_path):
    header = headers("Campaign name,Ad name,Impressions,Amount spent (EUR),Reporting starts,"
                     "Reporting ends")  # fmt: skip
    period = ["2026-03-01", "2026-03-31"]
    rows = [
        ["", "", "90", "9.00", *period], ["Spring", "", "50", "5.00", *period],
        ["Spring", "Film", "30", "3.00", *period], ["Spring", "Photo", "20", "2.00", *period],
        ["Autumn", "Film", "40", "4.00", *period],
    ]  # fmt: skip
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [30, 20, 40]
    assert (3, "subtotal of other rows") in export.receipt.dropped
    assert export.total["impressions"].tolist() == [90]


def test_a_row_without_an_ad_that_is_no_sum_of_others_stays(tmp_path):
    header = headers("Campaign name,Ad name,Impressions,Amount spent (EUR),Reporting starts,"
                     "Reporting ends")  # fmt: skip
    period = ["2026-03-01", "2026-03-31"]
    rows = [["Spring", "", "7", "1.00", *period], ["Spring", "Film", "30", "3.00", *period]]
    export = read_export(write(tmp_path / "m.csv", [header, *rows]))
    assert export.table["impressions"].tolist() == [7, 30]


# Dates


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("July 8, 2025 - July 31, 2025", "2025-07-08", "2025-07-31"),
        ("1 May 2026 - 8 May 2026", "2026-05-01", "2026-05-08"),
        ("9 de abril de 2025 - 21 de abril de 2025", "2025-04-09", "2025-04-21"),
        ("Ad report (Oct 25, 2016-Oct 31, 2016)", "2016-10-25", "2016-10-31"),
        ("8. Juli 2025 - 31. Juli 2025", "2025-07-08", "2025-07-31"),
        ("8 juil. 2025 - 31 juil. 2025", "2025-07-08", "2025-07-31"),
        ("1 Sept 2025 - 30 Sept 2025", "2025-09-01", "2025-09-30"),
        ("2025年7月8日\uff5e2025年7月31日", "2025-07-08", "2025-07-31"),
        ("July 8, 2025", "2025-07-08", "2025-07-08"),
    ],
)
def test_the_line_above_the_header_says_the_period(tmp_path, line, start, end):
    export = google(tmp_path, ["A", "EUR", "5", "1", "", "", "1.00"],
                    above=[["Campaign report"], [line]])  # fmt: skip
    assert day_of(export.table["date_start"]) == [start]
    assert day_of(export.table["date_end"]) == [end]
    assert export.receipt.period == f"{start} to {end}"


def test_all_time_is_no_period(tmp_path):
    export = google(tmp_path, ["A", "EUR", "5", "1", "", "", "1.00"],
                    above=[["Campaign report"], ["All time"]])  # fmt: skip
    assert "date_start" not in export.table
    assert export.receipt.grain == "over a period that the file does not say"


@pytest.mark.parametrize(
    ("header", "cell", "start", "end"),
    [
        ("Day", "2025-02-03", "2025-02-03", "2025-02-03"),
        ("Week", "2025-02-03", "2025-02-03", "2025-02-09"),
        ("Month", "2025-02-01", "2025-02-01", "2025-02-28"),
        ("Month", "Feb-25", "2025-02-01", "2025-02-28"),
        ("Month", "February 2025", "2025-02-01", "2025-02-28"),
        ("Quarter", "1st quarter 2025", "2025-01-01", "2025-03-31"),
        ("Quarter", "2025-01-01", "2025-01-01", "2025-03-31"),
        ("Year", "2025", "2025-01-01", "2025-12-31"),
        ("Fecha", "mar, 4 mar 2025", "2025-03-04", "2025-03-04"),
    ],
)
def test_a_column_of_days_weeks_months_quarters_or_years_dates_the_row(
    tmp_path, header, cell, start, end
):
    export = google(tmp_path, [cell, "A", "EUR", "5", "1", "", "", "1.00"],
                    header=[header, *GOOGLE])  # fmt: skip
    assert day_of(export.table["date_start"]) == [start]
    assert day_of(export.table["date_end"]) == [end]


def test_a_month_that_the_report_cuts_is_cut(tmp_path):
    export = google(
        tmp_path, ["2025-02-01", "A", "EUR", "5", "1", "", "", "1.00"],
        ["2025-03-01", "A", "EUR", "5", "1", "", "", "1.00"],
        above=[["Campaign report"], ["February 10, 2025 - March 5, 2025"]],
        header=["Month", *GOOGLE],
    )  # fmt: skip
    assert day_of(export.table["date_start"]) == ["2025-02-10", "2025-03-01"]
    assert day_of(export.table["date_end"]) == ["2025-02-28", "2025-03-05"]


def test_a_day_that_could_be_a_month_is_told(tmp_path):
    rows = [[f"0{day}/02/2025", "A", "EUR", "5", "1", "", "", "1.00"] for day in (1, 2, 3)]
    export = google(tmp_path, *rows, header=["Day", *GOOGLE])
    assert day_of(export.table["date_start"]) == ["2025-02-01", "2025-02-02", "2025-02-03"]
    assert [problem.rule for problem in export.receipt.problems] == ["date"]


# Currencies


@pytest.mark.parametrize(
    ("cells", "currency"),
    [(["ARS665.27", "ARS 5535.99"], "ARS"), (["12.50 €", "1.00 €"], "EUR"), (["$5.00", "$1"], "")],
)
def test_a_currency_in_the_cells_is_taken_unless_its_sign_is_of_several(tmp_path, cells, currency):
    header = headers("Campaign,Impr.,Interactions,Cost")
    export = google(tmp_path, *(["A", "5", "1", cell] for cell in cells), header=header)
    assert export.receipt.currency == currency


@pytest.mark.parametrize(
    ("form", "currency"),
    [("[$AED-409]#,##0.00", "AED"), ("[$£]#,##0.00", "GBP"), ("$#,##0.00", "")],
)
def test_a_currency_in_the_format_of_the_cells_is_taken_where_nothing_else_says_it(
    tmp_path, form, currency
):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Campaign Name", "Impressions", "Clicks", "Spend", "Click-Thru Rate (CTR)"])
    book.active.append(["A", 500, 5, 2.5, 0.01])
    book.active["D2"].number_format = form
    book.save(tmp_path / "a.xlsx")
    assert read_export(tmp_path / "a.xlsx").receipt.currency == currency


def test_a_currency_sign_in_the_header_is_taken_if_it_is_of_one(tmp_path):
    header = headers("Order,Ad server impressions,Ad server CPM and CPC revenue (£)")
    export = read_export(write(tmp_path / "gam.csv", [header, ["O", "1,000", "2.50"]]))
    assert export.table["currency"].tolist() == ["GBP"]


def test_two_currencies_in_one_file_are_never_added(tmp_path):
    export = google(tmp_path, ["A", "EUR", "5", "1", "", "", "1.00"],
                    ["B", "USD", "5", "1", "", "", "1.00"])  # fmt: skip
    assert export.receipt.currency == "EUR, USD"
    with pytest.raises(ValueError, match="spend"):
        summarize(export, "spend")


# What stands around a table


def test_rows_longer_than_the_header_are_refused_but_not_in_a_footer(tmp_path):
    header = headers("Date,Advertiser Currency,Insertion Order,Impressions,Clicks")
    row = ["2026/03/14", "EUR", "IO", "5", "1"]
    footer = ["MRC Accredited Metrics", "a", "b", "c", "d", "e", "f"]
    export = read_export(write(tmp_path / "dv.csv", [header, row, [], footer]))
    assert export.table["impressions"].tolist() == [5]
    with pytest.raises(DataError, match=r"2\. row below the header has more cells"):
        read_export(write(tmp_path / "dv.csv", [header, row, [*row, "9", "9"]]))


def test_an_index_column_that_a_program_left_does_no_harm(tmp_path):
    export = google(tmp_path, ["0", "A", "EUR", "5", "1", "", "", "1.00"],
                    ["1", "B", "EUR", "6", "1", "", "", "1.00"],
                    ["2", "Total: Campaigns", "EUR", "11", "2", "", "", "2.00"],
                    header=["", *GOOGLE])  # fmt: skip
    assert export.table["impressions"].tolist() == [5, 6]
    assert export.receipt.unknown == ()


@pytest.mark.parametrize("name", ["", "Unnamed: 0", "Unnamed: 0.1"])
def test_an_index_that_pandas_wrote_is_told_and_not_taken_for_a_column_of_the_file(tmp_path, name):
    rows = [
        ["0", "A", "EUR", "5", "1", "", "", "1.00"],
        ["1", "B", "EUR", "6", "1", "", "", "1.00"],
    ]
    receipt = google(tmp_path, *rows, header=[name, *GOOGLE]).receipt
    assert receipt.unknown == receipt.unused == ()
    assert receipt.mended[-1].startswith("a column without a name that counts the rows from 0")


def test_a_column_without_a_name_that_counts_no_rows_stays_not_understood(tmp_path):
    rows = [
        ["7", "A", "EUR", "5", "1", "", "", "1.00"],
        ["1", "B", "EUR", "6", "1", "", "", "1.00"],
    ]
    receipt = google(tmp_path, *rows, header=["Unnamed: 0", *GOOGLE]).receipt
    assert receipt.unknown == ("Unnamed: 0",)
    assert receipt.mended == ()


def test_a_report_in_a_zip_is_read_beside_a_card_that_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "o.zip", "w") as archive:
        archive.writestr("devices.csv", "Device,Cost,Clicks,Conversions\nPhones,$1.00,5,0.00\n")
        archive.writestr(
            "time_series.csv",
            "Quarter,Clicks,Conversions,Cost / conv.,Cost\n"
            '4th quarter 2023,"1,026",3.00,$8.68,"$26,064.74"\n',
        )
    export = read_export(tmp_path / "o.zip")
    assert export.receipt.table == "time_series.csv"
    assert export.table["spend"].tolist() == [26064.74]
    assert day_of(export.table["date_end"]) == ["2023-12-31"]
    assert "currency" not in export.table


def test_a_long_id_that_a_workbook_keeps_as_a_number_is_missing_not_wrong(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append([*GOOGLE, "Campaign ID"])
    book.active.append(["A", "EUR", 9, 1, 1, 111.11, 1, 120212345678901234])
    book.active.append(["B", "EUR", 9, 1, 1, 111.11, 1, 12345678901])
    book.save(tmp_path / "g.xlsx")
    export = read_export(tmp_path / "g.xlsx")
    assert export.table["campaign_id"].fillna("").tolist() == ["", "12345678901"]
    assert export.receipt.blanked[0][:2] == ("campaign_id", 1)
