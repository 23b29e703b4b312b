"""How a difference between two periods or groups splits into its causes, exactly."""

from .causes import split_cost, split_impressions, split_rate, split_spend
from .exact import add_parts
from .parts import pick_periods
from .product import split_product

__all__ = [
    "add_parts",
    "pick_periods",
    "split_cost",
    "split_impressions",
    "split_product",
    "split_rate",
    "split_spend",
]
