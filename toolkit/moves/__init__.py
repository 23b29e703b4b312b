"""An account's posts, asked what an analyst asks: how much changed, when, and along with what."""

from .answers import (
    find_awareness,
    find_content_shown,
    find_distribution,
    find_engagement,
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

__all__ = [
    "find_awareness", "find_content_shown", "find_distribution", "find_engagement",
    "find_lever_effects", "find_new_people", "find_posting", "find_trial", "format_awareness",
    "format_engagement", "plot_content", "plot_distribution", "plot_levers", "plot_new_people",
    "plot_posting",
]  # fmt: skip
