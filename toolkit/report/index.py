"""The page that leads to the reports of a batch."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from .plan import Plan
from .save import save
from .text import said
from .write import Report

_PAGE = Markup("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Reports</title>
<style>
{style}
</style>
</head>
<body>
<main id="report" style="max-width: 60rem; margin: 0 auto; padding: 3rem 2rem">
<h1>Reports</h1>
<table>
<thead><tr><th scope="col">Report</th><th scope="col">Made of</th><th scope="col">State</th></tr>\
</thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
""")
_ROW = Markup("<tr><td>{links}</td><td>{data}</td><td>{state}</td></tr>")
_STYLE = Path(__file__).parent / "template" / "page.css"


def write_index(plans: Sequence[Plan], reports: Sequence[Report], folder: Path) -> Path:
    """Write the page that lists reports, what they are made of and whether they are complete.

    Returns
    -------
    Path
        ``index.html`` in the folder.
    """
    rows = [
        _ROW.format(links=_links(report), data=_data(plan), state=state_of(report))
        for plan, report in zip(plans, reports, strict=True)
    ]
    page = _PAGE.format(style=Markup(_STYLE.read_text("utf-8")), rows=Markup("\n").join(rows))
    save(folder / "index.html", page)
    return folder / "index.html"


def state_of(report: Report) -> str:
    """Say what became of a report."""
    if report.fault:
        return f"not written: {said(report.fault)}"
    if report.stop:
        return f"incomplete: {report.stop}"
    return "complete"


def _links(report: Report) -> Markup:
    beside = [report.path, *report.others]
    return Markup("<br>").join(
        Markup('<a href="./{}">{}</a>').format(
            path.name, path.stem if path is report.path else path.name
        )
        if path.exists()
        else path.stem
        for path in beside
    )


def _data(plan: Plan) -> str:
    return plan.file.name if plan.file else plan.source.name
