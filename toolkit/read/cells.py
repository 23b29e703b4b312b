"""How cells of text become columns of the catalogue's kinds."""

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES
from ..platforms import DAY, Format
from ..schema import DataError
from .dates import read_dates
from .decisions import Decisions
from .numbers import currencies_in, decimal_mark, is_bound, is_percent, read_numbers
from .recognise import Match

_SAMPLE = 20_000
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def kind_of(name: str) -> str:
    """Return what a column of this name holds: text, numbers, days, times or flags."""
    if name == DAY:
        return "date"
    return DIMENSIONS[name].kind if name in DIMENSIONS else "number"


def typed(text: pd.DataFrame, match: Match, decisions: Decisions) -> pd.DataFrame:
    """Read every column by its kind.

    Raises
    ------
    DataError
        Naming each column with a cell that cannot be read.
    """
    numeric = [name for name in text if kind_of(name) == "number"]
    decisions.mark = decimal_mark(
        cell for name in numeric for cell in text[name].dropna().head(_SAMPLE).unique()
    )
    columns, faults = {}, []
    for name in text.columns:
        try:
            columns[name] = _read(text[name], name, match.format, decisions)
        except DataError as error:
            faults.append(f"{decisions.header_of(name)}: {error}")
    if faults:
        raise DataError("\n  ".join([f"{match.raw.name}: some cells cannot be read:", *faults]))
    return pd.DataFrame(columns, index=text.index)


def _read(cells: pd.Series, name: str, format_: Format, decisions: Decisions) -> pd.Series:
    kind = kind_of(name)
    if cells.isna().all():
        return pd.Series(pd.NaT if kind in ("date", "time") else pd.NA, cells.index)
    if kind in ("date", "time"):
        return read_dates(cells, format_.dates, format_.time_zone if kind == "time" else "")
    if kind == "flag":
        return read_flags(cells)
    if kind == "text":
        return cells.astype("str").replace(dict(format_.values.get(name, {})))
    return _numbers(cells, name, format_, decisions)


def _numbers(cells: pd.Series, name: str, format_: Format, decisions: Decisions) -> pd.Series:
    numbers = read_numbers(cells, decisions.mark)
    hard = cells[numbers.isna() & cells.notna()]
    if len(hard):
        bounds = hard[is_bound(hard)]
        decisions.bounded += [(int(row), name, cell) for row, cell in bounds.items()]
        wrong = hard.drop(bounds.index)
        if len(wrong):
            more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
            raise DataError(f"{wrong.iloc[0]!r} in row {wrong.index[0]}{more} is not a number.")
    if name in MEASURES and MEASURES[name].counts == "money" and not decisions.currency:
        codes = currencies_in(cells)
        decisions.currency = codes.pop() if len(codes) == 1 else ""
    scale = (
        float(format_.scales.get(name, 1))
        if name not in format_.rates
        else float(format_.rates[name]["scale"])
    )
    if scale != 1:
        numbers = numbers.where(is_percent(cells), numbers * scale)
    counts = name in MEASURES and MEASURES[name].format == "integer"
    return numbers.astype("Int64") if counts and not (numbers % 1).any() else numbers


def read_flags(cells: pd.Series) -> pd.Series:
    """Read a column of yes and no.

    Examples
    --------
    >>> read_flags(pd.Series(["1", "No"])).tolist()
    [True, False]
    """
    return cells.str.casefold().map(_FLAGS).astype("boolean")
