"""Who gets to know an account: by hand, on sets whose people are known, and on the log."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import (
    DataError,
    build_up,
    dataset_path,
    deliver,
    find_awareness,
    find_new_people,
    plot_new_people,
    read_log,
)
from toolkit.drivers import awareness_rates, new_people
from toolkit.plot import plot_newcomers


def test_followers_reached_by_hand():
    table = pd.DataFrame(
        {"reach": [500, 300], "followers": [1000, 1000], "follower_reach": [400, 120]}
    )
    rates = awareness_rates(table)
    assert rates.loc["Typical post", "follower_reach_rate_low"] == 0.26
    assert rates.loc["Typical post", "follower_reach_share_low"] == pytest.approx(0.6)
    account = rates.loc["Account"]
    assert account["follower_reach_rate_low"] == 0.4
    assert account["follower_reach_rate_high"] == 0.52


def test_a_table_without_followers_says_what_it_would_take():
    with pytest.raises(DataError, match="does not tell followers from others"):
        awareness_rates(pd.DataFrame({"impressions": [1, 2]}))


@given(st.lists(st.sets(st.integers(0, 30), min_size=1), min_size=1, max_size=8))
def test_new_people_of_sets_lie_within_their_bounds(weeks):
    """Each week reaches a set of people; those in no earlier set are new."""
    days = pd.date_range("2026-03-02", periods=len(weeks), freq="7D")
    told = new_people(pd.DataFrame({"published_at": days, "reach": [len(each) for each in weeks]}))
    for place, each in enumerate(weeks):
        new = len(each - set().union(*weeks[:place]))
        low, high = told.loc[place, ["incremental_reach_low", "incremental_reach_high"]]
        assert low <= new <= high
    assert told.loc[0, "incremental_reach_low"] == len(weeks[0])


def test_new_people_of_posts_in_a_week_are_enclosed_together():
    table = pd.DataFrame({
        "published_at": pd.to_datetime(["2026-03-02", "2026-03-04", "2026-03-09"]),
        "reach": [300, 200, 900],
    })  # fmt: skip
    told = new_people(table)
    assert told["reach_low"].tolist() == [300, 900]
    assert told["reach_high"].tolist() == [500, 900]
    assert told["incremental_reach_low"].tolist() == [300, 400]
    assert told["incremental_reach_high"].tolist() == [500, 900]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"reach": [1], "published_at": [pd.NaT]}), "no day"),
        (pd.DataFrame({"impressions": [1]}), "no reach"),
        (
            pd.DataFrame({
                "reach": [5], "date_start": pd.to_datetime(["2026-03-01"]),
                "date_end": pd.to_datetime(["2026-03-28"]),
            }),
            "28 days, longer than a week",
        ),
    ],
)  # fmt: skip
def test_new_people_need_reach_by_week(table, said):
    with pytest.raises(DataError, match=said):
        new_people(table)


def test_a_log_counts_new_people_within_the_bounds_of_its_weeks():
    log = read_log(dataset_path("impression_log")).drop("cost")
    exact = build_up(log, every="week")
    weeks = deliver(log, every="week")[["date_start", "date_end", "reach"]]
    bounds = new_people(weeks)
    assert (exact["incremental_reach"] <= bounds["incremental_reach_high"]).all()
    assert (exact["incremental_reach"] >= bounds["incremental_reach_low"]).all()


def test_people_of_several_accounts_are_told_account_by_account_with_their_weeks():
    days = pd.to_datetime(["2026-03-02", "2026-03-09"] * 2)
    posts = pd.DataFrame({
        "platform": ["x", "x", "tiktok", "tiktok"], "published_at": days,
        "reach": [300, 200, 50, 400],
    })  # fmt: skip
    told = [str(each) for each in find_new_people(posts)]
    week, known = "The week from 2026-03-09 to 2026-03-15 brought", "earlier week of this file had"
    doubt = "; all of them may have been reached before"
    assert told == [
        f"{week} tiktok between 350 and 400 people whom no {known} reached.",
        f"{week} x at most 200 people whom no {known} reached{doubt}.",
    ]


def test_rates_by_people_carry_the_window_of_the_people():
    posts = pd.DataFrame({
        "published_at": pd.to_datetime(["2026-03-02", "2026-03-09"]),
        "reach": [500, 300], "follower_reach": [400, 120],
    })  # fmt: skip
    (told,) = find_awareness(posts)
    assert str(told).endswith("(lifetime of posts from 2026-03-02 to 2026-03-09).")
    assert awareness_rates(posts).attrs["window"] in str(told)


def test_the_legend_of_newcomers_lies_above_the_highest_bar():
    weeks = pd.DataFrame({"date_end": pd.to_datetime(["2026-03-08", "2026-03-15"]),
                          "incremental_reach_low": [200, 0],
                          "incremental_reach_high": [200, 900]})  # fmt: skip
    chart = plot_newcomers(weeks)
    chart.figure.draw_without_rendering()
    legend = chart.get_legend().get_window_extent()
    assert legend.y0 > chart.transData.transform((0, 900))[1]


def test_accounts_without_a_picture_are_counted_below_it():
    posts = pd.DataFrame({
        "platform": [f"p{number}" for number in range(6)], "reach": range(1, 7),
        "published_at": pd.Timestamp("2026-03-02"),
    })  # fmt: skip
    assert plot_new_people(posts).alt.endswith("2 more have no picture here.")
