"""How cells become numbers: the decimal mark, thousands, percents, currencies, bounds."""

import re
from collections.abc import Iterable

import pandas as pd

from ..platforms import SIGNS
from ..schema import DataError
from .matching import matches

_POINT = re.compile(r"^\D*(\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+|\d+\.(\d{1,2}|\d{4,})|0\.\d+)\D*$")
_COMMA = re.compile(r"^\D*(\d{1,3}([. \u00a0\u202f]\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|0,\d+)\D*$")
_THOUSANDS = re.compile(r"^-?[1-9]\d{0,2}(\.\d{3})+$")
_MARKED = r"[^\d.,\s%+-]"
_BOUND = r"^\s*[<>≤≥]"
_SPACES = r"[\s\u00a0\u202f\u2009']"
_CODE = re.compile(r"^([A-Z]{3})\s?-?[\d.,]|[\d.,]\s?([A-Z]{3})$")
_ANY_SIGN = r"[A-Z]{3}|R\$|US\$|[$€£¥₹₺₽₩₫₴฿₪₱]|zł|kr|Kč|Ft"


def decimal_mark(cells: Iterable[str], counts: Iterable[str] = ()) -> str:
    """Decide from the cells whether a point or a comma begins the decimals.

    ``counts`` are the cells that hold whole numbers: in them ``1.234`` is above a thousand.

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
    >>> decimal_mark(["1.234"], counts=["1.234"]), decimal_mark(["1.234"])
    (',', '.')
    """
    marked = [cell for cell in cells if "," in cell or "." in cell]
    point = next((cell for cell in marked if _POINT.match(cell)), None)
    comma = next((cell for cell in marked if _COMMA.match(cell)), None)
    if point and comma:
        raise DataError(
            f"{point!r} has a decimal point and {comma!r} a decimal comma; one file has one "
            "decimal mark. Download it again and do not save it from a spreadsheet."
        )
    if comma or point:
        return "," if comma else "."
    dotted = any(re.search(r"\d\.\d{3}(\.|\D|$)", cell) for cell in marked)
    thousands = dotted and any(cell.count(".") > 1 for cell in marked)
    return "," if thousands or any(map(_THOUSANDS.match, counts)) else "."


def read_numbers(cells: pd.Series, mark: str = ".") -> pd.Series:
    """Read a column of numbers; what is not a number stays missing for the caller to report.

    Percents become fractions; signs and codes of currencies are left off.

    Examples
    --------
    >>> read_numbers(pd.Series(["1,606,880", None, "12%", "ARS 4,381.41"])).tolist()
    [1606880.0, nan, 0.12, 4381.41]
    """
    if mark == "." and (plain := _plain_numbers(cells)) is not None:
        return plain
    numbers = pd.to_numeric(cells, errors="coerce").astype("float64")
    hard = cells.notna() & (numbers.isna() | (mark == ","))
    numbers[hard] = _written(cells[hard], mark)
    return numbers


def is_percent(cells: pd.Series) -> pd.Series:
    """Tell which cells carry a percent sign."""
    return cells.fillna("").str.contains("%", regex=False)


def is_bound(cells: pd.Series) -> pd.Series:
    """Tell which cells are a bound, not a number.

    Examples
    --------
    >>> is_bound(pd.Series(["< 10%", "≤100", "12"])).tolist()
    [True, True, False]
    """
    return cells.fillna("").str.contains(_BOUND, regex=True)


def currencies_in(cells: pd.Series) -> set[str]:
    """Return the currencies that amounts carry in their cells.

    Examples
    --------
    >>> currencies_in(pd.Series(["ARS665.27", "12,50 €", "$5"])) == {"ARS", "EUR"}
    True
    """
    samples = cells[matches(cells, _MARKED)].unique()
    codes = {found[1] or found[2] for cell in samples if (found := _CODE.search(cell.strip()))}
    return codes | {code for sign, code in SIGNS.items() if any(sign in cell for cell in samples)}


def _plain_numbers(cells: pd.Series) -> pd.Series | None:
    """The fast way for columns that hold nothing but plain numbers."""
    import pyarrow as pa

    try:
        numbers = pa.array(cells, type=pa.string(), from_pandas=True).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    return pd.Series(numbers.to_numpy(zero_copy_only=False), cells.index)


def _written(cells: pd.Series, mark: str) -> pd.Series:
    text = cells.str.replace(_ANY_SIGN, "", regex=True).str.replace(_SPACES, "", regex=True)
    share = text.str.endswith("%")
    text = text.str.rstrip("%").str.replace("\u2212", "-", regex=False)
    text = text.str.replace("." if mark == "," else ",", "", regex=False)
    text = text.str.replace(mark, ".", regex=False)
    numbers = pd.to_numeric(text, errors="coerce").astype("float64")
    return numbers.where(~share, numbers / 100)
