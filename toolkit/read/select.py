"""Which part of an export is asked about."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import pandas as pd

from ..catalog import nearest
from ..export import Export
from ..schema import DataError
from .choose import WhoseError
from .hints import split_hints


def read_delivery(
    data: str | Path,
    *,
    platform: str = "",
    date_start: str = "",
    date_end: str = "",
    time_zone: str = "",
) -> Export:
    """Read an export, or a dataset that ships, and keep the part that is asked for.

    Parameters
    ----------
    data : str or Path
        Path of a platform's file, or the name of a dataset. What the file does not say may
        stand behind a question mark: ``march.csv?currency=EUR&year=2026``.
    platform : str, optional
        Keep the rows of this platform; where the columns do not tell whose report it is, this
        one's.
    date_start, date_end : str, optional
        Keep the rows of this period, both days included, as ``YYYY-MM-DD``.
    time_zone : str, optional
        Tell in this zone when posts went out, as ``Europe/Berlin``; else it is UTC.

    Returns
    -------
    Export
        The total row stays only if every row does: it describes no part of the file.

    Raises
    ------
    DataError
        If the file cannot be read, a value does not occur in it, or its times have no zone.

    Examples
    --------
    >>> export = read_delivery("meta_ads", platform="instagram")
    >>> export.table["platform"].unique().tolist()
    ['instagram']
    """
    from . import read_export

    name, hints = split_hints(data)
    path = _dataset(name) or Path(name)
    try:
        export = read_export(path, **hints)
    except WhoseError as error:
        if platform not in error.platforms:
            raise
        export = read_export(path, **hints, platform=platform)
    export = in_zone(export, time_zone) if time_zone else export
    return select(export, platform=platform, date_start=date_start, date_end=date_end)


def in_zone(export: Export, time_zone: str) -> Export:
    """Tell in another zone when posts went out.

    Raises
    ------
    DataError
        If there is no such zone, or the file does not tell in which one its times are.
    """
    times = export.table.get("published_at", pd.Series(dtype="datetime64[us]"))
    named = f"{export.receipt.file}: time_zone={time_zone!r}"
    if times.dt.tz is None:
        raise DataError(f"{named} has nothing to be applied to: no times of a known zone.")
    if alone := _days_alone(export.table, times):
        raise DataError(f"{named} cannot be applied: {alone} tells days without an hour.")
    try:
        told = times.dt.tz_convert(ZoneInfo(time_zone))
    except (ZoneInfoNotFoundError, ValueError):
        known = nearest(time_zone, sorted(available_timezones()), 3)
        raise DataError(f"{named} is not a time zone{known or ', as Europe/Berlin is.'}") from None
    note = f"Posts are dated in {time_zone}."
    receipt = replace(export.receipt, notes=(*export.receipt.notes, note))
    return replace(export, table=export.table.assign(published_at=told), receipt=receipt)


def _days_alone(table: pd.DataFrame, times: pd.Series) -> str:
    """Whose posts all went out at midnight: such a day has no hour to be told elsewhere."""
    whose = table.get("platform", pd.Series("the file", table.index))
    at_midnight = times.dropna().eq(times.dropna().dt.normalize())
    alone = at_midnight.groupby(whose.astype("object"), dropna=False).all()
    return ", ".join(map(str, alone.index[alone]))


def select(
    export: Export, *, platform: str = "", date_start: str = "", date_end: str = ""
) -> Export:
    """Keep the rows of one platform or period.

    Raises
    ------
    DataError
        Naming every value that does not occur in the data, and what does.
    """
    table, faults = export.table, []
    kept = pd.Series(True, table.index)
    for rows, fault in (
        _of_platform(table, platform),
        _of_period(table, "date_start", date_start),
        _of_period(table, "date_end", date_end),
    ):
        kept &= rows
        faults += [fault] if fault else []
    if not faults and not kept.any():
        faults = [f"no row is left for {platform or 'all platforms'} in this period"]
    if faults:
        raise DataError("\n  ".join([f"{export.receipt.file}: cannot be narrowed down:", *faults]))
    if kept.all():
        return export
    asked = ", ".join(each for each in (platform, _period(date_start, date_end)) if each)
    note = f"Narrowed down to {asked}: {kept.sum():,} of {len(table):,} rows."
    receipt = replace(export.receipt, notes=(*export.receipt.notes, note))
    return Export(table[kept], None, receipt)


def _dataset(data: str) -> Path | None:
    """The path of a dataset that ships, unless a file of that name stands here."""
    from ..datasets import dataset_path, list_datasets

    ships = not Path(data).exists() and data in list_datasets().index
    return dataset_path(data) if ships else None


def _of_platform(table: pd.DataFrame, platform: str) -> tuple[pd.Series, str]:
    everything = pd.Series(True, table.index)
    if not platform:
        return everything, ""
    held = sorted(table["platform"].dropna().unique()) if "platform" in table else []
    if platform in held:
        return table["platform"].eq(platform), ""
    options = ", ".join(held) or "no platform at all"
    return everything, (
        f"platform={platform!r} does not occur{nearest(platform, held, 1)} (it holds {options})"
    )


def _of_period(table: pd.DataFrame, bound: str, day: str) -> tuple[pd.Series, str]:
    everything = pd.Series(True, table.index)
    if not day:
        return everything, ""
    column = bound if bound in table else "published_at"
    if column not in table:
        return everything, f"{bound}={day!r}: the file has no dates"
    try:
        limit = pd.Timestamp(pd.to_datetime(day, format="%Y-%m-%d"))
    except ValueError:
        return everything, f"{bound}={day!r} is not a day in the form YYYY-MM-DD"
    days = table[column].dt.tz_localize(None).dt.normalize()
    first, last = days.min(), days.max()
    if limit > last if bound == "date_start" else limit < first:
        return (
            everything,
            f"{bound}={day!r} does not occur (it runs from {first:%Y-%m-%d} to {last:%Y-%m-%d})",
        )
    return (days >= limit if bound == "date_start" else days <= limit), ""


def _period(start: str, end: str) -> str:
    return " ".join([*([f"from {start}"] if start else []), *([f"to {end}"] if end else [])])
