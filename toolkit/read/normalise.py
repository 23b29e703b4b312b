"""How recognised rows become a delivery table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from ..catalog import MEASURES, RATIOS
from ..platforms import DAY, Format, currency_in, plain
from ..schema import DataError, Problem, check
from .cells import kind_of, typed
from .clocks import check_clock
from .dates import find_period
from .decisions import Decisions
from .layout import laid_out
from .recognise import Match
from .rows import delivery_rows

_EDGE = 3


@dataclass(frozen=True)
class Normalised:
    """A delivery table, the file's own total row, and what was decided on the way."""

    table: pd.DataFrame
    total: pd.DataFrame | None
    decisions: Decisions


def normalise(match: Match, hints: Mapping[str, object]) -> Normalised:
    """Turn the rows below a recognised header into a checked delivery table.

    Raises
    ------
    DataError
        Naming the file and every cell, column or rule that stands in the way.
    """
    match = laid_out(match)
    decisions = Decisions()
    names = _columns(match, decisions)
    text, edge, blank, short = _text(match, names, decisions)
    text, total = delivery_rows(text, edge, blank, match.format, decisions)
    if filled := len(short.intersection(text.index)):
        decisions.mended.append(f"{filled:,} rows shorter than the header were filled up")
    values = typed(text, match, decisions)
    values = _by_declaration(values, match, hints, decisions)
    totals = None if total is None else _measures_only(values.loc[[total]])
    rows = values if total is None else values.drop(index=total)
    decisions.problems = _problems(rows, match)
    return Normalised(rows[[name for name in rows if name not in RATIOS]], totals, decisions)


def _columns(match: Match, decisions: Decisions) -> dict[int, str]:
    """Which position holds which catalogue name; the first header wins a name."""
    known = match.format.headers()
    ignored = set(map(plain, match.format.ignore))
    names: dict[int, str] = {}
    for position, header in enumerate(match.headers):
        name = known.get(plain(header))
        if name and name not in names.values():
            names[position] = name
            decisions.columns[header] = name
        elif plain(header):
            understood = name or plain(header) in ignored
            (decisions.unused if understood else decisions.unknown).append(header)
    codes = {currency_in(match.headers[place]) for place in names} - {None}
    decisions.currency = str(codes.pop()) if len(codes) == 1 else ""
    return names


def _text(
    match: Match, names: Mapping[int, str], decisions: Decisions
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series, pd.Index]:
    """The cells under catalogue names, the first cells, which rows are blank, which were short."""
    first = match.header_row + 1
    loaded = match.raw.load(first, range(len(match.headers)))
    decisions.mended += loaded.mended
    raw = loaded.frame
    raw.index = pd.RangeIndex(first + 1, first + 1 + len(raw), name="row")
    cells = raw[sorted({*range(min(_EDGE, len(match.headers))), *names})]
    cells = cells.apply(lambda column: column.str.strip())
    cells = cells.mask(cells.isin(["", *match.format.missing]))
    text = cells[list(names)].set_axis(list(names.values()), axis=1)
    blank = cells.isna().all(axis=1)
    blank[blank] = raw[blank].apply(lambda column: column.str.strip().eq("")).all(axis=1)
    return text, cells[[*range(min(_EDGE, len(match.headers)))]], blank, raw.index[[*loaded.short]]


def _by_declaration(
    values: pd.DataFrame, match: Match, hints: Mapping[str, object], decisions: Decisions
) -> pd.DataFrame:
    """Add what the format, the header, the preamble and the caller say of all rows alike."""
    format_ = match.format
    values = _only_where_meant(values, format_, decisions)
    if DAY in values:
        values["date_start"] = values[DAY].fillna(values.get("date_start"))
        values["date_end"] = values.pop(DAY).fillna(values.get("date_end"))
    if "date_start" in values and "date_end" not in values and format_.daily:
        values["date_end"] = values["date_start"]
    if format_.number_rows:
        numbers = values.index - values.index[0] + 1
        values[format_.number_rows] = [f"{format_.number_rows} {number}" for number in numbers]
    stated: dict[str, object] = dict(format_.constants)
    if decisions.currency:
        stated["currency"] = decisions.currency
    if format_.period and (period := _period(match)):
        stated |= dict(zip(("date_start", "date_end"), period, strict=True))
        decisions.period = " to ".join(f"{day:%Y-%m-%d}" for day in period)
    missing = {name: value for name, value in stated.items() if name not in values}
    return _with_hints(values.assign(**missing), match.raw.name, hints)


def _only_where_meant(values: pd.DataFrame, format_: Format, decisions: Decisions) -> pd.DataFrame:
    for only in format_.only:
        for name in set(only.columns) & set(values) if only.where in values else ():
            elsewhere = ~values[only.where].isin(only.values) & values[name].notna()
            if elsewhere.any():
                decisions.blanked.append((name, int(elsewhere.sum()), only.why))
                values[name] = values[name].mask(elsewhere)
    decisions.blanked.sort()
    return values


def _period(match: Match) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """The days that the lines above the header say the report is of."""
    above = (" ".join(record) for record in match.raw.head[: match.header_row])
    return next((period for line in above if (period := find_period(line))), None)


def _with_hints(values: pd.DataFrame, file: str, hints: Mapping[str, object]) -> pd.DataFrame:
    """Hints fill in what the file does not say; a hint that contradicts it is an error."""
    for name, hint in hints.items():
        given = pd.Timestamp(str(hint)) if kind_of(name) == "date" else hint
        if name not in values:
            values[name] = given
            continue
        known = values[name].dropna()
        if (other := known[known.ne(given)]).size:
            raise DataError(
                f"{file}: {name}={hint!r} contradicts the file, which says "
                f"{other.iloc[0]!r}. Leave the hint out, or check the file."
            )
        values[name] = values[name].fillna(given)
    return values


def _measures_only(total: pd.DataFrame) -> pd.DataFrame:
    periods = ("date_start", "date_end", "currency")
    kept = [name for name in total if name in MEASURES or name in periods]
    return total[kept].dropna(axis=1, how="all")


def _problems(values: pd.DataFrame, match: Match) -> list[Problem]:
    flaws = {(flaw.rule, flaw.column): flaw.why for flaw in match.format.flaws}
    found = [
        replace(each, severity="look", message=f"{each.message} Known of this file: {why}.")
        if (why := flaws.get((each.rule, each.column)))
        else each
        for each in check(values)
    ]
    if match.format.clock:
        found += check_clock(values, match.format.clock)
    errors = [str(problem) for problem in found if problem.severity == "error"]
    if errors:
        raise DataError("\n  ".join([f"{match.raw.name}: cannot be used:", *errors]))
    return found
