"""HTML that stands in Markdown: the tags that lay a page out go, what looks like code stays.

Only `noise` and the readers import it.
"""

import re

from knowledge.reading import vocabulary

_KNOWN = vocabulary.words(
    "details summary p div center font span u section article big small label mark strike s ins "
    "blockquote h1 h2 h3 h4 h5 h6 ul ol dl a body html header footer main nav picture iframe"
)
_LAYOUT = re.compile(rf"</?(?:{'|'.join(_KNOWN)})\b(?:\s[^<>\n]{{0,400}})?/?>", re.IGNORECASE)
_BREAK = re.compile(r"[ \t]{0,4}<br\s{0,2}/?>[ \t]{0,4}", re.IGNORECASE)
_STRONG = re.compile(r"</?(?:b|strong)(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:i|em)(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
_CODE = re.compile(r"</?(?:code|tt|kbd)(?:\s[^<>\n]{0,200})?>", re.IGNORECASE)
_ITEM = re.compile(r"[ \t]{0,8}<li(?:\s[^<>\n]{0,200})?>[ \t]{0,8}", re.IGNORECASE)
_ITEM_END = re.compile(r"</li\s{0,2}>", re.IGNORECASE)
_SPAN = re.compile(r"(`{1,3})(?:(?!\1).){1,2000}\1")


def stripped(line: str) -> str:
    """A line outside of code with its breaks as lines and without tags of layout."""
    if "<" not in line:
        return line
    if line.lstrip().startswith("|"):
        return line  # a row of a table stays one
    parts: list[str] = []
    at = 0
    for span in _SPAN.finditer(line):
        parts += [_without(line[at : span.start()]), span[0]]
        at = span.end()
    parts.append(_without(line[at:]))
    return "".join(parts).rstrip()


def _without(text: str) -> str:
    if "<" not in text:
        return text
    text = _BREAK.sub("\n", text)
    text = _ITEM_END.sub("", _ITEM.sub("\n- ", text))
    text = _STRONG.sub("**", _CODE.sub("`", _LAYOUT.sub("", text)))
    return _EMPHASIS.sub("*", text).removeprefix("\n")


def balanced(answer: str) -> str:
    """The answer without bold marks at its ends that are open there: "**" alone on a line."""
    lines = answer.split("\n")
    while lines and lines[0].strip() in ("**", "*"):
        lines.pop(0)
    while lines and lines[-1].strip() in ("**", "*"):
        lines.pop()
    if lines and lines[-1].endswith("**") and lines[-1].count("**") == 1:
        lines[-1] = lines[-1][:-2].rstrip()
    elif lines and lines[-1].endswith(("*", "_")) and "\n".join(lines).count(lines[-1][-1]) == 1:
        lines[-1] = lines[-1][:-1].rstrip()
    if lines and lines[0].startswith("**") and lines[0].count("**") == 1:
        lines[0] = lines[0][2:].lstrip()
    return "\n".join(lines).strip("\n")
