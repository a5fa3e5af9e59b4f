"""What stands around an answer without being part of it: page noise, rules, placeholders."""

import re
import textwrap

from knowledge.reading import inline, tags, vocabulary

# Lines that end an answer: what follows them, up to the next question, is the page, not the text.
_ENDS = re.compile(
    r"\W{0,4}(?:most helpful rated by users|people also (?:ask|read)|you (?:may|might) also like"
    r"|(?:related|similar|recommended) (?:interview )?"
    r"(?:subjects?|questions|articles|topics|posts|links|reads?)"
    r"|frequently viewed|leave a (?:comment|reply)|post navigation|(?:\d{1,4} )?comments"
    r"|(?:previous|next) (?:article|post|question)s?"
    r"|temas relacionados|argomenti correlati|相关文章|相关推荐)\W{0,4}$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"""(?:
    .{0,200}[ ][-\u2013][ ]total[ ]\d{1,5}[ ]questions?[ ]?\|?
    |[^\w<\[(]{0,12}(?:<[^<>]{1,200}>[ ]?|\[|\(|\*){0,6}[^\w<]{0,12}
      (?:back|go|return|jump|scroll|move)[ ]?(?:to|up[ ]to)[ ](?:the[ ])?
      (?:top|(?:table[ ]of[ ])?contents|toc|index|list|questions).{0,200}
    |[^\w]{0,12}(?:volver[ ](?:arriba|al[ ].{1,20})|torna[ ](?:su|all.{1,20})|nach[ ]oben
      |retour[ ]en[ ]haut|[\u8fd4\u56de][\u56de\u5230](?:\u9876\u90e8|\u76ee\u5f55)|\u2b06).{0,200}
    |\W{0,4}(?:was[ ]this[ ](?:answer[ ])?helpful|share[ ]this|advertisements?|read[ ]more
      |view[ ]all|(?:show|hide|view)[ ](?:more|answer)|all[ ]rights[ ]reserved
      |copyright[ ]|\u00a9[ ]?\d).{0,80}
    |page[ ]\d{1,4}(?:[ ](?:of|/)[ ]\d{1,4})?
    |\W{0,4}\[?\[?(?:src|source|ref|link|\d{1,3})\]?\]\([^)\s]{1,500}\)\]?\W{0,4}
    |(?:<a\b[^>]{0,300}>\s{0,4}</a>\s{0,4}){1,4}
    |(?:<details\b[^>]{0,200}>\s{0,4})?<summary\b[^>]{0,200}>.{0,80}</summary>
    |(?:</?(?:details|summary|br|hr|p|div|center|b|strong|section|blockquote|i|em|ul|ol|font
      |span)\b[^>]{0,200}>[ ]{0,4}){1,6}
    |<!--.{0,500}-->
    |.{0,4}\[[^\]\w]{0,6}(?:previous|prev|next|home|anterior|siguiente|precedente|weiter)\b
      [^\]]{0,200}\]\([^)]{1,500}\).{0,300}
    |[*_]{1,3}[^*_]{0,200}\blicen[cs]ed[ ]under\b[^*_]{0,120}[*_]{1,3}
    |&nbsp;
    |:::.{0,80}
    |\\(?:newpage|pagebreak)
    )\s{0,8}$""",
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(
    r"[ ]{0,3}(?:(?:-[ ]?){3,99}|(?:\*[ ]?){3,99}|(?:_[ ]?){3,99}|={3,99}"
    r"|(?:[\u2014\u2500\u2501\u2550][ ]?){2,99})$"
)
_EDGES = "\\s.\u2026*_?!:()\\[\\]`>#\"'\u2013\u2014<>/-"
_PLACEHOLDER = re.compile(
    rf"[{_EDGES}]{{0,12}}(?:{'|'.join(re.escape(p) for p in vocabulary.PLACEHOLDERS)})?"
    rf"[{_EDGES}]{{0,12}}$",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"""(?:[-*>\s(\[]{0,8}(?:(?:see|source|answer|link|read|solution|reference|refer(?:[ ]to)?
      |ref|more|here|check|and|or|also|learn|from|video|article|blog|docs?|y|e|und|et|\u548c|\u63a8\u8350|\u53c2\u8003|\u53c2\u89c1|\u8be6\u89c1|\u8be6\u60c5\u89c1|\u94fe\u63a5
      |\u7b54\u6848|\u89c1|\u6587\u7ae0)\b[^\w\n]{0,4}){0,3}
    (?:!?\[[^\]\n]{0,300}\]\([^)\s]{1,2000}(?:\s"[^"\n]{0,200}")?\)
      |\[!\[[^\]\n]{0,300}\]\([^)\s]{1,2000}\)\]\([^)\s]{1,2000}\)
      |<?https?://\S{1,2000}|www\.\S{1,500}|<img\b[^>]{1,2000}>|<a\b[^>]{1,500}>[^<>]{0,300}</a>|!\[\[[^\]]{1,300}\]\])
    [\s.,;)\]*_]{0,8}){1,9}$""",
    re.IGNORECASE | re.VERBOSE,
)
_SOURCE = re.compile(
    r"""[\W_]{0,8}(?:sources?|references?|ref|via|credits?|read[ ]more|more[ ]info|further[ ]reading
    |learn[ ]more|fuentes?|fonti|fonte|quellen?|\u53c2\u8003(?:\u8d44\u6599|\u94fe\u63a5)?)
    [*_\s]{0,4}[:\uff1a-][*_\s]{0,4}
    (?:(?:!?\[[^\]\n]{0,300}\]\([^)\s]{1,2000}\)|<?https?://\S{1,2000}|<a\b[^>]{1,500}>[^<>]{0,300}</a>)
    [\s,;.|&]{0,6}){1,6}$""",
    re.IGNORECASE | re.VERBOSE,
)
# "###### Source" above links and nothing else.
_SOURCE_TITLE = re.compile(
    r"(?:#{1,6}[ ]|[*_]{1,3})[\W_]{0,4}(?:sources?|references?|ref[ ]links?|references?[ ]links?"
    r"|credits?|fuentes?|fonti|fonte|quellen?|\u53c2\u8003(?:\u8d44\u6599|\u94fe\u63a5)?)[\W_]{0,6}$",
    re.IGNORECASE,
)
_FENCE = re.compile(
    r"[ ]{0,40}(?:>[ ]{0,3}){0,3}(?:[-+*][ ]{1,4}|\d{1,4}[.)][ ]{1,4})?(`{3,}|~{3,})[^`]*$"
)
_TITLE = re.compile(
    r"""(?:[^\w\n]{0,6}|\#{1,6}[ ])\w[^.?!:;,\n\uff1f]{0,90}?
    (?:interview[ ]questions|questions[ ](?:and|&)[ ]answers|q[ ]?&[ ]?a)[^.?!:;,\n]{0,60}$""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = re.compile("^[\u2190-\u2bff\U0001f300-\U0001faff\ufe0f\\s]{1,8}")
_COUNT_ALONE = re.compile(r"\s{0,8}\d{1,4}[.)]\s{0,8}$")  # "15." where nothing was written yet
_QUOTED = re.compile(r"\s{0,8}>\s?")
_LONGEST_PLACEHOLDER = 2_000


def is_rule(line: str) -> bool:
    """Whether the line is drawn, not written."""
    return bool(_RULE.match(line))


def is_end(line: str) -> bool:
    """Whether the line begins the page's own matter after an answer."""
    return bool(_ENDS.match(line.strip()))


def is_noise(line: str) -> bool:
    """Whether the line alone is no part of an answer."""
    return bool(_NOISE.match(line.strip()))


def fence(line: str) -> str | None:
    """The marks that open or close a block of code on this line."""
    found = _FENCE.match(line)
    return found[1] if found else None


def clean(lines: list[str], *, plain: bool = False) -> str | None:
    """The answer in `lines`: noise, rules and empty lines around it gone, code as it was.

    None when nothing is left, or only a placeholder ("Answer here", "N/A") or a link. In `plain`
    text tags are text.
    """
    kept = _without_edges(_without_sources(_without_edges(_kept(_unquoted(lines), plain=plain))))
    while kept and (_TITLE.match(kept[-1].strip()) or _COUNT_ALONE.match(kept[-1])):
        kept = _without_edges(kept[:-1])  # the next part's title, which has no mark
    answer = textwrap.dedent("\n".join(kept)).strip("\n")
    answer = answer.lstrip(" \t") if plain else tags.balanced(answer).lstrip(" \t")
    return None if is_placeholder(answer) else answer


def _without_sources(kept: list[str]) -> list[str]:
    """The lines without those at the end that only say where the answer comes from."""
    end = len(kept)
    while end > 1 and (not kept[end - 1].strip() or _SOURCE.match(kept[end - 1])):
        end -= 1
    links = end
    while links > 0 and (not kept[links - 1].strip() or _LINK.match(kept[links - 1])):
        links -= 1
    if links > 0 and _SOURCE_TITLE.match(kept[links - 1].strip()):
        return kept[: links - 1]
    return kept[:end]


def _unquoted(lines: list[str]) -> list[str]:
    """The lines without the mark of a quotation that all of them stand in."""
    filled = [line for line in lines if line.strip()]
    if len(filled) > 1 and all(_QUOTED.match(line) for line in filled[1:]):
        return [_QUOTED.sub("", line, count=1) for line in lines]
    return lines


def _kept(lines: list[str], *, plain: bool) -> list[str]:
    kept: list[str] = []
    inside: str | None = None
    for line in lines:
        mark = fence(line)
        if inside is None and mark is None:
            if is_end(line):
                break
            if (is_noise(line) and not (plain and line.lstrip().startswith("<"))) or (
                not line.strip() and (not kept or not kept[-1])
            ):
                continue
            bare = inline.SOURCE_LINK.sub("", line).rstrip() if "[[" in line else line.rstrip()
            if line.strip() and not bare:
                continue
            line = bare if plain else tags.stripped(bare)  # noqa: PLW2901 - outside code, blanks at the end mean nothing
        elif mark is not None:
            inside = mark if inside is None else None if mark.startswith(inside) else inside
        kept += [p for p in line.split("\n") if inside or "\n" not in line or not is_noise(p)]
    return kept


def _without_edges(kept: list[str]) -> list[str]:
    """The lines without blank ones and rules around them."""
    start, end = 0, len(kept)
    while end > start and (not kept[end - 1].strip() or _RULE.match(kept[end - 1])):
        end -= 1
    while start < end and (not kept[start].strip() or _RULE.match(kept[start])):
        start += 1
    return kept[start:end]


def is_placeholder(answer: str) -> bool:
    """Whether an answer says nothing: empty, "-", "Answer here", or only a link or image."""
    text = _SIGNS.sub("", answer.strip())
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    return not text or bool(_PLACEHOLDER.match(text)) or bool(_LINK.match(text))
