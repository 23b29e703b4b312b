"""Which column of the file is which name of the catalogue."""

import re
from collections.abc import Mapping

import pandas as pd

from ..catalog import MEASURES
from ..platforms import Format, currency_in, plain
from ..schema import Problem
from .decisions import Decisions
from .match import Match

_AGAIN = re.compile(r"^(.+)#\d+$")
_UNNAMED = re.compile(r"(?:unnamed: \d+(?:\.\d+)?)?")
_INDEX = "a column without a name that counts the rows from 0 was passed over: a program's index"


def columns_of(match: Match, cells: pd.DataFrame, decisions: Decisions) -> dict[int, str]:
    """Say which position holds which catalogue name, and take down what all headers came to.

    Where several headers stand for one name, the one that the format lists first is used; one
    without a single cell in it is used only if there is no other.
    """
    headers = match.format.headers()
    rank = {header: place for place, header in enumerate(headers)}
    candidates: dict[str, list[int]] = {}
    for place, header in enumerate(match.headers):
        if name := headers.get(plain(header)):
            candidates.setdefault(name, []).append(place)

    def order(place: int) -> tuple[bool, int, int]:
        return _is_empty(cells[place], match.format), rank[plain(match.headers[place])], place

    chosen = {
        min(places, key=order) if len(places) > 1 else places[0]: name
        for name, places in candidates.items()
    }
    if _have_currency(match, chosen):
        chosen = {place: name for place, name in chosen.items() if name != "currency"}
    _take_down(match, chosen, cells, decisions)
    decisions.problems += _doubles(match, chosen, cells)
    return dict(sorted(chosen.items()))


def _have_currency(match: Match, names: Mapping[int, str]) -> bool:
    """Tell whether all amounts carry one currency in their headers, which goes for them."""
    money = [place for place, name in names.items() if _is_money(name)]
    codes = {currency_in(match.headers[place]) for place in money}
    return len(codes) == 1 and None not in codes


def _is_money(name: str) -> bool:
    return name in MEASURES and MEASURES[name].counts == "money"


def _is_empty(column: pd.Series, format_: Format) -> bool:
    return bool(column.str.strip().isin(["", *format_.missing]).all())


def _take_down(
    match: Match, names: Mapping[int, str], cells: pd.DataFrame, decisions: Decisions
) -> None:
    for place, header in enumerate(match.headers):
        if place in names:
            decisions.columns[header] = names[place]
        elif _is_index(plain(header), cells[place]):
            decisions.mended.append(_INDEX)
        elif plain(header):
            known = match.format.understands(plain(header)) or _is_again(header, match.format)
            (decisions.unused if known else decisions.unknown).append(header)
    codes = {currency_in(match.headers[place]) for place in names} - {None}
    decisions.currency = str(codes.pop()) if len(codes) == 1 else ""


def _is_again(header: str, format_: Format) -> bool:
    """Tell whether a header repeats one that the format knows."""
    own = _AGAIN.sub(r"\1", header)
    return own != header and format_.understands(plain(own))


def _is_index(header: str, cells: pd.Series) -> bool:
    """Tell whether a program numbered the rows, as pandas does; a word may stand by a total."""
    if not _UNNAMED.fullmatch(header):
        return False
    numbers = cells[cells.str.isdecimal()]
    return len(numbers) > 1 and numbers.tolist() == [*map(str, range(len(numbers)))]


def _doubles(match: Match, names: Mapping[int, str], cells: pd.DataFrame) -> list[Problem]:
    """Say where a used column stands twice and the other one holds something else."""
    first = {plain(match.headers[place]): place for place in names}
    found = []
    for place, header in enumerate(match.headers):
        own = _AGAIN.sub(r"\1", header)
        one = first.get(plain(own))
        if own != header and place not in names and one is not None:
            other = cells[one].str.strip().ne(cells[place].str.strip())
            if other.any():
                found.append(_differing(names[one], own, int(other.idxmax())))
    return found


def _differing(name: str, header: str, row: int) -> Problem:
    text = f"{header!r} stands twice and the columns differ, first in row {row}; one is used."
    return Problem("look", "twice", name, text)
