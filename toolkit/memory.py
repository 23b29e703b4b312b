"""Answers kept for a while, so that the same is not computed twice from the same rows."""

import hashlib
import pickle
from collections import OrderedDict
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from .export import Export
from .numerals import locale_in_use

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_MOST = 64


def remembered(question: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Keep the last answers of a pure function of tables, and its refusals.

    What was asked is known again by its content: a table that was changed in between is another
    one, and so is a question in another locale, whose words hold other marks. Every caller gets a
    copy of the answer.

    Examples
    --------
    >>> asked = []
    >>> @remembered
    ... def total(table: pd.DataFrame) -> int:
    ...     asked.append(len(table))
    ...     return int(table["reach"].sum())
    >>> table = pd.DataFrame({"reach": [1, 2]})
    >>> total(table), total(table.copy()), total(table.assign(reach=5)), asked
    (3, 3, 10, [2, 2])
    """
    kept: OrderedDict[bytes, Answer | Exception] = OrderedDict()

    @wraps(question)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        try:
            key = _content((args, sorted(kwargs.items()), locale_in_use()))
        except (TypeError, pickle.PicklingError):  # Lists in cells, say, have no digest.
            return question(*args, **kwargs)
        if key not in kept:
            try:
                kept[key] = question(*args, **kwargs)
            except ValueError as refusal:
                kept[key] = refusal.with_traceback(None)
            while len(kept) > _MOST:
                kept.popitem(last=False)
        kept.move_to_end(key)
        found = deepcopy(kept[key])
        if isinstance(found, Exception):
            raise found
        return found

    return answer


def _content(value: object) -> bytes:
    """Return a digest of a value: tables by what is in them, all else as it is written down."""
    match value:
        case pd.DataFrame() | pd.Series():
            names = value.columns if isinstance(value, pd.DataFrame) else [value.name]
            kinds = value.dtypes if isinstance(value, pd.DataFrame) else [value.dtype]
            rows = pd.util.hash_pandas_object(value).to_numpy().tobytes()
            told = pickle.dumps(([*names], [*kinds], [*value.index.names], value.attrs))
            parts = [told, rows]
        case Export():
            parts = [_content(value.table), _content(value.total)]
        case tuple() | list():
            parts = [type(value).__name__.encode(), *map(_content, value)]
        case _:
            parts = [pickle.dumps(value)]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
