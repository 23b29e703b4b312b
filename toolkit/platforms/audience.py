"""Whom platforms count as reached, as dated data: the ``[[audience]]`` tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import rtoml

from .rule import EVIDENCE, UNKNOWN, RuleError

COUNTED = ("people", "accounts", "households", "devices", "cookies", UNKNOWN)
_NEEDED = ("platforms", "counts", "evidence", "source", "read")


@dataclass(frozen=True)
class Audience:
    """What one is in the reach of some platforms, and who says so.

    Attributes
    ----------
    platforms : tuple of str
        As a delivery table names them.
    counts : str
        ``people``, ``accounts``, ``households``, ``devices``, ``cookies`` or ``unknown``.
    """

    platforms: tuple[str, ...]
    counts: str
    evidence: str
    source: str
    read: str
    address: str = ""
    caveat: str = ""


@cache
def audiences() -> Mapping[str, Audience]:
    """Return whom each platform counts, as far as anything was read of it.

    Examples
    --------
    >>> audiences()["meta"].counts
    'accounts'
    """
    folder = Path(__file__).parent
    found: dict[str, Audience] = {}
    for path in sorted(folder.glob("*.toml")):
        for each in load_audiences(path):
            if twice := sorted(found.keys() & set(each.platforms)):
                raise RuleError(f"{path.name}: whom {', '.join(twice)} count is told twice.")
            found |= dict.fromkeys(each.platforms, each)
    return found


def counted(rows: pd.DataFrame) -> frozenset[str]:
    """Tell what is counted as reached in some rows of a file.

    Parameters
    ----------
    rows : DataFrame
        Delivery table.

    Returns
    -------
    frozenset of str
        Of `toolkit.platforms.COUNTED`; ``unknown`` where a platform is not named, or where
        nobody says what it counts. Rows without reach count nothing.

    Examples
    --------
    >>> rows = pd.DataFrame({"platform": ["facebook", "youtube"], "reach": [5, 7]})
    >>> sorted(counted(rows))
    ['accounts', 'people']
    """
    if "reach" not in rows or not rows["reach"].notna().any():
        return frozenset()
    if "platform" not in rows:
        return frozenset([UNKNOWN])
    platforms = rows.loc[rows["reach"].notna(), "platform"].unique()
    return frozenset(
        UNKNOWN if pd.isna(name) or name not in audiences() else audiences()[name].counts
        for name in platforms
    )


def one_unit(units: frozenset[str]) -> str:
    """Return the one unit; empty where there are several, or one is not known.

    Examples
    --------
    >>> one_unit(frozenset(["accounts"])), one_unit(frozenset(["accounts", "unknown"]))
    ('accounts', '')
    """
    return next(iter(units)) if len(units) == 1 and UNKNOWN not in units else ""


def units_by_platform(rows: pd.DataFrame) -> dict[str, str]:
    """Tell what each platform in some rows of a file counts as reached, where that is known.

    Examples
    --------
    >>> units_by_platform(pd.DataFrame({"platform": ["facebook", "pinterest"], "reach": [5, 7]}))
    {'facebook': 'accounts'}
    """
    if "platform" not in rows:
        return {}
    told = {str(name): one_unit(counted(own)) for name, own in rows.groupby("platform")}
    return {name: unit for name, unit in told.items() if unit}


def load_audiences(path: Path) -> Iterator[Audience]:
    """Read whom the platforms of one TOML file count.

    Raises
    ------
    RuleError
        Naming everything that is not known or not allowed.
    """
    for table in rtoml.loads(path.read_text(encoding="utf-8")).get("audience", []):
        if faults := [*_faults(table)]:
            raise RuleError(f"{path.name}: audience: {'; '.join(faults)}.")
        yield Audience(**{**table, "platforms": tuple(table["platforms"])})


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    known = {each.name for each in fields(Audience)}
    yield from (f"{key} is not known" for key in table if key not in known)
    yield from (f"{key} is missing; write unknown" for key in _NEEDED if key not in table)
    for key, allowed in {"counts": COUNTED, "evidence": EVIDENCE}.items():
        if key in table and table[key] not in allowed:
            yield f"{key} must be one of {', '.join(allowed)}, not {table[key]!r}"
