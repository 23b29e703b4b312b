"""Hold what is told of posts against what was planted, in many simulated accounts.

Prints how often planted changes are dated within three posts, how often a change is claimed where
there is none, what planted changes of counting rules are put down to, how often the 95 % intervals
of levers' multipliers cover the truth, and how often confounded levers are called inseparable.
"""

import argparse
from dataclasses import replace

import numpy as np
import pandas as pd

from toolkit.drivers import change_points, fit_levers
from toolkit.simulate.account import Account, Change, Moves, simulate_account

PAGE = Account(
    "linkedin", "Tarnvale", "impressions", 160, "2026-01-05", 26, 900,
    {"photo": 40, "video": 25, "text": 20, "link": 15},
)  # fmt: skip
CHANNEL = replace(PAGE, platform="youtube", metric="views", start="2026-05-04")
RULE_DAY = "2026-08-27"
HOURS = {"6 to 9 h": (7, 9), "10 to 13 h": (12,), "14 to 17 h": (15,), "18 to 23 h": (18, 20)}
TAGS = {"none": (0,), "1 or 2": (1, 2), "3 to 5": (3, 4, 5), "6 or more": (6,)}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def main() -> None:
    """Run the study."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=200)
    asked = parser.parse_args()
    seeds = range(asked.accounts)
    from rich.console import Console
    from rich.table import Table

    table = Table("", "", title=f"{asked.accounts} simulated accounts")
    for row in study(seeds).items():
        table.add_row(*row)
    Console(width=100).print(table)


def study(seeds: range) -> dict[str, str]:
    """Return every figure of the study in words."""
    changed = [dated(seed) for seed in seeds]
    alarms = [len(change_points(simulate_account(seed, levered(PAGE, seed)))) for seed in seeds]
    ruled = [ruled_as(seed) for seed in seeds]
    beside = [beside_a_rule(seed) for seed in seeds]
    covered = np.concatenate([coverage(seed) for seed in seeds])
    confounded = [inseparable(seed) for seed in seeds]
    return {
        "planted changes dated within 3 posts": f"{np.mean(changed):.1%}",
        "false alarms where nothing changed": f"{np.mean(np.array(alarms) > 0):.1%}",
        "planted rule changes found": f"{np.mean([bool(causes) for causes in ruled]):.1%}",
        "planted rule changes called distribution": share_of(ruled, "distribution"),
        "other changes claimed beside a rule's": f"{np.mean([len(c) > 1 for c in ruled]):.1%}",
        "changes weeks from a rule's day put down to it": share_of(beside, "counting rule"),
        "multipliers covered by their 95 % interval": f"{np.mean(covered):.1%} of {len(covered):,}",
        "confounded levers declared inseparable": f"{np.mean(confounded):.1%}",
    }


def levered(account: Account, seed: int, **planted: object) -> Account:
    """Return the account with levers drawn for this seed."""
    draw = np.random.default_rng(seed)

    def percents(keys):
        return dict(zip(keys, draw.integers(75, 140, len(keys)).tolist(), strict=True))

    tags, hours = percents(TAGS), percents(HOURS)
    moves = Moves(
        format=percents(account.formats) | {"photo": 100},
        weekday=percents(range(7)),
        hour={hour: hours[band] for band, each in HOURS.items() for hour in each},
        hashtags={count: tags[band] for band, each in TAGS.items() for count in each},
        mention=int(draw.integers(75, 140)),
        boosted=int(draw.integers(120, 260)),
    )
    return replace(account, moves=moves, **planted)


def dated(seed: int) -> bool:
    """Tell whether a planted change is found within three posts of its place."""
    place = int(np.random.default_rng([seed, 1]).integers(40, 120))
    percent = 45 if seed % 2 else 222
    account = levered(PAGE, seed, distribution=Change(percent, place=place))
    posts = simulate_account(seed, account)
    found = change_points(posts)
    days = posts["published_at"].dt.tz_localize(None).dt.normalize()
    places = [int((days < day).sum()) for day in found[found["cause"].eq("distribution")]["date"]]
    return any(abs(each - place) <= 3 for each in places)


def ruled_as(seed: int) -> list[str]:
    """Return what changes are put down to where a counting rule changed, the nearest first."""
    return causes_near(RULE_DAY, seed, rule=Change(190, day=RULE_DAY))


def beside_a_rule(seed: int) -> list[str]:
    """Return the same where distribution changed some weeks before or after a rule's day."""
    weeks = int(np.random.default_rng([seed, 2]).integers(3, 8)) * (1 if seed % 2 else -1)
    day = f"{pd.Timestamp(RULE_DAY) + pd.Timedelta(weeks=weeks):%Y-%m-%d}"
    return causes_near(day, seed, distribution=Change(190, day=day))


def causes_near(day: str, seed: int, **planted: object) -> list[str]:
    """Return what the changes of an account are put down to, those nearest to a day first."""
    found = change_points(simulate_account(seed, levered(CHANNEL, seed, **planted)))
    near = (found["date"] - pd.Timestamp(day)).abs().argsort()
    return found["cause"].iloc[near].tolist()


def share_of(causes: list[list[str]], name: str) -> str:
    """Return how often the nearest change is put down to something."""
    return f"{np.mean([each[:1] == [name] for each in causes]):.1%}"


def coverage(seed: int) -> np.ndarray:
    """Tell of each multiplier whether its interval covers the planted one."""
    account = levered(PAGE, seed)
    moves = account.moves
    fitted = fit_levers(simulate_account(seed, account))
    planted = {
        "format": moves.format,
        "weekday": {name: moves.weekday[day] for day, name in enumerate(DAYS)},
        "hour": {band: moves.hour[hours[0]] for band, hours in HOURS.items()},
        "hashtags": {band: moves.hashtags[counts[0]] for band, counts in TAGS.items()},
        "collaboration": {"mentions another": moves.mention, "alone": 100},
        "support": {"boosted": moves.boosted, "not boosted": 100},
    }
    told = fitted[fitted["told"].eq("") & fitted["low"].ne(fitted["high"])]
    usual = fitted[fitted["low"].eq(fitted["high"])].reset_index().set_index("lever")["level"]
    return np.array(
        [
            row.low
            <= truth(planted, lever, level) / truth(planted, lever, usual[lever])
            <= row.high
            for (lever, level), row in told.iterrows()
        ]
    )


def truth(planted: dict, lever: str, level: str) -> float:
    """Return the planted percentage; levers that were not planted move nothing."""
    return planted.get(lever, {}).get(level, 100)


def inseparable(seed: int) -> bool:
    """Tell whether paid support that goes to videos alone is never told apart from them."""
    account = levered(PAGE, seed, boost_format="video")
    told = fit_levers(simulate_account(seed, account))["told"]
    support, others = told["support"], told["format"]
    return "inseparable from format" in set(support) and "inseparable from support" in set(others)


if __name__ == "__main__":
    pd.options.display.width = 120
    main()
