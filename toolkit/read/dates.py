"""How cells and preambles become days and times, in any language a format is written in."""

import re
from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from ..schema import DataError

LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "bg", "sv", "da", "cs")
_DAYS = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"[A-Za-z]+ \d{1,2},? \d{4}",
    r"\d{1,2}\.? [A-Za-z]+,? \d{4}",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}",
)
_TO = r"\s*(?:-|\u2013|\u2014|to|a|al|bis|au|until)\s*"
_PERIOD = re.compile(f"(?P<start>{'|'.join(_DAYS)}){_TO}(?P<end>{'|'.join(_DAYS)})")
_WORDY = ("{} %d, %Y", "{} %d %Y", "%d {} %Y", "%d. {} %Y", "%d {}, %Y")
_PERIOD_FORMS = (
    *(form.format(month) for form in _WORDY for month in ("%B", "%b")),
    "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y",
)  # fmt: skip


def read_dates(cells: pd.Series, forms: Sequence[str], time_zone: str = "") -> pd.Series:
    """Read a column of days or times in the first form that fits every cell.

    Names of months and weekdays are understood in the languages that platforms write.

    Parameters
    ----------
    cells : Series of str
        Text, missing where there is none.
    forms : sequence of str
        Forms in the notation of ``strptime``, or ``ISO8601``.
    time_zone : str, optional
        Where the times were taken; they come out as UTC.

    Raises
    ------
    DataError
        If no form fits, naming the first cell that does not.

    Examples
    --------
    >>> read_dates(pd.Series(["03/15/2025 03:06"]), ["%m/%d/%Y %H:%M"], "America/Los_Angeles")[0]
    Timestamp('2025-03-15 10:06:00+0000', tz='UTC')
    >>> read_dates(pd.Series(["vie, 28 feb 2025"]), ["%a, %d %b %Y"])[0]
    Timestamp('2025-02-28 00:00:00')
    """
    days = cells.drop_duplicates().dropna()
    spoken = days.map(in_english) if _has_words(days) else days
    for form in forms:
        times = pd.to_datetime(spoken, format=form, errors="coerce")
        if times.notna().all():
            known = dict(zip(days, times, strict=True))
            return _as_utc(pd.to_datetime(cells.map(known)), time_zone)
    worst = days[times.isna()].iloc[0] if len(forms) else days.iloc[0]
    raise DataError(f"{worst!r} is not a date in the form {' or '.join(forms)}.")


def find_period(text: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Find the first and last day of a period in a line of a preamble.

    Examples
    --------
    >>> [f"{day:%Y-%m-%d}" for day in find_period("9 de abril de 2025 - 21 de abril de 2025")]
    ['2025-04-09', '2025-04-21']
    """
    found = _PERIOD.search(in_english(text))
    if found is None:
        return None
    for form in _PERIOD_FORMS:
        days = pd.to_datetime(
            pd.Series([found["start"], found["end"]]), format=form, errors="coerce"
        )
        if days.notna().all() and days[0] <= days[1]:
            return days[0], days[1]
    return None


def in_english(text: str) -> str:
    """Replace names of months and weekdays by the English ones, and drop the words between.

    Examples
    --------
    >>> in_english("9 de abril de 2025")
    '9 April 2025'
    """
    names = _names()
    words = re.split(r"([^\W\d_]+\.?)", text)
    spoken = [names.get(word.casefold().rstrip("."), word) for word in words]
    return re.sub(r"\s+", " ", re.sub(r"\b(de|del|des|of)\b ", "", "".join(spoken))).strip()


def _has_words(cells: pd.Series) -> bool:
    return bool(cells.head(20).str.contains(r"[^\W\d_]{3}", regex=True).any())


@cache
def _names() -> dict[str, str]:
    """Names of months and weekdays in every language, to English ones of the same length."""
    from babel import Locale

    english, names = Locale("en"), {}
    for language in reversed(LANGUAGES):
        locale = Locale(language)
        for kind in ("months", "days"):
            for context in ("format", "stand-alone"):
                for width in ("wide", "abbreviated"):
                    theirs, ours = (
                        getattr(each, kind)[context][width] for each in (locale, english)
                    )
                    names.update(
                        {str(theirs[key]).casefold().rstrip("."): str(ours[key]) for key in theirs}
                    )
    return names


def _as_utc(times: pd.Series, time_zone: str) -> pd.Series:
    try:
        zone = ZoneInfo(time_zone) if time_zone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    if zone is None or times.dt.tz is not None:
        return times
    winter = np.zeros(len(times), dtype=bool)
    local = times.dt.tz_localize(zone, ambiguous=winter, nonexistent="shift_forward")
    return local.dt.tz_convert("UTC")
