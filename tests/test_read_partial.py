"""Reports of few columns: whose they are is told, or asked, and never taken for another's."""

import random

import pytest
from specimens import rows_of, write

from toolkit import DataError, read_delivery, read_export
from toolkit.catalog import MEASURES
from toolkit.platforms import formats, plain
from toolkit.read.choose import WhoseError
from toolkit.read.raw import in_memory
from toolkit.read.recognise import catalogue_format, recognise

PAID = [
    "meta_ads_manager", "google_ads", "linkedin_ads", "tiktok_ads", "x_ads", "snapchat_ads",
    "pinterest_ads", "reddit_ads", "microsoft_ads", "microsoft_ads_report", "amazon_ads",
    "amazon_dsp", "dv360", "cm360", "trade_desk", "google_ad_manager", "spotify_ads",
    "apple_ads", "yandex_direct", "line_ads", "naver_ads",
]  # fmt: skip
FORMATS = {each.name: each for each in formats()}


def some_columns(format_, rng):
    """A measure or more and a dimension or more, in any order, as the platform writes them."""
    headers = {
        name: own[0].replace("{currency}", "EUR") for name, own in format_.columns.items() if own
    }
    measures = [name for name in headers if name in MEASURES]
    others = [name for name in headers if name not in MEASURES]
    picked = [
        *rng.sample(measures, rng.randint(1, min(3, len(measures)))),
        *rng.sample(others, rng.randint(1, min(3, len(others)))),
    ]
    row = list(dict.fromkeys(headers[name] for name in picked))
    rng.shuffle(row)
    return row


@pytest.mark.parametrize("name", PAID)
def test_any_few_columns_of_a_report_are_never_taken_for_another_platform_s(name):
    format_, rng, own = FORMATS[name], random.Random(name), catalogue_format()
    right = 0
    for _ in range(30):
        header = some_columns(format_, rng)
        raw = in_memory("few.csv", [tuple(header), ("1",) * len(header)], "utf-8", ",")
        match = recognise(raw, [*FORMATS.values(), own])
        if match is None:  # sales and followers alone are no delivery
            measures = {format_.meanings.get(plain(each), "") for each in header} & MEASURES.keys()
            assert measures <= {"conversions", "conversion_value", "revenue", "follows"}, header
            continue
        mine = match.format.platform == format_.platform and not match.rivals
        asked = format_.platform in match.rivals
        assert mine or asked or match.format.refuse or match.format.name == own.name, header
        right += mine
    assert right >= 8


