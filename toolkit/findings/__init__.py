"""What we say about the numbers: sentences computed from the data, true on other data too."""

from .bill import find_bill, find_shares
from .cap import find_cap
from .change import find_drivers
from .comparison import find_differences, find_receptive, find_reversals
from .content import find_most_shown
from .exposure import find_build_up, find_estimates, find_overlap
from .finding import Finding, Findings, Limits
from .pacing import find_creep, find_edits, find_pacing
from .plan import find_allocation, find_breaches, find_reach_curve, find_reach_curves, find_unions
from .reach import find_double_counting, find_frequency, find_people
from .returns import find_returns
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
    "find_bill",
    "find_breaches",
    "find_build_up",
    "find_cap",
    "find_creep",
    "find_differences",
    "find_double_counting",
    "find_drivers",
    "find_edits",
    "find_estimates",
    "find_footing",
    "find_frequency",
    "find_ladder",
    "find_most_shown",
    "find_odd_views",
    "find_overlap",
    "find_pacing",
    "find_people",
    "find_reach_curve",
    "find_reach_curves",
    "find_receptive",
    "find_returns",
    "find_reversals",
    "find_rules",
    "find_shares",
    "find_thresholds",
    "find_thumbnails",
    "find_unions",
]
