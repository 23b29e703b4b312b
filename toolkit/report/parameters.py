"""The parameters that a notebook declares, and the values given for them as text.

A notebook declares parameters in one cell tagged ``parameters``: annotated literals and a
comment each, papermill's convention. Values given are converted by the annotation, so that
``007`` stays a text where a text is declared.
"""

import ast
import io
import json
import math
import re
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..catalog import nearest
from .problems import ReportError

Reader = Callable[[str], object]


@dataclass(frozen=True)
class Parameter:
    """A name that a notebook lets its reader set.

    Attributes
    ----------
    name : str
        Variable of the notebook.
    type : str
        Its annotation, or the type of its default.
    default : literal
        Value when none is given.
    comment : str
        What the notebook says about it.
    """

    name: str
    type: str
    default: object
    comment: str = ""

    def __str__(self) -> str:
        remark = f"  # {self.comment}" if self.comment else ""
        return f"{self.name}: {self.type} = {self.default!r}{remark}"


def read_parameters(source: str) -> dict[str, Parameter]:
    """Read the parameters that a cell declares.

    Parameters
    ----------
    source : str
        Python code of the cell: assignments of literals, annotated or not.

    Returns
    -------
    dict of str to Parameter
        In the order of the cell.

    Raises
    ------
    ReportError
        Naming every line that is not the assignment of a literal to a name.

    Examples
    --------
    >>> for each in read_parameters('platform: str = ""  # empty: all').values():
    ...     print(each)
    platform: str = ''  # empty: all
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError as error:
        raise ReportError([f"line {error.lineno} of the parameters is not Python"]) from None
    comments, found, problems = _comments(source), {}, []
    for statement in statements:
        try:
            name, kind, default = _assignment(statement)
        except (ValueError, TypeError):
            problems.append(f"{ast.unparse(statement)!r} does not assign a literal to a name")
        else:
            comment = comments.get(statement.end_lineno or 0, "")
            found[name] = Parameter(name, kind, default, comment)
    if problems:
        raise ReportError(problems)
    return found


def read_setting(text: str) -> tuple[str, str]:
    """Split a text such as ``platform=x`` into name and value.

    Raises
    ------
    ReportError
        If it is not of this form, or names the data.

    Examples
    --------
    >>> read_setting("note=a=b")
    ('note', 'a=b')
    """
    name, equals, value = text.partition("=")
    name = name.strip()
    if not (equals and name):
        raise ReportError([f"--set {text!r} is not of the form name=value."])
    if name == "data":
        raise ReportError(["--set data is not possible; name the file with --data FILE."])
    return name, value


def read_values(
    parameters: Mapping[str, Parameter], settings: Mapping[str, str]
) -> dict[str, object]:
    """Convert the values given to the types that the notebook declares.

    Parameters
    ----------
    parameters : mapping of str to Parameter
        What the notebook declares.
    settings : mapping of str to str
        Value given for each name, as text.

    Returns
    -------
    dict of str to literal
        Only what was given.

    Raises
    ------
    ReportError
        Naming every unknown name and every value of the wrong type.

    Examples
    --------
    >>> declared = read_parameters("client: str = ''\\ntop: int | None = None")
    >>> read_values(declared, {"client": "007", "top": "7"})
    {'client': '007', 'top': 7}
    >>> read_values(declared, {"clint": "007", "top": "ten"})
    Traceback (most recent call last):
    toolkit.report.problems.ReportError: there is no parameter 'clint'; did you mean 'client'?
    top must be int | None (such as 7, or nothing), not 'ten'.
    """
    values: dict[str, object] = {}
    problems = []
    for name, text in settings.items():
        if name not in parameters:
            clause = nearest(name, parameters, 1)
            problems.append(f"there is no parameter {name!r}{clause or '.'}")
            continue
        try:
            values[name] = _reader(parameters[name].type)(text)
        except ValueError:
            problems.append(f"{name} must be {_wanted(parameters[name].type)}, not {text!r}.")
        except NotImplementedError:
            problems.append(f"{name} is {parameters[name].type}, which --set cannot give.")
    if problems:
        raise ReportError(problems)
    return values


def assignments(values: Mapping[str, object]) -> str:
    """Write values as the code of a cell: literals and nothing else.

    Examples
    --------
    >>> print(assignments({"client": "O'Neil", "top": 7}))
    client = "O'Neil"
    top = 7
    """
    return "\n".join(f"{name} = {value!r}" for name, value in values.items())


def _assignment(statement: ast.stmt) -> tuple[str, str, object]:
    match statement:
        case ast.AnnAssign(target=ast.Name(id=name), annotation=kind, value=ast.expr() as value):
            return name, ast.unparse(kind), ast.literal_eval(value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            default = ast.literal_eval(value)
            return name, "None" if default is None else type(default).__name__, default
    raise ValueError


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("# ").rstrip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }


# How a text becomes a value


def _whole(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]+", text.strip()):
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    """Infinity and not-a-number have no literal."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _flag(text: str) -> bool:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.strip().lower() not in words:
        raise ValueError(text)
    return words[text.strip().lower()]


def _day(text: str) -> str:
    return date.fromisoformat(text.strip()).isoformat()


def _nothing(text: str) -> None:
    if text.strip():
        raise ValueError(text)


_READERS: dict[str, Reader] = {
    "str": str, "int": _whole, "float": _number, "bool": _flag, "date": _day, "None": _nothing,
}  # fmt: skip
_EXAMPLES = {
    "str": "a text", "int": "7", "float": "0.5", "bool": "true", "date": "2026-03-31",
    "None": "nothing", "list": "a,b",
}  # fmt: skip


def _reader(kind: str) -> Reader:
    return _read_as(ast.parse(kind, mode="eval").body)


def _read_as(kind: ast.expr) -> Reader:
    match kind:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in _READERS:
            return _READERS[name]
        case ast.Constant(value=None):
            return _nothing
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _first_of(_read_as(left), _read_as(right))
        case ast.Name(id="list"):
            return _parts
        case ast.Subscript(value=ast.Name(id="list"), slice=element):
            read = _read_as(element)
            return lambda text: [read(part) for part in _parts(text)]
    raise NotImplementedError(ast.unparse(kind))


def _first_of(one: Reader, other: Reader) -> Reader:
    """Nothing comes before a text, which every value is."""
    first, second = (other, one) if other is _nothing else (one, other)

    def read(text: str) -> object:
        try:
            return first(text)
        except ValueError:
            return second(text)

    return read


def _parts(text: str) -> list[str]:
    """Commas part a list; a list whose texts hold commas is written as JSON."""
    if text.lstrip().startswith("["):
        parts = json.loads(text)
        if any(isinstance(part, list | dict | None) for part in parts):
            raise ValueError(text)
        return [str(part) for part in parts]
    return [part.strip() for part in text.split(",") if part.strip()]


def _wanted(kind: str) -> str:
    examples = [_example(option) for option in re.split(r" \| (?![^\[]*\])", kind)]
    return f"{kind} (such as {', or '.join(examples)})"


def _example(kind: str) -> str:
    outer, _, inner = kind.rstrip("]").partition("[")
    if inner in ("", "str"):
        return _EXAMPLES[outer.rpartition(".")[2]]
    return ",".join([_example(inner)] * 2)
