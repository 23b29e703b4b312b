"""Notebooks and sample data, put into a folder beside what is there already."""

import shutil
from pathlib import Path

from ..bundle import bundled

SAMPLES = "sample_data"


def furnish(folder: Path) -> list[Path]:
    """Put the toolkit's notebooks and sample data into a folder; nothing there is overwritten.

    Parameters
    ----------
    folder : Path
        Created if it is missing. Sample data goes to ``sample_data`` in it.

    Returns
    -------
    list of Path
        What was put there; what stood there under the same name is left as it is.

    Raises
    ------
    OSError
        If the folder cannot be written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     first, again = furnish(Path(folder)), furnish(Path(folder))
    >>> first[0].name, again
    ('00_start_here.ipynb', [])
    """
    wanted = {folder / path.name: path for path in sorted(bundled("notebooks").glob("*.ipynb"))}
    wanted |= {
        folder / SAMPLES / path.name: path
        for path in sorted(bundled("datasets").iterdir())
        if path.is_file() and not path.name.startswith(".")
    }
    put = [target for target, source in wanted.items() if _copy(source, target)]
    return put


def _copy(source: Path, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("xb") as new, source.open("rb") as content:
            shutil.copyfileobj(content, new)
    except FileExistsError:
        return False
    return True
