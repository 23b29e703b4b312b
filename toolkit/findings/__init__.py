"""What we say about the numbers: sentences computed from the data, true on other data too."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
