"""How a summary looks: one picture a function, labelled by the catalogue."""

from .bounds import plot_bounds
from .build_up import plot_build_up
from .cap import plot_cap
from .estimates import plot_estimates
from .frequency import plot_frequency
from .funnel import plot_funnel
from .intervals import plot_intervals
from .overlap import plot_overlap
from .ranking import plot_ranking
from .reach_curve import plot_reach_curve
from .returns import plot_returns
from .thresholds import plot_thresholds
from .unions import plot_unions
from .waterfall import plot_waterfall

__all__ = [
    "plot_bounds",
    "plot_build_up",
    "plot_cap",
    "plot_estimates",
    "plot_frequency",
    "plot_funnel",
    "plot_intervals",
    "plot_overlap",
    "plot_ranking",
    "plot_reach_curve",
    "plot_returns",
    "plot_thresholds",
    "plot_unions",
    "plot_waterfall",
]
