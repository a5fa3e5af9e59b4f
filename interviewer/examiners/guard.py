"""What holds for every reply, whoever words it. Pure; all examiners use it.

What it asks about quotes, leaks, praise, language and lettering lives in a file each.
"""

from collections.abc import Iterable, Iterator

from interviewer.events import Mode
from interviewer.examiners.language import is_foreign, may_be_foreign
from interviewer.examiners.leaking import MOST_TOLD, leak
from interviewer.examiners.lettering import disguise
from interviewer.examiners.praising import before_praise, praise
from interviewer.examiners.quotations import find_quote, misquoted, open_quotation
from interviewer.examiners.reciting import recited
from interviewer.examiners.unspoken import unspoken
from interviewer.quoting import QUESTION_MARKS
from interviewer.wording import MOST_WORDS
from knowledge.question import Question


def questions(text: str) -> int:
    """How many question marks `text` has, of any script."""
    return sum(text.count(mark) for mark in QUESTION_MARKS)


def words(text: str) -> int:
    """How many words `text` has, as split at white space."""
    return len(text.split())


def disguised(text: str, question: Question, said: Iterable[str]) -> str | None:
    """What of `text` is not written as anybody would read it, or None; see `lettering`.

    What stands in the question or was said may be taken up as it stands.
    """
    return disguise(text, (*_written(question), *said))


def out_of_place(text: str, question: Question, said: Iterable[str]) -> str | None:
    """What of `text` no interviewer says aloud, or None; see `unspoken`.

    What stands in the question or was said may be taken up here too, but the reference is not
    read out.
    """
    said = tuple(said)
    if run := recited(text, question, said):
        return f"the reference's own words: {run} …"
    ids = [point.id for point in question.key_points]
    ids += [known.id for known in question.misconceptions]
    return unspoken(text, (question.prompt, question.topic, *said), ids)


def _written(question: Question) -> Iterator[str]:
    yield from (question.prompt, question.topic, question.reference)
    for point in question.key_points:
        yield from (point.text, point.cue)


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
    if not any(c.isalpha() for c in text):
        return "says nothing"
    if (length := words(text)) > MOST_WORDS:
        return f"{length} words, more than {MOST_WORDS}"
    if found := disguised(text, question, said):
        return f"has {found}"
    if found := out_of_place(text, question, said):
        return f"has {found}"
    if stem := leak(text, question, (*said, *shown)):
        return f"gives away {stem!r}"
    if mode is Mode.INTERVIEW and (found := praise(text)):
        return f"praises with {found!r}"
    if quote := misquoted(text, said):
        return f"quotes {quote!r}, which was not said"
    if is_foreign(text, question):
        return "speaks another language than the question"
    return None


__all__ = [
    "MOST_TOLD",
    "before_praise",
    "broken_rule",
    "disguised",
    "find_quote",
    "is_foreign",
    "leak",
    "may_be_foreign",
    "misquoted",
    "open_quotation",
    "out_of_place",
    "praise",
    "questions",
    "words",
]
