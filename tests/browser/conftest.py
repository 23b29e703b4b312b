"""A browser, JupyterLab in it, and pictures of what was seen."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from .lab import CHROMIUM, Lab, browser

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "tests" / "browser" / "pictures"


def pytest_collection_modifyitems(items):
    missing = [
        words
        for words, is_there in {
            "no chromium is installed": CHROMIUM,
            "playwright is not installed (pip extra: browser)": find_spec("playwright"),
        }.items()
        if not is_there
    ]
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here if missing else ():
        item.add_marker(pytest.mark.skip(reason=" and ".join(missing)))


@pytest.fixture(scope="session")
def chromium():
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    room = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", room / "notebooks")
    lab = Lab(room / "notebooks", room)
    yield lab
    lab.close()


def open_page(chromium, **options):
    context = chromium.new_context(viewport={"width": 1300, "height": 1000}, **options)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.faults, page.requests, page.dialogs = [], [], []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("dialog", lambda dialog: (page.dialogs.append(dialog.message), dialog.dismiss()))
    return page


@pytest.fixture(scope="session")
def lab_page(chromium):
    """One page of JupyterLab for all notebooks, as it takes seconds to load."""
    page = open_page(chromium)
    yield page
    page.context.close()


@pytest.fixture
def page(chromium):
    page = open_page(chromium)
    yield page
    page.context.close()


@pytest.fixture
def picture(request):
    """Where a test keeps what it saw."""
    PICTURES.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    return lambda part="": PICTURES / f"{name}{part and '-' + part}.png"
