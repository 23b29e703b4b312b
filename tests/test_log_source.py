"""What a log may come from, and what is said when it will not do."""

import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import ibis
import pandas as pd
import pyarrow as pa
import pytest

from toolkit.log import (
    audience,
    build_up,
    check_log,
    connect,
    deliver,
    exclusive_reach,
    frequency,
    overlap,
    read_log,
    repeat,
    union_reach,
)
from toolkit.schema import DataError

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

DAY = pd.Timestamp("2026-03-01 10:00")
ROWS = pd.DataFrame({"user_id": ["007", "7"], "time": DAY, "platform": ["meta", "tiktok"]})


def reach(log) -> int:
    return int(deliver(log)["reach"][0])


def refusal(call) -> str:
    with pytest.raises(DataError) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["day.parquet", "it's a day.parquet", 'a "quoted" day.csv', "day.csv.gz", "tab.tsv"]
)
def test_files_are_read_whatever_their_name(tmp_path, name):
    path = tmp_path / name
    if path.suffix == ".parquet":
        ROWS.to_parquet(path)
    else:
        ROWS.to_csv(path, index=False, sep="\t" if path.suffix == ".tsv" else ",")
    assert reach(read_log(path)) == 2
    assert reach(read_log(str(path))) == 2


def test_a_pattern_reads_several_files(tmp_path):
    for place in range(3):
        ROWS.assign(user_id=f"u{place}").to_parquet(tmp_path / f"{place}.parquet")
    assert reach(read_log(tmp_path / "*.parquet")) == 3


@pytest.mark.parametrize(
    "source",
    [
        ROWS,
        pa.Table.from_pandas(ROWS),
        ROWS.to_dict("list"),
        ibis.memtable(pa.Table.from_pandas(ROWS)),
    ],
    ids=["pandas", "arrow", "columns", "ibis"],
)
def test_tables_in_memory_are_read(source):
    assert reach(read_log(source)) == 2


def test_a_table_in_a_database_may_have_any_name(tmp_path):
    path, name = tmp_path / "it's.duckdb", 'my "log"; DROP TABLE other; --'
    with duckdb.connect(str(path)) as database:
        database.register("given", ROWS)
        quoted = '"' + name.replace('"', '""') + '"'
        database.execute(f"CREATE TABLE {quoted} AS SELECT * FROM given")
        database.execute("CREATE TABLE other AS SELECT * FROM given LIMIT 1")
    assert reach(read_log(path, table=name)) == 2
    assert reach(read_log(path, table="other")) == 1
    assert refusal(lambda: read_log(path)) == (
        f"{path} holds the tables {name!r}, 'other'; name one of them in table="
    )
    assert refusal(lambda: read_log(path, table="othr")).endswith(
        "in table=, not 'othr'; did you mean 'other'?"
    )


def test_columns_may_be_named_like_commands():
    names = {"select": "campaign", 'from "where"; --': "ad", "user id": "user_id"}
    odd = ROWS.assign(campaign=["spring", "'; DROP TABLE log; --"], ad="x").rename(
        columns={name: odd for odd, name in names.items()}
    )
    log = read_log(odd, **{name: odd for odd, name in names.items()})
    assert log.columns == ("user_id", "time", "platform", "campaign", "ad")
    table = deliver(log, ["campaign", "ad"])
    assert list(table["campaign"]) == ["'; DROP TABLE log; --", "spring"]
    combinations = overlap(log, "campaign")
    assert union_reach(combinations, "'; DROP TABLE log; --")["people"] == 1
    assert exclusive_reach(combinations, "spring")["people"] == 1


def test_what_is_not_canonical_is_left_out():
    assert read_log(ROWS.assign(shoe_size=41)).columns == ("user_id", "time", "platform")


def test_ids_in_a_text_file_stay_text(tmp_path):
    """As numbers 007 and 7 would be one person."""
    ROWS.to_csv(tmp_path / "log.csv", index=False)
    assert reach(read_log(tmp_path / "log.csv")) == 2


def test_ids_of_any_width_are_the_same_ids():
    narrow, wide = (
        read_log(
            pa.table({"user_id": pa.array([5], kind), "time": pa.array([datetime(2026, 3, 1)])})
        )
        for kind in (pa.int8(), pa.int64())
    )
    assert reach(narrow.union(wide)) == 1
    huge = pa.array([2**64 - 1], pa.uint64())
    assert reach(read_log(pa.table({"user_id": huge, "time": [datetime(2026, 3, 1)]}))) == 1


def test_money_may_be_decimal_and_times_may_be_days():
    rows = pa.table({
        "user_id": ["ann", "bob"],
        "time": [date(2026, 3, 1), date(2026, 3, 2)],
        "cost": [Decimal("1.25"), Decimal("2.50")],
        "currency": ["EUR", "EUR"],
    })  # fmt: skip
    log = read_log(rows)
    assert deliver(log)["spend"][0] == 3.75
    assert frequency(log, spend=True)["spend"][0] == 3.75
    assert list(build_up(log, "spend", step=1.25)["spend"]) == [1.25, 3.75]
    assert repeat(log, cap=1)["spend_beyond_cap"][0] == 0


