"""Markdown: headings, bold lines, list items, summaries or `Q:` labels as questions.

The grammar is markdown-it's; only its blocks are parsed, by their lines.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from knowledge.reading import labels
from knowledge.reading.marks import Mark

_BOLD = re.compile(
    r"\s{0,3}(?:[^\w\s*<]{1,4}\s{0,2})?(\*\*|__)(?P<text>(?!\s)[^\n]{1,600}?)\1[ \t:]{0,3}"
    r"(?:<br\s?/?>|\\)?(?P<rest>.{0,9999})$"
)
_SUMMARY = re.compile(
    r"<summary\b[^<>]{0,200}>(?P<text>(?:(?!<summary).){1,2000}?)</summary>",
    re.IGNORECASE | re.DOTALL,
)
_REVEAL = re.compile(
    r"\W{0,9}(?:(?:view|show|see|click|reveal)\b.{0,60}|answers?|solution)\W{0,9}$", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:b|strong|i|em|h[1-6]|span|font|u|p)\b[^<>\n]{0,200}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_TARGET = r"\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
_LINK = re.compile(rf"!?\[([^\[\]\n]{{0,600}})\]{_TARGET}")
_ONLY_LINK = re.compile(rf"\s{{0,3}}\[[^\[\]\n]{{0,600}}\]{_TARGET}\s{{0,3}}$")
_RHETORICAL = 3  # a heading "Why so?" belongs to the answer it stands in


class _Style(IntEnum):
    """How a question is marked; the earlier wins where a document has as many of both."""

    HEADING = 0
    SUMMARY = 1
    BOLD = 2
    ITEM = 3
    PLAIN = 4
    LABEL = 5


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a question; `depth` is the heading's level, 0 for the other styles."""

    mark: Mark
    style: _Style
    asks: bool
    depth: int = 0


def marks(lines: list[str]) -> list[Mark]:
    """The questions and the sections of a Markdown text, in order."""
    return _choose(_candidates(lines))


def _candidates(lines: list[str]) -> list[_Candidate]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 20})
    parser.enable("table").core.ruler.disable("inline")
    tokens = parser.parse("\n".join(lines))
    found: list[_Candidate] = []
    for i, token in enumerate(tokens):
        if token.type == "inline":
            found += _of_inline(tokens, i)
        elif token.type == "html_block":
            found += _of_html(token)
    return found


def _of_inline(tokens: list[Any], i: int) -> list[_Candidate]:
    """Candidates in a heading, a paragraph of the document, or the first one of a list's item."""
    token, parent = tokens[i], tokens[i - 1]
    start, end = token.map
    in_item = token.level == 3 and tokens[i - 2].type == "list_item_open"
    if token.level > 1 and not in_item:
        return []
    if parent.type == "heading_open":
        return [_heading(token.content, start, end, int(parent.tag[1]))]
    if parent.type != "paragraph_open":
        return []
    number = tokens[i - 2].info or None if in_item else None
    return _of_paragraph(token.content.split("\n"), start, number, in_item=in_item)


def _heading(content: str, start: int, end: int, depth: int) -> _Candidate:
    text = _plain(content)
    label = labels.question_label(text) or labels.numbered(text)
    mark = Mark(start, end, label.text if label else text, label.number if label else None)
    asks = labels.asks(mark.text) or bool(labels.question_label(text))
    return _Candidate(mark, _Style.HEADING, asks, depth)


def _of_paragraph(
    texts: list[str], start: int, number: str | None, *, in_item: bool
) -> list[_Candidate]:
    found: list[_Candidate] = []
    for i, text in enumerate(texts):
        at = start + i
        label = labels.question_label(_plain(text))
        if label and not in_item:
            question, rest = labels.split_inline(label.text)
            mark = Mark(at, at + 1, question, label.number, rest)
            found.append(_Candidate(mark, _Style.LABEL, asks=True))
    if found or _ONLY_LINK.match(texts[0]):
        return found
    bold = _of_bold(texts[0], start, number, alone=len(texts) == 1)
    if bold:
        return [bold]
    text = _plain(texts[0])
    if labels.asks(text) and (in_item or len(texts) == 1) and text.endswith(("?", "\uff1f")):
        style = _Style.ITEM if in_item else _Style.PLAIN
        return [_Candidate(Mark(start, start + 1, text, number), style, asks=True)]
    return []


