"""A consistent sample of people: the same ones in every file, every day and every count."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from ..schema import DataError
from .columns import check_columns
from .engine import engine_of, fetch
from .estimate import DRAWN

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, IntegerValue, StringScalar, Table, Value

_BITS = 30
_PLACES = 2**_BITS
_POINT = "sample_point"


def sample_people(log: "Table", rate: float, salt: str = "impressions") -> "Table":
    """Keep every impression of a share of the people, always the same people.

    Whether a person is kept follows from the hash of the id and the salt, so samples of
    different days, files or platforms hold the same people and can be counted together. All
    counts take the sample as they take a log, and return estimates with standard errors.

    Parameters
    ----------
    log : Ibis table
        What `read_log` gives. A sample is thinned to the lower rate.
    rate : float, above 0 and at most 1
        Share of the people to keep; see `rate_for`.
    salt : str, default "impressions"
        Whoever shares the salt and the engine draws the same people.

    Returns
    -------
    Ibis table
        The log's columns and ``sample_rate``, ``sample_key`` (salt and engine) and
        ``sample_point`` (the person's place, 0 to 1; kept if below the rate). Nothing is read
        yet; store it with ``.to_parquet(path)`` and read it back with `read_log`.

    Raises
    ------
    DataError
        If the log has no ``user_id``.
    ValueError
        If ``rate`` is not above 0 and at most 1.

    Examples
    --------
    >>> import pandas as pd
    >>> from toolkit.log import deliver, read_log
    >>> day = pd.Timestamp("2026-03-01")
    >>> log = read_log(pd.DataFrame({"user_id": range(1000), "time": day}))
    >>> one_in_ten = deliver(sample_people(log, 1 / 10))
    >>> bool(abs(one_in_ten["reach"][0] - 1000) < 3 * one_in_ten["reach_se"][0])
    True
    """
    import ibis

    if not 0 < rate <= 1:
        raise ValueError(f"rate must be above 0 and at most 1, not {rate!r}.")
    check_columns(log, ["user_id"])
    if _POINT in log.columns:
        thinner = log.filter(log[_POINT] < rate)
        return thinner.mutate(sample_rate=ibis.least(thinner.sample_rate, rate))
    place = _place(log, salt)
    kept = log.filter(log.user_id.notnull(), place < round(rate * _PLACES))
    return kept.mutate(
        sample_rate=ibis.literal(rate, "float64"),
        sample_key=_key(log, salt),
        sample_point=_place(kept, salt) / _PLACES,
    )


def merge_samples(sample: "Table", *others: "Table") -> "Table":
    """Put samples of the same people together: more days, other platforms, other files.

    Parameters
    ----------
    sample, *others : Ibis tables
        What `sample_people` gave, stored or not, with the same columns and on one engine.
        They must not hold the same impressions.

    Returns
    -------
    Ibis table
        All impressions of the people who are in every sample: the lowest rate holds.

    Raises
    ------
    DataError
        If one is not a sample, or they differ in salt, engine or columns.

    Examples
    --------
    >>> import pandas as pd
    >>> from toolkit.log import deliver, read_log
    >>> def day(date):
    ...     rows = pd.DataFrame({"user_id": range(9), "time": pd.Timestamp(date)})
    ...     return sample_people(read_log(rows), rate=1)
    >>> deliver(merge_samples(day("2026-03-01"), day("2026-03-02")))[["impressions", "reach"]]
       impressions  reach
    0           18      9
    """
    import ibis

    samples = (sample, *others)
    for each in samples:
        check_columns(each, [*DRAWN, _POINT])
    _refuse_other_columns(samples)
    drawn = [each for sample in samples for each in _drawn(sample)]
    if not drawn:
        raise DataError("The samples are empty: there is not a single impression in them.")
    keys = dict.fromkeys(key for _, key in drawn)
    if len(keys) > 1:
        raise DataError(
            f"These samples hold different people ({'; '.join(keys)}). Only samples with the "
            "same salt, drawn by the same engine, can be put together."
        )
    whole = ibis.union(*_of_one_type(samples)) if others else sample
    return sample_people(whole, min(rate for rate, _ in drawn))


def rate_for(error: float, smallest_group: float) -> float:
    """Choose the rate at which the reach of the smallest group is known well enough.

    Formula: ``1 / (1 + error**2 * smallest_group)``, rounded up to one in a whole number.

    Parameters
    ----------
    error : float
        Wanted standard error as a share of reach: 0.02 for 2 %.
    smallest_group : float, unit people
        Reach of the smallest group that matters.

    Returns
    -------
    float
        Share of people to sample.

    Examples
    --------
    >>> round(1 / rate_for(error=0.02, smallest_group=100_000))
    41
    """
    if error <= 0 or smallest_group <= 0:
        raise ValueError("error and smallest_group must be above 0.")
    return 1 / int(round(1 + error**2 * smallest_group, 9))


def _drawn(sample: "Table") -> Iterator[tuple[float, str]]:
    yield from fetch(sample.select(*DRAWN).distinct()).itertuples(index=False, name=None)


def _refuse_other_columns(samples: Sequence["Table"]) -> None:
    every = {name for sample in samples for name in sample.columns}
    apart = sorted(name for name in every if any(name not in each.columns for each in samples))
    if apart:
        raise DataError(
            f"These samples do not have the same columns: {', '.join(apart)} is not in all of "
            "them. Keep what they share, such as sample.drop('name')."
        )


def _of_one_type(samples: Sequence["Table"]) -> Iterator["Table"]:
    """Whole numbers in one file may be fractions in the next."""
    from ibis.common.exceptions import IbisTypeError
    from ibis.expr.datatypes import highest_precedence

    schema = {}
    for name in samples[0].columns:
        types = [sample[name].type() for sample in samples]
        try:
            schema[name] = highest_precedence(types)
        except IbisTypeError as error:
            held = " and ".join(dict.fromkeys(map(str, types)))
            raise DataError(f"{name} is {held} in these samples; convert one of them.") from error
    return (sample.select(*schema).cast(schema) for sample in samples)


def _key(log: "Table", salt: str) -> "StringScalar":
    """What tells samples of different people apart; the engine hashes in its own way."""
    import ibis

    ids = "text" if log.user_id.type().is_string() else "number"
    return ibis.literal(f"salt {salt!r}, {ids} ids, hash ") + _hash(
        ibis.literal(salt), _engine(log)
    ).cast("string")


def _place(log: "Table", salt: str) -> "IntegerColumn":
    """A whole number for each person, spread evenly by the salt."""
    digest = int.from_bytes(sha256(salt.encode()).digest()[:8])
    factor, shift = digest % _PLACES | 1, digest // _PLACES % _PLACES
    return (_hash(log.user_id, _engine(log)) * factor + shift) & (_PLACES - 1)


def _hash(value: "Value", engine: str) -> "IntegerValue":
    """The lowest bits of the engine's hash.

    Ibis makes DuckDB's hash a signed number by way of a string of bits, which takes as long as
    the hash; the lowest bits are the same without it.
    """
    import ibis

    if engine == "duckdb":
        signature = ((value.type(),), "uint64")
        builtin = ibis.udf.scalar.builtin(lambda value: None, name="hash", signature=signature)  # noqa: ARG005
        return (builtin(value) & (_PLACES - 1)).cast("int64")
    # Spark's hash is narrower than Ibis believes, which would drop a cast to int64 alone.
    return (value.cast("string").hash() & (_PLACES - 1)).cast("int32").cast("int64")


def _engine(log: "Table") -> str:
    engine = engine_of(log)
    return engine.name if engine else "unknown"
