"""The pretend brand: what it owns, what it runs and where its people are. Data only."""

from dataclasses import dataclass

import numpy as np

START = np.datetime64("2026-07-20")
DAYS = 56
PEOPLE = 60_000
ROBOTS = 40
ROBOT_VISITS = 16_000

AGE_BANDS = {"18-24": 16, "25-34": 22, "35-44": 20, "45-54": 17, "55-64": 14, "65+": 11}
GENDERS = {"female": 51, "male": 46, "unknown": 3}

# Share of impressions by UTC hour of the day and by day of the week.
HOURS = (4, 2, 1, 1, 2, 6, 14, 24, 28, 26, 25, 28, 34, 30, 26, 26, 30, 38, 46, 52, 50, 38, 22, 10)
WEEKDAYS = (100, 98, 96, 98, 92, 84, 90)


@dataclass(frozen=True)
class Platform:
    """A platform as the brand meets it.

    ``use`` is the percentage of each age band that uses it, ``follow`` the percentage of its
    users who follow the brand; ``typical`` is the median of impressions per post, ``cpm`` the
    usual price of 1,000 impressions in cents.
    """

    name: str
    account: str
    use: tuple[int, ...]
    follow: int
    posts: int
    typical: int
    formats: dict[str, int]
    boosts: int
    cpm: int
    currency: str = "EUR"


