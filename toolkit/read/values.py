"""How cells become numbers, days, times and flags."""

import re
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from ..schema import DataError

_POINT = re.compile(r"^\D*(\d{1,3}(,\d{3})+\.\d+|\d+\.(\d{1,2}|\d{4,})|0\.\d+)\D*$")
_COMMA = re.compile(r"^\D*(\d{1,3}([. \u00a0\u202f]\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|0,\d+)\D*$")
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def decimal_mark(cells: Iterable[str]) -> str:
    """Decide from the cells whether a point or a comma begins the decimals.

    Raises
    ------
    DataError
        If some cells need a point and others a comma.

    Examples
    --------
    >>> decimal_mark(["18 158", "2473,94"])
    ','
    >>> decimal_mark(["1,606,880", "199421.15"])
    '.'
    """
    marked = [cell for cell in cells if "," in cell or "." in cell]
    point = next((cell for cell in marked if _POINT.match(cell)), None)
    comma = next((cell for cell in marked if _COMMA.match(cell)), None)
    if point and comma:
        raise DataError(
            f"{point!r} has a decimal point and {comma!r} a decimal comma; one file has one "
            "decimal mark. Download it again and do not save it from a spreadsheet."
        )
    return "," if comma else "."


def read_numbers(cells: pd.Series, mark: str = ".") -> pd.Series:
    """Read a column of numbers; what is not a number stays missing for the caller to report.

    Examples
    --------
    >>> read_numbers(pd.Series(["1,606,880", None, "12%"])).tolist()
    [1606880.0, nan, 0.12]
    """
    if mark == "." and (plain := _plain_numbers(cells)) is not None:
        return plain
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    hard = cells.notna() & (numbers.isna() | (mark == ","))
    numbers[hard] = _written(cells[hard], mark)
    return numbers


def read_dates(cells: pd.Series, forms: Sequence[str], time_zone: str = "") -> pd.Series:
    """Read a column of days or times in the first form that fits every cell.

    Parameters
    ----------
    cells : Series of str
        Text, missing where there is none.
    forms : sequence of str
        Forms in the notation of ``strptime``, or ``ISO8601``.
    time_zone : str, optional
        Where the times were taken; they come out as UTC.

    Raises
    ------
    DataError
        If no form fits, naming the first cell that does not.

    Examples
    --------
    >>> read_dates(pd.Series(["03/15/2025 03:06"]), ["%m/%d/%Y %H:%M"], "America/Los_Angeles")[0]
    Timestamp('2025-03-15 10:06:00+0000', tz='UTC')
    """
    for form in forms:
        times = pd.to_datetime(cells, format=form, errors="coerce")
        if times.notna().eq(cells.notna()).all():
            return _as_utc(times, time_zone)
    worst = cells[times.isna() & cells.notna()].iloc[0]
    raise DataError(f"{worst!r} is not a date in the form {' or '.join(forms)}.")


def read_flags(cells: pd.Series) -> pd.Series:
    """Read a column of yes and no."""
    return cells.str.casefold().map(_FLAGS).astype("boolean")


def _plain_numbers(cells: pd.Series) -> pd.Series | None:
    """The fast way for columns that hold nothing but plain numbers."""
    import pyarrow as pa

    try:
        numbers = pa.array(cells, type=pa.string(), from_pandas=True).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return pd.Series(numbers.to_numpy(zero_copy_only=False), cells.index)


def _written(cells: pd.Series, mark: str) -> pd.Series:
    text = cells.str.replace(r"[\s\u00a0\u202f']", "", regex=True)
    share = text.str.endswith("%")
    text = text.str.rstrip("%").str.replace("." if mark == "," else ",", "", regex=False)
    text = text.str.replace(mark, ".", regex=False)
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    return numbers.where(~share, numbers / 100)


def _as_utc(times: pd.Series, time_zone: str) -> pd.Series:
    try:
        zone = ZoneInfo(time_zone) if time_zone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    if zone is None or times.dt.tz is not None:
        return times
    winter = np.zeros(len(times), dtype=bool)
    local = times.dt.tz_localize(zone, ambiguous=winter, nonexistent="shift_forward")
    return local.dt.tz_convert("UTC")
