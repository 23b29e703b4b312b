"""What is typed: ``impressions`` and its commands, each a thin door to a room."""

import signal
import sys

import typer

from ..garbage import look_seldom
from . import check, datasets, deliver, glossary, lab, report, summarize
from .app import BAD_INPUT, BUG, DEBUG, INTERRUPTED, TERMINATED, app

__all__ = [
    "app", "check", "datasets", "deliver", "glossary", "lab", "main", "report", "summarize",
]  # fmt: skip


def main() -> None:
    """Run the command that is typed; every fault ends in a line for people and an exit code."""
    signal.signal(signal.SIGTERM, _end)
    look_seldom()
    try:
        app(prog_name="impressions")
    except SystemExit as ending:
        if ending.code == INTERRUPTED:
            typer.echo(_interrupted(ending), err=True)
        raise
    except Exception as error:
        if DEBUG in sys.argv:
            raise
        typer.echo(_explained(error), err=True)
        raise SystemExit(BAD_INPUT if _is_expected(error) else BUG) from None


def _end(*_: object) -> None:
    """Whoever ends the program lets it put away what it holds: kernels, unfinished files."""
    raise SystemExit(TERMINATED)


def _interrupted(ending: BaseException) -> str:
    """Say that it was interrupted, and what that left behind, if anything says so."""
    cause: BaseException | None = ending
    while cause and not isinstance(cause, KeyboardInterrupt):
        cause = cause.__context__
    return " ".join(["Interrupted.", *map(str, cause.args if cause else ())])


def _is_expected(error: Exception) -> bool:
    """Errors that the toolkit declares are meant for people, and so are those about files."""
    declared = type(error).__module__.partition(".")[0] == __package__.partition(".")[0]
    return declared or isinstance(error, OSError)


def _explained(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return ": ".join([str(error.filename or "file"), error.strerror])
    if _is_expected(error):
        return str(error)
    words = " ".join([f"{type(error).__name__}: {error}", *getattr(error, "__notes__", [])])
    return (
        f"This is a bug in the toolkit: {' '.join(words.split())}. "
        f"'impressions {DEBUG} ...' shows where it happened."
    )
