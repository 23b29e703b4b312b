"""Kernels that get ready while it is still found out what they shall run."""

import asyncio
import subprocess
from collections.abc import Coroutine
from contextlib import ExitStack
from queue import Empty
from types import TracebackType
from typing import Any, TypeVar

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client import AsyncKernelClient, AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

from .problems import ReportError

T = TypeVar("T")
AT_ONCE = 2
_LONGEST, _ASKING, _HEARING = 60, 1.0, 0.2  # seconds
_AHEAD = "--IPKernelApp.extra_extensions=toolkit.report.ahead"


class Kernels:
    """Kernels started ahead, and the loop that all of them are talked to in.

    Parameters
    ----------
    ahead : int, default 0
        How many to start on entering; more are started as they are asked for.

    Raises
    ------
    ReportError
        If no kernel starts.

    Examples
    --------
    >>> with Kernels() as kernels:
    ...     kernels.run(asyncio.sleep(0, "done"))
    'done'
    """

    def __init__(self, ahead: int = 0) -> None:
        self._ahead = ahead
        self._waiting: list[AsyncKernelManager] = []
        self._ending: list[asyncio.Task[None]] = []
        self._runner = asyncio.Runner()

    def __enter__(self) -> "Kernels":
        self._runner.__enter__()
        self._waiting = [self.run(self._started()) for _ in range(self._ahead)]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End those that nobody took, and wait for those that are about to end."""
        try:
            self.run(self._end_all())
        finally:
            self._runner.__exit__(kind, error, trace)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for work that uses kernels; Ctrl-C cancels it."""
        return self._runner.run(work)

    async def take(self) -> AsyncKernelManager:
        """Return a kernel that nobody has, and that whoever takes it ends."""
        return self._waiting.pop() if self._waiting else await self._started()

    async def let_end(self, ending: Coroutine[Any, Any, None]) -> None:
        """Begin to end a kernel, which then ends by itself while something else is done."""
        self._ending.append(asyncio.create_task(ending))
        await asyncio.sleep(0)

    async def _end_all(self) -> None:
        for kernel in self._waiting:
            await kernel.shutdown_kernel(now=True)
        await asyncio.gather(*self._ending)

    async def _started(self) -> AsyncKernelManager:
        kernel = AsyncKernelManager(kernel_spec_manager=_ThisPython(), kernel_name="python3")
        try:
            await kernel.start_kernel(
                extra_arguments=[_AHEAD],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, RuntimeError) as error:
            raise does_not_start(error) from error
        return kernel


async def client_of(kernel: AsyncKernelManager) -> AsyncKernelClient:
    """Return a client of a kernel, as soon as the kernel answers and is heard.

    Waiting until it is silent again, as clients do, would take as long as a cell.

    Raises
    ------
    ReportError
        If the kernel ends before, or does not answer within a minute.
    """
    client = kernel.client()
    client.allow_stdin = False
    with ExitStack() as failing:
        failing.callback(client.stop_channels)
        client.start_channels()
        try:
            async with asyncio.timeout(_LONGEST):
                while not await _answers(client):
                    if not await kernel.is_alive():
                        raise does_not_start("it ended before it answered")
        except TimeoutError:
            raise does_not_start(f"it did not answer within {_LONGEST} s") from None
        failing.pop_all()
    return client


async def _answers(client: AsyncKernelClient) -> bool:
    try:
        await client.kernel_info(reply=True, timeout=_ASKING)
        await client.get_iopub_msg(timeout=_HEARING)
    except (Empty, TimeoutError):
        return False
    return True


def does_not_start(why: object) -> ReportError:
    """Say why there is no kernel."""
    return ReportError([f"Python's notebook kernel does not start: {why}"])


class _ThisPython(KernelSpecManager):
    """The toolkit must be importable in the kernel, whatever else is called python3."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(name=kernel_name, **get_kernel_dict())
