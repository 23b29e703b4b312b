"""What can be counted, and why rows may share it."""

from ..metrics import Thing

THINGS = {
    thing.name: thing
    for thing in (
        Thing("impressions", "an impression happens once, at one place and time"),
        Thing("views", "views under different rules are different things"),
        Thing("clicks", "a click happens once, at one place and time"),
        Thing("actions", "an action happens once, at one place and time"),
        Thing("engagements", "each platform decides which actions are engagements"),
        Thing("results", "results of different types are different things"),
        Thing("seconds", "a second of watching happens once"),
        Thing("money", "amounts in different currencies or price bases do not mix"),
        Thing("newcomers", "a person is new once, in one declared order of periods"),
        Thing("people", "rows split by {split} can share them", least="max", most="sum"),
        Thing("followers", "each row repeats a level at a moment", "min", "max", True),
        Thing("population", "each row repeats the same population", "min", "max", True),
        Thing("shares", "the whole behind each share is not in the data", "min", "max"),
    )
}

EVERYTHING = frozenset(THINGS)
