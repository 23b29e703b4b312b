"""What platforms export and what they count, as data: one TOML file per platform."""

from .audience import COUNTED, Audience, audiences, load_audiences
from .currency import ANY_SIGN, CURRENCY, SIGN_WITH_COMMA, currencies_signed, currency_in
from .format import (
    DAY,
    SPANS,
    Beside,
    Drop,
    Flaw,
    Format,
    FormatError,
    Move,
    Only,
    Zero,
    formats,
    load_formats,
    plain,
    spelled,
)  # fmt: skip
from .rule import KINDS, UNKNOWN, Rule, RuleError, load_rules, rules

__all__ = [
    "ANY_SIGN",
    "COUNTED",
    "CURRENCY",
    "DAY",
    "KINDS",
    "SIGN_WITH_COMMA",
    "SPANS",
    "UNKNOWN",
    "Audience",
    "Beside",
    "Drop",
    "Flaw",
    "Format",
    "FormatError",
    "Move",
    "Only",
    "Rule",
    "RuleError",
    "Zero",
    "audiences",
    "currencies_signed",
    "currency_in",
    "formats",
    "load_audiences",
    "load_formats",
    "load_rules",
    "plain",
    "rules",
    "spelled",
]  # fmt: skip
