"""Tell what was shown, who saw it, what counted as a view and what it cost."""

import lazy_loader

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
