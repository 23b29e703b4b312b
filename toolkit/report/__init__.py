"""Notebooks, run on anyone's data, as one file each that can be sent."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
