"""The tables behind a report, as files for spreadsheets."""

import glob
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ..spreadsheet import csv_text, workbook
from ..table import RAW
from .save import save, save_bytes
from .text import slug


def save_tables(notebook: Any, target: Path, kind: str) -> list[Path]:
    """Write the tables that a notebook showed beside its report: raw numbers, no formulas.

    Parameters
    ----------
    notebook : NotebookNode
        Run with `RAW` asked for.
    target : Path
        The report; the files are named after it.
    kind : {"xlsx", "csv"}
        One workbook, or one file per table.

    Returns
    -------
    list of Path
        What was written; nothing if the notebook showed no table.
    """
    tables = _titled(_shown(notebook))
    if not tables:
        return []
    if kind == "xlsx":
        book = target.with_suffix(".xlsx")
        save_bytes(book, workbook(tables))
        return [book]
    files = {
        target.with_name(f"{target.stem}-{number:02}-{slug(title)}.csv"): table
        for number, (title, table) in enumerate(tables.items(), 1)
    }
    for file, table in files.items():
        save(file, csv_text(table))
    return [*files]


def tables_of(target: Path, kind: str) -> list[Path]:
    """Return the tables that stand beside a report."""
    pattern = f"{glob.escape(target.stem)}{'' if kind == 'xlsx' else '-[0-9][0-9]-*'}.{kind}"
    return sorted(target.parent.glob(pattern))


def _shown(notebook: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if raw := output.get("data", {}).get(RAW):
                told = json.loads(raw) if isinstance(raw, str) else raw
                yield told["title"], pd.DataFrame(told["data"], columns=told["columns"])


def _titled(shown: Iterator[tuple[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    tables: dict[str, pd.DataFrame] = {}
    for number, (title, table) in enumerate(shown, 1):
        name = title or f"Table {number}"
        tables[name if name not in tables else f"{name} {number}"] = table
    return tables
