"""Which currency a header or a cell names, as a code or as a sign that is one country's own."""

import re
from collections.abc import Iterable

CURRENCY = "{currency}"
# Only signs that stand for one currency: a dollar, yen or krona sign does not say whose.
SIGNS = {
    "US$": "USD", "CA$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD",
    "MX$": "MXN", "CN¥": "CNY", "€": "EUR", "£": "GBP", "zł": "PLN", "R$": "BRL", "₹": "INR",
    "₺": "TRY", "₽": "RUB", "₩": "KRW", "₫": "VND", "₴": "UAH", "฿": "THB", "₪": "ILS", "₱": "PHP",
    "Rp": "IDR", "RM": "MYR", "S/": "PEN", "Kč": "CZK", "Ft": "HUF", "лв.": "BGN", "лв": "BGN",
    "ден.": "MKD", "ден": "MKD", "din.": "RSD", "дин.": "RSD", "₸": "KZT", "₾": "GEL", "₼": "AZN",
}  # fmt: skip
_SHARED = ("$", "¥", "kr.", "kr", "Kr.", "Kr", "lei", "Lei")
# Where these are paid, a comma begins the decimals and a point parts the thousands.
_WITH_COMMA = frozenset({
    "IDR", "BRL", "CZK", "PLN", "HUF", "BGN", "MKD", "RSD", "VND", "TRY", "RON", "SEK", "NOK",
    "DKK", "ISK",
})  # fmt: skip


def _any_of(signs: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(signs, key=len, reverse=True)))


ANY_SIGN = rf"[A-Z]{{3}}|[A-Z]{{1,2}}[$¥]|{_any_of([*SIGNS, *_SHARED])}"
SIGN_WITH_COMMA = _any_of(
    [*_WITH_COMMA, *(sign for sign in SIGNS if SIGNS[sign] in _WITH_COMMA), *_SHARED[2:]]
)
_SIGN = re.compile(rf"(?<![A-Z])(?:{_any_of(SIGNS)})(?![^\W\d_])")
_CODE = re.compile(rf"\(([A-Z]{{3}}|[A-Z]{{0,2}}[$¥]|{_any_of(SIGNS)})\)")
_AFTER = re.compile(rf",\s?([A-Z]{{3}}|{_any_of(SIGNS)})$")
# As programs write it behind a name of money; "all" and "top" are words there.
_BEHIND = re.compile(
    r"^([a-z_ ]*(?:spend|spent|cost|revenue|value|cpc|cpm|cpa|cpv))(?:[_ ]\(?|\()"
    r"(?!all|top)([a-z]{3})\)?$"
)


def without_currency(header: str) -> str:
    """Return a header with one mark for whichever currency stands in brackets.

    Examples
    --------
    >>> without_currency("Spend (USD)"), without_currency("Spend (US$)")
    ('Spend ({currency})', 'Spend ({currency})')
    >>> without_currency("Расход, ₽"), without_currency("CPM, CPC")
    ('Расход ({currency})', 'CPM, CPC')
    >>> without_currency("amount_spent_usd"), without_currency("cost_per")
    ('amount_spent ({currency})', 'cost_per')
    """
    if "(" in header and _CODE.search(header):
        return _CODE.sub(f"({CURRENCY})", header)
    after = _AFTER.search(header) if "," in header else None
    if after and _is_currency(SIGNS.get(after[1], after[1])):
        return f"{header[: after.start()]} ({CURRENCY})"
    behind = _BEHIND.match(header)
    return f"{behind[1]} ({CURRENCY})" if behind and _is_currency(behind[2].upper()) else header


def currency_in(header: object) -> str | None:
    """Return the currency that a header carries, as a code or as its own sign.

    Examples
    --------
    >>> currency_in("Amount spent (IDR)"), currency_in("Click through rate (CTR)")
    ('IDR', None)
    >>> currency_in("Ad server average eCPM (£)"), currency_in("Spend ($)")
    ('GBP', None)
    >>> currency_in("amount_spent_usd"), currency_in("amount_spent (eur)")
    ('USD', 'EUR')
    """
    text = str(header)
    found, behind = _CODE.search(text) or _AFTER.search(text), _BEHIND.match(text)
    code = SIGNS.get(found[1], found[1]) if found else behind[2].upper() if behind else ""
    return code if _is_currency(code) else None


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency

    return is_currency(code)


def currencies_signed(text: str) -> set[str]:
    """Return the currencies whose own sign stands in a text, and not as the end of another sign.

    Examples
    --------
    >>> currencies_signed("CA$5"), currencies_signed("A$5"), currencies_signed("$5")
    ({'CAD'}, {'AUD'}, set())
    >>> currencies_signed("Rp 150.000"), currencies_signed("12,50 лв.")
    ({'IDR'}, {'BGN'})
    """
    return {SIGNS[sign] for sign in _SIGN.findall(text)}
