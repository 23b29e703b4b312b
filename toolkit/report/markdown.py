"""Markdown as HTML that stands by itself, and the headings found on the way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mistune import HTMLRenderer
from nbconvert.filters.markdown_mistune import (
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)

from .standalone import stands_alone
from .text import slug


@dataclass(frozen=True)
class Heading:
    """A heading and the place that a link to it leads to."""

    level: int
    text: str
    anchor: str


class Markdown:
    """Turns the Markdown of one notebook into HTML, cell by cell.

    Attributes
    ----------
    headings : list of Heading
        Those met so far, each with an anchor of its own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.headings: list[Heading] = []
        self._folder = folder

    def __call__(self, source: str, attachments: dict[str, Any] | None = None) -> Markup:
        """Render one cell; where its HTML would run or fetch something, it is shown as text."""
        for escape in (False, True):
            renderer = _Renderer(escape, self._folder, attachments or {}, list(self.headings))
            html = MarkdownWithMath(renderer=renderer).render(source)
            if stands_alone(html):
                break
        self.headings = renderer.headings
        return Markup(html)


class _Renderer(IPythonRenderer):
    block_html = HTMLRenderer.block_html
    inline_html = HTMLRenderer.inline_html

    def __init__(
        self,
        escape: bool,
        folder: Path | None,
        attachments: dict[str, Any],
        headings: list[Heading],
    ) -> None:
        only_pictures: Any = ("data:image/",)
        super().__init__(
            escape=escape,
            allow_harmful_protocols=only_pictures,
            embed_images=folder is not None,
            path=str(folder or ""),
            attachments=attachments,
        )
        self.headings = headings

    def heading(self, text: str, level: int, **_: Any) -> str:
        plain = Markup(text).striptags()
        base = slug(plain)
        numbered = (f"{base}-{number}" for number in range(2, len(self.headings) + 3))
        taken = {heading.anchor for heading in self.headings}
        anchor = next(each for each in (base, *numbered) if each not in taken)
        self.headings.append(Heading(level, plain, anchor))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture that cannot be put into the page leaves its description."""
        try:
            html = super().image(text, url, title)
        except InvalidNotebook:
            html = ""
        if 'src="data:' in html:
            return html
        return Markup("<em>[Picture: {}]</em>").format(Markup(text).striptags() or url)
