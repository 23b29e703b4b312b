"""An account's posts, asked what an analyst asks: how much changed, when, and along with what."""

from .answers import (
    find_awareness,
    find_content_shown,
    find_distribution,
    find_engagement,
    find_engagement_by_reach,
    find_lever_effects,
    find_new_people,
    find_posting,
    find_trial,
    format_awareness,
    format_engagement,
    plot_content,
    plot_distribution,
    plot_levers,
    plot_new_people,
    plot_posting,
)
from .pieces import find_pieces, format_pieces, plot_pieces

__all__ = [
    "find_awareness", "find_content_shown", "find_distribution", "find_engagement",
    "find_engagement_by_reach", "find_lever_effects", "find_new_people", "find_pieces",
    "find_posting", "find_trial", "format_awareness", "format_engagement", "format_pieces",
    "plot_content", "plot_distribution", "plot_levers", "plot_new_people", "plot_pieces",
    "plot_posting",
]  # fmt: skip
