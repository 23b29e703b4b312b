"""How cells of text become columns of the catalogue's kinds."""

import re

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES
from ..platforms import DAY, SPANS, Format
from ..schema import DataError, Problem
from ..side_by_side import side_by_side
from .clocks import CLOCKS, times_in
from .dates import read_dates
from .decisions import Decisions
from .distinct import each, first_different, over, spread
from .match import Match
from .matching import matches
from .numbers import currencies_in, decimal_mark, is_bound, numbers_and_signs
from .spans import FORMS, first_months

_SAMPLE = 20_000
_MADE_A_DAY = re.compile(r"^\d{1,2}[.\- /][^\W\d_]{3,4}\.?$")
_DAMAGED = " A spreadsheet made a day of a number; download the file again, unopened."
_MILLIONTH, _CENT = 1e-6, 0.01
_NARROW = "{!r}: a column of a spreadsheet was too narrow; download the file again, unopened."
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def kind_of(name: str) -> str:
    """Return what a column of this name holds: text, numbers, days, times or flags."""
    if name in SPANS:
        return "date"
    return DIMENSIONS[name].kind if name in DIMENSIONS else "number"


def typed(
    text: pd.DataFrame, match: Match, decisions: Decisions, year: int | None = None
) -> pd.DataFrame:
    """Read every column by its kind; ``year`` is that of the first row, if days have none.

    Raises
    ------
    DataError
        Naming each column with a cell that cannot be read.
    """
    numeric = [name for name in text if kind_of(name) == "number"]
    counts = [name for name in numeric if name in MEASURES and MEASURES[name].format == "integer"]
    samples = {name: first_different(text[name], _SAMPLE) for name in numeric}
    decisions.mark = decimal_mark(*(_joined(samples, names) for names in (numeric, counts)))
    inside = _times_inside(text, match.format)

    def read(name: str) -> tuple[pd.Series | None, Decisions | DataError]:
        own = decisions.of_a_column()
        try:
            return _read(text[name], name, match.format, own, year, inside), own
        except DataError as error:
            return None, error

    columns, faults = {}, []
    for name, (values, told) in zip(text, side_by_side(read, text, len(text)), strict=True):
        if isinstance(told, DataError):
            faults.append(f"{decisions.header_of(name)}: {told}")
        else:
            columns[name] = values
            decisions.take_in(told)
    if faults:
        raise DataError("\n  ".join([f"{match.raw.name}: some cells cannot be read:", *faults]))
    return pd.DataFrame(columns, index=text.index, copy=False)


def _joined(samples: dict[str, pd.Series], names: list[str]) -> pd.Series:
    """The different cells with which columns begin."""
    own = [samples[name] for name in names]
    return pd.concat([pd.Series(dtype="str"), *own], ignore_index=True)


def _times_inside(text: pd.DataFrame, format_: Format) -> pd.Series | None:
    """The times inside the ids, which tell days from months where both would do."""
    clock = CLOCKS.get(format_.clock)
    return times_in(text[clock.column], clock) if clock and clock.column in text else None


def _read(
    cells: pd.Series,
    name: str,
    format_: Format,
    decisions: Decisions,
    year: int | None,
    inside: pd.Series | None,
) -> pd.Series:
    kind = kind_of(name)
    if cells.isna().all():
        missing = pd.NaT if kind in ("date", "time") else pd.NA
        return pd.Series(missing, cells.index, dtype="Int64" if kind == "number" else None)
    if kind in ("date", "time"):
        told = inside if name == "published_at" else None
        return _moments(cells, name, format_, decisions, year, told)
    if kind == "flag":
        return spread(cells, read_flags(each(cells)))
    if kind == "text":
        wording = dict(format_.values.get(name, {}))
        return over(cells, lambda text: text.replace(wording)) if wording else cells
    return _numbers(cells, name, format_, decisions)


def _moments(
    cells: pd.Series,
    name: str,
    format_: Format,
    decisions: Decisions,
    year: int | None,
    inside: pd.Series | None,
) -> pd.Series:
    """Days are days, whatever the hour in which they begin; a word such as Lifetime is none."""
    if (narrow := cells[matches(cells, "^#+$")]).size:
        raise DataError(_NARROW.format(narrow.iloc[0]))
    if name == DAY:
        cells = over(cells, lambda days: days.where(days.str.contains(r"\d", regex=True, na=False)))
        if cells.isna().all():
            return pd.Series(pd.NaT, cells.index)
    if year is None and inside is None:
        return spread(cells, _read_moments(each(cells), name, format_, decisions))
    return _read_moments(cells.astype("str"), name, format_, decisions, year, inside)


def _read_moments(
    cells: pd.Series,
    name: str,
    format_: Format,
    decisions: Decisions,
    year: int | None = None,
    inside: pd.Series | None = None,
) -> pd.Series:
    doubts: list[str] = []
    zone = format_.time_zone if kind_of(name) == "time" else ""
    cells = first_months(cells) if name == "quarter" else cells
    forms = (*format_.dates, *FORMS.get(name, ()))
    moments = read_dates(cells, forms, zone, year, doubts, format_.dates_saved, inside)
    if format_.end_exclusive and name == "date_end":
        moments = moments - pd.Timedelta(seconds=1)
    decisions.problems += [Problem("look", "date", name, doubt) for doubt in doubts]
    return moments.dt.tz_localize(None).dt.normalize() if kind_of(name) == "date" else moments


def _numbers(cells: pd.Series, name: str, format_: Format, decisions: Decisions) -> pd.Series:
    different = each(cells)
    scale = float(
        format_.rates[name]["scale"] if name in format_.rates else format_.scales.get(name, 1)
    )
    numbers, signed = numbers_and_signs(different, decisions.mark, scale)
    if (numbers.isna() & different.notna()).any():
        hard = cells[spread(cells, numbers).isna() & cells.notna()].astype("str")
        bounds = hard[is_bound(hard)]
        decisions.bounded += [(int(row), name, cell) for row, cell in bounds.items()]
        wrong = hard.drop(bounds.index)
        if len(wrong):
            more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
            damage = _DAMAGED if _MADE_A_DAY.match(wrong.iloc[0]) else ""
            raise DataError(
                f"{wrong.iloc[0]!r} in row {wrong.index[0]}{more} is not a number.{damage}"
            )
    money = name in MEASURES and MEASURES[name].counts == "money"
    if money and scale == _MILLIONTH:
        _check_millionths(numbers)
    if money and signed and not decisions.currency:
        codes = currencies_in(different)
        decisions.currency = codes.pop() if len(codes) == 1 else ""
    counts = name in MEASURES and MEASURES[name].format == "integer"
    whole = counts and not (numbers % 1).any() and not numbers.isin([float("inf")]).any()
    return spread(cells, numbers.astype("Int64") if whole else numbers)


def _check_millionths(amounts: pd.Series) -> None:
    """Amounts that somebody made money of are not divided again."""
    written, largest = amounts / _MILLIONTH, amounts.abs().max()
    if ((written - written.round()).abs() > _CENT).any() or 0 < largest < _CENT:
        raise DataError(
            f"{written.abs().max():,.2f} is no amount in millionths, in which it comes from the "
            "platform. If it is money already, read the file with the header of each column, "
            "such as columns={'spend': 'spend', 'impressions': 'impressions'}, and platform=."
        )


def read_flags(cells: pd.Series) -> pd.Series:
    """Read a column of yes and no.

    Examples
    --------
    >>> read_flags(pd.Series(["1", "No"])).tolist()
    [True, False]
    """
    return cells.str.casefold().map(_FLAGS).astype("boolean")
