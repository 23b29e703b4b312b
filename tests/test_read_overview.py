"""Accounts by day: stacked sections of Meta Business Suite, and the older Page Insights."""

import csv

import pandas as pd
import pytest
from specimens import left_out, rows_of, workbook, write

from toolkit import DataError, read_export


def overview(path, *sections, encoding="utf-16", before="sep=,\n"):
    """Write sections as Meta does: a title, a header, days, and a blank line between."""
    blocks = []
    for title, header, days in sections:
        lines = [f'"{title}"', ",".join(f'"{name}"' for name in header)]
        lines += [",".join(f'"{cell}"' for cell in day) for day in days]
        blocks.append("\n".join(lines))
    path.write_bytes((before + "\n\n".join(blocks) + "\n").encode(encoding))
    return path


def days_of(*values, first="2025-03-08", hour="T00:00:00"):
    dates = pd.date_range(first, periods=len(values)).strftime("%Y-%m-%d")
    return [(date + hour, str(value)) for date, value in zip(dates, values, strict=True)]


PRIMARY = ("Date", "Primary")


def test_an_overview_of_one_metric_takes_its_measure_from_the_title(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(5, 7)))
    export = read_export(path, platform="facebook")
    assert export.table["views"].tolist() == [5, 7]
    assert export.table["date_end"].dt.day.tolist() == [8, 9]
    assert export.table["platform"].tolist() == ["facebook", "facebook"]
    assert export.receipt.encoding == "utf-16"
    assert export.receipt.grain == "in each row's day"


def test_an_overview_without_a_platform_in_it_stays_without_one(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(5, 7)))
    export = read_export(path)
    assert "platform" not in export.table
    assert "pass platform='facebook' or platform='instagram'" in str(export.receipt)


def test_stacked_sections_of_facebook_and_instagram_become_rows_of_each(tmp_path):
    path = overview(
        tmp_path / "Reach.csv",
        ("Facebook Page reach", ("Date", "Facebook Page reach"), days_of(50, 70)),
        ("Instagram reach", ("Date", "Instagram reach"), days_of(5, 7)),
        ("Facebook Page visits", ("Date", "Facebook Page visits"), days_of(2, 3)),
    )
    table = read_export(path).table
    split = table.set_index(["platform", "date_start"])
    assert split.loc["facebook", "reach"].tolist() == [50, 70]
    assert split.loc["instagram", "reach"].tolist() == [5, 7]
    assert split.loc["facebook", "profile_visits"].tolist() == [2, 3]
    assert split.loc["instagram", "profile_visits"].isna().all()


def test_a_section_whose_header_is_of_another_metric_is_left_out_and_named(tmp_path):
    path = overview(
        tmp_path / "Visits.csv",
        ("Facebook Page visits", ("Date", "Facebook Page likes"), days_of(2, 3)),
        ("Instagram profile visits", ("Date", "Instagram followers"), days_of(2, 3)),
        ("Instagram reach", ("Date", "Instagram reach"), days_of(5, 7)),
    )
    export = read_export(path)
    assert set(export.table) == {"date_start", "date_end", "platform", "reach"}
    (mended,) = export.receipt.mended
    assert mended == (
        "sections left out: Facebook Page visits Facebook Page likes, "
        "Instagram profile visits Instagram followers"
    )


def test_two_sections_of_the_same_measure_do_not_overwrite_each_other(tmp_path):
    path = overview(
        tmp_path / "Views.csv",
        ("Views", PRIMARY, days_of(5, 7)),
        ("Views", PRIMARY, days_of(50, 70)),
    )
    export = read_export(path)
    assert export.table["views"].tolist() == [5, 7]
    assert export.receipt.mended == ("sections left out: Views Primary",)


@pytest.mark.parametrize(
    ("first", "changed", "hours"),
    [("2025-03-08", "2025-03-10", ["T00:00:00", "T01:00:00"]),
     ("2025-11-01", "2025-11-03", ["T01:00:00", "T00:00:00"])],
)  # fmt: skip
def test_days_that_begin_at_one_where_the_clock_changes_are_the_same_days(
    tmp_path, first, changed, hours
):
    days = [*days_of(5, 7, first=first, hour=hours[0]),
            *days_of(6, 8, first=changed, hour=hours[1])]  # fmt: skip
    export = read_export(overview(tmp_path / "Views.csv", ("Views", PRIMARY, days)))
    assert export.table["date_start"].tolist() == [*pd.date_range(first, periods=4)]
    assert export.table["views"].tolist() == [5, 7, 6, 8]
    assert export.receipt.time_zone == "US Pacific, since days shift where it changes its clocks"


