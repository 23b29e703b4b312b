"""Views on one footing: bounds that hold, estimates that come near, counts that are exact."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from videos import Video, study

from toolkit import (
    DataError,
    UnknownRuleError,
    dataset_path,
    find_footing,
    find_odd_views,
    find_thresholds,
    list_anchors,
    load_truth,
    plot_thresholds,
    read_exports,
    read_log,
    sample_people,
    views_at,
    watch_curve,
)
from toolkit.views.survival import Known, survive

PLATFORMS = {"meta": "facebook", "tiktok": "tiktok", "google": "google_ads",
             "linkedin": "linkedin", "x": "x"}  # fmt: skip
SECONDS = list(range(31))


@pytest.fixture(scope="module")
def film():
    """The film's five exports in one table."""
    files = [dataset_path(f"film_{name}") for name in PLATFORMS]
    return read_exports(files, duration_seconds=30)


def row(**columns):
    """Build one row of a paid video."""
    return pd.DataFrame([{"platform": "tiktok", "scope": "paid", **columns}])


# The curve


@given(st.data())
def test_bounds_hold_the_truth_whatever_people_did(data):
    watched = np.array(data.draw(st.lists(st.floats(0.1, 40), min_size=1, max_size=60)))
    told = data.draw(st.lists(st.floats(0, 40), min_size=1, max_size=6))
    known = [Known(at, float((watched >= at).sum()), "exact") for at in told]
    total = float(watched.sum()) if data.draw(st.booleans()) else None
    asked = data.draw(st.lists(st.floats(0, 45), min_size=1, max_size=8))
    low, high, likely = survive(known, asked, length=40, watch_seconds=total)
    truth = np.array([(watched >= at).sum() for at in asked])
    assert (low <= truth).all()
    assert (np.isnan(high) | (truth <= high)).all()
    assert (np.isnan(likely) | ((low <= likely) & ~(likely > high))).all()


@given(st.lists(st.floats(0.1, 40), min_size=5, max_size=60), st.booleans())
def test_the_curve_never_rises(watched, timed):
    plays = np.array(watched)
    known = [Known(at, float((plays >= at).sum()), "exact") for at in (0, 3, 10, 30)]
    told = survive(known, np.arange(0, 31, 0.5), watch_seconds=plays.sum() if timed else None)
    for curve in told:
        assert (np.diff(curve[~np.isnan(curve)]) <= 1e-9).all()


def test_at_a_known_threshold_the_answer_is_the_count():
    told = survive([Known(0, 9, "exact"), Known(6, 4, "exact")], [0, 6])
    assert told.likely.tolist() == told.low.tolist() == told.high.tolist() == [9, 4]


def test_a_count_that_may_hold_more_or_less_only_bounds():
    known = [Known(0, 100, "exact"), Known(6, 40, "at_least"), Known(6, 60, "at_most")]
    low, high, likely = survive(known, [6])
    assert (low[0], high[0]) == (40, 60)
    assert np.isnan(likely[0])


def test_nobody_watches_longer_than_the_video_lasts():
    assert survive([Known(0, 9, "exact")], [31], length=30).high.tolist() == [0]


def test_watch_time_bounds_from_above():
    low, high, likely = survive([Known(0, 100, "exact")], [10], watch_seconds=500)
    assert low[0] == 0
    assert high[0] == pytest.approx(50, rel=0.01)
    assert likely[0] == pytest.approx(100 * np.exp(-2))


def test_watch_time_that_contradicts_the_counts_bounds_nothing():
    known = [Known(0, 100, "exact"), Known(10, 80, "exact")]
    assert survive(known, [5], watch_seconds=1).high.tolist() == [100]


def test_counts_that_rise_enclose_and_do_not_break():
    told = survive([Known(2, 5, "exact"), Known(6, 7, "exact")], [2, 4, 6])
    assert (told.low <= told.high).all()


def test_held_out_views_of_210_videos_lie_inside_their_bounds_and_near_the_truth():
    def ours(videos: list[Video]):
        rows = pd.DataFrame([{**each.row, "post": str(at)} for at, each in enumerate(videos)])
        curve = watch_curve(rows, range(1, 90), by="post")
        names = {"views_low": "low", "views_high": "high", "views": "likely"}
        return curve.rename(columns=names).rename(index=int)[[*names.values()]]

    told = study(210, 11, ours)
    assert told["video"].nunique() == 210
    assert told["inside"].all()
    near = told[told["near_in_count"]]
    assert len(near) > 2000
    assert near["error"].le(0.05).mean() >= 0.9
    well_counted = told[told["near_in_time"] & told["truth"].ge(400)]
    assert well_counted["error"].le(0.05).mean() >= 0.9


