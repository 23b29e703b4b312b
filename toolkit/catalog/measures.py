"""Every measure that a delivery table may hold."""

from ..metrics import AtMost, Format, Measure

GOOGLE = "Google Ads API v21, metrics.proto"
META = "Meta Business Help 675615482516035"
MRC = "MRC Viewable Ad Impression Measurement Guidelines, 2014"
TIKTOK = "TikTok Ads, glossary of video play metrics"
TOOLKIT = "Impressions toolkit"

LOOK_IMPRESSIONS = (AtMost("impressions", "look"),)


def _count(name: str, label: str, counts: str, definition: str, source: str, **rest) -> Measure:
    unit = {"people": "people", "newcomers": "people", "population": "people"}.get(counts, counts)
    return Measure(name, label, rest.pop("unit", unit), counts, definition, source, **rest)


def _plays(name: str, label: str, definition: str, above: str, source: str = TIKTOK) -> Measure:
    return _count(name, label, "views", definition, source, at_most=(AtMost(above),), unit="plays")


def _views(seconds: int, source: str) -> Measure:
    return _count(
        f"views_{seconds}s",
        f"Views of {seconds} s",
        "views",
        f"Views that lasted at least {seconds} seconds, by the platform's own clock.",
        source,
    )


def _focused(seconds: int) -> Measure:
    return _count(
        f"focused_views_{seconds}s",
        f"Focused views of {seconds} s",
        "views",
        f"Views of at least {seconds} seconds, or with an interaction after the first second.",
        "TikTok Ads, focused view",
    )


_MONEY: Format = "money"