def test_days_without_a_value_are_missing_and_end_no_section(tmp_path):
    days = [*days_of(5), ("2025-03-09T00:00:00", ""), *days_of(7, first="2025-03-10")]
    table = read_export(overview(tmp_path / "Views.csv", ("Views", PRIMARY, days))).table
    assert table["views"].tolist() == [5, pd.NA, 7]


def test_a_long_run_of_zeros_at_the_start_is_not_collected_rather_than_zero(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(*[0] * 20, 5, 0, 7)))
    export = read_export(path, platform="instagram")
    assert export.table["views"].isna().sum() == 20
    assert export.table["views"].dropna().tolist() == [5, 0, 7]
    assert "views in 20 rows: views were not collected yet" in str(export.receipt)


def test_zeros_on_every_day_and_no_reach_beside_them_stay_zeros(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(*[0] * 20)))
    assert read_export(path, platform="instagram").table["views"].tolist() == [0] * 20


def test_a_short_run_of_zeros_at_the_start_is_zero(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of(0, 0, 5)))
    assert read_export(path).table["views"].tolist() == [0, 0, 5]


def test_zeros_beside_reach_are_not_collected_however_few(tmp_path):
    path = overview(
        tmp_path / "All.csv",
        ("Instagram reach", ("Date", "Instagram reach"), days_of(9, 0, 9)),
        ("Instagram views", PRIMARY, days_of(0, 0, 12)),
    )
    assert read_export(path).table["views"].tolist() == [pd.NA, 0, 12]


@pytest.mark.parametrize(
    ("title", "date", "measure", "platform"),
    [
        ("Alcance", "Data", "reach", ""),
        ("Visualizações", "Data", "views", ""),
        ("Interações com o conteúdo", "Data", "engagements", ""),
        ("Cliques no link do Instagram", "Data", "link_clicks", "instagram"),
        ("Seguidores no Instagram", "Data", "follows", "instagram"),
        ("Visitas ao perfil do Instagram", "Data", "profile_visits", "instagram"),
        ("Viewers", "Date", "reach", ""),
        ("Content interactions", "Date", "engagements", ""),
        ("Facebook link clicks", "Date", "link_clicks", "facebook"),
        ("Facebook visits", "Date", "profile_visits", "facebook"),
        ("Instagram follows", "Date", "follows", "instagram"),
        ("Reichweite", "Datum", "reach", ""),
        ("Aufrufe", "Datum", "views", ""),
        ("Paid reach", "Date", "paid_reach", ""),
    ],
)
def test_titles_of_sections_are_understood(tmp_path, title, date, measure, platform):
    path = overview(tmp_path / "any.csv", (title, (date, "Primary"), days_of(5, 7)))
    table = read_export(path).table
    assert table[measure].tolist() == [5, 7]
    assert table.get("platform", pd.Series([""])).unique().tolist() == [platform]


def test_a_tab_after_sep_is_obeyed(tmp_path):
    path = tmp_path / "Views.csv"
    path.write_bytes("sep=\t\nViews\nDate\tPrimary\n2025-03-08T00:00:00\t5\n".encode("utf-16"))
    assert read_export(path).table["views"].tolist() == [5]


def test_whole_lines_in_quotes_are_unwrapped(tmp_path):
    lines = ["Video asset ID,Page name,Publish time,Reach,3-second video views"]
    lines += [f"12345678901234{n},Page,03/15/2025 03:06,{n},{n}" for n in range(10, 14)]
    path = tmp_path / "videos.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([line] for line in lines)
    export = read_export(path)
    assert export.table["reach"].tolist() == [10, 11, 12, 13]
    assert "whole lines stood in quotes and were unwrapped" in export.receipt.mended


def test_carriage_returns_alone_end_lines(tmp_path):
    path = tmp_path / "tweets.csv"
    path.write_bytes(b"Post id,Post text,Post Link,Impressions\r2019770265215930588,a,l,90\r")
    assert read_export(path).table["impressions"].tolist() == [90]


def test_percents_that_a_spreadsheet_made_days_of_are_refused_by_that_name(tmp_path):
    path = overview(tmp_path / "Views.csv", ("Views", PRIMARY, days_of("3.апр", 7)),
                    encoding="cp1251", before="")  # fmt: skip
    with pytest.raises(DataError, match=r"'3\.\w+' in row 2 is not a number\. A spreadsheet made"):
        read_export(path)


def test_an_overview_of_nothing_but_earnings_counts_no_delivery(tmp_path):
    path = overview(tmp_path / "Earnings.csv", ("Earnings", PRIMARY, days_of("1.5", "2")))
    with pytest.raises(DataError, match=r"none of its sections counts delivery \(Earnings"):
        read_export(path)


