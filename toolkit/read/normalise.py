"""How recognised rows become a delivery table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ..catalog import MEASURES, RATIOS
from ..numerals import write_count
from ..platforms import Format
from ..schema import DataError
from .above import TIME_ZONE, stated_above, stated_period, zone_of
from .added import is_added, without_label, without_sum
from .cells import kind_of, typed
from .columns import columns_of
from .decisions import Decisions
from .distinct import always, as_text, each, without
from .layout import laid_out
from .match import Match
from .meant import as_meant
from .precision import precise
from .problems import problems_of
from .raw import Loaded
from .rows import delivery_rows
from .spans import with_periods
from .stated import stated_total
from .subtotals import without_subtotals
from .tidy import tidied
from .totals import told_by_figures, total_of
from .wording import unwrapped, without_spoilt_ids
from .zeros import without_false_zeros

_EDGE = 3


@dataclass(frozen=True)
class Normalised:
    """A delivery table, the file's own total row, and what was decided on the way."""

    table: pd.DataFrame
    total: pd.DataFrame | None
    decisions: Decisions


def normalise(match: Match, hints: Mapping[str, object], year: int | None = None) -> Normalised:
    """Turn the rows below a recognised header into a checked delivery table.

    Raises
    ------
    DataError
        Naming the file and every cell, column or rule that stands in the way.
    """
    match = laid_out(match)
    decisions = Decisions()
    text, edge, blank, odd = _text(match, decisions)
    text, totals = delivery_rows(text, edge, blank, match.format, decisions)
    text = without_label(without_spoilt_ids(text, decisions))
    _check_lengths(text, odd, decisions)
    values = typed(text, match, decisions, year)
    totals = told_by_figures(totals, values, text, match.format)
    values = precise(values, text, decisions.mark, _scales(match.format))
    values = _by_declaration(values, match, hints, decisions)
    values = without_false_zeros(values, match.format.zeros, decisions)
    if totals and is_added(text, totals[-1], match.format.total_where_blank):
        totals = totals[:-1]
    meant = values.drop(columns=[name for name, _, _ in decisions.blanked if name in MEASURES])
    total = total_of(as_text(meant.loc[totals])) if totals else stated_total(match)
    rows = without(values, totals)
    rows = without_sum(rows, text, decisions)
    rows = without_subtotals(rows, match.format.nested, decisions)
    rows = _with_platform(rows, match.format)
    decisions.problems += problems_of(rows, match)
    kept = rows[[name for name in rows if name not in RATIOS]]
    return Normalised(as_text(kept), total, decisions)


def _text(
    match: Match, decisions: Decisions
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series, Loaded]:
    """The cells under catalogue names, the first cells, which rows are blank, how they came."""
    first = match.header_row + 1
    loaded = match.raw.load(first, range(len(match.headers)))
    decisions.mended += loaded.mended
    raw = loaded.cells
    raw.index = pd.RangeIndex(first + 1, first + 1 + len(raw), name="row")
    names = columns_of(match, raw, decisions)
    used = sorted({*range(min(_EDGE, len(match.headers))), *names})
    cells = tidied(raw, used, names, match.format)
    text = cells[list(names)].set_axis(list(names.values()), axis=1)
    text = unwrapped(text, match.format)
    blank = _blank(cells)
    if blank.any():
        blank[blank] = raw[blank].apply(lambda column: column.str.strip().eq("")).all(axis=1)
    odd = replace(loaded, cells=raw[[]])  # the text is told apart and need not stay in memory
    return text, cells[[*range(min(_EDGE, len(match.headers)))]], blank, odd


def _blank(cells: pd.DataFrame) -> pd.Series:
    """Rows in which every cell is missing."""
    blank = pd.Series(True, cells.index)
    for place in cells:
        blank = blank & cells[place].isna() if blank.any() else blank
    return blank


def _check_lengths(text: pd.DataFrame, loaded: Loaded, decisions: Decisions) -> None:
    """Rows longer than the header are refused, unless they are a footer or a total."""
    rows = loaded.cells.index
    for place, complaint in loaded.long.items():
        if rows[place] in text.index:
            raise DataError(complaint)
    if filled := len(rows[[*loaded.short]].intersection(text.index)):
        decisions.mended.append(
            f"{write_count(filled)} rows shorter than the header were filled up"
        )


def _scales(format_: Format) -> dict[str, float]:
    return {name: float(rate["scale"]) for name, rate in format_.rates.items()}


def _by_declaration(
    values: pd.DataFrame, match: Match, hints: Mapping[str, object], decisions: Decisions
) -> pd.DataFrame:
    """Add what the format, the header, the preamble and the caller say of all rows alike."""
    format_ = match.format
    values = as_meant(values, format_, decisions)
    found = stated_above(match)
    period = stated_period(match, found, decisions.below)
    values = with_periods(values, format_, period)
    if format_.number_rows:
        numbers = values.index - values.index[0] + 1
        values[format_.number_rows] = [f"{format_.number_rows} {number}" for number in numbers]
    stated: dict[str, object] = dict(format_.constants)
    if currency := decisions.currency or _currency_of_cells(match, decisions):
        stated["currency"] = currency
    stated |= {name: value for name, value in found.items() if name != TIME_ZONE}
    decisions.time_zone = zone_of(format_, found)
    if period:
        decisions.period = " to ".join(f"{day:%Y-%m-%d}" for day in period)
    missing = {
        name: always(value, values.index) if isinstance(value, str) else value
        for name, value in stated.items()
        if name not in values
    }
    values = _with_hints(values.assign(**missing), match.raw.name, hints)
    if "currency" in values:
        decisions.currency = ", ".join(sorted(each(values["currency"]).dropna().unique()))
    return values


def _currency_of_cells(match: Match, decisions: Decisions) -> str:
    """The one currency in which a workbook formats the amounts that are used."""
    codes = {
        code
        for place, code in match.raw.currencies.items()
        if place < len(match.headers)
        and (name := decisions.columns.get(match.headers[place], "")) in MEASURES
        and MEASURES[name].counts == "money"
    }
    return codes.pop() if len(codes) == 1 else ""


def _with_hints(values: pd.DataFrame, file: str, hints: Mapping[str, object]) -> pd.DataFrame:
    """Hints fill in what the file does not say; a hint that contradicts it is an error."""
    for name, hint in hints.items():
        given = pd.Timestamp(str(hint)) if kind_of(name) == "date" else hint
        if name not in values:
            values[name] = given
            continue
        values[name] = as_text(values[[name]])[name]
        known = values[name].dropna()
        if (other := known[known.ne(given)]).size:
            raise DataError(
                f"{file}: {name}={hint!r} contradicts the file, which says "
                f"{other.iloc[0]!r}. Leave the hint out, or check the file."
            )
        values[name] = values[name].fillna(given)
    return values


def _with_platform(rows: pd.DataFrame, format_: Format) -> pd.DataFrame:
    """Rows of all platforms are of the one that the report is of."""
    platform = format_.constants.get("platform")
    if not platform or "platform" not in rows or rows["platform"].notna().all():
        return rows
    return rows.assign(platform=as_text(rows[["platform"]])["platform"].fillna(platform))
