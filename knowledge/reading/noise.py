"""What stands around an answer without being part of it: page noise, rules, placeholders."""

import re

# Lines that end an answer: what follows them, up to the next question, is the page, not the text.
_ENDS = re.compile(
    r"\W{0,4}(?:most helpful rated by users|people also (?:ask|read)|you may also like"
    r"|related (?:interview )?(?:subjects?|questions|articles|topics|posts)"
    r"|leave a (?:comment|reply)|table of contents)\W{0,4}$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"""(?:
    .{0,200}[ ][-\u2013][ ]total[ ]\d{1,5}[ ]questions?[ ]?\|?
    |\W{0,12}back[ ]to[ ]top.{0,200}
    |\W{0,4}(?:was[ ]this[ ](?:answer[ ])?helpful|share[ ]this|advertisement|read[ ]more
      |view[ ]all|(?:show|hide|view)[ ](?:more|answer)|all[ ]rights[ ]reserved|copyright[ ]).{0,80}
    |page[ ]\d{1,4}(?:[ ](?:of|/)[ ]\d{1,4})?
    |\[?\[(?:src|source|ref|link|\d{1,3})\]\([^)\s]{1,500}\)\]?
    |(?:<a\b[^>]{0,300}>\s{0,4}</a>\s{0,4}){1,4}
    |(?:<details\b[^>]{0,200}>\s{0,4})?<summary\b[^>]{0,200}>.{0,80}</summary>
    |</?(?:details|summary|br|hr|p|div|center|b)\b[^>]{0,200}>
    |<!--.{0,500}-->
    )\s{0,8}$""",
    re.IGNORECASE | re.VERBOSE,
)
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]?){3,99}|(?:\*[ ]?){3,99}|(?:_[ ]?){3,99}|={3,99})$")
_PLACEHOLDER = re.compile(
    r"""[\s.\u2026*_?()\[\]\-\u2013\u2014]{0,8}(?:(?:your\W)?answers?(?:[ ]goes)?[ ]here
    |n/?a|tbd|tba|todo|to[ ]be[ ](?:done|added|written)|coming[ ]soon
    |no[ ]answer(?:[ ]yet)?|answer|work[ ]in[ ]progress|wip)?
    [\s.\u2026*_?!:()\[\]\-\u2013\u2014]{0,8}$""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(
    r"""(?:[-*>\s]{0,8}(?:(?:see|source|answer|link|read|solution)\b[^\w\n]{0,4})?
    (?:!?\[[^\]\n]{0,300}\]\([^)\s]{1,2000}(?:\s"[^"\n]{0,200}")?\)
      |<?https?://\S{1,2000}|<img\b[^>]{1,2000}>)
    [\s.,;]{0,8}){1,9}$""",
    re.IGNORECASE | re.VERBOSE,
)
_FENCE = re.compile(r"[ ]{0,12}(`{3,}|~{3,})")
_LONGEST_PLACEHOLDER = 2_000


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


def clean(lines: list[str]) -> str | None:
    """The answer in `lines`: noise, rules and empty lines around it gone, code as it was.

    None when nothing is left, or only a placeholder ("Answer here", "N/A") or a link.
    """
    kept: list[str] = []
    inside: str | None = None
    for line in lines:
        mark = fence(line)
        if inside is None and mark is None:
            if is_end(line):
                break
            if is_noise(line) or (not line.strip() and (not kept or not kept[-1])):
                continue
            line = line.rstrip()  # noqa: PLW2901 - outside code, blanks at the end mean nothing
        elif mark is not None:
            inside = mark if inside is None else None if mark.startswith(inside) else inside
        kept.append(line)
    while kept and (not kept[-1].strip() or _RULE.match(kept[-1])):
        kept.pop()
    while kept and (not kept[0].strip() or _RULE.match(kept[0])):
        kept.pop(0)
    answer = "\n".join(kept)
    return None if is_placeholder(answer) else answer


def is_placeholder(answer: str) -> bool:
    """Whether an answer says nothing: empty, "-", "Answer here", or only a link or image."""
    text = answer.strip()
    if len(text) > _LONGEST_PLACEHOLDER:
        return False
    return not text or bool(_PLACEHOLDER.match(text)) or bool(_LINK.match(text))
