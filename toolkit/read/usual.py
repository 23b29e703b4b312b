"""What columns are called in tables that people and programs make themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import rtoml

from ..catalog import MEASURES
from ..platforms import CURRENCY, Format

# Read in what public code and data call them, November 2026.
USUAL: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "day", "date_day", "report_date", "stat_time_day"),
    "week": ("week", "date_week", "week_start"),
    "month": ("month", "date_month"),
    "date_start": ("date_start", "start_date", "reporting_starts", "reporting_start"),
    "date_end": ("date_end", "end_date", "date_stop", "reporting_ends", "reporting_end"),
    "platform": ("platform", "publisher_platform", "channel", "ad_platform", "data_source",
                 "datasource", "data_source_type"),
    "account": ("account", "account_name", "advertiser_name"),
    "account_id": ("account_id", "advertiser_id", "customer_id"),
    "campaign": ("campaign", "campaign_name"),
    "ad_group": ("ad_group", "ad_group_name", "adgroup", "adgroup_name", "adset", "adset_name",
                 "ad_set", "ad_set_name"),
    "ad_group_id": ("ad_group_id", "adgroup_id", "adset_id", "ad_set_id"),
    "ad": ("ad", "ad_name"),
    "post_id": ("post_id", "video_id"),
    "currency": ("currency", "currency_code", "account_currency"),
    "age_band": ("age_band", "age", "age_group"),
    "impressions": ("impressions", "impression", "imps"),
    "link_clicks": ("link_clicks", "inline_link_clicks"),
    "spend": ("spend", "cost", "amount_spent", "ad_spend", "spent", "costs"),
    "conversion_value": ("conversion_value", "conversions_value", "conv_value", "purchase_value"),
}  # fmt: skip
# Words of Meta's, which programs that fetch from it write, too.
_OWN = frozenset({
    "link_clicks", "inline_link_clicks", "reporting_starts", "reporting_start", "reporting_ends",
    "reporting_end",
})  # fmt: skip
# What is bought as Facebook Ads runs on all of Meta's platforms.
_ADS = {"Meta": "meta", "Facebook": "meta", "TikTok": "tiktok", "LinkedIn": "linkedin",
        "Pinterest": "pinterest", "Snapchat": "snapchat", "Reddit": "reddit", "X": "x",
        "Twitter": "x", "Google": "google_ads", "Microsoft": "microsoft_ads"}  # fmt: skip
_PLATFORMS = {"Facebook": "facebook", "Instagram": "instagram", "Meta": "meta", "TikTok": "tiktok",
              "LinkedIn": "linkedin", "Pinterest": "pinterest", "Snapchat": "snapchat",
              "Reddit": "reddit", "YouTube": "youtube", "X": "x",
              "Twitter": "x", "twitter": "x", "adwords": "google_ads",
              **{f"{name.casefold()}ads": known for name, known in _ADS.items()},
              "Google Adwords": "google_ads", "Google AdWords": "google_ads",
              **{f"{name} Ads": known for name, known in _ADS.items()},
              **{f"{name.casefold()}_ads": known for name, known in _ADS.items()}}  # fmt: skip
_SUBTOTAL = r"^(.+?)[ -]+(?:[Ss]ub-?)?[Tt]otal$"
_WHOLES = ("All", "all", "All platforms", "All channels", "Overall")
_META = {"facebook", "instagram", "messenger", "audience network"}
_NAMED = {each.casefold() for each in _PLATFORMS} | {"google", "bing", "twitter", "microsoft"}


def names_platforms(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column says of each row which platform it is of, Meta's own aside.

    Examples
    --------
    >>> names_platforms(["Channel", "Clicks"], [["TikTok", "9"], ["Facebook", "2"]])
    True
    >>> names_platforms(["Platform", "Clicks"], [["Instagram", "9"], ["Facebook", "2"]])
    False
    """
    words = {word.replace("_", " ") for word in USUAL["platform"]}
    for place, header in enumerate(headers):
        if header.casefold() in words:
            cells = {row[place].casefold() for row in rows if place < len(row)} - {""}
            known = cells & _NAMED
            return bool(known - _META) and 2 * len(known) > len(cells)
    return False


def usual_formats(catalogue: Format) -> tuple[Format, Format]:
    """Return formats of tables in lower case with catalogue names or other usual ones.

    Where revenue stands beside spend and the return on it, it is what conversions were worth.

    Parameters
    ----------
    catalogue : Format
        That of a table with catalogue names alone.
    """
    usual = _usual_format(catalogue)
    worth, revenue = usual.columns["conversion_value"], usual.columns["revenue"]
    of_a_buyer = replace(
        usual,
        recognise=(*usual.recognise, usual.columns["spend"], revenue, ("roas",)),
        unless=(*usual.unless, *worth),
        columns={**usual.columns, "conversion_value": (*worth, *revenue), "revenue": ()},
    )
    return usual, of_a_buyer


def _usual_format(catalogue: Format) -> Format:
    names = {
        name: tuple(
            dict.fromkeys(each for one in USUAL[name] for each in (one, one.replace("_", " ")))
        )
        for name in USUAL
    }
    return replace(
        catalogue,
        name="usual",
        label="Table with usual names",
        columns=_with_currencies({**catalogue.columns, **names}),
        lower_case=True,
        dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%d/%m/%Y", *catalogue.dates),
        values={"platform": _PLATFORMS},
        extract={"platform": _SUBTOTAL},
        nested=("platform", "account", "campaign", "ad_group", "ad"),
        wholes=_WHOLES,
    )


def _with_currencies(columns: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Let a currency stand behind names of money."""
    money = {name for name in MEASURES if MEASURES[name].counts == "money"}
    return {
        name: (*own, *(f"{each} ({CURRENCY})" for each in own if name in money))
        for name, own in columns.items()
    }


@lru_cache(1 << 12)
def is_usual(header: str) -> bool:
    """Tell whether a plain header is a word that anybody uses, in any language.

    Examples
    --------
    >>> is_usual("campaign name"), is_usual("amount spent ({currency})"), is_usual("swipe ups")
    (True, True, False)
    >>> is_usual("ctr (%)"), is_usual("campanha"), is_usual("importe gastado ({currency})")
    (True, True, False)
    """
    name = header.removesuffix(f"({CURRENCY})").removesuffix("(%)").strip().replace("_", " ")
    return name in _words()


@cache
def _words() -> frozenset[str]:
    declared = rtoml.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    own = {name for names in USUAL.values() for name in names} - _OWN
    words = {word for words in declared["words"].values() for word in words}
    return frozenset(words | {name.replace("_", " ") for name in own})
