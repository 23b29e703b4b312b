"""What we say about a frequency cap: what it keeps, whom it touches and what it frees."""

import pandas as pd

from .finding import Finding, Findings, around


def find_cap(parts: pd.DataFrame, cap: int) -> Findings:
    """Say what a frequency cap would have kept, whom it would have touched and what it frees.

    Parameters
    ----------
    parts : DataFrame
        As `toolkit.log.split_at_cap` returns it.
    cap : int, unit impressions
        The cap that it was split at.

    Examples
    --------
    >>> parts = pd.DataFrame({
    ...     "part": ["Delivered", "Within the cap", "Beyond the cap"],
    ...     "impressions": [14, 9, 5], "reach": [9, 9, 4],
    ... })
    >>> find_cap(parts, 1)
    - A cap of 1 keeps all 9 people and 9 of 14 impressions.
    - 5 impressions, 35.7%, lie beyond it; people with more than the cap: 4.
    """
    all_, kept, beyond = (row for _, row in parts.iterrows())
    evidence = {
        "cap": cap, "people": all_["reach"], "shown": all_["impressions"],
        "kept": kept["impressions"], "beyond": beyond["impressions"], "heavy": beyond["reach"],
        "share": beyond["impressions"] / all_["impressions"],
        "spend": all_.get("spend"), "freed": beyond.get("spend"),
        "currency": all_.get("currency") or "", "of_people": around(all_, "reach", "reach"),
        "of_kept": around(kept, "impressions", "impressions"),
        "of_beyond": around(beyond, "impressions", "impressions"),
        "of_heavy": around(beyond, "reach", "reach"),
        "of_freed": around(beyond, "spend", "spend", all_.get("currency")),
    }  # fmt: skip
    keeps = (
        "A cap of {cap} keeps all {people:reach} people{of_people} and {kept:impressions}{of_kept} "
        "of {shown:impressions} impressions."
    )
    if not evidence["beyond"]:
        text = "Nobody had more than {cap}, so a cap of {cap} changes nothing."
        return Findings([Finding("impressions", "ok", evidence, text)])
    wasted = (
        "{beyond:impressions} impressions{of_beyond}, {share:.1%}, lie beyond it; "
        "people with more than the cap: {heavy:reach}{of_heavy}."
    )
    return Findings(
        [
            Finding("impressions", "ok", evidence, keeps),
            Finding("impressions", "ok", evidence, wasted),
            *_freed(evidence),
        ]
    )


def _freed(evidence: dict[str, object]) -> list[Finding]:
    if evidence["spend"] is None:
        return []
    text = (
        "What those impressions cost is not known."
        if pd.isna(evidence["freed"])
        else "It frees {freed:spend}{of_freed} of the {spend:spend} spent; what that money would "
        "buy instead is not in the log."
    )
    return [Finding("spend", "ok", evidence, text)]
