"""How recognised rows become a delivery table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from ..catalog import DIMENSIONS, MEASURES, RATIOS
from ..platforms import DAY, Format, currency_in, plain
from ..schema import DataError, Problem, check
from .recognise import Match
from .values import decimal_mark, read_dates, read_flags, read_numbers

_MARK_SAMPLE = 20_000


@dataclass
class Normalised:
    """A delivery table, the file's total row, and what was decided on the way."""

    table: pd.DataFrame
    total: pd.DataFrame | None = None
    rows: int = 0
    mark: str = "."
    currency: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    blanked: list[tuple[str, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def normalise(match: Match, hints: Mapping[str, object]) -> Normalised:
    """Turn the rows below a recognised header into a checked delivery table.

    Raises
    ------
    DataError
        Naming the file and every cell, column or rule that stands in the way.
    """
    names, result = _columns(match)
    loaded = match.raw.load(match.header_row + 1, list(names))
    text, result.mended = loaded.frame, list(loaded.mended)
    text.columns = pd.Index(list(names.values()))
    text.index = pd.RangeIndex(match.header_row + 2, match.header_row + 2 + len(text), name="row")
    text = _without_markers(text, match.format)
    result.rows = len(text)
    short = text.index[list(loaded.short)]
    text = _delivery_rows(text, match.format, result)
    if filled := len(short.intersection(text.index)):
        result.mended.append(f"{filled:,} rows shorter than the header were filled up as missing")
    total = _total_row(text, match.format)
    values = _values(text, match, result)
    values = _by_declaration(values, match, hints, result)
    if total is not None:
        result.total = _measures_only(values.loc[[total]])
        values = values.drop(index=total)
    result.problems = _problems(values, match)
    result.table = values[[name for name in values if name not in RATIOS]]
    return result


def _columns(match: Match) -> tuple[dict[int, str], Normalised]:
    """Which position holds which catalogue name; the first header wins a name."""
    known = match.format.headers()
    ignored = set(map(plain, match.format.ignore))
    names: dict[int, str] = {}
    result = Normalised(pd.DataFrame())
    for position, header in enumerate(match.headers):
        name = known.get(plain(header))
        if name and name not in names.values():
            names[position] = name
            result.columns[header] = name
        elif plain(header):
            (result.unused if name or plain(header) in ignored else result.unknown).append(header)
    codes = [
        code for position in names if (code := currency_in(match.headers[position])) is not None
    ]
    result.currency = codes[0] if len(set(codes)) == 1 else ""
    return names, result


def _without_markers(text: pd.DataFrame, format_: Format) -> pd.DataFrame:
    stripped = text.apply(lambda column: column.str.strip())
    return stripped.mask(stripped.isin(["", *format_.missing]))


def _delivery_rows(text: pd.DataFrame, format_: Format, result: Normalised) -> pd.DataFrame:
    blank = text.isna().all(axis=1)
    result.rows -= int(blank.sum())
    text = text[~blank]
    for drop in format_.drop:
        if drop.column in text:
            ghost = text[drop.column].fillna("").str.contains(drop.matches, regex=True)
            result.dropped += [(int(row), drop.why) for row in text.index[ghost]]
            text = text[~ghost]
    return text


def _total_row(text: pd.DataFrame, format_: Format) -> int | None:
    """The row whose dimensions are all blank, if others stand beside it."""
    keys = [name for name in format_.total_where_blank if name in text]
    blank = text.index[text[keys].isna().all(axis=1)] if keys else text.index[:0]
    return int(blank[0]) if len(blank) == 1 and len(text) > 1 else None


def _values(text: pd.DataFrame, match: Match, result: Normalised) -> pd.DataFrame:
    numeric = [name for name in text if _kind(name) == "number"]
    result.mark = decimal_mark(
        cell for name in numeric for cell in text[name].dropna().head(_MARK_SAMPLE).unique()
    )
    columns, faults = {}, []
    for name in text.columns:
        try:
            columns[name] = _read(text[name], name, match.format, result.mark)
        except DataError as error:
            faults.append(f"{_header(result, name)}: {error}")
    if faults:
        raise DataError("\n  ".join([f"{match.raw.name}: some cells cannot be read:", *faults]))
    return pd.DataFrame(columns, index=text.index)


def _read(cells: pd.Series, name: str, format_: Format, mark: str) -> pd.Series:
    kind = _kind(name)
    if kind in ("date", "time"):
        return read_dates(cells, format_.dates, format_.time_zone if kind == "time" else "")
    if kind == "flag":
        return read_flags(cells)
    if kind == "text":
        return cells.astype("str").replace(dict(format_.values.get(name, {})))
    numbers = read_numbers(cells, mark)
    wrong = cells[numbers.isna() & cells.notna()]
    if len(wrong):
        more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
        raise DataError(f"{wrong.iloc[0]!r} in row {wrong.index[0]}{more} is not a number.")
    return (
        numbers * format_.rates[name]["scale"] if name in format_.rates else _whole(numbers, name)
    )


def _whole(numbers: pd.Series, name: str) -> pd.Series:
    counts = name in MEASURES and MEASURES[name].format == "integer"
    return numbers.astype("Int64") if counts and not (numbers % 1).any() else numbers


def _by_declaration(
    values: pd.DataFrame, match: Match, hints: Mapping[str, object], result: Normalised
) -> pd.DataFrame:
    """Add what the format, the header and the caller say of all rows alike."""
    format_ = match.format
    for only in format_.only:
        for name in set(only.columns) & set(values) if only.where in values else ():
            elsewhere = ~values[only.where].isin(only.values) & values[name].notna()
            if elsewhere.any():
                result.blanked.append((name, int(elsewhere.sum()), only.why))
                values[name] = values[name].mask(elsewhere)
    result.blanked.sort()
    if DAY in values:
        values["date_start"] = values[DAY].fillna(values.get("date_start"))
        values["date_end"] = values.pop(DAY).fillna(values.get("date_end"))
    if format_.number_rows:
        numbers = values.index - values.index[0] + 1
        values[format_.number_rows] = [f"{format_.number_rows} {number}" for number in numbers]
    stated = {name: value for name, value in format_.constants.items() if name not in values}
    if result.currency and "currency" not in values:
        stated["currency"] = result.currency
    return _with_hints(values.assign(**stated), match.raw.name, hints, set(format_.constants))


def _with_hints(
    values: pd.DataFrame, file: str, hints: Mapping[str, object], implied: set[str]
) -> pd.DataFrame:
    """Hints fill in what the file does not say; a hint that contradicts it is an error."""
    for name, hint in hints.items():
        given = pd.Timestamp(str(hint)) if _kind(name) == "date" else hint
        if name not in values:
            values[name] = given
            continue
        other = values[name].dropna().ne(given)
        if other.any():
            said = "is" if name in implied else "says"
            raise DataError(
                f"{file}: {name}={hint!r} contradicts the file, which {said} "
                f"{values[name].dropna()[other].iloc[0]!r}. Leave the hint out, or check the file."
            )
        values[name] = values[name].fillna(given)
    return values


def _measures_only(total: pd.DataFrame) -> pd.DataFrame:
    kept = [
        name for name in total if name in MEASURES or name in ("date_start", "date_end", "currency")
    ]
    return total[kept].dropna(axis=1, how="all")


def _problems(values: pd.DataFrame, match: Match) -> list[Problem]:
    flaws = {(flaw.rule, flaw.column): flaw.why for flaw in match.format.flaws}
    found = [
        replace(each, severity="look", message=f"{each.message} Known of this file: {why}.")
        if (why := flaws.get((each.rule, each.column)))
        else each
        for each in check(values)
    ]
    errors = [str(problem) for problem in found if problem.severity == "error"]
    if errors:
        raise DataError("\n  ".join([f"{match.raw.name}: cannot be used:", *errors]))
    return found


def _kind(name: str) -> str:
    if name == DAY:
        return "date"
    return DIMENSIONS[name].kind if name in DIMENSIONS else "number"


def _header(result: Normalised, name: str) -> str:
    return next(header for header, each in result.columns.items() if each == name)
