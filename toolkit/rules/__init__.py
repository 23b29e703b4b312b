"""Which counting rule each row of a table obeys, when rules changed, and how two differ."""

from .breaks import break_calendar, split_at_breaks
from .clash import Clash, clash, ruled, told_of, with_view_rule
from .compare import UnknownRuleError, compare_rules, find_rule, view_rules
from .governing import VIEW_RULE, Governed, governing, scope_of
from .page import rules_page

__all__ = [
    "VIEW_RULE", "Clash", "Governed", "UnknownRuleError", "break_calendar", "clash",
    "compare_rules", "find_rule", "governing", "ruled", "rules_page", "scope_of",
    "split_at_breaks", "told_of", "view_rules", "with_view_rule",
]  # fmt: skip
