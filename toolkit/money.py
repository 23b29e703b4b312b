"""Amounts under another name: in another currency at dated rates, with or without commission."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias, TypeVar

import pandas as pd

from .catalog import MEASURES
from .export import Export
from .schema import DataError, floats

Rates: TypeAlias = pd.DataFrame | str | Path | Mapping[str, Mapping[str, float]]
Delivery = TypeVar("Delivery", pd.DataFrame, Export)

GROSS, NET = "gross", "net"
_SHOWN = 5


def convert(table: Delivery, rates: Rates, to: str, *, carry: int = 0) -> Delivery:
    """Convert every amount to one currency at the rates of its own days.

    A row of several days is converted at the mean of their rates.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table with ``currency`` and ``date_start``.
    rates : DataFrame, path of a CSV file, or dict
        Columns ``currency``, ``date`` and ``rate``: how much of ``to`` one unit of the currency
        was worth on that day. As a dict: ``{"USD": {"2026-07-20": 0.86}}``.
    to : str
        ISO 4217 code of the currency to convert to.
    carry : int, default 0, unit days
        For how many days after its own a rate may stand in, where a day has none of its own.

    Returns
    -------
    DataFrame or Export, as given
        Amounts and ``currency`` changed, nothing else. An export's receipt says what was done,
        and its total row gives up its amounts, so that sums come from the rows.

    Raises
    ------
    DataError
        If a row has no currency or no date, or naming the days that have no rate.

    Examples
    --------
    >>> day = pd.to_datetime(["2026-07-20"])
    >>> bill = pd.DataFrame({"date_start": day, "spend": [10.0], "currency": ["USD"]})
    >>> convert(bill, {"USD": {"2026-07-20": 0.86}}, "EUR")[["spend", "currency"]]
       spend currency
    0    8.6      EUR
    >>> convert(bill, {"USD": {"2026-07-19": 0.86}}, "EUR")
    Traceback (most recent call last):
    toolkit.schema.DataError: No rate from USD to EUR on 2026-07-20. Add them to the rates, or \
