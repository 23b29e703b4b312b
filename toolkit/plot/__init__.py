"""How a summary looks: one picture a function, labelled by the catalogue."""

from .bounds import plot_bounds
from .cap import plot_cap
from .frequency import plot_frequency
from .funnel import plot_funnel
from .intervals import plot_intervals
from .multipliers import plot_multipliers
from .ranking import plot_ranking
from .reach_curve import plot_reach_curve
from .returns import plot_returns
from .thresholds import plot_thresholds
from .timeline import plot_timeline
from .unions import plot_unions
from .waterfall import plot_waterfall

__all__ = [
    "plot_bounds",
    "plot_cap",
    "plot_frequency",
    "plot_funnel",
    "plot_intervals",
    "plot_multipliers",
    "plot_ranking",
    "plot_reach_curve",
    "plot_returns",
    "plot_thresholds",
    "plot_timeline",
    "plot_unions",
    "plot_waterfall",
]
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
