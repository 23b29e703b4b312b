"""What files are, and what was understood of them."""

from pathlib import Path
from typing import Annotated

import typer

from .app import BAD_INPUT, EXIT_CODES, app


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
    from ..read.check import check_files
    from ..read.hints import typed_hints
    from ..report.parameters import read_setting

    own = {"formats_from": str(formats)} if formats else {}
    checked = check_files(files, **typed_hints(own | dict(map(read_setting, hints or ()))))
    if as_json:
        import json

        told = [each.to_dict() for each in checked]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    for each in () if as_json else checked:
        typer.echo(f"{each}\n", err=bool(each.refusal))
    raise typer.Exit(BAD_INPUT if any(each.refusal for each in checked) else 0)
