"""A rule that figures break: which, where, by how much, and whether rounding explains it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "look"]
Gap = Literal["rounding", "real", "suppressed"]

_DUST = 1e-9


@dataclass(frozen=True)
class Breach:
    """``value`` of ``cells`` lies ``gap`` beyond ``limit``, which ``rule`` sets."""

    rule: str
    severity: Severity
    cells: str
    value: float
    limit: float
    gap: float
    kind: Gap
    message: str


def above(
    rule: str,
    cells: str,
    value: float,
    limit: float,
    message: str,
    *,
    figures: int = 2,
    rounded_to: float = 1.0,
    severity: Severity = "error",
) -> list[Breach]:
    """Report a value above its limit.

    A gap that rounding each of the ``figures`` behind it may have made is told apart from a
    real one.

    Examples
    --------
    >>> [each.kind for each in above("C1", "reach", 12, 9, "...")]
    ['real']
    >>> above("C1", "reach", 9, 9, "...")
    []
    """
    gap = value - limit
    if not gap > _DUST * max(abs(value), abs(limit), 1e-9):
        return []
    kind: Gap = "rounding" if gap <= rounded_to * figures / 2 * (1 + _DUST) else "real"
    return [Breach(rule, severity, cells, value, limit, gap, kind, message)]
