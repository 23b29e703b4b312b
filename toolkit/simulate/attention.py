"""What a display came to: how long it was on screen, was watched, and what was done."""

import numpy as np
import pandas as pd

from .brand import ACTIONS, CLICKS, FORMATS
from .draw import Draw, Whole, lognormal

_UNMEASURED, _NOT_PLAYED = 4, 6
_FULLY_IN_VIEW = 58
_STEP, _STEPS = 5, 20
_FORMS = list(FORMATS.values())
_DWELLS = np.stack([lognormal(form.dwell, 0.85) for form in _FORMS])
_WATCHES = np.stack([lognormal(form.watch, 1.05) for form in _FORMS])
# Whether the platform filters an impression as invalid, per thousand of people's own.
_MISTAKEN = 4


def simulate_view(seed: int, form: Whole, duration: Whole) -> pd.DataFrame:
    """Simulate time on screen and time watched.

    Parameters
    ----------
    seed : int
        Seed of the world.
    form : array of int, shape (n_impressions,)
        Position of the format in `FORMATS`.
    duration : array of int, shape (n_impressions,), unit seconds
        Length of what moves, 0 for what stands still.

    Returns
    -------
    DataFrame, shape (n_impressions, 3)
        ``in_view_seconds`` and ``in_view_pixels`` are missing where they could not be
        measured, ``watch_seconds`` where nothing moves.
    """
    draw, size = Draw(seed, "attention"), len(form)
    point = draw.below(size, _DWELLS.shape[1])
    dwell = np.clip(_DWELLS[form, point], 1, 1200)
    watch = np.minimum(_WATCHES[form, draw.below(size, _WATCHES.shape[1])], 10 * duration)
    watch = np.where(draw.chance(_NOT_PLAYED, size), 0, watch)
    part = _STEP * (1 + draw.below(size, _STEPS))
    pixels = np.where(draw.chance(_FULLY_IN_VIEW, size), 100, part)
    measured = ~draw.chance(_UNMEASURED, size)
    return pd.DataFrame(
        {
            "in_view_seconds": np.where(measured, (dwell + watch) / 10, np.nan),
            "in_view_pixels": np.where(measured, pixels / 100, np.nan),
            "watch_seconds": np.where(duration > 0, watch / 10, np.nan),
        }
    )


def simulate_actions(seed: int, placement: Whole, placements: pd.DataFrame) -> pd.Categorical:
    """Simulate what was done on each display: one action, or none.

    Parameters
    ----------
    seed : int
        Seed of the world.
    placement : array of int, shape (n_impressions,)
        Position in ``placements``.
    placements : DataFrame
        With ``platform``, ``scope``, ``format``, ``appeal`` and ``link``.

    Returns
    -------
    Categorical of str, shape (n_impressions,)
        Names of actions; missing where nothing was done.
    """
    names = list(dict.fromkeys(name for rates in ACTIONS.values() for name in rates))
    edges = np.cumsum([_rates(row, names) for row in placements.itertuples()], axis=1)
    fate = Draw(seed, "actions").below(len(placement), 100_000)
    action = (fate[:, None] >= edges[placement]).sum(axis=1)
    return pd.Categorical.from_codes(np.where(action < len(names), action, -1), names)


def simulate_mistakes(seed: int, size: int) -> np.ndarray:
    """Draw the impressions on people that a platform takes for invalid all the same."""
    return Draw(seed, "mistakes").below(size, 1000) < _MISTAKEN


def is_click(action: pd.Series) -> pd.Series:
    """Tell which actions are clicks of any kind."""
    return action.isin(CLICKS)


def _rates(placement, names: list[str]) -> list[int]:
    """Actions per 100,000 displays: the platform's, as far as the content appeals."""
    usual = ACTIONS[placement.platform].items()
    rates = {name: rate * placement.appeal // 100 for name, rate in usual}
    if placement.scope == "paid":
        rates["link_click"] = placement.link
    if placement.format != "photo":
        rates["photo_click"] = 0
    return [rates.get(name, 0) for name in names]
