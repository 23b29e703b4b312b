"""The datasets that ship with the toolkit: what they are, their rows and their truth."""

from pathlib import Path
from typing import Any

import pandas as pd
import rtoml

from .bundle import bundled
from .catalog import DIMENSIONS, MEASURES, nearest
from .schema import DataError, checked

_LISTED = ["name", "title", "kind", "grain", "rows", "licence"]


def list_datasets() -> pd.DataFrame:
    """List what ships.

    Returns
    -------
    DataFrame, shape (n_datasets, 5)
        Indexed by ``name``: ``title``, ``kind``, ``grain`` (what a row is), ``rows`` and
        ``licence``.

    Examples
    --------
    >>> list_datasets().loc["launch_film", "kind"]
    'delivery table'
    """
    described = [{"name": name, **facts} for name, facts in _sidecars().items()]
    return pd.DataFrame(described, columns=_LISTED).set_index("name")


def dataset_path(name: str) -> Path:
    """Return the path of a dataset, for what reads files itself.

    Raises
    ------
    DataError
        If no dataset has this name; names the nearest and all that ship.

    Examples
    --------
    >>> dataset_path("meta_ads").name
    'meta_ads.csv'
    >>> dataset_path("meta_add")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    toolkit.schema.DataError: There is no dataset 'meta_add'; did you mean 'meta_ads'? ...
    """
    return bundled("datasets") / _facts(name)["file"]


def load_truth(name: str) -> dict[str, Any]:
    """Return what is true about a dataset, as the simulator knows it.

    Raises
    ------
    DataError
        If no dataset has this name.

    Examples
    --------
    >>> truth = load_truth("launch_film")
    >>> truth["impressions"], truth["reach"]
    (50000, 5000)
    """
    return _facts(name)["truth"]


def planted_changes(name: str) -> dict[str, dict[str, str]]:
    """Return the days on which the simulator changed something in a dataset, platform by platform.

    Parameters
    ----------
    name : str
        Name of a dataset; a path or anything else has nothing planted.

    Returns
    -------
    dict of str to dict
        By platform, what changed and from which day.

    Examples
    --------
    >>> planted_changes("post_history")["linkedin"]
    {'distribution changed': '2026-05-12'}
    >>> planted_changes("mine.csv")
    {}
    """
    truth = _sidecars().get(str(name), {}).get("truth", {})
    changes: dict[str, dict[str, str]] = {}
    for key, each in truth.items():
        if key.endswith("_changed"):
            changes.setdefault(each["platform"], {})[key.replace("_", " ")] = each["day"]
    return changes


def load_dataset(name: str) -> pd.DataFrame:
    """Load a delivery table or the impression log.

    Parameters
    ----------
    name : str
        Name of a dataset, see `list_datasets`.

    Returns
    -------
    DataFrame
        A checked delivery table: counts are whole, missing is missing, times are UTC. Or the
        log, one row per impression, whose times are UTC without saying so.

    Raises
    ------
    DataError
        If no dataset has this name, or it is a platform's export, which has to be read.

    Examples
    --------
    >>> load_dataset("launch_film")["impressions"].sum()
    np.int64(50000)
    """
    kind, path = _facts(name)["kind"], dataset_path(name)
    if kind == "export":
        raise DataError(
            f"{name!r} is a file as the platform writes it, not a table of the toolkit. "
            f"Read it with read_export(dataset_path({name!r}))."
        )
    return pd.read_parquet(path) if kind == "impression log" else checked(_delivery(path), name)


def _delivery(path: Path) -> pd.DataFrame:
    names = pd.read_csv(path, nrows=0).columns
    kinds = {name: DIMENSIONS[name].kind for name in names if name in DIMENSIONS}
    whole = [name for name in names if name in MEASURES and MEASURES[name].format == "integer"]
    return pd.read_csv(
        path,
        dtype={name: "str" for name, kind in kinds.items() if kind == "text"}
        | dict.fromkeys(whole, "Int64"),
        parse_dates=[name for name, kind in kinds.items() if kind in ("date", "time")],
        keep_default_na=False,
        na_values=[""],
    )


def _facts(name: str) -> dict[str, Any]:
    known = _sidecars()
    if name not in known:
        ships = ", ".join(known) or "none"
        raise DataError(
            f"There is no dataset {name!r}{nearest(name, known, 1) or '.'} These ship: {ships}."
        )
    return known[name]


def _sidecars() -> dict[str, dict[str, Any]]:
    paths = sorted(bundled("datasets").glob("*.toml"))
    return {path.stem: rtoml.loads(path.read_text("utf-8")) for path in paths}