POSTS = (
    "Post ID|Permalink|Post Message|Type|Countries|Languages|Posted|Audience Targeting"
    "|Lifetime Post Total Reach|Lifetime Post organic reach|Lifetime Post Paid Reach"
    "|Lifetime Post Total Impressions|Lifetime Post Organic Impressions"
    "|Lifetime Post Paid Impressions|Lifetime Engaged Users|Lifetime Post Consumers"
    "|Lifetime Post Consumptions|Lifetime Negative feedback"
    "|Lifetime Negative Feedback from Users"
    "|Lifetime Post Impressions by people who have liked your Page"
    "|Lifetime Post reach by people who like your Page"
    "|Lifetime Post Paid Impressions by people who have liked your Page"
    "|Lifetime Paid reach of a post by people who like your Page"
    "|Lifetime People who have liked your Page and engaged with your post"
    "|Lifetime Organic views to 95%|Lifetime Organic views to 95%"
    "|Lifetime Paid views to 95%|Lifetime Paid views to 95%"
    "|Lifetime Organic Video Views|Lifetime Organic Video Views"
    "|Lifetime Paid Video Views|Lifetime Paid Video Views"
    "|Lifetime Average time video viewed|Lifetime Video length"
)
KEYS = (
    "Post ID|Permalink|Post Message|Type|Countries|Languages|Posted|Audience Targeting"
    "|post_impressions_unique:lifetime|post_impressions_organic_unique:lifetime"
    "|post_impressions_paid_unique:lifetime|post_impressions:lifetime"
    "|post_impressions_organic:lifetime|post_impressions_paid:lifetime"
    "|post_engaged_users:lifetime|post_consumptions_unique:lifetime|post_consumptions:lifetime"
    "|post_negative_feedback:lifetime|post_impressions_fan:lifetime"
    "|post_impressions_fan_unique:lifetime|post_impressions_fan_paid:lifetime"
    "|post_impressions_fan_paid_unique:lifetime|post_engaged_fan:lifetime"
    "|post_video_complete_views_organic_unique:lifetime"
    "|post_video_complete_views_organic:lifetime"
    "|post_video_complete_views_paid_unique:lifetime|post_video_complete_views_paid:lifetime"
    "|post_video_views_organic_unique:lifetime|post_video_views_organic:lifetime"
    "|post_video_views_paid_unique:lifetime|post_video_views_paid:lifetime"
    "|post_video_avg_time_watched:lifetime|post_video_length:lifetime"
)
OLD = {"Post ID": "1234567890_9876543210", "Type": "Photo", "Posted": "10/25/17 9:38 AM"}
BY_NAME = OLD | {
    "Lifetime Post Total Reach": "600", "Lifetime Post organic reach": "500",
    "Lifetime Post Paid Reach": "200", "Lifetime Post Total Impressions": "900",
    "Lifetime Post Organic Impressions": "500", "Lifetime Post Paid Impressions": "300",
    "Lifetime Engaged Users": "40", "Lifetime Post Consumers": "30",
    "Lifetime Post Consumptions": "50", "Lifetime Negative Feedback from Users": "2",
    "Lifetime Post Impressions by people who have liked your Page": "400",
    "Lifetime Post reach by people who like your Page": "300",
    "Lifetime People who have liked your Page and engaged with your post": "20",
}  # fmt: skip
BY_KEY = OLD | {
    "post_impressions_unique:lifetime": "600", "post_impressions:lifetime": "900",
    "post_engaged_users:lifetime": "40", "post_consumptions:lifetime": "50",
    "post_negative_feedback:lifetime": "2", "post_impressions_fan:lifetime": "400",
    "post_impressions_fan_unique:lifetime": "300", "post_engaged_fan:lifetime": "20",
}  # fmt: skip
NUMBERS = [
    "reach", "impressions", "engaged_people", "clicks", "negative_feedback",
    "follower_impressions", "follower_reach", "engaged_followers",
]  # fmt: skip


def described(header):
    return {name: f"Lifetime: what {name} means. (Total Count)" for name in header.split("|")[8:]}


def with_description(header, record):
    return rows_of(header, described(header), record)


def spreadsheet_xml(path, sheets):
    """Write SpreadsheetML 2003 as Facebook did: with an ampersand that XML does not allow there."""
    body = ""
    for title, rows in sheets.items():
        lines = "".join(
            "<Row>" + "".join(
                f'<Cell ss:Index="{place}"><Data ss:Type="String">{cell}</Data></Cell>'
                for place, cell in enumerate(row, 1) if cell
            ) + "</Row>\n"
            for row in rows
        )  # fmt: skip
        body += f'<Worksheet ss:Name="{title}"><Table>\n{lines}</Table></Worksheet>\n'
    path.write_text(
        '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n<Title>R & D</Title>\n{body}'
        "</Workbook>", encoding="utf-8",
    )  # fmt: skip
    return path


