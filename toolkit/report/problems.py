"""What keeps a report from being made as asked."""

from collections.abc import Iterable


class ReportError(ValueError):
    """A report cannot be made as asked; names every problem at once and what to do.

    Attributes
    ----------
    problems : list of str
        One sentence each.

    Examples
    --------
    >>> ReportError(["a.csv: there is no such file.", "a.csv: there is no such file."]).problems
    ['a.csv: there is no such file.']
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(self.problems))
