"""Which currency a header or a cell names, as a code or as a sign that is one country's own."""

import re
from functools import cache

CURRENCY = "{currency}"
# Only signs that stand for one currency: a dollar, yen or krona sign does not say whose.
SIGNS = {
    "US$": "USD", "CA$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD",
    "MX$": "MXN", "CN¥": "CNY", "€": "EUR", "£": "GBP", "zł": "PLN", "R$": "BRL", "₹": "INR",
    "₺": "TRY", "₽": "RUB", "₩": "KRW", "₫": "VND", "₴": "UAH", "฿": "THB", "₪": "ILS", "₱": "PHP",
}  # fmt: skip
_CODE = re.compile(rf"\(([A-Z]{{3}}|[A-Z]{{0,2}}[$¥]|{'|'.join(map(re.escape, SIGNS))})\)")


def without_currency(header: str) -> str:
    """Return a header with one mark for whichever currency stands in brackets.

    Examples
    --------
    >>> without_currency("Spend (USD)"), without_currency("Spend (US$)")
    ('Spend ({currency})', 'Spend ({currency})')
    """
    return _CODE.sub(f"({CURRENCY})", header) if "(" in header else header


def currency_in(header: object) -> str | None:
    """Return the currency that a header carries in brackets, as a code or as its own sign.

    Examples
    --------
    >>> currency_in("Amount spent (IDR)"), currency_in("Click through rate (CTR)")
    ('IDR', None)
    >>> currency_in("Ad server average eCPM (£)"), currency_in("Spend ($)")
    ('GBP', None)
    """
    from babel.numbers import is_currency

    found = _CODE.search(str(header))
    code = SIGNS.get(found[1], found[1]) if found else ""
    return code if is_currency(code) else None


def currencies_signed(text: str) -> set[str]:
    """Return the currencies whose own sign stands in a text, and not as the end of another sign.

    Examples
    --------
    >>> currencies_signed("CA$5"), currencies_signed("A$5"), currencies_signed("$5")
    ({'CAD'}, {'AUD'}, set())
    """
    return {code for sign, code in SIGNS.items() if re.search(_sign(sign), text)}


@cache
def _sign(sign: str) -> str:
    return rf"(?<![A-Z]){re.escape(sign)}"