def test_only_names_and_types_are_read(tmp_path):
    """A log that cannot be read to the end is found out when it is counted."""
    path = tmp_path / "log.csv"
    rows = "".join(f"u{n},2026-03-01 10:00:00,1.5\n" for n in range(40_000))
    path.write_text(f"user_id,time,cost\n{rows}broken,2026-03-01 10:00:00,dear\n")
    log = read_log(path)
    with pytest.raises(DataError, match=r"The log cannot be counted: .*dear"):
        deliver(log)


# What will not do


def test_every_wrong_column_is_told_at_once():
    wrong = pd.DataFrame({
        "userid": ["ann"], "time": ["1 March"], "cost": ["3"], "is_valid": [1], "tags": [["a"]],
    })  # fmt: skip
    assert refusal(lambda: read_log(wrong, campain="x", ad="advert", campaign="tags")) == (
        "The log cannot be used:\n"
        "  campain: is not a canonical column; did you mean 'campaign'?\n"
        "  user_id: is missing; did you mean 'userid'? If it is named differently, pass "
        "user_id='its name'.\n"
        "  time: must be times, but 'time' is string. Convert it, such as with "
        "pandas.to_datetime.\n"
        "  cost: must be numbers, but 'cost' is string. Convert it, such as with "
        "pandas.to_numeric.\n"
        "  is_valid: must be true or false, but 'is_valid' is int64. Compare it, such as "
        "column == 1.\n"
        "  campaign: must be plain values, but 'tags' is array<string>. Take one value out of "
        "each.\n"
        "  ad: there is no column 'advert'.\n"
        "The source holds: userid, time, cost, is_valid, tags."
    )


def test_ids_that_turned_into_floats_are_refused():
    gaps = ROWS.assign(user_id=[7, None])
    assert "user_id: must be text or whole numbers, but 'user_id' is float64" in refusal(
        lambda: read_log(gaps)
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ROWS.iloc[:0], "The log is empty: there is not a single impression in it."),
        (ROWS.assign(user_id=None), "No impression counts: of 2 in the log, 2 without user id."),
        (
            ROWS.assign(is_valid=[True, False], time=[pd.NaT, DAY]),
            "No impression counts: of 2 in the log, 1 without time, 1 marked invalid.",
        ),
    ],
    ids=["empty", "no ids", "some of each"],
)
@pytest.mark.parametrize(
    "question",
    [
        deliver,
        frequency,
        build_up,
        lambda log: deliver(log, "platform"),
        lambda log: build_up(log, "impressions", step=2),
        lambda log: repeat(log, cap=1),
        audience,
    ],
    ids=[
        "deliver",
        "frequency",
        "build_up",
        "deliver by",
        "build_up by amount",
        "repeat",
        "audience",
    ],
)
def test_nothing_to_count_is_said_with_its_reason(rows, message, question):
    assert refusal(lambda: question(read_log(rows))) == message


def test_an_empty_log_has_nothing_to_check():
    assert refusal(lambda: check_log(read_log(ROWS.iloc[:0]))).startswith("The log is empty")


def test_an_overlap_needs_the_dimension_it_is_asked_for():
    nowhere = read_log(ROWS.assign(platform=None))
    assert refusal(lambda: overlap(nowhere)) == (
        "No impression counts: none is of a known person and tells 'platform'."
    )
    assert refusal(lambda: overlap(read_log(ROWS), "campain")) == (
        "by='campain' is not a dimension of this log\nThe dimensions of the log: platform."
    )
    assert refusal(lambda: overlap(read_log(ROWS), ["platform", "ad"])).startswith(
        "overlap takes one dimension"
    )


def test_an_overlap_says_what_it_cannot_answer():
    combinations = overlap(read_log(ROWS))
    assert refusal(lambda: union_reach(combinations, "mta")) == (
        "'mta' did not occur; did you mean 'meta'?\nWhat occurred: meta, tiktok."
    )
    assert refusal(lambda: union_reach(combinations, k=2)) == (
        "This overlap tells exposures apart from 1 to 1, not k=2. Count it with "
        "overlap(..., highest_k=2)."
    )


def test_a_path_that_is_not_there_names_its_neighbour(tmp_path):
    ROWS.to_parquet(tmp_path / "march.parquet")
    assert refusal(lambda: read_log(tmp_path / "marsh.parquet")) == (
        f"There is nothing at {tmp_path / 'marsh.parquet'}; did you mean 'march.parquet'?"
    )
    assert refusal(lambda: read_log(tmp_path / "x" / "march.parquet")) == (
        f"There is no folder {tmp_path / 'x'}."
    )
    assert "For a folder pass a pattern" in refusal(lambda: read_log(tmp_path))


