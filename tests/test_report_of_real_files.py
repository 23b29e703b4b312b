"""Reports of real downloads say what an independent count of the file says."""

import csv
import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from toolkit.report import plan_reports, write_reports

EXPORTS = Path(__file__).parents[2] / "shared" / "exports"
UCI = EXPORTS / "facebook_metrics_uci_2014.zip"
SUITE = EXPORTS / "facebook_business_suite_content_2025.csv"

pytestmark = pytest.mark.skipif(
    not EXPORTS.is_dir(), reason="the folder of real exports is not here"
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    reports = write_reports(plan_reports(["01"], [UCI, SUITE], (), folder))
    assert [report.stop for report in reports] == [None, None]
    return [visible(report.path.read_text(encoding="utf-8")) for report in reports]


def visible(html):
    body = re.sub(r"<style.*?</style>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_report_of_the_uci_file_counts_as_the_file_does(texts):
    with zipfile.ZipFile(UCI) as archive:
        text = archive.read("dataset_Facebook.csv").decode("ascii")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    shown = [int(row["Lifetime Post Total Impressions"]) for row in rows]
    reached = [int(row["Lifetime Post Total Reach"]) for row in rows]
    above = [people - seen for people, seen in zip(reached, shown, strict=True) if people > seen]

    assert f"The content was shown {sum(shown):,} times." in texts[0]
    assert f"Between {max(reached):,} and {sum(reached):,} people saw it" in texts[0]
    assert f"{len(above)} of {len(rows)} rows report more people than impressions" in texts[0]
    assert f"too low by at least {sum(above):,}." in texts[0]
    most = shown.index(max(shown)) + 1
    assert f"'post {most}' comes first with {max(shown):,} impressions" in texts[0]


def test_the_report_of_the_business_suite_file_counts_as_the_file_does(texts):
    with SUITE.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reached = [int(row["Reach"]) for row in rows]

    assert "The data has no impressions, so how often it was shown is not known." in texts[1]
    assert f"Between {max(reached)} and {sum(reached)} people saw it" in texts[1]
    assert f"{len(rows)} of {len(rows)} below the header are delivery" in texts[1]
