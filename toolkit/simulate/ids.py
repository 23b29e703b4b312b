"""Ids of posts as the platforms make them, with the time of publishing inside."""

import numpy as np

from .draw import Draw

_X_EPOCH = 1_288_834_974_657
_INSTAGRAM_EPOCH = 1_314_220_021_721
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def post_id(platform: str, published: np.datetime64, draw: Draw) -> str:
    """Return an id of the platform's kind.

    Parameters
    ----------
    platform : str
        Name of the platform.
    published : datetime64, UTC
        Time that X, LinkedIn and TikTok write into the upper bits.
    draw : Draw
        Source of the lower bits.

    Returns
    -------
    str
        Digits, too many for a float; eleven letters on YouTube.

    Examples
    --------
    >>> moment = np.datetime64("2026-08-03T12:00:00")
    >>> snowflake = int(post_id("x", moment, Draw(1, "ids")))
    >>> str(np.datetime64((snowflake >> 22) + 1_288_834_974_657, "ms"))[:19]
    '2026-08-03T12:00:00'
    """
    moment = _milliseconds(published)
    low, more = draw.below(2, 10**8).tolist()
    return {
        "facebook": f"12{more:08d}{low:08d}",
        "instagram": f"180{more % 10**6:06d}{low:08d}",
        "x": str((moment + low % 1000 - _X_EPOCH) << 22 | more % 2**22),
        "linkedin": str((moment + low % 1000) << 22 | more % 2**22),
        "tiktok": str(moment // 1000 << 32 | low),
        "youtube": _written(more << 39 | low << 12 | more % 2**12, 11),
    }[platform]


def shortcode(published: np.datetime64, draw: Draw) -> str:
    """Return the code in the address of an Instagram post, made when its upload began.

    Examples
    --------
    >>> len(shortcode(np.datetime64("2026-08-03T12:00:00"), Draw(1, "ids")))
    11
    """
    lag, shard = draw.below(2, 2**23).tolist()
    uploaded = _milliseconds(published) - 3_000 - lag % 60_000
    return _written((uploaded - _INSTAGRAM_EPOCH) << 23 | shard, 11)


def _milliseconds(moment: np.datetime64) -> int:
    return int(moment.astype("datetime64[ms]").astype("int64"))


def _written(number: int, length: int) -> str:
    return "".join(_LETTERS[number >> 6 * place & 63] for place in reversed(range(length)))
