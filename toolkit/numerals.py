"""In whose marks numbers are written: English ones, unless another locale is asked for."""

import os
import re
from contextvars import ContextVar
from decimal import Decimal
from functools import cache

LOCALE = "IMPRESSIONS_LOCALE"
_HERE: ContextVar[str] = ContextVar("locale")
_PLAIN = re.compile(r"-?[\d,]+(\.\d+)?%?")
_CORE = re.compile(r"[#0,.]+")


def use_locale(name: str) -> None:
    """Write numbers in the marks of a locale from here on; an empty name means English again.

    Words stay English, and so do currencies and days: 7,40 EUR, 2026-03-01.

    Parameters
    ----------
    name : str
        Such as ``de``, ``pt-BR`` or ``en_IN``.

    Raises
    ------
    LocaleError
        If there is no such locale.

    Source
    ------
    Unicode Common Locale Data Repository, through Babel.

    Examples
    --------
    >>> use_locale("de")
    >>> write_number(1234567.891, ",.2f"), write_number(1234567, ",")
    ('1.234.567,89', '1.234.567')
    >>> use_locale("")
    >>> write_number(1234567.891, ",.2f")
    '1,234,567.89'
    """
    if name:
        _patterns(name)
    os.environ[LOCALE] = name


def locale_in_use() -> str:
    """Return the name of the locale that is asked for; empty for English."""
    return _HERE.get(os.environ.get(LOCALE, ""))


def use_locale_here(name: str) -> None:
    """Write numbers in the marks of a locale in this thread or task alone."""
    _HERE.set(name)


def write_number(value: object, spec: str) -> str:
    """Write a number as a format spec says, in the marks of the locale that is asked for.

    Parameters
    ----------
    value : number
        As `format` takes it.
    spec : str
        Such as ``,.0f`` or ``.1%``.

    Examples
    --------
    >>> write_number(0.1234, ".1%"), write_number(1234, ",")
    ('12.3%', '1,234')
    """
    english = format(value, spec)
    name = locale_in_use()
    return _translated(english, name) if name and _PLAIN.fullmatch(english) else english


def write_count(value: object) -> str:
    """Write a whole number with its thousands apart.

    Examples
    --------
    >>> write_count(1234567)
    '1,234,567'
    """
    return write_number(value, ",")


class LocaleError(ValueError):
    """There is no locale of such a name."""


def _translated(english: str, name: str) -> str:
    from babel.numbers import format_decimal, format_percent

    digits = english.rstrip("%").replace(",", "")
    decimal, percent = _patterns(name)
    places = len(digits.partition(".")[2])
    core = _grouping(decimal, "," in english) + ("." + "0" * places if places else "")
    if english.endswith("%"):
        pattern = _CORE.sub(core, percent, count=1)
        return format_percent(Decimal(digits) / 100, pattern, locale=_code(name))
    return format_decimal(Decimal(digits), core, locale=_code(name))


def _grouping(decimal: str, is_grouped: bool) -> str:
    return _CORE.search(decimal)[0].partition(".")[0] if is_grouped else "0"  # type: ignore[index]


@cache
def _patterns(name: str) -> tuple[str, str]:
    """How a locale writes a number, and a percentage."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(_code(name))
    except (UnknownLocaleError, ValueError, TypeError):
        raise LocaleError(
            f"{name!r} is not a locale. Name a language, such as de, or a language and a country, "
            "such as pt-BR."
        ) from None
    return locale.decimal_formats[None].pattern, locale.percent_formats[None].pattern


def _code(name: str) -> str:
    return name.replace("-", "_")