# Exports


@pytest.mark.parametrize("name", PLATFORMS)
def test_the_truth_of_the_film_lies_inside_what_each_export_tells(film, name):
    mine = film.table[film.table["platform"].eq(PLATFORMS[name])]
    curve = watch_curve(mine, SECONDS).droplevel(0)
    truth = pd.Series(load_truth(f"film_{name}")["plays_by_least_seconds"])
    truth.index = truth.index.astype(float)
    assert (curve["views_low"] <= truth).all()
    assert (truth <= curve["views_high"]).all()


def test_a_log_counts_what_its_truth_says():
    log = read_log(dataset_path("film_log"))
    curve = watch_curve(log, SECONDS).droplevel(0)
    truth = load_truth("film_log")["plays_by_least_seconds"]
    assert curve["views"].tolist() == [truth[str(each)] for each in SECONDS]
    assert set(curve["basis"]) == {"counted"}
    assert curve["cpv"].iloc[2] == pytest.approx(
        load_truth("film_log")["spend"] / truth["2"], rel=1e-4
    )


def test_pixels_that_were_not_measured_leave_a_span():
    log = read_log(pd.DataFrame({
        "user_id": list("abc"), "time": pd.to_datetime(["2026-03-01"] * 3),
        "watch_seconds": [5.0, 5.0, 1.0], "in_view_pixels": [1.0, None, 1.0],
    }))  # fmt: skip
    told = views_at(log, 2, pixels=0.5).iloc[0]
    assert (told["views_low"], told["views_high"], told["basis"]) == (1, 2, "bounds only")


def test_platforms_are_added_on_one_footing(film):
    each, whole = views_at(film, 6, by="platform"), views_at(film, 6)
    for end in ("views_low", "views_high"):
        assert whole[end].iloc[0] == pytest.approx(each[end].sum())
    assert pd.isna(whole["views"].iloc[0])  # one platform tells no likeliest figure


def test_a_cost_per_view_is_over_one_currency_and_what_was_paid():
    rows = pd.concat([row(views=9, spend=1.0, currency="EUR"), row(views=9, spend=1.0,
                                                                  currency="USD")])  # fmt: skip
    assert "cpv" not in views_at(rows.reset_index(drop=True), 0)
    part = pd.concat([row(views=9, spend=2.0), row(views=9, spend=None)], ignore_index=True)
    assert pd.isna(views_at(part, 0)["cpv"].iloc[0])
    assert views_at(row(views=10, spend=2.0), 0)["cpv"].iloc[0] == 0.2


def test_the_higher_the_threshold_the_dearer_the_view(film):
    x = film.table[film.table["platform"].eq("x")]
    cost = watch_curve(x, SECONDS)["cpv"].dropna()
    assert cost.is_monotonic_increasing
    assert cost.iloc[-1] > 50 * cost.iloc[0]


# What a column means


def side(table, column, **asked):
    """How a column bounds the plays that lasted so long."""
    found = list_anchors(table, **asked).set_index("column").loc[column]
    return found["seconds"], found["tells"]


def test_pixels_make_a_count_a_lower_bound_and_clicks_an_upper_one():
    meta = row(views_2s=5, plays=9).assign(platform="facebook")
    assert side(meta, "views_2s") == (2, "at least")
    assert side(row(focused_views_6s=5), "focused_views_6s") == (6, "at most")
    assert side(row(views=5).assign(platform="linkedin"), "views") == (2, "nothing")
    assert side(row(views_2s=5), "views_2s", pixels=0.5) == (2, "at most")


@pytest.mark.parametrize(
    ("length", "told"),
    [(30, (15, "exact")), (10, (9.5, "exact")), (None, (15, "at most"))],
)
def test_a_short_video_counts_earlier_where_the_rule_says_so(length, told):
    x = row(views_15s=5).assign(platform="x", duration_seconds=length)
    assert side(x, "views_15s") == told


def test_parts_of_the_length_mean_nothing_without_it():
    told = list_anchors(row(plays_p50=5, views=9)).set_index("column")
    assert told.loc["plays_p50", "tells"] == "nothing"
    timed = row(plays_p50=5, views=9, duration_seconds=20)
    assert side(timed, "plays_p50") == (10, "exact")


