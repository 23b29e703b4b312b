"""The types that a declaration is made of.

Whether a measure may be added up is never declared. It follows from what the measure
counts (a `Thing`) and from whether the dimension that splits the rows partitions that thing.
"""

from dataclasses import dataclass
from typing import Literal

Format = Literal["integer", "decimal", "percent", "money", "seconds"]
Kind = Literal["text", "date", "time", "number", "flag"]
Severity = Literal["error", "look"]


@dataclass(frozen=True)
class Thing:
    """Something that measures count.

    ``least`` and ``most`` enclose the answer for rows that may share the thing; without them
    rows that share it support no figure at all. ``repeats`` tells levels, such as followers: each
    row states the same one again, so that a row which does not leaves nothing out.
    """

    name: str
    why: str
    least: Literal["max", "min"] | None = None
    most: Literal["sum", "max"] | None = None
    repeats: bool = False


@dataclass(frozen=True)
class Dimension:
    """A column that splits rows, and the things of which each belongs to one value only.

    ``whole`` is the value, if any, that holds all the others: total delivery is organic and paid.
    ``kin`` are values that count alike what others do not: Meta decides for all of its platforms.
    """

    name: str
    label: str
    partitions: frozenset[str]
    definition: str
    kind: Kind = "text"
    whole: str = ""
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AtMost:
    """A measure that this one cannot exceed: breaking it is an error, or deserves a look."""

    measure: str
    severity: Severity = "error"


@dataclass(frozen=True)
class Measure:
    """A column of counts or amounts, as a platform or a log reports it."""

    name: str
    label: str
    unit: str
    counts: str
    definition: str
    source: str
    format: Format = "integer"
    at_most: tuple[AtMost, ...] = ()
    may_be_negative: bool = False


@dataclass(frozen=True)
class Ratio:
    """``scale * numerator / denominator``, always recomputed from summed parts.

    A part is a measure, or another ratio: a cost per rating point divides by GRP.
    """

    name: str
    label: str
    unit: str
    numerator: str
    denominator: str
    definition: str
    source: str
    format: Format = "decimal"
    scale: int = 1
    better: Literal["lower", "higher"] | None = None

    @property
    def parts(self) -> tuple[str, str]:
        """Names of numerator and denominator: measures, or ratios of measures."""
        return self.numerator, self.denominator

    @property
    def formula(self) -> str:
        """The ratio as an expression over column names.

        Examples
        --------
        >>> from toolkit.catalog import metric
        >>> metric("cpm").formula
        '1000 * spend / impressions'
        """
        factor = f"{self.scale} * " if self.scale != 1 else ""
        return f"{factor}{self.numerator} / {self.denominator}"


Metric = Measure | Ratio


def may_be_added(measure: Measure, dimension: Dimension) -> bool:
    """Tell whether ``measure`` may be summed over rows that ``dimension`` splits.

    Examples
    --------
    >>> from toolkit.catalog import DIMENSIONS, MEASURES
    >>> may_be_added(MEASURES["impressions"], DIMENSIONS["platform"])
    True
    >>> may_be_added(MEASURES["reach"], DIMENSIONS["platform"])
    False
    >>> may_be_added(MEASURES["reach"], DIMENSIONS["age_band"])
    True
    """
    return measure.counts in dimension.partitions
