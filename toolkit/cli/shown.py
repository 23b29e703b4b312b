"""How a table leaves the command line: for eyes, for a program, or for a spreadsheet."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

_NO_LIMIT = 10_000

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: raw numbers, null if unknown.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV: raw numbers, empty if unknown.")]


def check_form(as_json: bool, as_csv: bool) -> None:
    """Refuse two forms at once, before anything is read."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other.")


def show(table: Any, title: str, *, as_json: bool, as_csv: bool) -> None:
    """Print a summary: by the catalogue's labels and formats, or raw.

    Parameters
    ----------
    table : DataFrame
        As `summarize` returns it.
    title : str
        Heading for eyes.
    as_json, as_csv : bool
        What it is printed as instead.
    """
    flat = table if table.index.names == [None] else table.reset_index()
    if as_json:
        typer.echo(flat.to_json(orient="records", date_format="iso", force_ascii=False, indent=2))
    elif as_csv:
        from ..spreadsheet import csv_text

        typer.echo(csv_text(flat), nl=False)
    else:
        from ..table import format_table

        shown = format_table(table, title, rows=len(table))
        print_cells(shown.cells, shown.title, shown.note, shown.labels)


def print_cells(cells: Any, title: str, note: str, labels: int) -> None:
    """Print written cells as a table; nothing is cut off, a terminal wraps what it must."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left")
    for place, name in enumerate(cells):
        table.add_column(Text(str(name)), justify="left" if place < labels else "right")
    for row in cells.itertuples(index=False):
        table.add_row(*(Text(str(cell)) for cell in row))
    console = Console(width=_NO_LIMIT)
    console.print(table, Text(note), sep="\n")


def print_json(told: list[Mapping[str, Any]]) -> None:
    """Print plain values as JSON."""
    typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
