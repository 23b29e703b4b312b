"""A bill, asked what an analyst asks: what was paid, what drove it, where money should go next."""

from .answers import (
    find_change,
    find_cheapest,
    format_comparison,
    format_costs,
    format_shares,
    plot_comparison,
    plot_more_money,
    plot_price_change,
    plot_spend_change,
)
from .budget import find_budget, format_budget, plot_budget, shift_budget
from .reading import click_price_of, grain_of_bill, read_bill

__all__ = [
    "click_price_of",
    "find_budget",
    "find_change",
    "find_cheapest",
    "format_budget",
    "format_comparison",
    "format_costs",
    "format_shares",
    "grain_of_bill",
    "plot_budget",
    "plot_comparison",
    "plot_more_money",
    "plot_price_change",
    "plot_spend_change",
    "read_bill",
    "shift_budget",
]
