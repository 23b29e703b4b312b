"""Writing a file whole or not at all."""

import os
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

_UNFINISHED = ".impressions-"
_STALE = 600  # seconds; a write takes less than one


def save(path: Path, text: str) -> None:
    """Write a text; until it is complete, what stood there before stays.

    Parameters
    ----------
    path : Path
        File to write; missing folders are created.
    text : str
        All of its content.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left behind.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(Path(folder) / "reports" / "01.html", "<p>")
    ...     (Path(folder) / "reports" / "01.html").read_text()
    '<p>'
    """
    save_bytes(path, text.encode("utf-8", "replace"))


def save_bytes(path: Path, content: bytes) -> None:
    """Write bytes; until they are complete, what stood there before stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    unfinished = path.parent / f"{_UNFINISHED}{token_hex(8)}.tmp"
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a run that was killed in the middle of a write left behind."""
    for left in folder.glob(f"{_UNFINISHED}*.tmp"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE:
                left.unlink()
