"""Which questions an interview asks, in which order, and why. Pure; chance comes as a seed."""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType

from interviewer.errors import BadRequest
from interviewer.events import Choice, Selection
from knowledge.question import Bank, Question

_NO_REASONS: Mapping[str, str] = MappingProxyType({})


def allowed(bank: Bank, topics: Sequence[str]) -> tuple[Question, ...]:
    """The questions of those topics, of all where none are named; BadRequest for an unknown one."""
    _refuse_unknown(bank, Selection.FIXED, topics, ())
    return tuple(q for q in bank.questions if not topics or q.topic in topics)


def order(
    bank: Bank,
    selection: Selection,
    *,
    topics: Sequence[str] = (),
    only: Sequence[str] = (),
    seed: int = 0,
) -> tuple[Question, ...]:
    """Every question that may be asked, in the order of preference.

    `topics` keeps those topics alone, `only` those questions alone, in that order.
    BadRequest when a topic or question is not in the bank, or a topic is asked for but none named.
    """
    _refuse_unknown(bank, selection, topics, only)
    if only:
        chosen = [q for q in map(bank.question, dict.fromkeys(only)) if q is not None]
    else:
        chosen = [q for q in bank.questions if not topics or q.topic in topics]
    if selection is Selection.RANDOM:
        Random(seed).shuffle(chosen)  # noqa: S311 - repeatable, not secret
        chosen = _alternated(chosen)
    return tuple(chosen)


def choose(  # noqa: PLR0913 - named, but for the first three
    preferred: Sequence[Question],
    selection: Selection,
    count: int,
    *,
    near: Mapping[str, frozenset[str]],
    seed: int = 0,
    why: Mapping[str, str] = _NO_REASONS,
) -> tuple[Choice, ...]:
    """The first `count` of these of which no two are near-repeats, each with its reason.

    `near` maps a question's id to the ids too close to be asked beside it, `why` to the reason
    where that is not the selection's own. BadRequest when there are not that many.
    """
    if count < 1:
        raise BadRequest(f"An interview of {count} questions.", mend="Ask for at least 1.")
    taken: list[Question] = []
    for question in preferred:
        if len(taken) == count:
            break
        if all(question.id not in near.get(t.id, ()) for t in taken):
            taken.append(question)
    if len(taken) < count:
        raise _too_many(count, len(preferred), len(taken))
    return tuple(
        Choice(question_id=q.id, why=why.get(q.id) or _why(q, selection, seed)) for q in taken
    )


def _refuse_unknown(
    bank: Bank, selection: Selection, topics: Sequence[str], only: Sequence[str]
) -> None:
    unknown = [t for t in topics if t not in bank.topics]
    if unknown:
        raise BadRequest(
            f"The bank {bank.id!r} has no topic {unknown[0]!r}.",
            mend=f"Its topics are: {', '.join(bank.topics)}.",
        )
    if selection is Selection.TOPIC and not topics:
        raise BadRequest(
            "One topic was asked for, but none is named.",
            mend=f"Choose among: {', '.join(bank.topics)}.",
        )
    gone = [i for i in only if bank.question(i) is None]
    if gone:
        raise BadRequest(
            f"The bank {bank.id!r} has no question {gone[0]!r}.",
            mend="It may have changed since; start a new interview instead.",
        )


def _too_many(count: int, available: int, distinct: int) -> BadRequest:
    what = f"{count} questions were asked for, but there are only {available}"
    if distinct < available:
        what += f", of which {distinct} differ enough for one interview"
    return BadRequest(f"{what}.", mend=f"Ask for at most {distinct}, or choose more topics.")


def _alternated(questions: list[Question]) -> list[Question]:
    """The same order, but never one topic twice running where another is left."""
    left, result = list(questions), list[Question]()
    while left:
        last = result[-1].topic if result else None
        place = next((i for i, q in enumerate(left) if q.topic != last), 0)
        result.append(left.pop(place))
    return result


def _why(question: Question, selection: Selection, seed: int) -> str:
    match selection:
        case Selection.FIXED:
            return f"number {question.number} in the order of the bank, {question.level}"
        case Selection.RANDOM:
            return f"drawn by chance (seed {seed}), {question.topic}, {question.level}"
        case Selection.TOPIC:
            return f"topic {question.topic}, {question.level}"
        case Selection.ADAPTIVE | Selection.DUE | Selection.JOB:
            return f"asked for by name, {question.topic}, {question.level}"
