"""What totals say about people: bounds, unions, curves, checks and plans."""

from .allocate import allocate_budget
from .audit import audit
from .bounds import incremental_bounds, overlap_bounds, reach_bounds
from .curve import INTERVAL, ReachCurve
from .feasible import InfeasibleError
from .fit import fit_reach_curve
from .pair_bounds import pair_bounds
from .plan import best_frequency, cost_per_point, rating_points
from .reconcile import adds_up, at_most, covers, overlaps_less, reconcile
from .report import Report
from .schedule import Schedule
from .several import compare_curves, fit_reach_curves
from .thinning import thin_curve, thin_frequency
from .unions import UNION_MODELS, compare_unions

__all__ = [
    "INTERVAL", "UNION_MODELS", "InfeasibleError", "ReachCurve", "Report", "Schedule", "adds_up",
    "allocate_budget", "at_most", "audit", "best_frequency", "compare_curves", "compare_unions",
    "cost_per_point", "covers", "fit_reach_curve", "fit_reach_curves", "incremental_bounds",
    "overlap_bounds", "overlaps_less", "pair_bounds", "rating_points", "reach_bounds",
    "reconcile", "thin_curve", "thin_frequency",
]  # fmt: skip
