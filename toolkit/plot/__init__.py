"""How a summary looks: one picture a function, labelled by the catalogue."""

from .bounds import plot_bounds
from .frequency import plot_frequency
from .ranking import plot_ranking

__all__ = ["plot_bounds", "plot_frequency", "plot_ranking"]
