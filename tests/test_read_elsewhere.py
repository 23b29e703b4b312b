"""What counts visitors, searches, orders or e-mails is no delivery, and is refused by its name."""
# ruff: noqa: RUF001

import pytest
from specimens import write

from toolkit import DataError, read_export
from toolkit.read.choose import WhoseError

ABOVE = """# ----------------------------------------
# Traffic acquisition
# Start date: 20260301
# End date: 20260331
# ----------------------------------------
"""
INSTEAD = "Download a report from the platform on which the ads or posts ran instead."
ANALYTICS = "a report of a web site's analytics (Google Analytics or the like)"
SEARCH = "a report of Google Search Console"
MAIL = "a report of a shop or a newsletter"


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("Session source|Users|Sessions|Engaged sessions|Event count|Key events", ANALYTICS),
        ("Page title|Views|Active users|Views per active user|Event count", ANALYTICS),
        ("Channel Grouping|Users|Sessions|Bounce Rate|Goal Completions", ANALYTICS),
        ("Channelgruppe|Nutzer|Sitzungen mit Interaktionen|Ereignisanzahl", ANALYTICS),
        ("Session Google Ads campaign|Users|Sessions|Google Ads clicks|Google Ads cost", ANALYTICS),
        ("Top queries|Clicks|Impressions|CTR|Position", SEARCH),
        ("Häufigste Suchanfragen|Klicks|Impressionen|CTR|Position", SEARCH),
        ("Date|Clicks|Impressions|CTR|Position", SEARCH),
        ("Title|List|Total Recipients|Unique Opens|Total Clicks|Unsubscribes", MAIL),
        ("Day|Gross sales|Net sales|Orders", MAIL),
    ],
)  # fmt: skip
def test_what_is_measured_elsewhere_is_refused_by_its_name(tmp_path, header, what):
    head = header.split("|")
    path = write(tmp_path / "t.csv", [head, ["a", *"9" * (len(head) - 1)]], before=ABOVE)
    with pytest.raises(DataError) as error:
        read_export(path)
    assert f"is {what}. " in str(error.value)
    assert str(error.value).endswith(INSTEAD)


def test_google_business_profile_counts_who_looked_a_business_up_and_is_refused(tmp_path):
    head = [
        "Store code", "Business name", "Address", "Labels", "Google Search - Mobile",
        "Google Search - Desktop", "Google Maps - Mobile", "Google Maps - Desktop", "Calls",
        "Messages", "Bookings", "Directions", "Website clicks", "Food orders", "Food menu clicks",
        "Hotel bookings",
    ]  # fmt: skip
    about = ["", "", "", "", *["People that saw your profile"] * 12]
    with pytest.raises(DataError, match="is a report of Google Business Profile"):
        read_export(write(tmp_path / "t.csv", [head, about, ["1", "b", "c", "", *"964213579246"]]))


def test_campaigns_with_a_position_and_a_cost_are_delivery(tmp_path):
    head = ["Campaign", "Clicks", "Impressions", "CTR", "Cost", "Avg. position", "Conversions"]
    path = write(tmp_path / "t.csv", [head, ["a", "5", "90", "5.56%", "2.50", "1.2", "1"]],
                 before='"Campaign report (Mar 1, 2026-Mar 31, 2026)"\n')  # fmt: skip
    assert read_export(path).table["spend"].tolist() == [2.5]


@pytest.mark.parametrize(
    ("header", "platform"),
    [
        (
            "日|キャンペーン名|合計コスト|インプレッション数|クリック数|ビューアブルインプレッション数",
            "Yahoo! JAPAN display ads",
        ),
        ("일별|캠페인|노출수|클릭수|비용|노출당비용", "Kakao"),
        ("Название|Тип продвижения|Расход, ₽|Показы|Клики|В корзину|ДРР", "Ozon"),
        ("Day|Campaign|Displays|Clicks|CTR|Cost|Revenue", "Criteo"),
        ("Date|Advertiser|Campaign|Line item|Tracked ads|Impressions|Clicks", "Adform"),
    ],
)
def test_ads_of_platforms_that_are_not_known_are_not_taken_for_another_s(
    tmp_path, header, platform
):
    head = header.split("|")
    path = write(tmp_path / "t.csv", [head, ["2026-03-01", "a", *"9" * (len(head) - 2)]])
    with pytest.raises(DataError, match=f"is a report of .*{platform}") as error:
        read_export(path)
    assert "columns={'impressions'" in str(error.value)
    mapped = read_export(path, columns={"impressions": head[-3]}, platform="theirs")
    assert mapped.table[["impressions", "platform"]].values.tolist() == [[9, "theirs"]]


def test_capitals_of_a_title_do_not_tell_whose_report_it_is(tmp_path):
    head = ["Campaign Name", "Ad Group Name", "Ad Name", "Impressions", "Clicks", "Conversions"]
    with pytest.raises(WhoseError) as asked:
        read_export(write(tmp_path / "t.csv", [head, [*"abc", "9", "2", "1"]]))
    assert len(asked.value.platforms) > 2


@pytest.mark.parametrize(
    "header",
    [
        "Date|Page views|Impressions|Clicks|Page CTR|CPC|Estimated earnings (USD)",
        "App|Ad unit|Ad requests|Match rate|Impressions|Show rate|Clicks|Estimated earnings",
    ],
)
def test_what_a_publisher_earns_is_refused_by_its_name(tmp_path, header):
    head = header.split("|")
    path = write(tmp_path / "t.csv", [head, ["2026-03-01", *"9" * (len(head) - 1)]])
    with pytest.raises(DataError, match=r"is a report of Google AdSense or AdMob\. It counts what"):
        read_export(path)


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("video_id|trending_date|title|channel_title|publish_time|views|likes|comment_count",
         "public counts of posts"),
        ("snapshot_date|video_id|published_at|views|likes|comments|shares",
         "public counts of posts"),
        ("DATE|revenue|tv_S|ooh_S|print_S|facebook_I|search_S|facebook_S|events",
         "channels side by side"),
        ("geo|time|Channel0_impression|Channel1_impression|Channel0_spend|Channel1_spend",
         "channels side by side"),
        ("date|facebook_impressions|google_spend|facebook_spend|impressions|clicks|spend|revenue",
         "channels side by side"),
    ],
)  # fmt: skip
def test_tables_whose_rows_must_not_be_added_up_are_refused_by_their_name(tmp_path, header, what):
    head = header.split("|")
    rows = [[f"2026-03-0{day}", *[str(day * 9)] * (len(head) - 1)] for day in (1, 2)]
    with pytest.raises(DataError, match=f"is a table .*{what}") as error:
        read_export(write(tmp_path / "t.csv", [head, *rows]))
    assert "columns={'" in str(error.value)


def test_a_published_set_of_campaigns_has_a_channel_in_each_row_and_no_cost(tmp_path):
    head = ["Campaign_ID", "Channel_Used", "Acquisition_Cost", "ROI", "Location", "Language",
            "Clicks", "Impressions", "Date", "Company"]  # fmt: skip
    rows = [["1", "Google Ads", "$16.00", "6.29", "here", "French", "5", "90", "2021-01-01"],
            ["2", "Email", "$5.00", "5", "there", "Greek", "7", "70", "2021-01-02"]]  # fmt: skip
    export = read_export(write(tmp_path / "t.csv", [head, *([*row, "a"] for row in rows)]))
    assert export.table["platform"].tolist() == ["google_ads", "Email"]
    assert export.table["impressions"].tolist() == [90, 70]
    assert "spend" not in export.table
    assert export.receipt.grain.startswith("from each row's day on")
