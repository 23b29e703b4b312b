"""JupyterLab on a folder of one's own, and notebooks in it."""

from pathlib import Path
from typing import Annotated

import typer

from .app import EXIT_CODES, app


@app.command(epilog=EXIT_CODES)
def lab(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the notebooks go.")
    ] = Path("impressions"),
    only_copy: Annotated[bool, typer.Option("--only-copy", help="Do not open JupyterLab.")] = False,
    browser: Annotated[
        bool, typer.Option(help="Open a browser; otherwise only print the address.")
    ] = True,
) -> None:
    """Put the notebooks and sample data into a folder and open JupyterLab there.

    Nothing that is there is overwritten.

    Example: impressions lab spring
    """
    from ..lab import furnish

    put = furnish(folder)
    there = "" if put else "; everything was there already"
    typer.echo(f"{folder}: {len(put)} files put there{there}.", err=True)
    if only_copy:
        typer.echo(folder)
        return
    import subprocess
    import sys

    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.absolute()}"]
    done = subprocess.run([*command, *([] if browser else ["--no-browser"])], check=False)
    raise typer.Exit(done.returncode)


@app.command(epilog=EXIT_CODES)
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the new notebook.")],
    template: Annotated[
        str, typer.Option("--from", metavar="NOTEBOOK", help="Number, name or path to copy.")
    ],
    data: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File that it is about.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter."),
    ] = None,
) -> None:
    """Make an own copy of a notebook, with its parameters filled in.

    Example: impressions new spring --from 01 --data march.csv
    """
    from ..lab import new_notebook

    typer.echo(new_notebook(name, template, data, settings or ()))
