"""Changes to a bank by its user: one question, several at once, some taken away. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from knowledge import keypoints
from knowledge.errors import BankInvalid
from knowledge.question import Bank, KeyPoint, Level, Misconception, Own, Question

_LONGEST_ID = 62


@dataclass(frozen=True, slots=True)
class Filing:
    """How questions are to be filed; None leaves what there is."""

    topic: str | None = None
    level: Level | None = None
    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not (self.topic or self.level or self.add or self.drop)


def replaced(bank: Bank, *questions: Question) -> Bank:
    """The bank with these questions in place of those of their ids; others stay."""
    new = {q.id: q for q in questions}
    return _with(bank, [new.get(q.id, q) for q in bank.questions])


def filed(bank: Bank, ids: Collection[str], filing: Filing) -> Bank:
    """The bank with topic, level and tags of the questions of these ids set."""
    return _with(bank, [_filed(q, filing) if q.id in ids else q for q in bank.questions])


def without(bank: Bank, ids: Collection[str]) -> Bank:
    """The bank less the questions of these ids; BankInvalid when none would be left."""
    kept = [q for q in bank.questions if q.id not in ids]
    if not kept:
        raise BankInvalid(
            "A bank keeps at least one question.", where=bank.title, mend="Delete the bank."
        )
    return _with(bank, kept)


def worded(question: Question, *, prompt: str, reference: str) -> Question:
    """The question with these texts; derived key points are derived anew from a new reference.

    Its id stays, so that interviews held with it and its document go on knowing it.
    """
    changed = question
    if prompt.strip() and prompt.strip() != question.prompt:
        changed = _copied(changed, prompt=prompt.strip(), own=_owned(changed, Own.PROMPT))
    if reference.strip() and reference.strip() != question.reference:
        update: dict[str, object] = {
            "reference": reference.strip(),
            "reference_by": None,
            "own": _owned(changed, Own.REFERENCE),
        }
        if question.derived:
            update["key_points"] = keypoints.derive(changed.prompt, reference.strip())
        changed = _copied(changed, **update)
    return changed


def pointed(question: Question, points: Sequence[KeyPoint]) -> Question:
    """The question with these key points, as its user wrote them.

    A misconception that contradicts a point which is gone stays, without naming one.
    """
    if tuple(points) == question.key_points:
        return question
    return _copied(
        question,
        key_points=tuple(points),
        misconceptions=matched(question.misconceptions, points),
        derived=False,
        own=_owned(question, Own.KEY_POINTS),
    )


def guided(
    question: Question, hints: Sequence[str], misconceptions: Sequence[Misconception]
) -> Question:
    """The question with these hints and misconceptions, as its user wrote them."""
    changed = question
    if tuple(hints) != question.hints:
        changed = _copied(changed, hints=tuple(hints), own=_owned(changed, Own.HINTS))
    if tuple(misconceptions) != question.misconceptions:
        changed = _copied(
            changed,
            misconceptions=matched(misconceptions, changed.key_points),
            own=_owned(changed, Own.MISCONCEPTIONS),
        )
    return changed


def matched(
    misconceptions: Iterable[Misconception], points: Iterable[KeyPoint]
) -> tuple[Misconception, ...]:
    """The misconceptions; those whose key point is not among `points` name none."""
    known = {p.id for p in points}
    return tuple(
        m if m.point in known else m.model_copy(update={"point": None}) for m in misconceptions
    )


def tags_of(text: str) -> tuple[str, ...]:
    """The tags in what a user wrote: words parted by commas or blanks, none of them twice."""
    words = text.replace(",", " ").replace("#", " ").split()
    return tuple(dict.fromkeys(w[:60] for w in words))[:30]


def free_id(taken: Iterable[str], stem: str = "k") -> str:
    """An id of that stem and a number that none has yet."""
    known = set(taken)
    numbers = (f"{stem}{n}"[:_LONGEST_ID] for n in range(1, len(known) + 2))
    return next(i for i in numbers if i not in known)


def _filed(question: Question, filing: Filing) -> Question:
    tags = [t for t in (*question.tags, *filing.add) if t not in filing.drop]
    update: dict[str, object] = {"tags": tuple(dict.fromkeys(tags))[:30]}
    own = question.own
    if filing.topic and filing.topic.strip():
        update["topic"], own = filing.topic.strip(), _added(own, Own.TOPIC)
    if filing.level:
        update["level"], own = filing.level, _added(own, Own.LEVEL)
    return _copied(question, **update, own=own)


def _owned(question: Question, what: Own) -> tuple[Own, ...]:
    return _added(question.own, what)


def _added(own: tuple[Own, ...], what: Own) -> tuple[Own, ...]:
    return own if what in own else (*own, what)


def _copied(question: Question, **update: object) -> Question:
    """A copy that has been validated: what a user wrote may be too long or empty."""
    return Question.model_validate({**dict(question), **update})


def _with(bank: Bank, questions: Sequence[Question]) -> Bank:
    return bank.model_copy(update={"questions": tuple(questions)})
