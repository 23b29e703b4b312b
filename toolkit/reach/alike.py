"""What figures have to share to be put together: one unit and one window."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from ..platforms import UNKNOWN


def unlike(given: str | Mapping[str, str], what: str, names: Iterable[Any]) -> list[str]:
    """Refuse figures of which each says something else."""
    if isinstance(given, str):
        return []
    told = {str(name): str(given.get(str(name), "not stated")) for name in names}
    return [_refusal(told, what)] if len(set(told.values())) > 1 else []


def unlike_units(files: Mapping[str, frozenset[str]]) -> list[str]:
    """Refuse groups of a file whose platforms count unlike things, as far as is known."""
    known = {name: units - {UNKNOWN} for name, units in files.items() if units - {UNKNOWN}}
    if len(frozenset().union(*known.values())) < 2:
        return []
    told = {name: " and ".join(sorted(units)) for name, units in known.items()}
    return [f"{_refusal(told, 'unit')} Or pass unit=, if you take them for the same."]


def _refusal(told: Mapping[str, str], what: str) -> str:
    listed = ", ".join(f"{name}: {value}" for name, value in told.items())
    return (
        f"{what}s differ ({listed}); figures of unlike {what}s bound nothing together. "
        f"Load them in one {what}."
    )


def unlike_periods(frame: pd.DataFrame, by: str) -> list[str]:
    """Refuse weeks of one against months of another, unless they cover the same days."""
    ends = ["date_start", "date_end"]
    if not all(end in frame and is_datetime64_any_dtype(frame[end]) for end in ends):
        return []
    days = frame.assign(days=(frame["date_end"] - frame["date_start"]).dt.days + 1).groupby(by)
    told = days.agg(days=("days", "median"), first=("date_start", "min"), last=("date_end", "max"))
    told = told.dropna()
    alike = len(told[["first", "last"]].drop_duplicates()) <= 1
    if alike or told["days"].max() < 2 * told["days"].min():
        return []
    windows = {
        str(name): f"{length:g} days a row, {first:%Y-%m-%d} to {last:%Y-%m-%d}"
        for name, length, first, last in told.itertuples(name=None)
    }
    return unlike(windows, "window", told.index)
