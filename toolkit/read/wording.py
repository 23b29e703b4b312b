"""Cells whose text is wrapped in something: ids in brackets, times with a zone, quoted keywords."""

import pandas as pd

from ..platforms import Format
from .decisions import Decisions

_FORMULA = r'^="?([^"]*)"?$'
_ROUNDED = r"^\d(?:[.,]\d+)?E\+\d{2}$"


def unwrapped(text: pd.DataFrame, format_: Format, decisions: Decisions) -> pd.DataFrame:
    """Take out of each cell what its format says belongs to the value; ids that were rounded go.

    Examples
    --------
    >>> ids = pd.DataFrame({"campaign_id": ["[71]", '="72"', "1.20212E+17"]}, dtype="str")
    >>> own = Format("f", "f", "f", "f", {}, extract={"campaign_id": r"^\\[(.*)\\]$"})
    >>> unwrapped(ids, own, Decisions())["campaign_id"].tolist()
    ['71', '72', nan]
    """
    for name in text:
        if pattern := format_.extract.get(name):
            text[name] = text[name].str.replace(pattern, r"\1", regex=True)
        if name.endswith("_id"):
            text[name] = text[name].str.replace(_FORMULA, r"\1", regex=True)
            rounded = text[name].str.contains(_ROUNDED, na=False)
            if rounded.any():
                why = "a spreadsheet rounded the ids, so different ones look alike"
                decisions.blanked.append((name, int(rounded.sum()), why))
                text[name] = text[name].mask(rounded)
    return text
