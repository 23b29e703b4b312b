"""The types of declarations, and the one rule about adding up."""

from dataclasses import FrozenInstanceError

import pytest

from toolkit.catalog import DIMENSIONS, MEASURES, RATIOS, THINGS
from toolkit.metrics import AtMost, Dimension, Measure, Ratio, Thing, may_be_added

PERSONAL = {"age_band", "gender"}
PERIODS = {"date_start", "date_end"}
ACCOUNTS = {"platform", "account", "account_id"}
PLACES = {"country", "region"}
EVERY = set(DIMENSIONS)

# Written by hand from the definitions: over which dimensions may a count of each be added up?
ADDED_OVER = {
    "impressions": EVERY,
    "clicks": EVERY,
    "actions": EVERY,
    "seconds": EVERY,
    "views": EVERY - {"view_rule"},
    "engagements": EVERY - {"platform"},
    "results": EVERY - {"result_type"},
    "money": EVERY - {"currency", "price_basis"},
    "people": PERSONAL,
    "newcomers": PERSONAL | PERIODS,
    "followers": PERSONAL | ACCOUNTS | PLACES,
    "population": PERSONAL | PLACES,
    "shares": set(),
}


def _measure(counts: str) -> Measure:
    return Measure("m", "M", "units", counts, "A measure.", "A source")


@pytest.mark.parametrize("thing", ADDED_OVER)
def test_what_may_be_added_follows_from_what_is_counted(thing: str) -> None:
    measure = _measure(thing)

    allowed = {name for name, each in DIMENSIONS.items() if may_be_added(measure, each)}

    assert allowed == ADDED_OVER[thing]


def test_every_thing_has_its_rule_written_down_here() -> None:
    assert set(THINGS) == set(ADDED_OVER)


@pytest.mark.parametrize(
    ("measure", "dimension", "allowed"),
    [
        ("impressions", "date_start", True),
        ("impressions", "currency", True),
        ("impressions", "view_rule", True),
        ("spend", "campaign", True),
        ("spend", "currency", False),
        ("spend", "price_basis", False),
        ("spend", "view_rule", True),
        ("views", "view_rule", False),
        ("views", "platform", True),
        ("views_3s", "view_rule", False),
        ("plays_p100", "view_rule", False),
        ("watch_seconds", "view_rule", True),
        ("reach", "date_start", False),
        ("reach", "platform", False),
        ("reach", "scope", False),
        ("reach", "country", False),
        ("reach", "currency", False),
        ("reach", "view_rule", False),
        ("reach", "gender", True),
        ("clickers", "ad", False),
        ("incremental_reach", "date_start", True),
        ("incremental_reach", "published_at", False),
        ("incremental_reach", "platform", False),
        ("followers", "account", True),
        ("followers", "date_start", False),
        ("followers", "post", False),
        ("universe", "country", True),
        ("universe", "platform", False),
        ("impression_share", "age_band", False),
        ("net_follows", "date_start", True),
    ],
)
def test_a_measure_may_be_added_only_over_what_partitions_it(
    measure: str, dimension: str, allowed: bool
) -> None:
    assert may_be_added(MEASURES[measure], DIMENSIONS[dimension]) is allowed


def test_a_dimension_that_partitions_nothing_lets_nothing_be_added() -> None:
    assert not may_be_added(MEASURES["impressions"], Dimension("d", "D", frozenset(), "A split."))


@pytest.mark.parametrize(
    ("ratio", "formula"),
    [
        ("cpm", "1000 * spend / impressions"),
        ("frequency", "impressions / reach"),
        ("grp", "100 * impressions / universe"),
        ("cost_per_rating_point", "spend / grp"),
    ],
)
def test_the_formula_names_scale_numerator_and_denominator(ratio: str, formula: str) -> None:
    assert RATIOS[ratio].formula == formula


def test_a_ratio_names_its_parts_in_order() -> None:
    ratio = Ratio("r", "R", "a per b", "a", "b", "A per b.", "A source")

    assert ratio.parts == ("a", "b")
    assert ratio.formula == "a / b"


@pytest.mark.parametrize(
    ("thing", "level"),
    [
        ("followers", True),
        ("population", True),
        ("shares", False),
        ("people", False),
        ("impressions", False),
        ("newcomers", False),
    ],
)
def test_a_level_repeats_and_a_count_does_not(thing: str, level: bool) -> None:
    assert THINGS[thing].repeats is level


@pytest.mark.parametrize(
    ("declaration", "field"),
    [
        (Thing("t", "why"), "name"),
        (DIMENSIONS["platform"], "partitions"),
        (MEASURES["reach"], "counts"),
        (RATIOS["cpm"], "scale"),
        (AtMost("impressions"), "severity"),
    ],
)
def test_declarations_cannot_be_changed(declaration: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(declaration, field, "other")


def test_a_bound_is_an_error_unless_declared_otherwise() -> None:
    assert AtMost("impressions").severity == "error"
