"""Measure how well reach curves predict, beside an oracle: run me with --help.

One point of the curve is known, at 20, 50 or 80 % of the inventory, with people by exposures up
to 10 or more; the size of the population and the inventory are not, unless asked with
--inventory. Truth is delivery at 0.25 to 3 times as many impressions, where the inventory
allows. The oracle knows everybody's inventory and tells the expected figure. With --families
somebody else is asked, too, who knows the histogram and the four families of populations, and not
which of them it is.
"""

import argparse
import time

import numpy as np
import pandas as pd
from families import Families
from populations import (
    CALIBRATED,
    CALIBRATED_MEANS,
    SHARES,
    STRANGE,
    TESTED,
    TESTED_MEANS,
    campaigns,
)

from toolkit.reach.fit import fit_reach_curve

WITHIN = {1: 0.05, 3: 0.10}
TO_BEAT = {0.25: 0.52, 0.5: 0.81, 1.0: 0.94, 1.5: 0.88, 2.0: 0.75, 3.0: 0.69}
SETS = {
    "tested": (TESTED, TESTED_MEANS),
    "calibrated": (CALIBRATED, CALIBRATED_MEANS),
    "strange": (STRANGE, TESTED_MEANS),
}


def main() -> None:
    """Fit every campaign and print shares, errors and coverage side by side."""
    from rich.console import Console
    from rich.table import Table

    asked = _arguments()
    rows = pd.concat(map(pd.read_csv, asked.read)) if asked.read else _measured(asked)
    console = Console(width=130)
    away = rows[(rows.k == 1) & (rows.multiple != 1)]
    table = Table("", "ours", "to beat", "oracle", "of oracle", "cover", "n", title="1+ and 3+")
    table.add_row("1+ within 5 %", _share(away.hit), "0.972", _share(away.oracle_hit),
                  _ratio(away), _share(away.covered), f"{len(away)}")  # fmt: skip
    table.add_row("1+ mean error", f"{away.error.mean():.2%}", "1.00%",
                  f"{away.oracle_error.mean():.2%}", "", "", "")  # fmt: skip
    for k in WITHIN:
        for multiple, group in rows[rows.k == k].groupby("multiple"):
            table.add_row(
                f"{k}+ at {multiple:g} x", _share(group.hit),
                f"{TO_BEAT[multiple]:.2f}" if k == 3 else "", _share(group.oracle_hit),
                _ratio(group), _share(group.covered) if multiple != 1 else "known",
                f"{len(group)}",
            )  # fmt: skip
    console.print(table)
    ahead = rows[rows.multiple != 1]
    console.print(f"intervals cover {ahead.covered.mean():.1%} (forward "
                  f"{ahead[ahead.multiple > 1].covered.mean():.1%}, back "
                  f"{ahead[ahead.multiple < 1].covered.mean():.1%})")  # fmt: skip
    per_seed = away.groupby("seed").hit.mean()
    console.print(f"1+ within 5 %, by seed: {per_seed.min():.3f} to {per_seed.max():.3f}")
    fits = rows.drop_duplicates(["family", "mean", "share", "seed"]).seconds
    console.print(f"seconds a fit: median {fits.median():.3f}, 95th {fits.quantile(0.95):.3f}")
    by_family = rows[rows.multiple > 1].groupby(["family", "k"])[["error", "covered", "hit"]].mean()
    console.print(by_family.round(3).to_string())
    if "families_hit" in rows:
        ours = rows[rows.multiple != 1].groupby(["k", "multiple"])[["hit", "families_hit"]].mean()
        console.print(ours.round(4).to_string())
    if asked.write:
        rows.to_csv(asked.write, index=False)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--set", choices=SETS, default="tested", help="which populations")
    parser.add_argument(
        "--shares",
        type=float,
        nargs="*",
        default=SHARES,
        choices=SHARES,
        help="of the inventory, trained at",
    )
    parser.add_argument("--inventory", action="store_true", help="let the fit know the inventory")
    parser.add_argument("--means", type=float, nargs="*", help="of the inventory, all unless said")
    parser.add_argument("--families", action="store_true", help="ask who knows the families")
    parser.add_argument("--read", nargs="*", help="judge predictions of CSV files written before")
    parser.add_argument("--write", help="write every prediction to this CSV file")
    return parser.parse_args()


def _measured(asked: argparse.Namespace) -> pd.DataFrame:
    families, means = SETS[asked.set]
    rows, seeds = [], range(asked.first, asked.first + asked.seeds)
    means = asked.means or means
    for family, mean, share, seed, campaign in campaigns(families, means, seeds, asked.shares):
        knowing = Families(campaign) if asked.families else None
        known = {"inventory": int(campaign.inventory.sum())} if asked.inventory else {}
        people = {k: n for k, n in campaign.histogram().items() if k}
        start = time.perf_counter()
        curve = fit_reach_curve(people, impressions=campaign.impressions(1.0), **known)
        seconds = time.perf_counter() - start
        multiples = list(campaign.exposures)
        for k in WITHIN:
            told = curve.reach([campaign.impressions(each) for each in multiples], k)
            for multiple, (reach, low, high) in zip(
                multiples, told.itertuples(index=False), strict=True
            ):
                truth, oracle = campaign.truth(multiple, k), campaign.oracle(multiple, k)
                shown = campaign.impressions(multiple)
                known_families = knowing.reach(shown, k) if knowing else np.nan
                rows.append({
                    "family": family, "mean": mean, "share": share, "seed": seed,
                    "multiple": multiple, "k": k, "truth": truth, "reach": reach,
                    "low": low, "high": high, "seconds": seconds,
                    **_judged(truth, reach, "", WITHIN[k]),
                    **_judged(truth, oracle, "oracle_", WITHIN[k]),
                    **(_judged(truth, known_families, "families_", WITHIN[k]) if knowing else {}),
                    "covered": low - 0.5 <= truth <= high + 0.5,
                })  # fmt: skip
    return pd.DataFrame(rows)


def _judged(truth: int, told: float, name: str, within: float) -> dict[str, float | bool]:
    """A truth of nobody is missed by every figure above nobody."""
    error = abs(told - truth)
    return {
        f"{name}error": error / truth if truth else np.nan,
        f"{name}hit": error <= within * truth,
    }


def _share(column: pd.Series) -> str:
    return f"{column.mean():.3f}"


def _ratio(group: pd.DataFrame) -> str:
    """Share of the oracle's hits, with its standard error as seeds show it."""
    hits = group.groupby("seed")[["hit", "oracle_hit"]].sum().astype(float)
    ratio = hits.hit.sum() / hits.oracle_hit.sum()
    error = np.sqrt(((hits.hit - ratio * hits.oracle_hit) ** 2).sum()) / hits.oracle_hit.sum()
    return f"{ratio:.3f} ± {error:.3f}"


if __name__ == "__main__":
    main()
