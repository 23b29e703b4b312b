"""How cells become numbers: the decimal mark, thousands, percents, currencies, bounds."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..platforms import ANY_SIGN, SIGN_WITH_COMMA, currencies_signed
from ..schema import DataError
from .matching import matches

_POINT = r"^\D*(\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+|\d+\.(\d{1,2}|\d{4,})|0\.\d+)\D*$"
_GAPS = ". \u00a0\u202f"  # as they are: Arrow's patterns know no names of characters
_COMMA = rf"^\D*(\d{{1,3}}([{_GAPS}]\d{{3}})+,\d+|\d+,(\d{{1,2}}|\d{{4,}})|0,\d+)\D*$"
_THOUSANDS = re.compile(r"^-?[1-9]\d{0,2}(\.\d{3})+$")
_MARKED = r"[^\d.,\s%+-]"
_BOUND = r"^\s*[<>≤≥]"
_SPACES = r"[\s\v\x1c-\x1f\x85\p{Z}']"
_CODE = re.compile(r"^([A-Z]{3})\s?-?[\d.,]|[\d.,]\s?([A-Z]{3})$")
_SIGNED = rf"^(-?){_SPACES}*(?:{ANY_SIGN})|(?:{ANY_SIGN}){_SPACES}*$"
_GROUPED = r"[1-9]\d{0,2}(\.\d{3})+"
_HOME = f"(?:{SIGN_WITH_COMMA})"
_AT_HOME = rf"^-?{_HOME}{_SPACES}?-?{_GROUPED}$|^-?{_GROUPED}{_SPACES}?{_HOME}$"
_ABROAD = r"^-?[1-9]\d{0,2}(,\d{3})+$"
_FIRST = 1000


def decimal_mark(cells: Sequence[str] | pd.Series, counts: Sequence[str] | pd.Series = ()) -> str:
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
    >>> decimal_mark(["Rp 150.000"]), decimal_mark(["$1.234"])
    (',', '.')
    """
    marked = _with_marks(cells).drop_duplicates()
    point, comma, home = (_first(marked, each) for each in (_POINT, _COMMA, _AT_HOME))
    comma = comma or home
    point = point or (_first(_with_marks(counts), _ABROAD) if home else None)
    if point and comma:
        raise DataError(
            f"{point!r} has a decimal point and {comma!r} a decimal comma; one file has one "
            "decimal mark. Download it again and do not save it from a spreadsheet."
        )
    if comma or point:
        return "," if comma else "."
    dotted = any(re.search(r"\d\.\d{3}(\.|\D|$)", cell) for cell in marked)
    thousands = dotted and any(cell.count(".") > 1 for cell in marked)
    return "," if thousands or any(map(_THOUSANDS.match, _with_marks(counts))) else "."


def _first(cells: pd.Series, pattern: str) -> str | None:
    return next(iter(cells[matches(cells, pattern)]), None)


def _with_marks(cells: Sequence[str] | pd.Series) -> pd.Series:
    text = pd.Series(cells, dtype="str")
    return text[matches(text, "[.,]")]


def read_numbers(cells: pd.Series, mark: str = ".", scale: float = 1) -> pd.Series:
    """Read a column of numbers; what is not a number stays missing for the caller to report.

    Percents become fractions, all else is multiplied by ``scale``; signs and codes of currencies
    are left off.

    Examples
    --------
    >>> read_numbers(pd.Series(["1,606,880", None, "12%", "ARS 4,381.41"])).tolist()
    [1606880.0, nan, 0.12, 4381.41]
    """
    return numbers_and_signs(cells, mark, scale)[0]


def numbers_and_signs(
    cells: pd.Series, mark: str = ".", scale: float = 1
) -> tuple[pd.Series, bool]:
    """Read a column of numbers, and tell whether any cell holds more than programs write.

    Only then can it be a currency.

    Examples
    --------
    >>> [numbers_and_signs(pd.Series([cell]))[1] for cell in ("1,606", "12%", "ARS 4,381.41")]
    [False, False, True]
    """
    import pyarrow as pa
    from pyarrow import compute

    written = pa.array(cells, type=pa.large_string(), from_pandas=True)
    if mark == "." and (numbers := _cast(written)) is not None:
        return pd.Series(numbers if scale == 1 else numbers * scale, cells.index), False
    if signed := (numbers := _cast(_plain(written, mark))) is None:
        written = _unsigned(written)
        numbers = _cast(plain := _plain(written, mark))
        if numbers is None:
            numbers = pd.to_numeric(plain.to_pandas(), errors="coerce").to_numpy()
    percent = compute.ends_with(written, "%").fill_null(False).to_numpy(zero_copy_only=False)
    numbers = np.where(percent, numbers / 100, numbers) if percent.any() else numbers
    read = pd.Series(numbers, cells.index, dtype="float64")
    return read if scale == 1 else read.where(is_percent(cells), read * scale), signed


def is_percent(cells: pd.Series) -> pd.Series:
    """Tell which cells carry a percent sign."""
    return cells.str.contains("%", regex=False, na=False)


def is_bound(cells: pd.Series) -> pd.Series:
    """Tell which cells are a bound, not a number.

    Examples
    --------
    >>> is_bound(pd.Series(["< 10%", "≤100", "12"])).tolist()
    [True, True, False]
    """
    return cells.str.contains(_BOUND, regex=True, na=False)


def currencies_in(cells: pd.Series) -> set[str]:
    """Return the currencies that amounts carry in their cells.

    Examples
    --------
    >>> currencies_in(pd.Series(["ARS665.27", "12,50 €", "$5", "CA$5"])) == {"ARS", "EUR", "CAD"}
    True
    """
    samples = cells[matches(cells, _MARKED)].unique()
    codes = {found[1] or found[2] for cell in samples if (found := _CODE.search(cell.strip()))}
    return codes.union(*map(currencies_signed, samples))


def _cast(text: Any) -> np.ndarray | None:
    """Numbers, if every cell is one as programs write it; missing cells are none.

    The first cells are tried alone, for Arrow words a fault for each cell that is no number.
    """
    import pyarrow as pa

    try:
        text[:_FIRST].cast(pa.float64())
        return text.cast(pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None


def _plain(text: Any, mark: str) -> Any:
    """Cells without thousands marks and percent signs, with a decimal point."""
    from pyarrow import compute

    text = compute.replace_substring(text, "." if mark == "," else ",", "")
    text = compute.replace_substring(text, ",", ".") if mark == "," else text
    percents = compute.any(compute.ends_with(text, "%")).as_py()
    return compute.ascii_rtrim(text, "%") if percents else text


def _unsigned(text: Any) -> Any:
    """Cells without currencies and spaces, and with a minus as programs write it."""
    from pyarrow import compute

    text = compute.replace_substring(text, "\u2212", "-")
    text = compute.replace_substring_regex(text, _SIGNED, r"\1")
    return compute.replace_substring_regex(text, _SPACES, "")
