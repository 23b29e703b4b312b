"""How receptive each segment is per unit of money, against the whole account."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..export import Export
from ..schema import DataError
from .groups import _context, difference
from .jackknife import LEAST_UNITS, influence, pooled_log_ratio
from .units import Units, units_of


def index_segments(
    table: pd.DataFrame | Export,
    metric: str,
    by: str | Sequence[str],
    *,
    least: float = 0,
    unit: str = "",
) -> pd.DataFrame:
    """Index what each segment gives per unit of money against the account.

    Formula: ``100 * account's cost / segment's cost``; 120 is a fifth more for the same money.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table.
    metric : str
        A cost: a ratio that divides spend, such as ``cpm`` or ``cost_per_link_click``.
    by : str or sequence of str
        Dimensions that make the segments.
    least : float, default 0
        Volume of what was bought below which a segment gets no index.
    unit : str, optional
        Dimension whose values vary; as in `compare`.

    Returns
    -------
    DataFrame, shape (n_segments, ...)
        Indexed by ``by``: ``spend``, the volume, the cost, ``index`` with ``index_low`` and
        ``index_high``, how many ``units``, and ``saved``: what its volume would have cost at
        the account's price, less what it cost. ``saved`` adds up to 0 over all segments.

    Raises
    ------
    DataError
        If the metric is not a cost.

    Examples
    --------
    >>> ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "spend": [10.0, 20.0],
    ...                      "clicks": [20, 10]})
    >>> index_segments(ages, "cpc", "age_band")[["cpc", "index", "saved"]]
              cpc  index  saved
    age_band
    18-24     0.5  200.0   10.0
    25-34     2.0   50.0  -10.0
    """
    units = units_of(table, metric, by, unit)
    ratio = units.ratio
    if ratio.numerator != "spend":
        raise DataError(
            f"{metric} does not divide spend, so it says nothing per unit of money. Choose a "
            "cost, such as cpm or cpc."
        )
    sums = pd.DataFrame({part: each.sum() for part, each in
                         zip(ratio.parts, (units.top, units.bottom), strict=True)})  # fmt: skip
    spend, volume = sums["spend"], sums[ratio.denominator]
    price = spend.sum() / volume.sum() if volume.sum() else np.nan
    sums[ratio.name] = ratio.scale * spend / volume.where(volume > 0)
    enough = volume.ge(least) & volume.gt(0) & spend.gt(0)
    sums["index"] = (100 * price * volume / spend.where(spend > 0)).where(enough)
    ends = [_ends(units, group) if enough[group] else (np.nan,) * 2 for group in sums.index]
    sums[["index_low", "index_high"]] = pd.DataFrame(ends, index=sums.index, dtype="float64")
    sums["units"] = [units.count(group) for group in sums.index]
    sums["saved"] = volume * price - spend
    sums.index.names = units.by
    sums.attrs = {**_context(table, units), "metric": metric}
    return sums


def _ends(units: Units, group: object) -> tuple[float, float]:
    top, bottom = units.pooled()
    whole = pd.Series(influence(top, bottom), units.top.index)
    noise = (whole - units.noise(group)).to_numpy()
    if units.count(group) < LEAST_UNITS or np.isnan(noise).any():
        return np.nan, np.nan
    distance = pooled_log_ratio(top, bottom) - units.centre(group)
    low, high, _ = difference(noise, distance, units.count(group), in_time=units.in_time)
    return 100 * low, 100 * high
