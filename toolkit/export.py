"""What reading a platform's file gives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from .read.receipt import Receipt


@dataclass(frozen=True)
class Export:
    """A platform's file, read.

    Attributes
    ----------
    table : DataFrame
        Delivery table, one row per thing reported; the index is the row in the file.
    total : DataFrame or None
        The file's own total row as a delivery table of one row: often the only correct reach
        of the whole set.
    receipt : Receipt
        What was recognised, decided, dropped and left out.
    """

    table: pd.DataFrame
    total: pd.DataFrame | None
    receipt: "Receipt"