MEASURES = {
    measure.name: measure
    for measure in (
        # Shown.
        _count(
            "impressions", "Impressions", "impressions",
            "Displays, counted by the platform's own rule; one person may cause many.",
            f"{META}; IAB/MRC, count on begin to render",
        ),
        _count(
            "measurable_impressions", "Measurable impressions", "impressions",
            "Impressions whose viewability could be measured.",
            f"{GOOGLE}: active_view_measurable_impressions", at_most=(AtMost("impressions"),),
        ),
        _count(
            "viewable_impressions", "Viewable impressions", "impressions",
            "Impressions that met the stated share of pixels for the stated time.",
            MRC, at_most=(AtMost("measurable_impressions"), AtMost("impressions")),
        ),
        _count(
            "gross_impressions", "Gross impressions", "impressions",
            "Impressions before invalid traffic was taken out.",
            "MRC Invalid Traffic Detection and Filtration Standards",
        ),
        _count(
            "invalid_impressions", "Invalid impressions", "impressions",
            "Impressions by robots or other traffic that no person saw.",
            "MRC Invalid Traffic Detection and Filtration Standards",
            at_most=(AtMost("gross_impressions"),),
        ),
        _count(
            "viral_impressions", "Viral impressions", "impressions",
            "Impressions through members who shared; outside LinkedIn's regular impressions.",
            "LinkedIn Marketing API, ad analytics",
        ),
        _count(
            "organic_impressions", "Organic impressions", "impressions",
            "Impressions that nobody paid for; parts need not add up to the total.",
            "Meta Graph API, insights", at_most=LOOK_IMPRESSIONS,
        ),
        _count(
            "paid_impressions", "Paid impressions", "impressions",
            "Impressions that were paid for; parts need not add up to the total.",
            "Meta Graph API, insights", at_most=LOOK_IMPRESSIONS,
        ),
        _count(
            "follower_impressions", "Impressions on followers", "impressions",
            "Impressions on people who follow the account.",
            "Meta Graph API, insights", at_most=(AtMost("impressions"),),
        ),
        _count(
            "target_impressions", "Target impressions", "impressions",
            "Impressions on members of the target group.",
            "WFA planning and evaluation framework", at_most=(AtMost("impressions"),),
        ),
        # Seen by.
        _count(
            "reach", "Reach", "people",
            "Distinct people (accounts, on most platforms) with at least one impression.",
            f"{GOOGLE}: unique_users, which states that it cannot be aggregated",
            at_most=(AtMost("impressions"),),
        ),
        _count(
            "organic_reach", "Organic reach", "people",
            "Distinct people reached without payment; overlaps paid reach.",
            "Meta Graph API, insights", at_most=(AtMost("reach", "look"),),
        ),
        _count(
            "paid_reach", "Paid reach", "people",
            "Distinct people reached by payment; overlaps organic reach.",
            "Meta Graph API, insights", at_most=(AtMost("reach", "look"),),
        ),
        _count(
            "follower_reach", "Followers reached", "people",
            "Distinct followers with at least one impression.",
            "Meta Graph API, insights",
            at_most=(AtMost("reach"), AtMost("follower_impressions")),
        ),
        _count(
            "engaged_people", "People who engaged", "people",
            "Distinct people who clicked, reacted, commented or shared.",
            "Meta Graph API, insights: post_engaged_users", at_most=(AtMost("reach", "look"),),
        ),
        _count(
            "clickers", "People who clicked", "people",
            "Distinct people who clicked anywhere.",
            "Meta Graph API, insights: post_consumptions_unique",
            at_most=(AtMost("clicks"), AtMost("reach", "look")),
        ),
        _count(
            "engaged_followers", "Followers who engaged", "people",
            "Distinct followers who engaged.",
            "Meta Graph API, insights", at_most=(AtMost("engaged_people", "look"),),
        ),
        _count(
            "viewers_3s", "Viewers of 3 s", "people",
            "Distinct people who watched for at least 3 seconds.",
            "Meta Business Suite, content export", at_most=(AtMost("views_3s"),),
        ),
        _count(
            "viewers_60s", "Viewers of 60 s", "people",
            "Distinct people who watched for at least 60 seconds.",
            "Meta Business Suite, content export",
            at_most=(AtMost("viewers_3s"), AtMost("views_60s")),
        ),
        _count(
            "incremental_reach", "Incremental reach", "newcomers",
            "People first reached in this period of one declared order.",
            "Google CM360 help 2823516", at_most=(AtMost("reach"),),
        ),
        _count(
            "followers", "Followers", "followers",
            "Accounts that follow, at one moment.", "Instagram Platform API: follower_count",
        ),
        _count(
            "net_follows", "Net follows", "actions",
            "Follows less unfollows.", TOOLKIT, may_be_negative=True,
        ),
        _count(
            "universe", "Universe", "population",
            "People in the population that a rating refers to.", "AGF glossary: GRP",
        ),
        _count(
            "target_universe", "Target universe", "population",
            "People in the target group.", "AGF glossary: GRP", at_most=(AtMost("universe"),),
        ),
        # Watched.
        _count(
            "views", "Views", "views",
            "Views by the platform's own rule of the day; see the view rule.",
            "Platforms' own help pages, see the view rules",
        ),
        _count(
            "engaged_views", "Engaged views", "views",
            "Views that went past the first moments, by the platform's older rule for short films.",
            "YouTube Analytics API: engagedViews", at_most=(AtMost("views", "look"),),
        ),
        _views(2, f"{TIKTOK}; {MRC}"),
        _views(3, "Meta Ads Manager, 3-second video plays"),
        _views(6, TIKTOK),
        _views(10, "Meta Ads Manager, 10-second video views"),
        _views(15, "X Ads API: video_15s_views"),
        _views(30, "Meta Ads Manager, 30-second video views"),
        _views(60, "Meta Business Suite, 1-minute video views"),
        _count(
            "thruplays", "ThruPlays", "views",
            "Plays to the end, or for at least 15 seconds of a longer video.",
            "Meta Ads Manager, ThruPlay",
        ),
        _focused(6),
        _focused(15),
        _count("plays", "Plays", "views", "Times that a video began to play.", TIKTOK),
        _plays("plays_p25", "Plays to 25 %", "Plays that reached a quarter.", "plays"),
        _plays("plays_p50", "Plays to 50 %", "Plays that reached the middle.", "plays_p25"),
        _plays("plays_p75", "Plays to 75 %", "Plays that reached three quarters.", "plays_p50"),
        _plays(
            "plays_p95", "Plays to 95 %", "Plays that reached 95 %.", "plays_p75",
            "Pinterest Ads API",
        ),
        _plays(
            "plays_p100", "Completed plays", "Plays that reached the end.", "plays_p95",
        ),
        _count(
            "watch_seconds", "Watch time", "seconds",
            "Seconds watched; whether replays count is the platform's choice.",
            TIKTOK, format="seconds",
        ),
        # Done.
        _count(
            "clicks", "Clicks (all)", "clicks",
            "Clicks anywhere on the content.", f"{GOOGLE}: clicks", at_most=LOOK_IMPRESSIONS,
        ),
        _count(
            "link_clicks", "Link clicks", "clicks",
            "Clicks on links, also to places on the platform.",
            "Meta Business Help 659185130844708", at_most=(AtMost("clicks"),),
        ),
        _count(
            "outbound_clicks", "Outbound clicks", "clicks",
            "Clicks that led away from the platform.",
            "Meta Business Help 674769555983979",
            at_most=(AtMost("link_clicks"), AtMost("clicks")),
        ),
        _count(
            "photo_clicks", "Photo clicks", "clicks",
            "Clicks that opened a photo.",
            "Meta Business Suite, content export", at_most=(AtMost("clicks"),),
        ),
        _count(
            "other_clicks", "Other clicks", "clicks",
            "Clicks on anything but links, photos and videos.",
            "Meta Business Suite, content export", at_most=(AtMost("clicks"),),
        ),
        _count(
            "thumbnail_clicks", "Thumbnail clicks", "clicks",
            "Clicks on a video's thumbnail.", "YouTube Reporting API",
            at_most=(AtMost("thumbnail_impressions"),),
        ),
        _count(
            "thumbnail_impressions", "Thumbnail impressions", "impressions",
            "Thumbnails at least half visible for more than a second; not the video's displays.",
            "YouTube Help 9314486", unit="thumbnail impressions",
        ),
        _count(
            "landing_page_views", "Landing page views", "actions",
            "Landing pages that loaded after a click.",
            "Meta Business Help 674769555983979", at_most=(AtMost("link_clicks", "look"),),
        ),
        _count(
            "engagements", "Engagements", "engagements",
            "Actions on the content; the platform decides which.",
            "Hootsuite, how to calculate engagement rate",
        ),
        _count(
            "likes", "Likes", "actions", "Likes and other reactions.",
            "Platforms' own help pages",
        ),
        _count("comments", "Comments", "actions", "Comments and replies.",
               "Platforms' own help pages"),
        _count("shares", "Shares", "actions", "Shares, reposts and retweets.",
               "Platforms' own help pages"),
        _count("share_button_uses", "Share button uses", "actions",
               "Uses of the share button; on X these are not reposts.",
               "X Analytics, content export"),
        _count("saves", "Saves", "actions", "Saves and bookmarks.", "Platforms' own help pages"),
        _count("follows", "Follows", "actions", "New follows credited to the content.",
               "Platforms' own help pages"),
        _count("unfollows", "Unfollows", "actions", "Follows ended.",
               "X Analytics; YouTube Analytics API: subscribersLost"),
        _count("profile_visits", "Profile visits", "actions", "Visits to the account's profile.",
               "Platforms' own help pages"),
        _count("detail_expands", "Detail expands", "actions", "Opened to read in full.",
               "X Analytics, content export"),
        _count("hashtag_clicks", "Hashtag clicks", "clicks", "Clicks on a hashtag.",
               "X Analytics, content export"),
        _count("permalink_clicks", "Permalink clicks", "clicks", "Clicks on the post's own link.",
               "X Analytics, content export"),
        _count("negative_feedback", "Negative feedback", "actions",
               "Times the content was hidden or reported.", "Meta Graph API, insights"),
        # Paid for.
        Measure(
            "spend", "Spend", "currency", "money",
            "Media cost, in one currency and on one price basis.",
            "X Ads API, analytics (micros); platforms' own help pages",
            _MONEY, may_be_negative=True,
        ),
        _count("results", "Results", "results",
               "What the campaign asked for, by result type.", "Meta Ads Manager",
               format="decimal"),
        _count("conversions", "Conversions", "actions",
               "Actions credited to the ads; models may credit fractions.",
               f"{GOOGLE}: conversions", format="decimal"),
        Measure(
            "conversion_value", "Conversion value", "currency", "money",
            "Worth of the conversions, as told to the platform.",
            f"{GOOGLE}: conversions_value", _MONEY, may_be_negative=True,
        ),
        Measure(
            "revenue", "Estimated earnings", "currency", "money",
            "What the platform pays the account for its content.",
            "YouTube Analytics API; Meta Business Suite", _MONEY, may_be_negative=True,
        ),
        Measure(
            "impression_share", "Impression share", "share of eligible impressions", "shares",
            "Impressions over those the ads could have had; the platform's estimate.",
            f"{GOOGLE}: search_impression_share", "percent",
        ),
    )
}  # fmt: skip
