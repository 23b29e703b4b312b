"""The catalogue: every declaration stands for something, and they fit together."""

import re
from collections import Counter
from graphlib import TopologicalSorter

import pandas as pd
import pytest

from toolkit.catalog import (
    DIMENSIONS,
    EVERYTHING,
    MEASURES,
    METRICS,
    NAMES,
    RATIOS,
    THINGS,
    UnknownMetricError,
    leaves,
    metric,
    metrics,
    nearest,
)
from toolkit.metrics import AtMost, Dimension, Measure, Metric, Ratio, may_be_added
from toolkit.summarize import summarize

DECLARED: dict[str, Dimension | Metric] = {**DIMENSIONS, **METRICS}
every_declaration = pytest.mark.parametrize("declared", DECLARED.values(), ids=DECLARED)
every_metric = pytest.mark.parametrize("each", METRICS.values(), ids=METRICS)
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
every_ratio = pytest.mark.parametrize("ratio", RATIOS.values(), ids=RATIOS)


def depth(measure: Measure) -> int:
    """Count the bounds above a measure, so that what is deeper can be made smaller."""
    return max((1 + depth(MEASURES[bound.measure]) for bound in measure.at_most), default=0)


# Written by hand from the definitions, as scale, numerator and denominator.
FORMULAS = {
    "frequency": (1, "impressions", "reach"),
    "viewable_rate": (1, "viewable_impressions", "measurable_impressions"),
    "measurability_rate": (1, "measurable_impressions", "impressions"),
    "ivt_rate": (1, "invalid_impressions", "gross_impressions"),
    "virality_rate": (1, "viral_impressions", "impressions"),
    "follower_impression_share": (1, "follower_impressions", "impressions"),
    "reach_rate": (1, "reach", "followers"),
    "follower_reach_rate": (1, "follower_reach", "followers"),
    "follower_reach_share": (1, "follower_reach", "reach"),
    "follow_rate": (1, "follows", "impressions"), "grp": (100, "impressions", "universe"),
    "trp": (100, "target_impressions", "target_universe"),
    "view_rate": (1, "views", "impressions"), "completion_rate": (1, "plays_p100", "plays"),
    "completion_rate_impressions": (1, "plays_p100", "impressions"),
    "watch_seconds_per_play": (1, "watch_seconds", "plays"),
    "er_impressions": (1, "engagements", "impressions"), "er_reach": (1, "engagements", "reach"),
    "er_followers": (1, "engagements", "followers"), "er_views": (1, "engagements", "views"),
    "ctr_all": (1, "clicks", "impressions"), "ctr_link": (1, "link_clicks", "impressions"),
    "ctr_outbound": (1, "outbound_clicks", "impressions"),
    "youtube_thumb_ctr": (1, "thumbnail_clicks", "thumbnail_impressions"),
    "saves_per_1000": (1000, "saves", "impressions"),
    "shares_per_1000": (1000, "shares", "impressions"),
    "follows_per_1000": (1000, "follows", "impressions"),
    "amplification_rate": (1, "shares", "impressions"), "save_rate": (1, "saves", "impressions"),
    "cpm": (1000, "spend", "impressions"), "vcpm": (1000, "spend", "viewable_impressions"),
    "cost_per_1000_reached": (1000, "spend", "reach"),
    "cost_per_incremental_reach": (1, "spend", "incremental_reach"), "cpv": (1, "spend", "views"),
    "cpcv": (1, "spend", "plays_p100"), "cpc": (1, "spend", "clicks"),
    "cost_per_link_click": (1, "spend", "link_clicks"), "cpe": (1, "spend", "engagements"),
    "cpa": (1, "spend", "conversions"), "cost_per_result": (1, "spend", "results"),
    "cost_per_rating_point": (1, "spend", "grp"), "roas": (1, "conversion_value", "spend"),
}  # fmt: skip


# Names and words


def test_every_declaration_stands_under_its_own_name() -> None:
    for declarations in (DIMENSIONS, MEASURES, RATIOS, THINGS):
        assert [each.name for each in declarations.values()] == list(declarations)


@every_declaration
def test_names_are_lower_snake(declared: Dimension | Metric) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", declared.name)
    assert declared.name not in {"all", "index"}


def test_no_name_means_two_things() -> None:
    assert len(NAMES) == len(DIMENSIONS) + len(MEASURES) + len(RATIOS)
    assert set(DECLARED) == NAMES


def test_no_metric_hides_a_bound_in_its_name() -> None:
    assert [name for name in METRICS if name.endswith(("_low", "_high"))] == []


def test_labels_are_unique() -> None:
    counts = Counter(declared.label.casefold() for declared in DECLARED.values())

    assert [label for label, count in counts.items() if count > 1] == []


@every_declaration
def test_labels_are_words_for_people(declared: Dimension | Metric) -> None:
    assert declared.label == declared.label.strip()
    assert declared.label[0].isupper() or declared.label in {"vCPM"}
    assert "_" not in declared.label


