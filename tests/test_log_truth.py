"""The bundled log against what its simulator knows."""

import pytest

from toolkit import dataset_path, load_truth, summarize
from toolkit.log import (
    build_up,
    check_log,
    common_reach,
    deliver,
    frequency,
    overlap,
    read_log,
    sample_people,
    union_reach,
)
from toolkit.schema import DataError

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")


@pytest.fixture(scope="module")
def log():
    return read_log(dataset_path("impression_log"))


@pytest.fixture(scope="module")
def truth():
    return load_truth("impression_log")


def test_what_is_odd_is_found(log, truth):
    found = check_log(log).set_index("problem")["impressions"]
    assert found["all impressions"] == truth["impressions"]
    assert found["marked invalid"] == truth["invalid_impressions"]
    assert found[["without user id", "without time", "impression id stood before"]].sum() == 0


def test_the_whole_is_counted(log, truth):
    whole = deliver(log.drop("cost")).loc[0]
    assert whole["impressions"] == truth["valid_impressions"]
    assert whole["reach"] == truth["people"]
    assert whole["clicks"] == truth["clicks"]
    assert whole["measurable_impressions"] == truth["measurable_impressions"]
    assert whole["viewable_impressions"] == truth["viewable_impressions"]
    assert whole["watch_seconds"] == pytest.approx(truth["watch_seconds"])
    everyone = deliver(log.drop("cost"), traffic="all").loc[0]
    assert everyone["impressions"] == truth["impressions"]
    assert everyone["reach"] == truth["people_with_invalid"]


@pytest.mark.parametrize("name", ["platform", "scope", "age_band"])
def test_every_group_is_counted(log, truth, name):
    table = deliver(log.drop("cost"), name).set_index(name)
    assert table["reach"].to_dict() == truth[f"people_by_{name}"]
    if f"impressions_by_{name}" in truth:
        assert table["impressions"].to_dict() == truth[f"impressions_by_{name}"]


def test_two_currencies_are_kept_apart(log, truth):
    with pytest.raises(DataError, match=r"Cost is in several currencies \(EUR, USD\)"):
        deliver(log)
    spend = deliver(log, "currency").set_index("currency")["spend"]
    assert spend[["EUR", "USD"]].to_dict() == pytest.approx(truth["spend"])


def test_reach_of_days_and_of_platforms_adds_up_to_more_than_reach(log, truth):
    days = deliver(log.drop("cost"), every="day")
    assert days["reach"].sum() == truth["sum_of_daily_reach"]
    assert summarize(days, "reach", people="bounds")["reach_high"]["all"] == days["reach"].sum()
    curve = build_up(log.drop("cost"), "day")
    assert curve["reach"].iloc[-1] == truth["people"]
    assert len(curve) == len(days)


def test_frequency_is_that_of_the_world(log, truth):
    table = frequency(log).set_index("exposures")
    expected = truth["people_by_frequency"]
    assert table.loc[10, "people_at_least"] == expected.pop("10+")
    assert {str(k): table.loc[k, "people"] for k in range(1, 10)} == expected


def test_every_combination_of_platforms_is_counted(log, truth):
    combinations = overlap(log)
    meta = ["facebook", "instagram"]
    assert union_reach(combinations)["people"] == truth["people"]
    assert union_reach(combinations, meta)["people"] == truth["people_on_facebook_or_instagram"]
    assert common_reach(combinations, meta)["people"] == truth["people_on_facebook_and_instagram"]
    platforms = combinations.index.to_frame().sum(axis=1)
    counts = combinations["people"].groupby(platforms.to_numpy()).sum()
    assert {str(k): n for k, n in counts.items()} == truth["people_by_number_of_platforms"]


def test_organic_and_paid_share_people(log, truth):
    assert common_reach(overlap(log, "scope"))["people"] == truth["people_organic_and_paid"]


def test_a_sample_of_the_log_comes_as_close_as_it_says(log, truth):
    told = deliver(sample_people(log.drop("cost"), 1 / 16), "platform").set_index("platform")
    off = told["reach"].astype(float) - told.index.map(truth["people_by_platform"])
    assert (off.abs() < 3.5 * told["reach_se"]).all()
    assert (told["reach_se"] < 0.1 * told["reach"].astype(float)).all()
