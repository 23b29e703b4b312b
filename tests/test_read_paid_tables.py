"""Tables that are normalised already, from a file, a DataFrame or a warehouse."""

import pandas as pd
import pytest
from test_read_paid import day_of, headers, write

from toolkit import DataError, read_export, summarize

AD_REPORT = pd.DataFrame(
    {
        "source_relation": "", "platform": ["facebook_ads", "linkedin_ads", "twitter_ads"],
        "date_day": pd.to_datetime(["2026-03-01"] * 3), "account_id": ["1", "2", "3"],
        "account_name": ["A", "B", None], "campaign_id": ["10", "20", "30"],
        "campaign_name": ["C1", "Group", "C3"], "ad_group_id": ["100", "200", "300"],
        "ad_group_name": ["G1", "Campaign", "G3"], "ad_id": ["7", "8", "9"],
        "ad_name": ["X", "Y", "Z"], "clicks": [5, 6, 7], "impressions": [100, 200, 300],
        "spend": [1.5, 2.5, None], "conversions": [1.0, 0.5, 0.0],
        "conversions_value": [10.0, 0.0, 0.0],
    }
)  # fmt: skip


def check_ad_report(export):
    assert export.receipt.format == "fivetran_ad_reporting"
    table = export.table
    assert table["platform"].tolist() == ["meta", "linkedin", "x"]
    assert table["impressions"].tolist() == [100, 200, 300]
    assert table["spend"].fillna(-1).tolist() == [1.5, 2.5, -1]
    assert table["ad_id"].tolist() == ["7", "8", "9"]
    assert table["account"].isna().tolist() == [False, False, True]
    assert day_of(table["date_end"]) == ["2026-03-01"] * 3
    assert "currency" not in table


def test_fivetran_ad_reporting_from_a_dataframe():
    export = read_export(AD_REPORT)
    check_ad_report(export)
    assert export.receipt.file == "DataFrame"
    assert export.receipt.sha256 == ""
    assert "bytes" not in str(export.receipt)


def test_fivetran_ad_reporting_from_a_file(tmp_path):
    path = tmp_path / "ad_reporting__ad_report.csv"
    AD_REPORT.to_csv(path, index=False)
    check_ad_report(read_export(path))


def test_fivetran_ad_reporting_from_an_ibis_table_in_duckdb(tmp_path):
    ibis = pytest.importorskip("ibis")
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        connection.register("report", AD_REPORT)
        connection.execute("create table ad_reporting__ad_report as from report")
    backend = ibis.duckdb.connect(tmp_path / "warehouse.duckdb")
    export = read_export(backend.table("ad_reporting__ad_report"))
    backend.disconnect()
    check_ad_report(export)
    assert export.receipt.file == "ad_reporting__ad_report"


def test_fivetran_ad_reporting_from_a_duckdb_relation():
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        connection.register("report", AD_REPORT)
        check_ad_report(read_export(connection.table("report")))


def test_fivetran_reach_passed_through_the_model_was_summed_and_is_not_used():
    export = read_export(AD_REPORT.assign(reach=[90, 180, 270], frequency=[1.1, 1.1, 1.1]))
    assert "reach" not in export.table
    assert {"reach", "frequency"} <= set(export.receipt.unused)
    assert any("summed on the way" in note for note in export.receipt.notes)


def test_fivetran_months_by_country_are_whole_months():
    months = pd.DataFrame({
        "platform": ["tiktok_ads"], "date_month": pd.to_datetime(["2026-02-01"]),
        "account_id": ["1"], "campaign_name": ["C"], "country": ["Chad"], "country_code": ["TD"],
        "clicks": [1], "impressions": [10], "spend": [0.5],
    })  # fmt: skip
    export = read_export(months, currency="EUR")
    assert day_of(export.table["date_start"]) == ["2026-02-01"]
    assert day_of(export.table["date_end"]) == ["2026-02-28"]
    assert export.table[["country", "currency"]].values.tolist() == [["Chad", "EUR"]]


def test_fivetran_keywords_and_searches_keep_how_they_matched():
    words = AD_REPORT[["platform", "date_day", "account_id", "clicks", "impressions"]].assign(
        keyword_id="1", keyword_text="shoes", keyword_match_type=["exact", "broad", "phrase"]
    )
    table = read_export(words).table
    assert table["keyword"].unique().tolist() == ["shoes"]
    assert table["match_type"].tolist() == ["exact", "broad", "phrase"]


