"""How files and tables come before the engine."""

from collections.abc import Callable, Mapping
from glob import glob
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..catalog import nearest
from ..schema import DataError
from .engine import understood

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

_NUMBERS = count(1)


class Place(NamedTuple):
    """Where a log is stored, and what kind of column is hoped for under which name."""

    path: str
    table: str | None
    engine: "BaseBackend"
    kinds: Mapping[str, str]


def open_source(
    source: Any, table: str | None, engine: "BaseBackend", kinds: Mapping[str, str]
) -> "Table":
    """Bring a source before the engine; ``kinds`` holds canonical kinds by name in the source."""
    from ibis.expr.types import Table

    if isinstance(source, Table):
        return source
    if not isinstance(source, (str, Path)):
        return _in_memory(source, engine, kinds)
    path = str(source)
    reader = _reader(path)
    if "://" not in path:
        _check_path(path)
    with understood(f"{path} cannot be read"):
        return reader(Place(path, table, engine, kinds))


def _in_memory(source: Any, engine: "BaseBackend", kinds: Mapping[str, str]) -> "Table":
    import pandas as pd
    import pyarrow as pa

    if engine.name != "duckdb":
        raise DataError(f"Rows in memory do not reach {engine.name}; write them to Parquet first.")
    try:
        rows = (
            pa.Table.from_pandas(source, preserve_index=False)
            if isinstance(source, pd.DataFrame)
            else pa.table(source)
        )
    except (pa.ArrowException, TypeError, ValueError) as error:
        why = "; ".join(map(str, error.args)).rstrip(".")
        raise DataError(
            f"A {type(source).__name__} cannot be read as a log: {why}. Pass a path, a "
            "DataFrame or Arrow table with one type per column, or an Ibis table."
        ) from error
    name = f"log_{next(_NUMBERS)}"
    engine.con.register(name, _typed(rows, kinds))
    return engine.table(name)


def _typed(rows: "pa.Table", kinds: Mapping[str, str]) -> "pa.Table":
    """A column without a value has no type of its own; give it the one that is hoped for."""
    import pyarrow as pa

    types = {"number": pa.float64(), "flag": pa.bool_(), "time": pa.timestamp("us")}
    fields = [
        field.with_type(types.get(kinds.get(field.name, "text"), pa.string()))
        if pa.types.is_null(field.type)
        else field
        for field in rows.schema
    ]
    return rows.cast(pa.schema(fields))


def _parquet(place: Place) -> "Table":
    return place.engine.read_parquet(place.path)


def _csv(place: Place) -> "Table":
    """Ids such as 007 are text, whatever they look like."""
    sniffed = place.engine.read_csv(place.path)
    kept = {name for name, kind in place.kinds.items() if kind in ("id", "text")}
    names = [name for name in sniffed.columns if name in kept]
    if place.engine.name != "duckdb" or not names:
        return sniffed
    return place.engine.read_csv(place.path, types=dict.fromkeys(names, "VARCHAR"))


def _database(place: Place) -> "Table":
    path, table, engine, _ = place
    if engine.name != "duckdb":
        raise DataError(f"{path} is a DuckDB file, which {engine.name} cannot read.")
    name = f"file_{next(_NUMBERS)}"
    engine.attach(path.replace("'", "''"), name=name, read_only=True)
    names = "SELECT table_name FROM information_schema.tables WHERE table_catalog = ? ORDER BY 1"
    held = [row[0] for row in engine.con.execute(names, [name]).fetchall()]
    if table is None and len(held) == 1:
        table = held[0]
    if table not in held:
        raise DataError(
            f"{path} holds the tables {', '.join(map(repr, held)) or 'none'}; name one of them "
            f"in table={'' if table is None else f', not {table!r}'}{nearest(str(table), held, 1)}"
        )
    return engine.table(table, database=name)


_READERS: dict[str, Callable[[Place], "Table"]] = {
    **dict.fromkeys((".parquet", ".pq", ".parq"), _parquet),
    **dict.fromkeys((".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz"), _csv),
    **dict.fromkeys((".duckdb", ".ddb", ".db"), _database),
}


def _reader(path: str) -> Callable[[Place], "Table"]:
    for ending, reader in _READERS.items():
        if path.lower().endswith(ending):
            return reader
    raise DataError(
        f"{path} does not end like a log: {', '.join(_READERS)}. For a folder pass a pattern "
        "such as 'folder/*.parquet'."
    )


def _check_path(path: str) -> None:
    if Path(path).exists() or glob(path, recursive=True):
        return
    folder = Path(path).parent
    beside = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    place = f"nothing at {path}" if folder.is_dir() else f"no folder {folder}"
    raise DataError(f"There is {place}{nearest(Path(path).name, beside, 1) or '.'}")