let earlier rates stand in with carry=.
    """
    if isinstance(table, Export):
        return _converted(table, rates, to, carry)
    foreign = _foreign(table, to)
    if not foreign.any():
        return table
    factor = pd.Series(1.0, table.index)
    factor[foreign] = _factors(table[foreign], _by_day(rates, to), to, carry)
    amounts = {name: floats(table[name]) * factor for name in _money(table)}
    return table.assign(**amounts, currency=to)


def gross(table: Delivery, *, commission: float) -> Delivery:
    """Turn net amounts into gross ones, of which the agency's commission is a share.

    Formula: ``net / (1 - commission)``; 15 % makes a net amount 1.1765 times as much.

    Parameters
    ----------
    table : DataFrame or Export
        Delivery table whose ``price_basis`` is ``net`` or ``gross`` in every row.
    commission : float
        Share of the gross amount, from 0 to below 1.

    Returns
    -------
    DataFrame or Export, as given
        ``spend`` and ``price_basis`` changed; rows that were gross stay as they are.

    Raises
    ------
    DataError
        If a row does not say its price basis.
    ValueError
        If the commission is not from 0 to below 1.

    Source
    ------
    mediadrive.pro and aarmusa.com on gross and net media cost.

    Examples
    --------
    >>> bill = pd.DataFrame({"spend": [100.0], "price_basis": ["net"]})
    >>> gross(bill, commission=0.15).round(2)
        spend price_basis
    0  117.65       gross
    """
    return _rebased(table, GROSS, NET, 1 / (1 - _share(commission)), commission)


def net(table: Delivery, *, commission: float) -> Delivery:
    """Turn gross amounts into net ones: what is left when the agency has taken its commission.

    Formula: ``gross * (1 - commission)``. Parameters, result and errors as in `gross`.

    Examples
    --------
    >>> bill = pd.DataFrame({"spend": [100.0], "price_basis": ["gross"]})
    >>> net(bill, commission=0.15)
       spend price_basis
    0   85.0         net
    """
    return _rebased(table, NET, GROSS, 1 - _share(commission), commission)


def _converted(export: Export, rates: Rates, to: str, carry: int) -> Export:
    foreign = _foreign(export.table, to)
    if not foreign.any():
        return export
    table = convert(export.table, rates, to, carry=carry)
    codes = ", ".join(sorted(export.table.loc[foreign, "currency"].unique()))
    origin = str(rates) if isinstance(rates, str | Path) else "rates given by the caller"
    note = f"Converted from {codes} to {to} at {Path(origin).name}, each row at its own days' rate."
    done = _noted(export, table, note)
    return replace(done, receipt=replace(done.receipt, currency=to))


def _rebased(table: Delivery, basis: str, other: str, factor: float, commission: float) -> Delivery:
    rows = table.table if isinstance(table, Export) else table
    stated = rows.get("price_basis", pd.Series(None, rows.index, dtype="object"))
    if not stated.isin([basis, other]).all():
        odd = ", ".join(sorted({repr(each) for each in stated.dropna()} - {"'gross'", "'net'"}))
        raise DataError(
            f"Some rows do not say whether they are gross or net{f' but {odd}' if odd else ''}, "
            f"so nothing can be made {basis} of them. Say it with "
            f"table.assign(price_basis={other!r})."
        )
    spend = floats(rows["spend"])
    changed = rows.assign(spend=spend.where(stated.eq(basis), spend * factor), price_basis=basis)
    if not isinstance(table, Export):
        return changed
    note = f"Spend made {basis} at a commission of {commission:.1%} of gross."
    return _noted(table, changed, note)


def _noted(export: Export, table: pd.DataFrame, note: str) -> Export:
    receipt = replace(export.receipt, notes=(*export.receipt.notes, note))
    total = export.total
    if total is not None:
        total = total.drop(columns=[*_money(total), *total.columns.intersection(["currency"])])
    return Export(table, total, receipt)


def _share(commission: float) -> float:
    if not 0 <= commission < 1:
        raise ValueError(
            f"commission must be a share from 0 to below 1, not {commission!r}; 15 % is 0.15."
        )
    return commission


def _money(table: pd.DataFrame) -> list[str]:
    return [name for name in table if name in MEASURES and MEASURES[name].counts == "money"]


def _foreign(table: pd.DataFrame, to: str) -> pd.Series:
    amounts = table[_money(table)].notna().any(axis=1)
    codes = table.get("currency", pd.Series(None, table.index, dtype="object"))
    if (amounts & codes.isna()).any():
        raise DataError(
            f"{int((amounts & codes.isna()).sum()):,} rows have amounts without a currency, so "
            "they cannot be converted. Say it with currency= when the file is read."
        )
    return amounts & codes.ne(to)


def _by_day(rates: Rates, to: str) -> pd.Series:
    """Rates indexed by currency and day."""
    if isinstance(rates, Mapping):
        told = [(code, day, rate) for code, days in rates.items() for day, rate in days.items()]
        rates = pd.DataFrame(told, columns=["currency", "date", "rate"])
    if not isinstance(rates, pd.DataFrame):
        rates = pd.read_csv(rates)
    if absent := [name for name in ("currency", "date", "rate") if name not in rates]:
        raise DataError(
            f"The rates have no {' and no '.join(absent)}. They need the columns currency, date "
            f"and rate: how much {to} one unit was worth on that day."
        )
    known = rates.assign(date=pd.to_datetime(rates["date"], format="%Y-%m-%d"))
    if not known["rate"].gt(0).all():
        raise DataError("A rate is missing, zero or negative; rates are above zero.")
    if (twice := known[known.duplicated(["currency", "date"])]).size:
        day = f"{twice['date'].iloc[0]:%Y-%m-%d}"
        raise DataError(f"{twice['currency'].iloc[0]} has two rates on {day}; keep one.")
    return known.set_index(["currency", "date"])["rate"].sort_index().astype("float64")


def _factors(rows: pd.DataFrame, rates: pd.Series, to: str, carry: int) -> pd.Series:
    """The mean rate of each row's days."""
    first = rows.get("date_start", pd.Series(pd.NaT, rows.index))
    if first.isna().any():
        raise DataError(
            f"{int(first.isna().sum()):,} rows have no date, so no rate of their day can be "
            "found. Download the report split by day, or convert before reading."
        )
    last = rows.get("date_end", first).fillna(first)
    spans = pd.DataFrame({"currency": rows["currency"], "first": first, "last": last})
    found, missing = {}, set()
    for span in spans.drop_duplicates().itertuples(index=False):
        days = pd.date_range(span.first, span.last, freq="D")
        own = rates.loc[span.currency] if span.currency in rates.index.levels[0] else _NO_RATES
        daily = own.reindex(days, method="ffill", tolerance=pd.Timedelta(days=carry))
        missing |= {(span.currency, day) for day in days[daily.isna()]}
        found[tuple(span)] = float(daily.mean())
    if missing:
        raise DataError(_unrated(missing, to))
    return pd.Series([found[tuple(span)] for span in spans.itertuples(index=False)], rows.index)


_NO_RATES = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))


def _unrated(missing: set[tuple[str, pd.Timestamp]], to: str) -> str:
    texts = []
    for code in sorted({code for code, _ in missing}):
        days = sorted(day for each, day in missing if each == code)
        shown = ", ".join(f"{day:%Y-%m-%d}" for day in days[:_SHOWN])
        more = f" and {len(days) - _SHOWN:,} more days" if len(days) > _SHOWN else ""
        texts.append(f"No rate from {code} to {to} on {shown}{more}.")
    texts.append("Add them to the rates, or let earlier rates stand in with carry=.")
    return " ".join(texts)
