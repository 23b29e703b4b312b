"""Making the reports that were planned: run, lay out, write."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .page import page
from .plan import Plan
from .provenance import trace
from .run import Stop, run
from .save import save

AT_ONCE = 2


@dataclass(frozen=True)
class Report:
    """A report that was written.

    Attributes
    ----------
    path : Path
        The HTML file.
    stop : Stop or None
        Where the notebook stopped; None for a complete report.
    """

    path: Path
    stop: Stop | None


OnCell = Callable[[Plan, int, int], None]
OnReport = Callable[[Report], None]


def _ignore(*_: object) -> None:
    """Nobody is watching."""


def write_reports(
    plans: Iterable[Plan],
    *,
    timeout: int = 120,
    show_code: bool = False,
    on_cell: OnCell = _ignore,
    on_report: OnReport = _ignore,
) -> list[Report]:
    """Run the notebooks of the plans, two at a time, and write each as one HTML file.

    Parameters
    ----------
    plans : iterable of Plan
        From `plan_reports`.
    timeout : int, default 120, unit seconds
        Longest that one cell may take.
    show_code : bool, default False
        Unfold the code.
    on_cell : callable, optional
        Called with plan, code cells done and code cells, at the start and after each cell.
    on_report : callable, optional
        Called with each report as soon as it is written.

    Returns
    -------
    list of Report
        In the order of the plans. One whose notebook stopped holds the cells up to there.

    Raises
    ------
    ReportError
        If no kernel starts.
    OSError
        If a report cannot be written; what stood there before stays.

    Examples
    --------
    >>> write_reports([])
    []
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def write(plan: Plan) -> Report:
        async with gate:
            report = await _write(plan, timeout, show_code, on_cell)
        on_report(report)
        return report

    async def write_all() -> list[Report]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(write(plan)) for plan in plans]
        return [task.result() for task in tasks]

    try:
        return asyncio.run(write_all())
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None


async def _write(plan: Plan, timeout: int, show_code: bool, on_cell: OnCell) -> Report:
    source = plan.source
    folder = source.path.parent
    provenance = trace(source.fingerprint, plan.file, plan.parameters)
    notebook = source.given(plan.values)
    stop = await run(notebook, folder, timeout, lambda *cells: on_cell(plan, *cells))
    html = page(notebook, source.name, provenance, stop, folder=folder, show_code=show_code)
    save(plan.target, html)
    return Report(plan.target, stop)
