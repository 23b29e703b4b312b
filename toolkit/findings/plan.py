"""What we say about more impressions, several platforms and a budget."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from ..reach import INTERVAL, ReachCurve, compare_curves
from ..rules.clash import listed
from ..schema import DataError
from ..table import format_label
from .finding import LIMITS, Finding, Findings, Limits

_SURE = f"{INTERVAL:.0%}:"
_LONGEST = 50


def find_reach_curve(
    curve: ReachCurve,
    *,
    people: float = 1000,
    known: pd.DataFrame | None = None,
    limits: Limits = LIMITS,
) -> Findings:
    """Say what more impressions bring, what the next people cost, and how sure that is.

    Parameters
    ----------
    curve : ReachCurve
        As `fit_reach_curve` gives it.
    people : float, default 1000
        How many people further are asked for.
    known : DataFrame, optional
        True ``reach`` by ``impressions``, as `thin_curve` gives it.
    limits : Limits
        From how wide an interval on the answer deserves a look.

    Raises
    ------
    DataError
        If ``people`` is not above 0.

    Examples
    --------
    >>> from toolkit.reach import fit_reach_curve
    >>> find_reach_curve(fit_reach_curve(impressions=20_000, reach=8_000))
    - Look: Twice the impressions would reach 10,000 people (90%: 8,845 to 12,813), \
1.25 times as many as now.
    - The next 1,000 people need about 7,709 impressions (90%: at least 3,613).
    - Goerg's curve: one point is known and no histogram, so nothing could be held out; \
the interval spans Gamma-Poisson populations of every shape.
    """
    if not people > 0:
        raise DataError(f"people is {people!r}; it must be above 0.")
    found = [_twice(curve, limits), _next(curve, people)]
    if known is not None:
        found += _against(curve, known)
    return Findings([*found, Finding("reach", "ok", {"why": curve.why}, "{why}")])


def find_reach_curves(curves: Mapping[str, ReachCurve], times: float = 1.5) -> Findings:
    """Say what so many times the impressions would bring to the largest groups.

    Parameters
    ----------
    curves : mapping of str to ReachCurve
        As `fit_reach_curves` gives them.
    times : float, default 1.5
        In place of the impressions seen.

    Examples
    --------
    >>> find_reach_curves({})
    - Look: Nothing tells exactly both how often it was shown and to how many people, so no \
