"""A bar while a long scan runs: on a terminal, and nowhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

_SECONDS = 0.2
_AFTER = 2.0  # seconds; what is faster needs no bar


@contextmanager
def progress_of(engine: "BaseBackend | None") -> Iterator[None]:
    """Show on stderr how far an engine in this process has come, once it takes a while."""
    if engine is None or engine.name != "duckdb" or not sys.stderr.isatty():
        yield
        return
    done = Event()
    watcher = Thread(target=_watch, args=(engine.con, done), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _watch(connection: Any, done: Event) -> None:
    """An engine that shows no progress tells less than nothing."""
    if done.wait(_AFTER) or connection.query_progress() < 0:
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("Counting", total=100)
        while not done.wait(_SECONDS):
            bar.update(task, completed=max(connection.query_progress(), 0))
