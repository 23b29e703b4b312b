"""What was decided on the way from a file to a table; the receipt is written from it."""

from dataclasses import dataclass, field, replace

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

    def of_a_column(self) -> "Decisions":
        """Return what is decided already, to be filled in while one column is read."""
        return replace(self, bounded=[], problems=[])

    def take_in(self, column: "Decisions") -> None:
        """Add what was decided of a column; the first that tells the currency does."""
        self.currency = self.currency or column.currency
        self.bounded += column.bounded
        self.problems += column.problems

    def header_of(self, name: str) -> str:
        """Return the header under which a catalogue name stands in the file."""
        return next((header for header, each in self.columns.items() if each == name), name)
