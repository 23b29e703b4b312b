"""Cells whose text is wrapped in something: ids in brackets, times with a zone, quoted keywords."""

from collections.abc import Callable

import pandas as pd

from ..platforms import Format
from .decisions import Decisions
from .distinct import over
from .matching import matches

_FORMULA = r'^="?([^"]*)"?$'
_ROUNDED = r"^\d(?:[.,]\d+)?E\+\d{2}$"


def unwrapped(text: pd.DataFrame, format_: Format) -> pd.DataFrame:
    """Take out of each cell what its format says belongs to the value.

    Examples
    --------
    >>> ids = pd.DataFrame({"campaign_id": ["[71]", '="72"']}, dtype="str")
    >>> own = Format("f", "f", "f", "f", {}, extract={"campaign_id": r"^\\[(.*)\\]$"})
    >>> unwrapped(ids, own)["campaign_id"].tolist()
    ['71', '72']
    """
    for name in text:
        if pattern := format_.extract.get(name):
            text[name] = over(text[name], _taking(pattern))
        if name.endswith("_id"):
            text[name] = over(text[name], _taking(_FORMULA))
    return text


def _taking(pattern: str) -> Callable[[pd.Series], pd.Series]:
    return lambda cells: cells.str.replace(pattern, r"\1", regex=True)


def without_rounded(text: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    """Make ids missing that a spreadsheet rounded; their rows are delivery all the same.

    Examples
    --------
    >>> ids = pd.DataFrame({"campaign_id": ["71", "1.20212E+17"]}, dtype="str")
    >>> without_rounded(ids, Decisions())["campaign_id"].tolist()
    ['71', nan]
    """
    for name in (name for name in text if name.endswith("_id")):
        rounded = matches(text[name], _ROUNDED)
        if rounded.any():
            why = "a spreadsheet rounded the ids, so different ones look alike"
            decisions.blanked.append((name, int(rounded.sum()), why))
            text = text.assign(**{name: text[name].mask(rounded)})
    return text
