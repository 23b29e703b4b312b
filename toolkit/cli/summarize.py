"""Rows of a platform's file, rolled up."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from .app import BAD_INPUT, EXIT_CODES, app
from .shown import AsCsv, AsJson, check_form, show

ASKED = ["impressions", "reach", "frequency", "views", "clicks", "engagements", "spend", "cpm"]

_HERE = "Here, people='bounds' is --bounds, and by= is --by."


@app.command(epilog=EXIT_CODES)
def summarize(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files, or a dataset.")],
    metrics: Annotated[
        str,
        typer.Option(metavar="NAMES", help="Metrics, with commas; by default what can be told."),
    ] = "",
    by: Annotated[
        str, typer.Option(metavar="NAMES", help="Dimensions that make the groups, with commas.")
    ] = "",
    bounds: Annotated[
        bool, typer.Option("--bounds", help="Enclose reach where rows share people.")
    ] = False,
    hints: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Say what the files do not: currency."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Roll files up: sums where the rule allows, ratios from summed parts.

    Example: impressions summarize march.csv --by campaign --metrics impressions,cpm --csv
    """
    check_form(as_json, as_csv)
    from ..datasets import dataset_path, list_datasets
    from ..read import read_exports
    from ..read.hints import typed_hints
    from ..refusal import NotAdditiveError
    from ..report.parameters import read_setting
    from ..summarize import held
    from ..summarize import summarize as roll_up

    known = set(list_datasets().index)
    paths = [
        dataset_path(str(file)) if str(file) in known and not file.exists() else file
        for file in files
    ]
    export = read_exports(paths, **typed_hints(dict(map(read_setting, hints or ()))))
    ask = partial(roll_up, export, by=names_in(by), people="bounds" if bounds else "refuse")

    def is_told(name: str) -> bool:
        with suppress(NotAdditiveError):
            ask([name])
            return True
        return False

    named = names_in(metrics)
    asked = named or held(export, ASKED)
    try:
        summary = ask(asked)
    except NotAdditiveError as refusal:
        told = [] if named else list(filter(is_told, asked))
        left = "Left out: " if told else ""
        typer.echo(f"{left}{refusal}\n{_HERE}", err=True)
        if not told:
            raise typer.Exit(BAD_INPUT) from None
        summary = ask(told)
    summary = summary if named else summary.dropna(axis="columns", how="all")
    show(summary, ", ".join(file.name for file in files), as_json=as_json, as_csv=as_csv)


def names_in(text: str) -> list[str]:
    """Return the names in a list with commas.

    Examples
    --------
    >>> names_in("reach, cpm")
    ['reach', 'cpm']
    """
    return [name.strip() for name in text.split(",") if name.strip()]
