"""Which stated rates are written exactly enough to tell an edited file from a rounded one."""

import re
from collections.abc import Mapping

import pandas as pd

from ..catalog import MEASURES, RATIOS
from .distinct import first

_ENOUGH = 0.008
_SAMPLE = 1000


def precise(
    values: pd.DataFrame, text: pd.DataFrame, mark: str, scales: Mapping[str, float]
) -> pd.DataFrame:
    """Make stated rates missing where rounding alone could make them differ from their parts.

    A rate of 0 says that nothing happened, or that there was nothing to divide by.

    Parameters
    ----------
    values : DataFrame
        Columns read; rates are fractions and amounts.
    text : DataFrame of str
        The same cells as they are written: they show to how many decimals.
    mark : str
        What stands before the decimals.
    scales : mapping of str to float
        What a written rate is multiplied by; 0.01 for a percentage.

    Examples
    --------
    >>> text = pd.DataFrame({"cpc": ["0.05", "2.51"], "spend": ["0.23", "25.10"]})
    >>> precise(text.astype(float), text, ".", {})["cpc"].tolist()
    [nan, 2.51]
    """
    for name in values.columns.intersection(list(RATIOS)):
        parts = [part for part in RATIOS[name].parts if _is_money(part) and part in values]
        error = _error(values[name], text[name], mark, scales.get(name, 1))
        for part in parts:
            error = error + _error(values[part], text[part], mark, 1)
        values[name] = values[name].where(error.le(_ENOUGH) & values[name].ne(0))
    return values


def _error(values: pd.Series, cells: pd.Series, mark: str, scale: float) -> pd.Series:
    """Half of the last decimal that a column is written to, as a share of each value."""
    sample = first(cells, _SAMPLE)
    decimals = sample.str.extract(rf"{re.escape(mark)}(\d+)\D*$")[0].str.len().max()
    if pd.isna(decimals):
        return pd.Series(0.0, values.index)
    percent = sample.str.contains("%", regex=False).any()
    return 0.5 * 10.0 ** -int(decimals) * (0.01 if percent else scale) / values.abs()


def _is_money(part: str) -> bool:
    return part in MEASURES and MEASURES[part].counts == "money"
