"""Files that hold no delivery are refused, each with the download to use instead."""

import pytest
from test_read_paid import headers, write
from test_read_paid_google import CAMPAIGN, dashes, report

from toolkit import DataError, read_export
from toolkit.platforms import formats


def test_google_comparison_of_two_periods_in_one_row_is_refused(tmp_path):
    rows = [
        headers("Nombre de la campaña,Nombre del grupo de anuncios,Costo,Costo (Comparación),Clics,"
                "Clics (Comparación),Interacciones,Interacciones (Comparación)"),
        ["A", "G", "ARS1", "ARS2", "3", "4", "5", "6"],
    ]  # fmt: skip
    with pytest.raises(DataError, match="Every row holds two periods"):
        read_export(write(tmp_path / "c.csv", rows))


def test_google_bulk_edit_sheet_under_the_name_of_a_report_is_refused(tmp_path):
    header = headers("Row Type,Action,Campaign status,Campaign ID,Campaign,Budget,Campaign type")
    with pytest.raises(DataError, match="a sheet for editing Google Ads in bulk") as error:
        report(tmp_path, "Campaign report", "All time", header,
               ["Campaign", "", "Enabled", "1", "A", "5.00", "Search"])  # fmt: skip
    assert "use Download, not Editable report" in str(error.value)


def test_google_download_without_a_row_is_refused_as_empty(tmp_path):
    with pytest.raises(DataError, match="There is not a single row of delivery"):
        report(tmp_path, "Campaign report", "All time", CAMPAIGN)


def test_google_download_of_nothing_but_totals_is_refused_as_empty(tmp_path):
    total = dashes(CAMPAIGN, "Total: Account", **{"Impr.": "0", "Cost": "0.00"})
    with pytest.raises(DataError, match="There is not a single row of delivery"):
        report(tmp_path, "Campaign report", "All time", CAMPAIGN, total)


def test_google_political_ads_are_refused(tmp_path):
    rows = [headers("Advertiser_ID,Advertiser_Name,Public_IDs_List,Regions,Elections,"
                    "Total_Creatives,Spend_USD"),
            ["AR1", "A", "", "US", "", "5", "100"]]  # fmt: skip
    with pytest.raises(DataError, match="political ads transparency report"):
        read_export(write(tmp_path / "p.csv", rows))


def test_google_list_of_audiences_is_refused(tmp_path):
    rows = [headers("Segment name,Type,Membership status,Size: Search,Size: YouTube"),
            ["Visitors", "Website", "Open", "1,000", "2,000"]]  # fmt: skip
    with pytest.raises(DataError, match="a list of audiences of Google Ads"):
        read_export(write(tmp_path / "a.csv", rows))


@pytest.mark.parametrize(
    ("title", "header", "message"),
    [
        (
            "Asset details report",
            "Asset status,Asset,Level,Status,Asset type,Impr.,Clicks,Currency code,Cost",
            "a Google Ads report of assets. Several assets are shown in one impression",
        ),
        (
            "Combinations report",
            "Combinations,Impr.",
            "a Google Ads report of combinations of assets",
        ),
        (
            "Auction insights report",
            "Display URL domain,Impression share,Overlap rate,Outranking share",
            "auction insights of Google Ads. It compares how often competitors",
        ),
        ("Change history report", "Date & time,User,Campaign,Changes", "the history of changes"),
        ("", "Date & time,Campaign,Ad group,Change type,User,Tool", "the history of changes"),
    ],
)
def test_google_reports_whose_rows_count_the_same_twice_or_nothing(
    tmp_path, title, header, message
):
    names = headers(header)
    with pytest.raises(DataError, match=message):
        report(tmp_path, title, '"March 1, 2026 - March 31, 2026"', names, ["9"] * len(names))


SETS_UP = "It describes how campaigns are set up and counts nothing."


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "Campaign ID,Campaign Name,Campaign Status,Ad Set Run Status,Link Object ID",
            (f"a sheet for editing Meta campaigns in bulk. {SETS_UP} In Ads Manager, choose "
             "Reports, then Export table data."),
        ),
        (
            "Campaign,Campaign Daily Budget,Networks,Ad Group,Max CPC,Keyword,Criterion Type",
            f"a file of Google Ads Editor. {SETS_UP} Download a report from Google Ads itself.",
        ),
        (
            "Date,Portfolio name,Campaign Name,Advertised ASIN,Purchased ASIN,7 Day Total Sales",
            ("Amazon's report of purchased products. It counts what people bought after an ad and "
             "no delivery. Download the campaign, targeting or search term report instead."),
        ),
        (
            "Line Item Id,Io Id,Type,Name,Timestamp,Status,Pacing,Bid Strategy Value",
            (f"a structured data file of Display & Video 360. {SETS_UP} Download a report from "
             "Reporting instead."),
        ),
    ],
)  # fmt: skip
def test_what_sets_campaigns_up_or_counts_sales_is_refused(tmp_path, header, message):
    names = headers(header)
    with pytest.raises(DataError) as error:
        read_export(write(tmp_path / "f.csv", [names, ["1"] * len(names)]))
    assert str(error.value) == f"f.csv: is {message}"


def test_every_refusal_says_which_download_to_use_instead():
    refused = [each for each in formats() if each.refuse]
    assert len(refused) > 15
    for each in refused:
        assert any(word in each.refuse for word in ("ownload", "Reports", "read_", "use ")), (
            each.name
        )


def test_a_report_of_nothing_says_that_nothing_was_delivered(tmp_path):
    text = (
        "Ad Performance Report (in UTC)\nReport Start: September 1, 2026, 12:00 AM\n"
        "Report End: September 3, 2026, 11:59 PM\nDate Generated: September 23, 2026, 12:40 PM\n\n"
    )
    path = tmp_path / "creative.csv"
    path.write_bytes(text.replace("\n", "\t\n").encode("utf-16"))
    with pytest.raises(DataError, match="is a report that ends before its table") as no:
        read_export(path)
    assert "longer period" in str(no.value)
