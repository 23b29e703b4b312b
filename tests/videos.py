"""Pretend videos whose every play is known, and what platforms would tell of them.

Shares no code with the toolkit. People leave by one of several laws, none of which is the
toolkit's own curve.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

LENGTHS = (12, 15, 20, 30, 45, 60, 90)
# Columns of a delivery table that tell plays of at least so many seconds, platform by platform.
TOLD = {
    "tiktok": {"views": 0, "views_2s": 2, "views_6s": 6},
    "meta": {"plays": 0, "views_3s": 3},
    "snapchat": {"plays": 0},
    "trade_desk": {"plays": 0, "views_2s": 2, "views_3s": 3, "views_6s": 6, "views_10s": 10,
                   "views_15s": 15},
}  # fmt: skip
QUARTERS = {"plays_p25": 0.25, "plays_p50": 0.5, "plays_p75": 0.75, "plays_p100": 1.0}
Leaving = Callable[[np.random.Generator, int, int], np.ndarray]


def _lognormal(random: np.random.Generator, plays: int, _: int) -> np.ndarray:
    return random.lognormal(np.log(random.uniform(2, 12)), random.uniform(0.7, 1.3), plays)


def _weibull(random: np.random.Generator, plays: int, _: int) -> np.ndarray:
    return random.uniform(3, 15) * random.weibull(random.uniform(0.6, 1.3), plays)


def _bouncers(random: np.random.Generator, plays: int, length: int) -> np.ndarray:
    """Some leave at once, the others stay for a part of the length."""
    stays = random.random(plays) < random.uniform(0.3, 0.8)
    part = random.beta(random.uniform(0.8, 2), random.uniform(0.8, 2), plays)
    return np.where(stays, part * length * 1.1, random.exponential(1.2, plays))


LAWS: dict[str, Leaving] = {"lognormal": _lognormal, "weibull": _weibull, "bouncers": _bouncers}


@dataclass(frozen=True)
class Video:
    """A video with the seconds that each of its plays lasted, the shortest first."""

    law: str
    platform: str
    length: int
    watched: np.ndarray

    def lasting(self, seconds: float) -> int:
        """Plays of at least so many seconds."""
        return len(self.watched) - int(np.searchsorted(self.watched, seconds))

    @property
    def thresholds(self) -> dict[str, float]:
        """Which column tells plays of how many seconds."""
        quarters = {name: share * self.length for name, share in QUARTERS.items()}
        told = {name: each for name, each in TOLD[self.platform].items() if each <= self.length}
        return {**told, **quarters}

    @property
    def row(self) -> dict[str, object]:
        """The row of an export."""
        counts = {name: self.lasting(seconds) for name, seconds in self.thresholds.items()}
        return {"platform": self.platform, "scope": "paid", "duration_seconds": self.length,
                **counts}  # fmt: skip


def videos(count: int, seed: int = 7, scale: tuple[float, float] = (4, 5.5)) -> Iterator[Video]:
    """Draw videos of all laws, platforms and lengths; ``scale`` is the power of ten of plays."""
    random = np.random.default_rng(seed)
    for number in range(count):
        law = list(LAWS)[number % len(LAWS)]
        length = int(random.choice(LENGTHS))
        plays = int(10 ** random.uniform(*scale))
        watched = np.sort(LAWS[law](random, plays, length).clip(0.01, length))
        yield Video(law, list(TOLD)[number // len(LAWS) % len(TOLD)], length, watched)


def asked(video: Video) -> Iterator[dict[str, float]]:
    """Every whole second up to the end that no column tells, with its neighbours and the truth."""
    told = sorted(video.thresholds.values())
    for second in range(1, video.length):
        if min(abs(second - each) for each in told) > 1e-9:
            below = max(each for each in told if each < second)
            above = min(each for each in told if each > second)
            yield {
                "second": second, "below": below, "above": above,
                "truth": video.lasting(second),
                "most": video.lasting(below), "least": video.lasting(above),
            }  # fmt: skip


def study(
    count: int,
    seed: int,
    estimate: Callable[[list[Video]], pd.DataFrame],
    scale: tuple[float, float] = (4, 5.5),
) -> pd.DataFrame:
    """Hold every untold second of many videos against estimates with bounds.

    ``estimate`` returns ``low``, ``likely`` and ``high`` by number of the video and second.
    """
    drawn = list(videos(count, seed, scale))
    questions = pd.concat(
        [pd.DataFrame(asked(video)).assign(video=place, law=video.law)
         for place, video in enumerate(drawn)],
        ignore_index=True,
    )  # fmt: skip
    told = estimate(drawn).rename_axis(["video", "second"])
    whole = questions.join(told, on=["video", "second"])
    return whole.assign(
        inside=whole["truth"].between(whole["low"], whole["high"]),
        error=(whole["likely"] / whole["truth"] - 1).abs(),
        near_in_time=whole["above"] <= 2 * whole["below"],
        near_in_count=whole["most"] <= 2 * whole["least"],
    )
