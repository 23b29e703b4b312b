"""Where the impressions of posts come from: surfaces, or paid support beside the rest."""

import pandas as pd

from ..export import Export
from ..schema import DataError
from .posts import rows_of

SOURCE = "source"
_IDS = {"post_id", "permalink"}
_PARTS = {"organic": "organic_impressions", "paid": "paid_impressions"}


def by_source(table: pd.DataFrame | Export) -> pd.DataFrame:
    """Return a row per post and source of its impressions.

    Parameters
    ----------
    table : DataFrame or Export
        A delivery table of posts with ``source`` (home, profile, hashtags, explore, ...), which is
        returned as it is, or with ``organic_impressions`` and ``paid_impressions``.

    Returns
    -------
    DataFrame
        With ``source``, and ``impressions`` of that source; of people nothing, since sources share
        them. Posts without impressions of a source have no row for it; those without an id are
        numbered.

    Raises
    ------
    DataError
        If the table tells no sources.

    Examples
    --------
    >>> posts = pd.DataFrame({"organic_impressions": [90, 80], "paid_impressions": [0, 500]})
    >>> by_source(posts)[["source", "impressions"]].to_numpy().tolist()
    [['organic', 90], ['organic', 80], ['paid', 500]]
    """
    rows = rows_of(table)
    if SOURCE in rows:
        return rows
    held = {source: name for source, name in _PARTS.items() if name in rows}
    if len(held) < len(_PARTS):
        raise DataError(
            "The table tells no sources of impressions: it needs source, or organic_impressions "
            "and paid_impressions."
        )
    if not _IDS.intersection(rows):
        rows = rows.assign(post_id=[str(number) for number in range(len(rows))])
    rest = rows.drop(columns=["impressions", "reach", *held.values()], errors="ignore")
    parts = [
        rest.assign(source=source, impressions=rows[name])[rows[name].gt(0).fillna(False)]
        for source, name in held.items()
    ]
    return pd.concat(parts, ignore_index=True)
