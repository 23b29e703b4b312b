"""What each display costs."""

import numpy as np
import pandas as pd

from .brand import DAYS, PLATFORMS, WEEKDAYS
from .draw import Draw, Whole, lognormal

# Money is counted in units of 0.00001: a CPM in cents is the price of one display.
UNITS = 100_000
_CENT = UNITS // 100
_RISE_PER_THOUSAND = 4


def simulate_prices(seed: int, ads: pd.DataFrame) -> Whole:
    """Simulate the CPM of each ad on each day: it rises slowly and dips on weekends.

    Parameters
    ----------
    seed : int
        Seed of the world.
    ads : DataFrame
        With ``platform`` and ``cpm``, in percent of the platform's usual price.

    Returns
    -------
    array of int, shape (n_ads, n_days), unit cents per 1,000 impressions
    """
    draw, days = Draw(seed, "prices"), np.arange(DAYS)
    season = (1000 + _RISE_PER_THOUSAND * days) * np.array(WEEKDAYS)[days % 7]
    mood = {name: draw.quantile(DAYS, lognormal(1000, 0.07)) for name in PLATFORMS}
    usual = np.array([PLATFORMS[name].cpm for name in ads["platform"]]) * ads["cpm"].to_numpy()
    return usual[:, None] * season * np.stack([mood[name] for name in ads["platform"]]) // 10**10


def costs(exposure: pd.DataFrame, prices: Whole) -> Whole:
    """Charge each valid display of an ad, so that an ad's day comes to whole cents.

    Parameters
    ----------
    exposure : DataFrame
        With ``placement``, ``second`` and ``is_valid``, in order of time.
    prices : array of int, shape (n_ads, n_days), unit cents per 1,000 impressions
        As `simulate_prices` gives them.

    Returns
    -------
    array of int, shape (n_impressions,), unit 0.00001 of the currency
        0 for what is invalid or organic; the last display of an ad's day carries the rest of
        the cent.
    """
    ads, days = prices.shape
    charged = exposure["is_valid"] & (exposure["placement"] < ads)
    paid = exposure[charged]
    day = paid["second"] // 86_400
    cost = pd.Series(prices[paid["placement"], day], paid.index)
    cells = cost.groupby(paid["placement"] * days + day)
    last = cells.tail(1).index
    cost[last] += -cells.transform("sum")[last] % _CENT
    return cost.reindex(exposure.index, fill_value=0).to_numpy()
