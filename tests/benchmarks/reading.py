"""Reading large exports beside a bare pandas.read_csv of the same files: time, peak memory.

Run with: python tests/benchmarks/reading.py [rows]

The bare call is that of an analyst who knows where the header stands: ``read_csv(path)``, with
``skiprows`` past a preamble. It leaves days, percents and numbers with thousands marks as text.
"""

import csv
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

RUNS = 5
Seconds = tuple[float, float]  # on the clock, and of the processor
SEED = 20260720


def meta_export(path: Path, rows: int) -> None:
    """Write a Meta Ads Manager report by day and ad with made-up figures."""
    draw = np.random.default_rng(SEED)
    impressions, clicks = draw.integers(500, 5000, rows), draw.integers(50, 99, rows)
    day = _days(rows, "%Y-%m-%d")
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
            "Amount spent (EUR)": (draw.random(rows) * 100).round(2),
            "Reporting starts": day,
            "Reporting ends": day,
        }
    )
    frame.to_csv(path, index=False)


def google_export(path: Path, rows: int) -> None:
    """Write a Google Ads keyword report: a preamble, thousands marks, percents, dashes, totals."""
    draw = np.random.default_rng(SEED)
    impressions, clicks = draw.integers(0, 5000, rows), draw.integers(0, 99, rows)
    clicks = np.minimum(clicks, impressions)
    cost = (draw.random(rows) * 2000).round(2)
    share = pd.Series(100 * clicks / np.maximum(impressions, 1)).map("{:.2f}%".format)
    frame = pd.DataFrame(
        {
            "Day": _days(rows, "%Y-%m-%d"),
            "Campaign": draw.choice(["Brand", "Search, generic", "Video"], rows),
            "Ad group": draw.choice([f"group {number}" for number in range(50)], rows),
            "Search keyword": [f"shoes {number % 1000}" for number in range(rows)],
            "Campaign status": "Enabled",
            "Currency code": "EUR",
            "Impr.": pd.Series(impressions).map("{:,}".format),
            "Clicks": clicks,
            "CTR": share.where(impressions > 0, " --"),
            "Avg. CPC": pd.Series(cost / np.maximum(clicks, 1)).round(2).where(clicks > 0, " --"),
            "Cost": pd.Series(cost).map("{:,.2f}".format),
        }
    )
    total = [
        "Total: Account",
        *[" --"] * 4,
        "EUR",
        f"{impressions.sum():,}",
        clicks.sum(),
        "",
        "",
        "",
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Search keyword report\nJanuary 1, 2026 - September 27, 2028\n")
        frame.to_csv(file, index=False)
        csv.writer(file, lineterminator="\n").writerow(total)


def _days(rows: int, form: str) -> np.ndarray:
    days = pd.date_range("2026-01-01", periods=max(rows // 1000, 1)).strftime(form)
    return np.repeat(days, 1000)[:rows]


def timed(read: Callable[[], object]) -> Seconds:
    """Seconds that a call takes; those of the processor hold on a busy machine, too."""
    start, busy = time.perf_counter(), time.process_time()
    read()
    return time.perf_counter() - start, time.process_time() - busy


def bare(path: str, above: int) -> Seconds:
    """Read with pandas' C engine and nothing else."""
    return timed(lambda: pd.read_csv(path, skiprows=above))


def ours(path: str, _: int) -> Seconds:
    """Read with everything that `read_export` promises."""
    from toolkit import read_export

    return timed(lambda: read_export(path))


def recognition(path: str, _: int) -> Seconds:
    """Say which export a file is, once its bytes and the formats are loaded."""
    from toolkit.platforms import formats
    from toolkit.read.choose import choose
    from toolkit.read.files import open_tables

    content, known = Path(path).read_bytes(), formats()
    return timed(lambda: choose(Path(path), open_tables(path, content), known, None, ""))


def measured(read: Callable[[str, int], Seconds], path: Path, above: int) -> list[float]:
    """Seconds, those of the processor, and peak memory in MB of a fresh process; medians."""
    context = multiprocessing.get_context("spawn")
    figures = []
    for _ in range(RUNS):
        with context.Pool(1) as pool:
            figures.append(pool.apply(_run, (read, str(path), above)))
    return [statistics.median(each) for each in zip(*figures, strict=True)]


def _run(read: Callable[[str, int], Seconds], path: str, above: int) -> tuple[float, ...]:
    seconds = read(path, above)
    # What the system says of a child by getrusage includes its parent before the child began.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return *seconds, int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Print both side by side and their ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for write, above in ((meta_export, 0), (google_export, 2)):
            path = Path(folder) / f"{write.__name__}.csv"
            write(path, rows)
            own, plain, known = (measured(read, path, above) for read in (ours, bare, recognition))
            ratios = [mine / theirs for mine, theirs in zip(own, plain, strict=True)]
            lines = [
                f"{write.__name__}: {rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB, of {RUNS}",
                "                      clock     busy     memory",
                *(
                    f"  {name:<16} {clock:8.2f} s {busy:6.2f} s {peak:7,.0f} MB"
                    for name, (clock, busy, peak) in (
                        ("read_export", own),
                        ("pandas.read_csv", plain),
                        ("recognition", known),
                    )
                ),
                f"  {'ratio':<16} {ratios[0]:8.2f}   {ratios[1]:6.2f}   {ratios[2]:7.2f}",
            ]
            print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
