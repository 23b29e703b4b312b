"""What a frequency cap would have kept of what was delivered."""

import pandas as pd

from ..margin import ERROR, HIGH, LOW, is_estimate
from ..schema import DataError
from .estimate import MOST, SQUARES, Counted, estimated
from .frequency import RATE

DELIVERED, WITHIN, BEYOND = "Delivered", "Within the cap", "Beyond the cap"


def split_at_cap(frequency: pd.DataFrame, cap: int) -> pd.DataFrame:
    """Split what was delivered into each person's first ``cap`` impressions and all later ones.

    Formula: a person's k-th impression is beyond the cap if ``k > cap``

    Parameters
    ----------
    frequency : DataFrame
        As `frequency` returns it without groups; with ``spend=True`` money is split too.
    cap : int, unit impressions
        A person's impressions after this many are beyond the cap.

    Returns
    -------
    DataFrame, three rows
        A delivery table whose ``part`` is ``Delivered``, ``Within the cap`` or ``Beyond the
        cap``: ``impressions``, ``reach`` (people with such an impression; everybody who was
        reached has a first one) and, where known, ``spend`` and ``currency``. Impressions and
        spend of the two parts add up to what was delivered; reach does not. Of a sample,
        estimates with standard errors and intervals; spend's, added up over exposures, are
        wider than they need be.

    Raises
    ------
    DataError
        If nobody was reached, or a sample's frequency has lost its ``attrs``.

    Examples
    --------
    >>> table = pd.DataFrame({"exposures": [1, 2, 3], "people_at_least": [9, 4, 1]})
    >>> split_at_cap(table, 1)
                 part  impressions  reach
    0       Delivered           14      9
    1  Within the cap            9      9
    2  Beyond the cap            5      4
    """
    if cap < 1:
        raise ValueError(f"cap must be at least 1, not {cap}.")
    if frequency.empty:
        raise DataError("Nobody was reached, so there is nothing to cap.")
    if is_estimate("people_at_least", frequency.columns) and RATE not in frequency.attrs:
        raise DataError(
            "This frequency is of a sample and has lost its attrs, among them the rate. Hand over "
            "what frequency() returned, or rows of it."
        )
    k, spent = frequency["exposures"], "spend" in frequency
    brought = {DELIVERED: k, WITHIN: k.clip(upper=cap), BEYOND: (k - cap).clip(lower=0)}
    parts = {DELIVERED: k > 0, WITHIN: k <= cap, BEYOND: k > cap}
    rate = frequency.attrs.get(RATE)
    exactly = _exactly(frequency) if rate is None else (_exactly(frequency) * rate).round()
    counted = pd.DataFrame([_counted(exactly, each) for each in brought.values()])
    table = estimated(Counted(counted, rate), ["impressions", "reach"])
    table.insert(0, "part", list(parts))
    if spent:
        amounts = [_spent(frequency[rows]) for rows in parts.values()]
        table = table.join(pd.DataFrame(amounts)).assign(currency=frequency["currency"].iloc[0])
    return table


def _exactly(frequency: pd.DataFrame) -> pd.Series:
    """People with exactly k impressions: those with k or more, less those with one more."""
    people = frequency["people_at_least"]
    return people - people.shift(-1, fill_value=0)


def _counted(people: pd.Series, brought: pd.Series) -> dict[str, float]:
    """What people bring, and the squares that tell how unequally."""
    reached = people[brought > 0].sum()
    return {
        "impressions": (people * brought).sum(),
        "impressions" + SQUARES: (people * brought**2).sum(), "impressions" + MOST: brought.max(),
        "reach": reached, "reach" + SQUARES: reached, "reach" + MOST: 1,
    }  # fmt: skip


def _spent(rows: pd.DataFrame) -> dict[str, float]:
    """Errors of the same people's impressions hang together, so they are added up."""
    names = [name for name in ("spend", *("spend" + e for e in (ERROR, LOW, HIGH))) if name in rows]
    return {name: rows[name].sum(min_count=1) for name in names}
