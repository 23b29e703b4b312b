"""Samples of people: the same ones everywhere, honest errors, and no mixing."""

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from toolkit.log import (
    audience,
    build_up,
    deliver,
    frequency,
    merge_samples,
    overlap,
    rate_for,
    read_log,
    repeat,
    sample_people,
    union_reach,
)
from toolkit.log.estimate import ERROR
from toolkit.schema import DataError

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

WORLDS, PEOPLE, RATE = 600, 800, 1 / 4
COVERED = {1.0: pytest.approx(0.683, abs=0.05), 1.96: pytest.approx(0.95, abs=0.03)}


def simulated(worlds: int, people: int, seed: int = 7) -> pa.Table:
    """Worlds side by side, each a campaign with its own people; some see it often."""
    draw = np.random.default_rng(seed)
    times = 1 + draw.negative_binomial(0.8, 0.2, worlds * people)
    person = np.repeat(np.arange(worlds * people), times)
    second = draw.integers(0, 30 * 86400, len(person))
    return pa.table({
        "user_id": [f"person {n}" for n in person],
        "time": np.datetime64("2026-03-01") + second.astype("timedelta64[s]"),
        "campaign": (person // people).astype(str),
        "platform": draw.choice(["meta", "tiktok", "youtube"], len(person), p=[0.6, 0.3, 0.1]),
        "cost": draw.integers(0, 40, len(person)) / 8,
        "is_click": draw.random(len(person)) < 0.3,
    })  # fmt: skip


@pytest.fixture(scope="module")
def worlds():
    log = read_log(simulated(WORLDS, PEOPLE))
    return log, sample_people(log, RATE)


@pytest.fixture(scope="module")
def world():
    return read_log(simulated(1, 2000))


def covered(question, worlds, keys: list[str], within: float) -> pd.Series:
    """The share of worlds whose truth lies within so many standard errors."""
    truth, told = (question(log).set_index(keys) for log in worlds)
    assert len(truth.groupby("campaign")) == WORLDS
    told = told.reindex(truth.index)
    names = [name for name in truth if name + ERROR in told]
    off = (told[names] - truth[names]).abs().astype("float64")
    errors = told[[name + ERROR for name in names]].set_axis(names, axis=1)
    return (off <= within * errors).mean()


@pytest.mark.parametrize("within", COVERED)
def test_errors_of_a_delivery_cover_the_truth_as_often_as_they_say(worlds, within):
    rates = covered(lambda log: deliver(log, "campaign"), worlds, ["campaign"], within)
    assert list(rates.index) == ["impressions", "reach", "clicks", "spend"]
    assert list(rates) == [COVERED[within]] * len(rates)


@pytest.mark.parametrize("k", [1, 2])
def test_errors_of_frequency_cover_the_truth_as_often_as_they_say(worlds, k):
    def at_k(log):
        table = frequency(log, "campaign", spend=True)
        return table[table["exposures"] == k]

    rates = covered(at_k, worlds, ["campaign"], 1.96)
    assert len(rates) == 5
    assert list(rates) == [COVERED[1.96]] * len(rates)


@pytest.mark.parametrize("k", [1, 3])
def test_errors_of_build_up_cover_the_truth_as_often_as_they_say(worlds, k):
    def half_way(log):
        table = build_up(log, "week", k=k, by="campaign")
        return table[table["date_end"] == pd.Timestamp("2026-03-15")]

    rates = covered(half_way, worlds, ["campaign"], 1.96)
    assert list(rates.index) == ["impressions", "spend", "reach", "incremental_reach"]
    assert list(rates) == [COVERED[1.96]] * len(rates)


def test_errors_of_repeat_cover_the_truth_at_least_as_often_as_they_say(worlds):
    rates = covered(lambda log: repeat(log, 3, by="campaign"), worlds, ["campaign"], 1.96)
    assert len(rates) == 9
    waits = rates.filter(like="seconds")
    assert (waits > 0.92).all()
    assert list(rates.drop(waits.index)) == [COVERED[1.96]] * 6


def test_errors_of_an_overlap_are_those_of_a_delivery(world):
    """Both estimate the same reach from the same people, by different ways."""
    sample = sample_people(world, RATE)
    combinations, platforms = overlap(sample), deliver(sample, "platform").set_index("platform")
    for platform, row in platforms.iterrows():
        told = union_reach(combinations, platform)
        assert told["people"] == row["reach"]
        assert told["people_se"] == pytest.approx(row["reach_se"])
    whole, all_platforms = union_reach(combinations), deliver(sample).loc[0]
    for name in ("impressions", "impressions_se"):
        assert whole[name] == pytest.approx(all_platforms[name])


def test_an_audience_of_a_sample_has_errors_too(world):
    sample = sample_people(world, RATE)
    told = audience(sample, "campaign")
    pd.testing.assert_frame_equal(told.build_up, build_up(sample))
    pd.testing.assert_frame_equal(told.overlap, overlap(sample))
    assert "people_se" in told.frequency


def test_impressions_spread_more_than_if_each_were_drawn_alone(world):
    """An error that forgets that people bring all their impressions would be too small."""
    told = deliver(sample_people(world, RATE)).loc[0]
    alone = np.sqrt(float(told["impressions"]) * (1 - RATE) / RATE)
    assert told["impressions_se"] > 2 * alone


def test_a_sample_at_rate_one_is_the_log(world):
    pd.testing.assert_frame_equal(
        deliver(sample_people(world, 1)).filter(regex="^(?!.*_(se|low|high)$)"), deliver(world)
    )
    assert deliver(sample_people(world, 1))["reach_se"].eq(0).all()


def test_other_salts_draw_other_people(world):
    def people(salt):
        table = sample_people(world, 1 / 10, salt).to_pyarrow()
        return set(table["user_id"].to_pylist())

    assert people("a") == people("a")
    assert len(people("a") & people("b")) == pytest.approx(2000 / 100, abs=15)


def test_samples_of_different_days_hold_the_same_people(world):
    halves = [world.filter(world.time < "2026-03-16"), world.filter(world.time >= "2026-03-16")]
    merged = merge_samples(*(sample_people(half, RATE) for half in halves))
    pd.testing.assert_frame_equal(
        frequency(merged, "platform"), frequency(sample_people(world, RATE), "platform")
    )


def test_samples_of_different_rates_meet_at_the_lowest(world):
    halves = [world.filter(world.time < "2026-03-16"), world.filter(world.time >= "2026-03-16")]
    merged = merge_samples(sample_people(halves[0], 1 / 2), sample_people(halves[1], RATE))
    pd.testing.assert_frame_equal(deliver(merged), deliver(sample_people(world, RATE)))
    thinned = sample_people(sample_people(world, 1 / 2), RATE)
    pd.testing.assert_frame_equal(deliver(thinned), deliver(sample_people(world, RATE)))


def test_a_stored_sample_is_read_back_as_a_sample(world, tmp_path):
    sample = sample_people(world, RATE)
    sample.to_parquet(tmp_path / "sample.parquet")
    stored = read_log(tmp_path / "sample.parquet")
    pd.testing.assert_frame_equal(overlap(stored), overlap(sample))
    pd.testing.assert_frame_equal(deliver(merge_samples(stored)), deliver(sample))


def test_samples_of_other_people_are_refused(world):
    samples = [sample_people(world, RATE, salt) for salt in ("ours", "theirs")]
    with pytest.raises(DataError, match=r"hold different people \(salt 'ours'.*; salt 'theirs'"):
        merge_samples(*samples)
    with pytest.raises(DataError, match="mixes samples that were drawn differently"):
        deliver(samples[0].union(samples[1]))


def test_a_sample_from_another_engine_is_refused(world):
    """Stored keys tell engines apart: each hashes in its own way."""
    ours = sample_people(world, RATE)
    theirs = ours.mutate(sample_key=ours.sample_key + "0")
    with pytest.raises(DataError, match="hold different people"):
        merge_samples(ours, theirs)


def test_numbers_and_texts_are_not_the_same_ids(world):
    numbers = read_log(pa.table({"user_id": [1, 2], "time": np.array(["2026-03-01"] * 2, "M8[s]")}))
    few = sample_people(world.select("user_id", "time"), 1)
    with pytest.raises(DataError, match="hold different people"):
        merge_samples(sample_people(numbers, 1), few)


def test_empty_samples_have_nothing_to_merge(world):
    nobody = sample_people(world.filter(world.campaign == "none"), RATE)
    with pytest.raises(DataError, match="The samples are empty"):
        merge_samples(nobody, nobody)
    one = sample_people(world, RATE)
    pd.testing.assert_frame_equal(deliver(merge_samples(one, nobody)), deliver(one))


def test_samples_with_other_columns_are_refused(world):
    sample = sample_people(world, RATE)
    with pytest.raises(DataError, match="same columns: cost is not in all of them"):
        merge_samples(sample, sample.drop("cost"))
    with pytest.raises(DataError, match="needs sample_rate, sample_key, sample_point"):
        merge_samples(world)


def test_whole_numbers_and_fractions_meet(world):
    sample = sample_people(world, 1)
    whole, half = (sample.mutate(cost=ibis.literal(cost)) for cost in (1, 0.5))
    merged = deliver(merge_samples(whole, half.select(*reversed(half.columns))))
    assert merged["spend"][0] == 1.5 * len(world.to_pyarrow())
    with pytest.raises(DataError, match="cost is int8 and string in these samples"):
        merge_samples(whole, sample.mutate(cost=ibis.literal("1")))


@pytest.mark.parametrize("rate", [0, -1, 1.5])
def test_a_rate_is_a_share(world, rate):
    with pytest.raises(ValueError, match="rate must be above 0 and at most 1"):
        sample_people(world, rate)


@pytest.mark.parametrize(("error", "people"), [(0.02, 100_000), (0.05, 3_000), (0.1, 50)])
def test_the_chosen_rate_keeps_its_promise(error, people):
    rate = rate_for(error, people)
    assert np.sqrt((1 - rate) / (rate * people)) <= error * (1 + 1e-9)
    assert 1 / rate == pytest.approx(round(1 / rate))


def test_a_promise_needs_an_error_and_a_group():
    with pytest.raises(ValueError, match="must be above 0"):
        rate_for(0, 100)
