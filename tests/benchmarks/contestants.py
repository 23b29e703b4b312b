"""Different ways to the same answers: ours, the best SQL by hand, Polars and pandas."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = list[tuple[Any, ...]]
VALID = "user_id IS NOT NULL AND time IS NOT NULL AND coalesce(is_valid, true)"

FREQUENCY = f"""
SELECT campaign, exposures, count(*) AS people
FROM (
    SELECT campaign, user_id, count(*) AS exposures FROM log WHERE {VALID} GROUP BY ALL
)
GROUP BY ALL ORDER BY ALL
"""
DELIVERY = f"""
SELECT * FROM (
    SELECT
        campaign, count(*) AS impressions, sum(cost) AS spend, min(currency), max(currency),
        count(*) FILTER (is_click) AS clicks, min(time), max(time),
        count(*) FILTER (in_view_pixels IS NOT NULL AND in_view_seconds IS NOT NULL),
        count(*) FILTER (
            in_view_pixels >= 0.5
            AND in_view_seconds >= CASE WHEN duration_seconds > 0 THEN 2 ELSE 1 END
        )
    FROM log WHERE {VALID} GROUP BY campaign
) JOIN (
    SELECT campaign, count(*) AS reach
    FROM (SELECT DISTINCT campaign, user_id FROM log WHERE {VALID})
    GROUP BY campaign
) USING (campaign)
ORDER BY campaign
"""
BUILD_UP = f"""
SELECT day, impressions, spend, people
FROM (
    SELECT time::DATE AS day, count(*) AS impressions, sum(cost) AS spend
    FROM log WHERE {VALID} GROUP BY ALL
) LEFT JOIN (
    SELECT day, count(*) AS people
    FROM (SELECT user_id, min(time)::DATE AS day FROM log WHERE {VALID} GROUP BY ALL)
    GROUP BY ALL
) USING (day)
ORDER BY day
"""
OVERLAP = f"""
SELECT places, count(*) AS people, sum(n) AS impressions
FROM (
    SELECT user_id, bit_or(1 << right(platform, 1)::INT) AS places, count(*) AS n
    FROM log WHERE {VALID} GROUP BY ALL
)
GROUP BY ALL ORDER BY ALL
"""
SCAN = f"""
SELECT count(user_id), {{ids}}, sum(strlen(campaign)), max(time) FROM log WHERE {VALID}
"""
SCAN_ALL = """
SELECT
    {ids}, max(time), max(impression_id), sum(strlen(platform)), sum(strlen(campaign)), sum(cost),
    sum(strlen(currency)), sum(is_valid::INT), sum(is_click::INT), sum(duration_seconds),
    sum(in_view_seconds), sum(in_view_pixels)
FROM log
"""


def ours(question: Callable[[Any], Any]) -> Callable[[Path, str], Answer]:
    """Ask the toolkit."""

    def answer(path: Path, memory: str) -> Answer:
        from toolkit.log import connect, read_log

        return question(read_log(path, engine=connect(memory_limit=memory)))

    return answer


def sql(*queries: str, limited: bool) -> Callable[[Path, str], Answer]:
    """Ask DuckDB by hand, as it comes or with our settings."""

    def answer(path: Path, memory: str) -> Answer:
        import duckdb

        settings = {"memory_limit": memory, "preserve_insertion_order": False} if limited else {}
        with duckdb.connect(config=settings) as engine:
            engine.execute("SET enable_progress_bar = false")
            engine.read_parquet(str(path)).create_view("log")
            (kind,) = {
                row[1] for row in engine.execute("DESCRIBE log").fetchall() if row[0] == "user_id"
            }
            ids = "sum(strlen(user_id))" if kind == "VARCHAR" else "bit_xor(user_id)"
            return [
                row for query in queries for row in engine.execute(query.format(ids=ids)).fetchall()
            ]

    return answer


def _frequency(log: Any) -> Answer:
    from toolkit.log import frequency

    table = frequency(log, "campaign")
    return list(
        table[table["people"] > 0][["campaign", "exposures", "people"]].itertuples(
            index=False, name=None
        )
    )


def _deliver(log: Any) -> Answer:
    from toolkit.log import deliver

    return list(deliver(log, "campaign")[["campaign", "reach"]].itertuples(index=False, name=None))


def _sample(log: Any) -> Answer:
    from toolkit.log import frequency, sample_people

    return frequency(sample_people(log, 1 / 64), "campaign").to_numpy().tolist()


def _stored_sample(log: Any) -> Answer:
    from tempfile import TemporaryDirectory

    from toolkit.log import sample_people

    with TemporaryDirectory() as folder:
        sample_people(log, 1 / 64).to_parquet(Path(folder) / "sample.parquet")
    return []


def _all_three(log: Any) -> Answer:
    from toolkit.log import audience

    return [audience(log, "campaign", across="platform", every="day")]


def _polars(path: Path, _: str) -> Answer:
    import polars as pl

    log = pl.scan_parquet(path).filter(pl.col("is_valid").fill_null(True))
    person = log.group_by("campaign", "user_id").agg(pl.len().alias("exposures"))
    table = person.group_by("campaign", "exposures").agg(pl.len().alias("people"))
    return sorted(table.collect(engine="streaming").rows())


def _pandas(path: Path, _: str) -> Answer:
    import pandas as pd

    log = pd.read_parquet(path, columns=["campaign", "user_id", "is_valid"])
    person = log[log["is_valid"].fillna(True)].groupby(["campaign", "user_id"]).size()
    table = person.rename("exposures").reset_index().groupby(["campaign", "exposures"]).size()
    return list(table.reset_index().itertuples(index=False, name=None))


Contestants = dict[str, Callable[[Path, str], Answer]]
CONTESTS: dict[str, Contestants] = {
    "reach and frequency by campaign": {
        "toolkit": ours(_frequency),
        "SQL by hand": sql(FREQUENCY, limited=False),
        "SQL by hand, limited": sql(FREQUENCY, limited=True),
        "Polars": _polars,
        "pandas": _pandas,
    },
    "delivery by campaign": {
        "toolkit": ours(_deliver),
        "SQL by hand": sql(DELIVERY, limited=False),
        "SQL by hand, limited": sql(DELIVERY, limited=True),
    },
    "frequency of a sample of 1/64": {
        "toolkit": ours(_sample),
        "bare scan of the columns": sql(SCAN, limited=True),
    },
    "storing a sample of 1/64": {
        "toolkit": ours(_stored_sample),
        "bare scan of the columns": sql(SCAN_ALL, limited=True),
    },
    "frequency, build-up and overlap": {
        "toolkit": ours(_all_three),
        "SQL by hand": sql(FREQUENCY, BUILD_UP, OVERLAP, limited=False),
        "SQL by hand, limited": sql(FREQUENCY, BUILD_UP, OVERLAP, limited=True),
    },
}