@every_declaration
def test_definitions_are_sentences(declared: Dimension | Metric) -> None:
    assert declared.definition.endswith(".")
    assert "  " not in declared.definition
    assert declared.definition[0] == declared.definition[0].upper()


@every_metric
def test_every_metric_names_its_source_and_unit(each: Metric) -> None:
    assert each.source.strip() == each.source != ""
    assert each.unit.strip() == each.unit != ""
    assert "_" not in each.unit


# Measures


@every_measure
def test_every_measure_counts_a_declared_thing(measure: Measure) -> None:
    assert measure.counts in THINGS


def test_everything_is_every_thing() -> None:
    assert frozenset(THINGS) == EVERYTHING
    assert {measure.counts for measure in MEASURES.values()} == EVERYTHING


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_a_thing_is_enclosed_from_both_sides_or_not_at_all(thing) -> None:
    assert (thing.least is None) is (thing.most is None)
    assert thing.repeats <= (thing.least is not None)
    assert thing.why
    assert not thing.why.endswith(".")


def test_money_alone_has_a_currency_and_may_be_credited_back() -> None:
    money = {name for name, each in MEASURES.items() if each.counts == "money"}

    assert money == {"spend", "conversion_value", "revenue"}
    assert {name for name, each in MEASURES.items() if each.unit == "currency"} == money
    assert {name for name, each in MEASURES.items() if each.format == "money"} == money
    credited = {name for name, each in MEASURES.items() if each.may_be_negative}
    assert credited == money | {"net_follows"}


@every_measure
def test_people_are_whole_and_called_people(measure: Measure) -> None:
    of_people = measure.counts in {"people", "newcomers", "population"}

    assert (measure.unit == "people") is of_people
    assert measure.format == "integer" or not of_people


@every_measure
def test_what_bounds_a_measure_is_another_measure_and_no_ratio(measure: Measure) -> None:
    bounds = [bound.measure for bound in measure.at_most]

    assert set(bounds) <= set(MEASURES) - {measure.name}
    assert len(bounds) == len(set(bounds))


def test_no_measure_bounds_itself_in_a_circle() -> None:
    graph = {name: {bound.measure for bound in each.at_most} for name, each in MEASURES.items()}

    order = list(TopologicalSorter(graph).static_order())

    assert set(order) == set(MEASURES)


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("measurable_impressions", "impressions"),
        ("viewable_impressions", "measurable_impressions"),
        ("viewable_impressions", "impressions"), ("invalid_impressions", "gross_impressions"),
        ("reach", "impressions"), ("follower_reach", "reach"), ("clickers", "clicks"),
        ("incremental_reach", "reach"), ("plays_p25", "plays"), ("plays_p50", "plays_p25"),
        ("plays_p75", "plays_p50"), ("plays_p95", "plays_p75"), ("plays_p100", "plays_p95"),
        ("link_clicks", "clicks"), ("outbound_clicks", "link_clicks"),
        ("target_universe", "universe"),
    ],
)  # fmt: skip
def test_subsets_of_the_field_are_declared_as_errors(inner: str, outer: str) -> None:
    assert AtMost(outer, "error") in MEASURES[inner].at_most


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        ("clicks", "impressions"),
        ("organic_impressions", "impressions"),
        ("paid_reach", "reach"),
        ("landing_page_views", "link_clicks"),
    ],
)
def test_what_seldom_but_sometimes_exceeds_deserves_a_look(inner: str, outer: str) -> None:
    assert AtMost(outer, "look") in MEASURES[inner].at_most


def test_replays_may_push_views_above_impressions() -> None:
    assert MEASURES["views"].at_most == ()
    assert MEASURES["plays"].at_most == ()


# Ratios


def test_every_ratio_has_its_formula_written_down_here() -> None:
    assert {name: (each.scale, *each.parts) for name, each in RATIOS.items()} == FORMULAS


@every_ratio
def test_every_part_of_a_ratio_exists(ratio: Ratio) -> None:
    assert set(ratio.parts) <= set(METRICS)
    assert ratio.numerator != ratio.denominator


def test_ratios_come_down_to_measures_without_a_circle() -> None:
    graph = {name: set(each.parts) for name, each in RATIOS.items()}

    order = list(TopologicalSorter(graph).static_order())

    assert set(RATIOS) <= set(order) <= set(METRICS)
    assert all(leaf.name in MEASURES for each in RATIOS.values() for leaf in leaves(each))


@every_ratio
def test_the_formula_gives_the_same_number_as_the_summary(ratio: Ratio) -> None:
    places = enumerate(leaves(ratio))
    row = {leaf.name: 960.0 / 2 ** depth(leaf) - 7 * place for place, leaf in places}
    parts = {name: eval(RATIOS[name].formula, {}, row) for name in ratio.parts if name in RATIOS}

    answer = summarize(pd.DataFrame([row]), ratio.name)[ratio.name]

    assert answer["all"] == pytest.approx(eval(ratio.formula, {}, row | parts), rel=1e-12)