def _of_bold(text: str, start: int, number: str | None, *, alone: bool) -> _Candidate | None:
    """A line that begins in bold: all of it is, or what is bold asks and the answer follows."""
    found = _BOLD.match(text)
    if not found:
        return None
    plain = _plain(found["text"])
    label = labels.question_label(plain) or labels.numbered(plain)
    question = label.text if label else plain
    asks = labels.asks(question)
    rest = found["rest"].strip()
    if not asks and (rest or not (alone or number)):
        return None
    named = label.number if label else number
    mark = Mark(start, start + 1, question, named, rest)
    return _Candidate(mark, _Style.BOLD, asks or named is not None)


def _of_html(token: Any) -> list[_Candidate]:
    found = _SUMMARY.search(token.content)
    if not found:
        return []
    text = _plain(" ".join(found["text"].split()))
    if _REVEAL.match(text):
        return []
    start = token.map[0] + token.content.count("\n", 0, found.start())
    end = token.map[0] + token.content.count("\n", 0, found.end()) + 1
    label = labels.question_label(text) or labels.numbered(text)
    mark = Mark(start, end, label.text if label else text, label.number if label else None)
    return [_Candidate(mark, _Style.SUMMARY, labels.asks(mark.text) or label is not None)]


def _plain(text: str) -> str:
    """A heading's or a question's text without emphasis, links and tags; code marks stay."""
    bare = _TAG.sub("", _LINK.sub(r"\1", _BREAK.sub(" ", text)))
    bare = re.sub(r"(?<!\w)(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?!\w)", "", bare)
    return " ".join(bare.replace("**", "").split())


def _choose(candidates: list[_Candidate]) -> list[Mark]:
    """Of all candidates those of the style that asks most, labelled ones, and the sections."""
    candidates = _without_title(candidates)
    asking = Counter(c.style for c in candidates if c.asks)
    styles = sorted(asking, key=lambda s: (-asking[s], s))
    main = _Style.LABEL if not styles else styles[0]
    depths = Counter(c.depth for c in candidates if _may_ask(c))
    depth = min(depths, key=lambda d: (-depths[d], d)) if main is _Style.HEADING and depths else 0
    found: list[Mark] = []
    within = 0  # the depth of the question that is open
    for c in candidates:
        if _is_question(c, main, depth, within):
            found.append(c.mark)
            within = c.depth
        elif c.style is _Style.HEADING and (within == 0 or c.depth <= within):
            found.append(replace(c.mark, section=True))
            within = 0
    return found


def _without_title(candidates: list[_Candidate]) -> list[_Candidate]:
    """The only heading of the first level, at the start, is the document's title: left out."""
    first = [c for c in candidates if c.depth == 1]
    titled = len(first) == 1 and candidates[0] is first[0] and len(candidates) > 1
    return candidates[1:] if titled else candidates


def _may_ask(c: _Candidate) -> bool:
    return c.style is _Style.HEADING and (c.asks or c.mark.number is not None)


def _is_question(c: _Candidate, main: _Style, depth: int, within: int) -> bool:
    if c.style is not main:
        return c.style is _Style.LABEL
    if c.style is not _Style.HEADING:
        return c.asks or c.style is _Style.SUMMARY
    if c.depth == depth:
        return _may_ask(c)
    if within and c.depth > within:  # a heading within an answer
        return c.asks and c.mark.text.endswith("?") and len(c.mark.text.split()) > _RHETORICAL
    return c.asks
