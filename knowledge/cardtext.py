"""Text of banks as HTML that is safe on a flash card: Markdown drawn, nothing of it alive."""

import html as escaping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def html(text: str) -> str:
    """Markdown as HTML: tags in it are text, pictures are their names, nothing is fetched."""
    return _inert(_parser().render(text).strip())


def plain(text: str) -> str:
    """A line as HTML, every character as it is."""
    return _inert(escaping.escape(text))


def _inert(text: str) -> str:
    """Without what Anki would take for a field, a sound or a formula of its own."""
    return text.replace("{", "&#123;").replace("[", "&#91;").replace("\\", "&#92;")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40})
    return parser.enable("table").disable("image")
