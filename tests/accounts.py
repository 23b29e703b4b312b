"""Pretend accounts whose true rates are known: posts that differ, and days that resemble."""

import numpy as np

WEEK = np.array([1.0, 0.98, 0.96, 0.98, 0.92, 0.84, 0.90])
CPM, CTR = 8.0, 0.01


def posts(chance, count):
    """Clicks and impressions of posts: each has a rate of its own, and few have most displays."""
    rate = chance.beta(2, 198, count)
    shown = np.round(chance.lognormal(7, 1, count)).astype(int) + 1
    return chance.binomial(shown, rate).astype(float), shown.astype(float), CTR


def campaigns(chance, count):
    """Spend and thousands of impressions of campaigns, each at a price of its own."""
    price = CPM * np.exp(0.4 * chance.normal(size=count) - 0.08)
    shown = chance.lognormal(4, 0.8, count)
    return price * shown, shown, CPM


def days(resemblance, spread=0.25):
    """Return an account whose daily price resembles the day before, and dips on weekends."""

    def draw(chance, count):
        noise = chance.normal(size=count)
        for day in range(1, count):
            fresh = np.sqrt(1 - resemblance**2) * noise[day]
            noise[day] = resemblance * noise[day - 1] + fresh
        price = CPM * np.exp(spread * noise - spread**2 / 2) * WEEK[np.arange(count) % 7]
        shown = chance.lognormal(4, 0.5, count)
        return price * shown, shown, CPM * WEEK[np.arange(count) % 7].mean()

    return draw


ACCOUNTS = {
    "posts, click rate": (posts, False),
    "campaigns, CPM": (campaigns, False),
    "days, no resemblance": (days(0.0), True),
    "days, resemblance 0.3": (days(0.3), True),
    "days, resemblance 0.6": (days(0.6), True),
}
