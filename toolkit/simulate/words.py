"""Made-up words for the brand's posts."""

from .draw import Draw

_BEGIN = ("ba", "do", "fe", "ki", "lu", "mo", "na", "pe", "ri", "so", "ta", "ve", "wu", "zi")
_END = ("den", "lim", "ra", "sko", "tal", "vin", "mer", "no", "pik", "sa", "ton", "lor")
_TAGS = (
    "#tarnvale", "#refill", "#slowmorning", "#bottlelife", "#deskday", "#hillwalk",
    "#coldwater", "#madetolast", "#wavoto", "#rilumer",
)  # fmt: skip
_CLOSINGS = (".", "!", "?", " 💧", ' - "kisako"', ".\n\nLumora: tarnvale.example")


def post_text(draw: Draw, hashtags: int) -> str:
    """Write a post with so many hashtags.

    Examples
    --------
    >>> post_text(Draw(1, "words"), 2).count("#")
    2
    """
    words = [_word(draw) for _ in range(6 + int(draw.below(1, 10)[0]))]
    comma = 1 + int(draw.below(1, 4)[0])
    words[comma] += ","
    closing = _CLOSINGS[int(draw.pick(1, (50, 18, 10, 10, 4, 8))[0])]
    tags = [_TAGS[place] for place in draw.order(len(_TAGS))[:hashtags]]
    return " ".join([" ".join(words).capitalize() + closing, *tags])


def _word(draw: Draw) -> str:
    begins = draw.below(1 + int(draw.below(1, 2)[0]), len(_BEGIN))
    return "".join(_BEGIN[place] for place in begins) + _END[int(draw.below(1, len(_END))[0])]
