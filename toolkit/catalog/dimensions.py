"""Every dimension that a delivery table may hold, and what it partitions."""

from ..metrics import Dimension
from .things import EVERYTHING

# One impression, click or euro lies in one ad on one day. A person sees many ads on many
# days, and the same followers or population stand behind all of them.
EVENTS = EVERYTHING - {"people", "newcomers", "followers", "population", "shares"}
PERIODS = EVENTS | {"newcomers"}
ACCOUNTS = EVENTS | {"followers"}
PLACES = EVENTS | {"followers", "population"}
PERSONS = EVERYTHING - {"shares"}
META = frozenset({"meta", "facebook", "instagram", "messenger", "audience_network", "threads"})

DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        # Where: the account and what hangs below it.
        Dimension(
            "platform",
            "Platform",
            ACCOUNTS - {"engagements"},
            "Service that showed the content.",
            kin=META,
        ),
        Dimension("account", "Account", ACCOUNTS, "Page, profile, channel or ad account."),
        Dimension("account_id", "Account ID", ACCOUNTS, "The platform's id of the account."),
        Dimension("campaign", "Campaign", EVENTS, "Campaign; on LinkedIn the campaign group."),
        Dimension("campaign_id", "Campaign ID", EVENTS, "The platform's id of the campaign."),
        Dimension("campaign_type", "Campaign type", EVENTS, "The platform's kind of campaign."),
        Dimension("ad_group", "Ad group", EVENTS, "Ad group, ad set, ad squad or line item."),
        Dimension("ad_group_id", "Ad group ID", EVENTS, "The platform's id of the ad group."),
        Dimension("ad", "Ad", EVENTS, "Single advertisement."),
        Dimension("ad_id", "Ad ID", EVENTS, "The platform's id of the ad."),
        Dimension("creative", "Creative", EVENTS, "Film, picture or text that the ad shows."),
        Dimension("keyword", "Keyword", EVENTS, "Word that the advertiser bid on."),
        Dimension("match_type", "Match type", EVENTS, "How close a search must be to the keyword."),
        Dimension("search_term", "Search term", EVENTS, "Words that the person searched for."),
        Dimension("objective", "Objective", EVENTS, "What the campaign asks the platform for."),
        Dimension("status", "Status", EVENTS, "Delivery status when the file was made."),
        Dimension("placement", "Placement", EVENTS, "Position inside the platform."),
        Dimension("device", "Device", EVENTS, "Kind of device that showed it."),
        # What: the post and its form.
        Dimension("post", "Post", EVENTS, "Single organic post or video; its id or title."),
        Dimension("post_id", "Post ID", EVENTS, "The platform's id of the post."),
        Dimension("title", "Title", EVENTS, "Title of the post or video."),
        Dimension("text", "Text", EVENTS, "Words of the post."),
        Dimension("permalink", "Link", EVENTS, "Address of the post."),
        Dimension("format", "Format", EVENTS, "Form of the content: photo, video, link, ..."),
        Dimension("category", "Category", EVENTS, "The account's own sorting of its content."),
        Dimension("label", "Label", EVENTS, "The account's own labels on the content."),
        Dimension(
            "duration_seconds", "Duration", EVENTS, "Length of the video in seconds.", "number"
        ),
        Dimension("boosted", "Boosted", EVENTS, "Whether money supported the post.", "flag"),
        Dimension("scope", "Scope", EVENTS, "Organic, paid or total delivery.", whole="total"),
        Dimension("source", "Source", EVENTS, "Surface an impression came from: home, ..."),
        # When.
        Dimension("date_start", "From", PERIODS, "First day of the row's period.", "date"),
        Dimension("date_end", "To", PERIODS, "Last day of the row's period, inclusive.", "date"),
        Dimension("published_at", "Published", EVENTS, "When the post went out.", "time"),
        Dimension("published_month", "Month published", EVENTS, "1 is January.", "number"),
        Dimension(
            "published_weekday", "Weekday published", EVENTS, "The platform's number.", "number"
        ),
        Dimension("published_hour", "Hour published", EVENTS, "0 to 23.", "number"),
        # Who and where they are.
        Dimension("age_band", "Age band", PERSONS, "Age as the platform knows or guesses it."),
        Dimension("gender", "Gender", PERSONS, "Gender as the platform knows or guesses it."),
        Dimension("country", "Country", PLACES, "Country in which it was shown."),
        Dimension("region", "Region", PLACES, "Region in which it was shown."),
        Dimension("language", "Language", EVENTS, "Language of the content or the account."),
        # Under which rules it was counted.
        Dimension("currency", "Currency", EVENTS - {"money"}, "ISO 4217 code of the money."),
        Dimension("price_basis", "Price basis", EVENTS - {"money"}, "Gross or net of fees."),
        Dimension("result_type", "Result type", EVENTS - {"results"}, "What counts as a result."),
        Dimension("view_rule", "View rule", EVENTS - {"views"}, "What had to happen for a view."),
    )
}
