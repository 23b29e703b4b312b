"""What may be asked of a table, and what may not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from .catalog import DIMENSIONS, METRICS, leaves
from .enclose import is_shared
from .export import Export
from .margin import is_estimate
from .memory import remembered
from .metrics import Metric
from .numerals import write_count
from .refusal import NotAdditiveError
from .schema import DataError
from .summarize import held, summarize
from .table import Table, format_label, written

_EXACT, _ESTIMATED = "exact", "estimated"
_BOUNDS, _APART = "between bounds", "only apart"


def list_askable(
    table: pd.DataFrame | Export,
    by: str | Sequence[str] = (),
    metrics: Sequence[str] = tuple(METRICS),
) -> pd.DataFrame:
    """List the metrics that a table can answer at a grain, and how far.

    Parameters
    ----------
    table : DataFrame or Export
        A checked delivery table.
    by : str or sequence of str, default ()
        Dimensions that make the groups; none means the whole table.
    metrics : sequence of str, optional
        Names of the metrics to look at; all of the catalogue if left out.

    Returns
    -------
    DataFrame, shape (n_metrics, 2)
        Indexed by metric: ``answer`` is ``exact``; ``estimated`` from a sample of people;
        ``between bounds`` where rows may share people; ``only apart`` where currencies or view
        rules differ. ``why`` is the refusal's first sentence, empty where nothing is refused.

    Examples
    --------
    >>> list_askable(pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]}))["answer"]
    metric
    impressions             exact
    reach          between bounds
    frequency      between bounds
    Name: answer, dtype: str
    """
    answers = _answers(table, by, tuple(metrics))
    rows = {name: (each.how_far, each.why) for name, each in answers.items()}
    return pd.DataFrame.from_dict(
        rows, orient="index", columns=["answer", "why"], dtype="str"
    ).rename_axis("metric")


def format_askable(table: pd.DataFrame | Export, metrics: Sequence[str] = tuple(METRICS)) -> Table:
    """Lay out what the whole table answers: each metric's figure, or its bounds, or why not.

    Examples
    --------
    >>> format_askable(pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]}))
    What the whole file answers
               Metric     The whole file         Answer
          Impressions              2,400          exact
                Reach       600 to 1,200 between bounds
    Average frequency       2.00 to 4.00 between bounds
    """
    answers = _answers(table, (), tuple(metrics))
    cells = pd.DataFrame(
        {
            "Metric": [METRICS[name].label for name in answers],
            "The whole file": [each.figure(METRICS[name]) for name, each in answers.items()],
            "Answer": [each.how_far for each in answers.values()],
        }
    )
    return Table(cells, 1, "What the whole file answers", "")


def format_refusals(table: pd.DataFrame | Export, by: str | Sequence[str] = ()) -> Table:
    """Lay out why some metrics are not exact at a grain.

    Examples
    --------
    >>> format_refusals(pd.DataFrame({"ad": ["a", "b"], "reach": [600, 600]}))
    Not exact
    Metric                                                     Why
     Reach reach counts people, and rows split by ad can share them.
    """
    askable = list_askable(table, by)
    refused = askable[askable["why"] != ""]
    cells = pd.DataFrame(
        {
            "Metric": [METRICS[name].label for name in refused.index],
            "Why": refused["why"].tolist(),
        },
        dtype="str",
    )
    return Table(cells, 2, "Not exact", "" if len(refused) else "Every metric is exact.")


def format_columns(table: pd.DataFrame | Export) -> Table:
    """Lay out what the dimensions of a table hold: how many values, which, how many missing.

    Examples
    --------
    >>> format_columns(pd.DataFrame({"ad": ["a", "b", None], "reach": [1, 2, 3]}))
    What splits the rows
    Splits by For example Values Missing
           Ad        a, b      2       1
    """
    rows = table.table if isinstance(table, Export) else table
    names = [name for name in rows if name in DIMENSIONS and rows[name].notna().any()]
    cells = pd.DataFrame(
        {
            "Splits by": [DIMENSIONS[name].label for name in names],
            "For example": [_examples(rows[name].dropna().unique()) for name in names],
            "Values": [write_count(rows[name].nunique()) for name in names],
            "Missing": [write_count(rows[name].isna().sum()) for name in names],
        }
    )
    return Table(cells, 2, "What splits the rows", "")


@dataclass(frozen=True)
class _Answer:
    """How far a table answers a metric, and with what; with nothing where only parts do."""

    how_far: str
    why: str
    summary: pd.DataFrame | None

    def figure(self, metric: Metric) -> str:
        """Write what is answered of the first group."""
        if self.summary is None:
            return ""
        write, columns = written(metric.name, self.summary.columns)
        currency = self.summary.attrs.get("currency", "")
        return write(*self.summary.iloc[0][columns], metric, currency)


@remembered
def _answers(
    table: pd.DataFrame | Export, by: str | Sequence[str], metrics: Sequence[str]
) -> dict[str, _Answer]:
    try:
        names = held(table, metrics)
    except DataError:
        return {}
    return {name: _asked(table, METRICS[name], by) for name in names}


def _asked(table: pd.DataFrame | Export, metric: Metric, by: str | Sequence[str]) -> _Answer:
    try:
        summary = summarize(table, metric.name, by)
        is_open = is_estimate(metric.name, summary.columns)
        return _Answer(_ESTIMATED if is_open else _EXACT, "", summary)
    except NotAdditiveError as refusal:
        why = str(refusal).split(". ")[0] + "."
        people = any(is_shared(leaf) for leaf in leaves(metric))
        if people and _is_at(refusal.bounds, by):
            return _Answer(_BOUNDS, why, refusal.bounds)
        return _Answer(_APART, why, None)


def _is_at(bounds: pd.DataFrame, by: str | Sequence[str]) -> bool:
    """Tell whether a refusal carries bounds of the very groups that were asked for."""
    names: list[str | None] = [by] if isinstance(by, str) else [*by]
    return list(bounds.index.names) == (names or [None])


def _examples(values: Iterable[object]) -> str:
    return ", ".join(format_label(value, 24) for value in list(values)[:3])
