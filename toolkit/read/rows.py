"""Which rows below a header are delivery, and which are totals, footers, descriptions, ghosts."""

import re

import pandas as pd

from ..catalog import MEASURES
from ..platforms import DAY, Format
from ..schema import Problem
from .cells import kind_of
from .decisions import Decisions
from .distinct import possible, without
from .matching import matches, matching_rows
from .totals import find_totals

_NUMBER = r"\d"
_LINES = 100
_WHOLE = "counts the whole period of rows by day, which stand beside it"


def delivery_rows(
    text: pd.DataFrame,
    edge: pd.DataFrame,
    blank: pd.Series,
    format_: Format,
    decisions: Decisions,
) -> tuple[pd.DataFrame, list[int]]:
    """Return the rows that are delivery, with the file's total among them, and its number.

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
    text = _without_headers(text, edge, decisions)
    text = _without_descriptions(text, format_, decisions)
    totals, others = find_totals(text, _beside(text, edge), format_)
    text = _without_label(text, totals, format_)
    for row, why in others.items():
        text = _dropped(text, pd.Index([row]), why, decisions)
    for drop in format_.drop:
        if drop.column in text:
            hits = matches(text[drop.column], drop.matches)
            if re.search(drop.matches, ""):
                hits |= text[drop.column].isna()
            ghosts = text.index[hits]
            text = _dropped(text, ghosts.difference(totals), drop.why, decisions)
    return _without_wholes(text, totals, decisions), totals


def _without_wholes(text: pd.DataFrame, totals: list[int], decisions: Decisions) -> pd.DataFrame:
    """Leave out rows with a word in place of a day, where the other rows say the days."""
    if DAY not in text or matches(possible(text[DAY]).dropna(), _NUMBER).all():
        return text
    days = matches(text[DAY], _NUMBER)
    words = text.index[text[DAY].notna() & ~days].difference(totals)
    return _dropped(text, words, _WHOLE, decisions) if days.any() else text


def _without_label(text: pd.DataFrame, totals: list[int], format_: Format) -> pd.DataFrame:
    """The label of a total may stand where the rows have their day, and is none."""
    label = "|".join(filter(None, (format_.total_label, format_.total_parts)))
    for name in (name for name in text if totals and label and kind_of(name) == "date"):
        text.loc[totals, name] = text.loc[totals, name].mask(matches(text.loc[totals, name], label))
    return text


def _before_footer(
    text: pd.DataFrame,
    edge: pd.DataFrame,
    blank: pd.Series,
    format_: Format,
    decisions: Decisions,
) -> pd.DataFrame:
    ends = _matching(edge.iloc[:, :2], format_.ends_where)
    if format_.ends_where_blank:
        ends = ends.append(text.index[blank & (~blank).cummax()])
    if len(ends):
        end = min(ends)
        text, footer = text[(text.index < end) & ~blank], text[(text.index >= end) & ~blank]
        lines = edge.loc[footer.index[:_LINES]].astype("str").fillna("")
        lines = lines.itertuples(index=False, name=None)
        decisions.below = [" ".join(filter(None, line)) for line in lines]
        decisions.dropped += [(int(row), "footer below the data") for row in footer.index]
        return text
    text = without(text, text.index[blank])
    footer = _matching(_beside(text, edge).iloc[:, :1], format_.footer)
    return _dropped(text, footer, "footer below the data", decisions)


def _without_headers(text: pd.DataFrame, edge: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    """A row that says of a measure what its header says is the header again.

    Below a title, it is that of another table, which may be of another platform.
    """
    measure = next((name for name in text if name in MEASURES), None)
    if measure is None:
        return text
    again = text.index[text[measure].eq(decisions.header_of(measure))]
    above = edge.loc[[text.index[at - 1] for at in text.index.get_indexer(again) if at > 0]]
    titles = above[above.notna().sum(axis=1).eq(1)].iloc[:, 0].dropna()
    titles = titles[text.loc[titles.index, measure].isna()]
    if len(titles):
        told = (
            f"The header stands again below {titles.iloc[0]!r}: tables of different things may "
            f"stand one below the other. Read each by itself with table={titles.iloc[0]!r}."
        )
        decisions.problems.append(Problem("look", "stacked", "", told))
    return _dropped(text, again, "repeats the header", decisions)


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


def _beside(text: pd.DataFrame, edge: pd.DataFrame) -> pd.DataFrame:
    """The first cells of the rows that are left."""
    return edge if len(edge) == len(text) else edge.loc[text.index]


def _matching(edge: pd.DataFrame, pattern: str) -> pd.Index:
    if not pattern or edge.empty:
        return edge.index[:0]
    return edge.index[matching_rows(edge, pattern)]


def _dropped(text: pd.DataFrame, rows: pd.Index, why: str, decisions: Decisions) -> pd.DataFrame:
    decisions.dropped += [(int(row), why) for row in rows]
    return without(text, rows)