def test_a_file_that_is_not_what_it_is_called_is_refused(tmp_path):
    path = tmp_path / "log.parquet"
    path.write_text("not Parquet")
    assert refusal(lambda: read_log(path)).startswith(f"{path} cannot be read: ")


@pytest.mark.parametrize("source", [[1, 2], 3, ROWS.assign(user_id=["a", 1])])
def test_what_is_no_table_is_refused(source):
    assert "cannot be read as a log" in refusal(lambda: read_log(source))


def test_a_table_without_canonical_columns_is_refused():
    assert refusal(lambda: deliver(ibis.memtable(pa.table({"visitor": ["ann"]})))) == (
        "This needs user_id, time, which the log does not have. The log holds: visitor. Name "
        "the columns in read_log(source, canonical_name='name in the source')."
    )


def test_currencies_do_not_mix():
    paid = ROWS.assign(cost=1.0, currency=["EUR", "USD"])
    assert refusal(lambda: deliver(read_log(paid))) == (
        "Cost is in several currencies (EUR, USD) in all rows together. Amounts in different "
        "currencies do not mix: add 'currency' to by=, keep the rows of one currency, or leave "
        "money out with log.drop('cost')."
    )
    log = read_log(paid)
    assert list(deliver(log, "platform")["currency"]) == ["EUR", "USD"]
    assert list(deliver(log, "currency")["spend"]) == [1, 1]
    assert reach(log.drop("cost")) == 2
    for question in (
        lambda: frequency(log, spend=True),
        lambda: build_up(log),
        lambda: repeat(log, cap=1),
        lambda: deliver(read_log(paid.assign(currency=["EUR", None]))),
    ):
        assert "Cost is in several currencies" in refusal(question)


def test_what_cost_nothing_needs_no_currency():
    organic = ROWS.assign(cost=[1.0, None], currency=["EUR", None])
    assert deliver(read_log(organic))["currency"][0] == "EUR"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda log: deliver(log, traffic="some"), "traffic must be 'valid' or 'all'"),
        (lambda log: deliver(log, every="year"), "every must be one of day, week, month"),
        (lambda log: build_up(log, "impressions"), "needs step="),
        (lambda log: build_up(log, "day", step=2), "leave step out"),
        (lambda log: build_up(log, k=0), "k must be at least 1"),
        (lambda log: overlap(log, highest_k=0), "highest_k must be at least 1"),
        (lambda log: repeat(log, cap=0), "cap must be at least 1"),
        (lambda log: repeat(log, cap=1, quantiles=[1]), "quantiles between 0 and 1"),
    ],
)
def test_arguments_out_of_range_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call(read_log(ROWS))


# The engine


def test_memory_is_limited_and_the_rest_spills(tmp_path):
    engine = connect(memory_limit="40MB", temp_directory=tmp_path / "spill", threads=1)
    engine.con.execute(
        "CREATE TABLE seen AS SELECT 'person number ' || (i * 7919 % 400000) AS user_id, "
        "TIMESTAMP '2026-03-01' + INTERVAL (i) SECOND AS time FROM range(800000) t(i)"
    )
    log = read_log(engine.table("seen"))
    assert frequency(log)[["exposures", "people"]].to_numpy().tolist() == [[1, 0], [2, 400_000]]
    assert any((tmp_path / "spill").iterdir())


def test_days_are_those_of_utc():
    at_night = pa.array([datetime(2026, 3, 1, 23, 30)], pa.timestamp("us", "UTC"))
    engine = connect()
    ((zone,),) = engine.con.execute("SELECT current_setting('TimeZone')").fetchall()
    log = read_log(pa.table({"user_id": ["ann"], "time": at_night}), engine=engine)
    assert zone == "UTC"
    assert deliver(log, every="day")["date_start"][0] == pd.Timestamp("2026-03-01")


def test_an_interrupted_count_is_a_keyboard_interrupt(tmp_path):
    """So that the command line ends without a traceback of the engine."""
    code = """
import os, signal, sys, threading
from toolkit.log import connect, frequency, read_log
engine = connect(temp_directory=sys.argv[1])
engine.con.execute(
    "COPY (SELECT hash(i)::VARCHAR AS user_id, TIMESTAMP '2026-03-01' AS time "
    f"FROM range(2000000) t(i)) TO '{sys.argv[1]}/log.parquet'"
).fetchall()
log = read_log(sys.argv[1] + "/log.parquet", engine=engine)
for _ in range(8):
    log = log.union(log)  # the same people again take long to count and little memory
threading.Timer(1, os.kill, [os.getpid(), signal.SIGINT]).start()
try:
    frequency(log)
except KeyboardInterrupt:
    print("stopped")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, timeout=120,
        check=False, cwd=Path(__file__).parent.parent,
    )  # fmt: skip
    assert done.stdout == "stopped\n", done.stderr


def test_importing_the_package_does_not_import_an_engine():
    code = "import sys, toolkit.log; print(sorted({'ibis', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
