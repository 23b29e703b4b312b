"""Where a budget goes so that most people are reached often enough."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from ..schema import DataError
from .curve import ReachCurve
from .figures import number
from .seen import often_enough

_STEPS = 1000
_CERTAIN = 0.005
_DUST = 1e-9
_BUMPY = 2e-3  # of the steepest step


def allocate_budget(
    curves: Mapping[str, ReachCurve],
    budget: float,
    *,
    k: int = 1,
    universe: float | None = None,
    steps: int = _STEPS,
) -> pd.DataFrame:
    """Divide a budget over platforms for the most people with ``k`` or more on one of them.

    With a universe, platforms are taken as independent, so that a person of two counts once:
    ``universe * (1 - product of (1 - R_i / universe))``. Without one, people are added up over
    platforms, which counts them twice and is said so.

    Parameters
    ----------
    curves : mapping of str to ReachCurve
        Fitted with their spend, all in one currency.
    budget : float
        In that currency.
    k : int, default 1, unit impressions
        How often is enough.
    universe : float, optional, unit people
        Everybody, in all platforms together.
    steps : int, default 1000
        Into how many parts the budget is cut.

    Returns
    -------
    DataFrame, one row per platform
        ``spend``, ``impressions``, ``reach`` with its interval, and ``marginal``: people that
        a further unit of budget brings there. What would reach nobody further by the curves is
        not spent. ``attrs``: ``people`` in all, with ``people_low`` and ``people_high`` if all
        curves err the same way; ``left`` of the budget; ``gap``, by how much no allocation can
        be better; ``certified``, whether that is below half a per cent; ``concave``, whether
        every further unit brings less; ``unit`` and ``window``, those of all curves;
        ``universe``; ``notes``.

    Raises
    ------
    DataError
        If a curve has no spend, currencies, units or windows differ, or a figure is not above 0.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> counts = {1: 600, 2: 200, 3: 50}
    >>> curves = {name: fit_reach_curve(counts, spend=cost) for name, cost in
    ...           (("cheap", 10.0), ("dear", 30.0))}
    >>> allocate_budget(curves, 20.0)["spend"].round().tolist()
    [17.0, 3.0]
    """
    _check(curves, budget, universe, k, steps)
    names, part = list(curves), budget / steps
    # One part more for each platform shows what rounding to whole parts can have cost at most.
    money = part * np.arange(steps + len(names) + 1)
    people = {name: _people(curves[name], money, k) for name in names}
    worth = {name: _worth(each, universe) for name, each in people.items()}
    best, choices = _best(list(worth.values()))
    parts = [
        int(np.searchsorted(people[name], people[name][count] - _DUST))
        for name, count in zip(names, _chosen(choices, steps), strict=True)
    ]
    value, most = (_in_all(float(best[place]), universe) for place in (steps, -1))
    rows = {
        name: _row(curves[name], people[name], money, count, k)
        for name, count in zip(names, parts, strict=True)
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("platform")
    gap = most / value - 1 if value else np.inf if most else 0.0
    left = float(budget - table["spend"].sum())
    low, high = (
        _in_all(sum(float(_worth(each, universe)) for each in table[end]), universe)
        for end in ("reach_low", "reach_high")
    )
    concave = all(_is_concave(each) for each in worth.values())
    table.attrs = {
        "people": value, "people_low": low, "people_high": high, "left": left, "gap": gap,
        "certified": gap <= _CERTAIN, "concave": concave, "k": k,
        "currency": curves[names[0]].currency, "universe": universe,
        **{what: _shared(curves, what) for what in ("unit", "window")},
        "notes": _notes(table, curves, universe, gap),
    }  # fmt: skip
    if left > 2 * part * len(names):
        table.attrs["notes"].append(
            f"{left:,.2f} of the budget is left: it reaches nobody further as far as the "
            "curves tell."
        )
    return table


def _shared(curves: Mapping[str, ReachCurve], what: str) -> str:
    """The unit or the window of all, if it is one."""
    told = {getattr(curve, what) for curve in curves.values()}
    return told.pop() if len(told) == 1 else ""


def _check(
    curves: Mapping[str, ReachCurve], budget: float, universe: float | None, k: int, steps: int
) -> None:
    problems = [
        f"{name}: the curve has no spend; pass spend= to fit_reach_curve."
        for name, curve in curves.items()
        if not curve.spend
    ]
    if not curves:
        problems.append("There is no platform to give money to.")
    if not 0 < number(budget, "budget") < np.inf:
        problems.append(f"budget is {budget!r}; it must be above 0.")
    if universe is not None and not number(universe, "universe") > 0:
        problems.append(f"universe is {universe!r}; it must be above 0.")
    if steps < 1:
        problems.append(f"steps is {steps!r}; it must be at least 1.")
    problems += often_enough(k)
    codes = {name: curve.currency or "not stated" for name, curve in curves.items()}
    problems += _differing("currencies", codes, "a budget is in one")
    for what in ("unit", "window"):
        told = {
            name: getattr(curve, what) for name, curve in curves.items() if getattr(curve, what)
        }
        problems += _differing(f"{what}s", told, "their people are not counted together")
    for name, curve in curves.items():
        if universe is not None and universe < curve.seen.reach:
            problems.append(
                f"universe {universe:,.10g} is below the reach of {name}, {curve.seen.reach:,.10g}."
            )
    if problems:
        raise DataError("\n".join(problems))


def _differing(what: str, told: Mapping[str, str], why: str) -> list[str]:
    if len(set(told.values())) < 2:
        return []
    listed = ", ".join(f"{name}: {each}" for name, each in told.items())
    return [f"{what} differ ({listed}); {why}."]


def _people(curve: ReachCurve, money: np.ndarray, k: int) -> np.ndarray:
    """People by spend; beyond what the curve tells, those at its end."""
    shown = np.minimum(1000 * money / curve.cpm, curve.limit)
    return curve.reach(shown, k)["reach"].to_numpy()


def _worth(people: Any, universe: float | None) -> Any:
    """What adds up over platforms: people, or the logarithm of those not reached."""
    if universe is None:
        return people
    return -np.log1p(-np.minimum(people / universe, 1 - 1e-12))


def _in_all(worth: float, universe: float | None) -> float:
    return worth if universe is None else float(-universe * np.expm1(-worth))


def _is_concave(worth: np.ndarray) -> bool:
    steps = np.diff(worth)
    return bool(np.diff(steps).max(initial=0.0) <= _BUMPY * steps.max(initial=0.0))


def _best(worth: list[np.ndarray]) -> tuple[np.ndarray, list[np.ndarray]]:
    """Dynamic programme: the most by parts of the budget, and what the last platform got."""
    so_far, choices = worth[0], [np.arange(len(worth[0]))]
    parts = np.arange(len(so_far))
    left = parts[:, None] - parts[None, :]
    for each in worth[1:]:
        every = np.where(left >= 0, so_far[left.clip(0)] + each[None, :], -np.inf)
        choices.append(every.argmax(axis=1))
        so_far = every.max(axis=1)
    return so_far, choices


def _chosen(choices: list[np.ndarray], steps: int) -> list[int]:
    parts = []
    for choice in reversed(choices):
        parts.append(int(choice[steps]))
        steps -= parts[-1]
    return parts[::-1]


def _row(
    curve: ReachCurve, people: np.ndarray, money: np.ndarray, count: int, k: int
) -> dict[str, float]:
    impressions = min(1000 * float(money[count]) / curve.cpm, curve.limit)
    spend = impressions * curve.cpm / 1000
    told = curve.reach(impressions, k).iloc[0]
    step = float(people[count + 1] - people[count]) / float(money[1])
    return {"spend": spend, "impressions": impressions, **told.to_dict(), "marginal": step}


def _notes(
    table: pd.DataFrame, curves: Mapping[str, ReachCurve], universe: float | None, gap: float
) -> list[str]:
    found = []
    if len(table) > 1 and universe is None:
        found.append(
            "People are added up, so that whoever is reached by two counts twice; pass universe= "
            "to count them once, as if who is reached by one said nothing of the other."
        )
    elif len(table) > 1:
        found.append(
            "Who is reached by one is taken to say nothing of the others: nobody measured it, and "
            "the interval does not cover it."
        )
    over = [] if universe is None else list(table.index[table["reach"] > universe])
    if over:
        found.append(
            f"{', '.join(map(str, over))}: the curve goes beyond the universe of {universe:,.10g}; "
            "fit it with universe=, too."
        )
    if gap > _CERTAIN:
        found.append(
            f"Not certified: another allocation may be up to {gap:.1%} better; take more steps."
        )
    ended = [name for name in table.index
             if table.at[name, "impressions"] >= curves[str(name)].limit * 0.999]  # fmt: skip
    if ended:
        found.append(f"{', '.join(map(str, ended))}: at the end of what the curve tells.")
    return found
