"""How seldom a process looks for objects that hold each other and nobody else."""

import atexit
import gc

_OBJECTS = 20_000  # new ones between two looks; Python's own 700 cost a twentieth of a report


def look_seldom() -> None:
    """Look for cycles seldom, and not again among what is loaded already.

    Examples
    --------
    >>> before = gc.get_threshold()
    >>> look_seldom()
    >>> gc.get_threshold()[0]
    20000
    >>> gc.set_threshold(*before)
    >>> gc.unfreeze()
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def end_at_once() -> None:
    """End without looking through all objects of all libraries: up to a second for nothing.

    Not for a process with a database in it, which would complain of what it leaves.
    """
    atexit.register(gc.freeze)
