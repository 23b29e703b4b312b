"""What columns are called in tables that people and programs make themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..platforms import CURRENCY, Format

# Read in what public code and data call them, November 2026.
USUAL: Mapping[str, tuple[str, ...]] = {
    "day": ("date", "day", "date_day", "report_date", "stat_time_day"),
    "week": ("week", "date_week", "week_start"),
    "month": ("month", "date_month"),
    "date_start": ("date_start", "start_date", "reporting_starts", "reporting_start"),
    "date_end": ("date_end", "end_date", "date_stop", "reporting_ends", "reporting_end"),
    "platform": ("platform", "publisher_platform", "channel", "ad_platform"),
    "account": ("account", "account_name", "advertiser_name"),
    "account_id": ("account_id", "advertiser_id", "customer_id"),
    "campaign": ("campaign", "campaign_name"),
    "ad_group": ("ad_group", "ad_group_name", "adgroup", "adgroup_name", "adset", "adset_name",
                 "ad_set", "ad_set_name"),
    "ad_group_id": ("ad_group_id", "adgroup_id", "adset_id", "ad_set_id"),
    "ad": ("ad", "ad_name"),
    "currency": ("currency", "currency_code", "account_currency"),
    "age_band": ("age_band", "age", "age_group"),
    "impressions": ("impressions", "impression", "imps"),
    "link_clicks": ("link_clicks", "inline_link_clicks"),
    "spend": ("spend", "cost", "amount_spent", "ad_spend"),
    "conversion_value": ("conversion_value", "conversions_value", "conv_value", "purchase_value"),
}  # fmt: skip
_OWN = "link_clicks"  # a word of Meta's
# Words that anybody writes, in files of which no platform is known.
_MORE = frozenset({
    "clicks", "reach", "frequency", "views", "video_views", "likes", "comments", "shares", "saves",
    "follows", "engagements", "engagement", "engagement_rate", "conversions", "conversion_rate",
    "purchases", "orders", "sales", "revenue", "leads", "total_clicks", "total_impressions", "ctr",
    "cpc", "cpm", "cpa", "roas", "budget", "name", "title", "type", "format", "status", "objective",
    "country", "region", "city", "location", "gender", "device", "placement", "keyword", "language",
    "channel", "ad_id", "campaign_id", "opens", "sends",
})  # fmt: skip
# The same in other languages: of which platform they are says nothing but that it knows the word.
_TRANSLATED = frozenset({
    "data", "dia", "campanha", "anúncio", "cliques", "impressões", "alcance", "custo", "valor",
    "conversões", "fecha", "día", "campaña", "anuncio", "clics", "impresiones", "costo", "coste",
    "gasto", "conversiones", "datum", "tag", "kampagne", "anzeige", "klicks", "impressionen",
    "reichweite", "kosten", "jour", "campagne", "annonce", "impressions", "portée", "coût",
    "dépenses", "giorno", "campagna", "annuncio", "clic", "impressioni", "copertura", "spesa",
    "conversioni", "dag", "campagnes", "klikken", "weergaven", "bereik", "dzień", "kampania",
    "kliknięcia", "wyświetlenia", "zasięg", "koszt", "tarih", "gün", "kampanya", "t\u0131klamalar",
    "gösterimler", "erişim", "maliyet", "tanggal", "hari", "kampanye", "klik", "tayangan",
    "jangkauan", "biaya", "дата", "день", "кампания", "клики", "показы", "охват", "расход",
})  # fmt: skip
_PLATFORMS = {"Facebook": "facebook", "Instagram": "instagram", "Meta": "meta", "TikTok": "tiktok",
              "LinkedIn": "linkedin", "Pinterest": "pinterest", "Snapchat": "snapchat",
              "Reddit": "reddit", "YouTube": "youtube", "X": "x", "Google Ads": "google_ads",
              "Microsoft Ads": "microsoft_ads"}  # fmt: skip
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


def usual_format(catalogue: Format) -> Format:
    """Return the format of a table in lower case with catalogue names or other usual ones.

    Parameters
    ----------
    catalogue : Format
        That of a table with catalogue names alone.
    """
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
        columns={**catalogue.columns, **names},
        lower_case=True,
        dates=("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y", "%d/%m/%Y", *catalogue.dates),
        values={"platform": _PLATFORMS},
    )


@lru_cache(1 << 12)
def is_usual(header: str) -> bool:
    """Tell whether a plain header is a word that anybody uses, and no platform's own.

    Examples
    --------
    >>> is_usual("campaign name"), is_usual("amount spent ({currency})"), is_usual("swipe ups")
    (True, True, False)
    >>> is_usual("ctr (%)")
    True
    """
    name = header.removesuffix(f"({CURRENCY})").removesuffix("(%)").strip().replace(" ", "_")
    return name in _MORE or any(name in USUAL[each] for each in USUAL if each != _OWN)


def is_translated(header: str) -> bool:
    """Tell whether a plain header is a usual word of another language.

    Examples
    --------
    >>> is_translated("campanha"), is_translated("importe gastado ({currency})")
    (True, False)
    """
    return header in _TRANSLATED
