"""The things that a question sets against each other, and which of them a text speaks of. Pure.

`attribution` uses it, on answers and on wordings of key points alike.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from interviewer.examiners.clauses import JOINT, sentences
from interviewer.examiners.plain import plain_stems
from knowledge.words import Token, is_stop, tokens

_BETWEEN = re.compile(
    r"\s(?:and|or|vs\.?|versus|from|with|to|against|than|as opposed to|rather than)\s",
    re.IGNORECASE,
)
_NEAR = 4  # words on either side of that, among which the names are looked for
_LEAD = 3  # words of content at the start of a wording, where what it speaks of stands
_ASIDE = re.compile(
    r"\b(?:unlike|than|in contrast (?:to|with)|as opposed to|(?:as )?compared (?:to|with)|contrary "
    r"to|instead of|rather than|not (?:of|in|with|by|to|for|from))\b[^,;:]*",
    re.IGNORECASE,
)
"""What only says beside what something is put."""

_PRONOUN = re.compile(
    r"\W*(?:(?:and|but|so|also|then|because|since|therefore|hence)\W+)*"
    r"(?:it|they|this|these|its|their|it's|they're)\b",
    re.IGNORECASE,
)
_POINTS_AT = re.compile(
    r"\b(?:former|latter|both|either|neither|the others?|"
    r"the (?:first|second|one)(?= (?:one|is|are|does|do|has|can|uses?|gives?|needs?)\b))\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:in|inside|within|with|for|under|on)\b", re.IGNORECASE)
_ALONGSIDE = re.compile(r"\s+(?:and|or)\s+\S", re.IGNORECASE)
_FEW = 2  # words of content that a mere part of a list has


@dataclass(frozen=True, slots=True)
class Name:
    """A thing by the stem that tells it from the others, and its initials."""

    stem: str
    initials: frozenset[str] = frozenset()

    def is_in(self, token: Token) -> bool:
        """Whether the word names it; a small word only in capitals, as GET."""
        capital = token.text.isupper() and len(token.text) > 1
        if token.stem == self.stem:
            return capital or not is_stop(token.text)
        return capital and token.text.casefold() in self.initials


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and the number of the one thing it speaks of, or None.

    `mixed`: others are named in it as well. `compared`: it is put beside another.
    """

    text: str
    start: int
    end: int
    about: int | None
    mixed: bool = False
    compared: bool = False


def names(prompt: str, wordings: Sequence[str]) -> tuple[Name, ...]:
    """The things that the prompt names side by side and that wordings of points begin with, each
    without the other; none where there are not two.
    """
    leads = [[t.stem for t in _content(w)[:_LEAD]] for w in wordings]
    found: dict[str, Name] = {}
    for joint in _BETWEEN.finditer(prompt):
        before = [t for t in tokens(prompt) if t.end <= joint.start()][-_NEAR:]
        after = [t for t in tokens(prompt) if t.start >= joint.end() - 1][:_NEAR]
        best, pair = 0, None
        for one, other in product(_content_of(before), _content_of(after)):
            if one.stem == other.stem:
                continue
            alone = [
                sum(a in lead and b not in lead for lead in leads)
                for a, b in ((one.stem, other.stem), (other.stem, one.stem))
            ]
            if min(alone) > best:
                best, pair = min(alone), (one, other)
        if pair:
            for token, around in zip(pair, (before, after), strict=True):
                name = Name(token.stem, frozenset(_initials(around, token)))
                found.setdefault(name.stem, name)
    return tuple(found.values())


def segments(text: str, known: Sequence[Name], about: int | None = None) -> list[Segment]:
    """The text in stretches, each with what it speaks of. A sentence that begins with a pronoun
    speaks of what the one before did; the first one of what it is `about`.
    """
    found: list[Segment] = []
    for sentence in sentences(text):
        before = about if _PRONOUN.match(sentence.text) else None
        told = list(_told(sentence.text, sentence.start, known, before))
        found += told
        spoken = {s.about for s in told}
        about = spoken.pop() if len(spoken) == 1 else None
    return found


def _told(text: str, at: int, known: Sequence[Name], about: int | None) -> Iterator[Segment]:
    bounds = [0, *(m.start() for m in JOINT.finditer(text)), len(text)]
    pieces = [(a, b) for a, b in pairwise(bounds) if text[a:b].strip(" ,:")]
    read = [_subject(text[a:b], known) for a, b in pieces]
    for number, (a, b) in enumerate(pieces):
        piece = text[a:b]
        named, mixed, compared = read[number]
        spoken = named
        if _POINTS_AT.search(piece):
            about = spoken = None
        elif named is not None:
            about = named
        elif not compared:
            ahead = read[number + 1][0] if _is_listed(piece, text, b) else None
            spoken = about if ahead is None else ahead
        yield Segment(piece, at + a, at + b, spoken, mixed, compared)


def _is_listed(piece: str, text: str, end: int) -> bool:
    """Whether the piece, which names nothing, is but the first of what is then said together."""
    few = len(_content(piece)) <= _FEW and not _PRONOUN.match(piece)
    return few and _ALONGSIDE.match(text, end) is not None


def _subject(piece: str, known: Sequence[Name]) -> tuple[int | None, bool, bool]:
    """What the piece speaks of, whether it names others, and whether it is put beside one."""
    aside = [m.span() for m in _ASIDE.finditer(piece)]
    named = [
        (number, token)
        for token in tokens(piece)
        for number, name in enumerate(known)
        if name.is_in(token)
    ]
    kept = [n for n in named if not any(a <= n[1].start < b for a, b in aside)]
    compared = len(kept) < len(named)
    if not kept:
        return None, False, compared
    several = len({number for number, _ in kept}) > 1
    if several and _OPENING.match(piece):
        kept = kept[1:]
    return kept[0][0], several, compared


def _content(text: str) -> list[Token]:
    return [t for t in tokens(text) if not is_stop(t.text) or _is_capital(t)]


def _content_of(said: Iterable[Token]) -> list[Token]:
    plain = plain_stems()
    return [t for t in said if _is_capital(t) or not (is_stop(t.text) or t.stem in plain)]


def _is_capital(token: Token) -> bool:
    return token.text.isupper() and len(token.text) > 1


def _initials(around: Sequence[Token], token: Token) -> Iterator[str]:
    """The initials of all runs of two words or more that hold the word."""
    at = around.index(token)
    for start in range(at + 1):
        for end in range(max(at + 1, start + 2), len(around) + 1):
            yield "".join(t.text[0] for t in around[start:end]).casefold()
