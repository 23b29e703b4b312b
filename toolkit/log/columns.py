"""What a log of impressions may hold, and which of its rows count."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from ..catalog import DIMENSIONS, nearest
from ..schema import DataError

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.types import BooleanValue, Table

Traffic = Literal["valid", "all"]
Names = str | Sequence[str]


class _Kind(NamedTuple):
    fits: Callable[["DataType"], bool]
    wanted: str
    remedy: str


_KINDS = {
    "id": _Kind(
        lambda t: t.is_string() or t.is_integer() or t.is_uuid(),
        "text or whole numbers", "Read it as text, so that no digit is lost.",
    ),
    "time": _Kind(
        lambda t: t.is_timestamp() or t.is_date(),
        "times", "Convert it, such as with pandas.to_datetime.",
    ),
    "number": _Kind(
        lambda t: t.is_numeric() and not t.is_boolean(),
        "numbers", "Convert it, such as with pandas.to_numeric.",
    ),
    "flag": _Kind(
        lambda t: t.is_boolean(), "true or false", "Compare it, such as column == 1.",
    ),
    "text": _Kind(
        lambda t: not t.is_nested() and not t.is_binary(),
        "plain values", "Take one value out of each.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A column of the log: a fact of one impression, or a dimension of the catalogue."""

    name: str
    kind: str
    definition: str
    required: bool = False

    def mistyped(self, name: str, dtype: "DataType") -> str | None:
        """Say why the type in the source will not do, if it will not."""
        kind = _KINDS[self.kind]
        if kind.fits(dtype):
            return None
        return f"must be {kind.wanted}, but {name!r} is {dtype}. {kind.remedy}"


FACTS = (
    Column("user_id", "id", "The person, account or device that saw it.", required=True),
    Column("time", "time", "When it was shown.", required=True),
    Column("impression_id", "id", "The impression itself."),
    Column("cost", "number", "Media cost of this one impression, in `currency`."),
    Column("in_view_pixels", "number", "Share of its pixels in view, 0 to 1."),
    Column("in_view_seconds", "number", "Seconds in view without a break."),
    Column("watch_seconds", "number", "Seconds that the video played."),
    Column("is_click", "flag", "Whether it was clicked."),
    Column("is_valid", "flag", "False for robots and other traffic that no person saw."),
)
SAMPLE = (
    Column("sample_rate", "number", "Share of all people that the sample keeps."),
    Column("sample_key", "text", "Salt and engine that drew the sample."),
    Column("sample_point", "number", "Place of the person between 0 and 1."),
)
_PERIOD = {"date_start", "date_end"}
COLUMNS = {
    column.name: column
    for column in (
        *FACTS,
        *(
            Column(each.name, "time" if each.kind == "date" else each.kind, each.definition)
            for each in DIMENSIONS.values()
            if each.name not in _PERIOD
        ),
        *SAMPLE,
    )
}


def counted(log: "Table", traffic: Traffic = "valid") -> "Table":
    """Keep the impressions that count: of a known person, at a known time, not marked invalid."""
    if traffic not in get_args(Traffic):
        raise ValueError(f"traffic must be 'valid' or 'all', not {traffic!r}.")
    check_columns(log, ("user_id", "time"))
    return log.filter(*_conditions(log, traffic))


def _conditions(log: "Table", traffic: Traffic) -> Iterator["BooleanValue"]:
    yield log.user_id.notnull()
    yield log.time.notnull()
    if traffic == "valid" and "is_valid" in log.columns:
        yield log.is_valid.fill_null(True)


def check_columns(log: "Table", names: Iterable[str]) -> None:
    """Raise for every column that a count needs and the log lacks."""
    lacking = [name for name in names if name not in log.columns]
    if lacking:
        held = ", ".join(log.columns)
        raise DataError(
            f"This needs {', '.join(lacking)}, which the log does not have. The log holds: {held}. "
            "Name the columns in read_log(source, canonical_name='name in the source')."
        )


def dimensions(log: "Table", by: Names) -> list[str]:
    """Return ``by`` as a list of dimensions that the log has."""
    names = [by] if isinstance(by, str) else list(by)
    held = [name for name in log.columns if name in DIMENSIONS]
    problems = [
        f"by={name!r} is not a dimension of this log{nearest(name, held, 1)}"
        for name in names
        if name not in held
    ]
    if problems:
        dimensions = f"The dimensions of the log: {', '.join(held) or 'none'}."
        raise DataError("\n".join([*problems, dimensions]))
    return list(dict.fromkeys(names))
