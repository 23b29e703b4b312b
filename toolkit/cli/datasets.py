"""The datasets that ship."""

from typing import Annotated

import typer

from .app import EXIT_CODES, INCOMPLETE, app


@app.command(epilog=EXIT_CODES)
def datasets(
    check: Annotated[
        bool, typer.Option("--check", help="Check that they are what the simulator writes.")
    ] = False,
) -> None:
    """List the datasets that ship.

    Example: impressions datasets --check
    """
    from ..datasets import list_datasets

    if check:
        _check_datasets()
    for each in list_datasets().itertuples():
        typer.echo(f"{each.Index:<18} {each.kind:<15} {each.rows:>7,} rows  {each.title}")


def _check_datasets() -> None:
    from ..bundle import bundled
    from ..simulate import check_datasets

    if differences := check_datasets(bundled("datasets")):
        typer.echo("\n".join(differences), err=True)
        raise typer.Exit(INCOMPLETE)
    typer.echo("The datasets are what the simulator writes.")
    raise typer.Exit
