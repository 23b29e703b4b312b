"""What a view is, and what it would be under another rule."""

from .anchors import list_anchors
from .ladder import RUNGS, Rung, count_standards, ladder
from .threshold import views_at, watch_curve

__all__ = ["RUNGS", "Rung", "count_standards", "ladder", "list_anchors", "views_at", "watch_curve"]
