"""Pieces of content beside each other: which was shown most, and to whom more often."""

from typing import Any

import pandas as pd

from ..content import summarize_content
from ..export import Export
from ..findings import Findings, find_most_shown
from ..memory import remembered
from ..summarize import held
from ..table import format_table
from .answers import asked

_SHOWN = ("impressions", "views", "reach")
_ASKED = ("impressions", "views", "reach", "frequency")


@asked
def plot_pieces(table: pd.DataFrame | Export) -> Any:
    """Draw which content was shown most: by impressions, or what the file has instead."""
    from ..plot import plot_ranking

    return plot_ranking(_pieces(table), held(table, _SHOWN)[0])


@asked
def find_pieces(table: pd.DataFrame | Export) -> Findings:
    """Say which content was shown most: by impressions, or what the file has instead.

    Examples
    --------
    >>> find_pieces(pd.DataFrame({"ad": ["a", "b"], "views": [3, 1]}))
    - Look: 'a' comes first with 3 views, 75.0% of the total of 2 groups.
    >>> find_pieces(pd.DataFrame({"ad": ["a", "b"], "spend": [3.0, 1.0]}))
    - Look: The table has none of impressions, views, reach, frequency. It holds: ad, spend.
    """
    return find_most_shown(_pieces(table), held(table, _SHOWN)[0])


@asked
def format_pieces(table: pd.DataFrame | Export, rows: int = 15) -> Any:
    """Lay out how often each piece of content was shown, to how many people, and how often each."""
    pieces = _pieces(table)
    ranked = pieces.sort_values(pieces.columns[0], ascending=False)
    return format_table(ranked, "Content by impressions, people and frequency", rows=rows)


@remembered
def _pieces(table: pd.DataFrame | Export) -> pd.DataFrame:
    return summarize_content(table, held(table, _ASKED))
