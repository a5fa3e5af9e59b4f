"""Whether words of an answer can show a key point to a reader who trusts no model. Pure.

`judge_reading` asks for each verdict that gives credit. It does not judge meaning: it only tells
what has nothing to do with the point, or was aimed at the examiner.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from interviewer.examiners import guard
from interviewer.examiners.demands import demands
from interviewer.examiners.fencing import is_neutral
from interviewer.examiners.lettering import plain
from interviewer.examiners.plain import plain_stems
from interviewer.rubric import CREDIT, Finding
from knowledge.question import Question
from knowledge.words import content, stems

MOST_POINTS = 2
"""How many key points the same words can show."""

_BRIEF = 3  # words of an answer that may be all there is to say: "no" can settle a probe
_LONGEST_WORD = 24  # letters; what is longer is no word of a brief answer
_OF_JUDGING = (
    "answer candidate complete correct full grade interview job mark need point question respond "
    "response score well"
)
"""What whoever speaks of the judging itself may share with any reference."""


def is_receipt(quote: str, question: Question, answer: str) -> bool:
    """Whether words can show anything: no demand, no part of a prompt's frame, not the question's
    own, not a mere "the".

    Of a very short answer any word may do.
    """
    if demands(quote) or not is_neutral(quote) or guard.find_quote(quote, question.prompt):
        return False
    return bool(content(quote)) or guard.words(quote) >= _BRIEF or _is_brief(answer)


def concerns(quote: str, point: str, question: Question, answer: str, heard: str = "") -> bool:
    """Whether a quote has a word that the bank uses of the point: any of it, its variants and its
    cue, or one of the subject in the reference or a misconception; or one of those `heard`, by
    which somebody else saw it.

    Of a very short answer any word may do.
    """
    told = _stems(quote)
    shared = not told.isdisjoint(_material(question, point))
    return shared or not told.isdisjoint(_stems(heard)) or _is_brief(answer)


def overused(findings: Mapping[str, Finding], points: Iterable[str]) -> frozenset[str]:
    """Those of the `points`, in order, that earn credit by words which show others already."""
    used: dict[frozenset[str] | str, int] = {}
    over = set()
    for point in points:
        finding = findings.get(point)
        if finding is None or finding.quote is None or not CREDIT[finding.verdict]:
            continue
        words = _stems(finding.quote) or finding.quote.casefold()
        used[words] = used.get(words, 0) + 1
        if used[words] > MOST_POINTS:
            over.add(point)
    return frozenset(over)


def _is_brief(answer: str) -> bool:
    words = answer.split()
    return len(words) <= _BRIEF and all(len(word) <= _LONGEST_WORD for word in words)


@lru_cache(maxsize=64)
def _material(question: Question, point: str) -> frozenset[str]:
    of = question.point(point)
    known = (t for m in question.misconceptions if m.point == point for t in (m.text, m.correction))
    own = frozenset().union(*map(_stems, (of.text, *of.variants, of.cue)))
    around = _stems(question.reference).union(*map(_stems, known))
    return (own | around - plain_stems()) - stems(_OF_JUDGING)


def _stems(text: str) -> frozenset[str]:
    return stems(plain(text))
