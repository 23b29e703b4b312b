"""What a frequency cap would have kept of what was delivered."""

import pandas as pd

from ..schema import DataError

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
        spend of the two parts add up to what was delivered; reach does not.

    Raises
    ------
    DataError
        If nobody was reached.

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
    is_within = frequency["exposures"] <= cap
    parts = {
        DELIVERED: frequency, WITHIN: frequency[is_within], BEYOND: frequency[~is_within],
    }  # fmt: skip
    table = pd.DataFrame([{"part": part} | _counted(rows) for part, rows in parts.items()])
    if "currency" in frequency:
        table["currency"] = frequency["currency"].iloc[0]
    return table


def _counted(rows: pd.DataFrame) -> dict[str, float]:
    """As many people have a k-th impression as there are k-th impressions."""
    people = rows["people_at_least"]
    told = {"impressions": people.sum(), "reach": people.max() if len(people) else 0}
    return told | ({"spend": rows["spend"].sum(min_count=1)} if "spend" in rows else {})
