"""Header rows of paid reports that no other test has whole, as they were read off downloads."""
# ruff: noqa: RUF001

import pytest
import test_read_paid_google as google
import test_read_paid_meta as meta
from test_read_paid import filled, headers, write
from test_read_paid_programmatic import GRID
from test_read_paid_social import SNAPCHAT

from toolkit import read_export

COSTS = (
    'Reach,"Cost per 1,000 Accounts Center accounts reached",Impressions,'
    '"CPM (cost per 1,000 impressions)",Frequency,"Link clicks"'
)
CLICKS = '"Clicks (all)","CTR (all)","CPC (all)","CTR (link click-through rate)"'
MESSAGES = (
    '"CPC (cost per link click)","Outbound clicks","* OC→WA landing ratio",'
    '"Messaging conversations started","Cost per messaging conversation started",'
    '"Instagram follows","* COST /Follow (IDR)","Result type",Results,"Cost per result",'
    '"Amount spent (IDR)","Reporting starts","Reporting ends"'
)
META = {
    "by placement": (
        f'Placement,Platform,"Delivery status","Delivery level",{COSTS},"Outbound clicks",{CLICKS},'
        '"CPC (cost per link click)","Content views","Amount spent (IDR)","Reporting starts",'
        '"Reporting ends"'
    ),
    "by platform": (
        f'Platform,Placement,"Delivery status","Delivery level",{COSTS},"Outbound clicks",{CLICKS},'
        '"CPC (cost per link click)","Content views","Amount spent (IDR)","Reporting starts",'
        '"Reporting ends"'
    ),
    "by campaign, day, age and gender": (
        '"Campaign name",Day,Age,Gender,"Delivery status","Delivery level",Reach,'
        '"Cost per 1,000 Meta Accounts reached",Impressions,"CPM (cost per 1,000 impressions)",'
        f'Frequency,"Link clicks","Outbound clicks",{CLICKS},"CPC (cost per link click)",'
        '"Content views with shared items","* Cost /CV (IDR)","* LC to LPV",'
        '"Adds to cart with shared items","* Cost /ATC (IDR)",'
        '"Adds to cart conversion value for shared items only","Purchases with shared items",'
        '"* Cost /Purchase (IDR)","* ATC to Purchase","Purchase ROAS (return on ad spend)",'
        '"Purchases conversion value for shared items only","Purchases rate per link clicks",'
        '"Average purchases conversion value","Result type",Results,"Cost per result",'
        '"Amount spent (IDR)","Reporting starts","Reporting ends"'
    ),
    "account": (
        f'"Delivery status","Delivery level",{COSTS},"Outbound clicks","CPC (cost per link click)",'
        '"CTR (link click-through rate)","Clicks (all)","CTR (all)","CPC (all)","Content views",'
        '"Cost per landing page view","Website landing page views","* OC to LPV","* LC to LPV",'
        '"Checkouts initiated","Cost per checkout initiated","* LPV to IC",'
        '"Instagram profile visits","Instagram follows","* COST / Follow (IDR)","Result type",'
        'Results,"Cost per result","Amount spent (IDR)","Reporting starts","Reporting ends"'
    ),
    "by age": (
        'Age,Impressions,"Outbound clicks","CTR (link click-through rate)",'
        '"Website landing page views","Checkouts initiated","Cost per checkout initiated",'
        '"Instagram profile visits","Instagram follows","Amount spent (IDR)","Reporting starts",'
        '"Reporting ends"'
    ),
    "by ad, with its id": (
        f'Ads,"Ad ID","Delivery status","Delivery level",{COSTS},{CLICKS},{MESSAGES}'
    ),
    "by objective": (
        f'Objective,"Delivery status","Delivery level",{COSTS},{CLICKS},{MESSAGES}'
    ),
    "untitled, Polish account": (
        '"Ad name","Delivery status","Delivery level","Ad set name","Ad name",'
        '"Attribution setting","Amount spent (PLN)",Purchases,"Purchases conversion value",'
        '"Cost per purchase","Acme Contribution Profit (7 Days Attribution) (PLN)",'
        '"Result value type","Results ROAS","Average purchases conversion value",'
        '"Purchases rate per link clicks","Purchases rate per landing page views",'
        '"Checkouts initiated","Checkouts initiated conversion value",'
        '"Cost per checkout initiated","Adds to cart","Adds to cart conversion value",'
        '"Cost per add to cart","Landing page views","App landing page views",'
        '"Website landing page views","Cost per landing page view",'
        '"Landing Page Views / Outbound Clicks Rate","Link clicks","CPC (cost per link click)",'
        '"CTR (link click-through rate)","Hook Rate","Hold Rate",'
        '"CPM (cost per 1,000 impressions)","Quality ranking","Engagement rate ranking",'
        '"Conversion rate ranking","Link (ad settings)","Body (ad settings)","Reporting starts",'
        '"Reporting ends"'
    ),
    "Spanish, few columns": (
        "Inicio del informe,Fin del informe,Nombre de la campaña,Entrega de la campaña,"
        "Presupuesto del conjunto de anuncios,Tipo de presupuesto del conjunto de anuncios,"
        "Configuración de atribución,Resultados,Indicador de resultado,Alcance,Impresiones,"
        "Costo por resultados,Importe gastado (ARS),Finalización"
    ),
    "German, workbook of 2018": (
        "Plattform,Start,Ende,Berichtsstart,Berichtsende,Auslieferung,Ziel,Budget,Budgetart,"
        "Buchungsart,Ergebnisse,Indikator für Ergebnisse,Ergebnisrate,Kosten pro Ergebnis,"
        "Reichweite,Frequenz,Impressionen,Brutto-Impressionen (enthält ungültige Impressionen von "
        "nicht Non-Human Traffic),Impressionen durch automatisches Refresh,Ausgegebener Betrag "
        "(EUR),CPM (Kosten pro 1.000 Impressionen) (EUR),Kosten pro 1.000 erreichten Personen "
        "(EUR),Klicks (alle),CPC (alle) (EUR),CTR (alle),Link-Klicks,Individuelle Link-Klicks,"
        "Ausgehende Klicks,Individuelle ausgehende Klicks,CTR (Link-Klickrate),Individuelle CTR "
        "(Link-Klickrate),CPC (Kosten pro Link-Klick) (EUR),Landing Page-Aufrufe,Individuelle "
        "Landing Page-Aufrufe,2-sekündige Aufrufe von fortlaufenden Videos,3-sekündige "
        "Videoaufrufe,10-sekündige Videoaufrufe,30-sekündige Videoaufrufe,Videowiedergaben,"
        "Videowiedergaben bis 25\u00a0%,Videowiedergaben bis 50\u00a0%,Videowiedergaben bis "
        "75\u00a0%,Videowiedergaben bis 95\u00a0%,Videowiedergaben bis 100\u00a0%,"
        "Durchschnittliche Wiedergabedauer,Videowiedergabe in %,Seiteninteraktionen,"
        "Beitragsinteraktionen,Beitragsreaktionen,Beitragskommentare,Geteilte Beiträge,„Gefällt "
        "mir“-Angaben für Seite,Leads (Formular),Websites-Käufe,Websites-Käufe – "
        "Conversion-Wert,ROAS (Return on Ad Spend) für Websites-Käufe,Geschätzte Steigerung der "
        "Werbeerinnerung (Personen),Tags,Erstellungsdatum,Datum der letzten Bearbeitung"
    ),
    "steps to a purchase in Portuguese": (
        "Início dos relatórios,Término dos relatórios,Nome do anúncio,Valor usado (BRL),Impressões,"
        "Alcance,Cliques no link,Adições ao carrinho,Finalizações de compra iniciadas,Compras,"
        "Valor de conversão de compras"
    ),
    "steps to a purchase in Spanish": (
        "Inicio del informe,Fin del informe,Nombre del anuncio,Importe gastado (MXN),Impresiones,"
        "Alcance,Clics en el enlace,Artículos agregados al carrito,Pagos iniciados,Compras,"
        "Valor de conversión de compras,Inicio,Finalización"
    ),
}  # fmt: skip
GOOGLE = {
    "campaigns of one type": (
        "Campaign status,Campaign,Budget,Budget name,Budget type,Status,Status reasons,"
        "Campaign type,Impr.,CTR,Currency code,Cost,Clicks,Conv. rate,Conversions,Avg. CPC,"
        "Cost / conv."
    ),
    "ads": (
        "Ad status,Final URL,Headline,Headline 1,Headline 1 position,Description,Description 1,"
        "Campaign,Ad group,Status,Status reasons,Ad strength,Ad strength improvements,Ad type,"
        "Impr.,Interactions,Interaction rate,Currency code,Avg. cost,Cost,Conv. rate,Conversions,"
        "Cost / conv."
    ),
    "search terms in Portuguese": (
        "Termo de pesquisa,Tipo de correspondência dos termos de pesquisa,Adicionada/excluída,"
        "Cliques,Impr.,CTR,Código da moeda,CPC méd.,Custo,% de impr. (1ª posição),"
        "% de impr. (parte sup.),Conversões,Conv. de visualização,Custo / conv.,Taxa de conv."
    ),
}
LINKEDIN = (
    "Data de início (em UTC)|Nome da conta|Moeda|Código do grupo de campanhas|Nome do grupo de "
    "campanhas|Status do grupo de campanhas|Data inicial do grupo de campanhas|Código da "
    "campanha|Nome da campanha|Objetivo da campanha|Tipo de campanha|Status da campanha|Tipo "
    "de custo|Orçamento diário|Data de início da campanha|Total investido|Impressões|Cliques|"
    "Taxa de cliques|Média de CPM|Média de CPC|Reações|Comentários|Compartilhamentos|"
    "Seguidores|Outros cliques|Total de interações sociais|Total de engajamento|Taxa de "
    "engajamento|Enviadas|Abertas|Cliques (Sponsored Messaging)|Cliques no botão|Cliques no "
    "banner|Cliques no link|Custo por disparo|Taxa de abertura|Custo por mensagem aberta|Taxa "
    "de cliques (Sponsored Messaging)|Conversões|Conversões pós-clique|Conversões de exibição|"
    "Taxa de conversão|Custo por conversão|Valor total da conversão|Retorno do investimento "
    "por conversão|Leads|Formulários de leads abertos|Taxa de preenchimento de formulário de "
    "leads|Custo por lead|Alcance|Frequência média|Custo por 1.000 pessoas alcançadas|"
    "Inscrições em eventos|Cliques de inscrição em eventos|Visualizações de inscrição em "
    "eventos|Inscrições virais em eventos|Cliques virais de inscrição em eventos|"
    "Visualizações virais de inscrição em eventos|Média de investimento diário|Cliques que "
    "levam à página de destino|Cliques que levam à LinkedIn Page|Leads (e-mail corporativo)|"
    "Taxa de preenchimento de formulário de leads (e-mail corporativo)|Custo por lead (e-mail "
    "corporativo)|Impressões do título|Cliques no título|Taxa de cliques no título"
)
BUYING = {
    "dv360": (
        "Advertiser,Campaign,Insertion Order,Line Item,Date,Advertiser Currency,Impressions,Clicks,"
        "Click Rate (CTR),Media Cost (Advertiser Currency),Total Media Cost (Advertiser Currency),"
        "Revenue (Adv Currency),Revenue (USD),Unique Reach: Total Reach,"
        "Unique Reach: Impression Reach,Unique Reach: Average Impression Frequency,"
        "Unique Reach: Click Reach,Unique Reach: Viewable Impression Reach,"
        "Unique Reach: Incremental Total Reach,Unique Reach: Exclusive Total Reach,"
        "Unique Reach: Duplicate Total Reach,"
        "Unique Reach: Added Impression Reach From Frequency Cap,"
        "Unique Reach: Total Reach (Co-Viewed),Active View: Viewable Impressions,TrueView Views,"
        "Starts (Video),Skips (Video),First-Quartile Views (Video),Midpoint Views (Video),"
        "Third-Quartile Views (Video),Complete Views (Video)"
    ),
    "cm360": (
        "Advertiser,Campaign,Site (CM360),Placement ID,Placement,Placement Start Date,"
        "Placement End Date,Ad Type,Creative,Impressions,Clicks,Media Cost,Total Conversions,"
        "Unique Reach: Total Reach,Unique Reach: Exclusive Reach,Unique Reach: Duplicate Reach"
    ),
    "trade_desk": (
        "Date,Advertiser,Campaign,Ad Group,Zip,Inventory Contract,Impressions,Clicks,"
        "Advertiser Cost (Adv Currency),Partner Cost (USD),Media Cost (USD),TTD Total Cost,"
        "Player Starts,Player Completed Views,Unique Households,Unique IDs,"
        "01 - Total Click + View Conversions,Total Click + View Conversions"
    ),
    "google_ad_manager": (
        "Order,Ad server impressions,Ad server clicks,Ad server CTR,"
        "Ad server CPM and CPC revenue (£),Ad server average eCPM (£),Total impressions,"
        "Total revenue,Total Active View % viewable impressions,Goal quantity,Delivery indicator"
    ),
    "amazon_ads_bulk_search_terms": (
        "Product,Campaign ID,Ad Group ID,Keyword ID,Campaign Name (Informational only),"
        "Ad Group Name (Informational only),Portfolio Name (Informational only),State,"
        "Campaign State (Informational only),Bid,Keyword Text,Match Type,"
        "Product Targeting Expression,Resolved Product Targeting Expression (Informational only),"
        "Customer Search Term,Impressions,Clicks,Click-through Rate,Spend,Sales,Orders,Units,"
        "Conversion Rate,ACOS,CPC,ROAS"
    ),
    "snapchat_ads": (
        "Start Time,End Time,Campaign Name,Amount Spent,Paid eCPM,Swipe Ups,Total Impressions,"
        "Paid Impressions,2 Second Video Views,15 sec Video Views"
    ),
}
AMAZON_GERMAN = (
    "Produkt,Kampagnen-ID,Anzeigengruppen-ID,Keyword-ID,Produkt-Targeting-ID,"
    "Kampagnenname (Nur zu Informationszwecken),"
    "Name der Anzeigengruppe (Nur zu Informationszwecken),"
    "Portfolioname (Nur zu Informationszwecken),Zustand,Kampagnenstatus,Gebot,Keyword-Text,"
    "Übereinstimmungstyp,Ausdruck für Produkt-Targeting,Suchbegriff eines Kunden,Impressions,"
    "Klicks,Klickrate,Ausgaben,Verkäufe,Bestellungen,Einheiten,Conversion-Rate,ACOS,CPC,ROAS"
)
WHOLE = [
    *(("meta_ads_manager", header) for header in META.values()),
    *(("google_ads", header) for header in GOOGLE.values()),
    ("linkedin_ads_day_first", LINKEDIN),
    ("amazon_ads_bulk_search_terms", AMAZON_GERMAN),
    *BUYING.items(),
]
# Metrics that the owner of the account made.
OWN = {
    "Acme Contribution Profit (7 Days Attribution) (PLN)", "Hook Rate", "Hold Rate",
    "Landing Page Views / Outbound Clicks Rate",
}  # fmt: skip
DAYS = "Reporting|Bericht|Inicio|Início|Término|Fin del|Day|Date|Data de início|Start Time|End Time"


