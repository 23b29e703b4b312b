# ruff: noqa: T201
"""Views between the thresholds that exports tell: how often within bounds, how near the truth.

Run: python tests/benchmarks/views_between_thresholds.py [videos]
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from videos import Video, study

from toolkit import watch_curve


def ours(videos: list[Video]) -> pd.DataFrame:
    """What the toolkit says of the rows of an export."""
    rows = [{**video.row, "post": str(place)} for place, video in enumerate(videos)]
    curve = watch_curve(pd.DataFrame(rows), range(1, 90), by="post")
    names = {"views_low": "low", "views": "likely", "views_high": "high"}
    return curve.rename(columns=names).rename(index=int)[[*names.values()]]


def straight(videos: list[Video]) -> pd.DataFrame:
    """A straight line between the neighbours, for comparison."""
    lines = []
    for place, video in enumerate(videos):
        at = sorted(set(video.thresholds.values()))
        seconds = np.arange(1, 90)
        line = np.interp(seconds, at, [video.lasting(each) for each in at])
        index = pd.MultiIndex.from_product([[place], seconds])
        lines.append(pd.DataFrame({"low": 0, "likely": line, "high": np.inf}, index=index))
    return pd.concat(lines)


def main() -> None:
    """Print shares of estimates within 5 % of the truth, side by side."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    asked = [("straight line", straight, (4, 5.5)), ("toolkit", ours, (4, 5.5)),
             ("toolkit, smaller videos", ours, (3, 4))]  # fmt: skip
    for name, estimate, scale in asked:
        told = study(count, 7, estimate, scale)
        print(f"{name}: {told.video.nunique()} videos, {len(told):,} seconds that no column tells")
        print(f"  inside the bounds: {told.inside.mean():.2%}")
        for label, rows in (
            ("all", told),
            ("neighbours at most 2x apart in count", told[told.near_in_count]),
            ("... and truth of 400 or more", told[told.near_in_count & told.truth.ge(400)]),
            ("neighbours at most 2x apart in time", told[told.near_in_time]),
            ("... and truth of 400 or more", told[told.near_in_time & told.truth.ge(400)]),
        ):
            near = rows.error.le(0.05)
            laws = near.groupby(rows.law).mean().map("{:.1%}".format).to_dict()
            print(f"  {label}: {near.mean():.1%} within 5 % of {len(rows):,}, "
                  f"median error {rows.error.median():.2%}; {laws}")  # fmt: skip


if __name__ == "__main__":
    main()
