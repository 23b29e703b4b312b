"""What we say about a difference between two periods: what drove it."""

import pandas as pd

from ..catalog import METRICS
from ..change import add_parts
from ..change.parts import check_alike, windows_of
from ..summarize import summarize
from ..table import format_label
from .finding import Finding, Findings, are_written_alike

_WORDS = {
    "impressions": "more or fewer impressions",
    "price": "their price",
    "appeared": "what is new",
    "vanished": "what has ended",
    "rate": "prices within each part",
    "mix": "the mix of the parts",
    "without impressions": "money that moved without impressions",
    "cpm": "the price of impressions",
    "click rate": "the click rate",
    "results per click": "results per click",
    "reach": "more or fewer people",
    "frequency": "displays per person",
}
_AS_RATE = {"rate": "the rate within each part"}


def find_drivers(change: pd.DataFrame) -> Findings:
    """Say what a figure came from, what it came to, and which parts made the difference.

    Parameters
    ----------
    change : DataFrame
        As `split_spend`, `split_rate`, `split_cost` or `split_impressions` return it.

    Examples
    --------
    >>> change = pd.DataFrame({"spend": [5.0, -1.0]},
    ...                       index=pd.Index(["impressions", "price"], name="part"))
    >>> change.attrs = {"before": 10.0, "after": 14.0, "currency": "EUR"}
    >>> find_drivers(change)
    - Spend went from 10.00 EUR to 14.00 EUR, up 40%.
    - More or fewer impressions made it 5.00 EUR more; their price made it 1.00 EUR less. Together \
they are the whole difference.
    """
    name = str(change.columns[0])
    before, after = change.attrs["before"], change.attrs["after"]
    ends = {"label": METRICS[name].label, "currency": change.attrs.get("currency", ""),
            "before": before, "after": after, "beside": max(abs(before), abs(after))}  # fmt: skip
    found = [_ends(name, ends)]
    return Findings([*found, *_parts(name, add_parts(change)[name], ends),
                     *_largest(name, change, ends)])  # fmt: skip


def find_periods(before: pd.DataFrame, after: pd.DataFrame) -> Findings:
    """Say which days are compared with which.

    Examples
    --------
    >>> days = pd.DataFrame({"date_start": pd.to_datetime(["2026-03-01", "2026-03-02"])})
    >>> find_periods(days[:1], days[1:])
    - 2026-03-02 to 2026-03-02 is compared with 2026-03-01 to 2026-03-01.
    """
    windows = windows_of(before, after)
    text = "{after} is compared with {before}."
    evidence = dict(zip(("before", "after"), windows, strict=False))
    return Findings([Finding("impressions", "ok", evidence, text)] if windows else [])


def find_shown(before: pd.DataFrame, after: pd.DataFrame, name: str) -> Findings:
    """Say how often was shown in two periods, where nothing tells pieces of content apart.

    Parameters
    ----------
    before, after : DataFrame
        Delivery tables of the two periods.
    name : str
        A measure that adds up over days, such as ``impressions``.

    Raises
    ------
    NotAdditiveError
        If the rows of a side may not be added up, such as views under several rules.

    Examples
    --------
    >>> find_shown(pd.DataFrame({"views": [40, 40]}), pd.DataFrame({"views": [50, 70]}), "views")
    - Views went from 80 to 120, up 50%.
    """
    check_alike(before, after, [name])
    told = [side[name].notna() for side in (before, after)]
    out = {"label": METRICS[name].label, "out": int(sum((~each).sum() for each in told))}
    if not all(each.any() for each in told):
        text = "{label} of one of the two periods are not told, so what changed is not known."
        return Findings([Finding(name, "look", out, text)])
    sums = [float(summarize(side, name)[name].iloc[0]) for side in (before, after)]
    ends = {**out, "before": sums[0], "after": sums[1], "beside": max(sums)}
    text = "{out:,} rows that do not tell it are left out, not taken as none."
    left = [Finding(name, "look", out, text)] if out["out"] else []
    return Findings([_ends(name, ends), *left])


def _ends(name: str, ends: dict) -> Finding:
    before, after = ends["before"], ends["after"]
    if _is_written_like(before, after, name, ends):
        text = f"{{label}} stayed at {{before:{name}}}."
        return Finding(name, "ok", ends, text)
    share = abs(after / before - 1) if before > 0 else None
    text = f"{{label}} went from {{before:{name}}} to {{after:{name}}}"
    if share is not None:
        by = "{share:.0%}" if round(share, 2) else "less than 1%"
        text = f"{text}, {'up' if after > before else 'down'} {by}"
    return Finding(name, "ok", {**ends, "share": share}, f"{text}.")


def _is_written_like(one: float, other: float, name: str, ends: dict) -> bool:
    return are_written_alike((one, other), METRICS[name], ends["beside"])


def _parts(name: str, parts: pd.Series, ends: dict) -> list[Finding]:
    shown = parts[[not _is_written_like(abs(part), 0, name, ends) for part in parts]]
    if shown.empty:
        return []
    words = {**_WORDS, **(_AS_RATE if METRICS[name].format == "percent" else {})}
    clauses = [
        f"{words.get(str(part), str(part))} made it {{part{at}:{name}}} "
        f"{'more' if value > 0 else 'less'}"
        for at, (part, value) in enumerate(shown.items())
    ]
    evidence = {**ends, **{f"part{at}": abs(value) for at, value in enumerate(shown)}}
    text = "; ".join(clauses)
    end = " Together they are the whole difference." if len(clauses) > 1 else ""
    return [Finding(name, "ok", evidence, f"{text[:1].upper()}{text[1:]}.{end}")]


def _largest(name: str, change: pd.DataFrame, ends: dict) -> list[Finding]:
    """The cell that moved most, if there are several cells."""
    if change.index.nlevels == 1:
        return []
    cells = list(range(change.index.nlevels - 1))
    moved = change[name].groupby(level=cells, sort=False, dropna=False).sum()
    if len(moved) < 2 or _is_written_like(moved.abs().max(), 0, name, ends):
        return []
    label = moved.abs().idxmax()
    cell = ", ".join(format_label(p, 40) for p in (label if isinstance(label, tuple) else (label,)))
    evidence = {**ends, "cell": repr(cell), "moved": abs(moved[label])}
    word = "more" if moved[label] > 0 else "less"
    text = f"{{cell}} moved it most: {{moved:{name}}} {word}."
    return [Finding(name, "ok", evidence, text)]
