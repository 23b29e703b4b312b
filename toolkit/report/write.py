"""Making the reports that were planned: run, lay out, write."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from ..table import WITH_RAW
from .form import Form
from .kernels import AT_ONCE, Kernels
from .page import page
from .pdf import NOTHING_TO_PRINT_WITH, can_print, print_page
from .plan import Plan
from .problems import ReportError
from .provenance import trace
from .run import Stop, run
from .save import save
from .tables import save_tables, tables_of
from .unchanged import key_in, key_of


@dataclass(frozen=True)
class Report:
    """A report that was written.

    Attributes
    ----------
    path : Path
        The HTML file.
    stop : Stop or None
        Where the notebook stopped; None for a complete report.
    fault : str
        Why the report could not be written or printed; what stood there before stays.
    is_unchanged : bool
        The report stood there already, made of the same.
    others : tuple of Path
        What was written beside it: a PDF, tables.
    """

    path: Path
    stop: Stop | None
    fault: str = ""
    is_unchanged: bool = False
    others: tuple[Path, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the notebook ran to its end and everything asked for was written."""
        return not (self.stop or self.fault)


OnCell = Callable[[Plan, int, int], None]
OnReport = Callable[[Report], None]


def _ignore(*_: object) -> None:
    """Nobody is watching."""


def write_reports(
    plans: Iterable[Plan],
    *,
    timeout: int = 120,
    show_code: bool = False,
    form: Form | None = None,
    again: bool = True,
    on_cell: OnCell = _ignore,
    on_report: OnReport = _ignore,
    kernels: Kernels | None = None,
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
    form : Form, optional
        What else each report comes as; then ``show_code`` is taken from it.
    again : bool, default True
        Also make reports that stand there complete and made of the same.
    on_cell : callable, optional
        Called with plan, code cells done and code cells, at the start and after each cell.
    on_report : callable, optional
        Called with each report as soon as it is written.
    kernels : Kernels, optional
        Already entered; without them, each kernel is started when it is needed.

    Returns
    -------
    list of Report
        In the order of the plans. One whose notebook stopped holds the cells up to there; one
        that could not be written says why, and the others are written all the same.

    Raises
    ------
    ReportError
        If no kernel starts, or nothing can print what shall be printed.
    OSError
        If no report can be written; what stood there before stays.

    Examples
    --------
    >>> write_reports([])
    []
    """
    form = form or Form(show_code)
    if form.pdf and not can_print():
        raise ReportError([NOTHING_TO_PRINT_WITH])
    gate = asyncio.Semaphore(AT_ONCE)
    faults: list[OSError] = []

    async def write(plan: Plan, kernels: Kernels) -> Report:
        async with gate:
            try:
                report = await _write(plan, timeout, form, again, on_cell, kernels)
            except OSError as error:
                faults.append(error)
                report = Report(plan.target, None, _told(error))
        on_report(report)
        return report

    async def write_all(kernels: Kernels) -> list[Report]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(write(plan, kernels)) for plan in plans]
        return [task.result() for task in tasks]

    try:
        with nullcontext(kernels) if kernels else Kernels() as entered:
            reports = entered.run(write_all(entered))
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None
    if faults and len(faults) == len(reports):
        raise faults[0]
    return reports


async def _write(
    plan: Plan, timeout: int, form: Form, again: bool, on_cell: OnCell, kernels: Kernels
) -> Report:
    source = plan.source
    folder = source.path.parent
    provenance = trace(source.fingerprint, plan.file, plan.parameters)
    key = key_of(plan, provenance, repr(form))
    if not again and key == key_in(plan.target) and _all_there(plan.target, form):
        return Report(plan.target, None, is_unchanged=True)
    notebook = source.given(plan.values)
    environment = {WITH_RAW: "1"} if form.tables else {}

    def tell(*cells: int) -> None:
        on_cell(plan, *cells)

    stop = await run(notebook, folder, timeout, tell, kernels, environment)
    html = page(
        notebook, source.name, provenance, stop,
        folder=folder, show_code=form.show_code, key=key,
    )  # fmt: skip
    others = save_tables(notebook, plan.target, form.tables) if form.tables else []
    if not form.pdf:
        save(plan.target, html)
        return Report(plan.target, stop, others=(*others,))
    save(plan.target, _without_key(html, key))
    printed = plan.target.with_suffix(".pdf")
    try:
        await print_page(plan.target, printed)
    except ReportError as error:
        return Report(plan.target, stop, str(error), others=(*others,))
    save(plan.target, html)
    return Report(plan.target, stop, others=(*others, printed))


def _all_there(target: Path, form: Form) -> bool:
    beside = {"pdf"} if form.pdf else set()
    return all(target.with_suffix(f".{kind}").is_file() for kind in beside) and (
        not form.tables or bool(tables_of(target, form.tables))
    )


def _without_key(html: str, key: str) -> str:
    """A report whose PDF is not there yet is not the whole of what was asked for."""
    return html.replace(key, "")


def _told(error: OSError) -> str:
    return ": ".join(filter(None, [str(error.filename or ""), error.strerror or str(error)]))
