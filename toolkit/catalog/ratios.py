"""Every ratio: always recomputed from summed parts, over rows that have both parts."""

from ..metrics import Ratio
from .measures import GOOGLE, MRC, TIKTOK, TOOLKIT

HOOTSUITE = "Hootsuite, how to calculate engagement rate"


def _rate(name: str, label: str, top: str, bottom: str, definition: str, source: str) -> Ratio:
    unit = f"{top.replace('_', ' ')} per {bottom.replace('_', ' ')}"
    return Ratio(name, label, unit, top, bottom, definition, source, "percent", better="higher")


def _per_1000(name: str, top: str, definition: str) -> Ratio:
    unit, label = f"{top} per 1,000 impressions", f"{top.capitalize()} per 1,000 impressions"
    return Ratio(
        name, label, unit, top, "impressions", definition, TOOLKIT, scale=1000, better="higher"
    )


def _cost(name: str, label: str, per: str, definition: str, source: str, scale: int = 1) -> Ratio:
    unit = f"currency per {f'{scale:,} ' if scale > 1 else ''}{per.replace('_', ' ')}"
    return Ratio(name, label, unit, "spend", per, definition, source, "money", scale, "lower")


RATIOS = {
    ratio.name: ratio
    for ratio in (
        # Shown and seen.
        Ratio(
            "frequency", "Average frequency", "impressions per person", "impressions", "reach",
            "Impressions per person reached, both of the same rows and period.",
            f"{GOOGLE}: average_impression_frequency_per_user",
        ),
        _rate("viewable_rate", "Viewability rate", "viewable_impressions",
              "measurable_impressions", "Share of the measurable impressions that were viewable.",
              f"{GOOGLE}: active_view_viewability"),
        _rate("measurability_rate", "Measurability", "measurable_impressions", "impressions",
              "Share of the impressions whose viewability could be measured.",
              f"{GOOGLE}: active_view_measurability"),
        Ratio("ivt_rate", "Invalid traffic rate", "invalid per gross impressions",
              "invalid_impressions", "gross_impressions",
              "Share of the gross impressions that no person saw.",
              "MRC Invalid Traffic Detection and Filtration Standards", "percent",
              better="lower"),
        _rate("virality_rate", "Virality rate", "viral_impressions", "impressions",
              "Impressions through shares against regular ones, which exclude them.",
              "LinkedIn Marketing API, ad analytics"),
        _rate("follower_impression_share", "Share of impressions on followers",
              "follower_impressions", "impressions",
              "Share of the impressions that went to followers.", "Meta Graph API, insights"),
        _rate("reach_rate", "Follower reach rate", "reach", "followers",
              "Reach against followers; above 1 where others saw it too.", TOOLKIT),
        _rate("follower_reach_rate", "Share of the followers reached", "follower_reach",
              "followers", "Share of the followers who saw it.", "Meta Graph API, insights"),
        _rate("follower_reach_share", "Followers among the people reached", "follower_reach",
              "reach", "Share of the people reached who follow; the rest are new to the account.",
              "Meta Graph API, insights"),
        Ratio("grp", "GRP", "rating points", "impressions", "universe",
              "Impressions per 100 people of the universe; says nothing of overlap.",
              "AGF glossary: GRP", scale=100),
        Ratio("trp", "TRP", "rating points", "target_impressions", "target_universe",
              "Target impressions per 100 people of the target group.",
              "Google Ads API, forecast: on_target_reach", scale=100),
        # Watched.
        _rate("view_rate", "View rate", "views", "impressions",
              "Views per impression; above 1 where replays count as views.",
              f"{GOOGLE}: video_view_rate"),
        _rate("completion_rate", "Completion rate", "plays_p100", "plays",
              "Share of the plays that reached the end.",
              "Display & Video 360: complete views over starts"),
        _rate("completion_rate_impressions", "Completion rate by impressions", "plays_p100",
              "impressions", "Completed plays per impression, as Google's quartile rates.",
              f"{GOOGLE}: video_quartile_p100_rate"),
        Ratio("watch_seconds_per_play", "Average watch time per play", "seconds per play",
              "watch_seconds", "plays",
              "Seconds per play, not per person; replays can push it past the video's length.",
              TIKTOK, "seconds", better="higher"),
        # Done.
        _rate("er_impressions", "Engagement rate by impressions", "engagements", "impressions",
              "Engagements per impression.", HOOTSUITE),
        _rate("er_reach", "Engagement rate by reach", "engagements", "reach",
              "Engagements per person reached; may exceed 1.", HOOTSUITE),
        _rate("er_followers", "Engagement rate by followers", "engagements", "followers",
              "Engagements per follower, of one post at the time of publication.",
              "NapoleonCat; Rival IQ"),
        _rate("er_views", "Engagement rate by views", "engagements", "views",
              "Engagements per view, under the platform's view rule.", HOOTSUITE),
        _rate("ctr_all", "CTR (all)", "clicks", "impressions",
              "Clicks of any kind per impression.", f"{GOOGLE}: ctr"),
        _rate("ctr_link", "CTR (link)", "link_clicks", "impressions",
              "Link clicks per impression.", "Meta Ads Manager, link click-through rate"),
        _rate("ctr_outbound", "CTR (outbound)", "outbound_clicks", "impressions",
              "Clicks that left the platform per impression.",
              "Meta Ads Manager, outbound click-through rate"),
        _rate("youtube_thumb_ctr", "Thumbnail CTR", "thumbnail_clicks", "thumbnail_impressions",
              "Clicks per thumbnail impression; not an ad's CTR.", "YouTube Reporting API"),
        _rate("amplification_rate", "Amplification rate", "shares", "impressions",
              "Shares per impression.", TOOLKIT),
        _rate("save_rate", "Save rate", "saves", "impressions", "Saves per impression.",
              TOOLKIT),
        _rate("follow_rate", "Follow rate", "follows", "impressions", "New follows per impression.",
              TOOLKIT),
        _per_1000("saves_per_1000", "saves", "Save rate, for a thousand impressions."),
        _per_1000("shares_per_1000", "shares", "Amplification rate, for a thousand impressions."),
        _per_1000("follows_per_1000", "follows", "Follow rate, for a thousand impressions."),
        # Paid for.
        _cost("cpm", "CPM", "impressions", "Spend per 1,000 impressions.",
              f"{GOOGLE}: average_cpm", 1000),
        _cost("vcpm", "vCPM", "viewable_impressions",
              "Spend per 1,000 viewable impressions, however they were bought.",
              f"{GOOGLE}: active_view_cpm; {MRC}", 1000),
        Ratio("cost_per_1000_reached", "Cost per 1,000 people reached",
              "currency per 1,000 people", "spend", "reach",
              "Spend per 1,000 distinct people; Meta's API calls it cpp.",
              "Meta Marketing API: cpp", "money", 1000, "lower"),
        Ratio("cost_per_incremental_reach", "Cost per person newly reached",
              "currency per person", "spend", "incremental_reach",
              "Spend per person first reached in this period of one declared order.",
              "Google CM360 help 2823516", "money", better="lower"),
        _cost("cpv", "CPV", "views", "Spend per view, under the platform's view rule.",
              f"{GOOGLE}: average_cpv"),
        Ratio("cpcv", "CPCV", "currency per completed play", "spend", "plays_p100",
              "Spend per play that reached the end.", "Pinterest Ads API; Meta Ads Manager",
              "money", better="lower"),
        _cost("cpc", "CPC (all)", "clicks", "Spend per click of any kind.",
              f"{GOOGLE}: average_cpc"),
        _cost("cost_per_link_click", "CPC (link)", "link_clicks", "Spend per link click.",
              "Meta Ads Manager, cost per link click"),
        _cost("cpe", "CPE", "engagements", "Spend per engagement of the platform's set.",
              f"{GOOGLE}: average_cpe"),
        _cost("cpa", "CPA", "conversions", "Spend per conversion, as credited.",
              "TikTok Ads, basic data glossary"),
        _cost("cost_per_result", "Cost per result", "results",
              "Spend per result of the declared type.", "Meta Ads Manager"),
        Ratio("cost_per_rating_point", "Cost per rating point", "currency per rating point",
              "spend", "grp", "Spend per rating point, of one universe.",
              "AGF glossary: GRP", "money", better="lower"),
        Ratio("roas", "ROAS", "currency per currency spent", "conversion_value", "spend",
              "Conversion value per unit of spend, both in one currency.",
              "Meta Ads Manager", better="higher"),
    )
}  # fmt: skip
