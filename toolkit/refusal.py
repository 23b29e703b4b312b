"""How a question is refused that the rows cannot answer: the error and its words."""

from collections.abc import Sequence

import pandas as pd

from .catalog import DIMENSIONS, THINGS
from .enclose import is_shared, splits
from .metrics import Measure, Metric
from .numerals import write_count, write_number
from .rules import VIEW_RULE, clash


class NotAdditiveError(ValueError):
    """The rows do not determine the answer.

    ``bounds`` holds what they do determine: the refused metrics as ``people="bounds"`` gives
    them, and amounts in different currencies or views under different rules kept apart.
    """

    def __init__(self, message: str, bounds: pd.DataFrame) -> None:
        super().__init__(message, bounds)
        self.bounds = bounds

    def __str__(self) -> str:
        return str(self.args[0])


def why(
    table: pd.DataFrame, metric: Metric, leaf: Measure, by: list[str], bounds: pd.DataFrame
) -> str:
    """Say what was asked, which rule it breaks, what the rows allow, and what to do."""
    split = [name for name in splits(table, leaf, by) if name != VIEW_RULE]
    subject = leaf.name if leaf is metric else f"{metric.name} needs {leaf.name}, which"
    keep = f"keep {_listed([repr(name) for name in split])} in by="
    mixed = clash(table, leaf, by)
    if mixed is not None:
        return (
            f"{subject} stands under several rules: {mixed.told}; {mixed.why}. "
            f"Keep '{VIEW_RULE}' in by=, take split_at_breaks(table), or choose the rows of one."
        )
    if not is_shared(leaf):
        held = _listed([_told(each) for name in split for each in table[name].unique()[:4]])
        return (
            f"{subject} stands under several values of {_listed(split)} ({held}); "
            f"{_reason(leaf, split)}. K{keep[1:]}, or choose the rows of one."
        )
    why = _reason(leaf, split or ["nothing that tells them apart"])
    remedies = ", or ".join([f"Load {leaf.name} measured {_grain(by)}", *([keep] if split else [])])
    texts = [
        f"{subject} counts {leaf.counts}, and {why}.",
        _spans(metric, bounds),
        f"{remedies}, or ask people='bounds'.",
    ]
    return " ".join(filter(None, texts))


def _told(value: object) -> str:
    return "none told" if pd.isna(value) else str(value)


def _reason(leaf: Measure, split: list[str]) -> str:
    wholes = [DIMENSIONS[name].whole for name in split if name in DIMENSIONS]
    if not is_shared(leaf) and any(wholes):
        return f"{_listed([repr(whole) for whole in wholes if whole])} already holds the others"
    return THINGS[leaf.counts].why.format(split=_listed(split))


def _spans(metric: Metric, bounds: pd.DataFrame, most: int = 3) -> str:
    ends = bounds[[f"{metric.name}_low", f"{metric.name}_high"]].astype("float64")
    open_ = ends[ends.iloc[:, 0].ne(ends.iloc[:, 1])]
    texts = [
        f"{_group(open_.index.names, label)} the answer {_between(low, high)} {metric.unit}."
        for label, low, high in open_.iloc[:most].itertuples(name=None)
    ]
    rest = len(open_) - most
    return " ".join([*texts, *([f"({write_count(rest)} more groups.)"] if rest > 0 else [])])


def _between(low: float, high: float) -> str:
    if pd.isna(low) and pd.isna(high):
        return "is not known in"
    if pd.isna(high):
        return f"is at least {_written(low)}"
    return f"lies between {_written(0 if pd.isna(low) else low)} and {_written(high)}"


def _written(value: float) -> str:
    return write_number(value, ",.0f" if value == int(value) else ",.4g")


def _group(names: Sequence[object], label: object) -> str:
    if names[0] is None:
        return "Over all rows"
    labels = label if isinstance(label, tuple) else (label,)
    return "For " + ", ".join(f"{n}={v}" for n, v in zip(names, labels, strict=True))


def _grain(by: list[str]) -> str:
    return f"per {_listed(by)}" if by else "over all rows"


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
