"""What does the counting, within a limit of memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from ..schema import DataError
from .progress import progress_of

if TYPE_CHECKING:
    import pandas as pd
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table


def connect(
    memory_limit: str = "2GB",
    temp_directory: str | Path | None = None,
    *,
    threads: int | None = None,
    progress: bool = True,
) -> "BaseBackend":
    """Open an engine in this process that keeps to a limit of memory.

    Parameters
    ----------
    memory_limit : str, default "2GB"
        What counting may hold in memory; the rest spills to ``temp_directory``.
    temp_directory : path, optional
        Where it spills; by default a folder in the system's temporary directory.
    threads : int, optional, unit threads
        All cores by default.
    progress : bool, default True
        Show a bar while a long scan runs, if that is at a terminal.

    Returns
    -------
    Ibis backend
        An in-memory DuckDB.

    Examples
    --------
    >>> connect(memory_limit="500MB").name
    'duckdb'
    """
    import ibis

    spill = Path(temp_directory or Path(gettempdir()) / "impressions-toolkit")
    settings: dict[str, Any] = {
        "memory_limit": memory_limit,
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
        **({} if threads is None else {"threads": threads}),
    }
    engine = ibis.duckdb.connect(**settings)
    engine.con.execute(f"SET enable_progress_bar = {progress}")
    engine.con.execute("SET enable_progress_bar_print = false")  # it would go to stdout
    engine.con.execute("SET TimeZone = 'UTC'")
    return engine


@cache
def own_engine() -> "BaseBackend":
    """The engine that logs share where none is given, so that they can be put together."""
    return connect()


@contextmanager
def understood(what: str) -> Iterator[None]:
    """Turn what DuckDB says about bad data into one sentence, and Ctrl-C into Ctrl-C."""
    import duckdb

    try:
        yield
    except (RuntimeError, duckdb.InterruptException) as error:
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from None
        raise
    except duckdb.OutOfMemoryException as error:
        raise DataError(
            f"{what}: there is too little memory or disk to spill to. Raise memory_limit or name "
            "a temp_directory with more room in connect()."
        ) from error
    except duckdb.Error as error:
        raise DataError(f"{what}: {' '.join(str(error).split())}") from error


def fetch(question: "Table") -> "pd.DataFrame":
    """Let the engine answer."""
    with understood("The log cannot be counted"), progress_of(engine_of(question)):
        return question.to_pyarrow().to_pandas()


def engine_of(question: "Table") -> "BaseBackend | None":
    """What will answer; nothing for a table that belongs to no engine."""
    from ibis.common.exceptions import IbisError

    try:
        return question.get_backend()
    except IbisError:
        return None
