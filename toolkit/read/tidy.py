"""Cells without spaces around them, and missing where they say nothing."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ..platforms import Format
from ..side_by_side import side_by_side
from .cells import kind_of
from .distinct import distinct, over, possible

_NA = "NA"
_SHORT = 1000  # rows, up to which telling cells apart takes longer than it saves


def tidied(
    raw: pd.DataFrame, places: Sequence[int], names: Mapping[int, str], format_: Format
) -> pd.DataFrame:
    """Return the columns at some places, tidy; ``names`` says which of all are used, and as what.

    Examples
    --------
    >>> own = Format("f", "f", "f", "f", {}, missing=("--",))
    >>> tidied(pd.DataFrame({0: [" 5", "--"]}, dtype="str"), [0], {0: "views"}, own)[0].tolist()
    ['5', nan]
    """
    called = _places_of_na(raw, names) if _NA in format_.missing else set()
    nothing = ["", *format_.missing]
    silent = nothing, [each for each in nothing if each != _NA]
    columns = side_by_side(
        lambda place: _tidied(raw[place], silent[place in called]), places, len(raw)
    )
    return pd.DataFrame(dict(zip(places, columns, strict=True)), copy=False)


def _places_of_na(raw: pd.DataFrame, names: Mapping[int, str]) -> set[int]:
    """Columns of names in which NA is Namibia or a campaign, unless numbers are written so, too."""
    named = {place for place, name in names.items() if kind_of(name) == "text"}
    named -= {place for place in named if names[place].endswith(("_id", "currency"))}
    have = {place for place in names if possible(raw[place]).eq(_NA).any()}
    return named if have <= named else set()


def _tidied(column: pd.Series, nothing: list[str]) -> pd.Series:
    """A column without spaces around its cells, missing where it says nothing."""
    column = distinct(column) if len(column) > _SHORT else column
    return over(column, lambda cells: _telling(cells.str.strip(), nothing))


def _telling(cells: pd.Series, nothing: list[str]) -> pd.Series:
    silent = cells.isin(nothing)
    return cells.mask(silent) if silent.any() else cells
