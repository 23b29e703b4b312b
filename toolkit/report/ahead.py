"""An extension that a report's kernel loads while its notebook is still checked.

What every notebook of the toolkit loads is loaded before the first cell asks for it.
"""

from importlib import import_module
from typing import Any

from ..garbage import end_at_once, look_seldom

_USED_BY_ALL = ("great_tables", "toolkit.figure", "toolkit.findings", "toolkit.read")


def load_ipython_extension(_: Any) -> None:
    """Load what notebooks use, and let the kernel end without counting what is left."""
    for name in _USED_BY_ALL:
        import_module(name)
    look_seldom()
    end_at_once()
