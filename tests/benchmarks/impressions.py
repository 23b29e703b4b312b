"""A pretend log of any size: some people see much, most see little."""

from pathlib import Path

PEOPLE_PER_ROW = 1 / 10
CAMPAIGNS, PLATFORMS, DAYS = 20, 6, 90
_IDS = {"text": "printf('%016x', hash({person}))", "number": "hash({person})::BIT::BIGINT"}
_QUERY = """
COPY (
    WITH drawn AS (
        SELECT
            i,
            floor({people} * pow((hash(i, 1) >> 11) / 9007199254740992.0, 1.5)) AS person,
            hash(i, 2) AS a,
            hash(i, 3) AS b
        FROM range({rows}) AS numbers(i)
    )
    SELECT
        i AS impression_id,
        {user} AS user_id,
        TIMESTAMP '2026-01-01' + to_seconds((i / {rows} * 86400 * {days})::BIGINT) AS time,
        'platform ' || floor({platforms} * pow(a % 1000003 / 1000003.0, 1.5))::INT AS platform,
        'campaign ' || a % {campaigns} AS campaign,
        b % 1000 / 100000.0 AS cost,
        'EUR' AS currency,
        b % 100 < 97 AS is_valid,
        b % 331 = 0 AS is_click,
        CASE WHEN b % 3 = 0 THEN 15.0 END AS duration_seconds,
        b % 97 / 20.0 AS in_view_seconds,
        b % 101 / 100.0 AS in_view_pixels
    FROM drawn
) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def write_log(folder: Path, rows: int, ids: str = "text") -> Path:
    """Write a log as one Parquet file, unless it is there already.

    Parameters
    ----------
    folder : Path
        Where to write it.
    rows : int, unit impressions
        Length of the log.
    ids : {"text", "number"}
        Kind of user id.

    Returns
    -------
    Path
        The file: 20 campaigns on 6 platforms over 90 days, in order of time.
    """
    import duckdb

    path = folder / f"impressions_{rows}_{ids}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"memory_limit": "2GB", "preserve_insertion_order": False}
        user = _IDS[ids].format(person="person::BIGINT")
        with duckdb.connect(config=settings) as engine:
            engine.execute("SET enable_progress_bar = false")
            engine.execute(
                _QUERY.format(
                    rows=rows, people=int(rows * PEOPLE_PER_ROW), user=user, days=DAYS,
                    campaigns=CAMPAIGNS, platforms=PLATFORMS, path=str(path).replace("'", "''"),
                )
            )  # fmt: skip
    return path
