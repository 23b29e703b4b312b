"""What we say about the numbers: sentences computed from the data, true on other data too."""

from .cap import find_cap
from .content import find_most_shown
from .finding import Finding, Findings, Limits
from .plan import find_allocation, find_breaches, find_reach_curve, find_reach_curves, find_unions
from .posts import find_changes, find_content, find_levers
from .reach import find_double_counting, find_frequency, find_people
from .views import (
    find_footing,
    find_ladder,
    find_odd_views,
    find_rules,
    find_thresholds,
    find_thumbnails,
)

__all__ = [
    "Finding",
    "Findings",
    "Limits",
    "find_allocation",
    "find_breaches",
    "find_cap",
    "find_changes",
    "find_content",
    "find_double_counting",
    "find_footing",
    "find_frequency",
    "find_ladder",
    "find_levers",
    "find_most_shown",
    "find_odd_views",
    "find_people",
    "find_reach_curve",
    "find_reach_curves",
    "find_rules",
    "find_thresholds",
    "find_thumbnails",
    "find_unions",
]
