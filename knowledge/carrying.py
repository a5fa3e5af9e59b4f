"""What a user or a model did to a bank, carried over when its document is imported again. Pure."""

from collections.abc import Collection, Iterator

from knowledge import keypoints
from knowledge.editing import matched
from knowledge.question import Bank, Own, Question


def carried(old: Bank | None, new: Bank, unanswered: Collection[str] = ()) -> Bank:
    """`new` with what was set by hand in `old`, and what a model made of it where that still fits.

    Answers that were written or proposed for questions to which the document has none stay too:
    `unanswered` are the prompts of those.
    """
    if old is None:
        return new
    before = {q.id: q for q in old.questions}
    questions = [_carried(before.get(q.id), q) for q in new.questions]
    known = {q.id for q in questions}
    questions += [
        q.model_copy(update={"number": number})
        for number, q in enumerate(_written(old, set(unanswered), known), len(questions) + 1)
    ]
    return new.model_copy(update={"questions": tuple(questions)})


def _written(old: Bank, unanswered: Collection[str], known: set[str]) -> Iterator[Question]:
    for q in old.questions:
        own = Own.REFERENCE in q.own or q.reference_by is not None
        if own and q.id not in known and q.prompt in unanswered:
            yield q


def _carried(old: Question | None, new: Question) -> Question:
    if old is None:
        return new
    update: dict[str, object] = {"tags": tuple(dict.fromkeys((*old.tags, *new.tags)))}
    own: list[Own] = [o for o in old.own if o is not Own.KEY_POINTS]
    update |= {o.value: getattr(old, o.value) for o in own}
    reference = old.reference if Own.REFERENCE in own else new.reference
    same = reference == old.reference
    if Own.KEY_POINTS in old.own or (same and old.points_by is not None):
        own = list(old.own)
        update |= {
            "key_points": old.key_points,
            "misconceptions": old.misconceptions,
            "hints": old.hints,
            "derived": old.derived,
            "points_by": old.points_by,
        }
    elif reference != new.reference and new.derived:
        update["key_points"] = keypoints.derive(new.prompt, reference)
    if same and old.reference_by:
        update["reference_by"] = old.reference_by
    made = {**dict(new), **update, "own": tuple(own)}
    # What is contradicted may be a key point that the new document no longer gives.
    made["misconceptions"] = matched(made["misconceptions"], made["key_points"])
    return Question.model_validate(made)
