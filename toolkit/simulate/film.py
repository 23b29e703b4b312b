"""One film on five platforms: every display, so that any rule for a view can be counted."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from .brand import HOURS, START, WEEKDAYS
from .draw import Draw, Flags, Whole, lognormal

NAME, CAMPAIGN, LENGTH = "One refill a day", "One refill", 30
FIRST_DAY, DAYS = 14, 28
_PEOPLE, _UNITS = 20_000, 100_000


@dataclass(frozen=True)
class Showing:
    """The film on one platform.

    ``begins`` is the percentage of displays on which it plays, ``watch`` the median time watched
    in tenths of a second, ``whole`` the percentage of displays with all pixels in view, ``cpm``
    the price of 1,000 displays in cents.
    """

    platform: str
    daily: int
    begins: int
    watch: int
    whole: int
    cpm: int


SHOWINGS = (
    Showing("facebook", 520, 82, 26, 64, 620),
    Showing("tiktok", 560, 97, 41, 92, 480),
    Showing("google_ads", 380, 96, 118, 95, 1150),
    Showing("linkedin", 300, 74, 31, 58, 2400),
    Showing("x", 470, 88, 17, 61, 410),
)


@cache
def simulate_film(seed: int) -> pd.DataFrame:
    """Simulate every display of the film, in order of time.

    Parameters
    ----------
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame
        The columns of an impression log; ``is_manual`` tells plays that were started by hand.
    """
    shown = [_showing(Draw(seed, f"film on {each.platform}"), each) for each in SHOWINGS]
    film = pd.concat(shown, ignore_index=True)
    return film.sort_values("time", kind="stable", ignore_index=True)


def _showing(draw: Draw, showing: Showing) -> pd.DataFrame:
    weights = showing.daily * np.array(WEEKDAYS)[np.arange(DAYS) % 7]
    size = showing.daily * DAYS
    day = FIRST_DAY + draw.pick(size, weights)
    second = 3600 * draw.pick(size, HOURS) + draw.below(size, 3600)
    watch = _watched(draw, showing, size)
    pixels = np.where(draw.chance(showing.whole, size), 100, 5 * (1 + draw.below(size, 20)))
    clicks = draw.below(size, 1000) < 9
    return pd.DataFrame(
        {
            "user_id": np.char.add("f", np.char.zfill(draw.below(size, _PEOPLE).astype(str), 5)),
            "time": START + (86_400 * day + second).astype("timedelta64[s]"),
            "platform": showing.platform,
            "campaign": CAMPAIGN,
            "ad": NAME,
            "format": "video",
            "duration_seconds": LENGTH,
            "in_view_seconds": (5 + watch) / 10,
            "in_view_pixels": pixels / 100,
            "watch_seconds": watch / 10,
            "is_click": clicks,
            "is_manual": draw.chance(3, size) & (watch > 0),
            "cost": showing.cpm / _UNITS,
            "currency": "EUR",
        }
    )


def _watched(draw: Draw, showing: Showing, size: int) -> Whole:
    """Tenths of a second: some displays never play, and nobody watches beyond the end."""
    played: Flags = draw.chance(showing.begins, size)
    watch = np.maximum(draw.quantile(size, lognormal(showing.watch, 1.1)), 1)
    return np.where(played, np.minimum(watch, 10 * LENGTH), 0)
