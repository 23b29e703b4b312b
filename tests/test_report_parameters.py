"""What is asked for: parameters, files and notebooks, checked before a kernel starts."""

import ast
import os
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit.read
from toolkit.report import left_out, plan_reports, source
from toolkit.report.naming import slugs_of
from toolkit.report.parameters import (
    assignments,
    read_parameters,
    read_setting,
    read_values,
)
from toolkit.report.problems import ReportError
from toolkit.schema import DataError

CELL = """\
data: str = ""  # a platform's export; empty: the bundled example
client: str = "a # b"  # id, kept as typed
top: int = 5
share: float = 0.5
paid: bool = True
platforms: list[str] = ["x"]
counts: list[int] = []
since: date = "2026-01-01"
cap: int | None = None  # none: no cap
note: None | str = None
untyped = 3
odd: dict[str, int] = {}
"""
DECLARED = read_parameters(CELL)


def value(name, text):
    return read_values(DECLARED, {name: text})[name]


def problems(settings):
    with pytest.raises(ReportError) as refusal:
        read_values(DECLARED, settings)
    return refusal.value.problems


def test_a_parameter_has_name_type_default_and_comment():
    assert str(DECLARED["client"]) == "client: str = 'a # b'  # id, kept as typed"
    assert str(DECLARED["top"]) == "top: int = 5"
    assert DECLARED["cap"].comment == "none: no cap"


def test_a_parameter_without_annotation_has_the_type_of_its_default():
    assert DECLARED["untyped"].type == "int"


def test_text_stays_text():
    assert value("client", "007") == "007"
    assert value("client", "") == ""
    assert value("client", "None") == "None"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("top", " -7", -7),
        ("untyped", "4", 4),
        ("share", "1e-3", 0.001),
        ("paid", "No", False),
        ("paid", "1", True),
        ("platforms", "facebook, x", ["facebook", "x"]),
        ("platforms", '["a,b", "c"]', ["a,b", "c"]),
        ("platforms", "", []),
        ("counts", "1,2", [1, 2]),
        ("since", "2026-03-31", "2026-03-31"),
        ("since", "20260331", "2026-03-31"),
        ("cap", "", None),
        ("cap", "3", 3),
        ("note", "", None),
        ("note", "3", "3"),
    ],
)
def test_a_value_takes_the_type_that_is_declared(name, text, wanted):
    found = value(name, text)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("top", "ten", "int (such as 7)"),
        ("top", "1_000", "int (such as 7)"),
        ("top", "7.0", "int (such as 7)"),
        ("share", "0,5", "float (such as 0.5)"),
        ("share", "nan", "float (such as 0.5)"),
        ("share", "1e999", "float (such as 0.5)"),
        ("paid", "maybe", "bool (such as true)"),
        ("since", "31.3.2026", "date (such as 2026-03-31)"),
        ("cap", "None", "int | None (such as 7, or nothing)"),
        ("counts", "1,b", "list[int] (such as 7,7)"),
        ("platforms", "[1, null]", "list[str] (such as a,b)"),
        ("platforms", "[broken", "list[str] (such as a,b)"),
    ],
)
def test_a_value_of_another_type_is_refused(name, text, wanted):
    assert problems({name: text}) == [f"{name} must be {wanted}, not {text!r}."]


def test_every_problem_is_named_at_once():
    assert problems({"platfroms": "x", "zebra": "1", "top": "ten", "odd": "{}"}) == [
        "there is no parameter 'platfroms'; did you mean 'platforms'?",
        "there is no parameter 'zebra'.",
        "top must be int (such as 7), not 'ten'.",
        "odd is dict[str, int], which --set cannot give.",
    ]


def test_a_setting_is_a_name_and_everything_after_the_first_equals_sign():
    assert read_setting(" note =a=b ") == ("note", "a=b ")


@pytest.mark.parametrize("text", ["platform", "=x", ""])
def test_a_setting_without_name_or_value_is_refused(text):
    with pytest.raises(ReportError) as refusal:
        read_setting(text)
    assert str(refusal.value) == f"--set {text!r} is not of the form name=value."


def test_the_data_is_not_a_setting():
    with pytest.raises(ReportError, match="name the file with --data FILE"):
        read_setting("data=x.csv")


@pytest.mark.parametrize(
    "line",
    ["import os", "a = b = 1", "a: int", "x = open('f')", "a, b = 1, 2", "a.b = 1", "a = {[]: 1}"],
)
def test_anything_but_a_literal_is_refused(line):
    with pytest.raises(ReportError) as refusal:
        read_parameters(f"fine: int = 1\n{line}")
    told = ast.unparse(ast.parse(line))
    assert str(refusal.value) == f"{told!r} does not assign a literal to a name"


def test_magic_is_refused():
    with pytest.raises(ReportError, match="line 1 of the parameters is not Python"):
        read_parameters("%matplotlib inline")


TEXTS = st.text() | st.sampled_from(["__import__('os').system('x')", "'''", "\\", "\n\r\x00"])


