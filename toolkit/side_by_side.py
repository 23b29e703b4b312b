"""Columns are worked on side by side, for Arrow and numpy leave other threads running."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
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
        # What holds here, such as a locale, holds there.
        begun = [threads.submit(copy_context().run, work, thing) for thing in things]
        return [each.result() for each in begun]
