"""Which rows are totals: of the whole file, of parts of it, or of more than the file holds."""

import numpy as np
import pandas as pd

from ..catalog import MEASURES
from ..enclose import is_shared
from ..platforms import Format
from ..schema import floats
from .distinct import as_text
from .matching import matches, matching_rows

# A row that names one of these besides the label is delivery that happens to be called Total.
_NAMED = (
    "status", "account", "campaign", "campaign_id", "ad_group", "ad_group_id", "ad", "ad_id",
    "creative", "keyword", "search_term", "post_id", "title", "permalink",
)  # fmt: skip
# Columns of which one tells what a row is of, wherever it stands.
_KEYS = ("post_id", "day", "country", "region", "source", "device", "format", "age_band")
_PERIOD = ("date_start", "date_end")
_OF_THE_FILE = (*_PERIOD, "currency")
_ROUNDING, _SHARE = 0.011, 1e-6
PART, ANOTHER = "total of a part of the rows", "another total row"


def find_totals(
    text: pd.DataFrame, edge: pd.DataFrame, format_: Format
) -> tuple[list[int], dict[int, str]]:
    """Find the rows that make the file's total, and those that are other totals, and why.

    Parameters
    ----------
    text : DataFrame of str
        Rows under catalogue names.
    edge : DataFrame of str
        The first cells of the same rows, in which labels of totals stand, if columns were not
        moved.
    format_ : Format
        Says what a label looks like, and where the parts add up to the whole.
    """
    edge = edge.iloc[:, : format_.label_cells]
    edge = pd.concat([edge, text[[name for name in _KEYS if name in text]]], axis=1)
    labels = _labels(text, edge, format_.total_label)
    parts = _labels(text, edge, format_.total_parts)
    if labels.empty:
        return parts.index.tolist() or _blank_total(text, format_), {}
    first, *others = labels.index
    repeated = labels.eq(labels[first]).sum() > 1
    why = dict.fromkeys(others, ANOTHER) | dict.fromkeys(parts.index, PART)
    if repeated:
        why |= dict.fromkeys(labels.index[labels.eq(labels[first])], PART)
    return [] if repeated else [int(first)], why


def told_by_figures(
    totals: list[int], values: pd.DataFrame, text: pd.DataFrame, format_: Format
) -> list[int]:
    """Hold a total that names nothing against the rows; of several such rows the sum is the one.

    Others may name nothing either, such as rows of an unknown place.

    Parameters
    ----------
    totals : list of int
        What was found by labels and blank names.
    values, text : DataFrame
        The same rows, read and as they are written.
    format_ : Format
        Says what a total leaves blank.

    Examples
    --------
    >>> places = Format("p", "", "", "", {}, total_where_blank=("country",))
    >>> rows = pd.DataFrame({"country": [None, "Chad", None], "clicks": [7, 2, 5]})
    >>> told_by_figures([], rows, rows, places)
    [0]
    >>> told_by_figures([2], rows[1:].assign(clicks=[5, 2]), rows[1:], places)
    []
    """
    names = [name for name in format_.total_where_blank if name in text]
    added = [name for name in values if name in MEASURES and not is_shared(MEASURES[name])]
    blank = text.index[text[names].isna().all(axis=1)] if names and added else text.index[:0]
    if not len(blank) or (totals and totals[-1] not in blank):
        return totals
    counted = values[added].apply(floats)
    if totals and _can_hold(counted, totals[-1]):
        return totals
    sums, rows = counted.sum(), counted.loc[blank]
    whole = (2 * rows).sub(sums).abs().le(_ROUNDING + _SHARE * sums) | rows.isna()
    found = blank[whole.all(axis=1) & rows.gt(0).any(axis=1)]
    return found.tolist() if len(found) == 1 and len(blank) > 1 else []


def _can_hold(counted: pd.DataFrame, total: int) -> bool:
    """Whether a row can be the sum of the others: none counts more in all that it tells."""
    told = counted.loc[total].dropna()
    return told.empty or not counted.drop(index=total)[told.index].max().gt(told).all()


def total_of(rows: pd.DataFrame) -> pd.DataFrame | None:
    """Return the total as a delivery table of one row; parts are added where that is allowed.

    Examples
    --------
    >>> parts = pd.DataFrame({"impressions": [7, 5], "reach": [4, 3], "currency": "EUR"})
    >>> total_of(parts).to_dict("list")
    {'impressions': [12], 'currency': ['EUR']}
    """
    if rows.empty:
        return None
    kept = [name for name in rows if name in MEASURES or name in _OF_THE_FILE]
    if len(rows) > 1:
        summed = [name for name in kept if name in MEASURES and not is_shared(MEASURES[name])]
        sums = {name: rows[name].sum(min_count=1) for name in summed}
        kept = [name for name in kept if name in summed or name in _OF_THE_FILE]
        rows = rows.head(1).assign(**sums)
    return rows[kept].dropna(axis=1, how="all")


def _labels(text: pd.DataFrame, edge: pd.DataFrame, pattern: str) -> pd.Series:
    """The label of each row that has one in its first cells, or as id, and names nothing else."""
    rows = matching_rows(edge, pattern) if pattern else np.zeros(len(edge), dtype=bool)
    if not rows.any():
        return pd.Series(dtype="str")
    some = edge[rows].astype("str")
    labels = some.where(some.apply(matches, pattern=pattern)).bfill(axis=1).iloc[:, 0]
    named = text.loc[labels.index, [name for name in _NAMED if name in text]].astype("str")
    other = named.notna() & named.ne(labels, axis=0)
    ids = [name for name in named if name.endswith("_id")]
    instead = named[ids].eq(labels, axis=0).any(axis=1)
    return labels[instead | ~other.any(axis=1)]


def _blank_total(text: pd.DataFrame, format_: Format) -> list[int]:
    """The row whose dimensions are all blank, if others stand beside it.

    Without any dimension, it is the one over all the days that the others are of.
    """
    names = [name for name in format_.total_where_blank if name in text]
    if names:
        blank = text.index[text[names].isna().all(axis=1)]
    else:
        blank = _of_all_days(text) if format_.total_where_blank else text.index[:0]
    return blank.tolist() if len(blank) == 1 and len(text) > 1 else []


def _of_all_days(text: pd.DataFrame) -> pd.Index:
    """Rows of more than a day that begin with the first and end with the last, beside days."""
    if not {*_PERIOD} <= {*text} or text[[*_PERIOD]].isna().any(axis=None):
        return text.index[:0]
    start, end = (as_text(text[[name]])[name] for name in _PERIOD)
    whole = start.eq(start.min()) & end.eq(end.max()) & start.ne(end)
    return text.index[whole] if start[~whole].eq(end[~whole]).all() else text.index[:0]
