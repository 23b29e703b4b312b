"""Files of platforms become delivery tables, or are refused with the reason."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from toolkit import DataError, read_delivery, read_export, summarize

EXPORTS = Path(__file__).parents[2] / "shared" / "exports"
real = pytest.mark.skipif(not EXPORTS.is_dir(), reason="the folder of real exports is not here")


def write(path, rows, delimiter=",", encoding="utf-8", newline="\n", before=""):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    path.write_bytes((before + text.getvalue()).encode(encoding))
    return path


META = [
    ["Campaign name", "Ads", "Day", "Delivery level", "Reach", "Impressions", "Frequency",
     "Link clicks", "Clicks (all)", "CTR (all)", "CPM (cost per 1,000 impressions)",
     "Result type", "Results", "Amount spent (PLN)", "Reporting starts", "Reporting ends",
     "* Hook rate"],
    ["", "", "", "", "900", "3000", "3.333333", "30", "60", "2", "10", "mixed", "7", "30.00",
     "2026-03-01", "2026-03-02", ""],
    ["Spring", "Film", "2026-03-01", "ad", "600", "1000", "1.666667", "10", "20", "2", "10",
     "Reach", "3", "10.00", "2026-03-01", "2026-03-01", "0.5"],
    ["Spring", "Film", "2026-03-02", "ad", "500", "2000", "4", "20", "40", "2", "10", "Reach",
     "4", "20.00", "2026-03-02", "2026-03-02", "0.4"],
]  # fmt: skip

FACEBOOK = ["Post ID", "Page ID", "Page name", "Title", "Duration (sec)", "Publish time",
            "Permalink", "Post type", "Date"]  # fmt: skip


def facebook_row(number, kind, *metrics):
    return [f"12212147462064410{number}", "61569323067856", "Page", f"Post {number}", "0",
            "03/15/2025 03:06", "link", kind, "Lifetime", *metrics]  # fmt: skip


def test_meta_total_row_never_becomes_data_and_its_reach_is_kept(tmp_path):
    export = read_export(write(tmp_path / "meta.csv", META, encoding="utf-8-sig"))
    assert export.table["impressions"].tolist() == [1000, 2000]
    assert export.total["reach"].tolist() == [900]
    assert summarize(export, ["reach", "frequency", "cost_per_1000_reached"]).iloc[0].tolist() == [
        900, pytest.approx(3000 / 900), pytest.approx(1000 * 30 / 900),
    ]  # fmt: skip
    assert str(export.receipt.reconciled[0]) == (
        "impressions: 3,000 in the rows equals 3,000 in the total row"
    )


def test_meta_spend_takes_its_currency_from_the_header(tmp_path):
    export = read_export(write(tmp_path / "meta.csv", META))
    assert export.table["currency"].unique().tolist() == ["PLN"]
    assert export.receipt.currency == "PLN"


def test_meta_day_rows_are_days_and_the_total_row_spans_them(tmp_path):
    export = read_export(write(tmp_path / "meta.csv", META))
    assert export.table["date_end"].dt.day.tolist() == [1, 2]
    assert export.total["date_end"].dt.day.tolist() == [2]


def test_meta_only_row_that_looks_like_a_total_is_the_data(tmp_path):
    rows = [META[0], META[1]]
    export = read_export(write(tmp_path / "meta.csv", rows))
    assert export.table["impressions"].tolist() == [3000]
    assert export.total is None


def test_meta_account_total_without_any_dimension_is_the_data(tmp_path):
    rows = [[row[3], *row[4:]] for row in META[:2]]
    export = read_export(write(tmp_path / "meta.csv", rows))
    assert export.table["reach"].tolist() == [900]


def test_meta_rates_are_percent_numbers_and_are_not_kept(tmp_path):
    export = read_export(write(tmp_path / "meta.csv", META))
    assert not {"ctr_all", "cpm", "frequency"} & set(export.table)
    assert summarize(export, "ctr_all").iloc[0, 0] == pytest.approx(0.02)
    assert not export.receipt.problems


def test_an_edited_spend_is_found_by_cpm_times_impressions(tmp_path):
    rows = [list(row) for row in META]
    rows[2][13] = "13.50"
    export = read_export(write(tmp_path / "meta.csv", rows))
    assert [problem.rule for problem in export.receipt.problems] == ["edited"]
    assert "1 in the total row" not in str(export.receipt)
    assert "spend: 33.5 in the rows differs from 30 in the total row" in str(export.receipt)


def test_a_column_that_is_not_understood_is_named_in_the_receipt(tmp_path):
    export = read_export(write(tmp_path / "meta.csv", META))
    assert export.receipt.unknown == ("* Hook rate",)
    assert export.receipt.unused == ("Delivery level",)


def test_ids_keep_every_digit(tmp_path):
    rows = [[*FACEBOOK, "Impressions", "Reach"], facebook_row(2, "Photos", "9", "5")]
    export = read_export(write(tmp_path / "fb.csv", rows))
    assert export.table["post_id"].tolist() == ["122121474620644102"]


def test_facebook_times_are_pacific(tmp_path):
    rows = [[*FACEBOOK, "Impressions", "Reach"], facebook_row(2, "Photos", "9", "5")]
    export = read_export(write(tmp_path / "fb.csv", rows))
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2025-03-15 10:06", tz="UTC")


def test_facebook_impressions_and_views_of_different_presets_stay_apart(tmp_path):
    one = read_export(
        write(tmp_path / "a.csv", [[*FACEBOOK, "Impressions", "Reach"],
                                   facebook_row(2, "Photos", "9", "5")])
    )  # fmt: skip
    other = read_export(
        write(tmp_path / "b.csv", [[*FACEBOOK, "Views", "Reach"],
                                   facebook_row(2, "Photos", "9", "5")])
    )  # fmt: skip
    assert "views" not in one.table
    assert "impressions" not in other.table


def test_facebook_two_columns_named_views_count_videos_only(tmp_path):
    rows = [
        [*FACEBOOK, "Views", "Reach", "Views", "3-second video views"],
        facebook_row(1, "Photos", "0", "5", "0", "0"),
        facebook_row(2, "Videos", "0", "5", "4", "3"),
    ]
    export = read_export(write(tmp_path / "fb.csv", rows))
    assert export.receipt.format == "facebook_content_video_views"
    assert "views" not in export.table
    assert export.table["plays"].tolist() == [pd.NA, 4]
    assert ("plays", 1) in [each[:2] for each in export.receipt.blanked]


def test_facebook_rows_without_a_post_id_are_ghosts(tmp_path):
    ghost = facebook_row(3, "", "", "7")
    ghost[0] = ""
    rows = [[*FACEBOOK, "Impressions", "Reach"], facebook_row(2, "Photos", "9", "5"), ghost]
    export = read_export(write(tmp_path / "fb.csv", rows))
    assert export.table["reach"].tolist() == [5]
    assert export.receipt.dropped == ((3, "ghost row without a post ID"),)


def test_x_ghost_rows_are_dropped_and_counted(tmp_path):
    head = ["Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Shares",
            "Reposts"]  # fmt: skip
    rows = [
        head,
        ["2019770265215930588", "Fri, Feb 6, 2026", "made up", "x/status/1", "90", "1", "2", "3"],
        ["", "", "", "https://x.com/me/status/undefined", "0", "0", "0", "0"],
    ]
    export = read_export(write(tmp_path / "x.csv", rows))
    assert export.table["impressions"].tolist() == [90]
    assert export.receipt.dropped == ((3, "ghost row without a post id"),)


def test_x_shares_are_not_reposts(tmp_path):
    head = ["Post id", "Date", "Post text", "Link", "Impressions", "Share", "Reposts"]
    rows = [head, ["2019770265215930588", "Mon Feb 03 2025", "made up", "l", "90", "2", "3"]]
    table = read_export(write(tmp_path / "x.csv", rows)).table
    assert table["share_button_uses"].tolist() == [2]
    assert table["shares"].tolist() == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_bytes_do_not_change_the_numbers(tmp_path, encoding, delimiter, newline):
    rows = [["campaign", "impressions", "reach"], ["Frühjahr, rot; grün", "1234", "600"],
            ["Sommer\nzwei", "10", "5"]]  # fmt: skip
    export = read_export(write(tmp_path / "any.dat", rows, delimiter, encoding, newline))
    assert export.table["impressions"].tolist() == [1234, 10]
    assert export.table["campaign"].iloc[0] == "Frühjahr, rot; grün"


def test_a_sep_line_is_obeyed(tmp_path):
    rows = [["campaign", "impressions"], ["a", "5"]]
    export = read_export(write(tmp_path / "sep.csv", rows, ";", before="sep=;\n"))
    assert export.table["impressions"].tolist() == [5]


def test_a_preamble_is_skipped(tmp_path):
    rows = [["Weekly report"], [], ["campaign", "impressions"], ["a", "5"]]
    export = read_export(write(tmp_path / "pre.csv", rows))
    assert export.receipt.header_row == 3
    assert export.table.index.tolist() == [4]


def test_a_table_in_a_zip_is_found_beside_a_readme(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "Caf\u00e9".encode("latin-1") + b"\nnothing to see\n")
        archive.writestr("data.csv", "campaign,impressions\na,5\n")
    export = read_export(path)
    assert export.table["impressions"].tolist() == [5]
    assert export.receipt.table == "data.csv"


def test_two_tables_in_a_zip_are_refused_by_name(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "campaign,impressions\na,5\n")
        archive.writestr("b.csv", "campaign,impressions\na,5\n")
    with pytest.raises(DataError, match=r"export\.zip: holds several tables \(a\.csv, b\.csv\)"):
        read_export(path)


def test_own_headers_are_mapped_by_the_caller(tmp_path):
    path = write(tmp_path / "own.csv", [["Was", "Gezeigt"], ["a", "5"]])
    export = read_export(path, columns={"campaign": "Was", "impressions": "Gezeigt"})
    assert export.table.to_dict("list") == {"campaign": ["a"], "impressions": [5]}


def test_a_mapping_that_does_not_fit_names_every_fault(tmp_path):
    path = write(tmp_path / "own.csv", [["Was", "Gezeigt"], ["a", "5"]])
    with pytest.raises(DataError) as error:
        read_export(path, columns={"impresions": "Gezeigt", "impressions": "Gezeigt", "ad": "Wass"})
    assert str(error.value).splitlines() == [
        "own.csv: columns= does not fit:",
        "  'impresions' is not a name of the catalogue; did you mean 'impressions'?",
        "  there is no column 'Wass'; did you mean 'Was'?",
    ]


def test_an_own_format_needs_no_change_to_the_package(tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[[format]]\nname = "mine"\nlabel = "Our report"\nsource = "me"\nread = "2026-11"\n'
        'recognise = [["Gezeigt"]]\n[format.columns]\nimpressions = ["Gezeigt"]\n'
        'campaign = ["Was"]\n[format.constants]\nplatform = "billboard"\n',
        encoding="utf-8",
    )
    path = write(tmp_path / "own.csv", [["Was", "Gezeigt"], ["a", "5"]])
    export = read_export(path, formats_from=mine)
    assert export.receipt.label == "Our report"
    assert export.table["platform"].tolist() == ["billboard"]


def test_hints_fill_in_what_the_file_does_not_say(tmp_path):
    path = write(tmp_path / "own.csv", [["campaign", "impressions", "spend"], ["a", "5", "1.5"]])
    export = read_export(path, currency="EUR", date_start="2026-03-01", date_end="2026-03-31")
    assert export.table["currency"].tolist() == ["EUR"]
    assert export.table["date_end"].dt.day.tolist() == [31]


def test_a_hint_that_contradicts_the_file_is_an_error(tmp_path):
    with pytest.raises(DataError, match=r"currency='EUR' contradicts the file, which says 'PLN'"):
        read_export(write(tmp_path / "meta.csv", META), currency="EUR")


def test_an_unknown_hint_is_an_error(tmp_path):
    with pytest.raises(DataError, match="'curency' is not a dimension; did you mean 'currency'"):
        read_export(write(tmp_path / "meta.csv", META), curency="EUR")


def test_reach_above_impressions_is_refused_with_file_column_rule_and_remedy(tmp_path):
    path = write(tmp_path / "bad.csv", [["campaign", "reach", "impressions"], ["a", "7", "4"]])
    with pytest.raises(DataError) as error:
        read_export(path)
    assert str(error.value) == (
        "bad.csv: cannot be used:\n"
        "  reach: 7 in row 2 is above impressions 4, which it cannot exceed. "
        "Check that both columns cover the same rows and period."
    )


def test_text_in_a_column_of_numbers_is_named_with_its_row(tmp_path):
    path = write(tmp_path / "bad.csv", [["campaign", "impressions"], ["a", "5"], ["b", "many"]])
    with pytest.raises(DataError, match=r"impressions: 'many' in row 3 is not a number\."):
        read_export(path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"  \n \n", "is empty"),
        (b"hello\nworld\n", "is not an export that is known"),
        (b"a,b\n1,2\n", "found 'a', 'b'"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not"),
        (b"PAR1\0\0", "is a Parquet file"),
        (b"campaign,impressions\n", "not a single row"),
        (b"campaign,day\na,b\n", "is not an export"),
    ],
)
def test_what_is_not_an_export_is_refused_with_its_name(tmp_path, content, message):
    path = tmp_path / "what.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"what\.csv") as error:
        read_export(path)
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"gone\.csv: cannot be read \(No such file"):
        read_export(tmp_path / "gone.csv")


def test_a_zip_that_unpacks_to_far_too_much_is_not_opened(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.csv", b"0" * 450_000_000)
    with pytest.raises(DataError, match=r"bomb\.zip: unpacks to far more"):
        read_export(path)


def test_the_receipt_is_plain_json(tmp_path):
    import json

    receipt = read_export(write(tmp_path / "meta.csv", META)).receipt
    told = json.loads(receipt.to_json())
    assert told["format"] == "meta_ads_manager"
    assert told["rows"] == 3
    assert told["loaded"] == 2


def test_a_workbook_is_read_like_text(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in META:
        book.active.append(
            [float(cell) if cell.replace(".", "").isdigit() else cell for cell in row]
        )
    book.save(tmp_path / "meta.xlsx")
    export = read_export(tmp_path / "meta.xlsx")
    assert export.table["impressions"].tolist() == [1000, 2000]
    assert export.receipt.encoding == "workbook"


@real
def test_real_uci_file_agrees_with_an_independent_count():
    export = read_export(EXPORTS / "facebook_metrics_uci_2014.zip")
    text = archive_rows(EXPORTS / "facebook_metrics_uci_2014.zip", "dataset_Facebook.csv", ";")
    for name, header in {
        "impressions": "Lifetime Post Total Impressions",
        "reach": "Lifetime Post Total Reach",
        "clicks": "Lifetime Post Consumptions",
        "likes": "like",
        "shares": "share",
    }.items():
        assert export.table[name].sum() == sum(int(row[header]) for row in text if row[header])
    assert len(export.table) == len(text) == 500
    assert {problem.severity for problem in export.receipt.problems} == {"look"}


@real
def test_real_business_suite_file_agrees_with_an_independent_count():
    export = read_export(EXPORTS / "facebook_business_suite_content_2025.csv")
    text = plain_rows(EXPORTS / "facebook_business_suite_content_2025.csv", ",")
    assert len(export.table) == len(text) == 20
    assert export.table["reach"].sum() == sum(int(row["Reach"]) for row in text)
    assert export.table["clicks"].sum() == sum(int(row["Total clicks"]) for row in text)
    assert export.table["post_id"].tolist() == [row["Post ID"] for row in text]
    assert not {"impressions", "views"} & set(export.table)


@real
def test_real_japanese_x_file_agrees_with_an_independent_count():
    export = read_export(EXPORTS / "x_content_2026_japanese.csv")
    text = plain_rows(EXPORTS / "x_content_2026_japanese.csv", ",")
    posts = [row for row in text if row["ポストID"]]
    assert len(export.table) == len(posts) == len(text) - 30
    assert export.table["impressions"].sum() == sum(int(row["インプレッション数"]) for row in posts)
    assert len(export.receipt.dropped) == 30


def plain_rows(path, delimiter):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def archive_rows(path, member, delimiter):
    with zipfile.ZipFile(path) as archive:
        text = archive.read(member).decode("ascii")
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_a_path_carries_what_its_file_does_not_say(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("campaign,impressions,spend\na,5,1.50\n", encoding="utf-8")
    export = read_delivery(f"{path}?currency=EUR&date_start=2026-03-01")
    assert export.table["currency"].tolist() == ["EUR"]
    assert export.table["date_start"].dt.day.tolist() == [1]


def test_a_file_whose_own_name_has_a_question_mark_is_read(tmp_path):
    path = tmp_path / "what?.csv"
    path.write_text("campaign,impressions\na,5\n", encoding="utf-8")
    assert len(read_delivery(path).table) == 1


def test_all_that_cannot_be_said_of_a_file_is_told_at_once(tmp_path):
    with pytest.raises(DataError) as refused:
        read_delivery(f"{tmp_path / 'mine.csv'}?curency=EUR&year=last")
    assert str(refused.value) == (
        "'curency' cannot be said of a file; did you mean 'currency'?\n"
        "year must be a whole number, such as 2026, not 'last'."
    )


def test_posts_can_be_dated_in_a_zone_of_one_s_own():
    utc, berlin = (read_delivery("post_history", time_zone=zone) for zone in ("", "Europe/Berlin"))
    assert (berlin.table["published_at"] == utc.table["published_at"]).all()
    assert str(berlin.table["published_at"].dt.tz) == "Europe/Berlin"
    assert "Posts are dated in Europe/Berlin." in berlin.receipt.notes


@pytest.mark.parametrize(
    ("data", "zone", "said"),
    [
        ("meta_ads", "Europe/Berlin", "no times of a known zone"),
        ("post_history", "Europe/Berlni", "is not a time zone; did you mean 'Europe/Berlin'"),
        ("post_history", "../etc", "is not a time zone"),
        ("x_content", "America/Los_Angeles", "x tells days without an hour"),
    ],
)
def test_a_zone_that_is_none_or_has_no_times_is_refused(data, zone, said):
    with pytest.raises(DataError, match=said):
        read_delivery(data, time_zone=zone)
