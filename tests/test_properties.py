"""Every metric x every property that can be read off the declarations."""

from contextlib import suppress
from itertools import permutations
from typing import Any

import oracle
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalog import DIMENSIONS, MEASURES, METRICS, RATIOS, THINGS, leaves
from toolkit.metrics import Dimension, Measure, Metric, Ratio, may_be_added
from toolkit.summarize import NotAdditiveError, summarize

AGES = ["18-24", "25-34", "35-44", "45-54", "unknown"]
SIDES: dict[str, list[Any]] = {
    "text": ["a", "b"],
    "number": [1, 2],
    "flag": [True, False],
    "date": list(oracle.DAYS[:2]),
    "time": list(oracle.DAYS[:2]),
}

POOLED = {
    name: metric
    for name, metric in METRICS.items()
    if all(leaf.counts != "shares" for leaf in leaves(metric))
}
every_metric = pytest.mark.parametrize("metric", POOLED.values(), ids=POOLED)
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
every_ratio = pytest.mark.parametrize("ratio", RATIOS.values(), ids=RATIOS)


# Tables


def _is_shared(name: str) -> bool:
    return THINGS[MEASURES[name].counts].least is not None


def consistent(row: dict[str, float | None]) -> dict[str, float | None]:
    """Lower every count to what it cannot exceed."""
    for _ in MEASURES:
        for name in row:
            bounds = [row.get(each.measure) for each in MEASURES[name].at_most]
            known = [value for value in (row[name], *bounds) if value is not None]
            row[name] = row[name] if row[name] is None else min(known)
    return row


def by_age(names: list[str], values: list[list[float | None]]) -> pd.DataFrame:
    """Build a table in which everything may be added up, because ages share nobody.

    A missing measure of people would leave bounds instead of an answer, so they are all stated.
    """
    stated = [
        [
            5.0 if value is None and _is_shared(name) else value
            for name, value in zip(names, line, strict=True)
        ]
        for line in values
    ]
    rows = [consistent(dict(zip(names, line, strict=True))) for line in stated]
    places = {"age_band": AGES[: len(rows)], "gender": ["f", "m", "f", "unknown", "m"][: len(rows)]}
    columns = {name: pd.Series([row[name] for row in rows], dtype="float64") for name in names}
    return pd.DataFrame(places | columns)


def table_for(metric: Metric) -> pd.DataFrame:
    """Build five rows for a metric: whole, one with a zero, one without the first part."""
    names = list(dict.fromkeys(leaf.name for leaf in leaves(metric)))
    count = len(names)
    values: list[list[float | None]] = [
        [40.0 + 9 * place for place in range(count)],
        [7.0] * count,
        [0.0] + [6.0] * (count - 1),
        [None] + [5.0] * (count - 1),
        [64.0 - 3 * place for place in range(count)],
    ]
    return by_age(names, values)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Metric, pd.DataFrame]:
    """Draw a metric and a table that can answer it."""
    metric = POOLED[draw(st.sampled_from(sorted(POOLED)))]
    names = list(dict.fromkeys(leaf.name for leaf in leaves(metric)))
    amount = st.one_of(st.integers(0, 60).map(float), st.none())
    line = st.lists(amount, min_size=len(names), max_size=len(names))
    return metric, by_age(names, draw(st.lists(line, min_size=1, max_size=5)))


def answer(table: pd.DataFrame, metric: Metric) -> float | None:
    """Return one metric of a whole table, None if missing."""
    value = summarize(table, metric.name)[metric.name].iloc[0]
    return None if pd.isna(value) else float(value)


def degree(metric: Metric) -> int:
    """Tell by which power a metric grows when every count grows."""
    if isinstance(metric, Measure):
        return 1
    return degree(METRICS[metric.numerator]) - degree(METRICS[metric.denominator])


