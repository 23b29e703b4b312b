"""A bill read in one currency, and the dimension that makes its segments."""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from ..catalog import DIMENSIONS, RATIOS, nearest
from ..export import Export
from ..money import convert
from ..numerals import write_count
from ..read import read_delivery
from ..schema import DataError

_CLICKS = {name: RATIOS[name].denominator for name in ("cpc", "cost_per_link_click")}
# From the broadest to the finest; the first that varies makes the segments.
_LEVELS = (
    "platform", "account", "campaign", "objective", "ad_group", "placement", "ad", "creative",
    "device", "format", "age_band", "gender", "country", "region", "keyword", "search_term",
    "post_id", "title",
)  # fmt: skip


def read_bill(data: str | Path, *, currency: str = "", rates: str | Path = "") -> Export:
    """Read an export, or a dataset that ships, with its money in one currency.

    Parameters
    ----------
    data : str or Path
        Path of a platform's file, or the name of a dataset.
    currency : str, optional
        ISO 4217 code: what amounts are converted to if there are ``rates``; what they are in if
        the file does not say; else which rows to keep.
    rates : str or Path, optional
        CSV file with the columns ``currency``, ``date`` and ``rate``.

    Returns
    -------
    Export
        The receipt says what was converted, filled in or left out.

    Raises
    ------
    DataError
        If the file cannot be read, has no row in the currency, or a day has no rate.

    Examples
    --------
    >>> read_bill("linkedin_ads").table["currency"].unique().tolist()
    ['USD']
    """
    export = read_delivery(data)
    rows = export.table
    if not currency or "spend" not in rows:
        return export
    if rates:
        return convert(export, rates, currency)
    codes = rows.get("currency", pd.Series(None, rows.index, dtype="object"))
    if codes.isna().all():
        note = f"The file does not say its currency; the caller says {currency}."
        return _noted(export, rows.assign(currency=currency), note)
    kept = codes.eq(currency)
    if not kept.any():
        held = ", ".join(sorted(codes.dropna().unique()))
        raise DataError(
            f"{export.receipt.file} has no row in {currency}; it is in {held}. Choose that one, or "
            f"give rates= to convert it to {currency}."
        )
    if kept.all():
        return export
    held, whole = (write_count(count) for count in (kept.sum(), len(rows)))
    note = f"Kept the rows in {currency}: {held} of {whole}."
    return replace(_noted(export, rows[kept], note), total=None)


def grain_of_bill(table: pd.DataFrame | Export, grain: str = "", *, finer: str = "") -> str:
    """Return the dimension that makes the segments: the one asked for, or the broadest that varies.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table.
    grain : str, optional
        Name of a dimension of the table.
    finer : str, optional
        Look only among the dimensions below this one.

    Returns
    -------
    str
        Empty if nothing varies.

    Raises
    ------
    DataError
        If ``grain`` is not in the table.

    Examples
    --------
    >>> ads = pd.DataFrame({"platform": ["meta"] * 2, "campaign": ["a", "b"], "spend": [1, 2]})
    >>> grain_of_bill(ads)
    'campaign'
    """
    rows = table.table if isinstance(table, Export) else table
    known = [name for name in rows if name in DIMENSIONS and rows[name].notna().any()]
    if grain and grain not in known:
        raise DataError(
            f"grain={grain!r} does not occur{nearest(grain, known, 1)} (the data is split by "
            f"{', '.join(known) or 'nothing'})."
        )
    below = _LEVELS[_LEVELS.index(finer) + 1 :] if finer in _LEVELS else _LEVELS
    several = [name for name in below if name in known and rows[name].nunique() > 1]
    return grain or (several or [""])[0]


def click_price_of(table: pd.DataFrame | Export) -> str:
    """Return the price of a click that the rows tell: of all clicks, or else of those on links.

    Examples
    --------
    >>> click_price_of(pd.DataFrame({"spend": [1.0], "link_clicks": [4]}))
    'cost_per_link_click'
    """
    rows = table.table if isinstance(table, Export) else table
    told = [price for price, clicks in _CLICKS.items() if clicks in rows and rows[clicks].any()]
    return (told or list(_CLICKS))[0]


def _noted(export: Export, table: pd.DataFrame, note: str) -> Export:
    receipt = replace(export.receipt, notes=(*export.receipt.notes, note))
    return Export(table, export.total, receipt)