LINES = {
    "google_ads": ["Campaign report", "All time"],
    "linkedin_ads": ["Campaign Performance Report (in UTC)", "Date Generated: February 2, 2026"],
    "microsoft_ads_report": ["Report Name: Campaigns", "Report Time: 1/1/2026,1/31/2026",
                             "Last Completed Available Day: 2/1/2026", "Rows: 1"],
    "cm360": ["Report Name Weekly", "MRC Accredited Metrics Impressions", "Report Fields"],
    "spotify_ads": ["Report Name: Campaigns", "Report Granularity: Daily"],
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_lines_above_few_columns_do_not_make_them_another_platform_s(name):
    format_, rng = FORMATS[name], random.Random(name)
    for _ in range(30):
        header = some_columns(format_, rng)
        rows = [*((line,) for line in LINES[name]), tuple(header), ("1",) * len(header)]
        raw = in_memory("few.csv", rows, "utf-8", ",")
        match = recognise(raw, FORMATS.values())
        if match is not None:
            assert format_.platform in (match.format.platform, *match.rivals), header


@pytest.mark.parametrize(
    ("header", "platform"),
    [
        (["Kampagne", "Impr.", "Kosten"], "google_ads"),
        (["Kosten", "Impr.", "Kampagne"], "google_ads"),
        (["Day", "Ad name", "Amount spent (EUR)"], "meta"),
        (["Harcanan Tutar (TRY)", "Gün", "Reklamlar"], "meta"),
        (["日", "キャンペーン名", "消化金額 (JPY)"], "meta"),
        (["Campaign name", "ThruPlays", "Day"], "meta"),
        (["Day", "Campaign Name", "Swipe Ups"], "snapchat"),
        (["Ad group name", "Clicks (destination)", "By Day"], "tiktok"),
        (["Campaign Group Name", "Total Spent", "Clicks"], "linkedin"),
        (["Insertion Order", "Billable Impressions", "Clicks"], "dv360"),
        (["Customer Search Term", "Spend", "Clicks"], "amazon_ads"),
    ],
)
def test_three_columns_tell_whose_report_it_is(tmp_path, header, platform):
    days = {"Day", "By Day", "Date", "Gün", "日"}
    row = ["2026-03-01" if name in days else "7" for name in header]
    export = read_export(write(tmp_path / "three.csv", [header, row]))
    assert export.table["platform"].tolist() == [platform]
    assert export.receipt.unknown == ()


def test_what_two_platforms_write_alike_is_asked(tmp_path):
    path = write(tmp_path / "ads.csv", [["Ad name", "Impressions", "Clicks (all)"], ["a", 9, 2]])
    with pytest.raises(WhoseError) as asked:
        read_export(path)
    assert str(asked.value) == (
        "ads.csv: may be a report of 'meta' or 'tiktok'; its columns do not tell which. Say so "
        "with platform='meta' (or the one that it is), or download it again with more columns. "
        "Of any other table, say which column is which with columns={'impressions': 'Your header'}."
    )
    assert read_export(path, platform="tiktok").receipt.format == "tiktok_ads"
    assert read_export(path, platform="meta").receipt.format == "meta_ads_manager"


HEADERS_OF_ANYBODY = [
    "Date,Amount Spent (USD),Impressions,Clicks,Conversions",
    "Date,Campaign,Spend,Impressions,Clicks,Conversions,Revenue",
    "Date,Campaign Name,Cost,Impressions,Clicks",
    "Device,Impressions,Clicks,CTR (%),Conversions",
]


@pytest.mark.parametrize("header", HEADERS_OF_ANYBODY)
def test_words_that_anybody_writes_do_not_tell_whose_report_it_is(tmp_path, header):
    head = header.split(",")
    path = write(tmp_path / "t.csv", [head, ["2026-03-01", *"9" * (len(head) - 1)]])
    with pytest.raises(WhoseError) as asked:
        read_export(path)
    assert len(asked.value.platforms) > 2
    first = asked.value.platforms[0]
    assert read_export(path, platform=first).table["platform"].tolist() == [first]


def test_half_a_header_of_usual_words_in_another_language_tells_no_platform(tmp_path):
    header = ["Data", "Campanha", "Cliques", "Impressoes", "Investimento", "Conversoes"]
    path = write(tmp_path / "t.csv", [header, ["2026-03-01", "A", "12", "540", "4.5", "2"]])
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(path)


def test_abbreviations_in_capitals_leave_a_table_a_program_s(tmp_path):
    header = ["campaign_name", "impressions", "clicks", "installs", "spend", "CTR", "CPI"]
    path = write(tmp_path / "t.csv", [header, ["A", "900", "9", "3", "2.5", "0.01", "0.83"]])
    export = read_export(path)
    assert "platform" not in export.table
    assert export.table[["campaign", "impressions", "spend"]].iloc[0].tolist() == ["A", 900, 2.5]


def test_a_rate_is_nothing_that_delivery_may_be_of(tmp_path):
    header = ["Impressions", "Clicks", "Spend", "CTR"]
    export = read_export(write(tmp_path / "t.csv", [header, ["900", "9", "2.50", "0.01"]]))
    assert "platform" not in export.table


def test_posts_without_ids_or_dates_are_nobody_s_by_a_column_of_hashtags(tmp_path):
    header = ["word_count", "hashtags", "hour_posted", "impressions"]
    path = write(tmp_path / "t.csv", [header, ["75", "5", "7", "1590"]])
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(path)


@pytest.mark.parametrize(
    ("header", "platforms"),
    [
        ("Date,TV,Radio,Impressions,Sales", ("amazon_ads",)),
        ("Newsletter,Date,Opens,Impressions", ("linkedin",)),
    ],
)
def test_usual_words_that_one_platform_alone_has_together_are_asked_about(
    tmp_path, header, platforms
):
    row = ["2026-03-01" if name in {"date", "Date"} else "7" for name in header.split(",")]
    path = write(tmp_path / "t.csv", [header.split(","), row])
    with pytest.raises(WhoseError, match="its columns do not tell whether it is") as asked:
        read_export(path)
    assert asked.value.platforms == platforms
    read_export(path, platform=platforms[0])


def test_words_that_other_platforms_know_tell_nothing_even_if_they_lack_the_rest(tmp_path):
    header = "Campaign_ID,Goal,Duration,ROI,Location,Language,Clicks,Impressions,Date,Company"
    row = ["1", "a", "30 days", "6", "here", "French", "9", "900", "2026-03-01", "b"]
    path = write(tmp_path / "t.csv", [header.split(","), row])
    with pytest.raises(DataError):
        read_export(path)


def test_sales_are_taken_for_no_platform_s_delivery(tmp_path):
    rows = [["Day", "Sessions", "Total sales", "Orders"], ["2026-03-01", 90, "25.50", 2]]
    with pytest.raises(DataError, match="is not an export that is known"):
        read_export(write(tmp_path / "t.csv", rows))


def test_a_column_that_names_platforms_is_believed_and_no_platform_guessed(tmp_path):
    header = ["Date", "Platform", "Campaign", "Impressions", "Clicks", "Spend"]
    rows = [
        ["2026-03-01", "Facebook", "a", 100, 5, "2.50"],
        ["2026-03-01", "Google Ads", "b", 200, 6, "3.50"],
    ]
    for name in ("Platform", "Channel"):
        header[1] = name
        table = read_export(write(tmp_path / "t.csv", [header, *rows]), currency="EUR").table
        assert table["platform"].tolist() == ["facebook", "google_ads"]
        assert table[["impressions", "clicks", "spend"]].sum().tolist() == [300, 11, 6]
        assert "device" not in table


def test_a_notebook_s_platform_answers_whose_report_it_is(tmp_path):
    path = write(tmp_path / "ads.csv", [["Ad name", "Impressions", "Clicks (all)"], ["a", 9, 2]])
    assert read_delivery(path, platform="meta").receipt.format == "meta_ads_manager"
    with pytest.raises(WhoseError):
        read_delivery(path, platform="pinterest")


def test_upper_and_lower_case_tell_platforms_apart_where_nothing_else_does(tmp_path):
    path = write(tmp_path / "m.csv", [["Ad name", "Amount spent (USD)"], ["a", "9.50"]])
    assert read_export(path).table["platform"].tolist() == ["meta"]


def test_the_title_above_tells_whose_report_it_is(tmp_path):
    header = ["Campaign", "Impr.", "Clicks"]
    bare = write(tmp_path / "bare.csv", [header, ["a", 9, 2]])
    with pytest.raises(WhoseError, match="'google_ads' or 'microsoft_ads'"):
        read_export(bare)
    titled = write(tmp_path / "t.csv", [header, ["a", 9, 2]], before="Campaign report\nAll time\n")
    assert read_export(titled).table["platform"].tolist() == ["google_ads"]


def test_columns_of_one_s_own_do_not_hide_whose_report_it_is(tmp_path):
    header = [
        "Campaign name",
        "Amount spent (EUR)",
        "Hook",
        "Hold",
        "Angle",
        "* CPA of mine",
        "Team",
    ]
    export = read_export(write(tmp_path / "own.csv", [header, ["a", "9.50", *"12345"]]))
    assert export.receipt.format == "meta_ads_manager_undated"
    assert export.receipt.unknown == ("Hook", "Hold", "Angle", "* CPA of mine", "Team")


def test_a_table_of_a_program_has_usual_names_for_its_columns(tmp_path):
    header = ["week", "campaign_name", "adset_name", "cost", "impressions", "inline_link_clicks"]
    export = read_export(
        write(tmp_path / "t.csv", [header, ["2026-03-02", "a", "b", "9.5", 70, 2]])
    )
    assert export.receipt.format == "usual"
    row = export.table.iloc[0]
    assert row[["campaign", "ad_group", "spend", "impressions", "link_clicks"]].tolist() == [
        "a", "b", 9.5, 70, 2,
    ]  # fmt: skip
    assert (row["date_start"].day, row["date_end"].day) == (2, 8)
    assert "platform" not in export.table


def test_a_start_without_an_end_is_no_day(tmp_path):
    header = ["Campaign Name", "Customer Search Term", "Impressions", "Spend", "Start Date"]
    export = read_export(write(tmp_path / "t.csv", [header, ["a", "b", 9, "2.50", "2026-03-01"]]))
    assert export.receipt.grain == "from each row's day on; the file does not say until when"


def test_the_label_of_a_total_may_stand_where_the_rows_have_their_day(tmp_path):
    header = ["Start Date (in UTC)", "Campaign Name", "Total Spent", "Impressions"]
    rows = [
        ["03/01/2026", "a", "1.50", 90],
        ["03/02/2026", "a", "2.00", 60],
        ["Total", "", "3.50", 150],
    ]
    export = read_export(write(tmp_path / "t.csv", [header, *rows]))
    assert export.table["spend"].sum() == export.total["spend"].iloc[0] == 3.5
    assert export.table["date_end"].dt.day.tolist() == [1, 2]


def test_amounts_converted_to_another_currency_are_not_taken_for_the_cost(tmp_path):
    header = ["Search term", "Currency code", "Impr.", "Cost (Converted currency)", "Cost",
              "Converted currency code"]  # fmt: skip
    path = write(tmp_path / "t.csv", [header, ["q", "GBP", 9, "8.30", "7.20", "EUR"]],
                 before="Search terms report\n10 February 2026 - 23 February 2026\n")  # fmt: skip
    export = read_export(path)
    assert export.table[["spend", "currency"]].values.tolist() == [[7.2, "GBP"]]


def test_a_platform_that_has_no_formats_has_tables_of_one_s_own(tmp_path):
    path = write(tmp_path / "ads.csv", [["Ad name", "Impressions", "Clicks"], ["a", 9, 2]])
    export = read_export(path, platform="billboards")
    assert export.receipt.format == "catalogue"
    assert export.table["platform"].tolist() == ["billboards"]


CONNECTOR = (
    "Video Title|External Video ID|Video Length|Thumbnail link|Views|Video Likes Added"
    "|Video Dislikes Added|Video Likes Removed|User Subscriptions Added|User Subscriptions Removed"
    "|Average View Percentage|Average Watch Time|User Comments Added"
)
CONNECTED = {
    "Video Title": "A film", "External Video ID": "dQw4w9WgXcQ", "Video Length": "212",
    "Views": "60", "Video Likes Added": "7", "Video Dislikes Added": "1",
    "Video Likes Removed": "2", "User Subscriptions Added": "4", "User Subscriptions Removed": "1",
    "User Comments Added": "3", "Average View Percentage": "0.5", "Average Watch Time": "106.25",
}  # fmt: skip


def test_videos_by_day_of_a_connector_are_delivery(tmp_path):
    days = [CONNECTED | {"Date": f"{day} Jan 2022"} for day in (18, 19)]
    export = read_export(write(tmp_path / "a.csv", rows_of(f"Date|{CONNECTOR}", *days)))
    assert export.receipt.format == "youtube_connector"
    assert export.receipt.unknown == ()
    names = ["views", "likes", "comments", "follows", "unfollows", "duration_seconds"]
    assert export.table[names].iloc[0].tolist() == [60, 7, 3, 4, 1, 212]
    assert export.table["date_start"].dt.day.tolist() == [18, 19]


def test_videos_by_country_of_a_connector_have_rows_for_subscribers_and_others(tmp_path):
    rows = [CONNECTED | {"Country Code": "NA", "Is Subscribed": each} for each in ("true", "false")]
    written = rows_of(f"Country Code|Is Subscribed|{CONNECTOR}", *rows)
    export = read_export(write(tmp_path / "a.csv", written))
    assert export.table["country"].tolist() == ["NA", "NA"]
    assert export.table["views"].sum() == 120
    assert "viewers who subscribe and others stand in rows apart" in str(export.receipt)
    assert "doubled" not in str(export.receipt)
