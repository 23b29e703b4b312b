"""Reading a large export beside a bare pandas.read_csv of the same file: time and peak memory.

Run with: python tests/benchmarks/reading.py [rows]
"""

import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

RUNS = 3


def write_export(path: Path, rows: int) -> None:
    """Write a Meta Ads Manager report by day and ad with made-up figures."""
    draw = np.random.default_rng(20260720)
    days = pd.date_range("2026-01-01", periods=max(rows // 1000, 1)).strftime("%Y-%m-%d")
    day = np.repeat(days, 1000)[:rows]
    impressions, clicks = draw.integers(500, 5000, rows), draw.integers(50, 99, rows)
    spend = (draw.random(rows) * 100).round(2)
    frame = pd.DataFrame(
        {
            "Campaign name": draw.choice(["Spring sale", "Autumn", "Winter, long"], rows),
            "Ad name": [f"ad {number % 1000}" for number in range(rows)],
            "Day": day,
            "Delivery level": "ad",
            "Reach": draw.integers(1, 500, rows),
            "Impressions": impressions,
            "Link clicks": draw.integers(0, 50, rows),
            "Clicks (all)": clicks,
            "CTR (all)": (100 * clicks / impressions).round(8),
            "Amount spent (EUR)": spend,
            "Reporting starts": day,
            "Reporting ends": day,
        }
    )
    frame.to_csv(path, index=False)


def bare(path: str) -> float:
    """Read with pandas' C engine and nothing else."""
    start = time.perf_counter()
    pd.read_csv(path, engine="c")
    return time.perf_counter() - start


def ours(path: str) -> float:
    """Read with everything that `read_export` promises."""
    from toolkit import read_export

    start = time.perf_counter()
    read_export(path)
    return time.perf_counter() - start


def measured(read: Callable[[str], float], path: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of a fresh process, the median of several."""
    context = multiprocessing.get_context("spawn")
    figures = []
    for _ in range(RUNS):
        with context.Pool(1) as pool:
            figures.append(pool.apply(_run, (read, str(path))))
    seconds, peak = zip(*figures, strict=True)
    return statistics.median(seconds), statistics.median(peak)


def _run(read: Callable[[str], float], path: str) -> tuple[float, float]:
    seconds = read(path)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print both side by side and their ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        write_export(path, rows)
        (slow, large), (fast, small) = measured(ours, path), measured(bare, path)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB, median of {RUNS}")  # noqa: T201
        print(f"read_export      {slow:6.2f} s  {large:7,.0f} MB")  # noqa: T201
        print(f"pandas.read_csv  {fast:6.2f} s  {small:7,.0f} MB")  # noqa: T201
        print(f"ratio            {slow / fast:6.2f}    {large / small:7.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
