"""Which reports are to be made, checked completely before the first kernel starts."""

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ..catalog import nearest
from ..read.hints import HINTS, split_hints, typed_hints, with_hints
from ..schema import DataError
from .naming import free_name, slugs_of
from .parameters import Parameter, read_setting, read_values
from .problems import ReportError
from .source import Source, bundled_notebooks, find_notebook, read_source

T = TypeVar("T")


@dataclass(frozen=True)
class Plan:
    """A report to be made.

    Attributes
    ----------
    source : Source
        Notebook that is run.
    values : dict of str to literal
        Parameters given; the others keep their defaults.
    target : Path
        File that is written.
    """

    source: Source
    values: dict[str, object]
    target: Path

    @property
    def parameters(self) -> dict[str, object]:
        """Value of every parameter of the notebook, given or default."""
        defaults = {name: each.default for name, each in self.source.parameters.items()}
        return defaults | self.values

    @property
    def file(self) -> Path | None:
        """The data file; a default is meant from the notebook's folder, or is a dataset."""
        data, _ = split_hints(str(self.parameters.get("data") or ""))
        file = self.source.path.parent / data
        return file if file.is_file() else _dataset(data)


def plan_reports(
    notebooks: Iterable[str] = (),
    data: Iterable[Path] = (),
    settings: Iterable[str] = (),
    output: Path = Path("reports"),
) -> list[Plan]:
    """Plan one report per notebook and data file, and check that each can be made.

    Parameters
    ----------
    notebooks : iterable of str
        Numbers, names or paths. Without one, every notebook of the toolkit that takes what
        is given.
    data : iterable of Path
        Files to run each notebook on; without one, each notebook's own default.
    settings : iterable of str
        Values of parameters, such as ``platform=X``; with ``data``, also what the files do not
        say, such as ``currency=EUR``.
    output : Path
        Folder that the reports go to. Nothing is created yet.

    Returns
    -------
    list of Plan
        Every target differs.

    Raises
    ------
    ReportError
        Naming everything that is wrong at once: notebooks, files, names and types of
        parameters, values that do not occur in the data, the folder.

    Examples
    --------
    >>> [plan.target.name[:3] for plan in plan_reports(["01"])]
    ['01_']
    >>> plan_reports(["01"], settings=["top"])
    Traceback (most recent call last):
    toolkit.report.problems.ReportError: --set 'top' is not of the form name=value.
    """
    wanted, paths, texts = list(notebooks), list(dict.fromkeys(data)), list(settings)
    problems: list[str] = list(_folder_problems(output))
    found = _each(find_notebook, wanted, problems) if wanted else bundled_notebooks()
    sources = _each(read_source, dict.fromkeys(found), problems)
    files: list[Path | None] = [*dict.fromkeys(_each(_data_file, paths, problems))]
    given = _given(texts, problems)
    hints = HINTS if paths else frozenset()
    if not wanted:
        needed = {*given} - hints | ({"data"} if paths else set())
        sources = _taking(sources, needed, problems)
    parted = [_parted(source, given, hints) for source in sources]
    said = [_said(behind, problems) for _, behind in parted]
    values = [
        _values(source, own, bool(paths), problems)
        for source, (own, _) in zip(sources, parted, strict=True)
    ]
    plans = list(_plans(sources, values, said, files if paths else [None], output))
    problems += _delivery_problems(plans)
    problems += _target_problems(plans)
    if not plans and not problems:
        problems.append("No notebooks ship with this installation; name one of your own.")
    if problems:
        raise ReportError(problems)
    return plans


def left_out(plans: Iterable[Plan]) -> list[str]:
    """Name the notebooks of the toolkit that no plan runs.

    Examples
    --------
    >>> left_out([]) == [path.stem for path in bundled_notebooks()]
    True
    """
    planned = {plan.source.name for plan in plans}
    return [path.stem for path in bundled_notebooks() if path.stem not in planned]


def _each(read: Callable[[Any], T], given: Iterable[Any], problems: list[str]) -> list[T]:
    """What can be read; the problems of the rest are collected."""
    found = []
    for each in given:
        try:
            found.append(read(each))
        except ReportError as error:
            problems += error.problems
    return found


def _dataset(name: str) -> Path | None:
    from ..datasets import dataset_path

    return dataset_path(name) if name in _datasets() else None


def _datasets() -> list[str]:
    from ..datasets import list_datasets

    return list(list_datasets().index)


def _data_file(path: Path) -> Path:
    if not path.exists() and (dataset := _dataset(str(path))):
        return dataset
    if path.is_dir():
        raise ReportError([f"{path} is a folder; name a file in it."])
    if not path.is_file():
        known = [*(each.name for each in path.parent.glob("*")), *_datasets()]
        clause = nearest(path.name, known, 1) or "."
        raise ReportError([f"{path}: there is no such file{clause}"])
    if not os.access(path, os.R_OK):
        raise ReportError([f"{path} may not be read."])
    return Path(os.path.abspath(path))


