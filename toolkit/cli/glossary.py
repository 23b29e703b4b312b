"""What the words mean."""

from typing import Annotated

import typer

from .app import EXIT_CODES, app
from .shown import AsJson, print_json


@app.command(epilog=EXIT_CODES)
def glossary(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORD", help="Names, or words in them; all if none is given."),
    ] = None,
    as_json: AsJson = False,
    page: Annotated[
        bool, typer.Option("--page", help="Print all of it as a page of Markdown.")
    ] = False,
) -> None:
    """Tell what metrics mean: unit, formula, whether they add up, and who says so.

    Example: impressions glossary impressions reach views
    """
    from ..glossary import entries, glossary_page

    if page:
        typer.echo(glossary_page(), nl=False)
        return
    found = entries(words or ())
    if as_json:
        print_json([each.to_dict() for each in found])
        return
    typer.echo("\n\n".join(map(str, found)))
