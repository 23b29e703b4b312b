"""The command that holds all others, and what every help ends with."""

from typing import Annotated

import typer

INCOMPLETE, BAD_INPUT, BUG, INTERRUPTED, TERMINATED = 1, 2, 70, 130, 143
DEBUG = "--debug"
EXIT_CODES = (
    "Exit codes: 0 all is complete; 1 a report is incomplete, or datasets differ; 2 bad input or "
    "usage, a file is refused, and nothing was written; 70 a bug in the toolkit; 130 interrupted; "
    "143 terminated."
)

app = typer.Typer(
    name="impressions",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
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
