"""Whether a report would come out as it stands: same notebook, data, parameters, versions."""

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ..bundle import bundled
from ..read.hints import split_hints
from .provenance import Provenance, fingerprint

if TYPE_CHECKING:
    from .plan import Plan

_KEY = re.compile(r'<meta name="impressions-key" content="([0-9a-f]{64})">')
_HEAD = 4_000


def key_of(plan: "Plan", made_of: Provenance, form: str) -> str:
    """Return a hash of everything that a report is made of, files named by parameters too."""
    folder = plan.source.path.parent
    inputs = [
        made_of.notebook.sha256,
        *(f"{name} {_content(folder, value)}" for name, value in sorted(plan.parameters.items())),
        str(made_of.data),
        json.dumps(made_of.versions),
        form,
        *_installed(),
    ]
    return sha256("\n".join(inputs).encode("utf-8", "replace")).hexdigest()


def _content(folder: Path, value: object) -> str:
    """A value, or what is in the file that it names, wherever that lies."""
    try:
        path, hints = split_hints(str(value))
        named = folder / path
        is_file = bool(value) and named.is_file()
        return f"{fingerprint(named).sha256} {hints}" if is_file else repr(value)
    except (OSError, ValueError):
        return repr(value)


def key_in(report: Path) -> str:
    """Return the key that a complete report carries, or nothing."""
    try:
        with report.open(encoding="utf-8") as file:
            found = _KEY.search(file.read(_HEAD))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found else ""


def _installed() -> list[str]:
    """The toolkit's own files, which change between versions while it is worked on."""
    folders = [Path(__file__).parents[1], bundled("datasets")]
    return [
        f"{path.name} {stat.st_size} {stat.st_mtime_ns}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".toml", ".j2", ".css", ".csv", ".parquet"}
        for stat in [path.stat()]
    ]
