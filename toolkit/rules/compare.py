"""Rules as a table, and how two of them differ in a sentence."""

from datetime import date

import pandas as pd

from ..catalog import nearest
from ..platforms import KINDS, UNKNOWN, Rule, rules
from ..schema import DataError


class UnknownRuleError(KeyError):
    """A name is no rule; the message gives the nearest ones."""

    def __str__(self) -> str:
        return str(self.args[0])


def find_rule(name: str) -> Rule:
    """Return a rule by its name.

    Raises
    ------
    UnknownRuleError
        If no rule has this name; names the nearest.

    Examples
    --------
    >>> find_rule("x_ads_views").seconds
    3
    >>> find_rule("x_ad_views")
    Traceback (most recent call last):
    toolkit.rules.compare.UnknownRuleError: 'x_ad_views' is not a view rule; did you mean \
'x_ads_views'? view_rules() lists them.
    """
    known = {rule.name: rule for rule in rules()}
    if name not in known:
        clause = nearest(name, known, 1) or "."
        raise UnknownRuleError(f"{name!r} is not a view rule{clause} view_rules() lists them.")
    return known[name]


def view_rules(
    platform: str = "", on: str | date | pd.Timestamp | None = None, column: str = ""
) -> pd.DataFrame:
    """List what platforms and standards count as an impression or a view, with dates and sources.

    Parameters
    ----------
    platform : str, optional
        As in the column ``platform``, or whose rule it is, such as ``MRC/IAB``.
    on : date or str, optional
        Keep the rules in force on this day, as far as is known.
    column : str, optional
        Keep the rules of one measure of the catalogue.

    Returns
    -------
    DataFrame, indexed by ``rule``
        ``stated_by``, ``product``, ``metric``, ``counts`` (what happened), ``seconds``,
        ``pixels``, ``threshold`` (in words), ``replays``, ``scope``, ``effective_from``,
        ``effective_to``, ``evidence``, ``source``, ``address``, ``read`` and ``caveat``.
        What nobody says is ``unknown``.

    Raises
    ------
    DataError
        If there is no rule of the platform or column, or the day lies before the first known.

    Examples
    --------
    >>> view_rules("x", on="2026-08-12", column="views")["threshold"].to_dict()
    {'x_video_views': 'unknown time', 'x_ads_views_until_2026': '2 s with 50 % of the pixels'}
    """
    found = [rule for rule in rules() if _is_of(rule, platform)]
    if not found:
        owners = sorted({name for rule in rules() for name in (rule.stated_by, *rule.platforms)})
        clause = nearest(platform, owners, 1) or "."
        raise DataError(f"No rule of {platform!r} is known{clause} Known: {', '.join(owners)}.")
    if column:
        found = [rule for rule in found if column in rule.columns]
        if not found:
            whose = f" of {platform}" if platform else ""
            raise DataError(f"No rule{whose} is known for {column!r}. See view_rules().")
    if on is not None:
        day = _day(on)
        found = [rule for rule in found if rule.is_in_force(day)] or _too_early(found, day)
    return pd.DataFrame([_row(rule) for rule in found]).set_index("rule")


def compare_rules(one: str, other: str) -> str:
    """Say in a sentence how two rules differ.

    Parameters
    ----------
    one, other : str
        Names of rules, see `view_rules`.

    Raises
    ------
    UnknownRuleError
        If a name is no rule.

    Examples
    --------
    >>> compare_rules("x_ads_views_until_2026", "x_ads_views")
    'x_ads_views_until_2026 and x_ads_views differ: 2 s against 3 s; 50 % of the pixels against \
100 % of the pixels; the second also counts user manually clicks play; in force until \
2026-08-12 against from 2026-08-13. Whether replays count is unknown of both.'
    """
    first, second = find_rule(one), find_rule(other)
    told = [
        *_unlike(_time(first), _time(second)),
        *_unlike(_pixels(first), _pixels(second)),
        *_unlike(_kind(first), _kind(second)),
        *_unlike(_length(first), _length(second)),
        *_also(first, second),
        *_unlike(_replays(first), _replays(second)),
        *_unlike(f"{first.scope} delivery", second.scope, first.scope != second.scope),
        *_unlike(f"in force {first.period}", second.period, first.period != second.period),
    ]
    alike = f"{one} and {other} differ: {'; '.join(told)}." if told else (
        f"{one} and {other} ask for the same, as far as is known.")  # fmt: skip
    unknown = UNKNOWN in (first.replays, second.replays) and first.replays == second.replays
    return f"{alike} Whether replays count is unknown of both." if unknown else alike


def _is_of(rule: Rule, platform: str) -> bool:
    names = {rule.stated_by.casefold(), *rule.platforms}
    return not platform or platform.casefold() in names


def _day(on: str | date | pd.Timestamp) -> pd.Timestamp:
    try:
        day = pd.to_datetime(on, format="%Y-%m-%d") if isinstance(on, str) else pd.Timestamp(on)
        return day.normalize()
    except ValueError as error:
        raise DataError(f"on={on!r} is not a day in the form YYYY-MM-DD.") from error


def _too_early(found: list[Rule], day: pd.Timestamp) -> list[Rule]:
    begins = [rule.first_day for rule in found if rule.first_day is not None]
    if begins and day < min(begins):
        raise DataError(
            f"{day:%Y-%m-%d} lies before the first known rule, which holds from "
            f"{min(begins):%Y-%m-%d}. What counted before is not known."
        )
    raise DataError(f"No rule is known for {day:%Y-%m-%d}; what counted then is not known.")


def _row(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.name, "stated_by": rule.stated_by, "product": rule.product,
        "metric": rule.metric, "counts": KINDS[rule.kind], "seconds": rule.seconds,
        "pixels": rule.pixels, "threshold": rule.threshold, "replays": rule.replays,
        "scope": rule.scope, "effective_from": rule.effective_from,
        "effective_to": rule.effective_to, "evidence": rule.evidence, "source": rule.source,
        "address": rule.address, "read": rule.read, "caveat": rule.caveat,
    }  # fmt: skip


def _unlike(one: str, other: str, told: bool | None = None) -> list[str]:
    return [f"{one} against {other}"] if (one != other if told is None else told) else []


def _time(rule: Rule) -> str:
    if rule.seconds is None:
        return "an unknown time"
    clock = f" ({rule.clock})" if rule.clock != UNKNOWN else ""
    return f"{rule.seconds:g} s{clock}" if rule.seconds else "no minimum time"


def _pixels(rule: Rule) -> str:
    return f"{100 * rule.pixels:g} % of the pixels" if rule.pixels else "no stated share of pixels"


def _kind(rule: Rule) -> str:
    return f"counted when {KINDS[rule.kind]}"


def _length(rule: Rule) -> str:
    if not rule.length_share:
        return "no part of the length"
    return f"{100 * rule.length_share:g} % of the length{' if shorter' * rule.only_if_shorter}"


def _also(first: Rule, second: Rule) -> list[str]:
    if first.also == second.also:
        return []
    told = [("the first", first.also), ("the second", second.also)]
    return [f"{which} also counts {also}" for which, also in told if also]


def _replays(rule: Rule) -> str:
    words = {"yes": "replays count", "no": "replays do not count"}
    return words.get(rule.replays, "whether replays count is unknown")
