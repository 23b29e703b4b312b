"""Old binary workbooks, opened in a process of their own: a broken one can hold its reader."""

import pickle
import subprocess
import sys
from collections.abc import Sequence

from ..schema import DataError

# A made-up loop in a file's chain of sectors keeps the reader busy for ever, and inside a
# process nothing can stop it. What is safe to unpickle was pickled by this very program.
_READER = """
import io, pickle, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
          for name in book.sheet_names]
sys.stdout.buffer.write(pickle.dumps(sheets))
"""
_SECONDS, _MEMORY = 20, 500_000_000
_AGAIN = "Open it in a spreadsheet, save it as .xlsx and give that file."
Sheets = list[tuple[str, Sequence[Sequence[object]]]]


def binary_sheets(name: str, content: bytes) -> Sheets:
    """Return the sheets of a binary workbook, by name, with their rows.

    Raises
    ------
    DataError
        If the workbook is broken or locked, or cannot be read in time.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-c", _READER, str(_MEMORY + 10 * len(content))],
            input=content, capture_output=True, check=False, timeout=_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise DataError(
            f"{name}: the workbook is broken: it cannot be read within {_SECONDS} seconds. {_AGAIN}"
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = next((line for line in said if "CalamineError" in line), "it is broken")
        raise DataError(f"{name}: the workbook cannot be opened ({why}). {_AGAIN}")
    sheets: Sheets = pickle.loads(done.stdout)
    return sheets
