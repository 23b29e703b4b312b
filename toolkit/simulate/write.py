"""Write the datasets, and check that those on disk are what the seed gives."""

import os
import tomllib
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from .files import DATASETS
from .files.dataset import files_of
from .world import SEED, simulate_world

_OURS = {".parquet", ".csv", ".toml"}
_OF_THE_BYTES = ("bytes", "sha256")


def write_datasets(folder: Path, seed: int = SEED) -> list[Path]:
    """Write every dataset and its sidecar; a file is replaced whole or not at all.

    Parameters
    ----------
    folder : Path
        Where to write; made if it is not there.
    seed : int, default 20260720
        Seed of the world.

    Returns
    -------
    list of Path
        The files written, each dataset followed by its sidecar.
    """
    world = simulate_world(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    with TemporaryDirectory(dir=folder) as workshop:
        for dataset in DATASETS:
            for name, content in files_of(dataset, world).items():
                Path(workshop, name).write_bytes(content)
                paths.append(folder / name)
        for path in paths:
            os.replace(Path(workshop, path.name), path)
    return paths


def check_datasets(folder: Path, seed: int = SEED) -> list[str]:
    """Write the datasets anew elsewhere and compare byte for byte.

    Parameters
    ----------
    folder : Path
        Folder of the datasets.
    seed : int, default 20260720
        Seed they should come from.

    Returns
    -------
    list of str
        One sentence per file that differs, is missing or is not ours; empty if all are equal.
    """
    with TemporaryDirectory() as workshop:
        anew = {path.name: path for path in write_datasets(Path(workshop), seed)}
        found = {path.name for path in folder.iterdir() if path.suffix in _OURS}
        strangers = [
            f"{name}: the simulator does not write it" for name in sorted(found - set(anew))
        ]
        told = [_difference(folder / name, path) for name, path in anew.items()]
    return [*filter(None, told), *strangers]


def _difference(ours: Path, anew: Path) -> str | None:
    if not ours.exists():
        return f"{ours.name}: is missing; write_datasets() writes it"
    if ours.read_bytes() == anew.read_bytes():
        return None
    return {".parquet": _of_logs, ".toml": _of_sidecars}.get(ours.suffix, _of_texts)(ours, anew)


def _of_logs(ours: Path, anew: Path) -> str:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        same = pq.read_table(ours).equals(pq.read_table(anew))
    except pa.ArrowInvalid as error:
        return f"{ours.name}: cannot be read ({error})"
    if not same:
        return f"{ours.name}: its rows are not those that the seed gives"
    writers = [pq.read_metadata(path).created_by for path in (ours, anew)]
    return f"{ours.name}: same contents in other bytes, written by {writers[0]}, not {writers[1]}"


def _of_sidecars(ours: Path, anew: Path) -> str:
    facts, wanted = (tomllib.loads(path.read_text("utf-8")) for path in (ours, anew))
    off = [name for name in {**wanted, **facts} if facts.get(name) != wanted.get(name)]
    if set(off) <= set(_OF_THE_BYTES):
        return f"{ours.name}: same contents but for {' and '.join(off)} of the file"
    return f"{ours.name}: not what the seed gives in {', '.join(off)}"


def _of_texts(ours: Path, anew: Path) -> str:
    lines = zip_longest(*(path.read_bytes().split(b"\n") for path in (ours, anew)))
    number, pair = next((i, pair) for i, pair in enumerate(lines, 1) if pair[0] != pair[1])
    letters = zip_longest(*(line or b"" for line in pair))
    at = next((i for i, (one, other) in enumerate(letters) if one != other), 0)
    found, wanted = (_around(line, at) for line in pair)
    return f"{ours.name}: line {number} has {found} where the seed gives {wanted}"


def _around(line: bytes | None, at: int, most: int = 20) -> str:
    """The part of a line where it begins to differ."""
    if line is None:
        return "nothing"
    return repr(line[max(0, at - most) : at + most].decode("utf-8", "replace"))
