"""A page as a PDF: tagged, with an outline and page numbers, by Chromium or by WeasyPrint."""

import asyncio
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from .problems import ReportError
from .save import save_bytes

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_LONGEST = 120
NOTHING_TO_PRINT_WITH = (
    "--pdf needs Chromium or Chrome on the PATH, or the pip extra 'pdf' (WeasyPrint)."
)


def browser() -> str | None:
    """Return the browser that prints; the environment variable CHROMIUM names another one."""
    named = os.environ.get("CHROMIUM", "")
    return shutil.which(named) or next(filter(None, map(shutil.which, _BROWSERS)), None)


def can_print() -> bool:
    """Tell whether there is anything that makes a PDF."""
    return bool(browser() or find_spec("weasyprint"))


async def print_page(html: Path, target: Path) -> None:
    """Write the PDF of a page; until it is complete, what stood there before stays.

    Parameters
    ----------
    html : Path
        A report, which fetches nothing.
    target : Path
        The PDF.

    Raises
    ------
    ReportError
        If nothing can print it, or what prints fails.
    OSError
        If it cannot be written.
    """
    chromium = browser()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        printed = Path(folder) / "report.pdf"
        if chromium:
            await _by_chromium(chromium, html, printed)
        else:
            await asyncio.to_thread(_by_weasyprint, html, printed)
        save_bytes(target, printed.read_bytes())


async def _by_chromium(chromium: str, html: Path, printed: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        chromium, *_QUIET, f"--user-data-dir={printed.parent / 'profile'}",
        f"--print-to-pdf={printed}", html.absolute().as_uri(),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.wait_for(process.wait(), _LONGEST)
    except BaseException as error:
        process.kill()
        await process.wait()
        if isinstance(error, TimeoutError):
            raise ReportError([f"{chromium} took longer than {_LONGEST} s to print."]) from None
        raise
    if process.returncode or not printed.is_file():
        raise ReportError([f"{chromium} could not print {html.name}."])


def _by_weasyprint(html: Path, printed: Path) -> None:
    if not find_spec("weasyprint"):
        raise ReportError([NOTHING_TO_PRINT_WITH])
    from weasyprint import HTML

    HTML(filename=str(html)).write_pdf(str(printed), pdf_variant="pdf/ua-1")
