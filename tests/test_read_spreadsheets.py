"""What spreadsheets do to a download: the same sums, or a word of what is off."""

import pytest
from specimens import left_out, workbook, write

from toolkit import DataError, read_export

META = ["Campaign name", "Ad ID", "Day", "Reach", "Impressions", "Link clicks",
        "Amount spent (EUR)", "Reporting starts", "Reporting ends"]  # fmt: skip
ADS = [
    [f"C{n % 3}", f"1202{n:02}567890123456", day, 1040 + n, 1100 + 70 * n, n, 1002.5 + n / 4,
     day, day]
    for n, day in enumerate(f"2026-03-{n:02}" for n in range(3, 18))
]  # fmt: skip
X = ["Post id", "Date", "Post text", "Post Link", "Impressions", "Likes", "Engagements"]
POSTS = [
    [str(2028000000000000000 + n * (86_400_000 << 22)), f"2026-03-{1 + n:02}", f"Text {n}",
     "https://x.com/a/status/1", 2100 + n, 9 + n, 20 + n]
    for n in range(12)
]  # fmt: skip
ADDED = "the sum of the rows above, which somebody added"


def summed(rows, label="", place=0):
    row = [
        sum(cells) if all(isinstance(cell, int | float) for cell in cells) else ""
        for cells in zip(*rows, strict=True)
    ]
    return [*row[:place], label, *row[place + 1 :]] if label else row


@pytest.mark.parametrize(
    ("label", "place"),
    [("Total", 0), ("Summe", 0), ("Sum", 7), ("", 0), ("March", 0)],
)
def test_a_sum_that_somebody_added_below_doubles_nothing(tmp_path, label, place):
    path = write(tmp_path / "m.csv", [META, *ADS, summed(ADS, label, place)])
    export = read_export(path)
    assert export.table["impressions"].sum() == sum(row[4] for row in ADS)
    assert export.table["spend"].sum() == sum(row[6] for row in ADS)
    assert left_out(export) == [ADDED]
    assert export.total is None  # its people are added up, and stand for nobody


@pytest.mark.parametrize("label", ["Total", "Summe"])
def test_a_sum_below_posts_is_no_post(tmp_path, label):
    path = write(tmp_path / "x.csv", [X, *POSTS, [""] * len(X), summed(POSTS, label)])
    export = read_export(path)
    assert export.table["likes"].sum() == sum(row[5] for row in POSTS)
    assert left_out(export) == [ADDED]


def test_a_sum_in_a_workbook_is_left_out(tmp_path):
    rows = [["My report"], [], META, *ADS, [None] * len(META), summed(ADS, "Total", 0)]
    export = read_export(workbook(tmp_path / "m.xlsx", Tabelle1=rows))
    assert export.table["spend"].sum() == sum(row[6] for row in ADS)


def test_a_total_is_found_in_whatever_column_its_label_was_moved_to(tmp_path):
    head = ["Impr.", "Clicks", "Cost", "Campaign type", "Currency code", "Day", "Campaign"]
    rows = [[90 + n, n, 2.5, "Search", "EUR", f"2026-03-{n:02}", f"C{n}"] for n in range(3, 9)]
    total = [sum(row[0] for row in rows), sum(row[1] for row in rows), 15.0, " --", "EUR", " --",
             "Total: Campaigns"]  # fmt: skip
    path = write(tmp_path / "g.csv", [["Campaign report"], ["March 3, 2026 - March 8, 2026"], head,
                                      *rows, total])  # fmt: skip
    assert read_export(path).table["spend"].sum() == 15


def test_a_last_row_with_names_of_its_own_is_delivery_whatever_it_counts(tmp_path):
    rows = [[f"C{n}", "2026-03-01", n, "2026-03-01", "2026-03-01"] for n in (2, 3, 5)]
    head = ["Campaign name", "Day", "Impressions", "Reporting starts", "Reporting ends"]
    assert read_export(write(tmp_path / "m.csv", [head, *rows])).table["impressions"].sum() == 10


