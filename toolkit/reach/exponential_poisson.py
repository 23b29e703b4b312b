"""Exponential-Poisson with finite inventory: reach in closed form."""

import numpy as np

from .gamma_poisson import fit_gamma_poisson
from .kernels import Draws, Floats
from .posterior import FLOORS


def fit_exponential_poisson(people: Floats, floors: Floats = FLOORS) -> Draws:
    """Find the exponential-Poisson populations that explain a histogram."""
    return fit_gamma_poisson(people, floors, np.array([1.0]))


def exponential_poisson_reach(impressions: float, people: float, further: float) -> float:
    """Return the reach of a population whose further impressions are exponential-Poisson.

    Formula: ``people * impressions * (further + 1) / (people + further * (people + impressions))``

    Parameters
    ----------
    impressions : float
        At most the inventory, ``people * (1 + further)``.
    people : float, unit people
        Everybody who can be reached.
    further : float, unit impressions per person
        Mean of the inventory of a person beyond the first impression.

    Returns
    -------
    float, unit people
        At the inventory everybody is reached.

    Raises
    ------
    ValueError
        If there are more impressions than inventory.

    Source
    ------
    WFA planning and evaluation framework, exponential-Poisson reach curve; derived again.

    Examples
    --------
    >>> exponential_poisson_reach(20000, 10000, 3.0)
    8000.0
    """
    inventory = people * (1 + further)
    if not 0 <= impressions <= inventory * (1 + 1e-9):
        raise ValueError(
            f"{impressions:,.0f} impressions are not between 0 and the inventory of "
            f"{inventory:,.0f}."
        )
    return people * impressions * (further + 1) / (people + further * (people + impressions))


def exponential_poisson_population(impressions: float, reach: float, people: float) -> float:
    """Return the further impressions per person that explain one point, given the people.

    Formula: ``people * (impressions - reach) / (impressions * reach - people * (impressions
    - reach))``

    Examples
    --------
    >>> exponential_poisson_population(20000, 8000, 10000)
    3.0
    """
    under = impressions * reach - people * (impressions - reach)
    if under <= 0:
        raise ValueError(
            f"{people:,.0f} people are more than {impressions:,.0f} impressions with a reach of "
            f"{reach:,.0f} allow; at most {impressions * reach / (impressions - reach):,.0f}."
        )
    return people * (impressions - reach) / under
