"""Controls and views that follow them: live in JupyterLab, a fixed picture everywhere else."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from .controls import Control
from .views import shown, told

if TYPE_CHECKING:
    from .live import Live

View = Callable[..., Iterable[Any]]


class Explorer:
    """Controls over a pure function of their state.

    In a live front end the reader moves the controls and the view follows. In a clone that is
    not trusted, in a report and in a test stands what the defaults show, as HTML and as text.

    Parameters
    ----------
    title : str
        What is explored; names the region for a screen reader.
    controls : sequence of Control
        What can be set: `Choice`, `Whole`, `Number` or `Switch`.
    view : callable
        Takes the state, one keyword per control, and returns tables, Axes and findings. It
        must depend on nothing else, and take less than half a second.

    Raises
    ------
    ValueError
        If two controls share a name or a label.

    Examples
    --------
    >>> from toolkit.explore.controls import Whole
    >>> double = Explorer("Twice", [Whole("n", "Number", 2)], lambda n: [f"twice {n} is {2 * n}"])
    >>> double
    Twice
    Number: 2
    twice 2 is 4
    >>> double.views(n=5)
    ['twice 5 is 10']
    >>> double.starting_at(n=3)
    Twice
    Number: 3
    twice 3 is 6
    """

    def __init__(self, title: str, controls: Sequence[Control], view: View) -> None:
        for words in ([each.name for each in controls], [each.label for each in controls]):
            if len(set(words)) < len(words):
                raise ValueError(f"Controls need names and labels of their own, not {words}.")
        self.title = title
        self.controls = {each.name: each for each in controls}
        self._view = view

    @property
    def state(self) -> dict[str, Any]:
        """The default of every control."""
        return {name: each.default for name, each in self.controls.items()}

    def views(self, **state: Any) -> list[Any]:
        """Return what is shown for a state; what is not given stands at its default.

        Raises
        ------
        ValueError
            If a value is not one that its control takes, or there is no such control.
        """
        if unknown := sorted(set(state) - set(self.controls)):
            known = ", ".join(self.controls)
            raise ValueError(f"There is no control {', '.join(unknown)}; there are {known}.")
        for name, value in state.items():
            self.controls[name].check(value)
        return list(self._view(**self.state | state))

    def html(self, **state: Any) -> str:
        """Return the views of a state as HTML; an error is told there."""
        return shown(lambda: self.views(**state))

    def starting_at(self, **state: Any) -> "Explorer":
        """Return the explorer with other defaults."""
        self.views(**state)
        controls = [
            each.starting_at(state.get(name, each.default)) for name, each in self.controls.items()
        ]
        return Explorer(self.title, controls, self._view)

    @cached_property
    def live(self) -> "Live":
        """The controls and their view as widgets."""
        from .live import Live

        return Live(self)

    def _ipython_display_(self) -> None:
        from .front_end import display

        display(self)

    def _repr_html_(self) -> str:
        """What the defaults show, and that it can be moved elsewhere."""
        words = ", ".join(f"{escape(label)}: {escape(value)}" for label, value in self._settings())
        name = escape(self.title, quote=True)
        return (
            f'<div class="explorer mathjax_ignore" role="group" aria-label="{name}">\n'
            f"<p><strong>{name}.</strong> Shown for {words}. "
            f"<em>Run this cell in JupyterLab to change it.</em></p>\n{self._default_html}\n</div>"
        )

    @cached_property
    def _default(self) -> list[Any]:
        return self.views()

    @cached_property
    def _default_html(self) -> str:
        return shown(lambda: self._default)

    def _settings(self) -> list[tuple[str, str]]:
        return [(each.label, each.words(each.default)) for each in self.controls.values()]

    def __repr__(self) -> str:
        settings = [f"{label}: {value}" for label, value in self._settings()]
        return "\n".join([self.title, *settings, told(lambda: self._default)])
