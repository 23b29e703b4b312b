"""Which impressions had a chance to be seen: the thresholds of the standard."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

SOURCE = "MRC Viewable Ad Impression Measurement Guidelines, 2014"
VIDEO_FORMATS = ("video", "reel", "short", "live")


@dataclass(frozen=True)
class Threshold:
    """An impression is viewable with this share of its pixels in view for these seconds."""

    of_video: bool
    pixels: float
    seconds: float
    source: str = SOURCE


THRESHOLDS = (
    Threshold(of_video=False, pixels=0.5, seconds=1),
    Threshold(of_video=True, pixels=0.5, seconds=2),
)


def is_measurable(log: "Table") -> "BooleanValue":
    """Pixels and seconds are both known."""
    return log.in_view_pixels.notnull() & log.in_view_seconds.notnull()


def is_viewable(log: "Table") -> "BooleanValue":
    """Pixels and seconds are enough for what was shown; unknown where they are unknown."""
    video = _is_video(log)
    met = [
        (video if each.of_video else ~video)
        & (log.in_view_pixels >= each.pixels)
        & (log.in_view_seconds >= each.seconds)
        for each in THRESHOLDS
    ]
    return met[0] | met[1]


def tells_video(log: "Table") -> bool:
    """Videos can be told apart by a known length or by their format."""
    return "duration_seconds" in log.columns or "format" in log.columns


def _is_video(log: "Table") -> "BooleanValue":
    import ibis

    signs = []
    if "duration_seconds" in log.columns:
        signs.append((log.duration_seconds > 0).fill_null(False))
    if "format" in log.columns:
        signs.append(log.format.lower().isin(VIDEO_FORMATS).fill_null(False))
    return ibis.or_(*signs)
