"""How long it takes until a person sees it again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..margin import ERROR
from .estimate import count, grain, per_group
from .exposure import in_order

if TYPE_CHECKING:
    from ibis.expr.types import Table

_PARTS = 50


def waits(rows: "Table", by: list[str], quantiles: Sequence[float], log: "Table") -> pd.DataFrame:
    """Quantiles of the seconds between one impression and the person's next, by group."""
    told, rate = count(_quantiles(rows, by, quantiles), by, log)
    if rate is None:
        return told
    part = (rows.sample_point / rows.sample_rate * _PARTS).floor().cast("int64")
    question = _quantiles(rows.mutate(part=part), [*by, "part"], quantiles)
    return _with_errors(told, count(question, by, log).table, by, rate)


def _quantiles(rows: "Table", by: list[str], quantiles: Sequence[float]) -> "Table":
    """Count each length of time once, so that what is put in order stays short."""
    import ibis

    keys = grain(rows, by)
    moment = rows.time.truncate("s").epoch_seconds()
    lengths = rows.mutate(seconds=moment - moment.lag().over(in_order(rows, by)))
    lengths = lengths.aggregate(n=lengths.count(), by=[*keys, "seconds"])
    known = lengths.seconds.notnull().ifelse(lengths.n, 0)
    so_far = known.sum().over(ibis.cumulative_window(group_by=by, order_by="seconds"))
    whole = known.sum().over(ibis.window(group_by=by))
    lengths = lengths.mutate(share=(so_far / whole.nullif(0)).round(9))
    within = {
        f"seconds_between_p{100 * q:g}": lengths.seconds.min(where=lengths.share >= q)
        for q in quantiles
    }
    return lengths.aggregate(**within, by=keys)


def _with_errors(
    told: pd.DataFrame, parts: pd.DataFrame, by: list[str], rate: float
) -> pd.DataFrame:
    """Errors from how much random parts of the sampled people differ from each other."""
    names = [name for name in told if name not in by]
    groups = per_group(parts, by)[names]
    errors = np.sqrt(groups.var() / groups.count() * (1 - rate)).to_numpy()
    for place, name in enumerate(names):
        told.insert(told.columns.get_loc(name) + 1, name + ERROR, errors[:, place])
    return told