curve can be drawn.
    """
    if not curves:
        text = (
            "Nothing tells exactly both how often it was shown and to how many people, so no "
            "curve can be drawn."
        )
        return Findings([Finding("reach", "look", {}, text)])
    told = compare_curves(dict(list(curves.items())[:3]), times)
    found = [
        _more(str(name), curves[str(name)], {"times": times, **row.dropna().to_dict()})
        for name, row in told.iterrows()
    ]
    alone = [_next(curve, 1000) for curve in curves.values()] if len(curves) == 1 else []
    return Findings([*found, *alone])


def find_unions(unions: pd.DataFrame, *, known: float | None = None) -> Findings:
    """Say between which figures models of a union lie, and which is nearest to the truth.

    Parameters
    ----------
    unions : DataFrame
        As `compare_unions` returns it.
    known : float, optional, unit people
        The true union.

    Examples
    --------
    >>> from toolkit.reach import compare_unions
    >>> find_unions(compare_unions({"a": 50, "b": 50}, universe=100))
    - Whatever the overlap, between 50 and 100 people were reached.
    - The one model that the figures bear, Sainsbury (independence), says 75.
    """
    low, high = unions.attrs["bounds"]
    said = unions.dropna(subset=["reach"])
    evidence = {
        "low": low, "high": high, "models": len(said), "unit": unions.attrs.get("unit", "people"),
        "window": unions.attrs.get("window", ""),
    }  # fmt: skip
    when = _when(evidence)
    if round(low) == round(high):
        text = f"{{low:reach}} {{unit}} were reached{when}; the figures leave no other."
        return Findings([Finding("reach", "ok", evidence, text), *_silent(unions)])
    text = "Whatever the overlap, between {low:reach} and {high:reach} {unit} were reached"
    found = [Finding("reach", "ok", evidence, f"{text}{when}."), *_silent(unions)]
    found.append(_models(unions, said))
    if cut := said.loc[said["cut"], "label"].tolist():
        text = "{names} said what cannot be, cut here to the bounds."
        found.append(Finding("reach", "look", {"names": ", ".join(cut)}, text))
    notes = unions.attrs.get("notes", [])
    found += [Finding("reach", "look", {"text": note}, "{text}") for note in notes]
    if known and known > 0 and len(said):
        off = (said["reach"] / known - 1).abs()
        best = {"name": said.at[off.idxmin(), "label"], "off": off.min(), "known": known,
                "worst": said.at[off.idxmax(), "label"], "most": off.max()}  # fmt: skip
        text = "The truth is {known:reach}: {name} is {off:.1%} off"
        text += "." if len(said) == 1 else ", {worst} {most:.1%}."
        found.append(Finding("reach", "ok", best, text))
    return Findings(found)


def find_allocation(plan: pd.DataFrame) -> Findings:
    """Say where a budget goes, what it brings, and whether another division may be better.

    Parameters
    ----------
    plan : DataFrame
        As `allocate_budget` returns it.

    Examples
    --------
    >>> from toolkit.reach import allocate_budget, fit_reach_curve
    >>> curve = fit_reach_curve({1: 600, 2: 200, 3: 50}, spend=10.0, currency="EUR")
    >>> print(find_allocation(allocate_budget({"a": curve}, 10.0, universe=5000))[0])
    10.00 EUR reach 850 people (90%: 850 to 850); the largest part, 100%, goes to a.
    """
    facts = plan.attrs
    spent = plan["spend"].sort_values(ascending=False)
    notes = [Finding("spend", "look", {"text": text}, "{text}") for text in facts["notes"]]
    often = "" if facts["k"] == 1 else " at least {k} times"
    if not spent.sum():
        text = f"By these curves no division of the budget reaches anybody{often}."
        return Findings([Finding("spend", "look", {"k": facts["k"]}, text), *notes])
    evidence = {
        "budget": spent.sum(), "people": facts["people"], "k": facts["k"],
        "currency": facts["currency"], "first": format_label(spent.index[0], _LONGEST),
        "gap": facts["gap"], "share": spent.iloc[0] / spent.sum(),
        "low": facts["people_low"], "high": facts["people_high"],
        "unit": facts["unit"] or "people", "window": facts["window"],
    }  # fmt: skip
    if facts["universe"] is None and spent.gt(0).sum() > 1:
        text = "Of {budget:spend} the largest part, {share:.0%}, goes to {first}, for the most "
        text += f"{{unit}}{often} added up over all{_when(evidence)}."
    else:
        text = f"{{budget:spend}} reach {{people:reach}} {{unit}}{often} "
        text += f"({_SURE} {{low:reach}} to {{high:reach}}){_when(evidence)}; "
        text += "the largest part, {share:.0%}, goes to {first}."
    found = [Finding("spend", "ok", evidence, text)]
    if facts["certified"]:
        text = "No other division reaches more than {gap:.2%} more by these curves."
        found.append(Finding("spend", "ok", evidence, text))
    return Findings([*found, *notes])


def find_breaches(breaches: pd.DataFrame, most: int = 5) -> Findings:
    """Say which figures contradict each other.

    Parameters
    ----------
    breaches : DataFrame
        As `audit` returns it.
    most : int, default 5
        Tell so many; of the others their number.

    Examples
    --------
    >>> from toolkit.reach import audit
    >>> find_breaches(audit(pd.DataFrame({"impressions": [5], "reach": [5]})))
    - No figures contradict each other.
    """
    if breaches.empty:
        return Findings([Finding("reach", "ok", {}, "No figures contradict each other.")])
    found = [_breach(row) for row in breaches.head(most).to_dict("records")]
    if len(breaches) > most:
        rest = {"rest": len(breaches) - most}
        found.append(Finding("reach", "look", rest, "{rest:,} more figures deserve a look."))
    return Findings(found)


def _breach(row: dict[Hashable, Any]) -> Finding:
    evidence = {name: row[name] for name in ("rule", "cells", "message", "value", "limit")}
    text = "{rule}, {cells}: {message}"
    if pd.notna(row["gap"]) and row["kind"] != "suppressed":
        text += " {value:,.10g} beside {limit:,.10g}"
        text += "; rounding may explain it." if row["kind"] == "rounding" else "."
    elif row["kind"] == "rounding":
        text += " Rounding may explain it."
    return Finding("reach", "look", evidence, text)


def _unit(curve: ReachCurve) -> str:
    return curve.unit or "people"


def _ends(name: str, both: bool) -> str:
    low, high = (f"{{{name}_{end}:{name}}}" for end in ("low", "high"))
    return f"{low} to {high}" if both else f"at least {low}"


def _when(evidence: Mapping[str, Any]) -> str:
    return ", {window}" if evidence["window"] else ""


def _more(name: str, curve: ReachCurve, told: dict[str, Any]) -> Finding:
    evidence = {
        "name": format_label(name, _LONGEST), "seen": curve.seen.reach, "unit": _unit(curve),
        "currency": curve.currency, "window": curve.window, **told,
    }  # fmt: skip
    text = (
        "{name}: {times:.2g} times the impressions would reach {reach:reach} {unit} "
        f"({_SURE} {{reach_low:reach}} to {{reach_high:reach}}) in place of {{seen:reach}}"
    ) + _when(evidence)
    if "cost_per_1000_reached" in told:
        name, both = "cost_per_1000_reached", "cost_per_1000_reached_high" in told
        text += f"; on the way there 1,000 more cost {{{name}:{name}}}"
        text += f" ({_SURE} {_ends(name, both)})"
    return Finding("reach", "ok", evidence, f"{text}.")


def _twice(curve: ReachCurve, limits: Limits) -> Finding:
    shown = min(2 * curve.seen.impressions, curve.limit)
    told = curve.reach(shown).iloc[0]
    evidence = {
        **told.to_dict(), "more": told["reach"] / curve.seen.reach, "shown": shown,
        "unit": _unit(curve), "window": curve.window,
    }  # fmt: skip
    wide = (told["reach_high"] - told["reach_low"]) / told["reach"] > limits.unsure
    many = "Twice the" if shown == 2 * curve.seen.impressions else "All {shown:impressions}"
    text = (
        f"{many} impressions would reach {{reach:reach}} {{unit}} ({_SURE} {{reach_low:reach}} to "
        f"{{reach_high:reach}}), {{more:.2f}} times as many as now{_when(evidence)}."
    )
    return Finding("reach", "look" if wide else "ok", evidence, text)


def _next(curve: ReachCurve, people: float) -> Finding:
    start = curve.seen.impressions
    try:
        needed = (curve.impressions_for(curve.seen.reach + people) - start).iloc[0]
    except DataError:
        text = "The curve does not know of {people:reach} further {unit}."
        return Finding("reach", "look", {"people": people, "unit": _unit(curve)}, text)
    evidence = {
        "people": people, "unit": _unit(curve), **needed.to_dict(), "currency": curve.currency,
    }  # fmt: skip
    both = pd.notna(needed["impressions_high"])
    text = "The next {people:reach} {unit} need about {impressions:impressions} impressions"
    text += f" ({_SURE} {_ends('impressions', both)})"
    if curve.spend:
        spend = needed * curve.cpm / 1000
        evidence |= {name.replace("impressions", "spend"): each for name, each in spend.items()}
        text += f", at today's price {{spend:spend}} ({_ends('spend', both)})"
    return Finding("reach", "ok", evidence, f"{text}.")


def _against(curve: ReachCurve, known: pd.DataFrame) -> list[Finding]:
    there = known[(known.index <= curve.limit) & (known["reach"] > 0)]
    if there.empty:
        return []
    told = curve.reach(there.index.to_numpy())
    off = abs(told["reach"].to_numpy() / there["reach"].to_numpy() - 1).max()
    truth = there["reach"].to_numpy()
    inside = (told["reach_low"] <= truth + 0.5) & (truth <= told["reach_high"] + 0.5)
    evidence = {"off": off, "inside": int(inside.sum()), "points": len(there)}
    text = "The estimate is at most {off:.1%} off the truth, which lies inside the interval at "
    text += "{inside} of {points} points."
    return [Finding("reach", "ok", evidence, text)]


def _silent(unions: pd.DataFrame) -> list[Finding]:
    if not (names := unions.attrs.get("without_reach")):
        return []
    text = "Left out, for they tell no reach: {names}."
    return [Finding("reach", "look", {"names": listed(names)}, text)]


def _models(unions: pd.DataFrame, said: pd.DataFrame) -> Finding:
    if said.empty:
        text = "No model can be asked; even the simplest lacks: {lacks}."
        return Finding("reach", "look", {"lacks": unions["lacks"].iloc[0]}, text)
    evidence = {"name": said["label"].iloc[0], "least": said["reach"].min(),
                "most": said["reach"].max(), "models": len(said)}  # fmt: skip
    if len(said) == 1:
        text = "The one model that the figures bear, {name}, says {least:reach}."
    else:
        text = "{models} models say between {least:reach} and {most:reach}."
    return Finding("reach", "ok", evidence, text)
