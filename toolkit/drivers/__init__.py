"""What goes along with impressions, post by post."""

from .accrual import Accrual, fit_accrual, grow
from .cadence import pick_posts, split_posts
from .changes import change_points
from .compare import rank_content
from .engagement import engagement_rates
from .experiment import plan_schedule, posts_needed
from .levers import LEVERS, derive_levers
from .multipliers import fit_levers
from .posts import shown_as

__all__ = [
    "LEVERS", "Accrual", "change_points", "derive_levers", "engagement_rates", "fit_accrual",
    "fit_levers", "grow", "pick_posts", "plan_schedule", "posts_needed", "rank_content",
    "shown_as", "split_posts",
]  # fmt: skip
