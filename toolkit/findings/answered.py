"""Answers to questions that the data may not support: then the answer says why."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeAlias

import pandas as pd

from ..export import Export
from ..refusal import NotAdditiveError
from ..schema import DataError
from .finding import Finding, Findings

Asked = ParamSpec("Asked")
Question: TypeAlias = Callable[Asked, Any]


def answered(
    metric: str, lacking: Callable[[pd.DataFrame], str] = lambda _: ""
) -> Callable[[Question[Asked]], Question[Asked]]:
    """Turn a question's refusal into the sentence that it is.

    Parameters
    ----------
    metric : str
        What the question is about.
    lacking : callable, optional
        Says of a table what it lacks for any such question, or nothing.

    Examples
    --------
    >>> @answered("spend")
    ... def ask(table):
    ...     raise DataError("The table has no spend. Load one that has.")
    >>> ask(None)
    - Look: The table has no spend. Load one that has.
    """

    def decorate(question: Question[Asked]) -> Question[Asked]:
        @wraps(question)
        def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Any:
            data = args[0]
            rows = data.table if isinstance(data, Export) else data
            if isinstance(rows, pd.DataFrame) and (lack := lacking(rows)):
                return Findings([Finding(metric, "look", {}, lack)])
            try:
                return question(*args, **kwargs)
            except (DataError, NotAdditiveError) as refusal:
                why = str(refusal).split("\n")[0]
                return Findings([Finding(metric, "look", {"why": why}, "{why}")])

        return answer

    return decorate
