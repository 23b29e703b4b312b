"""Tables that are already in memory or in a warehouse, as tables of text."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..schema import DataError
from .raw import HEAD, Loaded, RawTable

_WAYS = ("to_pyarrow", "to_pandas", "df", "toPandas")


def frame_of(data: Any) -> pd.DataFrame:
    """Return a DataFrame of what a DataFrame, an Ibis table, Arrow, Polars or DuckDB holds.

    Raises
    ------
    DataError
        If it is neither a table nor a path.
    """
    if isinstance(data, pd.DataFrame):
        return data
    if type(data).__module__.startswith("pyarrow."):
        return data.to_pandas(integer_object_nulls=True)
    way = next((way for way in _WAYS if callable(getattr(data, way, None))), None)
    if way is None:
        raise DataError(
            f"A path, a DataFrame or an Ibis table is needed, not {type(data).__name__}."
        )
    return frame_of(getattr(data, way)())


def name_of(data: Any) -> str:
    """Return what a table calls itself, or else what kind of table it is."""
    named = getattr(data, "get_name", None)
    return str(named()) if callable(named) else type(data).__name__


def frame_table(name: str, frame: pd.DataFrame) -> RawTable:
    """Present a DataFrame as a table of text, so that its format is recognised as in a file.

    Examples
    --------
    >>> frame_table("t", pd.DataFrame({"clicks": [3, None]})).head
    (('clicks',), ('3',), ('',))
    """
    header = tuple(map(str, frame.columns))
    text = pd.DataFrame(
        {place: _text(frame.iloc[:, place]) for place in range(len(header))}, dtype="str"
    )

    def load(skip: int, columns: Sequence[int]) -> Loaded:
        return Loaded(text.iloc[max(skip - 1, 0) :, list(columns)].reset_index(drop=True))

    head = [header, *text.head(HEAD - 1).itertuples(index=False, name=None)]
    return RawTable(
        name, "table", "", tuple(head), load,
        records=lambda: [header, *text.itertuples(index=False, name=None)],
    )  # fmt: skip


def _text(column: pd.Series) -> pd.Series:
    """Every value as it would be written in a file; what is missing is empty."""
    column = column.reset_index(drop=True)
    if isinstance(column.dtype, pd.DatetimeTZDtype) or pd.api.types.is_datetime64_dtype(column):
        written = column.map(lambda moment: moment.isoformat(), na_action="ignore")
    elif pd.api.types.is_float_dtype(column) and not (column.dropna() % 1).any():
        written = column.map(lambda number: f"{number:.0f}", na_action="ignore")
    else:
        written = column.astype("object").map(str, na_action="ignore")
    return written.astype("object").where(column.notna(), "")
