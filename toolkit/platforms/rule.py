"""What platforms count as an impression or a view, as dated data: the ``[[rule]]`` tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import rtoml

from ..catalog import DIMENSIONS, MEASURES

UNKNOWN = "unknown"

Kind = Literal[
    "served_impression", "impression", "viewable_impression", "play_start", "view",
    "click_to_view", "quartile", "replay", "engagement", "rule",
]  # fmt: skip
Evidence = Literal["official", "official-mirror", "quoted-official", "secondary", "memory"]
KINDS: dict[str, str] = {
    "served_impression": "served or begun to render",
    "impression": "shown",
    "viewable_impression": "viewable",
    "play_start": "started to play",
    "view": "viewed",
    "click_to_view": "opened by a click",
    "quartile": "reached a part of the length",
    "replay": "played again",
    "engagement": "engaged with",
    "rule": "a condition on another count",
}
EVIDENCE = ("official", "official-mirror", "quoted-official", "secondary", "memory")
_REPLAYS = ("yes", "no", UNKNOWN)
_CLOCKS = ("continuous", "aggregate", "unique", UNKNOWN)


class RuleError(ValueError):
    """A declaration of a rule is itself wrong."""


@dataclass(frozen=True)
class Rule:
    """What one metric of one platform counts, from when to when, and who says so.

    Attributes
    ----------
    name : str
        Our name, which ``view_rule`` may hold.
    stated_by, product, metric : str
        Whose rule it is, for what, and the metric in its owner's words.
    kind : str
        What happened when it counts: a rung of the ladder from served to viewed.
    scope : str
        ``organic``, ``paid`` or ``organic+paid``.
    seconds : float or None, unit seconds
        Least time; None where nobody says.
    pixels : float or None
        Least share in view, 0 to 1; None where none is stated.
    clock : str
        Whether the seconds are continuous, added up, or unique seconds of the video.
    length_share : float or None
        Share of the video's length that counts as well; ``only_if_shorter`` than ``seconds``.
    also : str
        What else makes it count: a click, an interaction.
    replays : str
        Whether playing again counts again: yes, no or unknown.
    effective_from, effective_to : str
        First and last day, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; from may be unknown, and an
        empty end is still in force.
    follows : tuple of str
        Names of the rules that it replaced; ``unknown`` where what counted before is not known.
    platforms, columns, where : tuples, mapping
        Which rows and columns of a delivery table obey it; ``where`` narrows it down to values
        of dimensions.
    """

    name: str
    stated_by: str
    product: str
    metric: str
    kind: str
    scope: str
    evidence: str
    source: str
    read: str
    seconds: float | None = None
    pixels: float | None = None
    clock: str = UNKNOWN
    length_share: float | None = None
    only_if_shorter: bool = False
    also: str = ""
    replays: str = UNKNOWN
    effective_from: str = UNKNOWN
    effective_to: str = ""
    follows: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    address: str = ""
    caveat: str = ""

    @property
    def first_day(self) -> pd.Timestamp | None:
        """First day in force; of a month or year the first one, None where it is unknown."""
        return None if self.effective_from == UNKNOWN else pd.Period(self.effective_from).start_time

    @property
    def last_day(self) -> pd.Timestamp | None:
        """Last day in force; None while it is."""
        if not self.effective_to:
            return None
        return pd.Period(self.effective_to).end_time.normalize()

    def is_in_force(self, day: pd.Timestamp) -> bool:
        """Tell whether the rule holds on a day, as far as is known."""
        begun = self.first_day is None or self.first_day <= day
        return begun and (self.last_day is None or day <= self.last_day)

    @property
    def threshold(self) -> str:
        """What has to happen, in a few words.

        Examples
        --------
        >>> {rule.name: rule.threshold for rule in rules()}["x_ads_views"]
        '3 s with 100 % of the pixels, or user manually clicks play'
        """
        stated = f"{self.seconds:g} s" if self.seconds else "no minimum time"
        time = "unknown time" if self.seconds is None else stated
        clock = f" ({self.clock})" if self.clock != UNKNOWN else ""
        pixels = f" with {self.pixels:.0%} of the pixels".replace("%", " %") if self.pixels else ""
        share = f"{self.length_share or 0:.0%}".replace("%", " %")
        shorter = " if shorter" if self.only_if_shorter else ""
        length = [f"{share} of the length{shorter}"] if self.length_share else []
        return ", or ".join([f"{time}{clock}{pixels}", *length, *filter(None, [self.also])])

    @property
    def period(self) -> str:
        """When it is in force, in words.

        Examples
        --------
        >>> {rule.name: rule.period for rule in rules()}["x_ads_views"]
        'from 2026-08-13'
        """
        parts = [
            *([f"from {self.effective_from}"] if self.effective_from != UNKNOWN else []),
            *([f"until {self.effective_to}"] if self.effective_to else []),
        ]
        return " ".join(parts) or "since an unknown day"


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule that ships, in the order of the files.

    Examples
    --------
    >>> len({rule.name for rule in rules()}) == len(rules()) >= 70
    True
    """
    folder = Path(__file__).parent
    found = tuple(each for path in sorted(folder.glob("*.toml")) for each in load_rules(path))
    known = {rule.name for rule in found} | {UNKNOWN}
    lost = [f"{rule.name} follows {name}" for rule in found for name in rule.follows
            if name not in known]  # fmt: skip
    if lost:
        raise RuleError(f"Rules follow what is not a rule: {', '.join(lost)}.")
    return found


def load_rules(path: Path) -> Iterator[Rule]:
    """Read the rules of one TOML file.

    Raises
    ------
    RuleError
        Naming everything in a rule that is not known or not allowed.
    """
    for table in rtoml.loads(path.read_text(encoding="utf-8")).get("rule", []):
        if faults := [*_faults(table)]:
            raise RuleError(f"{path.name}: {table.get('name')}: {'; '.join(faults)}.")
        stated = {key: _frozen(value) for key, value in table.items()}
        yield Rule(
            **stated | {"seconds": None if stated["seconds"] == UNKNOWN else stated["seconds"]}
        )


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    known = {each.name for each in fields(Rule)}
    needed = ("name", "stated_by", "product", "metric", "kind", "scope", "evidence", "source",
              "read", "seconds", "replays", "effective_from")  # fmt: skip
    yield from (f"{key} is not known" for key in table if key not in known)
    yield from (f"{key} is missing; write unknown" for key in needed if key not in table)
    choices = {
        "kind": tuple(KINDS), "evidence": EVIDENCE, "replays": _REPLAYS, "clock": _CLOCKS,
    }  # fmt: skip
    for key, allowed in choices.items():
        if key in table and table[key] not in allowed:
            yield f"{key} must be one of {', '.join(allowed)}, not {table[key]!r}"
    yield from (f"{each} is no measure" for each in table.get("columns", ())
                if each not in MEASURES)  # fmt: skip
    yield from (f"{each} is no dimension" for each in table.get("where", ())
                if each not in DIMENSIONS)  # fmt: skip


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(each) for key, each in value.items()}
    return tuple(value) if isinstance(value, list) else value
