"""Markdown and HTML within a line: what is bold, what a line says without its marks.

Only the readers and pairing import it.
"""

import re

_TAG = re.compile(
    r"</?(?:b|strong|i|em|h[1-6]|span|font|u|p|a|center|div|big|small|mark|summary|details|li|ul|ol"
    r"|sup|sub|kbd|blockquote|section|label|strike|s)\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_CODE_TAG = re.compile(r"</?(?:code|tt|pre)\b[^<>\n]{0,100}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s{0,2}/?>", re.IGNORECASE)
_TARGET = r"\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)"
_LINK = re.compile(rf"!?\[([^\[\]\n]{{0,600}})\]{_TARGET}")
_ONLY_LINK = re.compile(
    rf"""[\s*_>]{{0,6}}(?:[-+*][ ]|\d{{1,4}}[.)][ ]?)?[\s*_]{{0,4}}
    (?:\[(?:[^\[\]\n]|\[[^\[\]\n]{{0,100}}\]){{0,600}}\](?P<target>{_TARGET})|<a\b[^<>]{{0,400}}\#[^<>]{{0,400}}>[^<>]{{0,400}}</a>
      |\[\[[^\[\]\n]{{1,300}}\]\])
    [\s*_.,;:|]{{0,8}}(?:<br\s?/?>)?\s{{0,3}}$""",
    re.VERBOSE | re.IGNORECASE,
)
SOURCE_LINK = re.compile(  # "[[src](url)]", "[[Answer]](url)"
    rf"[ ]?\[\[(?:src|sources?|refs?|references?|links?|answers?|ans|solutions?)[ ]?\d{{0,2}}"
    rf"(?:\]{_TARGET}\]|\]\]{_TARGET})",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
_BOLD = re.compile(
    r"\s{0,12}(?:[-+*]\s{1,4})?(?:[^\w\s*<_`]{1,6}\s{0,2})?"
    r"(?:(?P<number>\d{1,4}(?:\.\d{1,3}){0,2})[.)]{0,2}\s{0,4})?"
    r"(?:(\*\*\*|\*\*|__)(?P<text>(?!\s)[^\n]{1,900}?)\2|<(b|strong)>(?P<html>[^\n]{1,900}?)</\4>)"
    r"(?P<rest>[^\n]{0,20000})$",
    re.IGNORECASE,
)
_FILL = re.compile(r"[ \t:.\\\-\u2013\u2014|]{0,4}(?:<br\s?/?>|\\)?[ \t]{0,4}$", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:[ \t:\-\u2013\u2014|]{0,4}<br\s?/?>|[ \t:\-\u2013\u2014|]{1,4}|\\)+", re.IGNORECASE
)


def plain(text: str) -> str:
    """A heading's or a question's text without emphasis, links and tags; code marks stay."""
    bare = _LINK.sub(r"\1", SOURCE_LINK.sub("", _BREAK.sub(" ", text)))
    bare = _entities(_CODE_TAG.sub("`", _TAG.sub("", bare)).replace("``", "`"))
    bare = re.sub(r"(?<!\w)(\*\*|__)(?=\S)|(?<=\S)(\*\*|__)(?!\w)", "", bare)
    bare = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*]{1,900})(?<=[^\s*])\*(?![\w*])", r"\1", bare)
    bare = re.sub(r"\\([\\`*_{}\[\]()#+\-.!<>|?])", r"\1", bare)
    return " ".join(bare.replace("**", "").split())


def _entities(text: str) -> str:
    if not _ENTITY.search(text):
        return text
    import html

    return html.unescape(text)


def is_entry(text: str) -> bool:
    """Whether the line is a link into the document and nothing else: an entry of its contents."""
    found = _ONLY_LINK.match(text)
    return found is not None and "#" in (found["target"] or "#")


def is_only_link(text: str) -> bool:
    """Whether the line is a link and nothing else."""
    return bool(_ONLY_LINK.match(text))


def bold_start(text: str) -> tuple[str, str, str | None] | None:
    """What a line begins with in bold, what follows it, and the number before it; else None.

    Bold words that follow one another are one: "**Q1:** **What?**".
    """
    found = _BOLD.match(text)
    if not found:
        return None
    bold, rest = found["text"] or found["html"], found["rest"]
    for _ in range(4):
        more = (
            _BOLD.match(rest)
            if rest[:3].strip() in ("**", "*", "<b", "__")
            or rest.lstrip().startswith(("**", "<b>"))
            else None
        )
        if not more or more["number"]:
            break
        bold, rest = f"{bold} {more['text'] or more['html']}", more["rest"]
    tail = rest.strip()
    if tail and tail[0] in "?\uff1f":  # "**What is it**?"
        bold, rest = bold + tail[0], tail[1:]
    rest = "" if _FILL.match(rest) else _LEADING.sub("", rest).strip()
    return bold.strip(), rest, found["number"]
