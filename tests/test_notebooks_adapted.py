"""Every notebook on data that it was not made for: a whole report, which says what is lacking."""

import re
from html import unescape
from pathlib import Path

import pytest
from adapted import NOTEBOOKS, shown_on
from specimens import EXPORTS, real, write

# Tables of one's own that lack what some notebook asks for.
LACKING = {
    "one post": ["post_id,published_at,impressions", "1,2026-03-02,500"],
    "only people": ["platform,date_start,reach", "x,2026-03-02,50", "x,2026-03-03,60"],
    "only views": ["platform,date_start,views", "tiktok,2026-03-02,50", "x,2026-03-03,60"],
    "only money": [
        "campaign,date_start,spend,currency", "a,2026-03-02,5,EUR", "b,2026-03-02,6,USD",
    ],
    "only clicks": ["campaign,link_clicks", "a,50", "b,60"],
    "nothing seen": ["campaign,date_start,impressions,reach,spend", "a,2026-03-02,0,0,0"],
    "no days": ["campaign,impressions,spend,currency", "a,500,5,EUR", "b,700,6,EUR"],
    "missing": ["campaign,date_start,impressions,spend", "a,2026-03-02,,", "b,2026-03-03,9,"],
    "two rules": [
        "platform,scope,date_start,views,impressions",
        "x,paid,2026-08-12,5,9", "x,paid,2026-08-13,4,9", "tiktok,paid,2026-08-13,4,",
    ],
}  # fmt: skip
SHIPPED = ["facebook_content", "google_ads", "post_history", "film_x"]
FILES = sorted(path for path in EXPORTS.glob("*") if path.suffix != ".md")

every_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem[:2])


def words_of(html):
    body = re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(body).split())


def check(notebook, data):
    """Every part says something, and a number that is not known is not written."""
    shown = shown_on(notebook, data)
    assert shown
    for html in shown:
        words = words_of(html)
        assert words or " alt=" in html
        assert not re.search(r"\b(Traceback|nan|NaT|None|<NA>)\b", words)


@every_notebook
@pytest.mark.parametrize("lacking", LACKING)
def test_a_notebook_on_a_table_that_lacks_something_says_so(notebook, lacking, tmp_path):
    rows = [line.split(",") for line in LACKING[lacking]]
    check(notebook, write(tmp_path / "own.csv", rows))


@every_notebook
@pytest.mark.parametrize("name", SHIPPED)
def test_a_notebook_runs_on_other_datasets(notebook, name):
    check(notebook, Path(name))


@real
@every_notebook
@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_a_notebook_runs_on_every_real_download(notebook, file):
    check(notebook, file)
