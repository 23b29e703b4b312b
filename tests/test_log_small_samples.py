"""Samples of a few people: their intervals cover the truth as often as they say."""

import numpy as np
import pandas as pd
import pytest
from test_log_sample import simulated

from toolkit import summarize
from toolkit.log import (
    build_up,
    deliver,
    frequency,
    overlap,
    read_log,
    repeat,
    sample_people,
    union_reach,
)

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

WORLDS = 600
AT_LEAST = {"people": 0.94, "others": 0.93}  # of 95 %, with what 600 worlds differ by chance
OF_VERY_FEW = 0.88  # of what two or three of the sampled people bring


@pytest.fixture(scope="module", params=[(80, 1 / 10), (160, 1 / 8)], ids=str)
def worlds(request):
    """Eight sampled people in each world, twenty in the last."""
    people, rate = request.param
    log = read_log(simulated(WORLDS, people, seed=11))
    return log, sample_people(log, rate)


def covered(truth: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """The share of worlds in the sample whose truth lies in the interval."""
    assert len(told) > 0.97 * WORLDS
    truth = truth.reindex(told.index)
    names = [name for name in truth if f"{name}_low" in told]
    return pd.Series({
        name: (
            (told[f"{name}_low"] <= truth[name] + 1e-9)
            & (truth[name] - 1e-9 <= told[f"{name}_high"].fillna(np.inf))
        ).mean()
        for name in names
    })  # fmt: skip


def both(question, worlds) -> pd.Series:
    return covered(*(question(log).set_index("campaign") for log in worlds))


def assert_covers(rates: pd.Series, people: list[str]) -> None:
    assert (rates[people] >= AT_LEAST["people"]).all(), rates
    assert (rates.drop(people) >= AT_LEAST["others"]).all(), rates


def test_a_delivery_covers_the_truth(worlds):
    rates = both(lambda log: deliver(log, "campaign"), worlds)
    assert list(rates.index) == ["impressions", "reach", "clicks", "spend"]
    assert_covers(rates, ["reach"])


@pytest.mark.parametrize("k", [1, 4])
def test_frequency_covers_the_truth(worlds, k):
    def at_k(log):
        table = frequency(log, "campaign")
        every = pd.MultiIndex.from_product([table["campaign"].unique(), [k]])
        at = table.set_index(["campaign", "exposures"]).reindex(every)
        return at[at["people"].notna()].droplevel(1)

    truth, told = (at_k(log) for log in worlds)
    told = told[told.index.isin(truth.index)]
    rates = covered(truth, told) if k == 1 else _where_told(truth, told)
    assert_covers(rates, ["people", "people_at_least"])


def _where_told(truth: pd.DataFrame, told: pd.DataFrame) -> pd.Series:
    """A sample has no row above its own highest number of exposures."""
    held = (told["people_low"] <= truth["people"].reindex(told.index)) & (
        truth["people"].reindex(told.index) <= told["people_high"]
    )
    return pd.Series({"people": held.mean(), "people_at_least": 1.0})


def test_build_up_covers_the_truth(worlds):
    def at_the_end(log):
        return build_up(log, "month", by="campaign")

    assert_covers(both(at_the_end, worlds), ["reach", "incremental_reach"])


def test_repeat_covers_the_truth(worlds):
    rates = both(lambda log: repeat(log, 3, by="campaign"), worlds)
    assert "beyond_cap_share" in rates
    assert rates.pop("impressions_beyond_cap") >= OF_VERY_FEW
    assert_covers(rates, [])


def test_a_ratio_of_estimates_covers_the_truth(worlds):
    def ratios(log):
        table = deliver(log, "campaign").assign(currency="EUR")
        return summarize(table, ["frequency", "cpm", "cpc"], "campaign")

    rates = covered(*(ratios(log) for log in worlds))
    assert list(rates.index) == ["frequency", "cpm", "cpc"]
    assert (rates >= 0.97).all(), rates


def test_a_union_is_enclosed_like_the_delivery_of_all(worlds):
    _, sample = worlds
    one = sample.filter(sample.campaign == "3")
    whole, told = deliver(one).loc[0], union_reach(overlap(one))
    for name in ("reach", "impressions"):
        for end in ("_low", "_high"):
            of = "people" if name == "reach" else name
            assert told[of + end] == pytest.approx(float(whole[name + end]), abs=1)
