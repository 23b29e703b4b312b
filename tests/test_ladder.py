"""The ladder: each rung from its own column, each rate over the right one."""

import pandas as pd
import pytest

from toolkit import (
    DataError,
    count_standards,
    dataset_path,
    find_ladder,
    find_thumbnails,
    format_ladder,
    ladder,
    load_dataset,
    plot_funnel,
    read_delivery,
    read_log,
)

LOG = pd.DataFrame({
    "user_id": list("abcdef"),
    "time": pd.to_datetime(["2026-03-01"] * 6),
    "format": ["video"] * 4 + ["photo"] * 2,
    "duration_seconds": [10.0] * 4 + [None] * 2,
    "in_view_seconds": [3.0, 2.0, 1.0, None, 1.0, 0.5],
    "in_view_pixels": [1.0, 0.5, 1.0, None, 0.4, 1.0],
    "watch_seconds": [10.0, 2.0, 0.5, 0.0, None, None],
    "is_click": [True, False, False, False, False, False],
})  # fmt: skip


def test_a_log_counts_every_rung_that_it_holds():
    told = ladder(read_log(LOG))
    assert told["count"].dropna().to_dict() == {
        "rendered": 6, "measurable": 5, "viewable": 2, "played": 3, "viewed": 2, "completed": 1,
        "clicked": 1,
    }  # fmt: skip
    assert told.loc["viewable", ["of", "rate"]].tolist() == ["measurable", 2 / 5]
    assert told.loc["completed", ["of", "rate"]].tolist() == ["played", 1 / 3]
    assert told.loc[["served", "engaged"], "answer"].tolist() == ["not in the data"] * 2


def test_plays_are_no_views_and_completed_plays_no_share_of_views():
    told = ladder(pd.DataFrame({"impressions": [10], "plays": [8], "plays_p100": [2]}))
    assert told.loc["viewed", "answer"] == "not in the data"
    assert told.loc["completed", ["of", "rate"]].tolist() == ["played", 2 / 8]
    told = ladder(pd.DataFrame({"impressions": [10], "views": [4], "plays_p100": [2]}))
    assert told.loc["completed", ["of", "rate"]].tolist() == ["rendered", 2 / 10]


def test_each_standard_is_counted_over_what_it_is_for():
    told = count_standards(read_log(LOG))
    assert told["viewable_impressions"].to_dict() == {
        "groupm_video": 0, "mrc_cross_media_video": 1, "mrc_display": 0, "mrc_large_display": 1,
        "mrc_video": 2,
    }  # fmt: skip
    assert told["measurable_impressions"].to_dict() == {
        "groupm_video": 3, "mrc_cross_media_video": 3, "mrc_display": 2, "mrc_large_display": 2,
        "mrc_video": 3,
    }  # fmt: skip


def test_viewable_of_the_bundled_log_is_its_truth():
    log = read_log(dataset_path("impression_log"))
    standards = count_standards(log)["viewable_impressions"]
    assert standards["mrc_display"] + standards["mrc_video"] == 248_075
    assert ladder(log).loc["viewable", "count"] == 248_075


def test_viewable_over_all_impressions_is_no_viewability():
    told = ladder(pd.DataFrame({"impressions": [10], "viewable_impressions": [6]}))
    assert pd.isna(told.loc["viewable", "rate"])


def test_impressions_stand_on_the_rung_that_their_rule_names():
    audience = pd.DataFrame({"platform": ["linkedin"], "scope": ["paid"], "impressions": [9],
                             "placement": ["LinkedIn Audience Network"],
                             "date_start": pd.to_datetime(["2026-03-01"])})  # fmt: skip
    told = ladder(audience)
    assert told["count"].dropna().to_dict() == {"served": 9}
    assert told.loc["served", "view_rule"] == "linkedin_audience_network_impressions"


def test_a_rung_under_several_rules_is_marked_and_not_added():
    told = ladder(load_dataset("posts"))
    assert told.loc["viewed", "answer"] == "under several rules"
    assert pd.isna(told.loc["viewed", "count"])
    assert "Under several rules, so not one figure: viewed, engaged." in repr(find_ladder(told))


def test_the_picture_has_bars_for_known_rungs_only_and_says_the_rest():
    told = ladder(read_log(LOG))
    chart = plot_funnel(told)
    assert [bar.get_width() for bar in chart.patches] == told["count"].fillna(0).tolist()
    assert "Served not in the data, Shown 6, " in chart.alt
    assert "Viewable 2 (40.0% of measurable)" in chart.alt
    table = format_ladder(told)
    assert table.cells["Told"].tolist().count("not in the data") == 2


@pytest.mark.parametrize("ask", [ladder, count_standards])
def test_a_log_without_impressions_or_pixels_is_refused(ask):
    lean = read_log(LOG[["user_id", "time"]].head(0 if ask is ladder else 6))
    with pytest.raises(DataError):
        ask(lean)


def test_thumbnails_are_not_impressions_of_the_film():
    rows = pd.DataFrame({"views": [900], "thumbnail_impressions": [600]})
    assert "1.50 times as many: views also begin without one" in str(find_thumbnails(rows)[0])
    fewer = find_thumbnails(rows.assign(views=60))
    assert "Their quotient is not a view rate" in str(fewer[0])
    assert "no impressions of thumbnails" in str(find_thumbnails(rows[["views"]])[0])


@pytest.mark.parametrize("name", ["meta_ads", "x_content", "film_google"])
def test_every_export_has_a_ladder(name):
    assert ladder(read_delivery(name)).loc["rendered", "answer"] == "known"
