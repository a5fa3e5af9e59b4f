"""Pages as they are drawn for a browser, and what was sent to it. Used by the tests beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped]
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element
from streamlit.util import calc_hash

APP: Final = Path(__file__).parents[2] / "interviewer" / "pages" / "frame.py"
_PARSER: Final = MarkdownIt("commonmark", {"html": True})
_ALIVE: Final = {"link_open", "image", "html_inline", "html_block"}
_INVISIBLE: Final = str.maketrans({"\\": None, "\N{WORD JOINER}": None, "\N{NO-BREAK SPACE}": " "})


def opened(page: str = "", **query: str) -> AppTest:
    """That page of the app, drawn once; `opened("report", interview=ID)`."""
    return drawn(address(page, **query))


def address(page: str = "", **query: str) -> AppTest:
    """That page before it is drawn."""
    at = AppTest.from_file(APP, default_timeout=60)
    at._page_hash = calc_hash(page)  # AppTest switches by file, our pages are functions
    for name, value in query.items():
        at.query_params[name] = value
    return at


def drawn(at: AppTest) -> AppTest:
    """Draws it once more; a traceback on the page fails the test."""
    at.run()
    assert not at.exception, at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    """Presses the button of that key."""
    at.button(key=key).click()
    return drawn(at)


def say(at: AppTest, words: str) -> AppTest:
    """Sends an answer."""
    at.chat_input(key="answer").set_value(words)
    return drawn(at)


def choose(at: AppTest, key: str, value: object) -> AppTest:
    """Sets the widget of that key."""
    widget(at, key).set_value(value)
    return drawn(at)


def widget(at: AppTest, key: str) -> Any:
    """The widget of that key, of whatever kind."""
    return at.get_by_key(key)


def keys(at: AppTest) -> set[str]:
    """The keys of everything on the page."""
    return {str(node.key) for node in _nodes(at._tree) if getattr(node, "key", None)}


def text(at: AppTest) -> str:
    """Everything that was sent to the browser, as it reads there: without what escapes it."""
    return raw(at).translate(_INVISIBLE)


def raw(at: AppTest) -> str:
    """The same with every sign of Markdown."""
    said: list[str] = []
    for node in _nodes(at._tree):
        proto = getattr(node, "proto", None)
        if proto is not None:
            said.extend(_strings(MessageToDict(proto)))
    return "\n".join(said)


def _nodes(node: Block | Element) -> Iterator[Block | Element]:
    yield node
    if isinstance(node, Block):
        for child in node.children.values():
            yield from _nodes(child)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def alive(at: AppTest) -> list[str]:
    """What is more than text in the Markdown that the browser gets: links, pictures, HTML."""
    return [
        f"{token.type}: {token.content or token.attrs}"
        for said in _markdown(at)
        for line in _PARSER.parse(said)
        for token in (line, *(line.children or []))
        if token.type in _ALIVE
    ]


def _markdown(at: AppTest) -> Iterator[str]:
    for node in _nodes(at._tree):
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield from _texts(MessageToDict(proto))


def _texts(value: Any) -> Iterator[str]:
    """Labels, captions and texts: what a widget holds is not Markdown."""
    for name, each in value.items() if isinstance(value, dict) else ():
        if isinstance(each, str) and name in ("body", "label", "help"):
            yield each
        for inner in each if isinstance(each, list) else (each,):
            yield from _texts(inner)
