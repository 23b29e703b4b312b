"""A log of impressions, counted."""

from typing import Annotated

import typer

from .app import EXIT_CODES, app
from .shown import AsCsv, AsJson, check_form, show
from .summarize import names_in


@app.command(epilog=EXIT_CODES)
def deliver(
    log: Annotated[
        str, typer.Argument(metavar="LOG", help="Parquet, CSV or DuckDB file, pattern, or dataset.")
    ],
    by: Annotated[
        str, typer.Option(metavar="NAMES", help="Dimensions that make the groups, with commas.")
    ] = "",
    every: Annotated[
        str, typer.Option(metavar="PERIOD", help="Also split by day, week or month.")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=COLUMN", help="Say which column is user_id, time, ..."),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Count a log of impressions: with the exact reach of every group.

    Example: impressions deliver log.parquet --by campaign --every week --set user_id=uid
    """
    check_form(as_json, as_csv)
    from pathlib import Path

    from ..catalog import METRICS
    from ..datasets import dataset_path, list_datasets
    from ..log import deliver as count
    from ..log import read_log
    from ..margin import estimate_of
    from ..report.parameters import read_setting

    is_ours = log in set(list_datasets().index) and not Path(log).exists()
    rows = read_log(dataset_path(log) if is_ours else log, **dict(map(read_setting, columns or ())))
    table = count(rows, names_in(by), every=every or None)  # type: ignore[arg-type]
    groups = [name for name in table if name not in METRICS and not estimate_of(name, table)]
    show(table.set_index(groups), Path(log).name, as_json=as_json, as_csv=as_csv)