POSTS = pd.DataFrame(
    {
        "created_timestamp": pd.to_datetime(["2026-03-01 10:00"] * 3),
        "post_id": ["1", "2", "3"], "post_message": ["a", "b", "c"],
        "post_url": ["u1", "thumb.jpg", "u3"], "page_id": ["5", "6", "7"],
        "page_name": ["P", "Q", "R"], "platform": ["facebook", "youtube", "instagram"],
        "source_relation": "", "clicks": [3, 700, None], "impressions": [90, None, 50],
        "likes": [4, 5, 6], "comments": [1, 1, 1], "shares": [0, 2, None],
    }
)  # fmt: skip


def test_fivetran_youtube_views_stand_in_clicks_and_the_thumbnail_in_the_address():
    export = read_export(POSTS)
    assert export.receipt.format == "fivetran_social_media_reporting"
    assert export.table["clicks"].fillna(-1).tolist() == [3, -1, -1]
    assert export.table["views"].fillna(-1).tolist() == [-1, 700, -1]
    assert export.table["permalink"].isna().tolist() == [False, True, False]
    assert any("clicks of 1 rows is views" in line for line in export.receipt.mended)


def test_fivetran_instagram_impressions_are_views_or_impressions_and_are_not_kept():
    export = read_export(POSTS)
    assert export.table["impressions"].fillna(-1).tolist() == [90, -1, -1]
    assert [each[:2] for each in export.receipt.blanked] == [("impressions", 1), ("permalink", 1)]


def test_a_dataframe_of_catalogue_names_is_read_like_a_file():
    frame = pd.DataFrame({"campaign": ["A", "B"], "impressions": [10, 20], "reach": [5, 6]})
    export = read_export(frame, platform="billboard")
    assert export.table["platform"].tolist() == ["billboard"] * 2
    assert summarize(export, "impressions").iloc[0, 0] == 30


def test_a_dataframe_with_headers_of_one_s_own_is_mapped():
    frame = pd.DataFrame({"Was": ["A"], "Gezeigt": [10]})
    export = read_export(frame, columns={"campaign": "Was", "impressions": "Gezeigt"})
    assert export.table.to_dict("list") == {"campaign": ["A"], "impressions": [10]}


def test_a_frame_loses_nothing_on_the_way():
    frame = pd.DataFrame({
        "campaign": ["x" * 3, None], "impressions": [2**53 + 1, 1], "spend": [0.1 + 0.2, 1e-9],
        "date_start": pd.to_datetime(["2026-03-01", "2026-03-02"]), "boosted": [True, False],
    })  # fmt: skip
    table = read_export(frame, currency="EUR").table
    assert table["spend"].tolist() == [0.1 + 0.2, 1e-9]
    assert table["boosted"].tolist() == [True, False]
    assert table["campaign"].isna().tolist() == [False, True]


def test_ids_that_are_missing_in_some_rows_stay_whole():
    frame = pd.DataFrame({"campaign_id": [12345, None], "impressions": [1, 2]})
    assert read_export(frame).table["campaign_id"].fillna("").tolist() == ["12345", ""]


def test_what_is_neither_a_path_nor_a_table_is_refused():
    with pytest.raises(DataError, match="A path, a DataFrame or an Ibis table is needed, not int"):
        read_export(5)


def test_an_unknown_frame_is_refused_with_what_it_holds():
    with pytest.raises(DataError, match=r"DataFrame: is not an export that is known.*'a', 'b'"):
        read_export(pd.DataFrame({"a": [1], "b": [2]}))


def test_a_frame_without_rows_is_refused():
    with pytest.raises(DataError, match="There is not a single row of delivery"):
        read_export(AD_REPORT.head(0))


def test_meta_saved_from_a_dataframe_with_its_index_is_read(tmp_path):
    header = headers("Campaign name,Impressions,Reporting starts,Reporting ends")
    rows = [["", *header], ["0", "A", "5", "2026-03-01", "2026-03-31"]]
    assert read_export(write(tmp_path / "m.csv", rows)).table["impressions"].tolist() == [5]


def test_meta_header_with_a_comma_in_no_quotes_does_not_shift_the_rows(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(
        "Reporting starts,Reporting ends,Campaign name,Impressions,"
        "CPM (cost per 1,000 impressions),Amount spent (USD),Link clicks,Reach\n"
        "2026-03-01,2026-03-31,a,5000,2.00,10,50,4800\n"
        "2026-03-01,2026-03-31,b,4000,5.00,20,40,3800\n"
    )
    export = read_export(path)
    assert export.table[["spend", "link_clicks", "reach"]].sum().tolist() == [30, 90, 8600]
    assert export.receipt.mended == (
        "a comma within a header stood in no quotes and parts no columns",
    )
