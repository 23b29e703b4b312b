"""What we say about a bill: what was paid, for what, and whose share is whose."""

import pandas as pd

from ..catalog import METRICS
from ..compare import compare_shares
from ..enclose import kinds
from ..export import Export
from ..refusal import NotAdditiveError
from ..schema import floats
from ..summarize import held, summarize
from ..table import format_groups
from .finding import LIMITS, Finding, Findings, Limits

NO_SPEND = "The data has no spend, so nothing in it has a price."

_NO = pd.Series(dtype="object")
_ONE_GROUP = "There is one group, so there is nothing to share the money among."


def find_bill(table: pd.DataFrame | Export) -> Findings:
    """Say what was paid, in which currency and on which basis, and what it bought.

    Examples
    --------
    >>> find_bill(pd.DataFrame({"spend": [10.0], "impressions": [2000], "currency": ["EUR"]}))
    - 10.00 EUR was spent; 1,000 impressions cost 5.00 EUR.
    """
    rows = _rows(table)
    if not has_spend(rows):
        return Findings([Finding("spend", "look", {}, NO_SPEND)])
    found = [*_mixed(rows)]
    if not found:
        found += [_paid(table), *_people(table)]
    return Findings([*found, *_untold(rows), *_credits(rows), *_unpriced(rows), *_zero(rows)])


def find_shares(table: pd.DataFrame | Export, by: str, *, limits: Limits = LIMITS) -> Findings:
    """Say which group takes more of the money than of what was shown.

    Examples
    --------
    >>> find_shares(pd.DataFrame({"platform": ["a", "b"], "spend": [30.0, 10.0],
    ...                           "impressions": [1000, 1000]}), "platform")
    - Look: 'a' took 75.0% of the money for 50.0% of the impressions.
    """
    if not has_spend(_rows(table)):
        return Findings([Finding("spend", "look", {}, NO_SPEND)])
    if not by:
        return Findings([Finding("spend", "ok", {}, _ONE_GROUP)])
    try:
        shares = compare_shares(table, by)
    except NotAdditiveError as refusal:
        return Findings([Finding("spend", "stop", {"why": str(refusal)}, "{why}")])
    if not {"spend_share", "impressions_share"} <= set(shares):
        text = "The data has no impressions, so shares of the money have nothing to stand beside."
        return Findings([Finding("spend", "look", {}, text)])
    known = shares.dropna(subset=["spend_share", "impressions_share"])
    if len(known) < 2:
        return Findings([Finding("spend", "ok", {}, _ONE_GROUP)])
    gap = known["spend_share"] - known["impressions_share"]
    place = int(gap.to_numpy().argmax())
    row = known.iloc[place]
    evidence = {
        "name": repr(format_groups(known.index, 40)[place]), "spend": row["spend_share"],
        "shown": row["impressions_share"],
    }  # fmt: skip
    text = "{name} took {spend:.1%} of the money for {shown:.1%} of the impressions."
    found = [Finding("spend", "look" if gap.max() > limits.share_gap else "ok", evidence, text)]
    if "reach_share_high" in row and pd.notna(row["reach_share_high"]):
        ends = {"name": evidence["name"], "low": row["reach_share_low"],
                "high": row["reach_share_high"]}  # fmt: skip
        exact = abs(ends["low"] - ends["high"]) < 1e-9
        people = (
            "{name} reached {low:.1%} of the people."
            if exact
            else "{name} reached between {low:.1%} and {high:.1%} of the people: rows share them."
        )
        found.append(Finding("reach", "ok", ends, people))
    return Findings(found)


def has_spend(rows: pd.DataFrame) -> bool:
    """Tell whether a table says what anything cost."""
    return "spend" in rows and bool(rows["spend"].notna().any())


def _rows(table: pd.DataFrame | Export) -> pd.DataFrame:
    return table.table if isinstance(table, Export) else table


