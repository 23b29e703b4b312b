"""What we say about rates beside each other: which differ, by how much, and how surely."""

from collections.abc import Sequence

import pandas as pd

from ..catalog import METRICS
from ..compare import compare, compare_pairs, compare_within, index_segments
from ..compare.units import names_of
from ..export import Export
from ..metrics import Ratio
from ..numerals import write_number
from ..refusal import NotAdditiveError
from ..schema import DataError
from ..table import format_label
from .bill import NO_SPEND, has_spend
from .finding import LIMITS, Finding, Findings, Limits, Status, are_written_alike

_FEW = "{units} {basis} are too few for an interval, which takes at least 8."


def find_differences(
    table: pd.DataFrame | Export,
    metric: str,
    by: str | Sequence[str],
    *,
    unit: str = "",
    limits: Limits = LIMITS,
) -> Findings:
    """Say which group has the best rate, and from which others it can be told apart.

    Parameters
    ----------
    table : DataFrame or Export
        Checked delivery table.
    metric : str
        Name of a ratio that is better low or better high.
    by : str or sequence of str
        Dimensions that make the groups.
    unit : str, optional
        Dimension whose values vary; as in `compare`.
    limits : Limits
        Which difference matters, and how often chance may bring one.

    Examples
    --------
    >>> days = pd.DataFrame({
    ...     "date_start": list(pd.date_range("2026-03-01", periods=8)) * 2,
    ...     "ad": ["a"] * 8 + ["b"] * 8, "impressions": [1000] * 16,
    ...     "spend": [8.0, 12.0] * 4 + [16.0, 24.0] * 4,
    ... })
    >>> find_differences(days, "cpm", "ad")
    - 'a' has the lowest CPM, 10.00 (95%: 8.36 to 11.96 on another such 8 days).
    - Look: 'b' is behind by 100%: that is clear and large enough to matter.
    """
    try:
        compared = compare(table, metric, by, unit=unit)
        pairs = compare_pairs(table, metric, by, unit=unit)
    except (DataError, NotAdditiveError) as refusal:
        return _refused(table, metric, refusal)
    ratio = METRICS[metric]
    known = compared.dropna(subset=[metric])
    if known.empty:
        text = "No group has any {bottom}, so no {label} exists."
        return Findings([Finding(metric, "look", _words(ratio), text)])
    if len(known) == 1:
        return Findings([_only(known, ratio, compared.attrs)])
    if are_written_alike(known[metric], ratio):
        return Findings([_alike(known, ratio, compared.attrs), *_untested(known, pairs)])
    order = known[metric].sort_values(ascending=ratio.better != "higher", kind="stable")  # type: ignore[union-attr]
    best = order.index[0]
    first = _best(known, best, ratio, compared.attrs)
    told = [_against(pairs, best, other, ratio, limits) for other in order.index[1:]]
    return Findings([first, *_grouped([each for each in told if each]), *_untested(known, pairs)])


def find_reversals(
    table: pd.DataFrame | Export, metric: str, by: str, within: str | Sequence[str]
) -> Findings:
    """Say whether the order of pooled rates turns around inside the groups.

    Examples
    --------
    >>> ads = pd.DataFrame({
    ...     "ad": ["one", "one", "two", "two"], "ad_group": ["x", "y", "x", "y"],
    ...     "clicks": [42, 10, 400, 5], "impressions": [1000, 1000, 10000, 1000],
    ... })
    >>> find_reversals(ads, "ctr_all", "ad", "ad_group")
    - Look: Pooled, 'two' has 1.42 times the CTR (all) of 'one', but in every ad group that both \
have it is lower: only the mix puts it ahead (Simpson's paradox).
    """
    try:
        pairs = compare_within(table, metric, by, within)
    except (DataError, NotAdditiveError) as refusal:
        return _refused(table, metric, refusal)
    names = names_of(within)
    ratio, inner = METRICS[metric], " and ".join(name.replace("_", " ") for name in names)
    facts = {"label": ratio.label, "inner": inner, "by": by.replace("_", " ")}
    if pairs.empty:
        text = "No two of {by} share two of {inner}, so whether the mix misleads cannot be seen."
        return Findings([Finding(metric, "ok", facts, text)])
    turned = pairs[pairs["reversed"]]
    if turned.empty:
        count = {**facts, "pairs": len(pairs)}
        text = (
            "Of {pairs:,} pairs of {by}, none changes its order of {label} in every {inner}."
            if len(pairs) > 1
            else "The order of {label} is not the opposite one in every {inner}: the mix alone did "
            "not make it."
        )
        return Findings([Finding(metric, "ok", count, text)])
    text = (
        "Pooled, {one} has {times:.2f} times the {label} of {other}, but in every {inner} that "
        "both have it is lower: only the mix puts it ahead (Simpson's paradox)."
    )
    return Findings(
        Finding(metric, "look", {**facts, **row, "one": _name(one), "other": _name(other)}, text)
        for (one, other), row in turned.head(3).to_dict("index").items()
    )


