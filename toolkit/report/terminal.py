"""Making reports at a terminal: progress and messages on stderr, paths on stdout."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from .plan import Plan
from .write import OnCell, Report, write_reports


def write_at_terminal(plans: Sequence[Plan], *, timeout: int, show_code: bool) -> list[Report]:
    """Write the reports of the plans, and say how it goes.

    Parameters
    ----------
    plans : sequence of Plan
        From `plan_reports`.
    timeout : int, unit seconds
        Longest that one cell may take.
    show_code : bool
        Unfold the code.

    Returns
    -------
    list of Report
        In the order of the plans. Their paths are on stdout; on stderr a bar of cells each
        while they are made, or, off a terminal, a line each.
    """
    stderr = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    stdout = Console(soft_wrap=True, markup=False, highlight=False)
    written: list[Report] = []
    try:
        with _bars(stderr) as on_cell:
            return write_reports(
                plans,
                timeout=timeout,
                show_code=show_code,
                on_cell=on_cell,
                on_report=written.append,
            )
    except KeyboardInterrupt:
        stderr.print("Interrupted. Reports that were not finished are as they were before.")
        raise
    finally:
        for report in written:
            if report.stop or not stderr.is_terminal:
                stderr.print(_line(report))
            stdout.print(report.path)


def _line(report: Report) -> str:
    state = f"incomplete: {report.stop}" if report.stop else "complete"
    return f"{report.path.name} is {state}"


@contextmanager
def _bars(console: Console) -> Iterator[OnCell]:
    bars: dict[str, TaskID] = {}
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:

        def draw(plan: Plan, done: int, cells: int) -> None:
            name = plan.target.stem
            if name not in bars:
                bars[name] = progress.add_task(name, total=cells)
            progress.update(bars[name], completed=done, visible=done < cells)

        yield draw
