"""Columns are worked on side by side, for Arrow and numpy leave other threads running."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def side_by_side(work: Callable[[One], Other], things: Iterable[One]) -> list[Other]:
    """Return what comes of each thing, in their order.

    Examples
    --------
    >>> side_by_side(str.upper, ["reach", "views"])
    ['REACH', 'VIEWS']
    """
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, things))
