"""What each header means, as the design notes tabulate it for every language and wording."""

import pytest

from toolkit.platforms import formats, plain

FORMATS = {each.name: each for each in formats()}
MEANINGS = {
    "meta_ads_manager": """
        date_start: Reporting starts|Início dos relatórios|Inicio del informe|Berichtsstart
        date_start: Début des rapports
        date_end: Reporting ends|Término dos relatórios|Encerramento dos relatórios|Fin del informe
        date_end: Berichtsende
        day: Day|Dia|Día|Tag|Jour
        campaign: Campaign name|Nome da campanha|Nombre de la campaña|Kampagnenname
        campaign: Nom de la campagne
        ad_group: Ad set name|Ad Set Name|Nome do conjunto de anúncios
        ad_group: Nombre del conjunto de anuncios|Name der Anzeigengruppe
        ad_group: Nom de l'ensemble de publicités
        ad: Ad name|Ads|Nome do anúncio|Nombre del anuncio|Anzeigenname|Nom de la publicité
        ad_id: Ad ID|Identificação do anúncio
        campaign_id: Campaign ID|Identificação da campanha
        status: Delivery status|Campaign delivery|Veiculação da campanha|Entrega de la campaña
        status: Auslieferung
        spend: Amount spent (IDR)|Valor usado (BRL)|Valor gasto|Importe gastado (COP)
        spend: Ausgegebener Betrag (EUR)|Montant dépensé (EUR)
        impressions: Impressions|Impressões|Impresiones|Impressionen
        reach: Reach|Alcance|Reichweite|Portée|Couverture
        frequency: Frequency|Frequência|Frecuencia|Frequenz|Fréquence|Répétition
        clicks: Clicks (all)|Cliques (todos)|Clics (todos)|Klicks (alle)|Clics (tous)
        link_clicks: Link clicks|Cliques no link|Clics en el enlace|Link-Klicks|Clics sur un lien
        outbound_clicks: Outbound clicks|Ausgehende Klicks
        landing_page_views: Landing page views|Website landing page views
        landing_page_views: Visualizações da página de destino|Visitas a la página de destino
        landing_page_views: Landing Page-Aufrufe
        results: Results|Resultados|Ergebnisse|Résultats
        result_type: Result type|Result indicator|Indicador de resultados|Indicador de resultado
        result_type: Indikator für Ergebnisse
        plays_p25: Video plays at 25%|Videowiedergaben bis 25\u00a0%
        plays_p50: Video plays at 50%|Videowiedergaben bis 50\u00a0%
        plays_p75: Video plays at 75%|Videowiedergaben bis 75\u00a0%
        plays_p95: Video plays at 95%|Videowiedergaben bis 95\u00a0%
        plays_p100: Video plays at 100%|Videowiedergaben bis 100\u00a0%
        age_band: Age|Edad
        gender: Gender|Sexo
        region: Region
        platform: Platform|Plattform
        placement: Placement
        objective: Objective|Ziel
        cpm: CPM (cost per 1,000 impressions)|CPM (costo por mil impresiones) (COP)
        cpm: CPM (Kosten pro 1.000 Impressionen) (EUR)
        cost_per_1000_reached: Cost per 1,000 people reached|Cost per 1,000 Meta Accounts reached
        cost_per_1000_reached: Kosten pro 1.000 erreichten Personen (EUR)
        ctr_all: CTR (all)|CTR (todos)|CTR (alle)
        ctr_link: CTR (link click-through rate)|CTR (porcentaje de clics en el enlace)
        ctr_link: CTR (Link-Klickrate)
        cpc: CPC (all)|CPC (todos) (COP)|CPC (alle) (EUR)
        cost_per_link_click: CPC (cost per link click)|CPC (custo por clique no link) (BRL)
        cost_per_link_click: CPC (costo por clic en el enlace) (COP)
        cost_per_link_click: CPC (Kosten pro Link-Klick) (EUR)
        roas: Purchase ROAS (return on ad spend)
        conversions: Purchases|Websites-Käufe
        conversion_value: Purchases conversion value|Websites-Käufe \u2013 Conversion-Wert
        views_2s: 2-sekündige Aufrufe von fortlaufenden Videos
        views_3s: 3-sekündige Videoaufrufe
        views_10s: 10-sekündige Videoaufrufe
        views_30s: 30-sekündige Videoaufrufe
        plays: Videowiedergaben
        likes: Reações ao post|Beitragsreaktionen
        comments: Comentários no post|Beitragskommentare
        saves: Salvamentos do post
        shares: Compartilhamentos do post|Geteilte Beiträge
        engagements: Beitragsinteraktionen
        profile_visits: Instagram profile visits|profile_visit_view
        follows: Instagram follows
        : Individuelle Link-Klicks|Individuelle ausgehende Klicks|Individuelle CTR (Link-Klickrate)
        : Purchases with shared items|Purchases conversion value for shared items only
        : Engajamento com a Página|Curtidas do Facebook|Término|Finalización|Ende|Start
        : Delivery level|Cost per result|Custo por resultados|Costo por resultados
        : App landing page views
    """,
    "google_ads": """
        campaign: Campaign|Campaign Name|Campanha|Nombre de la campaña|Kampagne|Campagne
        campaign_type: Campaign type|Tipo de campanha|Kampagnentyp
        ad_group: Ad group|Nombre del grupo de anuncios|Anzeigengruppe
        keyword: Keyword
        match_type: Match type
        search_term: Search term
        status: Campaign status|Ad state|Estado da campanha|Estado de la campaña
        impressions: Impr.|Impressions|Impressões|Impresiones
        clicks: Clicks|Clics|Klicks
        spend: Cost|Custo|Costo|Kosten|Coût
        currency: Currency code|Código da moeda
        conversions: Conversions|Conversões
        ctr_all: CTR
        cpc: Avg. CPC|CPC prom.|Durchschn. CPC
        cpm: Avg. CPM|CPM prom.
        cpa: Cost / conv.|Custo/conv.
        impression_share: Search impr. share
        viewable_impressions: Viewable impr.
        reach: Unique users
        frequency: Avg. impr. freq. / user
        : Interactions|Interações|Interacciones|Interaktionen|Interaction rate|Taxa de interação
        : Avg. cost|Custo médio|TrueView avg. CPV|Conv. rate|Taxa de conv.|All conv.
        : Conv. (Platform Comparable)|View-through conv.|Status reasons|Motivos do estado|Estado
        : Search lost IS (budget)|Search lost IS (rank)|Impr. (Top) %|View rate
        : Video played to: 25%|Optimization score|Optimisation score|Campaign subtype
    """,
    "microsoft_ads": """
        campaign_id: Campaign ID
        campaign: Campaign
        campaign_type: Campaign Type
        spend: Spend
        clicks: Clicks
        impressions: Impr.
        conversions: Conv.
        ctr_all: CTR
        cpc: Avg. CPC
        : Budget|Optimization Score|Top impr. rate|Abs. top impr. rate
    """,
    "snapchat_ads": """
        date_start: Start Time
        date_end: End Time
        spend: Amount Spent
        clicks: Swipe Ups
        impressions: Total Impressions
        paid_impressions: Paid Impressions
        conversions: Purchases
        conversion_value: Purchases Value
        views_2s: 2 Second Video Views
        views_15s: 15 sec Video Views
        : lng|lat|Category|Sub Category|Campaign Start Time|Campaign End Time|Paid eCPM
        : Adds to Cart Web|Adds to Cart|Checkouts Started
    """,
    "amazon_ads": """
        day: Date
        date_start: Start Date
        date_end: End Date
        keyword: Targeting
        match_type: Match Type
        search_term: Customer Search Term
        ctr_all: Click-Thru Rate (CTR)
        cpc: Cost Per Click (CPC)
        roas: Total Return on Advertising Spend (ROAS)
        conversions: 7 Day Total Orders (#)
        conversion_value: 7 Day Total Sales
        : Total Advertising Cost of Sales (ACOS)|7 Day Total Units (#)|7 Day Conversion Rate
        : 7 Day Advertised SKU Units (#)|7 Day Advertised SKU Sales|7 Day Other SKU Sales
    """,
    "dv360": """
        account: Advertiser
        campaign: Campaign|Insertion Order
        ad_group: Line Item
        currency: Advertiser Currency
        spend: Revenue (Adv Currency)|Total Media Cost (Advertiser Currency)
        spend: Media Cost (Advertiser Currency)
        reach: Unique Reach: Impression Reach|Unique Reach: Total Reach
        incremental_reach: Unique Reach: Incremental Total Reach
        frequency: Unique Reach: Average Impression Frequency
        viewable_impressions: Active View: Viewable Impressions
        views: TrueView: Views|TrueView Views
        plays: Starts (Video)
        plays_p25: First-Quartile Views (Video)
        plays_p50: Midpoint Views (Video)
        plays_p75: Third-Quartile Views (Video)
        plays_p100: Complete Views (Video)
        : Skips (Video)|Unique Reach: Click Reach|Unique Reach: Viewable Impression Reach
        : Unique Reach: Exclusive Total Reach|Unique Reach: Duplicate Total Reach
        : Unique Reach: Added Impression Reach From Frequency Cap
        : Unique Reach: Total Reach (Co-Viewed)|Click Rate (CTR)
    """,
    "cm360": """
        placement: Placement|Site (CM360)|Site (DCM)
        spend: Media Cost
        conversions: Total Conversions
        reach: Unique Reach: Total Reach
        : Placement Start Date|Placement End Date|Ad Type|Placement ID
        : Unique Reach: Exclusive Reach|Unique Reach: Duplicate Reach
    """,
    "trade_desk": """
        spend: Advertiser Cost (Adv Currency)|Advertiser Cost (USD)
        currency: Advertiser Currency Code
        plays: Player Starts
        plays_p100: Player Completed Views
        : Frequency|Bids|Partner Currency Code|Partner Cost (USD)|Media Cost (USD)|TTD Total Cost
        : Inventory Contract|Zip|Total Click + View Conversions
    """,
    "pinterest_ads": """
        spend: Spend in account currency
        impressions: Impressions|Impression
        outbound_clicks: Outbound clicks
        conversions: Total conversions
        conversion_value: Total conversion value
    """,
    "google_ad_manager": """
        impressions: Total impressions
        revenue: Total revenue
        : Ad server clicks|Ad server CPM and CPC revenue (£)
        : Ad server CTR|Ad server average eCPM (£)|Goal quantity|Delivery indicator
        : Total Active View % viewable impressions
    """,
    "google_ad_manager_ad_server": """
        impressions: Ad server impressions
        clicks: Ad server clicks
        revenue: Ad server CPM and CPC revenue (£)
        : Total impressions|Ad server CTR|Ad server average eCPM (£)
    """,
    "linkedin_ads": """
        date_start: Data de início (em UTC)|Start Date (in UTC)
        account: Nome da conta|Account Name
        currency: Moeda|Currency
        campaign: Nome do grupo de campanhas|Campaign Group Name
        campaign_id: Código do grupo de campanhas|Campaign Group ID
        ad_group: Nome da campanha|Campaign Name
        ad_group_id: Código da campanha|Campaign ID
        spend: Total investido|Total Spent
        impressions: Impressões|Impressions
        clicks: Cliques|Clicks
        reach: Alcance|Reach
        frequency: Frequência média|Average Frequency
        cost_per_1000_reached: Custo por 1.000 pessoas alcançadas
        cpm: Média de CPM|Average CPM
        cpc: Média de CPC|Average CPC
        conversions: Conversões|Conversions
        link_clicks: Cliques que levam à página de destino
        : Conversões pós-clique|Conversões de exibição|Leads|Enviadas|Abertas|Sends|Opens
    """,
    "tiktok_ads": """
        campaign: Campaign name
        ad_group: Ad group name
        ad_group_id: Ad group ID
        ad: Ad name
        reach: Reach
        impressions: Impressions
        frequency: Frequency
        outbound_clicks: Clicks (destination)
        spend: Cost
        currency: Currency
        views: Video views
        views_2s: 2-second video views
        views_6s: 6-second video views
        focused_views_6s: 6-second video views (focused view)|6-second focused views
        focused_views_15s: 15-second video views (focused view)
        plays_p25: Video views at 25%
        plays_p100: Video views at 100%
        results: Results
        likes: Paid likes
        shares: Paid shares
        comments: Paid comments
        cost_per_1000_reached: Cost per 1000 reached
        : Cost per result|Optimization goal
    """,
    "facebook_content": """
        impressions: Impressions
        views: Views
        reach: Reach|Viewers
        likes: Reactions
        comments: Comments
        shares: Shares
        clicks: Total clicks
        link_clicks: Link Clicks
        other_clicks: Other Clicks
        photo_clicks: Matched Audience Targeting Consumption (Photo Click)
        organic_reach: Reach from Organic posts
        paid_reach: Reach from Boosted posts
        published_at: Publish time
        format: Post type
        : Reactions, Comments and Shares|IMPRESSION:UNIQUE_USERS|Ad impressions
        post_id: Post ID
        : Page ID|Caption type|Is crosspost|Is share|Languages|Funded content status|Data comment
        : Average Seconds viewed|Ad CPM (USD)
        account: Page name
        title: Title
        text: Description
        duration_seconds: Duration (sec)|Duration (secs)
        permalink: Permalink
        label: Custom labels
        day: Date
        negative_feedback: Negative feedback from users: Hide all
        watch_seconds: Seconds viewed
        revenue: Estimated earnings (USD)
        engaged_people: Engaged users
    """,
    "x_content": """
        impressions: Impressions|インプレッション数|Impressões
        shares: Reposts|リポスト
        share_button_uses: Shares|共有された回数|Compartilhamentos
        saves: Bookmarks|ブックマーク|Itens salvos
        comments: Replies|返信|Respostas
        link_clicks: URL Clicks|URLのクリック数|Cliques de URL
        detail_expands: Detail Expands|Expansões de detalhes
        permalink_clicks: Permalink Clicks|Cliques de link permanente
        hashtag_clicks: Hashtag Clicks|Cliques de hashtag
        profile_visits: Profile visits|Visitas ao perfil
    """,
    "x_tweets": """
        impressions: impressions
        shares: retweets
        comments: replies
        link_clicks: url clicks
        profile_visits: user profile clicks
        paid_impressions: promoted impressions
        er_impressions: engagement rate
    """,
    "youtube_content": """
        views: Views|Aufrufe|Visualizações
        engaged_views: Engaged views|Visualizações intencionais
        thumbnail_impressions: Impressions|Impressionen|Impressões|Thumbnail impressions
        youtube_thumb_ctr: Impressions click-through rate (%)|Thumbnail click-through rate (%)
        youtube_thumb_ctr: Taxa de cliques de impressões (%)|Klickrate der Impressionen (%)
        reach: Unique viewers
        net_follows: Subscribers|Abonnenten|Inscritos
        watch_seconds: Watch time (hours)|Tempo de exibição (horas)|Wiedergabezeit (Stunden)
        revenue: Your estimated revenue (USD)|Receita estimada (USD)
        : RPM (USD)|CPM (USD)|Average percentage viewed (%)|Returning viewers
        post_id: Video|Content|Conteúdo
        title: Videotitel|Video title|Título do vídeo
        published_at: Veröffentlichungszeitpunkt des Videos|Video publish time
        published_at: Horário de publicação do vídeo
        duration_seconds: Duration|Duração
        : Average views per viewer|Dislikes|Likes (vs. dislikes) (%)|Average view duration
        : Duração média da visualização|Continuaram assistindo (%)
        : Média de visualizações por espectador|Novos espectadores|Espectadores recorrentes
        shares: Shares
        follows: Subscribers gained
        unfollows: Subscribers lost
        likes: Likes
        comments: Comments added
    """,
    "linkedin_page_posts": """
        impressions: Impressions
        views: Views
        clicks: Clicks
        ctr_all: Click through rate (CTR)
        er_impressions: Engagement rate
        shares: Reposts|Shares
        : Offsite Views
        title: Post title
        permalink: Post link
        scope: Post type
        campaign: Campaign name
        : Posted by|Campaign start date|Campaign end date|Audience
        published_at: Created date
        likes: Likes
        comments: Comments
        follows: Follows
        format: Content Type
    """,
    "tiktok_overview": """
        views: Video views
        reach: Reached audience
        profile_visits: Profile views
        net_follows: Net growth
        follows: New followers
        unfollows: Lost followers
    """,
    "tiktok_posts": """
        views: Video views
        saves: Add to Favorites
        permalink: Video link
    """,
    "facebook_posts_2017": """
        post_id: Post ID
        permalink: Permalink
        text: Post Message
        format: Type
        : Countries|Languages|Audience Targeting|Lifetime Negative feedback
        : Lifetime Post Paid Impressions by people who have liked your Page
        : Lifetime Paid reach of a post by people who like your Page|Lifetime Organic views to 95%
        : Lifetime Paid views to 95%|Lifetime Organic Video Views|Lifetime Paid Video Views
        : Lifetime Average time video viewed|Lifetime Video length
        : post_impressions_fan_paid:lifetime|post_impressions_fan_paid_unique:lifetime
        : post_video_complete_views_organic_unique:lifetime
        : post_video_complete_views_organic:lifetime
        : post_video_complete_views_paid_unique:lifetime|post_video_complete_views_paid:lifetime
        : post_video_views_organic_unique:lifetime|post_video_views_organic:lifetime
        : post_video_views_paid_unique:lifetime|post_video_views_paid:lifetime
        : post_video_avg_time_watched:lifetime|post_video_length:lifetime
        published_at: Posted
        reach: Lifetime Post Total Reach|post_impressions_unique:lifetime
        organic_reach: Lifetime Post organic reach|post_impressions_organic_unique:lifetime
        paid_reach: Lifetime Post Paid Reach|post_impressions_paid_unique:lifetime
        impressions: Lifetime Post Total Impressions|post_impressions:lifetime
        organic_impressions: Lifetime Post Organic Impressions|post_impressions_organic:lifetime
        paid_impressions: Lifetime Post Paid Impressions|post_impressions_paid:lifetime
        engaged_people: Lifetime Engaged Users|post_engaged_users:lifetime
        clickers: Lifetime Post Consumers|post_consumptions_unique:lifetime
        clicks: Lifetime Post Consumptions|post_consumptions:lifetime
        negative_feedback: Lifetime Negative Feedback from Users|post_negative_feedback:lifetime
        follower_impressions: Lifetime Post Impressions by people who have liked your Page
        follower_impressions: post_impressions_fan:lifetime
        follower_reach: Lifetime Post reach by people who like your Page
        follower_reach: post_impressions_fan_unique:lifetime
        engaged_followers: Lifetime People who have liked your Page and engaged with your post
        engaged_followers: post_engaged_fan:lifetime
        shares: share
        likes: like
        comments: comment
    """,
    "facebook_page_2017": """
        date_start: Date
        followers: page_fans:lifetime
        follows: page_fan_adds_unique:day
        unfollows: page_fan_removes_unique:day
        engaged_people: page_engaged_users:day
        : page_engaged_users:days_28
        reach: page_impressions_unique:day
    """,
    "facebook_metrics_uci": """
        followers: Page total likes
        format: Type
        category: Category
        published_month: Post Month
        published_weekday: Post Weekday
        published_hour: Post Hour
        boosted: Paid
        reach: Lifetime Post Total Reach
        impressions: Lifetime Post Total Impressions
        engaged_people: Lifetime Engaged Users
        clickers: Lifetime Post Consumers
        clicks: Lifetime Post Consumptions
        follower_impressions: Lifetime Post Impressions by people who have liked your Page
        follower_reach: Lifetime Post reach by people who like your Page
        engaged_followers: Lifetime People who have liked your Page and engaged with your post
        comments: comment
        likes: like
        shares: share
        engagements: Total Interactions
    """,
    "facebook_video": """
        post_id: Video asset ID
        : Universal video ID|Page ID|Data comment
        account: Page name
        title: Title
        duration_seconds: Duration (sec)
        published_at: Publish time
        label: Custom labels
        day: Date
        reach: Reach
        views_3s: 3-second video views
        views_60s: 1-minute video views
        watch_seconds: Seconds viewed
    """,
    "instagram_home_made": """
        impressions: Impressions
        : From Home|From Hashtags|From Explore|From Other
        saves: Saves
        comments: Comments
        shares: Shares
        likes: Likes
        profile_visits: Profile Visits
        follows: Follows
        text: Caption
        label: Hashtags
    """,
    "linkedin_page_days": """
        day: Date
        organic_impressions: Impressions (organic)
        paid_impressions: Impressions (sponsored)
        impressions: Impressions (total)
        organic_reach: Unique impressions (organic)
        : Clicks (organic)|Clicks (sponsored)|Reactions (organic)|Reactions (sponsored)
        : Comments (organic)|Comments (sponsored)|Reposts (organic)|Reposts (sponsored)
        : Engagement rate (organic)|Engagement rate (sponsored)
        clicks: Clicks (total)
        likes: Reactions (total)
        comments: Comments (total)
        shares: Reposts (total)
        er_impressions: Engagement rate (total)
    """,
    "linkedin_page_updates": """
        title: Update title
        permalink: Update link
        scope: Update type
        campaign: Campaign name
        : Posted by|Campaign start date|Campaign end date|Audience
        published_at: Created date
        impressions: Impressions
        views: Video views
        clicks: Clicks
        ctr_all: Click through rate (CTR)
        likes: Likes
        comments: Comments
        shares: Shares
        follows: Follows
        er_impressions: Engagement rate
    """,
    "linkedin_creator_posts": """
        permalink: Post URL|URL du post
        published_at: Post publish date|Date de publication du post
        engagements: Engagements
        impressions: Impressions
    """,
    "linkedin_creator_days": """
        day: Date
        impressions: Impressions
        engagements: Engagements
    """,
    "pinterest_days": """
        impressions: Impressions
        engagements: Engagements
        clicks: Pin clicks|Closeups
        outbound_clicks: Outbound clicks|Link clicks
        saves: Saves
    """,
}
ROWS = [
    (format_, *map(str.strip, line.split(":", 1)))
    for format_, lines in MEANINGS.items()
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("format_", "name", "headers"), ROWS)
def test_a_header_means_what_the_design_notes_say(format_, name, headers):
    known = FORMATS[format_]
    meant = {each: known.meanings.get(plain(each), "") for each in headers.split("|")}
    assert meant == dict.fromkeys(meant, name)
    assert all(known.understands(plain(each)) for each in meant)
