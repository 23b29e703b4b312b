"""What we say about the numbers: sentences computed from the data, true on other data too."""

from .content import find_most_shown
from .finding import Finding, Findings, Limits
from .reach import find_double_counting, find_frequency, find_people

__all__ = [
    "Finding",
    "Findings",
    "Limits",
    "find_double_counting",
    "find_frequency",
    "find_most_shown",
    "find_people",
]
