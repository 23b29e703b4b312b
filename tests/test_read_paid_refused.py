"""Google downloads that hold no delivery are refused, each with the download to use instead."""

import pytest
from test_read_paid import headers, write
from test_read_paid_google import CAMPAIGN, dashes, report

from toolkit import DataError, read_export


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
