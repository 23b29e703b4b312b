"""Pictures drawn by who makes the report, while the notebook goes on on another processor."""

import asyncio
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from ..figure import TO_DRAW, WHO_DRAWS, drawn
from ..numerals import use_locale_here

_SOURCE = re.compile(rf'(?<= src="){TO_DRAW}(\w+)(?=")')
# The style of a picture holds for the whole process while it is drawn.
_ONE_AT_A_TIME = Lock()


class Drawings:
    """Figures that one kernel hands over, and the pictures of them.

    Attributes
    ----------
    environment : dict of str to str
        What tells the kernel to hand its figures over.

    Examples
    --------
    >>> import nbformat
    >>> with Drawings() as drawings:
    ...     asyncio.run(drawings.finish(nbformat.v4.new_notebook()))
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="impressions-", ignore_cleanup_errors=True)
        self._begun: dict[str, asyncio.Task[str]] = {}
        self.environment = {WHO_DRAWS: self._folder.name}

    def __enter__(self) -> "Drawings":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def begin(self, cell: Any) -> None:
        """Begin to draw what a cell shows."""
        for data in _shown(cell):
            for name in _SOURCE.findall(data["text/html"]):
                figure = Path(self._folder.name, name)
                if name not in self._begun and figure.is_file():
                    self._begun[name] = asyncio.create_task(asyncio.to_thread(_draw, figure))

    async def finish(self, notebook: Any) -> None:
        """Put the pictures where they belong in the outputs of the notebook."""
        for cell in notebook.cells:
            self.begin(cell)
        pictures = {name: await drawing for name, drawing in self._begun.items()}
        for cell in notebook.cells:
            for data in _shown(cell):
                data["text/html"] = _SOURCE.sub(
                    lambda found: pictures.get(found[1], found[0]), data["text/html"]
                )


def _shown(cell: Any) -> Iterator[Any]:
    for output in cell.get("outputs", []):
        if "text/html" in output.get("data", {}):
            yield output.data


def _draw(figure: Path) -> str:
    with _ONE_AT_A_TIME:
        taken, locale = pickle.loads(figure.read_bytes())
        use_locale_here(locale)
        return drawn(taken)
