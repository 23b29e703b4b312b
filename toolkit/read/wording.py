"""Cells that hold more than their value: ids in brackets, quoted keywords, days from and to."""

from collections.abc import Callable, Sequence

import pandas as pd

from ..platforms import SPANS, Format
from .decisions import Decisions
from .distinct import over
from .matching import matches

_FORMULA = r'^="?([^"]*)"?$'
_FROM_TO = r"^(\d{4}-\d{2}-\d{2}) (?:-|to) (\d{4}-\d{2}-\d{2})$"
_EDGES = {"date_start": r"\1", "date_end": r"\2"}
_SPOILT = {
    r"^\d(?:[.,]\d+)?E\+\d{2}$": "a spreadsheet rounded the ids, so different ones look alike",
    r"^#¿?\w+[?!]$": "a spreadsheet took the ids for formulas, so different ones look alike",
}
_BREAKDOWNS = (
    "country", "region", "age_band", "gender", "platform", "placement", "device",
)  # fmt: skip


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
    return _with_edges(_without_wholes(text, format_.wholes))


def _without_wholes(text: pd.DataFrame, wholes: Sequence[str]) -> pd.DataFrame:
    """A row of all ages is of no age: what it counts may stand in other rows, too."""
    for name in (name for name in _BREAKDOWNS if wholes and name in text):
        whole = text[name].isin(wholes)
        text[name] = text[name].mask(whole) if whole.any() else text[name]
    return text


def _taking(pattern: str, group: str = r"\1") -> Callable[[pd.Series], pd.Series]:
    return lambda cells: cells.str.replace(pattern, group, regex=True)


def _with_edges(text: pd.DataFrame) -> pd.DataFrame:
    """A month, a week or the like that says its first and last day has these instead."""
    for name in [each for each in SPANS if each in text]:
        said = matches(text[name], _FROM_TO)
        if said.any() and (said | text[name].isna()).all():
            edges = {
                edge: over(text[name], _taking(_FROM_TO, group))
                for edge, group in _EDGES.items()
                if edge not in text
            }
            text = text.drop(columns=name).assign(**edges)
    return text


def without_spoilt_ids(text: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    """Make ids missing that a spreadsheet spoilt; their rows are delivery all the same.

    Examples
    --------
    >>> ids = pd.DataFrame({"campaign_id": ["71", "1.20212E+17", "#NAME?"]}, dtype="str")
    >>> without_spoilt_ids(ids, Decisions())["campaign_id"].tolist()
    ['71', nan, nan]
    """
    for name in (name for name in text if name.endswith("_id")):
        for pattern, why in _SPOILT.items():
            if (spoilt := matches(text[name], pattern)).any():
                decisions.blanked.append((name, int(spoilt.sum()), why))
                text = text.assign(**{name: text[name].mask(spoilt)})
    return text
