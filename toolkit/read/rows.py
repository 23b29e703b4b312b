"""Which rows below a header are delivery, and which are totals, footers, descriptions, ghosts."""

import pandas as pd

from ..catalog import MEASURES
from ..platforms import Format
from .decisions import Decisions

_NUMBER = r"\d"


def delivery_rows(
    text: pd.DataFrame,
    edge: pd.DataFrame,
    blank: pd.Series,
    format_: Format,
    decisions: Decisions,
) -> tuple[pd.DataFrame, int | None]:
    """Return the rows that are delivery, with the file's total row among them, and its number.

    Parameters
    ----------
    text : DataFrame of str
        Rows under catalogue names, indexed by their number in the file.
    edge : DataFrame of str
        The first cells of the same rows, whatever they mean: labels of totals stand there.
    blank : Series of bool
        Rows in which no cell at all says anything.
    format_ : Format
        Says what totals and footers look like.
    decisions : Decisions
        Takes down every row that is left out, and why.
    """
    text = _before_footer(text, edge, blank, format_, decisions)
    decisions.rows = len(text)
    text = _without_descriptions(text, format_, decisions)
    labelled = _matching(edge.loc[text.index], format_.total_label)
    total = int(labelled[0]) if len(labelled) else None
    text = _dropped(text, labelled[1:], "another total row", decisions)
    if total is None:
        total = _blank_total(text, format_)
    for drop in format_.drop:
        if drop.column in text:
            cells = text[drop.column].fillna("")
            ghosts = text.index[cells.str.contains(drop.matches, regex=True)]
            text = _dropped(text, ghosts.drop(total, errors="ignore"), drop.why, decisions)
    return text, total


def _before_footer(
    text: pd.DataFrame,
    edge: pd.DataFrame,
    blank: pd.Series,
    format_: Format,
    decisions: Decisions,
) -> pd.DataFrame:
    if format_.ends_where_blank and blank.any():
        end = text.index[blank][0]
        text, footer = text[text.index < end], text[(text.index > end) & ~blank]
        decisions.dropped += [(int(row), "footer below the data") for row in footer.index]
        return text
    text = text[~blank]
    footer = _matching(edge.loc[text.index].iloc[:, :1], format_.footer)
    return _dropped(text, footer, "footer below the data", decisions)


def _without_descriptions(
    text: pd.DataFrame, format_: Format, decisions: Decisions
) -> pd.DataFrame:
    """A row of words where numbers belong explains the header."""
    measures = [name for name in text if name in MEASURES]
    if not (format_.descriptions and measures and len(text)):
        return text
    words = text[measures].iloc[0].dropna()
    explains = len(words) and not words.str.contains(_NUMBER).all() and (words.str.len() > 8).any()
    return _dropped(text, text.index[:1], "describes the columns", decisions) if explains else text


def _blank_total(text: pd.DataFrame, format_: Format) -> int | None:
    """The row whose dimensions are all blank, if others stand beside it."""
    names = [name for name in format_.total_where_blank if name in text]
    blank = text.index[text[names].isna().all(axis=1)] if names else text.index[:0]
    return int(blank[0]) if len(blank) == 1 and len(text) > 1 else None


def _matching(edge: pd.DataFrame, pattern: str) -> pd.Index:
    if not pattern or edge.empty:
        return edge.index[:0]
    hits = edge.apply(lambda cells: cells.fillna("").str.contains(pattern, regex=True))
    return edge.index[hits.any(axis=1)]


def _dropped(text: pd.DataFrame, rows: pd.Index, why: str, decisions: Decisions) -> pd.DataFrame:
    decisions.dropped += [(int(row), why) for row in rows]
    return text.drop(index=rows)