PLATFORMS = {
    platform.name: platform
    for platform in (
        Platform("facebook", "Tarnvale", (45, 60, 70, 72, 70, 62), 22, 56, 980,
                 {"photo": 40, "video": 20, "link": 20, "reel": 12, "text": 8}, 9, 820),
        Platform("instagram", "tarnvale", (78, 68, 52, 38, 26, 16), 25, 40, 1100,
                 {"photo": 35, "reel": 40, "carousel": 25}, 5, 930),
        Platform("x", "tarnvale", (24, 26, 24, 18, 13, 9), 12, 32, 560,
                 {"text": 45, "photo": 30, "link": 15, "video": 10}, 0, 610),
        Platform("linkedin", "Tarnvale", (14, 30, 30, 24, 16, 5), 10, 18, 520,
                 {"text": 35, "photo": 35, "link": 15, "video": 15}, 0, 3400, "USD"),
        Platform("tiktok", "tarnvale", (66, 45, 28, 18, 11, 6), 10, 8, 1500,
                 {"video": 100}, 0, 540),
        Platform("youtube", "Tarnvale", (85, 82, 78, 72, 64, 52), 8, 6, 1300,
                 {"video": 50, "short": 50}, 0, 1150),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A form of content.

    ``dwell`` is the median time on screen in tenths of a second; ``watch``, for what moves,
    the median time watched, and ``durations`` the lengths in seconds that occur.
    """

    name: str
    reach: int
    dwell: int
    watch: int = 0
    durations: tuple[int, ...] = ()


FORMATS = {
    form.name: form
    for form in (
        Format("photo", 100, 17),
        Format("text", 75, 24),
        Format("link", 70, 15),
        Format("carousel", 115, 31),
        Format("video", 120, 5, 46, (20, 30, 45, 60, 90)),
        Format("reel", 150, 4, 58, (9, 15, 22, 30)),
        Format("short", 140, 4, 64, (12, 20, 30, 45)),
    )
}

# What moves the impressions of a post, in percent of an ordinary one.
WEEKDAY_LEVER = (100, 105, 110, 108, 95, 80, 90)
HOUR_LEVER = {7: 100, 9: 90, 12: 115, 15: 95, 18: 135, 20: 120}
HASHTAG_LEVER = (90, 97, 104, 110, 108, 100, 85)
HOUR_SHARES = {7: 18, 9: 20, 12: 22, 15: 14, 18: 16, 20: 10}

# Actions per 100,000 impressions.
ACTIONS: dict[str, dict[str, int]] = {
    "facebook": {"like": 2600, "comment": 260, "share": 380, "follow": 50, "hide": 25,
                 "link_click": 800, "photo_click": 900, "other_click": 500},
    "instagram": {"like": 4300, "comment": 300, "share": 420, "save": 460, "follow": 90,
                  "link_click": 150, "other_click": 300},
    "x": {"like": 1300, "comment": 160, "share": 260, "save": 120, "share_button": 90,
          "follow": 30, "link_click": 520, "profile_visit": 330, "detail_expand": 1500,
          "hashtag_click": 90, "permalink_click": 40},
    "linkedin": {"like": 1900, "comment": 210, "share": 180, "follow": 80,
                 "link_click": 900, "other_click": 1100},
    "tiktok": {"like": 5200, "comment": 380, "share": 520, "save": 610, "follow": 150,
               "link_click": 100, "other_click": 250},
    "youtube": {"like": 2300, "comment": 240, "share": 160, "follow": 120,
                "link_click": 260, "other_click": 220},
}  # fmt: skip
CLICKS = {
    "link_click", "photo_click", "other_click", "hashtag_click", "permalink_click",
    "profile_visit", "detail_expand",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One ad on one platform: what is bought, from which day on, and for whom.

    ``cpm`` is in percent of the platform's usual price, ``link`` the link clicks per 100,000
    impressions.
    """

    campaign: str
    ad_group: str
    ad: str
    platform: str
    format: str
    objective: str
    first_day: int
    days: int
    impressions: int
    duration: int = 0
    ages: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    cpm: int = 100
    link: int = 400
    post: int = -1


LAUNCH, EVERYDAY, DESK, TRADE = "Launch", "Everyday", "Back to desk", "Trade partners"
REACH, LINK_CLICKS, THRUPLAYS = "Reach", "Link clicks", "ThruPlays"

FILM = Line(LAUNCH, "Launch wide", "Launch film", "facebook", "video", REACH, 7, 14, 50_000, 30,
            cpm=88, link=350)  # fmt: skip
FILM_PEOPLE = 5_000

_YOUNG, _OFFICE = (0, 1), (1, 2, 3)
LINES = (
    FILM,
    Line(LAUNCH, "Launch wide", "Launch cut 15", "instagram", "reel", REACH, 7, 21, 13_000, 15),
    Line(LAUNCH, "Launch wide", "Launch cut 15", "tiktok", "video", REACH, 7, 21, 11_000, 15),
    Line(LAUNCH, "Launch wide", "Launch cut 15", "youtube", "video", REACH, 7, 21, 12_000, 15),
    Line(LAUNCH, "Launch lookalike", "Launch stills", "facebook", "photo", REACH, 10, 21, 9_000),
    Line(LAUNCH, "Launch lookalike", "Launch stills", "instagram", "photo", REACH, 10, 21, 9_000),
    Line(EVERYDAY, "Interests", "Bottle carousel", "facebook", "carousel", LINK_CLICKS, 0, 56,
         10_000, cpm=110, link=1300),
    Line(EVERYDAY, "Interests", "Bottle carousel", "instagram", "carousel", LINK_CLICKS, 0, 56,
         9_000, cpm=110, link=900),
    Line(EVERYDAY, "Interests", "Refill offer", "facebook", "link", LINK_CLICKS, 4, 45, 8_000,
         cpm=105, link=1700),
    Line(EVERYDAY, "Interests", "Refill offer", "x", "link", LINK_CLICKS, 4, 45, 8_000,
         link=1100),
    Line(EVERYDAY, "Come back", "Still thirsty", "facebook", "photo", LINK_CLICKS, 14, 42, 5_000,
         cpm=145, link=2100),
    Line(EVERYDAY, "Come back", "Still thirsty", "instagram", "photo", LINK_CLICKS, 14, 42, 5_000,
         cpm=145, link=1500),
    Line(DESK, "Students", "Desk film", "instagram", "reel", THRUPLAYS, 35, 21, 10_000, 20,
         _YOUNG, 120),
    Line(DESK, "Students", "Desk film", "tiktok", "video", THRUPLAYS, 35, 21, 11_000, 20, _YOUNG),
    Line(DESK, "Students", "Desk film", "youtube", "video", THRUPLAYS, 35, 21, 10_000, 20, _YOUNG),
    Line(DESK, "Offices", "Desk film", "facebook", "video", THRUPLAYS, 35, 21, 9_000, 20, _OFFICE),
    Line(DESK, "Offices", "Desk stills", "x", "photo", LINK_CLICKS, 35, 21, 6_000, 0, _OFFICE,
         link=900),
    Line(TRADE, "Buyers", "Office case", "linkedin", "photo", LINK_CLICKS, 14, 35, 6_000, 0,
         (1, 2, 3, 4), link=700),
    Line(TRADE, "Buyers", "Partner film", "linkedin", "video", LINK_CLICKS, 14, 35, 5_000, 45,
         (1, 2, 3, 4), 115, 500),
)  # fmt: skip

BOOST_DAYS, BOOST_IMPRESSIONS = 4, 850
