"""The same questions on other engines: the same answers, or at least SQL that they take."""

import pickle
import shutil
import subprocess
import sys
import time
from datetime import datetime, timedelta
from importlib.util import find_spec
from random import Random

import ibis
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot

from toolkit.log import (
    audience,
    build_up,
    check_log,
    connect,
    deliver,
    frequency,
    merge_samples,
    overlap,
    read_log,
    repeat,
    sample_people,
)

pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")

SCHEMA = {
    "impression_id": "int64", "user_id": "string", "time": "timestamp", "platform": "string",
    "campaign": "string", "format": "string", "duration_seconds": "float64",
    "in_view_seconds": "float64", "in_view_pixels": "float64", "watch_seconds": "float64",
    "is_click": "boolean", "is_valid": "boolean", "cost": "float64", "currency": "string",
}  # fmt: skip
MIDDLE = datetime(2026, 3, 10)


def halves(log):
    return (sample_people(log.filter(each), 1) for each in (log.time < MIDDLE, log.time >= MIDDLE))


QUESTIONS = {
    "check": lambda log: check_log(log, now="2026-03-20"),
    "deliver": lambda log: deliver(log, ["platform", "campaign"]),
    "deliver all": lambda log: deliver(log, traffic="all"),
    "deliver by week": lambda log: deliver(log, "platform", every="week"),
    "deliver by month": lambda log: deliver(log, every="month"),
    "frequency": lambda log: frequency(log, "campaign"),
    "frequency with spend": lambda log: frequency(log, spend=True),
    "build-up": lambda log: build_up(log, "day"),
    "build-up of k+": lambda log: build_up(log, "week", k=(1, 2, 4), by="platform"),
    "build-up by impressions": lambda log: build_up(log, "impressions", step=40, k=(1, 2)),
    "build-up by spend": lambda log: build_up(log, "spend", step=2.5, by="campaign"),
    "overlap": lambda log: overlap(log, highest_k=3),
    "audience, build-up": lambda log: audience(log, every="week").build_up,
    "audience, overlap": lambda log: audience(log).overlap,
    "repeat": lambda log: repeat(log, cap=2, by="campaign"),
    "repeat by day": lambda log: repeat(log, cap=1, every="day"),
    "a sample of all": lambda log: deliver(sample_people(log, 1), "platform"),
    "build-up of a sample": lambda log: build_up(sample_people(log, 1), "week", k=(1, 2)),
    "merged samples": lambda log: deliver(merge_samples(*halves(log)), "platform"),
    "overlap of a sample": lambda log: overlap(sample_people(log, 1)),
    "frequency of a sample": lambda log: frequency(sample_people(log, 1), spend=True),
    "repeat of a sample": lambda log: repeat(sample_people(log, 1), cap=2),
}


def rows(size: int = 300) -> pa.Table:
    """A log with ties, gaps and every kind of missing value; times have parts of seconds."""
    draw = Random(4)
    start = datetime(2026, 2, 26, 23, 30)
    return pa.Table.from_pylist([
        {
            "impression_id": draw.randrange(size),
            "user_id": draw.choice([None, *(f"u{n}" for n in range(40))]),
            "time": start + timedelta(0, draw.choice([0, 0.4, 0.7]), hours=draw.randrange(700)),
            "platform": draw.choice(["meta", "tiktok", "you'tube", None]),
            "campaign": draw.choice(["spring", "select"]),
            "format": draw.choice(["Video", "photo", None]),
            "duration_seconds": draw.choice([None, 0.0, 15.0]),
            "in_view_seconds": draw.choice([None, 0.5, 1.0, 2.0]),
            "in_view_pixels": draw.choice([None, 0.4, 0.5, 1.0]),
            "watch_seconds": draw.choice([None, 0.0, 2.5]),
            "is_click": draw.choice([True, False, False, None]),
            "is_valid": draw.choice([True, True, True, False, None]),
            "cost": draw.choice([None, 0.0, 0.125, 0.25]),
            "currency": "EUR",
        }
        for _ in range(size)
    ])  # fmt: skip


@pytest.fixture(scope="module")
def parquet(tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "log.parquet"
    pq.write_table(rows(), path)
    return path


@pytest.fixture(scope="module")
def spark_answers(parquet):
    """Spark runs in a process of its own, which keeps its sockets and warnings there."""
    if shutil.which("java") is None or find_spec("pyspark") is None:
        pytest.skip("needs Java 17 and the extra 'spark'")
    answers = parquet.with_name("answers.pickle")
    asked = [sys.executable, "-W", "ignore", __file__, str(parquet), str(answers)]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=parquet.parent, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return pickle.loads(answers.read_bytes())


def ask_spark(parquet: str, answers: str) -> None:
    """Write every answer of a local Spark to a file."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    log = read_log(parquet, engine=ibis.pyspark.connect(session))
    found = {name: asked(log) for name, asked in QUESTIONS.items()}
    with open(answers, "wb") as file:
        pickle.dump(found, file)
    session.stop()


@pytest.mark.parametrize("name", QUESTIONS)
def test_spark_answers_as_duckdb_does(name, parquet, spark_answers):
    here = QUESTIONS[name](read_log(parquet))
    pd.testing.assert_frame_equal(here, spark_answers[name], check_dtype=False, rtol=1e-12)


@pytest.mark.parametrize("dialect", ["bigquery", "snowflake"])
@pytest.mark.parametrize("sampled", [False, True], ids=["log", "sample"])
@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_sql_for(name, sampled, dialect, monkeypatch):
    """Each query is written for the other engine, parsed again, and answered by DuckDB."""
    engine = connect()
    engine.con.register("impressions", rows())
    written = []

    def answered(question, **_):
        written.append(sqlglot.parse_one(ibis.to_sql(question, dialect=dialect), dialect=dialect))
        return engine.to_pyarrow(question)

    monkeypatch.setattr(ibis.expr.types.Table, "to_pyarrow", answered)
    log = read_log(ibis.table(SCHEMA, name="impressions"))
    QUESTIONS[name](sample_people(log, 0.5) if sampled else log)
    assert written
    assert not any("duckdb" in repr(query) for query in written)


def test_the_hash_of_any_engine_is_the_same_as_the_fast_one():
    """DuckDB's own hash is a shortcut past Ibis; it must draw the same people."""
    engine = connect()
    engine.con.register("impressions", rows())
    own = read_log(engine.table("impressions"))
    portable = read_log(ibis.table(SCHEMA, name="impressions"))
    fast, slow = (
        sample_people(log, 0.5).select("user_id", "sample_point") for log in (own, portable)
    )
    assert "BIT" not in ibis.to_sql(fast)
    assert "BIT" in ibis.to_sql(slow, dialect="duckdb")
    assert fast.to_pyarrow().sort_by("user_id") == engine.to_pyarrow(slow).sort_by("user_id")


@pytest.fixture(params=["America/New_York", "Asia/Tokyo"])
def _elsewhere(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_elsewhere")
def test_days_do_not_depend_on_where_the_machine_stands():
    at_night = pa.array([datetime(2026, 3, 1, 23, 30)], pa.timestamp("us", "UTC"))
    log = read_log(pa.table({"user_id": ["ann"], "time": at_night}), engine=connect())
    assert deliver(log)["date_start"][0] == pd.Timestamp("2026-03-01")
    assert deliver(log, every="day")["date_start"][0] == pd.Timestamp("2026-03-01")


if __name__ == "__main__":
    ask_spark(*sys.argv[1:])