@pytest.mark.parametrize(("header", "record"), [(POSTS, BY_NAME), (KEYS, BY_KEY)])
def test_page_insights_of_posts_in_an_xml_workbook(tmp_path, header, record):
    path = spreadsheet_xml(tmp_path / "old.xls", {"Key Metrics": with_description(header, record)})
    export = read_export(path)
    assert export.receipt.format == "facebook_posts_2017"
    assert export.receipt.encoding == "xml"
    assert export.receipt.unknown == ()
    assert export.table[NUMBERS].iloc[0].tolist() == [600, 900, 40, 50, 2, 400, 300, 20]
    assert export.table["published_at"].iloc[0] == pd.Timestamp("2017-10-25 09:38")
    assert left_out(export) == ["describes the columns"]
    assert export.receipt.grain == "since each post went out, until the download"


def test_page_insights_of_posts_in_a_workbook_take_likes_from_another_sheet(tmp_path):
    other = [["Post ID", "Permalink", "share", "like", "comment"],
             ["Lifetime: the number of stories about your Page post (Total Count)"],
             [OLD["Post ID"], "link", 3, 7, 2]]  # fmt: skip
    unique = [["Post ID", "Permalink", "share", "like", "comment"], [OLD["Post ID"], "", 1, 1, 1]]
    path = workbook(
        tmp_path / "old.xlsx", Key_Metrics=with_description(POSTS, BY_NAME),
        **{"Lifetime_Talking_About_This(": unique, "Lifetime_Post_Stories_by_act": other},
    )  # fmt: skip
    export = read_export(path)
    assert export.table[["shares", "likes", "comments"]].iloc[0].tolist() == [3, 7, 2]
    assert export.table[NUMBERS].iloc[0].tolist() == [600, 900, 40, 50, 2, 400, 300, 20]
    assert export.receipt.table == "old.xlsx, sheet Key Metrics"
    assert export.receipt.also == ()
    for sheet in ("Talking About This", "Stories by act"):
        with pytest.raises(DataError, match="use the sheet Key Metrics of the same file"):
            read_export(path, table=sheet)


def test_organic_and_paid_reach_are_not_made_to_add_up(tmp_path):
    path = write(tmp_path / "old.csv", rows_of(POSTS, BY_NAME))
    row = read_export(path).table.iloc[0]
    assert row[["reach", "organic_reach", "paid_reach"]].tolist() == [600, 500, 200]
    assert row[["impressions", "organic_impressions", "paid_impressions"]].tolist() == [
        900, 500, 300,
    ]  # fmt: skip


def test_people_who_engaged_are_not_engagements(tmp_path):
    table = read_export(write(tmp_path / "old.csv", rows_of(POSTS, BY_NAME))).table
    assert "engagements" not in table
    assert table[["engaged_people", "clickers"]].iloc[0].tolist() == [40, 30]


def test_page_insights_by_day_keep_daily_figures_and_leave_rolling_ones(tmp_path):
    header = (
        "Date|page_fans:lifetime|page_fan_adds_unique:day|page_fan_removes_unique:day"
        "|page_engaged_users:day|page_engaged_users:days_28|page_impressions_unique:day"
        "|page_impressions_unique:week|page_impressions_unique:days_28|page_impressions:day"
        "|page_video_views:day"
    )
    days = [
        {"Date": f"2017-10-0{day}", "page_fans:lifetime": "5000", "page_fan_adds_unique:day": "4",
         "page_engaged_users:day": "30", "page_engaged_users:days_28": "400",
         "page_impressions_unique:day": "600", "page_impressions_unique:days_28": "9000",
         "page_impressions:day": "900"}
        for day in (1, 2)
    ]  # fmt: skip
    path = spreadsheet_xml(tmp_path / "page.xls", {
        "Key Metrics": rows_of(header, described("|" * 7 + header), *days),
        "Daily Country": [["Date", "DE", "FR"], ["2017-10-01", "7", "9"]],
    })  # fmt: skip
    export = read_export(path)
    assert export.table["reach"].tolist() == [600, 600]
    assert export.table["impressions"].tolist() == [900, 900]
    assert export.table["engaged_people"].tolist() == [30, 30]
    assert export.table["followers"].tolist() == [5000, 5000]
    assert "page_impressions_unique:days_28" in export.receipt.unused
    assert export.receipt.unknown == ()
    assert export.receipt.grain == "in each row's day"
