"""What a report is made of: files by name and hash, parameters, versions, time."""

import platform
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..read.hints import split_hints
from .text import without_paths

EXAMPLE = "Bundled example"
PACKAGES = (
    "impressions-toolkit", "pandas", "duckdb", "ibis-framework", "pyarrow", "matplotlib",
    "great-tables",
)  # fmt: skip


@dataclass(frozen=True)
class Fingerprint:
    """Name, size in bytes and SHA-256 of a file."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Provenance:
    """What a reader needs to make the same report again, without a path of this machine.

    Attributes
    ----------
    notebook : Fingerprint
        The notebook that was run.
    data : Fingerprint or str
        The file it was run on, or what it was run on instead; empty if it takes no data.
    parameters : dict of str to str
        The other parameters, given or default, as literals.
    versions : dict of str to str
        Python and the packages that counted and drew.
    made : datetime
        Moment of the run, in UTC.
    """

    notebook: Fingerprint
    data: Fingerprint | str
    parameters: dict[str, str]
    versions: dict[str, str]
    made: datetime


def fingerprint(file: Path) -> Fingerprint:
    """Take the fingerprint of a file.

    Raises
    ------
    OSError
        If it cannot be read.

    Examples
    --------
    >>> fingerprint(Path(__file__)).name
    'provenance.py'
    """
    with file.open("rb") as content:
        digest = file_digest(content, "sha256")
        return Fingerprint(file.name, content.tell(), digest.hexdigest())


def trace(notebook: Fingerprint, file: Path | None, parameters: Mapping[str, object]) -> Provenance:
    """Note what a report is about to be made of.

    Parameters
    ----------
    notebook : Fingerprint
        The notebook that will be run.
    file : Path or None
        The data file, if it is run on one.
    parameters : mapping of str to literal
        Value of every parameter of the notebook.

    Returns
    -------
    Provenance
        As of now.

    Examples
    --------
    >>> made_of = trace(Fingerprint("own.ipynb", 1, "0" * 64), None, {"data": "", "top": 5})
    >>> made_of.data, made_of.parameters
    ('Bundled example', {'top': '5'})
    """
    named = str(parameters.get("data") or EXAMPLE) if "data" in parameters else ""
    _, hints = split_hints(named)
    literals = {
        name: without_paths(repr(value))
        for name, value in {**parameters, **hints}.items()
        if name != "data"
    }
    return Provenance(
        notebook,
        fingerprint(file) if file else without_paths(named),
        literals,
        dict(_versions()),
        datetime.now(UTC),
    )


def _versions() -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    for package in PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            continue
