"""What goes along with impressions, post by post."""

from .accrual import Accrual, fit_accrual, grow
from .awareness import awareness_rates, new_people
from .cadence import pick_posts, split_posts
from .changes import change_points
from .compare import rank_content
from .engaged import declare_engagements, stand_ins, with_stand_ins
from .engagement import engagement_by_reach, engagement_rates
from .experiment import plan_schedule, posts_needed
from .levers import LEVERS, derive_levers, label_of
from .multipliers import fit_levers
from .posts import WITHOUT_TIMES, accounts, rows_of, shown_as
from .readings import ACCOUNT, ends_of_rates
from .sources import by_source

__all__ = [
    "ACCOUNT", "LEVERS", "WITHOUT_TIMES", "Accrual", "accounts", "awareness_rates", "by_source",
    "change_points", "declare_engagements", "derive_levers", "ends_of_rates",
    "engagement_by_reach", "engagement_rates", "fit_accrual", "fit_levers", "grow", "label_of",
    "new_people", "pick_posts", "plan_schedule", "posts_needed", "rank_content", "rows_of",
    "shown_as", "split_posts", "stand_ins", "with_stand_ins",
]  # fmt: skip
