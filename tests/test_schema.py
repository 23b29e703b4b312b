"""What a valid delivery table is, rule by rule, and the words in which a broken rule is told."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import World, worlds

from toolkit.catalog import DIMENSIONS, MEASURES, METRICS, NAMES
from toolkit.content import content_of
from toolkit.metrics import AtMost
from toolkit.schema import DataError, bounds_held, check, checked, measures_in

INFINITE = float("inf")
PAIRS = {
    f"{name}-{bound.measure}": (name, bound)
    for name, measure in MEASURES.items()
    for bound in measure.at_most
}
CANNOT = "which it cannot exceed. Check that both columns cover the same rows and period."
SHIFTED = "Look for a shifted column."
NO_CURRENCY = (
    "has no currency{}; pass currency= if you know it, otherwise the amounts stay without one."
)
REPEATED = (
    "every dimension equals that of an earlier row. If the same rows were downloaded twice, "
    "their counts are doubled."
)


def days(*texts: str | None) -> Any:
    """Return times without a time zone."""
    return pd.to_datetime(pd.Series(texts, dtype="str"))


def told(table: Any) -> list[str]:
    """Return every problem as it is printed, its severity in front."""
    return [f"{problem.severity} {problem}" for problem in check(table)]


def table(**columns: Any) -> pd.DataFrame:
    """Build a table whose rows are told apart by their campaign and whose money is in euros."""
    frame = pd.DataFrame(columns)
    return frame.assign(campaign=[f"c{place}" for place in range(len(frame))], currency="EUR")


def test_a_clean_table_has_no_problem() -> None:
    clean = table(
        date_start=days("2026-03-01", "2026-03-02"),
        date_end=days("2026-03-01", "2026-03-02"),
        boosted=[True, False],
        impressions=[1000, 500],
        reach=[400, 500],
        spend=[5.0, 0.0],
        conversions=[1.5, 0.25],
        cpm=[5.0, 0.0],
        frequency=[2.5, 1.0],
    )

    assert check(clean) == []
    assert checked(clean) is clean


@given(worlds())
def test_what_really_happened_has_no_error(world: World) -> None:
    assert [each for each in check(pd.DataFrame(world.rows)) if each.severity == "error"] == []


# Shape and names


@pytest.mark.parametrize("given", [[1, 2], {"reach": [1]}, None, pd.Series([1])])
def test_only_a_table_is_a_table(given: Any) -> None:
    assert told(given) == [f"error A DataFrame is needed, not {type(given).__name__}."]


@pytest.mark.parametrize("columns", [{}, {"reach": []}, {"zebra": []}])
def test_a_table_without_rows_is_an_error(columns: dict) -> None:
    assert told(pd.DataFrame(columns)) == ["error There is not a single row of delivery."]


def test_every_unknown_column_is_told_with_the_nearest_name() -> None:
    assert told(table(impresions=[1], zebra=[1], Reach=[1], reach=[1])) == [
        "error impresions: is not a name of the catalogue; did you mean 'impressions'?",
        "error zebra: is not a name of the catalogue.",
        "error Reach: is not a name of the catalogue; did you mean 'reach'?",
    ]


def test_a_column_named_by_a_number_is_unknown() -> None:
    assert told(pd.DataFrame({0: [1], "reach": [1]})) == [
        "error 0: is not a name of the catalogue."
    ]


@pytest.mark.parametrize("columns", [{}, {"cpm": [1.0]}])
def test_a_table_without_a_measure_counts_nothing(columns: dict) -> None:
    problems = check(table(platform=["meta"], **columns))

    assert [(each.rule, each.column, str(each)) for each in problems] == [
        ("measures", "", "No column is a measure, so there is nothing to count.")
    ]


def test_a_column_that_stands_twice_does_not_hide_the_other_problems() -> None:
    twice = pd.DataFrame(
        [["a", -5, 7, 9, -1], ["a", 5, 7, 9, 2]],
        columns=["campaign", "reach", "impresions", "reach", "clicks"],
    )

    assert told(twice) == [
        "error reach: stands twice; keep one of the two columns.",
        "error impresions: is not a name of the catalogue; did you mean 'impressions'?",
        f"error reach: -5 in row 0 is below zero; people cannot be negative. {SHIFTED}",
        f"error clicks: -1 in row 0 is below zero; clicks cannot be negative. {SHIFTED}",
        f"look row 1: {REPEATED}",
    ]


# Types


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("impressions", ["5"], "must be numbers, but is str."),
        ("impressions", [True], "must be numbers, but is bool."),
        ("spend", pd.Series([5], dtype="object"), "must be numbers, but is object."),
        ("reach", days("2026-03-01"), "must be numbers, but is datetime64[us]."),
        ("cpm", ["5 EUR"], "must be numbers, but is str."),
        ("duration_seconds", ["0:30"], "must be numbers, but is str."),
        ("date_start", ["2026-03-01"], "must be dates, but is str."),
        ("date_end", [20260301], "must be dates, but is int64."),
        ("published_at", ["noon"], "must be times, but is str."),
        ("boosted", ["yes"], "must be true or false, but is str."),
        ("boosted", [1], "must be true or false, but is int64."),
    ],
)
def test_a_wrong_type_is_told(name: str, values: Any, message: str) -> None:
    assert told(table(clicks=[1], **{name: values})) == [f"error {name}: {message}"]


@pytest.mark.parametrize("dtype", ["int64", "float64", "Int64", "Float64", "int64[pyarrow]", "u1"])
def test_every_kind_of_number_is_a_number(dtype: str) -> None:
    assert told(table(reach=pd.array([3, 4], dtype=dtype))) == []


@pytest.mark.parametrize("name", ["reach", "spend", "cpm", "date_start", "boosted", "campaign"])
@pytest.mark.parametrize("dtype", ["object", "float64", "str", "datetime64[us]", "boolean"])
def test_a_column_that_is_all_missing_has_the_right_type(name: str, dtype: str) -> None:
    empty = table(clicks=[1, 2], impressions=[8, 9])
    empty["date_end"] = days("2026-03-01", "2026-03-02")
    empty["title"] = ["a", "b"]

    assert told(empty.assign(**{name: pd.Series([None, None], dtype=dtype)})) == []


def test_a_wrong_type_does_not_hide_other_problems() -> None:
    assert told(table(reach=["9"], impressions=[-1], clicks=[INFINITE])) == [
        "error reach: must be numbers, but is str.",
        f"error impressions: -1 in row 0 is below zero; impressions cannot be negative. {SHIFTED}",
        "error clicks: is infinite in row 0.",
        "look clicks: inf in row 0 is above impressions -1, which it seldom exceeds.",
    ]


# Amounts


def test_a_negative_count_is_an_error_and_a_credit_deserves_a_look() -> None:
    assert told(table(reach=[4, -2, -3], spend=[1.0, 2.0, -1234.5])) == [
        f"error reach: -2 in row 1 and 1 more is below zero; people cannot be negative. {SHIFTED}",
        "look spend: -1,234.5 in row 2 is below zero; credits and losses are kept.",
    ]


@pytest.mark.parametrize("name", MEASURES)
def test_no_measure_but_money_and_balances_is_negative(name: str) -> None:
    credited = name in {"spend", "conversion_value", "revenue", "net_follows"}

    (problem,) = check(table(**{name: [-4]}))

    assert (problem.rule, problem.column) == ("negative", name)
    assert problem.severity == ("look" if credited else "error")


@pytest.mark.parametrize("name", ["reach", "spend", "watch_seconds", "cpm", "impression_share"])
def test_infinity_is_no_amount(name: str) -> None:
    infinite = table(**{"clicks": [1, 2, 3], name: [1.0, INFINITE, INFINITE]})

    assert told(infinite) == [f"error {name}: is infinite in row 1 and 1 more."]


def test_a_part_of_a_person_deserves_a_look_and_a_part_of_a_conversion_does_not() -> None:
    assert told(table(reach=[2.0, 2.5], conversions=[0.5, 0.5], spend=[0.1, 0.2])) == [
        "look reach: 2.5 in row 1 is not whole; people come in whole numbers."
    ]


@pytest.mark.parametrize("name", ["ctr_all", "er_reach", "completion_rate", "impression_share"])
def test_a_rate_in_percent_deserves_a_look(name: str) -> None:
    assert told(table(**{"saves": [1, 2, 3], name: [1.0, 1.5, 80.0]})) == [
        f"look {name}: is above 1 in row 1 and 1 more; rates are fractions from 0 to 1."
    ]


# What cannot exceed what


@pytest.mark.parametrize(("name", "bound"), PAIRS.values(), ids=PAIRS)
def test_what_exceeds_its_bound_is_told(name: str, bound: AtMost) -> None:
    ending = CANNOT if bound.severity == "error" else "which it seldom exceeds."

    assert told(table(**{name: [5, 8], bound.measure: [5, 7]})) == [
        f"{bound.severity} {name}: 8 in row 1 is above {bound.measure} 7, {ending}"
    ]


@pytest.mark.parametrize(
    ("inner", "outer", "severity"),
    [
        ("plays_p50", "plays", "error"),
        ("plays_p100", "plays", "error"),
        ("plays_p100", "plays_p25", "error"),
        ("viewers_60s", "views_3s", "error"),
        ("follower_reach", "impressions", "error"),
        ("incremental_reach", "impressions", "error"),
        ("outbound_clicks", "impressions", "look"),
        ("engaged_followers", "reach", "look"),
        ("clickers", "impressions", "look"),
    ],
)
def test_a_bound_holds_although_the_bound_between_is_not_there(
    inner: str, outer: str, severity: str
) -> None:
    (problem,) = check(table(**{inner: [4], outer: [3]}))

    assert (problem.severity, problem.rule, problem.column) == (severity, "superset", inner)


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("plays_p100", ["plays", "plays_p25"], [AtMost("plays_p25")]),
        ("clickers", ["clicks", "impressions"], [AtMost("clicks"), AtMost("impressions", "look")]),
        ("reach", ["reach", "spend"], []),
    ],
)
def test_the_nearest_bounds_at_hand_are_held(name: str, columns: list, expected: list) -> None:
    assert bounds_held(MEASURES[name], columns) == expected


def test_missing_counts_exceed_nothing() -> None:
    assert told(table(reach=[5.0, None], impressions=[None, 4.0])) == []


def test_reach_of_zero_with_impressions_is_held_back_not_zero() -> None:
    assert told(table(reach=[0, 0, 3], impressions=[10, 0, 10])) == [
        (
            "look reach: is 0 in row 0 although there were impressions: the platform held it back; "
            "it is not zero."
        )
    ]


# Periods


@pytest.mark.parametrize(
    ("end", "messages"),
    [
        (["2026-03-02", None], []),
        ([None, None], []),
        (["2026-03-01", "2026-03-01"], ["row 0 and 1 more"]),
        (["2026-03-03", "2026-03-02"], ["row 1"]),
    ],
)
def test_a_period_cannot_end_before_it_begins(end: list, messages: list[str]) -> None:
    start = days("2026-03-02", "2026-03-03")

    assert told(table(reach=[1, 2], date_start=start, date_end=days(*end))) == [
        f"error date_end: lies before date_start in {rows}. Check the order of day and month, or "
        "swap the two columns."
        for rows in messages
    ]


def test_dates_with_and_without_a_time_zone_are_told() -> None:
    start = days("2026-03-02")

    assert told(table(reach=[1], date_start=start, date_end=start.dt.tz_localize("UTC"))) == [
        "error date_end: and date_start: one has a time zone and one has not."
    ]
    both = start.dt.tz_localize("Europe/Berlin")
    assert told(table(reach=[1], date_start=both, date_end=both.dt.tz_convert("UTC"))) == []


# Ratios that came with the file


def test_a_given_frequency_below_one_is_an_error() -> None:
    assert told(table(clicks=[1, 2, 3], frequency=[1.0, 0.9, 3.0])) == [
        (
            "error frequency: 0.9 in row 1 is below 1; whoever is reached has at least one "
            "impression. Reach and impressions are of different periods."
        )
    ]


@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("ctr_all", [f"clicks per impressions cannot be negative. {SHIFTED}"]),
        ("grp", [f"rating points cannot be negative. {SHIFTED}"]),
        ("cpm", []),
        ("roas", []),
    ],
)
def test_a_given_ratio_is_negative_only_where_money_is(name: str, messages: list[str]) -> None:
    assert told(table(saves=[1], **{name: [-0.5]})) == [
        f"error {name}: -0.5 in row 0 is below zero; {each}" for each in messages
    ]


@pytest.mark.parametrize("cpm", [10.0, 10.1, 9.9, 10.105, 9.895])
def test_a_given_ratio_may_be_rounded(cpm: float) -> None:
    assert told(table(spend=[10.0], impressions=[1000], cpm=[cpm])) == []


def test_a_small_ratio_rounded_to_the_cent_is_no_edit() -> None:
    assert told(table(spend=[1.0], impressions=[225_000], cpm=[0.0])) == []


@pytest.mark.parametrize("cpm", [10.107, 9.893, 12.0, 0.01])
def test_a_given_ratio_that_does_not_match_its_parts_deserves_a_look(cpm: float) -> None:
    assert told(table(spend=[7.0, 10.0], impressions=[1000, 1000], cpm=[7.0, cpm])) == [
        (
            f"look cpm: {cpm:.10g} in row 1 is not 1000 * spend / impressions = 10; somebody may "
            "have edited the file."
        )
    ]


def test_a_given_ratio_of_a_ratio_is_compared_too() -> None:
    points = table(
        spend=[10.0, 10.0],
        impressions=[1000, 1000],
        universe=[1000, 1000],
        cost_per_rating_point=[0.1, 0.5],
    )

    assert told(points) == [
        (
            "look cost_per_rating_point: 0.5 in row 1 is not spend / grp = 0.1; somebody may have "
            "edited the file."
        )
    ]


@pytest.mark.parametrize("cpm", [0.0, 3.0, None])
def test_a_ratio_over_nothing_is_not_compared(cpm: float | None) -> None:
    assert told(table(spend=[1.0], impressions=[0], cpm=pd.Series([cpm], dtype="float64"))) == []


# Rows


def test_rows_that_repeat_every_dimension_deserve_a_look() -> None:
    rows = pd.DataFrame({"campaign": ["a", "b", "a", "a"], "reach": [1, 2, 3, 4]})

    assert told(rows) == [f"look row 2 and 1 more: {REPEATED}"]
    assert told(rows.assign(ad=["w", "x", "y", "z"])) == []
    assert told(rows[["reach"]].assign(reach=1)) == []


@pytest.mark.parametrize(
    ("index", "row"),
    [
        ([7, 8, 9], "8"),
        (["x", "x", "x"], "x"),
        ([("a", 1), ("a", 2), ("b", 1)], "a, 2"),
    ],
)
def test_rows_are_named_by_their_own_label(index: list, row: str) -> None:
    labelled = table(reach=[1, -2, 3]).set_axis(pd.Index(index))

    assert told(labelled) == [
        f"error reach: -2 in row {row} is below zero; people cannot be negative. {SHIFTED}"
    ]


@pytest.mark.parametrize("name", ["spend", "conversion_value", "revenue"])
@pytest.mark.parametrize("currency", [["EUR", None], [None, None]])
def test_money_without_a_currency_deserves_a_look(name: str, currency: list) -> None:
    amounts = table(**{name: [1.0, 2.0]})

    assert told(amounts) == []
    some = " in some rows" if "EUR" in currency else ""
    assert told(amounts.assign(currency=currency)) == [f"look {name}: {NO_CURRENCY.format(some)}"]
    assert told(amounts.drop(columns="currency")) == [f"look {name}: {NO_CURRENCY.format('')}"]
    assert told(table(reach=[1, 2]).drop(columns="currency")) == []


# All together


def test_a_table_with_errors_is_refused_with_all_of_them_and_nothing_else() -> None:
    bad = table(spend=[-1.0], impresions=[3], reach=[7], impressions=[4])

    assert [problem.severity for problem in check(bad)] == ["error", "error", "look"]
    with pytest.raises(DataError) as caught:
        checked(bad, "march.csv")
    assert str(caught.value) == (
        "march.csv is not a valid delivery table:\n"
        "  impresions: is not a name of the catalogue; did you mean 'impressions'?\n"
        f"  reach: 7 in row 0 is above impressions 4, {CANNOT}"
    )


def test_what_deserves_a_look_does_not_stop_the_analysis() -> None:
    odd = pd.DataFrame({"spend": [-1.0], "reach": [2.5]})

    assert {problem.severity for problem in check(odd)} == {"look"}
    assert checked(odd) is odd


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(width=32), st.text(max_size=2),
    st.sampled_from([*days("2026-03-01"), *days("2026-03-01").dt.tz_localize("UTC")]),
)  # fmt: skip


@given(st.data())
def test_whatever_the_table_holds_the_check_answers_in_words(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from([*sorted(NAMES), "zebra"]), min_size=1, max_size=6))
    column = st.lists(CELLS, min_size=3, max_size=3)
    columns = [pd.Series(data.draw(column)) for _ in names]
    frame = pd.concat(columns, axis=1).set_axis(names, axis=1)
    before = frame.copy(deep=True)

    severities = [
        problem.severity for problem in check(frame) if problem.message.endswith((".", "?"))
    ]

    assert severities == sorted(severities)
    assert len(severities) == len(check(frame))
    pd.testing.assert_frame_equal(frame, before)


# What is in a table


def test_measures_come_in_the_order_of_the_catalogue() -> None:
    mixed = pd.DataFrame(columns=["spend", "cpm", "reach", "campaign", "impressions"])

    assert [each.name for each in measures_in(mixed)] == ["impressions", "reach", "spend"]


@pytest.mark.parametrize(
    ("columns", "content"),
    [
        ({"campaign": ["a", "b"], "ad": ["x", "y"]}, ["ad"]),
        ({"campaign": ["a", "b"], "ad": ["x", "x"]}, ["campaign"]),
        ({"campaign": ["a", "a"], "ad": ["x", "x"]}, ["ad"]),
        ({"campaign": ["a", "b"], "ad": [None, None]}, ["campaign"]),
        ({"post_id": [1, 2], "title": ["a", "a"], "text": ["b", "c"]}, ["post_id", "title"]),
        ({"post_id": [1, 2], "text": ["b", "c"]}, ["post_id", "text"]),
        ({"post_id": [1, 2], "title": [None, None]}, ["post_id"]),
        ({"permalink": ["/1", "/2"], "platform": ["x", "x"]}, ["permalink"]),
        ({"permalink": ["/1", "/2"], "title": ["a", "a"]}, ["permalink", "title"]),
        ({"platform": ["meta", None]}, ["platform"]),
    ],
)
def test_content_is_told_apart_by_the_finest_name_that_varies(
    columns: dict, content: list[str]
) -> None:
    assert content_of(pd.DataFrame(columns).assign(reach=1)) == content
    assert set(content) <= set(DIMENSIONS) - set(METRICS)


def test_a_table_that_names_no_content_is_split_by_what_there_is() -> None:
    rows = pd.DataFrame({"date_start": days("2026-03-01", "2026-03-02"), "gender": ["f", "f"]})

    assert content_of(rows) == ["date_start"]
    assert content_of(rows.head(1)) == ["gender"]
    assert content_of(pd.DataFrame({"reach": [1]})) == []
