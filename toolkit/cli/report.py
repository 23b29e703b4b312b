"""Notebooks as files that can be sent."""

from pathlib import Path
from typing import Annotated

import typer

from .app import EXIT_CODES, INCOMPLETE, app


@app.command(epilog=EXIT_CODES)
def report(
    notebooks: Annotated[
        list[str] | None,
        typer.Argument(metavar="NOTEBOOK", help="Number, name or path; all if none is named."),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Run on this file or dataset; once for each FILE."),
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Set a parameter of the notebooks, or say what the files do not: currency, "
            "table, year.",
        ),
    ] = None,
    formats: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Formats of your own.")
    ] = None,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the reports.")] = Path(
        "reports"
    ),
    show_code: Annotated[bool, typer.Option("--show-code", help="Unfold the code.")] = False,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that one cell may take.")] = 120,
) -> None:
    """Run notebooks and write each as one HTML file that can be sent.

    Example: impressions report 01 --data march.csv --data april.csv --set platform=instagram
    """
    from ..report import left_out, plan_reports, write_at_terminal

    own = [f"formats_from={formats.absolute()}"] if formats else []
    plans = plan_reports(notebooks or (), data or (), [*(settings or ()), *own], output)
    if not notebooks and (others := left_out(plans)):
        typer.echo(f"Left out, as they do not take what was given: {', '.join(others)}", err=True)
    reports = write_at_terminal(plans, timeout=timeout, show_code=show_code)
    raise typer.Exit(INCOMPLETE if any(each.stop for each in reports) else 0)
