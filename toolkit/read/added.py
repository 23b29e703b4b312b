"""A sum that somebody added below the rows of a file."""

from collections.abc import Sequence

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES
from ..platforms import SPANS
from .decisions import Decisions
from .distinct import differs, without
from .matching import matches

SUM = (
    r"(?i)^(?:Grand |Sub)?(?:Totals?|Totale|Totaal|Gesamt|Summe|Suma|Sum|Somme|Somma|Soma|Razem|"
    r"Toplam|Итого|合計|합계)$"
)
_LABEL = SUM.removesuffix("$") + r"(?:\s*:.*)?$"
_WHY = "the sum of the rows above, which somebody added"
_NAMES = frozenset({"text", "date", "time"})
_PERIOD = ("date_start", "date_end")
_LEAST, _ROUNDING, _SHARE = 2, 0.011, 1e-6


def without_sum(values: pd.DataFrame, text: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    """Leave out a last row that names nothing and holds the sum of every measure above.

    It is no total of the platform's own: its people are added up, too, and stand for nobody.

    Parameters
    ----------
    values : DataFrame
        Rows of delivery.
    text : DataFrame of str
        The cells of the same rows, as the file has them.
    decisions : Decisions
        Takes down the row that is left out.

    Examples
    --------
    >>> rows = pd.DataFrame({"ad": ["a", "b", "Sum"], "clicks": [2, 3, 5]})
    >>> without_sum(rows, rows, Decisions())["clicks"].tolist()
    [2, 3]
    """
    if len(values) <= _LEAST or not _names_nothing(_beside(text, values)):
        return values
    above, last = values.iloc[:-1], values.iloc[-1]
    told = [name for name in values if name in MEASURES and pd.notna(last[name])]
    sums = above[told].sum()
    near = (last[told].astype("float") - sums).abs() <= (_SHARE * sums.abs()).clip(lower=_ROUNDING)
    if not (sums.any() and near.all()):
        return values
    decisions.dropped.append((int(values.index[-1]), _WHY))
    return above


def is_added(text: pd.DataFrame, row: int, blank: Sequence[str]) -> bool:
    """Tell whether a total known by its ``blank`` names lacks the period that platforms give it.

    Examples
    --------
    >>> rows = pd.DataFrame({"ad": ["a", None], "date_start": ["2026-05-01", None]})
    >>> is_added(rows, 1, ["ad"]), is_added(rows, 1, ["ad", "date_start"])
    (True, False)
    """
    period = [name for name in _PERIOD if name in text and name not in blank]
    return bool(blank and period) and bool(text.loc[row, period].isna().all())


def without_label(text: pd.DataFrame) -> pd.DataFrame:
    """Leave a word such as Sum in the last row out of the days and times beside it."""
    for name in [each for each in text if _kind(each) in ("date", "time")]:
        if len(text) > _LEAST and matches(text[name].iloc[-1:], SUM).all():
            text = text.assign(**{name: text[name].where(text.index != text.index[-1])})
    return text


def _names_nothing(text: pd.DataFrame) -> bool:
    """Whether the last row leaves blank what all others say, but for a word such as Sum.

    What is the same in every row, such as a currency, tells none apart.
    """
    names = [name for name in text if _kind(name) in _NAMES and differs(text[name])]
    always = [name for name in names if text[name].iloc[:-1].notna().all()]
    said = text[always].iloc[-1].dropna()
    return bool(always) and (
        said.empty or (len(said) == 1 and (len(always) > _LEAST or matches(said, _LABEL).all()))
    )


def _beside(text: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The cells of the rows that are left."""
    return without(text, text.index.difference(values.index))


def _kind(name: str) -> str:
    return "date" if name in SPANS else DIMENSIONS[name].kind if name in DIMENSIONS else ""
