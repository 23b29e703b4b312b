"""The total that a file states beside its rows: a list of labels and values in another sheet."""

import pandas as pd

from ..platforms import plain
from .match import Match
from .numbers import decimal_mark, read_numbers


def stated_total(match: Match) -> pd.DataFrame | None:
    """Return the total as a delivery table of one row, or None if the file states none."""
    names = {plain(label): name for name, labels in match.format.stated.items() for label in labels}
    for raw in match.others if names else ():
        pairs = [
            (name, cells[1])
            for record in raw.head
            if len(cells := [cell for cell in record if cell]) == 2
            and (name := names.get(plain(cells[0])))
        ]
        cells = pd.Series(dict(reversed(pairs)), dtype="str")
        numbers = read_numbers(cells, decimal_mark(cells, counts=cells)).dropna()
        if len(numbers):
            total = pd.DataFrame([numbers.to_dict()], index=pd.Index([0], name="row"))
            return total if numbers.mod(1).any() else total.astype("Int64")
    return None
