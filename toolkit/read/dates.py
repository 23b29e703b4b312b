"""How cells and preambles become days and times, in any language a format is written in."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from ..schema import DataError

LANGUAGES = (
    "en", "de", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "bg", "sv", "da", "cs", "id",
)  # fmt: skip
_DAYS = (
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
    r"[A-Za-z]+ \d{1,2},? \d{4}",
    r"\d{1,2}\.? [A-Za-z]+,? \d{4}",
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4}",
    r"\d{1,2}/\d{1,2}/\d{2}(?!\d)",
)
_ISO, _LEAP, _HALF_YEAR = "ISO8601", 2000, 180
_TO = r"\s*(?:-|\u2013|\u2014|\uff5e|~|to|a|al|bis|au|until)\s*"
_DAY = f"(?:{'|'.join(_DAYS)})"
_ALONE = re.compile(rf"^\W*({_DAY})\W*$|\(({_DAY})\)\W*$")
_EASTERN = re.compile(r"(\d{4})[\u5e74\ub144]\s?(\d{1,2})[\u6708\uc6d4]\s?(\d{1,2})[\u65e5\uc77c]")
_WEEKDAY = r"^[^\W\d_]+\.?,?\s+"
_PERIOD = re.compile(f"(?P<start>{'|'.join(_DAYS)}){_TO}(?P<end>{'|'.join(_DAYS)})")
_SAVED = "{!r} is not in the form that the platform writes; a spreadsheet saved it. Read as {}."
_WORDY = ("{} %d, %Y", "{} %d %Y", "%d {} %Y", "%d. {} %Y", "%d {}, %Y")
_PERIOD_FORMS = (
    *(form.format(month) for form in _WORDY for month in ("%B", "%b")),
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%y",
)  # fmt: skip


def read_dates(
    cells: pd.Series,
    forms: Sequence[str],
    time_zone: str = "",
    year: int | None = None,
    doubts: list[str] | None = None,
    saved: Sequence[str] = (),
    inside: pd.Series | None = None,
) -> pd.Series:
    """Read a column of days or times in the first form that fits every cell.

    Names of months and weekdays are understood in the languages that platforms write. Where a
    day could also be a month in all cells, the ids decide, or else the shorter span.

    Parameters
    ----------
    cells : Series of str
        Text, missing where there is none.
    forms : sequence of str
        Forms in the notation of ``strptime``, or ``ISO8601``.
    time_zone : str, optional
        Where the times were taken; they come out as UTC.
    year : int, optional
        Year of the first row, for forms without one; the next begins where months start over.
        Where every id holds a time, ids tell the years instead.
    doubts : list of str, optional
        Takes down what could be read in two ways.
    saved : sequence of str, optional
        Forms that only a spreadsheet makes of the platform's, tried last.
    inside : Series of Timestamp, optional
        Time inside the id of each row, if ids hold one.

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
    >>> read_dates(pd.Series(["31 December", "1 January"]), ["%d %B"], year=2025).dt.year.tolist()
    [2025, 2026]
    """
    days = cells.drop_duplicates().dropna()
    tried = [days, days.map(in_english)] if _has_words(days) else [days]
    for spoken, form in product(tried, (*forms, _ISO, *saved)):
        times = _in_form(spoken, form)
        if times.notna().all():
            if form not in (*forms, _ISO) and doubts is not None:
                doubts.append(_SAVED.format(days.iloc[0], f"{times.iloc[0]:%d %B %Y}"))
            form, times = _in_order_of(spoken, form, times, (forms, saved), doubts, inside)
            known = dict(zip(days, times, strict=True))
            dated = _with_year(pd.to_datetime(cells.map(known)), form, year, days.iloc[0], inside)
            return _as_utc(dated, time_zone)
    fits = pd.concat([_in_form(spoken, form).notna() for form in (*forms, _ISO)], axis=1)
    worst = days[fits.sum(axis=1).idxmin()]
    raise DataError(f"{worst!r} is not a date in the form {' or '.join(forms)}.")


def _in_form(days: pd.Series, form: str) -> pd.Series:
    """Days in one form, missing where they do not fit; without a year, in a leap year."""
    if form == _ISO and not days.str.contains("-", regex=False).all():
        return pd.Series(pd.NaT, days.index)
    if form.startswith(("%a", "%A")):  # "mar" is a day in Spanish and a month as well
        days, form = days.str.replace(_WEEKDAY, "", regex=True), re.sub("^%[aA],? ", "", form)
    if _has_year(form):
        return pd.to_datetime(days, format=form, errors="coerce")
    return pd.to_datetime(days + f" {_LEAP}", format=f"{form} %Y", errors="coerce")


def _has_year(form: str) -> bool:
    return form == _ISO or any(part in form for part in ("%Y", "%y", "%x", "%c"))


def _in_order_of(
    days: pd.Series,
    form: str,
    times: pd.Series,
    forms: tuple[Sequence[str], Sequence[str]],
    doubts: list[str] | None,
    inside: pd.Series | None,
) -> tuple[str, pd.Series]:
    """The order of day and month that the ids tell, or that makes the shorter span."""
    swapped = form.translate(str.maketrans("dm", "md"))
    known = swapped != form and swapped in (*forms[0], *forms[1])
    others = _in_form(days, swapped) if known else None
    if others is None or others.isna().any() or others.equals(times):
        return form, times
    if (
        inside is not None
        and (near := inside.reindex(days.index).dt.tz_localize(None)).notna().any()
    ):
        gaps = [(each - near).abs().median() for each in (times, others)]
        return (swapped, others) if gaps[1] < gaps[0] else (form, times)
    if swapped not in forms[0]:
        return form, times
    if others.max() - others.min() < times.max() - times.min():
        form, times = swapped, others
    if doubts is not None:
        doubts.append(
            f"{days.iloc[0]!r} could have the day or the month first; read as "
            f"{times.iloc[0].day} {times.iloc[0]:%B %Y}, since the days then lie closer together."
        )
    return form, times


def _with_year(
    times: pd.Series, form: str, year: int | None, example: str, inside: pd.Series | None
) -> pd.Series:
    """Give days without a year that of the ids, or of the first row and the next after December."""
    told = None if inside is None or _has_year(form) else _nearest(times, inside)
    if told is not None and told[times.notna()].notna().all():
        times, form = told, _ISO
    if _has_year(form):
        if year is not None and year not in times.dt.year.dropna().tolist():
            raise DataError(
                f"year={year} contradicts the dates, the first of which is {example!r}. "
                "Leave the hint out."
            )
        return times
    if year is None:
        raise DataError(f"{example!r} has no year; pass year=, the year of the first row.")
    gap = times.ffill().diff().dt.days
    years = year + gap.lt(-_HALF_YEAR).cumsum() - gap.gt(_HALF_YEAR).cumsum()
    parts = {"year": years, "month": times.dt.month, "day": times.dt.day}
    dated = pd.to_datetime(pd.DataFrame(parts), errors="coerce").astype(times.dtype)
    if (dated.isna() & times.notna()).any():
        raise DataError(f"29 February does not exist where year={year} puts it. Check the year.")
    return dated


def _nearest(times: pd.Series, inside: pd.Series) -> pd.Series:
    """Days in that year which brings each closest to the time inside its id."""
    moments = inside.dt.tz_localize(None)
    years = pd.concat(
        [
            pd.to_datetime(
                pd.DataFrame({
                    "year": moments.dt.year + more, "month": times.dt.month, "day": times.dt.day,
                }),
                errors="coerce",
            )
            for more in (-1, 0, 1)
        ],
        axis=1,
    )  # fmt: skip
    gaps = years.sub(moments, axis=0).abs()
    nearest = gaps.min(axis=1)
    return years.where(gaps.eq(nearest, axis=0)).bfill(axis=1)[0]


def find_period(text: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Find the first and last day of a period in a line of a preamble, which may be one day.

    Examples
    --------
    >>> [f"{day:%Y-%m-%d}" for day in find_period("2025\u5e747\u67088\u65e5")]
    ['2025-07-08', '2025-07-08']
    >>> [f"{day:%Y-%m-%d}" for day in find_period("9 de abril de 2025 - 21 de abril de 2025")]
    ['2025-04-09', '2025-04-21']
    """
    if not any(map(str.isdigit, text)):
        return None
    return _period_in(" ".join(text.split())) or _period_in(in_english(text))


def _period_in(spoken: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    if found := _PERIOD.search(spoken):
        return _in_order(found["start"], found["end"])
    alone = _ALONE.search(spoken)
    return _in_order(day, day) if alone and (day := alone[1] or alone[2]) else None


def find_day(text: str) -> pd.Timestamp | None:
    """Find the first day that a text names.

    Examples
    --------
    >>> find_day("January 31, 2023, 11:59 PM")
    Timestamp('2023-01-31 00:00:00')
    """
    found = re.search(_DAY, in_english(text))
    period = _in_order(found[0], found[0]) if found else None
    return period[0] if period else None


def _in_order(start: str, end: str) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    for form in _PERIOD_FORMS:
        days = pd.to_datetime(pd.Series([start, end]), format=form, errors="coerce")
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
    words = re.split(r"([^\W\d_]+\.?)", _EASTERN.sub(r"\1-\2-\3", text))
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