def summed(metric: Metric, rows: list[dict[str, Any]]) -> float | None:
    """Work a metric out in plain Python, over the rows that have all its parts."""
    names = [leaf.name for leaf in leaves(metric)]
    whole = [row for row in rows if all(row[name] is not None for name in names)]
    if isinstance(metric, Measure):
        return sum(row[metric.name] for row in whole) if whole else None
    top, bottom = (summed(METRICS[part], whole) for part in metric.parts)
    return metric.scale * top / bottom if top is not None and bottom else None


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table, missing as None."""
    return [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


# Every metric x every property


def is_summed(metric: Metric, table: pd.DataFrame) -> None:
    """A measure is its sum, a ratio scale times summed part over summed part."""
    expected = summed(metric, records(table))
    if isinstance(metric, Measure) and THINGS[metric.counts].least and table.isna().any(axis=None):
        return
    assert answer(table, metric) == (expected if expected is None else pytest.approx(expected))


def is_unordered(metric: Metric, table: pd.DataFrame) -> None:
    """The order of rows does not matter."""
    forth, back = (summarize(each, metric.name, "gender") for each in (table, table[::-1]))
    pd.testing.assert_frame_equal(forth, back)


def is_scale_aware(metric: Metric, table: pd.DataFrame) -> None:
    """Doubling every count doubles measures and leaves ratios of them alone."""
    counts = [leaf.name for leaf in leaves(metric)]
    once, twice = answer(table, metric), answer(table.assign(**(table[counts] * 2)), metric)
    assert twice == (None if once is None else pytest.approx(once * 2 ** degree(metric)))


def is_missing_without_parts(metric: Metric, table: pd.DataFrame) -> None:
    """What nobody counted is missing, not zero."""
    for leaf in leaves(metric):
        assert answer(table.assign(**{leaf.name: float("nan")}), metric) is None


def is_harmless(metric: Metric, table: pd.DataFrame) -> None:
    """The table that was given is not changed."""
    before = table.copy(deep=True)
    for by in ("gender", ["age_band", "gender"]):
        summarize(table, metric.name, by, people="bounds")
    pd.testing.assert_frame_equal(table, before)


def loses_nothing(metric: Metric, table: pd.DataFrame) -> None:
    """Every row lies in one group, and the groups hold together what the whole holds."""
    summary = summarize(table, metric.name, "gender")
    assert len(summary) == table["gender"].nunique(dropna=False)
    if isinstance(metric, Measure) and not THINGS[metric.counts].least:
        assert summary[metric.name].sum() == table[metric.name].sum()


def is_between_its_groups(metric: Metric, table: pd.DataFrame) -> None:
    """A pooled ratio lies between the lowest and the highest of its groups."""
    groups = summarize(table, metric.name, "age_band")[metric.name].dropna()
    whole = answer(table, metric)
    # A group over zero has no ratio of its own, and yet its numerator counts in the whole.
    bottoms = {leaf.name for leaf in leaves(metric)[1:]}
    if degree(metric) == 0 and whole is not None and not table[list(bottoms)].eq(0).any(axis=None):
        assert groups.min() * (1 - 1e-12) <= whole <= groups.max() * (1 + 1e-12)


PROPERTIES = [
    is_summed,
    is_unordered,
    is_scale_aware,
    is_missing_without_parts,
    is_harmless,
    loses_nothing,
    is_between_its_groups,
]
every_property = pytest.mark.parametrize("holds", PROPERTIES, ids=lambda each: each.__name__)


@every_property
@every_metric
def test_every_metric_has_every_property(metric: Metric, holds) -> None:
    holds(metric, table_for(metric))


@every_property
@given(question=questions())
def test_any_metric_of_any_table_has_every_property(question, holds) -> None:
    holds(*question)


def test_the_hand_made_tables_answer() -> None:
    """A property of missing values alone would hold for nothing."""
    silent = [name for name, each in RATIOS.items() if answer(table_for(each), each) is None]

    assert silent == []


@every_ratio
def test_zero_in_the_denominator_is_missing(ratio: Ratio) -> None:
    table = table_for(ratio).dropna()
    nothing = {leaf.name: 0.0 for leaf in leaves(METRICS[ratio.denominator])}
    # Reach of zero beside impressions is held back: several such rows leave bounds.
    rows = table.head(1) if any(map(_is_shared, nothing)) else table

    assert answer(rows.assign(**nothing), ratio) is None


@every_ratio
def test_the_formula_text_evaluates_to_the_same_number(ratio: Ratio) -> None:
    table = table_for(ratio)
    rows = table.dropna(subset=[leaf.name for leaf in leaves(ratio)])
    sums = rows[[leaf.name for leaf in leaves(ratio)]].sum().to_frame().T
    for part in ratio.parts:
        if part in RATIOS:
            sums[part] = sums.eval(RATIOS[part].formula)

    assert answer(table, ratio) == pytest.approx(sums.eval(ratio.formula).iloc[0], rel=1e-12)
    assert answer(table, ratio) == pytest.approx(
        eval(ratio.formula, {}, sums.iloc[0].to_dict()), rel=1e-12
    )


@pytest.mark.parametrize("name", [name for name, each in RATIOS.items() if degree(each) == 0])
def test_a_ratio_equals_the_oracle_in_exact_fractions(name: str) -> None:
    ratio, table = RATIOS[name], table_for(RATIOS[name])

    exact = oracle.ratio(records(table), *ratio.parts, ratio.scale)

    assert exact is not None
    assert answer(table, ratio) == pytest.approx(float(exact), rel=1e-12)


@every_measure
def test_one_row_is_its_own_answer(measure: Measure) -> None:
    table = pd.DataFrame({"campaign": ["a"], measure.name: [3.0]})

    assert answer(table, measure) == 3.0


# Bounds

OF_PEOPLE = {
    name: metric
    for name, metric in METRICS.items()
    if any(THINGS[leaf.counts].least for leaf in leaves(metric))
}


@pytest.mark.parametrize("metric", OF_PEOPLE.values(), ids=OF_PEOPLE)
def test_low_is_never_above_high_and_the_refusal_carries_both(metric: Metric) -> None:
    table = table_for(metric).rename(columns={"age_band": "campaign"}).dropna()
    low, high = f"{metric.name}_low", f"{metric.name}_high"

    bounds = summarize(table, metric.name, "gender", people="bounds")

    assert (bounds[low] <= bounds[high]).all()
    with pytest.raises(NotAdditiveError) as caught:
        summarize(table, metric.name, "gender")
    pd.testing.assert_frame_equal(caught.value.bounds, bounds)


@given(st.data())
def test_low_is_never_above_high_in_any_table(data: st.DataObject) -> None:
    metric = OF_PEOPLE[data.draw(st.sampled_from(sorted(OF_PEOPLE)))]
    names = list(dict.fromkeys(leaf.name for leaf in leaves(metric)))
    amount = st.one_of(st.integers(0, 60).map(float), st.none())
    line = st.lists(amount, min_size=len(names), max_size=len(names))
    table = by_age(names, data.draw(st.lists(line, min_size=1, max_size=5)))
    table = table.rename(columns={"age_band": data.draw(st.sampled_from(["campaign", "platform"]))})
    population = data.draw(st.sampled_from([None, 10, 100]))

    bounds = summarize(table, metric.name, people="bounds", population=population)

    low, high = bounds.iloc[0]
    assert not (pd.notna(low) and pd.notna(high) and low > high)


# Every measure x every dimension


def allowed(measure: Measure, dimension: Dimension) -> bool:
    """Say whether adding up is right; without a stated rule, platforms have their own views."""
    own_views = measure.counts == "views" and dimension.name == "platform"
    return may_be_added(measure, dimension) and not own_views


def split_by(names: list[str], *dimensions: Dimension) -> pd.DataFrame:
    """Build a table in which every pair of values has a row, no two alike in any count."""
    pairs = [SIDES[dimension.kind] for dimension in dimensions]
    index = pd.MultiIndex.from_product(pairs, names=[each.name for each in dimensions])
    counts = [float(3**place) for place in range(1, len(index) + 1)]
    return pd.DataFrame(dict.fromkeys(names, counts), index=index).reset_index()


KINDS = {dimension.partitions: dimension for dimension in reversed(DIMENSIONS.values())}
ONE_OF_EACH_KIND = [*KINDS.values(), DIMENSIONS["ad"]]
ONE_OF_EACH_THING = {measure.counts: measure for measure in reversed(MEASURES.values())}
ONE_OF_EACH_RULE = {
    tuple(may_be_added(measure, dimension) for dimension in DIMENSIONS.values()): measure
    for measure in ONE_OF_EACH_THING.values()
}.values()


def check_one_step(measures: list[Measure], dimension: Dimension) -> None:
    """Rows split by a dimension are added up, or refused by name with both bounds."""
    table = split_by([each.name for each in measures], dimension)
    added = [each.name for each in measures if allowed(each, dimension)]
    refused = [each.name for each in measures if not allowed(each, dimension)]
    assert (summarize(table, added)[added] == 12).all(axis=None)
    if refused:
        with pytest.raises(NotAdditiveError) as caught:
            summarize(table, refused)
        assert [line.split()[0] for line in str(caught.value).splitlines()] == refused
        assert set(refused) == {
            name.removesuffix("_low").removesuffix("_high") for name in caught.value.bounds
        }


@pytest.mark.parametrize("dimension", DIMENSIONS.values(), ids=DIMENSIONS)
def test_every_dimension_adds_or_refuses_every_thing(dimension: Dimension) -> None:
    check_one_step(list(ONE_OF_EACH_THING.values()), dimension)


@pytest.mark.parametrize(
    "dimension", ONE_OF_EACH_KIND, ids=[dimension.name for dimension in ONE_OF_EACH_KIND]
)
def test_every_kind_of_dimension_adds_or_refuses_every_measure(dimension: Dimension) -> None:
    check_one_step(list(MEASURES.values()), dimension)


def check_two_steps(measure: Measure, first: Dimension, second: Dimension) -> None:
    """Rolling up in two steps gives what one step gives, and is refused where that is."""
    table = split_by([measure.name], first, second)
    in_steps = in_one = None
    with suppress(NotAdditiveError):
        step = summarize(table, measure.name, first.name).reset_index()
        in_steps = summarize(step, measure.name)
    with suppress(NotAdditiveError):
        in_one = summarize(table, measure.name)
    may = allowed(measure, first) and allowed(measure, second)
    assert (in_steps is not None) is (in_one is not None) is may
    if in_one is not None:
        assert in_one[measure.name].tolist() == [3 + 9 + 27 + 81]
        pd.testing.assert_frame_equal(in_steps, in_one, check_dtype=False)


@pytest.mark.parametrize("measure", ONE_OF_EACH_RULE, ids=lambda measure: measure.counts)
def test_two_steps_equal_one_whether_a_step_is_allowed_or_not(measure: Measure) -> None:
    yes = [each for each in ONE_OF_EACH_KIND if allowed(measure, each)][:2]
    no = [each for each in ONE_OF_EACH_KIND if not allowed(measure, each)][:2]
    for first, second in permutations([*yes, *no], 2):
        check_two_steps(measure, first, second)


@given(
    st.sampled_from(list(MEASURES.values())),
    st.lists(st.sampled_from(list(DIMENSIONS.values())), min_size=2, max_size=2, unique=True),
)
def test_two_steps_equal_one_for_any_measure_and_any_pair(
    measure: Measure, pair: list[Dimension]
) -> None:
    check_two_steps(measure, *pair)
