"""How seldom a process looks for objects that hold each other and nobody else."""

import atexit
import gc

_OBJECTS = 20_000  # new ones between two looks; Python's own 700 cost a twentieth of a report


def look_seldom() -> None:
    """Look for cycles seldom, not again among what is loaded already, and not at the end.

    As it ends, Python looks through all objects of all libraries: up to a second for nothing.

    Examples
    --------
    >>> look_seldom()
    >>> gc.get_threshold()[0]
    20000
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    atexit.register(gc.freeze)