def find_receptive(
    table: pd.DataFrame | Export,
    metric: str,
    by: str | Sequence[str],
    *,
    least: float = 0,
    limits: Limits = LIMITS,
) -> Findings:
    """Say which segments give more for the same money, and how much money the answer is worth.

    Examples
    --------
    >>> ages = pd.DataFrame({"age_band": ["18-24", "25-34"], "spend": [10.0, 20.0],
    ...                      "clicks": [20, 10]})
    >>> find_receptive(ages, "cpc", "age_band")
    - Look: No segment has at least 8 units, so none can be told from the account.
    """
    rows = table.table if isinstance(table, Export) else table
    if not has_spend(rows):
        return Findings([Finding(metric, "look", {}, NO_SPEND)])
    if not by:
        text = "Nothing varies inside the groups, so there are no segments to choose from."
        return Findings([Finding(metric, "ok", {}, text)])
    try:
        found = index_segments(table, metric, by, least=least)
    except (DataError, NotAdditiveError) as refusal:
        return _refused(table, metric, refusal)
    currency = {"currency": found.attrs.get("currency", "")}
    known = found.dropna(subset=["index_low", "index_high"])
    if known.empty:
        text = "No segment has at least 8 units, so none can be told from the account."
        return Findings([Finding(metric, "look", {}, text)])
    away = [
        known["index_low"].gt(100) & known["index"].ge(100 * (1 + limits.practical)),
        known["index_high"].lt(100) & known["index"].le(100 / (1 + limits.practical)),
    ]
    if not any(each.any() for each in away):
        text = "No segment gives clearly more or less for the same money than the account."
        return Findings([Finding(metric, "ok", {}, text)])
    findings, what = [], {"label": METRICS[metric].label}
    for rows, word in zip((known[away[0]], known[away[1]]), ("more", "less"), strict=True):
        for label, row in rows.sort_values("index", ascending=word == "less").head(3).iterrows():
            text = f"{{name}} gives {word} for the same money, by {{label}}: index {{index:.0f}} "
            text += "(95%: {index_low:.0f} to {index_high:.0f}; the account is 100)."
            findings.append(Finding(metric, "look", {**row, **what, "name": _name(label)}, text))
    overpaid = -float(known.loc[away[1], "saved"].sum())
    if overpaid > 0:
        text = (
            "At the account's price the clearly dearer segments would have cost {worth:spend} "
            "less: no more than that is to be won by moving their money."
        )
        evidence = {**currency, "worth": overpaid}
        findings.append(Finding(metric, "look", evidence, text))
    return Findings(findings)


def _refused(table: pd.DataFrame | Export, metric: str, refusal: Exception) -> Findings:
    rows = table.table if isinstance(table, Export) else table
    ratio = METRICS[metric]
    if isinstance(ratio, Ratio) and ratio.numerator == "spend" and not has_spend(rows):
        return Findings([Finding(metric, "look", {}, NO_SPEND)])
    first = str(refusal).split("\n")[0]
    return Findings([Finding(metric, "look", {"why": first, "label": ratio.label},
                             "{label} is not compared: {why}")])  # fmt: skip


def _words(ratio: object) -> dict[str, object]:
    assert isinstance(ratio, Ratio)
    return {"label": ratio.label, "bottom": METRICS[ratio.denominator].label.lower()}


def _only(known: pd.DataFrame, ratio: object, context: dict[str, str]) -> Finding:
    assert isinstance(ratio, Ratio)
    evidence = _evidence(known, known.index[0], ratio, context)
    text = f"There is one group, {{name}}, with {{label}} {{value:{ratio.name}}}"
    return Finding(ratio.name, "ok", evidence, f"{text}{_span(evidence, ratio)}.")


