"""Numbers are written by the catalogue, and text from files stays text."""

import re

import pandas as pd
import pytest

from toolkit import format_table, plot_ranking, summarize
from toolkit.catalog import METRICS
from toolkit.table import DASH, format_label, format_span, format_value, shorten, unranked


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        (1234567, "impressions", "1,234,567"),
        (0, "impressions", "0"),
        (0.0283, "ctr_all", "2.8%"),
        (0.0004, "ctr_all", "0.04%"),
        (7.4, "cpm", "7.40 EUR"),
        (0.0123, "cpv", "0.0123 EUR"),
        (-5, "spend", "-5.00 EUR"),
        (12.345, "watch_seconds_per_play", "12.3 s"),
        (3.333, "frequency", "3.33"),
        (None, "reach", DASH),
        (float("nan"), "cpm", DASH),
        (pd.NA, "reach", DASH),
    ],
)
def test_a_value_is_written_as_its_metric_declares(value, name, text):
    assert format_value(value, METRICS[name], "EUR") == text


def test_a_span_collapses_where_both_ends_agree():
    assert format_span(5, 5, METRICS["reach"]) == "5"
    assert format_span(1.5, 2, METRICS["cpm"], "EUR") == "1.50 to 2.00 EUR"
    assert format_span(5, None, METRICS["reach"]) == "at least 5"
    assert format_span(None, 5, METRICS["reach"]) == "at most 5"


def test_low_and_high_become_one_column_under_the_label_of_the_catalogue():
    table = pd.DataFrame({"ad": ["a", "a"], "impressions": [5, 7], "reach": [3, 4]})
    shown = format_table(summarize(table, ["impressions", "reach"], "ad", people="bounds"))
    assert list(shown.cells.columns) == ["Ad", "Impressions", "Reach"]
    assert shown.cells.iloc[0].tolist() == ["a", "12", "4 to 7"]


def test_money_carries_its_currency_and_people_their_window():
    table = pd.DataFrame(
        {
            "date_start": pd.to_datetime(["2026-03-01"]),
            "date_end": pd.to_datetime(["2026-03-07"]),
            "impressions": [1000], "reach": [500], "spend": [2.5], "currency": ["EUR"],
        }
    )  # fmt: skip
    shown = format_table(summarize(table, ["reach", "cpm"]))
    assert shown.cells["CPM"].tolist() == ["2.50 EUR"]
    assert shown.note == "Window: 2026-03-01 to 2026-03-07."


def test_a_long_table_says_how_many_rows_there_are():
    table = pd.DataFrame({"ad": [f"ad {n:02}" for n in range(30)], "impressions": range(30)})
    shown = format_table(summarize(table, "impressions", "ad"), rows=5)
    assert len(shown.cells) == 5
    assert shown.note == "First 5 of 30 rows."


def test_names_from_files_appear_literally_in_html():
    name = "<script>alert(1)</script> **bold** $x$"
    table = pd.DataFrame({"campaign": [name], "impressions": [5]})
    html = format_table(summarize(table, "impressions", "campaign"), name)._repr_html_()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** $x$" in html
    assert "<strong>" not in html


def test_engagements_of_two_platforms_are_not_ranked():
    rows = pd.DataFrame({"platform": ["x", "linkedin"], "engagements": [1, 2], "likes": [1, 2]})
    told = summarize(rows, ["engagements", "likes"], "platform")
    assert "more than one platform, linkedin and x" in unranked(told, "engagements")
    assert not unranked(told, "likes")


def test_amounts_in_two_currencies_are_not_ranked():
    rows = pd.DataFrame({"ad": ["a", "b"], "currency": ["EUR", "USD"], "spend": [1.0, 2.0],
                         "impressions": [5, 6]})  # fmt: skip
    told = summarize(rows, ["spend", "cpm", "impressions"], ["ad", "currency"])
    assert unranked(told, "spend") == (
        "Spend cannot be ranked: the groups have more than one currency, EUR and USD."
    )
    assert "more than one currency" in unranked(told, "cpm")
    assert not unranked(told, "impressions")
    assert "more than one currency" in str(plot_ranking(told, "spend"))
    assert not unranked(told.iloc[:1], "spend")


def test_a_long_name_may_go_on_in_the_next_line_and_stays_literal():
    names = ["google_ads_in_stream_view", "<b>long_name_of_a_campaign", "google_ads"]
    html = format_table(pd.DataFrame({"reach": [1, 2, 3]}, index=pd.Index(names, name="ad")))
    cells = re.findall(r'gt_left">(.*?)</td>', html._repr_html_())
    assert cells == [
        "google_<wbr>ads_<wbr>in_<wbr>stream_<wbr>view",
        "&lt;b&gt;long_<wbr>name_<wbr>of_<wbr>a_<wbr>campaign",
        "google_ads",
    ]


def test_html_and_text_are_the_same_every_time():
    table = pd.DataFrame({"ad": ["a"], "impressions": [5]})
    first, second = (format_table(summarize(table, "impressions", "ad"), "T") for _ in range(2))
    assert first._repr_html_() == second._repr_html_()
    assert repr(first) == repr(second) == "T\nAd Impressions\n a           5"


def test_labels_are_short_days_have_no_time_and_missing_is_unknown():
    assert shorten("word " * 30, 20) == "word word word word…"
    assert format_label(pd.Timestamp("2026-03-01")) == "2026-03-01"
    assert format_label(float("nan")) == "unknown"
