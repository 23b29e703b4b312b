"""What was decided on the way from a file to a table; the receipt is written from it."""

from dataclasses import dataclass, field

from ..schema import Problem


@dataclass
class Decisions:
    """Filled in while a table is read; rows are numbered as in the file."""

    rows: int = 0
    mark: str = "."
    currency: str = ""
    period: str = ""
    time_zone: str = ""
    below: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    dropped: list[tuple[int, str]] = field(default_factory=list)
    blanked: list[tuple[str, int, str]] = field(default_factory=list)
    bounded: list[tuple[int, str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def header_of(self, name: str) -> str:
        """Return the header under which a catalogue name stands in the file."""
        return next((header for header, each in self.columns.items() if each == name), name)
