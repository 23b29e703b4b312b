"""Running a notebook: in a kernel of its own, to its end or to the cell that stops it."""

import asyncio
from bisect import bisect_right
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from .drawings import Drawings
from .kernels import Kernels, client_of
from .source import GIVEN, has_tag
from .text import said

OnCell = Callable[[int, int], None]
# A kernel may have been started before its notebook was known.
_OPENING = "import os; os.chdir({!r}); os.environ.update({!r}); del os"


@dataclass(frozen=True)
class Stop:
    """Why and where a notebook stopped before its end.

    Attributes
    ----------
    cell : int
        Which of the code cells, from 1.
    cells : int
        How many code cells the notebook has.
    error : str
        Name of the error.
    message : str
        What the error says, without paths.
    """

    cell: int
    cells: int
    error: str
    message: str

    def __str__(self) -> str:
        words = f"cell {self.cell} of {self.cells} stopped with {self.error}: {self.message}"
        return " ".join(words.split()).removesuffix(":")


async def run(
    notebook: Any,
    folder: Path,
    timeout: int,
    on_cell: OnCell,
    kernels: Kernels,
    environment: Mapping[str, str] | None = None,
) -> Stop | None:
    """Run a notebook in place.

    Parameters
    ----------
    notebook : NotebookNode
        Gets its outputs; what follows the cell that stops it is cut off.
    folder : Path
        Folder that relative paths in the notebook start from.
    timeout : int, unit seconds
        Longest that one cell may take.
    on_cell : callable
        Called with the number of code cells done and of all, at the start and after each.
    kernels : Kernels
        Where the kernel comes from; it runs this notebook and no other.
    environment : mapping of str to str, optional
        What the notebook finds in its environment besides what this process has.

    Returns
    -------
    Stop or None
        None when every cell ran.

    Raises
    ------
    ReportError
        If no kernel starts.
    """
    with Drawings() as drawings:
        told = {**(environment or {}), **drawings.environment}
        client = _Client(notebook, kernels, _OPENING.format(str(folder), told), timeout)
        stop = await _run(client, on_cell, drawings)
        await drawings.finish(notebook)
    return stop


async def _run(client: "_Client", on_cell: OnCell, drawings: Drawings) -> Stop | None:
    notebook = client.nb
    cells = [index for index, cell in enumerate(notebook.cells) if _counts(cell)]

    def tell(cell: Any, cell_index: int, **_: Any) -> None:
        drawings.begin(cell)
        on_cell(bisect_right(cells, cell_index), len(cells))

    client.on_cell_executed = tell
    on_cell(0, len(cells))
    try:
        await client.async_execute()
        return None
    except CellExecutionError as error:
        name, message = error.ename, error.evalue
    except CellTimeoutError:
        name, message = "Timeout", f"The cell took longer than {client.timeout} s."
    except DeadKernelError:
        _end_if_cancelled()
        name, message = "Dead kernel", "Python itself ended; often it ran out of memory."
    _cut(notebook, client.at, name, message)
    return Stop(bisect_right(cells, client.at), len(cells), name, said(message))


def _counts(cell: Any) -> bool:
    """The reader's own cells, by which a reader finds the one that stopped."""
    return cell.cell_type == "code" and not has_tag(cell, GIVEN)


class _Client(NotebookClient):
    """Leaves signals alone: Ctrl-C cancels the task that it runs in."""

    at = 0

    def __init__(self, notebook: Any, kernels: Kernels, opening: str, timeout: int) -> None:
        super().__init__(notebook, timeout=timeout)
        self._kernels = kernels
        self._opening = opening

    async def async_execute_cell(
        self, cell: Any, cell_index: int, *options: Any, **more: Any
    ) -> Any:
        self.at = cell_index
        return await super().async_execute_cell(cell, cell_index, *options, **more)

    @asynccontextmanager
    async def async_setup_kernel(self, **_: Any) -> AsyncIterator[None]:
        try:
            await self._start()
            yield
        except BaseException:
            self.shutdown_kernel = "immediate"
            if self.km is not None:
                await self._async_cleanup_kernel()
            raise
        await self._kernels.let_end(self._async_cleanup_kernel())

    async def _start(self) -> None:
        self.km = await self._kernels.take()
        self.kc = await client_of(self.km)
        self.kc.execute(self._opening, silent=True)


def _end_if_cancelled() -> None:
    """Cancelling a task also looks like a dead kernel to it."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _cut(notebook: Any, last: int, name: str, message: str) -> None:
    """Keep the cells up to the last one, and let that one say what stopped it."""
    notebook.cells = notebook.cells[: last + 1]
    cell = notebook.cells[last]
    error = nbformat.v4.new_output("error", ename=name, evalue=message, traceback=[])
    cell.outputs = [*(each for each in cell.outputs if each.output_type != "error"), error]
