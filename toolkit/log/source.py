"""How a log becomes a table with canonical columns, without a row of it being read."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..catalog import nearest
from ..schema import DataError
from .columns import COLUMNS
from .engine import fetch, own_engine
from .opening import open_source

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table


def read_log(
    source: Any,
    *,
    table: str | None = None,
    engine: "BaseBackend | None" = None,
    **columns: str,
) -> "Table":
    """Read a log of impressions, one row each, as an Ibis table with canonical columns.

    Nothing but names and types is read here; rows are read when something is counted. Columns
    that are not canonical are left out.

    Parameters
    ----------
    source : path, DataFrame, Arrow table or Ibis table
        Parquet or CSV files (a path, or a pattern such as ``"log/*.parquet"``), a DuckDB file,
        a table in memory, or a table of any engine that Ibis speaks to.
    table : str, optional
        Name of the table in a DuckDB file; needed if there are several.
    engine : Ibis backend, optional
        What counts; by default a DuckDB in this process that holds at most 2 GB in memory.
        See `connect`.
    **columns : str
        Canonical name = name in the source, for columns that are named differently there.

    Returns
    -------
    Ibis table
        Columns ``user_id``, ``time`` and what else the source has of: ``impression_id``,
        ``cost`` and ``currency``, ``in_view_pixels`` (share, 0 to 1), ``in_view_seconds``,
        ``watch_seconds``, ``duration_seconds``, ``is_click``, ``is_valid`` and the dimensions
        of the catalogue.

    Raises
    ------
    DataError
        If there is nothing at the path, or columns are missing or of the wrong type: all of
        them at once.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({
    ...     "visitor": ["ann", "ann", "bob"],
    ...     "time": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-02"]),
    ... })
    >>> read_log(rows, user_id="visitor").columns
    ('user_id', 'time')
    >>> read_log(rows)
    Traceback (most recent call last):
    toolkit.schema.DataError: The log cannot be used:
      user_id: is missing. If it is named differently, pass user_id='its name'.
    The source holds: visitor, time.
    """
    names = {name: columns.get(name, name) for name in COLUMNS}
    kinds = {of: COLUMNS[name].kind for name, of in names.items() if name in COLUMNS}
    found = open_source(source, table, engine or own_engine(), kinds)
    present = {name: column for name, column in names.items() if column in found.columns}
    problems = list(_problems(found, names, columns))
    if problems:
        if fetch(found.limit(1)).empty:
            raise DataError("The log is empty: there is not a single impression in it.")
        held = ", ".join(found.columns)
        lines = "\n".join(["The log cannot be used:", *(f"  {each}" for each in problems)])
        raise DataError(f"{lines}\nThe source holds: {held}.")
    return found.select(**{name: _typed(found, name, of) for name, of in present.items()})


def _problems(
    found: "Table", names: Mapping[str, str], columns: Mapping[str, str]
) -> Iterator[str]:
    schema = found.schema()
    for name in columns:
        if name not in COLUMNS:
            yield f"{name}: is not a canonical column{nearest(name, COLUMNS, 1) or '.'}"
    for name, column in names.items():
        declared = COLUMNS[name]
        if column in schema:
            if problem := declared.mistyped(column, schema[column]):
                yield f"{name}: {problem}"
        elif name in columns:
            yield f"{name}: there is no column {column!r}{nearest(column, schema, 1) or '.'}"
        elif declared.required:
            remedy = f"If it is named differently, pass {name}='its name'."
            yield f"{name}: is missing{nearest(name, schema, 1) or '.'} {remedy}"


def _typed(found: "Table", name: str, column: str) -> Any:
    """Ids of different widths are the same id; a date is a time."""
    value, kind = found[column], COLUMNS[name].kind
    if kind == "id":
        return value.cast("int64" if value.type().is_signed_integer() else "string")
    return value.cast("timestamp") if value.type().is_date() else value
