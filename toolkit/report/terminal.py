"""Making reports at a terminal: progress and messages on stderr, paths on stdout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from .form import Form
from .index import state_of
from .kernels import Kernels
from .plan import Plan
from .write import OnCell, OnReport, Report, write_reports

_LEFT_ALONE = "Reports that were not finished are as they were before."


def write_at_terminal(
    plans: Sequence[Plan],
    *,
    timeout: int,
    show_code: bool = False,
    form: Form | None = None,
    again: bool = True,
    kernels: Kernels | None = None,
) -> list[Report]:
    """Write the reports of the plans, and say how it goes.

    Parameters
    ----------
    plans : sequence of Plan
        From `plan_reports`.
    timeout : int, unit seconds
        Longest that one cell may take.
    show_code : bool, default False
        Unfold the code.
    form : Form, optional
        What else each report comes as.
    again : bool, default True
        Also make reports that stand there complete and made of the same.
    kernels : Kernels, optional
        Already entered; without them, each kernel is started when it is needed.

    Returns
    -------
    list of Report
        In the order of the plans. Their paths are on stdout; on stderr a bar of cells each
        while they are made, with the time that is left for all, or, off a terminal, a line each.
    """
    stderr = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    stdout = Console(soft_wrap=True, markup=False, highlight=False)
    written: list[Report] = []
    try:
        with _bars(stderr, len(plans), written) as (on_cell, on_report):
            return write_reports(
                plans,
                timeout=timeout,
                show_code=show_code,
                form=form,
                again=again,
                on_cell=on_cell,
                on_report=on_report,
                kernels=kernels,
            )
    except KeyboardInterrupt:
        raise KeyboardInterrupt(_LEFT_ALONE) from None
    finally:
        all_failed = all(report.fault for report in written)
        for report in written if not all_failed else ():
            if not report.is_complete or not stderr.is_terminal:
                stderr.print(_line(report))
            for path in (report.path, *report.others) if not report.fault else report.others:
                stdout.print(path)


def _line(report: Report) -> str:
    state = "unchanged" if report.is_unchanged else state_of(report)
    return f"{report.path.name} is {state}"


@contextmanager
def _bars(console: Console, count: int, written: list[Report]) -> Iterator[tuple[OnCell, OnReport]]:
    bars: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        every = progress.add_task("all reports", total=count, visible=count > 1)

        def draw(plan: Plan, done: int, cells: int) -> None:
            name = plan.target.stem
            if name not in bars:
                bars[name] = progress.add_task(name, total=cells)
            progress.update(bars[name], completed=done, visible=done < cells)

        def note(report: Report) -> None:
            written.append(report)
            progress.advance(every)

        yield draw, note