def test_the_rule_of_the_day_decides_from_when_on_views_count():
    dates = pd.to_datetime(["2026-08-12", "2026-08-13"])
    x = pd.DataFrame({"platform": "x", "scope": "paid", "date_start": dates, "views": [5, 5]})
    assert list_anchors(x)["seconds"].tolist() == [2, 3]
    assert list_anchors(x)["tells"].tolist() == ["at least", "nothing"]


def test_photos_have_no_watch_time():
    photo = pd.DataFrame({"platform": ["instagram"], "format": ["photo"], "views": [9]})
    assert list_anchors(photo)["tells"].tolist() == ["nothing"]
    reel = photo.assign(format="reel")
    assert views_at(reel, 0)["views"].iloc[0] == 9


def test_rows_that_tell_nothing_of_watching_are_left_out():
    both = pd.concat([row(views=9, impressions=10), row(impressions=99)], ignore_index=True)
    told = views_at(both, 0).iloc[0]
    assert (told["views"], told["view_rate"]) == (9, 0.9)


def test_what_bounds_nothing_is_said_in_words():
    told = find_footing(pd.DataFrame({"platform": ["youtube"], "format": ["video"], "views": [9],
                                      "date_start": pd.to_datetime(["2026-01-01"])}))  # fmt: skip
    assert str(told[0]) == "The data does not tell how many views lasted at least 2 s."


def test_a_stated_rule_decides_and_an_unknown_one_is_refused():
    assert side(row(views=5, view_rule="tiktok_ads_views_2s"), "views") == (2, "exact")
    with pytest.raises(UnknownRuleError, match="did you mean 'tiktok_ads_views_2s'"):
        views_at(row(views=5, view_rule="tiktok_ads_view_2s"), 2)


# Bad input


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"seconds": -1}, "seconds must be 0 or more, not -1"),
        ({"seconds": 2, "pixels": 50}, "pixels must be a share from 0 to 1, not 50"),
        ({"seconds": 2, "by": "platfrom"}, "by='platfrom' is not in the table; did you mean"),
    ],
)
def test_what_cannot_be_asked_is_said(asked, told):
    with pytest.raises(DataError, match=told):
        views_at(row(views=5), **asked)


def test_a_table_without_watch_time_says_what_it_would_need():
    with pytest.raises(DataError, match="Nothing in the table tells how long was watched"):
        views_at(row(impressions=5), 2)
    assert "Nothing in the data tells" in str(find_footing(row(impressions=5))[0])


def test_a_sample_of_people_is_no_log_to_count_views_in():
    log = sample_people(read_log(dataset_path("film_log")), rate=0.5)
    with pytest.raises(DataError, match="The log is a sample of people"):
        views_at(log, 2)


def test_contradictions_are_looked_at_and_not_hidden():
    rows = row(views_2s=5, views_6s=7, plays_p25=3, plays_p50=4)
    told = [str(each) for each in find_odd_views(rows)]
    assert told[0].startswith("Views of 6 s is above Views of 2 s in 1 of 1 rows")
    assert told[1].startswith("Plays to 50 % is above Plays to 25 % in 1 of 1 rows")
    assert told[2].startswith("Parts of the length are counted in 1 of 1 rows without the length")
    assert str(find_odd_views(row(views=5))[0]) == "Counts of views do not contradict each other."
    strange = find_odd_views(row(views=5, view_rule="my rule"))
    assert "my rule: no view rule of this name is known" in str(strange[0])


# Saying and showing


def test_the_first_at_each_threshold_is_told_as_far_as_bounds_tell(film):
    two = film.table[film.table["platform"].isin(["tiktok", "linkedin"])]
    told = find_thresholds(watch_curve(two, [0, 2, 6], by="platform"))
    assert (
        str(told[0]) == "From 0 to 2 s 'tiktok' has most views, whatever lies between the counts."
    )
    alone = find_thresholds(watch_curve(two, [0, 2]))
    assert str(alone[0]) == "There is one group, so nothing to rank."


def test_a_line_is_drawn_for_each_group_and_told(film):
    curve = watch_curve(film, [0, 2, 6], by="platform")
    chart = plot_thresholds(curve, "cpv", at=2)
    lines = {line.get_label(): line.get_ydata() for line in chart.lines[:5]}
    assert lines["tiktok"].tolist() == curve.loc["tiktok", "cpv"].tolist()
    assert "google_ads at least 0.0115 EUR at 0 s" in chart.alt
    assert chart.get_ylabel() == "EUR per views"