def _mixed(rows: pd.DataFrame) -> list[Finding]:
    try:
        summarize(rows, "spend")
    except NotAdditiveError as refusal:
        text = "{why} To bring them together, convert(table, rates, to=...) first."
        return [Finding("spend", "stop", {"why": str(refusal)}, text)]
    return []


def _untold(rows: pd.DataFrame) -> list[Finding]:
    """Platforms bill in the currency of each account, and nobody says that these are one."""
    if "platform" not in rows or rows.get("currency", _NO).notna().any():
        return []
    billed = kinds(rows["platform"][rows["spend"].notna()]).dropna()
    text = ("No currency is told for the money of {count} platforms: what adds it up or sets it "
            "side by side holds only if all is in one. Say which with currency=.")  # fmt: skip
    several = billed.nunique() > 1
    return [Finding("spend", "look", {"count": billed.nunique()}, text)] if several else []


def _paid(table: pd.DataFrame | Export) -> Finding:
    names = held(table, ["spend", "impressions", "cpm"])
    sums = summarize(table, names).iloc[0]
    rows = _rows(table)
    bases = list(rows.get("price_basis", pd.Series(dtype="object")).dropna().unique())
    evidence = {
        **sums.to_dict(), "currency": _currency(rows), "basis": f" ({bases[0]})" if bases else "",
        "rows": len(rows),
    }  # fmt: skip
    price = "; 1,000 impressions cost {cpm:cpm}." if pd.notna(sums.get("cpm")) else "."
    return Finding("spend", "ok", evidence, f"{{spend:spend}}{{basis}} was spent{price}")


def _people(table: pd.DataFrame | Export) -> list[Finding]:
    if "reach" not in _rows(table) or _rows(table)["reach"].isna().all():
        return []
    ends = summarize(table, ["cost_per_1000_reached"], people="bounds").iloc[0]
    low, high = ends.iloc[0], ends.iloc[1]
    if not floats(_rows(table)["reach"]).sum() > 0:
        text = "Nobody was reached, so what 1,000 people cost does not exist."
        return [Finding("reach", "look", {}, text)]
    if pd.isna(low) or pd.isna(high):
        text = "What 1,000 people cost is not known: some rows do not say whom they reached."
        return [Finding("reach", "look", {}, text)]
    evidence = {"low": low, "high": high, "currency": _currency(_rows(table))}
    text = (
        "1,000 people cost {low:cpm}."
        if low == high
        else "1,000 people cost between {low:cpm} and {high:cpm}: rows may share people, and "
        "the file does not say how many there are in all."
    )
    return [Finding("cost_per_1000_reached", "ok", evidence, text)]


def _credits(rows: pd.DataFrame) -> list[Finding]:
    credit = floats(rows["spend"]).lt(0)
    if not credit.any():
        return []
    evidence = {"count": int(credit.sum()), "sum": float(floats(rows["spend"])[credit].sum()),
                "currency": _currency(rows)}  # fmt: skip
    text = "{count:,} rows are credits, {sum:spend} together; they are counted, not left out."
    return [Finding("spend", "look", evidence, text)]


def _unpriced(rows: pd.DataFrame) -> list[Finding]:
    count = int(rows["spend"].isna().sum())
    text = "Spend is missing in {count:,} of {rows:,} rows; they are left out, not taken as free."
    evidence = {"count": count, "rows": len(rows)}
    return [Finding("spend", "look", evidence, text)] if count else []


def _zero(rows: pd.DataFrame) -> list[Finding]:
    """Costs whose denominator is nothing at all have no value, which is not the value 0."""
    empty = [
        METRICS[name].label.lower()
        for name in ("impressions", "clicks", "link_clicks", "results", "conversions")
        if name in rows and rows[name].notna().any() and not floats(rows[name]).sum() > 0
    ]
    text = "There were no {names}, so what one cost does not exist; tables show a dash for it."
    return [Finding("spend", "look", {"names": " and no ".join(empty)}, text)] if empty else []


def _currency(rows: pd.DataFrame) -> str:
    codes = rows["currency"].dropna().unique() if "currency" in rows else []
    return str(codes[0]) if len(codes) == 1 else ""
