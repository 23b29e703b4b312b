"""An extension that a report's kernel loads while its notebook is still checked.

What every notebook of the toolkit loads is loaded before the first cell asks for it.
"""

import atexit
import gc
from importlib import import_module
from typing import Any

_USED_BY_ALL = ("great_tables", "toolkit.figure", "toolkit.findings", "toolkit.read")
_OBJECTS = 20_000  # as many new ones, not the usual 700, until cycles among them are looked for


def load_ipython_extension(_: Any) -> None:
    """Load what notebooks use, and let the kernel end without counting what is left."""
    for name in _USED_BY_ALL:
        import_module(name)
    # What is loaded stays: nothing of it need be looked through again and again.
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    # As it ends, Python looks for cycles among all objects of all libraries: a second for nothing.
    atexit.register(gc.freeze)