@every_ratio
def test_money_over_anything_but_money_is_money(ratio: Ratio) -> None:
    top, bottom = (leaves(METRICS[part])[0].counts == "money" for part in ratio.parts)

    assert (ratio.format == "money") is (top and not bottom)


@every_ratio
def test_prices_and_faults_should_be_low_and_rates_high(ratio: Ratio) -> None:
    if ratio.format == "money" or ratio.name == "ivt_rate":
        assert ratio.better == "lower"
    elif ratio.name in {"frequency", "grp", "trp"}:  # more pressure is neither better nor worse
        assert ratio.better is None
    else:
        assert ratio.better == "higher"


@every_ratio
def test_a_fraction_is_not_scaled(ratio: Ratio) -> None:
    assert ratio.scale == 1 or ratio.format != "percent"


# What partitions what


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=DIMENSIONS)
def test_dimensions_partition_declared_things_only(dimension: Dimension) -> None:
    assert dimension.partitions <= EVERYTHING


@pytest.mark.parametrize(
    ("thing", "only"),
    [
        ("people", {"age_band", "gender"}),
        ("newcomers", {"age_band", "gender", "date_start", "date_end"}),
        ("shares", set()),
    ],
)
def test_few_dimensions_partition_people(thing: str, only: set[str]) -> None:
    assert {name for name, each in DIMENSIONS.items() if thing in each.partitions} == only


@pytest.mark.parametrize(
    ("thing", "never"),
    [
        ("money", {"currency", "price_basis"}),
        ("views", {"view_rule"}),
        ("engagements", {"platform"}),
        ("results", {"result_type"}),
        ("impressions", set()),
        ("clicks", set()),
        ("actions", set()),
        ("seconds", set()),
    ],
)
def test_every_dimension_partitions_events_but_their_own_rule(thing: str, never: set[str]) -> None:
    assert {name for name, each in DIMENSIONS.items() if thing not in each.partitions} == never


@every_measure
def test_adding_up_follows_from_what_is_counted_alone(measure: Measure) -> None:
    alike = Measure("other", "Other", "others", measure.counts, "Another.", "Nobody")

    for dimension in DIMENSIONS.values():
        expected = measure.counts in dimension.partitions
        assert may_be_added(measure, dimension) is may_be_added(alike, dimension) is expected


def test_only_the_scope_has_a_value_that_holds_the_others() -> None:
    assert {name: each.whole for name, each in DIMENSIONS.items() if each.whole} == {
        "scope": "total"
    }


# Asking


@pytest.mark.parametrize("names", ["cpm", ["cpm"], ("cpm",)])
def test_metrics_may_be_asked_by_name_or_names(names: str | list[str] | tuple[str, ...]) -> None:
    assert metrics(names) == [RATIOS["cpm"]] == [metric("cpm")]


def test_metrics_come_back_in_the_order_asked() -> None:
    assert [each.name for each in metrics(["reach", "cpm", "clicks"])] == ["reach", "cpm", "clicks"]


def test_all_unknown_names_are_told_at_once_with_the_nearest_ones() -> None:
    with pytest.raises(UnknownMetricError) as caught:
        metrics(["impresions", "reach", "qqqq", "frequenzy"])

    assert str(caught.value) == (
        "'impresions' is not a metric; did you mean 'impressions'?\n"
        "'qqqq' is not a metric\n"
        "'frequenzy' is not a metric; did you mean 'frequency'?"
    )


def test_an_unknown_metric_can_be_caught_as_a_missing_key() -> None:
    with pytest.raises(KeyError, match="'zebra' is not a metric"):
        metric("zebra")


@pytest.mark.parametrize("name", ["platform", "date_start", "currency"])
def test_a_dimension_is_not_a_metric(name: str) -> None:
    with pytest.raises(UnknownMetricError, match=f"^'{name}' is not a metric"):
        metric(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("reach", ["reach"]),
        ("cpm", ["spend", "impressions"]),
        ("grp", ["impressions", "universe"]),
        ("cost_per_rating_point", ["spend", "impressions", "universe"]),
    ],
)
def test_leaves_are_the_measures_in_order(name: str, parts: list[str]) -> None:
    assert leaves(METRICS[name]) == [MEASURES[part] for part in parts]


@pytest.mark.parametrize(
    ("name", "known", "count", "clause"),
    [
        ("reach", ["reach", "organic_reach"], 1, "; did you mean 'reach'?"),
        ("spent", ["send", "spend"], 3, "; did you mean 'spend' or 'send'?"),
        ("spent", ["send", "spend"], 1, "; did you mean 'spend'?"),
        ("zebra", ["reach"], 3, ""),
        ("reach", [], 3, ""),
        (7, [7, "x"], 1, "; did you mean '7'?"),
    ],
)
def test_nearest_names_are_listed_best_first(
    name: str, known: list[object], count: int, clause: str
) -> None:
    assert nearest(name, known, count) == clause
