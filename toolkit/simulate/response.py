"""What people do with the posts that they are shown."""

from dataclasses import dataclass

import numpy as np

from .draw import Draw, Whole, lognormal

_PEOPLE = lognormal(1000, 0.08)
_EAGER = lognormal(1000, 0.4)


@dataclass(frozen=True)
class Response:
    """How people respond.

    ``people`` is how many of a hundred displays are of different people, 0 where the platform does
    not tell; ``engaged``, ``shared`` and ``followed`` how many of a thousand displays end in that;
    ``followers`` how many there are before the first post.
    """

    people: int
    engaged: int
    shared: int
    followed: int
    followers: int


def respond(shown: Whole, response: Response, draw: Draw) -> dict[str, Whole]:
    """Draw reach and actions of posts, and the followers at the time of each.

    Examples
    --------
    >>> told = respond(np.array([1000, 500]), Response(80, 30, 4, 2, 900), Draw(1, "doc"))
    >>> list(told), bool((told["reach"] <= [1000, 500]).all())
    (['reach', 'engagements', 'shares', 'follows', 'followers'], True)
    """
    size = len(shown)
    reach = shown * response.people * draw.quantile(size, _PEOPLE) // 100_000
    engaged, shared, followed = (
        (shown * often * draw.quantile(size, _EAGER) // 1000 + draw.below(size, 1000)) // 1000
        for often in (response.engaged, response.shared, response.followed)
    )
    before = response.followers + np.cumsum(followed) - followed
    people = {"reach": np.clip(reach, np.minimum(shown, 1), shown)} if response.people else {}
    return people | {
        "engagements": np.minimum(engaged + shared, shown),
        "shares": np.minimum(shared, shown),
        "follows": followed,
        "followers": before,
    }
