"""What the declaration of a dataset is made of, and the sidecar that tells its truth."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import tomli_w

from ..brand import DAYS, START
from ..world import World

Kind = Literal["impression log", "delivery table", "export"]


@dataclass(frozen=True)
class Dataset:
    """A file: its rows, how they are written down, and what is true about them."""

    file: str
    kind: Kind
    title: str
    grain: str
    rows: Callable[[World], pd.DataFrame]
    written: Callable[[pd.DataFrame], bytes]
    truth: Callable[[World], dict[str, Any]]
    strange: tuple[str, ...]
    first_day: int = 0
    days: int = DAYS

    @property
    def sidecar(self) -> str:
        """Name of the file that describes this one."""
        return f"{Path(self.file).stem}.toml"


def files_of(dataset: Dataset, world: World) -> dict[str, bytes]:
    """Write a dataset and its sidecar into memory.

    Parameters
    ----------
    dataset : Dataset
        What to write.
    world : World
        What it is written from.

    Returns
    -------
    dict of str to bytes
        The file and its sidecar, by name.
    """
    rows = dataset.rows(world)
    content = dataset.written(rows)
    first = date.fromisoformat(str(START + dataset.first_day))
    facts = {
        "file": dataset.file,
        "kind": dataset.kind,
        "title": dataset.title,
        "grain": dataset.grain,
        "rows": len(rows),
        "bytes": len(content),
        "sha256": sha256(content).hexdigest(),
        "seed": world.seed,
        "licence": "CC0-1.0",
        "time_zone": "UTC",
        "strange": list(dataset.strange),
        "period": {"date_start": first, "date_end": first + timedelta(days=dataset.days - 1)},
        "truth": dataset.truth(world),
    }
    return {dataset.file: content, dataset.sidecar: tomli_w.dumps(facts).encode()}
