"""Writing a file whole or not at all."""

import os
from pathlib import Path
from secrets import token_hex


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
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.parent / f".{token_hex(8)}.tmp"
    try:
        with unfinished.open("xb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
