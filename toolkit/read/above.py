"""What lines above the header, or below the rows, say of all: period, time zone, account."""

import re
from collections.abc import Sequence

import pandas as pd

from ..platforms import Format
from ..schema import DataError
from .cells import kind_of
from .dates import find_day, find_period
from .match import Match

TIME_ZONE = "time_zone"
Period = tuple[pd.Timestamp, pd.Timestamp]


def lines_above(match: Match) -> list[str]:
    """Return the lines above the header, each as one text."""
    return [" ".join(filter(None, record)) for record in match.raw.head[: match.header_row]]


def stated_above(match: Match) -> dict[str, object]:
    """Return what the format looks for above the header, and finds, by name.

    Raises
    ------
    DataError
        If a day is looked for and what stands there is none.
    """
    found: dict[str, object] = {}
    for name, pattern in match.format.above.items():
        hit = next((hit for line in lines_above(match) if (hit := re.search(pattern, line))), None)
        if hit and (text := hit[1].strip()):
            found[name] = _day(match, text) if _is_day(name) else text
    return found


def stated_period(
    match: Match, found: dict[str, object], below: Sequence[str] = ()
) -> Period | None:
    """Return the first and last day of the report, if lines above or below the rows say them."""
    start, end = found.get("date_start"), found.get("date_end")
    if isinstance(start, pd.Timestamp) and isinstance(end, pd.Timestamp):
        return start, end
    if not match.format.period:
        return None
    lines = (*lines_above(match), *below)
    return next((period for line in lines if (period := find_period(line))), None)


def zone_of(format_: Format, found: dict[str, object]) -> str:
    """Return the time zone that the file names, or else the one that is known of the format."""
    return str(found.get(TIME_ZONE, format_.time_zone))


def _is_day(name: str) -> bool:
    return name != TIME_ZONE and kind_of(name) == "date"


def _day(match: Match, text: str) -> pd.Timestamp:
    day = find_day(text)
    if day is None:
        raise DataError(f"{match.raw.name}: {text!r}, above the header, is not a day.")
    return day
