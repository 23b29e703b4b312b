"""Many reports at once: one per client of a list, or one per value of a column."""

import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..catalog import nearest
from .naming import free_name
from .parameters import read_setting
from .plan import Plan, plan_reports
from .problems import ReportError
from .text import slug

_NOTEBOOKS, _DATA = "notebooks", "data"
# What may be said of a file and may be a parameter of a notebook: then it is the parameter.
_KEPT = ("platform", "date_start", "date_end")


def plan_each(
    clients: Path,
    notebooks: Sequence[str] = (),
    settings: Sequence[str] = (),
    output: Path = Path("reports"),
) -> list[Plan]:
    """Plan the reports of every client in a list.

    Parameters
    ----------
    clients : Path
        TOML file with a table per client: ``data``, one file or several, seen from the list;
        ``notebooks``, if not those of all; and any parameters.
    notebooks, settings, output
        As `plan_reports` takes them, for every client; a client's own parameters come first.

    Returns
    -------
    list of Plan
        Named after the clients; every target differs.

    Raises
    ------
    ReportError
        Naming everything that is wrong with any client.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     listed = Path(folder) / "clients.toml"
    ...     _ = listed.write_text('[acme]\\ndata = "meta_ads"\\n[blue]\\ndata = "posts"\\n')
    ...     [plan.target.stem[:7] for plan in plan_each(listed, ["01"])]
    ['acme-01', 'blue-01']
    """
    plans: list[Plan] = []
    problems: list[str] = []
    given = dict(text.partition("=")[::2] for text in settings)
    for name, told in _clients(clients).items():
        own = {key: _text(value) for key, value in told.items() if key not in (_NOTEBOOKS, _DATA)}
        texts = [f"{key}={value}" for key, value in (given | own).items()]
        wanted = _listed(told.get(_NOTEBOOKS, notebooks))
        files = [_seen_from(clients.parent, file) for file in _listed(told.get(_DATA, ()))]
        try:
            found = plan_reports(wanted, files, texts, output)
        except ReportError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
        else:
            plans += [_named(plan, name) for plan in found]
    if problems:
        raise ReportError(problems)
    return [*_apart(plans)]


def plan_per(
    column: str,
    data: Path,
    folder: Path,
    notebooks: Sequence[str] = (),
    settings: Sequence[str] = (),
    output: Path = Path("reports"),
) -> list[Plan]:
    """Plan a report for every value of a column of a file.

    Parameters
    ----------
    column : str
        A dimension that the file tells.
    data : Path
        File or dataset.
    folder : Path
        Where the parts of the file go, which the reports are made of.
    notebooks, settings, output
        As `plan_reports` takes them.

    Returns
    -------
    list of Plan
        One per notebook and value. A part has no total row: that describes the whole.

    Raises
    ------
    ReportError
        If the file does not tell the column.
    """
    from ..datasets import dataset_path, list_datasets
    from ..read import read_export
    from ..read.hints import HINTS, typed_hints

    is_ours = not data.exists() and str(data) in set(list_datasets().index)
    given = dict(map(read_setting, settings))
    said = {name: text for name, text in given.items() if name in HINTS - {*_KEPT}}
    rest = [f"{name}={text}" for name, text in given.items() if name not in said]
    hints: dict[str, Any] = typed_hints(said)
    table = read_export(dataset_path(str(data)) if is_ours else data, **hints).table
    if column not in table:
        held = [str(name) for name in table]
        clause = nearest(column, held, 1) or f"; it tells {', '.join(held)}."
        raise ReportError([f"{data.name} does not tell {column!r}{clause}"])
    plans: list[Plan] = []
    for value, rows in table.groupby(column, dropna=False, observed=True, sort=False):
        part = folder / f"{data.stem} {column} {slug(str(value))} {len(plans)}.csv"
        rows.to_csv(part, index=False)
        found = plan_reports(notebooks, [part], rest, output)
        plans += [_named(plan, str(value)) for plan in found]
    return [*_apart(plans)]


def _clients(path: Path) -> dict[str, dict[str, Any]]:
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReportError([f"{path.name} is not TOML: {error}."]) from None
    wrong = [name for name, each in told.items() if not isinstance(each, dict)]
    if wrong or not told:
        found = f"{', '.join(wrong)} is none" if wrong else "it is empty"
        wanted = "a table per client, such as [acme] with data = 'acme.csv'"
        raise ReportError([f"{path.name} must hold {wanted}; {found}."])
    return told


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(each) for each in value]


def _text(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _seen_from(folder: Path, file: str) -> Path:
    path = folder / file
    return Path(os.path.abspath(path)) if path.exists() else Path(file)


def _named(plan: Plan, name: str) -> Plan:
    return replace(plan, target=plan.target.with_stem(f"{slug(name)}-{plan.source.name}"))


def _apart(plans: Iterable[Plan]) -> Iterator[Plan]:
    taken: set[str] = set()
    for plan in plans:
        yield replace(plan, target=plan.target.with_stem(free_name(plan.target.stem, taken)))
