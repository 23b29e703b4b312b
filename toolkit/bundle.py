"""What ships with the toolkit beside its code: notebooks and datasets."""

from pathlib import Path


def bundled(folder: str) -> Path:
    """Return the folder of what ships: inside an installed package, beside it in a checkout.

    Examples
    --------
    >>> bundled("notebooks").name
    'notebooks'
    """
    package = Path(__file__).parent
    installed = package / "bundled" / folder
    return installed if installed.is_dir() else package.parent / folder
