"""The one place where a dimension, a measure or a ratio is defined."""

from difflib import get_close_matches

from ..metrics import Measure, Metric
from .dimensions import DIMENSIONS
from .measures import MEASURES
from .ratios import RATIOS
from .things import EVERYTHING, THINGS

__all__ = [
    "DIMENSIONS", "EVERYTHING", "MEASURES", "METRICS", "NAMES", "RATIOS", "THINGS",
    "UnknownMetricError", "leaves", "metric", "metrics", "nearest",
]  # fmt: skip

METRICS: dict[str, Metric] = {**MEASURES, **RATIOS}
NAMES = frozenset(DIMENSIONS) | frozenset(METRICS)


class UnknownMetricError(KeyError):
    """Some names are not metrics of the catalogue; the message gives the nearest ones."""

    def __str__(self) -> str:
        return str(self.args[0])


def nearest(name: str, known: object, count: int = 3) -> str:
    """Return a clause such as ``did you mean 'reach'?``, or nothing.

    Examples
    --------
    >>> nearest("impresions", ["impressions", "reach"])
    "; did you mean 'impressions'?"
    >>> nearest("zebra", ["impressions", "reach"])
    ''
    """
    found = get_close_matches(str(name), [str(each) for each in known], count)  # type: ignore[attr-defined]
    return f"; did you mean {' or '.join(map(repr, found))}?" if found else ""


def metrics(names: str | list[str] | tuple[str, ...]) -> list[Metric]:
    """Return the declarations of ``names``, a name or several.

    Raises
    ------
    UnknownMetricError
        Naming every unknown name and its nearest neighbours.

    Examples
    --------
    >>> [each.label for each in metrics(["reach", "frequency"])]
    ['Reach', 'Average frequency']
    >>> metrics("impresions")
    Traceback (most recent call last):
    toolkit.catalog.UnknownMetricError: 'impresions' is not a metric; did you mean 'impressions'?
    """
    names = [names] if isinstance(names, str) else list(names)
    unknown = [
        f"{name!r} is not a metric{nearest(name, METRICS, 1)}"
        for name in names
        if name not in METRICS
    ]
    if unknown:
        raise UnknownMetricError("\n".join(unknown))
    return [METRICS[name] for name in names]


def metric(name: str) -> Metric:
    """Return the declaration of one metric."""
    return metrics(name)[0]


def leaves(metric: Metric) -> list[Measure]:
    """Return the measures that a metric is made of.

    Examples
    --------
    >>> [each.name for each in leaves(METRICS["cost_per_rating_point"])]
    ['spend', 'impressions', 'universe']
    """
    if isinstance(metric, Measure):
        return [metric]
    return [leaf for part in metric.parts for leaf in leaves(METRICS[part])]
