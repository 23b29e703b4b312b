"""The only place that knows widgets: a control becomes one, and the view follows it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import anywidget
import ipywidgets as widgets

from .controls import Choice, Number, Switch, Whole

if TYPE_CHECKING:
    from .explorer import Explorer

# Sliders have no name that a screen reader can say, so numbers are boxes.
_STYLE = {"description_width": "auto"}
_LAYOUT = {"width": "auto", "max_width": "24em", "margin": "2px 18px 2px 0"}


class _Keys(anywidget.AnyWidget):
    """Keeps keys for the input that has the focus; JupyterLab takes arrows and letters away."""

    _esm = """
    export default {
      render({ el }) {
        requestAnimationFrame(() => el.closest(".explorer-live")?.addEventListener(
          "focusin", event => event.target.setAttribute("data-lm-suppress-shortcuts", "true")
        ))
      }
    }
    """


class Live:
    """An explorer as widgets.

    Attributes
    ----------
    box : VBox
        Controls above their view.
    inputs : dict of str to Widget
        The widget of each control.
    view : HTML
        What the state shows.
    hides : str
        Class of HTML that is hidden as long as the live view is there.
    """

    def __init__(self, explorer: "Explorer") -> None:
        self._explorer = explorer
        self.inputs = {name: _INPUTS[type(c)](c) for name, c in explorer.controls.items()}
        self.view = widgets.HTML(explorer._default_html)
        self.hides = f"explorer-still-{self.view.model_id}"
        style = widgets.HTML(f"<style>.{self.hides} {{ display: none }}</style>")
        hidden = widgets.Box([style, _Keys()], layout={"display": "none"})
        row = widgets.HBox([*self.inputs.values()])
        row.layout.flex_flow = "row wrap"
        self.box = widgets.VBox([hidden, row, self.view])
        self.box.add_class("explorer-live")
        self.view.add_class("explorer-view")
        for each in self.inputs.values():
            each.observe(self._follow, "value")

    def _follow(self, _: Any) -> None:
        state = {name: each.value for name, each in self.inputs.items()}
        self.view.value = self._explorer.html(**state)


def _choice(control: Choice) -> widgets.Widget:
    return widgets.Dropdown(
        options=[*control.shown.items()], value=control.default,
        description=control.label, style=_STYLE, layout=_LAYOUT,
    )  # fmt: skip


def _number(kind: Callable[..., widgets.Widget]) -> Callable[[Whole | Number], widgets.Widget]:
    def box(control: Whole | Number) -> widgets.Widget:
        width = f"{9 + len(control.label) / 1.8:.0f}em"
        return kind(
            value=control.default, min=control.low, max=control.high, step=control.step,
            description=control.label, style=_STYLE, layout=_LAYOUT | {"width": width},
        )  # fmt: skip

    return box


def _switch(control: Switch) -> widgets.Widget:
    return widgets.Checkbox(
        control.default, description=control.label, indent=False, style=_STYLE, layout=_LAYOUT
    )


_INPUTS: dict[type, Callable[[Any], widgets.Widget]] = {
    Choice: _choice,
    Whole: _number(widgets.BoundedIntText),
    Number: _number(widgets.BoundedFloatText),
    Switch: _switch,
}
