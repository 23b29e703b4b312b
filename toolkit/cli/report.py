"""Notebooks as files that can be sent."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..garbage import end_at_once
from ..numerals import LOCALE, use_locale
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
    pdf: Annotated[bool, typer.Option("--pdf", help="Print each report as a PDF too.")] = False,
    tables: Annotated[
        str, typer.Option(metavar="xlsx|csv", help="Write the tables behind each report too.")
    ] = "",
    each: Annotated[
        Path | None,
        typer.Option(metavar="TOML", help="Reports for every client in a list; see below."),
    ] = None,
    per: Annotated[
        str, typer.Option(metavar="COLUMN", help="A report for every value of a column of --data.")
    ] = "",
    locale: Annotated[
        str,
        typer.Option(
            envvar=LOCALE, metavar="NAME", help="Write numbers as in this locale: de, pt-BR."
        ),
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Also make reports whose inputs have not changed.")
    ] = False,
    timeout: Annotated[int, typer.Option(min=1, help="Seconds that one cell may take.")] = 120,
) -> None:
    """Run notebooks and write each as one HTML file that can be sent.

    Example: impressions report 01 --data march.csv --data april.csv --set platform=instagram

    A list of clients is a TOML file with a table for each, named after the
    client, in which data = "acme.csv", say, and platform = "facebook".
    With --each or --per, an index.html leads to all reports.
    """
    from tempfile import TemporaryDirectory

    from ..report.form import Form
    from ..report.kernels import AT_ONCE, Kernels
    from ..report.problems import ReportError

    use_locale(locale)
    end_at_once()
    if problems := _clashes(data or (), each, per, tables):
        raise ReportError(problems)
    own = [f"formats_from={formats.absolute()}"] if formats else []
    named, texts = notebooks or (), [*(settings or ()), *own]
    is_one = len(named) == 1 and len(data or ()) < 2 and not (each or per)
    with (
        TemporaryDirectory(prefix="impressions-") as parts,
        Kernels(ahead=1 if is_one else AT_ONCE) as kernels,
    ):
        # What takes long to load is loaded while the first kernels start.
        from ..report import (
            left_out,
            plan_each,
            plan_per,
            plan_reports,
            write_at_terminal,
            write_index,
        )

        if each:
            plans = plan_each(each, named, texts, output)
        elif per and data:
            plans = plan_per(per, data[0], Path(parts), named, texts, output)
        else:
            plans = plan_reports(named, data or (), texts, output)
        if not named and (others := left_out(plans)):
            words = ", ".join(others)
            typer.echo(f"Left out, as they do not take what was given: {words}", err=True)
        form = Form(show_code, pdf, tables, locale)
        reports = write_at_terminal(plans, timeout=timeout, form=form, again=again, kernels=kernels)
        if each or per:
            typer.echo(write_index(plans, reports, output))
    raise typer.Exit(0 if all(each.is_complete for each in reports) else INCOMPLETE)


def _clashes(data: Sequence[Path], each: Path | None, per: str, tables: str) -> list[str]:
    from ..report.form import KINDS

    clashes = {
        "--each names the files itself; leave --data and --per out.": each and (data or per),
        "--per needs one file; name it with --data FILE.": per and not each and len(data) != 1,
        f"--tables must be {' or '.join(KINDS)}, not {tables!r}.": tables and tables not in KINDS,
    }
    return [words for words, is_so in clashes.items() if is_so]
