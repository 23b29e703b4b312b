"""The house: which room may use which, how large a room may be, and what opening the door costs."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import toolkit

PACKAGE = Path(toolkit.__file__).parent

# Every module or package directly below toolkit, and its floor. A room may use the rooms on
# lower floors. A new room must be placed here before it can be used.
FLOORS = {
    "metrics": 0,
    "catalog": 1,
    "bundle": 2,
    "margin": 1,
    "memory": 2,
    "chance": 0,
    "garbage": 0,
    "numbering": 0,
    "numerals": 0,
    "export": 2,
    "platforms": 2,
    "schema": 2,
    "side_by_side": 0,
    "change": 3,
    "content": 3,
    "compare": 3,
    "datasets": 3,
    "drivers": 3,
    "enclose": 3,
    "figure": 3,
    "log": 3,
    "money": 3,
    "pacing": 3,
    "reach": 3,
    "refusal": 3,
    "rules": 3,
    "returns": 3,
    "read": 3,
    "simulate": 3,
    "summarize": 3,
    "views": 3,
    "ask": 4,
    "findings": 4,
    "footing": 4,
    "plot": 4,
    "glossary": 4,
    "spreadsheet": 4,
    "table": 4,
    "bill": 5,
    "cli": 5,
    "explore": 5,
    "lab": 5,
    "moves": 5,
    "report": 5,
}

# The doors between rooms of one floor, each in one direction: who uses whom.
DOORS = {
    ("memory", "export"),
    ("change", "rules"),
    ("change", "summarize"),
    ("compare", "enclose"),
    ("compare", "content"),
    ("compare", "rules"),
    ("content", "enclose"),
    ("content", "rules"),
    ("content", "summarize"),
    ("compare", "summarize"),
    ("pacing", "enclose"),
    ("pacing", "content"),
    ("pacing", "summarize"),
    ("returns", "compare"),
    ("returns", "enclose"),
    ("returns", "summarize"),
    ("summarize", "enclose"),
    ("refusal", "enclose"),
    ("refusal", "rules"),
    ("summarize", "refusal"),
    ("summarize", "rules"),
    ("views", "enclose"),
    ("views", "log"),
    ("views", "refusal"),
    ("views", "rules"),
    ("views", "summarize"),
    ("drivers", "change"),
    ("drivers", "refusal"),
    ("drivers", "rules"),
    ("drivers", "summarize"),
    ("read", "enclose"),
    ("read", "datasets"),
    ("ask", "table"),
    ("plot", "table"),
    ("findings", "table"),
    ("footing", "table"),
    ("reach", "summarize"),
    ("cli", "report"),
    ("explore", "bill"),
    ("cli", "lab"),
    ("lab", "report"),
}

# Names of kinds of code; a room is named after what it knows.
ATTICS = {"common", "constants", "core", "helper", "helpers", "misc", "util", "utils"}

MOST_LINES = 350
HEAVY = {"IPython", "duckdb", "great_tables", "ibis", "ipywidgets", "matplotlib", "pyspark"}

FILES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in FILES]
every_file = pytest.mark.parametrize("path", FILES, ids=NAMES)


def room_of(path: Path) -> str:
    """Return the room that a file is in; the front door has none."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and absolute name of everything of the toolkit that a file imports at run time."""
    package = ["toolkit", *path.relative_to(PACKAGE).parts[:-1]]
    for node in running(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node but those under ``if TYPE_CHECKING``, which never run."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from running(node)


def rooms_used(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and room of everything a file uses of other rooms."""
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "toolkit" and parts[1:2] != ["__version__"]:
            used = parts[1] if len(parts) > 1 else ""
            if used != room_of(path):
                yield line, used


# One way


def test_every_room_has_a_floor() -> None:
    rooms = {room_of(path) for path in FILES} - {""}

    assert rooms <= set(FLOORS), (
        f"{', '.join(sorted(rooms - set(FLOORS)))}: not in FLOORS of this test. "
        "Decide which rooms may use the new one, and write down its floor."
    )


@every_file
def test_imports_go_one_way(path: Path) -> None:
    room = room_of(path)
    wrong = [
        f"line {line} of {path.relative_to(PACKAGE)} uses {used or 'the whole toolkit'}"
        for line, used in rooms_used(path)
        if FLOORS.get(used, 99) >= FLOORS.get(room, -1) and (room, used) not in DOORS
    ]

    assert wrong == [], "use a lower floor, move the code, or open a door in DOORS"


def test_doors_lead_to_rooms_of_the_same_floor_and_never_back() -> None:
    assert {(one, other) for one, other in DOORS if FLOORS[one] != FLOORS[other]} == set()
    assert {(one, other) for one, other in DOORS if (other, one) in DOORS} == set()


@every_file
def test_the_toolkit_speaks_of_itself_in_relative_imports(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    absolute = [
        ast.unparse(node)
        for node in running(tree)
        if (isinstance(node, ast.ImportFrom) and not node.level and node.module == "toolkit")
        or (isinstance(node, ast.ImportFrom) and (node.module or "").startswith("toolkit."))
        or (isinstance(node, ast.Import) and node.names[0].name.split(".")[0] == "toolkit")
    ]

    assert absolute == []


# Rooms


@every_file
def test_no_room_is_an_attic(path: Path) -> None:
    assert not ATTICS & {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}


@every_file
def test_no_file_is_longer_than_a_few_screens(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


# The front door


def run(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True, text=True, check=False, cwd=PACKAGE.parent,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    "opening",
    ["import toolkit", "from toolkit import check, summarize", "from toolkit import read_export"],
)
def test_opening_the_toolkit_loads_nothing_that_it_may_not_need(opening: str) -> None:
    loaded = run(f"{opening}; import sys; print(*sorted({HEAVY!r} & sys.modules.keys()))")

    assert loaded == ""


def test_the_front_door_itself_opens_no_room() -> None:
    loaded = run("import toolkit, sys; print(*[m for m in sys.modules if m[:8] == 'toolkit.'])")

    assert loaded == ""


@pytest.mark.parametrize("name", sorted(set(toolkit.__all__)))
def test_every_name_at_the_front_door_can_be_had(name: str) -> None:
    assert getattr(toolkit, name) is not None


@pytest.mark.parametrize(
    "before",
    ["import toolkit.summarize", "from toolkit import NotAdditiveError", "import toolkit.read"],
)
def test_a_function_is_not_hidden_by_the_file_it_lives_in(before: str) -> None:
    after = "from toolkit import summarize; import toolkit"

    assert run(f"{before}; {after}; print(callable(summarize), callable(toolkit.summarize))") == (
        "True True"
    )