def cell(name):
    """A made-up cell that fits its header."""
    if name.startswith(tuple(DAYS.split("|"))):
        return "2026-03-05"
    return "EUR" if name in ("Currency code", "Advertiser Currency", "Moeda") else "5"


IDS = [
    *(f"meta {name}" for name in META),
    *(f"google {name}" for name in GOOGLE),
    "linkedin",
    "amazon in German",
    *BUYING,
]


@pytest.mark.parametrize(("format_", "header"), WHOLE, ids=IDS)
def test_of_a_documented_header_row_all_is_known_but_metrics_of_the_owner_s(
    tmp_path, format_, header
):
    check_that_all_is_known(tmp_path, format_, headers(header, "|" if "|" in header else ","))


def check_that_all_is_known(tmp_path, format_, names):
    row = filled(names, **{name: cell(name) for name in names})
    export = read_export(write(tmp_path / "h.csv", [names, row]))
    assert export.receipt.format == format_
    assert list(export.receipt.unknown) == [
        name for name in names if name in OWN or name.startswith("* ")
    ]
    assert len(export.table) == 1


ELSEWHERE = {
    "google_ads": [
        google.CAMPAIGN, google.ALL_TIME, google.LOCATION, google.KEYWORD, google.TERMS,
        google.PORTUGUESE, google.EDITOR,
    ],
    "meta_ads_manager": [meta.PORTUGUESE, meta.PORTUGUESE_POSTS, meta.SPANISH],
    "microsoft_ads": [GRID],
    "snapchat_ads": [SNAPCHAT],
}  # fmt: skip


@pytest.mark.parametrize(
    ("format_", "names"), [(name, each) for name in ELSEWHERE for each in ELSEWHERE[name]]
)
def test_of_a_header_row_that_other_tests_fill_in_part_all_is_known(tmp_path, format_, names):
    check_that_all_is_known(tmp_path, format_, names)
