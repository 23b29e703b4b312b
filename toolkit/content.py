"""Pieces of content: which names tell them apart, and what each of them answers."""

from collections.abc import Sequence

import pandas as pd

from .catalog import leaves
from .catalog import metrics as declared
from .enclose import is_shared, splits
from .export import Export
from .rules import VIEW_RULE, clash
from .summarize import summarize

_CONTENT: tuple[tuple[str, ...], ...] = (
    ("post_id", "title"), ("post_id", "text"), ("post_id",), ("post",),
    ("permalink", "title"), ("permalink", "text"), ("permalink",), ("title",),
    ("ad",), ("ad_id",), ("creative",), ("search_term",), ("keyword",), ("ad_group",),
    ("campaign",), ("placement",), ("objective",), ("account",), ("platform",),
    ("country",), ("region",), ("age_band",), ("gender",), ("date_start",),
)  # fmt: skip


def content_of(table: pd.DataFrame) -> list[str]:
    """Return the dimensions that tell pieces of content apart, the finest that vary.

    A table that names no content is split by place, person or day instead; one that names
    nothing at all by nothing.

    Examples
    --------
    >>> content_of(pd.DataFrame({"ad": ["a", "b"], "campaign": ["c", "c"], "reach": [1, 2]}))
    ['ad']
    """
    known = {name for name in table if _is_told(table, name)}
    present = [names for names in _CONTENT if known.issuperset(names)] or [()]
    several = [names for names in present if len(table[list(names)].drop_duplicates()) > 1]
    return list((several or present)[0])


def _is_told(table: pd.DataFrame, name: str) -> bool:
    """Whether every platform tells it: ads of one are not set beside the unnamed of others."""
    told = table[name].notna()
    if name == "platform" or "platform" not in table:
        return bool(told.any())
    return bool(told.groupby(table["platform"], dropna=False, observed=True).any().all())


def summarize_content(table: pd.DataFrame | Export, metrics: Sequence[str]) -> pd.DataFrame:
    """Roll a table up to one row per piece of content, or more where one row would be refused.

    A piece of content that stands under several rules, as one whose counts began before a
    rule changed and ended after, has a row for each; likewise one that was paid in several
    currencies.

    Parameters
    ----------
    table : DataFrame or Export
        A checked delivery table.
    metrics : sequence of str
        Names of the catalogue; people are answered by the two figures that enclose them.

    Returns
    -------
    DataFrame, one row per piece of content
        As `summarize` gives it with ``people="bounds"``.

    Raises
    ------
    DataError
        If the table lacks a column that a metric needs.

    Examples
    --------
    >>> rows = pd.DataFrame({"ad": ["a", "b", "b"], "impressions": [900, 500, 700]})
    >>> summarize_content(rows, ["impressions"])["impressions"].to_dict()
    {'a': 900, 'b': 1200}
    """
    rows = table.table if isinstance(table, Export) else table
    by = content_of(rows)
    parts = [leaf for metric in declared(list(metrics)) for leaf in leaves(metric)]
    apart = [name for part in parts if not is_shared(part) for name in splits(rows, part, by)]
    ruled = [VIEW_RULE for part in parts if clash(rows, part, by)]
    return summarize(table, metrics, [*by, *dict.fromkeys([*apart, *ruled])], people="bounds")