@given(st.dictionaries(st.sampled_from(["client", "platforms", "note"]), TEXTS))
def test_what_is_injected_are_literals_that_hold_what_was_typed(settings):
    try:
        values = read_values(DECLARED, settings)
    except ReportError:
        return
    body = ast.parse(assignments(values)).body
    injected = {line.targets[0].id: ast.literal_eval(line.value) for line in body}
    assert injected == values
    assert injected.get("client", "") == settings.get("client", "")


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans())
def test_a_number_survives_being_typed(number):
    name = {bool: "paid", int: "top", float: "share"}[type(number)]
    values = read_values(DECLARED, {name: str(number)})
    assert ast.literal_eval(assignments(values).partition(" = ")[2]) == number


# Plans

PARAMETERS = """\
data: str = ""  # a file; empty: the example
platform: str = ""  # empty: all
top: int = 5"""


def code(text, *tags):
    return nbformat.v4.new_code_cell(text, metadata={"tags": list(tags)})


def write_notebook(path, *cells, **metadata):
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells), metadata=metadata), path)
    return path


def read_anything(data="", *, platform=""):
    """Stands in for reading a file."""


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder that plays the toolkit's notebooks, and one to work in."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    write_notebook(notebooks / "01_reach.ipynb", code(PARAMETERS, "parameters"))
    write_notebook(notebooks / "02_cost.ipynb", code("price: float = 1.0", "parameters"))
    write_notebook(notebooks / "draft.ipynb", code("1"))
    monkeypatch.setattr(source, "bundled", lambda folder: tmp_path / folder)
    monkeypatch.setattr(toolkit.read, "read_delivery", read_anything)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name in ("march", "april"):
        (work / name).mkdir()
        (work / name / "ads.csv").write_text(name)
    return work


def targets(*arguments):
    return [plan.target.name for plan in plan_reports(*arguments)]


def refusal(*arguments):
    with pytest.raises(ReportError) as told:
        plan_reports(*arguments)
    return told.value.problems


LISTING = """\
01_reach takes:
  data: str = ''  # a file; empty: the example
  platform: str = ''  # empty: all
  top: int = 5"""


def test_notebooks_are_named_by_number_name_or_path(shelf):
    own = write_notebook(shelf / "own.ipynb", code("1"))
    assert targets() == ["01_reach.html", "02_cost.html"]
    assert targets(["2", "01_reach", "01", str(own)]) == [
        "02_cost.html", "01_reach.html", "own.html"
    ]  # fmt: skip


@pytest.mark.usefixtures("shelf")
def test_without_names_the_notebooks_that_take_what_is_given_are_run():
    plans = plan_reports([], [Path("march/ads.csv")])
    assert [plan.target.name for plan in plans] == ["01_reach-ads.html"]
    assert left_out(plans) == ["02_cost"]


@pytest.mark.usefixtures("shelf")
def test_a_name_that_no_notebook_takes_is_no_reason_to_run_all():
    told = refusal([], [], ["platfrom=x"])
    assert told[0] == "No notebook takes 'platfrom'; did you mean 'platform'?"
    assert told[1].startswith("The toolkit's notebooks take:\n  data: str = ''")
    assert refusal([], [], ["price=1", "top=1"])[0] == "No notebook takes price and top together."


def test_the_data_reaches_the_notebook_as_an_absolute_path(shelf):
    (plan,) = plan_reports(["01"], [Path("march/ads.csv")], ["top=7"])
    assert plan.values == {"data": str(shelf / "march" / "ads.csv"), "top": 7}
    assert plan.parameters["platform"] == ""


def test_the_default_of_an_own_notebook_is_beside_it(shelf):
    own = write_notebook(shelf / "march" / "own.ipynb", code("data: str = 'ads.csv'", "parameters"))
    (plan,) = plan_reports([str(own)])
    assert plan.file == shelf / "march" / "ads.csv"


def test_files_of_one_name_do_not_overwrite_each_other(shelf):
    files = [Path("march/ads.csv"), Path("april/ads.csv"), Path("april/../march/ads.csv")]
    assert targets(["01"], files) == ["01_reach-march-ads.html", "01_reach-april-ads.html"]
    deep = shelf / "deep" / "march" / "ads.csv"
    deep.parent.mkdir(parents=True)
    deep.write_text("deep")
    assert targets(["01"], [Path("march/ads.csv"), deep]) == [
        "01_reach-march-ads-csv.html", "01_reach-march-ads-csv-2.html"
    ]  # fmt: skip


def test_files_that_differ_in_case_or_ending_do_not_overwrite_each_other():
    files = [Path("a/Ads.csv"), Path("a/ads.xlsx")]
    assert list(slugs_of(files).values()) == ["ads-csv", "ads-xlsx"]


