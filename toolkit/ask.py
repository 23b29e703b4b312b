"""What may be asked of a table, and what may not."""

from collections.abc import Iterable, Sequence

import pandas as pd

from .catalog import DIMENSIONS, METRICS, leaves
from .enclose import is_shared
from .export import Export
from .metrics import Metric
from .refusal import NotAdditiveError
from .schema import DataError
from .summarize import held, summarize
from .table import Table, format_label, format_span

_EXACT, _BOUNDS, _APART = "exact", "between bounds", "only apart"


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
        Indexed by metric: ``answer`` is ``exact``; ``between bounds`` where rows may share
        people; ``only apart`` where currencies or view rules differ. ``why`` is the refusal's
        first sentence, empty for exact answers.

    Examples
    --------
    >>> list_askable(pd.DataFrame({"impressions": [900, 1500], "reach": [600, 600]}))["answer"]
    metric
    impressions             exact
    reach          between bounds
    frequency      between bounds
    Name: answer, dtype: str
    """
    try:
        names = held(table, metrics)
    except DataError:
        names = []
    rows = {name: _asked(table, METRICS[name], by) for name in names}
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
    askable = list_askable(table, (), metrics)
    cells = pd.DataFrame(
        {
            "Metric": [METRICS[name].label for name in askable.index],
            "The whole file": [
                _figure(table, METRICS[name]) if answer != _APART else ""
                for name, answer in askable["answer"].items()
            ],
            "Answer": askable["answer"].tolist(),
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
    refused = askable[askable["answer"] != _EXACT]
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
            "Values": [f"{rows[name].nunique():,}" for name in names],
            "Missing": [f"{rows[name].isna().sum():,}" for name in names],
        }
    )
    return Table(cells, 2, "What splits the rows", "")


def _asked(
    table: pd.DataFrame | Export, metric: Metric, by: str | Sequence[str]
) -> tuple[str, str]:
    try:
        summarize(table, metric.name, by)
    except NotAdditiveError as refusal:
        people = any(is_shared(leaf) for leaf in leaves(metric))
        why = str(refusal).split(". ")[0] + "."
        return (_BOUNDS if people and _has_bounds(table, metric, by) else _APART), why
    return _EXACT, ""


def _has_bounds(table: pd.DataFrame | Export, metric: Metric, by: str | Sequence[str]) -> bool:
    try:
        summarize(table, metric.name, by, people="bounds")
    except NotAdditiveError:
        return False
    return True


def _figure(table: pd.DataFrame | Export, metric: Metric) -> str:
    summary = summarize(table, metric.name, people="bounds")
    ends = summary.iloc[0]
    return format_span(ends.iloc[0], ends.iloc[-1], metric, summary.attrs.get("currency", ""))


def _examples(values: Iterable[object]) -> str:
    return ", ".join(format_label(value, 24) for value in list(values)[:3])
