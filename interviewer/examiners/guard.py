"""What holds for every reply and every quote, whoever words it. Pure; all examiners use it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from interviewer.events import Mode
from interviewer.examiners.plain import plain_stems
from interviewer.quoting import QUESTION_MARKS
from interviewer.wording import MOST_WORDS
from knowledge.question import Question
from knowledge.words import is_stop, stems, tokens

_PRAISE = re.compile(
    r"\b(?:great|excellent|perfect|awesome|amazing|brilliant|fantastic|wonderful|superb|"
    r"impressive|bravo|congratulations|kudos|well (?:done|said|put|explained)|spot[- ]on|"
    r"nailed it|nicely (?:done|put|said)|(?:good|nice|solid|strong) (?:answer|point|job|start|"
    r"work|explanation|thinking|one|catch|example of yours)|love (?:it|that)|"
    r"(?:that(?:['’]s| is)|you(?:['’]re| are)|exactly|absolutely|quite|completely) "
    r"(?:right|correct)|correct[!.]|exactly[!.])",
    re.IGNORECASE,
)
_PHRASES = tuple(
    f"{first} {then}"
    for firsts, thens in (
        ("well", "done|said|put|explained"),
        ("spot", "on"),
        ("nailed", "it"),
        ("nicely", "done|put|said"),
        (
            "good|nice|solid|strong",
            "answer|point|job|start|work|explanation|thinking|one|catch|example of yours",
        ),
        ("love", "it|that"),
        ("that's|that is|you're|you are|exactly|absolutely|quite|completely", "right|correct"),
    )
    for first in firsts.split("|")
    for then in thens.split("|")
)
"""What `_PRAISE` finds in more than one word."""

_BEGUN = frozenset(phrase[:end] for phrase in _PHRASES for end in range(1, len(phrase) + 1))

_EVERYDAY = (
    "across along alone arrive become came enough especially give goes instance ones run two whole"
)
"""Beside the plain words: they stand in key points and in any other sentence as well."""

MOST_TOLD = 0.5
"""The share of a key point's distinctive stems that a cue or an authored probe may name."""

_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|«([^»]+)»')
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_ENGLISH = 0.2  # share of stop words; running English has twice as many
_ENOUGH_WORDS = 7
_AROUND = " \t\n\"'.,;:!…"


def find_quote(quote: str, answer: str) -> str | None:
    """The span of `answer` that says `quote`, exactly as it stands there, or None.

    Case, spaces and typography may differ, words may not; it begins and ends at word borders.
    """
    wanted = "".join(c for c, _ in _folded(quote)).strip(_AROUND)
    if not wanted:
        return None
    folded = list(_folded(answer))
    text = "".join(c for c, _ in folded)
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_border(text, at) and _is_border(text, end):
            first, last = folded[at][1], folded[end - 1][1] + 1
            while last < len(answer) and unicodedata.combining(answer[last]):
                last += 1
            return answer[first:last]
        at = text.find(wanted, at + 1)
    return None


def questions(text: str) -> int:
    """How many question marks `text` has, of any script."""
    return sum(text.count(mark) for mark in QUESTION_MARKS)


def words(text: str) -> int:
    """How many words `text` has, as split at white space."""
    return len(text.split())


def leak(text: str, question: Question, said: Iterable[str]) -> str | None:
    """A distinctive stem of a key point that `text` gives away, or None.

    Not given away is what stands in the question itself, or in `said`: what the candidate and, in
    hints, the interviewer said before. Nor what its own cues and probes say, whose author answers
    for a word or two; but not for most of a point.
    """
    told = stems(text)
    found = (told & secret for secret in _secrets(question, tuple(said)))
    return next((min(given) for given in found if given), None)


@lru_cache(maxsize=16)
def _secrets(question: Question, said: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """By key point the stems that give it away; a growing reply is looked at with every word."""
    free = stems(f"{question.prompt} {question.topic}") | plain_stems() | stems(_EVERYDAY)
    free = free.union(*(stems(spoken) for spoken in said))
    own = (*(p.cue for p in question.key_points), *(m.probe or "" for m in question.misconceptions))
    free = free.union(*(stems(o) for o in own if not _tells(stems(o), question, free)))
    return tuple(stems(p.text) - free for p in question.key_points)


def _tells(told: frozenset[str], question: Question, free: frozenset[str]) -> bool:
    """Whether these stems are more than half of those that set one key point apart."""
    points = (stems(p.text) - free for p in question.key_points)
    return any(len(told & own) > MOST_TOLD * len(own) for own in points)


def praise(text: str) -> str | None:
    """Words that praise or confirm the answer, quotations aside, or None."""
    found = _PRAISE.search(_QUOTED.sub(" ", text))
    return found.group() if found else None


def before_praise(text: str) -> int:
    """How much of an unfinished `text` stays free of praise, however it goes on: a length."""
    tail = [m.start() for m in re.finditer(r"\S+", text)][-3:]
    for at in tail:
        last = " ".join(text[at:].casefold().replace("\u2019", "'").replace("-", " ").split())
        if last in _BEGUN:
            return at
    return len(text)


def misquoted(text: str, said: Iterable[str]) -> str | None:
    """Words in quotation marks that nobody said, or None."""
    said = tuple(said)
    for match in _QUOTED.finditer(text):
        quote = next(group for group in match.groups() if group)
        if not any(find_quote(quote, spoken) for spoken in said):
            return quote
    return None


def open_quotation(text: str) -> int | None:
    """Where a quotation begins that is not closed yet, or None."""
    rest = _QUOTED.sub(lambda found: " " * len(found.group()), text)
    opened = [at for mark in '"“«' if (at := rest.find(mark)) >= 0]
    return min(opened, default=None)


def is_foreign(text: str, question: Question) -> bool:
    """Whether an English question would be followed up in another language.

    Told by the share of English stop words, quotations aside: a rough measure, which short
    texts are spared.
    """
    if _stop_share(question.reference) < _ENGLISH:
        return False
    spoken = _QUOTED.sub(" ", text)
    return len(spoken.split()) >= _ENOUGH_WORDS and _stop_share(spoken) < _ENGLISH


@lru_cache(maxsize=64)
def _stop_share(text: str) -> float:
    words_of = tokens(text)
    return sum(is_stop(t.text) for t in words_of) / max(len(words_of), 1)


def broken_rule(
    text: str,
    question: Question,
    said: Iterable[str],
    *,
    mode: Mode = Mode.INTERVIEW,
    shown: Iterable[str] = (),
) -> str | None:
    """What is wrong with `text` as a follow-up, in a few words, or None when all rules hold.

    `said` is everything the candidate said to this question, and the hints given; `shown` are the
    key points that these words cover, whose terms are no secret but nobody's quotation either.
    """
    said = tuple(said)
    if (marks := questions(text)) != 1:
        return f"{marks} question marks instead of one"
    if (length := words(text)) > MOST_WORDS:
        return f"{length} words, more than {MOST_WORDS}"
    if stem := leak(text, question, (*said, *shown)):
        return f"gives away {stem!r}"
    if mode is Mode.INTERVIEW and (found := praise(text)):
        return f"praises with {found!r}"
    if quote := misquoted(text, said):
        return f"quotes {quote!r}, which was not said"
    if is_foreign(text, question):
        return "speaks another language than the question"
    return None


def _is_border(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Folded characters, each with its place in `text`; runs of white space are one space."""
    space = True
    for at, character in enumerate(text):
        for folded in _fold(character):
            if folded != " " or not space:
                yield folded, at
            space = folded == " "


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKD", character).casefold().translate(_SAME)