def test_everything_that_is_wrong_is_named_at_once_and_nothing_is_written(shelf):
    (shelf / "taken").write_text("a file")
    told = refusal(
        ["01", "o1_reach", "own.ipynb", "march/ads.csv"],
        [Path("march/ad.csv"), Path("march")],
        ["platfrom=x", "top=ten", "top=1", "broken"],
        Path("taken/reports"),
    )
    assert told == [
        f"Reports cannot go to taken/reports: {shelf / 'taken'} is a file.",
        "'o1_reach' is not a notebook of the toolkit; did you mean '01_reach'?",
        "own.ipynb: there is no such notebook.",
        "march/ads.csv is not a notebook; name a data file with --data march/ads.csv",
        "march/ad.csv: there is no such file; did you mean 'ads.csv'?",
        "march is a folder; name a file in it.",
        "--set 'broken' is not of the form name=value.",
        "--set top stands more than once; keep one.",
        "01_reach: there is no parameter 'platfrom'; did you mean 'platform'?",
        LISTING,
    ]
    assert sorted(os.listdir(shelf)) == ["april", "march", "taken"]


@pytest.mark.usefixtures("shelf")
def test_a_notebook_without_data_is_not_run_on_a_file():
    assert refusal(["02"], [Path("march/ads.csv")]) == [
        "02_cost: there is no parameter 'data', so it cannot be run on a file.",
        "02_cost takes:\n  price: float = 1.0",
    ]


def test_a_value_that_does_not_occur_in_the_data_is_told_once_per_file(shelf, monkeypatch):
    asked = []

    def read_delivery(data="", *, platform=""):
        asked.append((Path(data).parent.name, platform))
        raise DataError(f"platform={platform!r} does not occur")

    monkeypatch.setattr(toolkit.read, "read_delivery", read_delivery)
    write_notebook(shelf.parent / "notebooks" / "03_also.ipynb", code(PARAMETERS, "parameters"))
    files = [Path("march/ads.csv"), Path("april/ads.csv")]
    told = refusal(["01", "03"], files, ["platform=nope", "top=1"])
    assert told == ["ads.csv: platform='nope' does not occur"]
    assert asked == [("march", "nope"), ("april", "nope")]


def test_a_default_is_not_checked_in_place_of_a_file_that_is_missing(shelf, monkeypatch):
    def read_delivery(data):
        raise AssertionError(data)

    monkeypatch.setattr(toolkit.read, "read_delivery", read_delivery)
    write_notebook(shelf / "own.ipynb", code("data: str = 'meta_ads'", "parameters"))
    told = refusal(["own.ipynb"], [Path("gone.csv")])
    assert told == ["gone.csv: there is no such file."]


@pytest.mark.usefixtures("shelf")
def test_a_notebook_that_names_no_data_is_left_to_find_its_own(monkeypatch):
    def read_delivery(data):
        raise AssertionError(data)

    monkeypatch.setattr(toolkit.read, "read_delivery", read_delivery)
    assert targets(["01"]) == ["01_reach.html"]


@pytest.mark.usefixtures("shelf")
def test_a_dataset_that_ships_is_named_like_a_file():
    (plan,) = plan_reports(["01"], [Path("meta_ads")])
    assert plan.target.name == "01_reach-meta-ads.html"
    assert plan.file is not None
    assert plan.file.name == "meta_ads.csv"


@pytest.mark.parametrize("content", ["no notebook", "{}", "[]", "\udcff"])
def test_a_file_that_is_no_notebook_is_refused(shelf, content):
    (shelf / "own.ipynb").write_bytes(content.encode("utf-8", "surrogateescape"))
    assert refusal(["own.ipynb"]) == ["own.ipynb cannot be read as a notebook."]


def test_a_notebook_that_cannot_be_run_is_refused(shelf):
    kernel = {"name": "ir", "language": "R", "display_name": "R"}
    write_notebook(shelf / "r.ipynb", kernelspec=kernel)
    write_notebook(shelf / "import.ipynb", code("import os", "parameters"))
    write_notebook(shelf / "two.ipynb", *[code("a = 1", "parameters") for _ in range(2)])
    assert refusal(["r.ipynb", "import.ipynb", "two.ipynb"]) == [
        "r.ipynb is a notebook in R; reports run Python.",
        "import.ipynb: 'import os' does not assign a literal to a name.",
        "two.ipynb has 2 cells tagged 'parameters'; keep one.",
    ]


def test_a_folder_in_the_way_of_a_report_is_told(shelf):
    (shelf / "reports" / "01_reach.html").mkdir(parents=True)
    assert refusal(["01"]) == [
        "reports/01_reach.html is a folder, and the report would be written there."
    ]


def test_what_a_file_does_not_say_travels_behind_its_path(shelf):
    settings = ["currency=EUR", "year=2026", "top=7"]
    (plan,) = plan_reports(["01"], [Path("march/ads.csv")], settings)
    path = shelf / "march" / "ads.csv"
    assert plan.values == {"data": f"{path}?currency=EUR&year=2026", "top": 7}
    assert plan.file == path


@pytest.mark.usefixtures("shelf")
def test_what_is_said_of_a_file_is_checked_with_everything_else():
    told = refusal(["01"], [Path("march/ads.csv")], ["year=last", "top=ten"])
    assert told[0] == "year must be a whole number, such as 2026, not 'last'."
    assert told[1].startswith("01_reach: top must be int")


@pytest.mark.usefixtures("shelf")
def test_without_a_file_there_is_nothing_to_say_anything_of():
    assert refusal(["01"], [], ["currency=EUR"])[0].startswith(
        "01_reach: there is no parameter 'currency'"
    )
