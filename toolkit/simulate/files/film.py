"""The film's log, and the export that each of its five platforms would give of it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from ..film import DAYS, FIRST_DAY, LENGTH, NAME, simulate_film
from ..world import World
from .dataset import Dataset
from .dialect import meta_csv, x_csv
from .impression_log import parquet

_CHANGE = pd.Timestamp("2026-08-13")
_SECONDS = range(LENGTH + 1)
_QUARTERS = {25: 0.25, 50: 0.5, 75: 0.75, 100: 1.0}
Column = Callable[[pd.DataFrame], pd.Series]


def _lasted(seconds: float) -> Column:
    return lambda log: log["watch_seconds"].ge(seconds) & log["watch_seconds"].gt(0)


def _in_view(seconds: float, pixels: float) -> Column:
    return lambda log: _lasted(seconds)(log) & log["in_view_pixels"].ge(pixels)


def _clicked(seconds: float, pixels: float) -> Column:
    return lambda log: _in_view(seconds, pixels)(log) | log["is_click"]


def _x_views(log: pd.DataFrame) -> pd.Series:
    """The rule of the day: 2 s at half the pixels, from 13 August 2026 on 3 s at all of them."""
    new = _in_view(3, 1)(log) | log["is_manual"]
    return new.where(log["time"] >= _CHANGE, _in_view(2, 0.5)(log))


def _quarters(name: str, last: str = "") -> dict[str, Column]:
    columns = {name.format(part): _lasted(share * LENGTH) for part, share in _QUARTERS.items()}
    return {last if last and key == name.format(100) else key: value
            for key, value in columns.items()}  # fmt: skip


def _always(log: pd.DataFrame) -> pd.Series:
    return pd.Series(True, log.index)


def _clicks(log: pd.DataFrame) -> pd.Series:
    return log["is_click"]


_STARTED = _lasted(0)
# What each platform puts into its columns, by header, and how it names the rest.
_META: dict[str, Column] = {
    "Impressions": _always, "Clicks (all)": _clicks, "Video plays": _STARTED,
    "2-second continuous video plays": _in_view(2, 0.5), "3-second video plays": _lasted(3),
    "ThruPlays": _lasted(15), **_quarters("Video plays at {}%"),
}  # fmt: skip
_TIKTOK: dict[str, Column] = {
    "Impressions": _always, "Clicks (all)": _clicks, "Video views": _STARTED,
    "2-second video views": _lasted(2), "6-second video views": _lasted(6),
    "6-second focused views": lambda log: _lasted(6)(log) | (log["is_click"] & _lasted(1)(log)),
    **_quarters("Video views at {}%"),
}  # fmt: skip
_GOOGLE: dict[str, Column] = {
    "Impr.": _always, "Clicks": _clicks,
    "TrueView views": lambda log: _lasted(LENGTH)(log) | log["is_click"],
}  # fmt: skip
_LINKEDIN: dict[str, Column] = {
    "Impressions": _always, "Clicks": _clicks, "Video Views": _clicked(2, 0.5),
    "Video Starts": _STARTED, **_quarters("Views @ {}%", "Completions"),
}  # fmt: skip
_X: dict[str, Column] = {
    "Impressions": _always, "Clicks": _clicks, "Video starts": _STARTED, "Video views": _x_views,
    "3s/100% video views": _in_view(3, 1), "6s video views": _in_view(6, 0.5),
    "15s video views": _lasted(15), **_quarters("Video played {}%", "Video completions"),
}  # fmt: skip


def _mine(world: World, platform: str) -> pd.DataFrame:
    film = simulate_film(world.seed)
    return film[film["platform"] == platform]


def _counted(log: pd.DataFrame, columns: dict[str, Column]) -> pd.DataFrame:
    """One row per day."""
    flags = pd.DataFrame({name: flag(log) for name, flag in columns.items()})
    by_day = flags.astype("int64").groupby(log["time"].dt.floor("D")).sum()
    cost = log["cost"].groupby(log["time"].dt.floor("D")).sum().round(2)
    return by_day.assign(cost=cost).rename_axis("day").reset_index()


def _meta(world: World) -> pd.DataFrame:
    table = _counted(_mine(world, "facebook"), _META)
    day = table.pop("day").dt.strftime("%Y-%m-%d")
    facts = {"Campaign name": "One refill", "Ad name": NAME, "Day": day, "Platform": "facebook"}
    ends = {"Amount spent (EUR)": table.pop("cost"), "Reporting starts": day, "Reporting ends": day}
    return pd.DataFrame(facts).join(table).assign(**ends)


def _rows(platform: str, columns: dict[str, Column], facts: dict[str, str], day: str, form: str,
          cost: str, currency: str) -> Callable[[World], pd.DataFrame]:  # fmt: skip
    def rows(world: World) -> pd.DataFrame:
        table = _counted(_mine(world, platform), columns)
        days = table.pop("day").dt.strftime(form)
        told = pd.DataFrame({**facts, day: days, currency: "EUR", cost: table.pop("cost")})
        return told.join(table)

    return rows


def _truth(platform: str) -> Callable[[World], dict[str, Any]]:
    def truth(world: World) -> dict[str, Any]:
        log = _mine(world, platform) if platform else simulate_film(world.seed)
        return {
            "impressions": len(log),
            "plays": int(_STARTED(log).sum()),
            "watch_seconds": float(np.round(log["watch_seconds"].sum(), 1)),
            "clicks": int(log["is_click"].sum()),
            "spend": float(np.round(log["cost"].sum(), 2)),
            "duration_seconds": LENGTH,
            "plays_by_least_seconds": {str(s): int(_lasted(s)(log).sum()) for s in _SECONDS},
        }

    return truth


def _dataset(file: str, platform: str, title: str, rows, strange: str, written=x_csv) -> Dataset:
    return Dataset(
        file=file, kind="export", title=title, grain="One day of one film.", rows=rows,
        written=written, truth=_truth(platform), first_day=FIRST_DAY, days=DAYS,
        strange=(
            strange,
            "The film is 30 s long, which the file does not say: pass duration_seconds=30.",
            "The displays stand in film_log and not in impression_log.",
        ),
    )  # fmt: skip


FILM_LOG = Dataset(
    file="film_log.parquet",
    kind="impression log",
    title="Log of one film on five platforms",
    grain="One impression: one display of the film to one user.",
    rows=lambda world: simulate_film(world.seed).drop(columns="is_manual"),
    written=parquet,
    truth=_truth(""),
    first_day=FIRST_DAY,
    days=DAYS,
    strange=(
        "A watch_seconds of 0 is a film that never began to play.",
        "No display is invalid, and nobody watches longer than the film lasts.",
        "The displays are not part of impression_log.",
    ),
)
FILM_META = _dataset(
    "film_meta.csv", "facebook", "The film in Meta Ads Manager", _meta,
    "Views of 2 s ask for half of the pixels; ThruPlays for 15 s.", meta_csv,
)  # fmt: skip
FILM_TIKTOK = _dataset(
    "film_tiktok.csv", "tiktok", "The film in TikTok Ads Manager",
    _rows("tiktok", _TIKTOK, {"Campaign name": "One refill", "Ad name": NAME}, "By Day",
          "%Y-%m-%d", "Cost", "Currency"),
    "Video views are plays that began; focused views also count clicks after the first second.",
)  # fmt: skip
FILM_GOOGLE = _dataset(
    "film_google.csv", "google_ads", "The film on YouTube, in Google Ads",
    _rows("google_ads", _GOOGLE, {"Campaign": "One refill", "Ad name": NAME}, "Day", "%Y-%m-%d",
          "Cost", "Currency code"),
    "A TrueView view is 30 s, or the end, or a click: the file tells little of shorter views.",
)  # fmt: skip
FILM_LINKEDIN = _dataset(
    "film_linkedin.csv", "linkedin", "The film in LinkedIn Campaign Manager",
    _rows("linkedin", _LINKEDIN, {"Campaign Group Name": "One refill", "Ad Name": NAME},
          "Start Date (in UTC)", "%m/%d/%Y", "Total Spent", "Currency"),
    "A video view is 2 s at half of the pixels, or a click.",
)  # fmt: skip
FILM_X = _dataset(
    "film_x.csv", "x", "The film in X Ads Manager",
    _rows("x", _X, {"Campaign name": "One refill", "Ad name": NAME}, "Time period", "%Y-%m-%d",
          "Spend", "Currency"),
    "Video views are 2 s at half of the pixels until 2026-08-12 and 3 s at all from then on.",
)  # fmt: skip
FILMS = (FILM_LOG, FILM_META, FILM_TIKTOK, FILM_GOOGLE, FILM_LINKEDIN, FILM_X)
