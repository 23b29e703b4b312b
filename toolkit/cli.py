"""What is typed: ``impressions`` and its commands, each a thin door to a room."""

import sys
from pathlib import Path
from typing import Annotated

import typer

INCOMPLETE, BAD_INPUT, BUG = 1, 2, 70
DEBUG = "--debug"
EXIT_CODES = (
    "Exit codes: 0 all is complete; 1 a report is incomplete, or datasets differ; 2 bad input or "
    "usage, a file is refused, and nothing was written; 70 a bug in the toolkit; 130 interrupted."
)

app = typer.Typer(
    name="impressions",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command that is typed; every fault ends in a line for people and an exit code."""
    try:
        app(prog_name="impressions")
    except Exception as error:
        if DEBUG in sys.argv:
            raise
        typer.echo(_explained(error), err=True)
        raise SystemExit(BAD_INPUT if _is_expected(error) else BUG) from None


def _is_expected(error: Exception) -> bool:
    """Errors that the toolkit declares are meant for people, and so are those about files."""
    declared = type(error).__module__.partition(".")[0] == __package__
    return declared or isinstance(error, OSError)


def _explained(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return ": ".join([str(error.filename or "file"), error.strerror])
    if _is_expected(error):
        return str(error)
    words = " ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])])
    return (
        f"This is a bug in the toolkit: {' '.join(words.split())}. "
        f"'impressions {DEBUG} ...' shows where it happened."
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"impressions-toolkit {version('impressions-toolkit')}")
        raise typer.Exit


@app.callback(epilog=EXIT_CODES)
def _impressions(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG, help="Show where an error happened.")] = False,
) -> None:
    """Tell what was shown, who saw it, what counted as a view and what it cost.

    Example: impressions report 01 --data export.csv
    """


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
    from .report import left_out, plan_reports, write_at_terminal

    own = [f"formats_from={formats.absolute()}"] if formats else []
    plans = plan_reports(notebooks or (), data or (), [*(settings or ()), *own], output)
    if not notebooks and (others := left_out(plans)):
        typer.echo(f"Left out, as they do not take what was given: {', '.join(others)}", err=True)
    reports = write_at_terminal(plans, timeout=timeout, show_code=show_code)
    raise typer.Exit(INCOMPLETE if any(each.stop for each in reports) else 0)


@app.command(epilog=EXIT_CODES)
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Platforms' files.")],
    hints: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Say what the files do not: platform, currency, date_start, table, year.",
        ),
    ] = None,
    formats: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Formats of your own.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipts as JSON.")] = False,
) -> None:
    """Read files and print what was understood of each; a file that is refused says why.

    Example: impressions check march.csv april.xlsx --set currency=EUR
    """
    from .read.check import check_files
    from .read.hints import typed_hints
    from .report.parameters import read_setting

    own = {"formats_from": str(formats)} if formats else {}
    checked = check_files(files, **typed_hints(own | dict(map(read_setting, hints or ()))))
    if as_json:
        import json

        told = [each.to_dict() for each in checked]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    for each in () if as_json else checked:
        typer.echo(f"{each}\n", err=bool(each.refusal))
    raise typer.Exit(BAD_INPUT if any(each.refusal for each in checked) else 0)


@app.command(epilog=EXIT_CODES)
def datasets(
    check: Annotated[
        bool, typer.Option("--check", help="Check that they are what the simulator writes.")
    ] = False,
) -> None:
    """List the datasets that ship.

    Example: impressions datasets --check
    """
    from .datasets import list_datasets

    if check:
        _check_datasets()
    for each in list_datasets().itertuples():
        typer.echo(f"{each.Index:<18} {each.kind:<15} {each.rows:>7,} rows  {each.title}")


def _check_datasets() -> None:
    from .bundle import bundled
    from .simulate import check_datasets

    if differences := check_datasets(bundled("datasets")):
        typer.echo("\n".join(differences), err=True)
        raise typer.Exit(INCOMPLETE)
    typer.echo("The datasets are what the simulator writes.")
    raise typer.Exit
