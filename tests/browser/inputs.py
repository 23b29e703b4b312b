"""The inputs of an explorer, moved as a reader moves them: with the mouse and with the keys."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import TimeoutError as TooLate

INPUTS = "select, input[type=number], input[type=checkbox]"
SOON = 5_000

_WATCH = """view => {
  const now = () => performance.now()
  window.viewed = {before: view.innerText + view.innerHTML.length, from: now(), after: null}
  window.watcher && window.watcher.disconnect()
  window.watcher = new MutationObserver(() => { window.viewed.after = now() })
  window.watcher.observe(view, {childList: true, subtree: true, characterData: true})
}"""
_CHANGED = "() => window.viewed.after !== null"
_TOOK = "() => window.viewed.after - window.viewed.from"


@dataclass
class Moved:
    """What came of moving an input: how, and after how many milliseconds the view changed."""

    label: str
    how: str
    took: float


class Live:
    """An explorer that lives in an open notebook."""

    def __init__(self, page, box) -> None:
        self.page, self.box = page, box
        self.view = box.locator(".explorer-view .widget-html-content")

    @property
    def error(self) -> str:
        """What the view says went wrong."""
        return " ".join(self.box.locator(".explorer-error").all_inner_texts())

    def move_all(self) -> Iterator[Moved]:
        """Move every input by mouse, then by keyboard."""
        for box in self.box.locator(INPUTS).all():
            kind = box.evaluate("box => box.type")
            for how, moves in (("mouse", _BY_MOUSE), ("keys", _BY_KEYS)):
                yield self._move(box, how, moves[kind])

    def _move(self, box, how: str, move: Callable) -> Moved:
        box.scroll_into_view_if_needed()
        self.page.mouse.move(0, 0)
        self.view.evaluate(_WATCH)
        before = box.evaluate("box => box.checked || box.value")
        move(self.page, box)
        label = box.evaluate("box => box.labels[0].innerText")
        try:
            self.page.wait_for_function(_CHANGED, timeout=SOON)
        except TooLate as error:
            raise AssertionError(f"{label} was moved by {how}, and the view stayed.") from error
        assert box.evaluate("box => box.checked || box.value") != before
        return Moved(label, how, self.page.evaluate(_TOOK))


def _pick(_, box) -> None:
    """A list that is open is drawn by the system, so the option is picked in its stead."""
    now, count = box.evaluate("box => [box.selectedIndex, box.options.length]")
    box.select_option(index=(now + 1) % count)


def _spin(page, box) -> None:
    """Click the upper of a number's two arrows, or the lower at its highest."""
    box.hover()
    at_most = box.evaluate("box => box.max !== '' && Number(box.value) >= Number(box.max)")
    area = box.bounding_box()
    up = area["height"] * (0.75 if at_most else 0.3)
    page.mouse.click(area["x"] + area["width"] - 10, area["y"] + up)


def _reach(page, box) -> None:
    """Come to an input by the tab key, from what takes the focus before it."""
    box.evaluate("box => { const b = document.activeElement; b && b.blur() }")
    box.evaluate(
        """box => {
          const all = [...document.querySelectorAll('select, input, button, [tabindex="0"]')]
          const before = all.slice(0, all.indexOf(box)).reverse()
          before.find(each => { each.focus(); return each === document.activeElement })
        }"""
    )
    for _ in range(8):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            return
    raise AssertionError("The tab key does not lead to the input.")


def _choose(page, box) -> None:
    _reach(page, box)
    is_last = box.evaluate("box => box.selectedIndex === box.options.length - 1")
    page.keyboard.press("ArrowUp" if is_last else "ArrowDown")


def _type(page, box) -> None:
    _reach(page, box)
    low, now = (float(box.evaluate(f"box => box.{part} || 0")) for part in ("min", "value"))
    step = float(box.evaluate("box => Number(box.step) || 1"))
    wanted = low + step if now != low + step else low + 2 * step
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(f"{wanted:g}")
    page.keyboard.press("Enter")


def _tick(page, box) -> None:
    _reach(page, box)
    page.keyboard.press("Space")


_BY_MOUSE = {"select-one": _pick, "number": _spin, "checkbox": lambda _, box: box.click()}
_BY_KEYS = {"select-one": _choose, "number": _type, "checkbox": _tick}
