"""Several files looked at, each for itself: a receipt, or why it is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..schema import DataError
from .receipt import Receipt


@dataclass(frozen=True)
class Checked:
    """What became of one file; one of the two is there."""

    file: str
    receipt: Receipt | None = None
    refusal: str = ""

    def __str__(self) -> str:
        return self.refusal or str(self.receipt)

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt or the refusal as plain values, ready for JSON."""
        told = self.receipt.to_dict() if self.receipt else {"refused": self.refusal}
        return {"file": self.file, **told}


def check_files(paths: Iterable[Path], **options: Any) -> list[Checked]:
    """Read files one by one and keep their receipts, or the reasons why they are refused.

    Parameters
    ----------
    paths : iterable of Path
        Platforms' files.
    **options
        As `read_export` takes them.

    Examples
    --------
    >>> [checked.refusal for checked in check_files([Path("gone.csv")])]
    ['gone.csv: cannot be read (No such file or directory). Check the path.']
    """
    return [_checked(path, options) for path in paths]


def _checked(path: Path, options: dict[str, Any]) -> Checked:
    from . import read_export

    try:
        return Checked(path.name, read_export(path, **options).receipt)
    except DataError as error:
        return Checked(path.name, refusal=str(error))