def _alike(known: pd.DataFrame, ratio: object, context: dict[str, str]) -> Finding:
    assert isinstance(ratio, Ratio)
    evidence = _evidence(known, known.index[0], ratio, context)
    text = f"{{label}} is {{value:{ratio.name}}} in every group, as far as it is written."
    return Finding(ratio.name, "ok", evidence, text)


def _best(known: pd.DataFrame, best: object, ratio: object, context: dict[str, str]) -> Finding:
    assert isinstance(ratio, Ratio)
    evidence = _evidence(known, best, ratio, context)
    word = "highest" if ratio.better == "higher" else "lowest"
    text = f"{{name}} has the {word} {{label}}, {{value:{ratio.name}}}{_span(evidence, ratio)}."
    if pd.isna(evidence["low"]):
        text = f"{text} {_FEW}"
    return Finding(ratio.name, "ok", evidence, text)


def _evidence(
    known: pd.DataFrame, group: object, ratio: Ratio, context: dict[str, str]
) -> dict[str, object]:
    row = known.loc[group]
    return {
        "name": _name(group), "label": ratio.label, "value": row[ratio.name],
        "low": row[f"{ratio.name}_low"], "high": row[f"{ratio.name}_high"],
        "units": int(row["units"]), "basis": row["basis"],
        "currency": context.get("currency", ""),
    }  # fmt: skip


def _span(evidence: dict[str, object], ratio: Ratio) -> str:
    if pd.isna(evidence["low"]):
        return ""
    ends = f"{{low:{ratio.name}}} to {{high:{ratio.name}}}"
    if evidence["basis"] == "counting error only":
        return f" (95%: {ends}, {{basis}})"
    return f" (95%: {ends} on another such {{units}} {{basis}})"


def _against(
    pairs: pd.DataFrame, best: object, other: object, ratio: object, limits: Limits
) -> tuple[object, str, float] | None:
    """The other group, what is said of it, and by how much the two differ."""
    assert isinstance(ratio, Ratio)
    key = (other, best) if ratio.better != "higher" else (best, other)
    places = [at for at, pair in enumerate(pairs.index) if set(pair) == set(key)]
    if not places:
        return None
    row = pairs.iloc[places[0]]
    clear = row["chance"] < limits.chance
    large = row["times"] - 1 >= limits.practical
    if not clear:
        return other, "unclear", row["times"]
    return other, "large" if large else "small", row["times"]


def _grouped(told: list[tuple[object, str, float]]) -> list[Finding]:
    """One sentence for each verdict, in which all groups of it stand."""
    sentences = {
        "large": "{names} {be} behind by {by}: that is clear and large enough to matter.",
        "small": "{names} {be} behind by {by}: that is clear, but too little to matter.",
        "unclear": "Whether {names} {be} really behind cannot be told: chance alone may bring a "
        "difference of {by}.",
    }
    found = []
    for verdict, text in sentences.items():
        those = [(name, times) for name, each, times in told if each == verdict]
        if not those:
            continue
        gaps = [times - 1 for _, times in those]
        ends = dict.fromkeys(write_number(end, ".0%") for end in (min(gaps), max(gaps)))
        by = " to ".join(ends) if max(gaps) >= 0.005 else "less than 1%"
        names = [_name(name) for name, _ in those[:4]]
        more = f" and {len(those) - 4} more" if len(those) > 4 else ""
        evidence = {"names": f"{', '.join(names)}{more}", "by": by,
                    "be": "is" if len(those) == 1 else "are"}  # fmt: skip
        status: Status = "look" if verdict == "large" else "ok"
        found.append(Finding("cpm", status, evidence, text))
    return found


def _untested(known: pd.DataFrame, pairs: pd.DataFrame) -> list[Finding]:
    tested = {each for pair in pairs.index for each in pair}
    few = [group for group in known.index if group not in tested]
    if not few:
        return []
    names = ", ".join(_name(each) for each in few[:3])
    evidence = {"names": names, "more": f" and {len(few) - 3} more" if len(few) > 3 else ""}
    text = "{names}{more}: too few units, so no difference is called one."
    return [Finding("cpm", "ok", evidence, text)]


def _name(label: object) -> str:
    parts = label if isinstance(label, tuple) else (label,)
    return repr(", ".join(format_label(part, 40) for part in parts))