def _given(texts: list[str], problems: list[str]) -> dict[str, str]:
    pairs = _each(read_setting, texts, problems)
    names = [name for name, _ in pairs]
    twice = dict.fromkeys(name for name in names if names.count(name) > 1)
    problems += [f"--set {name} stands more than once; keep one." for name in twice]
    return dict(pairs)


def _taking(sources: list[Source], needed: set[str], problems: list[str]) -> list[Source]:
    """The notebooks that take everything given; none is a problem, not a reason to run all."""
    taking = [each for each in sources if needed <= set(each.parameters)]
    if sources and not taking:
        known = {name: each for source in sources for name, each in source.parameters.items()}
        unknown = sorted(needed - set(known))
        problems += [
            f"No notebook takes {name!r}{nearest(name, known, 1) or '.'}" for name in unknown
        ]
        if not unknown:
            problems.append(f"No notebook takes {' and '.join(sorted(needed))} together.")
        problems.append(_listing("The toolkit's notebooks take", known))
    return taking


def _parted(
    source: Source, given: Mapping[str, str], hints: frozenset[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What is given for the notebook, and what is said of the files: what only reading takes."""
    behind = {*given} & hints - {*source.parameters}
    return (
        {name: text for name, text in given.items() if name not in behind},
        {name: text for name, text in given.items() if name in behind},
    )


def _said(hints: Mapping[str, str], problems: list[str]) -> dict[str, object]:
    try:
        return typed_hints(hints)
    except DataError as error:
        problems.append(str(error))
        return {}


def _values(
    source: Source, given: dict[str, str], takes_data: bool, problems: list[str]
) -> dict[str, object]:
    """The values as the notebook's types; what it takes is listed after its problems."""
    known = {name: each for name, each in source.parameters.items() if name != "data"}
    found: list[str] = []
    read = _each(lambda setting: read_values(known, dict([setting])), given.items(), found)
    if takes_data and "data" not in source.parameters:
        found.append("there is no parameter 'data', so it cannot be run on a file.")
    if found:
        problems += [f"{source.name}: {problem}" for problem in found]
        problems.append(_listing(f"{source.name} takes", source.parameters))
    return {name: value for values in read for name, value in values.items()}


def _listing(title: str, parameters: Mapping[str, Parameter]) -> str:
    lines = [f"  {each}" for each in parameters.values()] or ["  no parameters"]
    return "\n".join([f"{title}:", *lines])


def _plans(
    sources: list[Source],
    values: list[dict[str, object]],
    said: list[dict[str, object]],
    files: list[Path | None],
    output: Path,
) -> Iterator[Plan]:
    slugs = slugs_of([file for file in files if file])
    taken: set[str] = set()
    for source, given, hints in zip(sources, values, said, strict=True):
        for file in files:
            name = free_name(f"{source.name}-{slugs[file]}" if file else source.name, taken)
            with_data = {"data": with_hints(file, hints)} if file else {}
            yield Plan(source, given | with_data, output / f"{name}.html")


# What the data and the folder have to say


def _delivery_problems(plans: list[Plan]) -> Iterator[str]:
    """Read each file with the values given: what does not occur in it is found here."""
    reading = [plan for plan in plans if plan.parameters.get("data")]
    if not reading:
        return
    from ..read import read_delivery

    accepted = set(inspect.signature(read_delivery).parameters)
    asked = {repr(request): request for request in (_request(each, accepted) for each in reading)}
    for request in asked.values():
        data = request.pop("data")
        name = Path(split_hints(data)[0]).name
        try:
            read_delivery(data, **request)
        except DataError as error:
            yield str(error) if name in str(error) else f"{name}: {error}"
        except Exception as error:
            error.add_note(f"while reading {name}")
            raise


def _request(plan: Plan, accepted: set[str]) -> dict[str, Any]:
    request = {name: value for name, value in plan.parameters.items() if name in accepted}
    _, hints = split_hints(str(request["data"]))
    return request | ({"data": with_hints(plan.file, hints)} if plan.file else {})


def _folder_problems(output: Path) -> Iterator[str]:
    existing = next(each for each in (output, *output.absolute().parents) if each.exists())
    if not existing.is_dir():
        yield f"Reports cannot go to {output}: {existing} is a file."
    elif not os.access(existing, os.W_OK):
        yield f"Reports cannot go to {output}: {existing} may not be written to."


def _target_problems(plans: list[Plan]) -> Iterator[str]:
    for plan in plans:
        if plan.target.is_dir():
            yield f"{plan.target} is a folder, and the report would be written there."
