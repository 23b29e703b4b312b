"""Rates beside each other: how sure each is, which differ, and what lies behind them."""

from .groups import compare, compare_pairs
from .mix import compare_within
from .segments import index_segments
from .shares import compare_shares

__all__ = ["compare", "compare_pairs", "compare_shares", "compare_within", "index_segments"]