@pytest.mark.parametrize("form", ["{2}.{1}.{0}", "{2}-Mar-26"])
def test_days_that_a_spreadsheet_of_another_language_wrote_are_read_and_told(tmp_path, form):
    head = ["Campaign name", "By Day", "Cost", "Currency", "Impressions", "Clicks (destination)"]
    days = [f"2026-03-{n:02}" for n in range(3, 18)]
    rows = [["C", form.format(*day.split("-")), "2.50", "EUR", 90, 2] for day in days]
    export = read_export(write(tmp_path / "t.csv", [head, *rows]))
    assert export.table["date_start"].dt.strftime("%Y-%m-%d").tolist() == days
    assert any("a spreadsheet saved it" in str(each) for each in export.receipt.problems)


@pytest.mark.parametrize("name", ["By Day", "Day"])
def test_days_in_a_column_that_was_too_narrow_are_not_lost_silently(tmp_path, name):
    head = ["Campaign name", name, "Cost", "Currency", "Impressions", "Clicks (destination)"]
    path = write(tmp_path / "t.csv", [head, ["C", "########", "2.50", "EUR", 90, 2]])
    with pytest.raises(DataError, match="a column of a spreadsheet was too narrow"):
        read_export(path)


def test_ids_that_a_spreadsheet_took_for_formulas_are_no_ids(tmp_path):
    """An id that begins with a dash is a formula to it, and its name is none."""
    header = ["Content", "Video title", "Video publish time", "Views", "Watch time (hours)"]
    films = [["dQw4w9WgXcQ", "A", "Sep 2, 2019", 600, 1.5], ["#NAME?", "B", "Sep 3, 2019", 5, 0],
             ["#NOM?", "C", "Sep 4, 2019", 7, 0]]  # fmt: skip
    export = read_export(write(tmp_path / "films.csv", [header, *films]))
    assert export.table["post_id"].isna().tolist() == [False, True, True]
    assert export.table["views"].tolist() == [600, 5, 7]
    why = "a spreadsheet took the ids for formulas, so different ones look alike"
    assert ("post_id", 2, why) in export.receipt.blanked


REEL_HEADER = ["Post ID", "Account username", "Description", "Publish time", "Post type", "Views",
               "Reach", "Saves"]  # fmt: skip


def test_lines_of_instagram_in_quotes_are_unwrapped_though_texts_go_over_several(tmp_path):
    """Only lines that held a quote stand in quotes, so a text's own lines are as they were."""
    text = 'Made up, they say\n\nof a "made up" post, ; and \nno "more"'
    rows = [REEL_HEADER, *[["123", "me", text, "07/15/2025 14:30", "IG reel", 9, 5, 1]] * 2]
    plain = write(tmp_path / "plain.csv", rows, quoting=1).read_text(encoding="utf-8")
    path = write(tmp_path / "c.csv", [[line] for line in plain.split("\n")], delimiter="\x1f")
    export = read_export(path)
    assert export.table["views"].tolist() == [9, 9]
    assert export.table["text"].tolist() == [text, text]
    assert "whole lines stood in quotes and were unwrapped" in export.receipt.mended


@pytest.mark.parametrize("title", ['"Posts, of a page, in March"', '"Posts"'])
def test_a_title_in_quotes_wraps_no_lines(tmp_path, title):
    rows = [REEL_HEADER, *[["123", "me", "A", "07/15/2025 14:30", "IG reel", 9, 5, 1]] * 3]
    plain = write(tmp_path / "plain.csv", rows).read_text(encoding="utf-8")
    path = tmp_path / "c.csv"
    path.write_text(f"{title}\n{plain}", encoding="utf-8")
    export = read_export(path)
    assert export.table["views"].tolist() == [9, 9, 9]
    assert export.receipt.mended == ()
