"""What a report comes as."""

from dataclasses import dataclass

KINDS = ("xlsx", "csv")


@dataclass(frozen=True)
class Form:
    """What a report comes as.

    Attributes
    ----------
    show_code : bool
        Unfold the code.
    pdf : bool
        Print it as well.
    tables : {"", "xlsx", "csv"}
        Write the tables behind it as well.
    locale : str
        In whose marks numbers are written; empty for English.
    """

    show_code: bool = False
    pdf: bool = False
    tables: str = ""
    locale: str = ""
