"""Who the brand can reach: how old they are, where they are and how often they come."""

import numpy as np
import pandas as pd

from .brand import AGE_BANDS, GENDERS, PEOPLE, PLATFORMS, ROBOT_VISITS, ROBOTS, Platform
from .draw import Draw, Whole, gamma_half, lognormal

_VISITS = 1000


def simulate_people(seed: int) -> pd.DataFrame:
    """Simulate everybody whom the brand can reach, and a few robots.

    Parameters
    ----------
    seed : int
        Seed of the world.

    Returns
    -------
    DataFrame, shape (n_people, n_columns)
        ``user_id``, ``age_band``, ``gender``, ``is_robot``; per platform ``visits_<platform>``
        (relative, 0 for who does not use it) and ``follows_<platform>``.

    Examples
    --------
    >>> people = simulate_people(1)
    >>> int((people.filter(like="visits_").gt(0).sum(axis=1) >= 1).sum()) == len(people)
    True
    """
    draw, size = Draw(seed, "people"), PEOPLE + ROBOTS
    ages = draw.pick(size, list(AGE_BANDS.values()))
    robots = np.arange(size) >= PEOPLE
    people = {
        "user_id": [f"u{number:05d}" for number in draw.order(100_000)[:size]],
        "age_band": pd.Categorical.from_codes(ages, list(AGE_BANDS)),
        "gender": _genders(draw, size),
        "is_robot": robots,
    }
    activity = np.maximum(draw.quantile(size, gamma_half(_VISITS)), 5)
    for platform, uses in _uses(draw, ages).items():
        taste = draw.quantile(size, lognormal(100, 0.5))
        visits = np.where(robots, ROBOT_VISITS, activity * taste // 100 + 1) * (uses | robots)
        follows = draw.chance(PLATFORMS[platform].follow, size) & uses & ~robots
        people |= {f"visits_{platform}": visits, f"follows_{platform}": follows}
    return pd.DataFrame(people)


def _genders(draw: Draw, size: int) -> pd.Categorical:
    return pd.Categorical.from_codes(draw.pick(size, list(GENDERS.values())), list(GENDERS))


def _uses(draw: Draw, ages: Whole) -> dict[str, np.ndarray]:
    """Who uses which platform; whoever would use none is on the brand's first."""
    uses = {name: _users(draw, ages, platform) for name, platform in PLATFORMS.items()}
    first = next(iter(uses))
    uses[first] |= ~np.any(list(uses.values()), axis=0)
    return uses


def _users(draw: Draw, ages: Whole, platform: Platform) -> np.ndarray:
    return draw.chance(np.array(platform.use)[ages], len(ages))
