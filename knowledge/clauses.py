"""An answer's text -> sentences, clauses and lists of items. Pure; key points are made of them."""

import re
from dataclasses import dataclass

from knowledge import words

_FENCED = re.compile(
    r"^[ ]{0,12}(```|~~~).*?(?:^[ ]{0,12}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_BULLET = re.compile(r"[ \t]*(?:[-*+\u2022\u25cf]|\(?\d{1,2}[.)]|[a-z][.)])[ \t]+(?=\S)")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+\S")
_MARKS = re.compile(
    r"(?<!\w)(?:\*\*?|__?)(?=\S)|(?<=\S)(?:\*\*?|__?)(?!\w)|<br\s?/?>", re.IGNORECASE
)
_BEFORE_POINT = re.compile(r" (?=[.,;:!?](?: |$))")
_STOP = re.compile(r"[.!?\u3002\uff1f\uff01][\"'\u201d\u2019)\]]{0,2}(?:\s+|$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|eq|dr|mr|mrs|ms|prof|no|approx|resp|al|viz|incl|[a-z]))\.$",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r";\s+|\s+\u2013\s+|\s+\u2014\s+|\s+-\s+"
    r"|,?\s+whereas\s+|,\s+(?:and|but|so|while|yet|which|where)\s+"
    r"|,\s+(?=(?:unlike|because|since|especially|particularly|[a-z]{2,}ing)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r",\s+(?:and|so|yet|while)\s+$", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:\b(?:includ(?:es?|ing)|such as|consists? of|comprises?|involves?|namely|like)\b|:)"
    r"(?:\s+(?:the following|either|both))?:?\s+",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\b(?:follow\w*|these|steps|ways|reasons|some|several)\b", re.IGNORECASE)
_LAST = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
LONG = 9  # content words from which a sentence is worth cutting
SIDE = 3  # content words that each side of a cut has at least


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of an answer; `sentence` counts from 0, `head` begins its sentence."""

    text: str
    sentence: int
    head: bool
    bullet: bool = False


def clauses(reference: str) -> list[Clause]:
    """All clauses of an answer in order; blocks of code are left out."""
    found: list[Clause] = []
    number = 0
    for unit, bullet in _units(_FENCED.sub("\n\n", reference)):
        whole = [unit] if bullet and len(words.content(unit)) < LONG * 2 else sentences(unit)
        for sentence in whole:
            parts = [sentence] if bullet else cut(sentence)
            found += [Clause(p, number, i == 0, bullet) for i, p in enumerate(parts)]
            number += 1
    return found


def _units(text: str) -> list[tuple[str, bool]]:
    """Paragraphs and bullets, each on one line, and whether it is a bullet; headings go."""
    units: list[list[str]] = []
    bullets: list[bool] = []
    fresh = True
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        if not line.strip() or _HEADING.match(line):
            fresh = True
        elif bullet or fresh:
            units.append([line[bullet.end() :] if bullet else line])
            bullets.append(bool(bullet))
            fresh = False
        else:
            units[-1].append(line)
    plain = [_BEFORE_POINT.sub("", " ".join(_MARKS.sub(" ", " ".join(u)).split())) for u in units]
    found = [(u, b) for u, b in zip(plain, bullets, strict=True) if u]
    following = [b for _, b in [*found[1:], ("", False)]][: len(found)]
    return [
        (u, b)
        for (u, b), bullet in zip(found, following, strict=True)
        if b or not bullet or not _only_leads_on(u)
    ]


def _only_leads_on(text: str) -> bool:
    """Whether a line before bullets says nothing by itself, as "These are the steps:" does."""
    return text.endswith(":") and (
        _LEADING.search(text) is not None or len(words.content(text)) <= SIDE
    )


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; abbreviations and decimals do not end one."""
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        before = text[max(start, stop.start() - 12) : stop.start() + 1]
        following = text[stop.end() : stop.end() + 1]
        if following and (following.islower() or _ABBREVIATION.search(before)):
            continue
        found.append(text[start : stop.end()].strip())
        start = stop.end()
    found.append(text[start:].strip())
    return [f for f in found if f]


def cut(sentence: str) -> list[str]:
    """A long sentence at the borders of its clauses, where both sides say enough of their own."""
    if len(words.content(sentence)) < LONG or items(sentence)[1]:
        return [sentence]
    parts: list[str] = []
    start = 0
    for border in _BORDER.finditer(sentence):
        left, right = sentence[start : border.start()], sentence[border.end() :]
        if _substantial(left) and _substantial(right) and _is_border(left, border.group(), right):
            parts.append(left.strip())
            start = border.end()
    return [*parts, sentence[start:].strip()]


def _substantial(text: str) -> bool:
    return len(words.content(text)) >= SIDE


def _is_border(left: str, border: str, right: str) -> bool:
    """Not the last comma of a list, not within brackets, not before an aside of one word."""
    if left.count("(") > left.count(")"):
        return False
    if not _AND.search(border):
        return True
    return "," not in _bare(left) and "," not in _bare(right).partition(".")[0][:40]


def _bare(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)


def items(sentence: str) -> tuple[str, list[str]]:
    """What leads to a list within a sentence, and its items; none when there are under three."""
    found = None
    for lead in _LEADS.finditer(sentence.partition(",")[0]):
        found = lead
    if not found:
        return sentence, []
    head, listed = sentence[: found.end()], sentence[found.end() :].rstrip(". ")
    parts = [_LAST.sub("", p.strip()) for p in re.split(r",(?![^(]*\))", listed)]
    last = re.split(r"\s+(?:and|or)\s+(?![^(]*\))", parts[-1]) if len(parts) > 1 else []
    if len(last) == 2 and not listed.rpartition(",")[2].strip().startswith(("and ", "or ")):
        parts = [*parts[:-1], *last]
    listing = re.search(r"(?:\band|\bor)\s", listed) is not None
    return (head, parts) if listing and len(parts) > 2 and all(parts) else (sentence, [])
