"""What a reader can set, declared: its name, its words, what it may be, and where it starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from ..numerals import write_count


@dataclass(frozen=True)
class _Control:
    """A control; the label is what a screen reader says, the name what the function is given."""

    name: str
    label: str
    default: Any

    def __post_init__(self) -> None:
        if not (self.name.isidentifier() and self.label.strip()):
            raise ValueError(f"A control needs a name of Python and a label, not {self!r}.")
        self.check(self.default)

    def check(self, value: Any) -> None:
        """Raise ValueError if the control cannot be set to a value."""

    def words(self, value: Any) -> str:
        """Return a value as a reader sees it."""
        return str(value)

    def starting_at(self, value: Any) -> Self:
        """Return the control with another default."""
        return replace(self, default=value)

    def _refuse(self, value: Any, wanted: str) -> None:
        raise ValueError(f"{self.label} must be {wanted}, not {value!r}.")


@dataclass(frozen=True)
class Choice(_Control):
    """One of several: a list that drops down.

    ``options`` are the values themselves, or a mapping from what is shown to the value.

    Examples
    --------
    >>> Choice("metric", "Metric", "reach", ["impressions", "reach"]).words("reach")
    'reach'
    >>> Choice("metric", "Metric", "views", ["impressions", "reach"])
    Traceback (most recent call last):
    ValueError: Metric must be one of impressions, reach, not 'views'.
    """

    options: Mapping[str, Any] | Sequence[Any] = ()

    @property
    def shown(self) -> dict[str, Any]:
        """The value of every option by what is shown for it."""
        if isinstance(self.options, Mapping):
            return dict(self.options)
        return {str(each): each for each in self.options}

    def check(self, value: Any) -> None:
        """Raise ValueError if the value is none of the options."""
        if value not in self.shown.values():
            self._refuse(value, f"one of {', '.join(self.shown)}")

    def words(self, value: Any) -> str:
        """Return what is shown for a value."""
        return next(shown for shown, each in self.shown.items() if each == value)


@dataclass(frozen=True)
class _Bounded(_Control):
    low: float = 0
    high: float = 100
    step: float = 1

    def check(self, value: Any) -> None:
        """Raise ValueError if the value is no number, or lies outside."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not (is_number and self.low <= value <= self.high):
            self._refuse(value, f"a number from {self.low:,} to {self.high:,}")

    def words(self, value: Any) -> str:
        """Return a value with its thousands apart."""
        return write_count(value)


@dataclass(frozen=True)
class Whole(_Bounded):
    """A whole number: a box that is typed in, or moved with the arrow keys.

    Examples
    --------
    >>> Whole("cap", "Cap per person", 5, low=1, high=30).check(31)
    Traceback (most recent call last):
    ValueError: Cap per person must be a number from 1 to 30, not 31.
    """


@dataclass(frozen=True)
class Number(_Bounded):
    """A number with decimals: a box that is typed in, or moved with the arrow keys.

    Examples
    --------
    >>> Number("share", "Share of pixels", 0.5, low=0, high=1, step=0.05).words(0.5)
    '0.5'
    """


@dataclass(frozen=True)
class Switch(_Control):
    """Yes or no: a box that is ticked.

    Examples
    --------
    >>> Switch("continuous", "Seconds in one piece", True).words(True)
    'yes'
    """

    def check(self, value: Any) -> None:
        """Raise ValueError if the value is neither true nor false."""
        if not isinstance(value, bool):
            self._refuse(value, "true or false")

    def words(self, value: Any) -> str:
        """Return yes or no."""
        return "yes" if value else "no"


Control = Choice | Whole | Number | Switch
