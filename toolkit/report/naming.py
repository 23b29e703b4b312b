"""What reports are called: by notebook and data file, and no two alike."""

from collections.abc import Callable, Sequence
from pathlib import Path

from .text import slug

_NAMINGS: tuple[Callable[[Path], str], ...] = (
    lambda file: file.stem,
    lambda file: file.name,
    lambda file: f"{file.parent.name}-{file.stem}",
    lambda file: f"{file.parent.name}-{file.name}",
)


def slugs_of(files: Sequence[Path]) -> dict[Path, str]:
    """Return a slug per file: the shortest way of naming that tells all of them apart.

    Examples
    --------
    >>> slugs_of([Path("ads/March.csv"), Path("ads/April.csv")]).values()
    dict_values(['march', 'april'])
    >>> slugs_of([Path("march/ads.csv"), Path("april/ads.csv")]).values()
    dict_values(['march-ads', 'april-ads'])
    """
    for naming in _NAMINGS:
        slugs = {file: slug(naming(file)) for file in files}
        if len(set(slugs.values())) == len(files):
            break
    return slugs


def free_name(stem: str, taken: set[str]) -> str:
    """Return a name that is not taken, and take it; upper and lower case are alike.

    Examples
    --------
    >>> taken = set()
    >>> [free_name(stem, taken) for stem in ("01-ads", "01-Ads", "01-ads")]
    ['01-ads', '01-Ads-2', '01-ads-3']
    """
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    name = next(name for name in names if name.lower() not in taken)
    taken.add(name.lower())
    return name
