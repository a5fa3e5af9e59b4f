"""A model's reply about a question -> the question as improved; code decides what of it counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from interviewer.errors import BrokenReply
from interviewer.improving.form import Improved, PointOut, Proposed
from interviewer.improving.support import Reads, unsupported
from knowledge import bankcheck, cues, editing
from knowledge.cues import Hint
from knowledge.question import Bank, KeyPoint, Misconception, Own, Question

if TYPE_CHECKING:
    from interviewer.examiners.targets import Encodes

_LEAST = 2  # points that a question must keep, or its old ones stay
_MOST_POINTS, _MOST_BELIEFS, _MOST_HINTS = 8, 4, 3
_LONGEST = 600
_SHORTEST_QUOTE = 8  # letters


@dataclass(frozen=True, slots=True)
class Improvement:
    """A question with new key points, and a sentence for everything that did not hold."""

    question: Question
    notes: tuple[str, ...]


def improved(
    text: str, question: Question, by: str, encoder: "Encodes", grader: Reads
) -> Improvement:
    """The question as the reply has it, as far as the reference bears that out.

    BrokenReply when the reply has no form, or fewer than two of its points hold.
    """
    out = _parsed(text)
    points = [p for p in out.key_points if p.text.strip()][:_MOST_POINTS]
    notes: list[str] = []
    kept = list(_supported(points, question, encoder, grader, notes))
    if len(kept) < min(_LEAST, max(1, len(question.key_points))):
        raise BrokenReply(
            f"Only {len(kept)} of the model's {len(points)} key points are borne out by the "
            "reference; the question stays as it was.",
            mend="Try again, use another model, or write them by hand.",
        )
    new = tuple(_point(n, points[i], question) for n, i in enumerate(kept, 1))
    place = {i + 1: f"k{n}" for n, i in enumerate(kept, 1)}
    draft = question.model_copy(update={"key_points": new, "derived": False, "misconceptions": ()})
    beliefs = tuple(_beliefs(out, place, draft, notes))
    hints = tuple(_hints(out.hints, draft, notes))
    if Own.MISCONCEPTIONS in question.own:
        beliefs = editing.matched(question.misconceptions, ())
    if Own.HINTS in question.own:
        hints = question.hints
    changed = {"misconceptions": beliefs, "hints": hints, "points_by": by}
    whole = _with_cues(Question.model_validate({**dict(draft), **changed}), notes)
    return Improvement(whole, tuple(notes))


def proposed(text: str) -> str:
    """The answer in a reply; BrokenReply when there is none."""
    try:
        answer = Proposed.model_validate_json(text).answer.strip()
    except ValidationError:
        answer = ""
    if not answer:
        raise BrokenReply("The model proposed no answer.", mend="Write it yourself.")
    return answer[:20_000]


def _parsed(text: str) -> Improved:
    try:
        return Improved.model_validate_json(text)
    except ValidationError as error:
        raise BrokenReply(
            "The model's reply does not have the form that was asked for.",
            mend="Try again, or use another model.",
        ) from error


def _supported(
    points: Sequence[PointOut],
    question: Question,
    encoder: "Encodes",
    grader: Reads,
    notes: list[str],
) -> Iterator[int]:
    """The places of the points that quote the reference and are borne out by it, none twice."""
    doubtful = unsupported(question.reference, [p.text for p in points], encoder, grader)
    said = _folded(question.reference)
    seen: set[str] = set()
    for i, point in enumerate(points):
        quote, text = _folded(point.quote), _folded(point.text)
        if len(quote) < _SHORTEST_QUOTE or quote not in said:
            notes.append(f"Left out, its quote is not in the reference: {point.text[:120]}")
        elif i in doubtful:
            notes.append(f"Left out, the reference does not bear it out: {point.text[:120]}")
        elif text not in seen:
            seen.add(text)
            yield i


def _point(number: int, out: PointOut, question: Question) -> KeyPoint:
    text = _line(out.text)
    cue = _line(out.cue).rstrip("?.! ") or cues.cue(question.prompt, text, Hint(""))
    return KeyPoint(id=f"k{number}", text=text, weight=min(3, max(1, out.weight)), cue=cue)


def _beliefs(
    out: Improved, place: dict[int, str], draft: Question, notes: list[str]
) -> Iterator[Misconception]:
    number = 0
    for belief in out.misconceptions[:_MOST_BELIEFS]:
        text, correction = _line(belief.text), _line(belief.correction)
        if not text or not correction or _folded(text) == _folded(correction):
            continue
        number += 1
        whole = Misconception(
            id=f"m{number}",
            text=text,
            correction=correction,
            point=place.get(belief.point),
            probe=_line(belief.probe) or None,
        )
        alone = draft.model_copy(update={"misconceptions": (whole,)})
        if any("probe" in r.path for r in _remarks(alone)):
            notes.append(f"A probe was left out, it tells or praises: {belief.probe[:120]}")
            whole = whole.model_copy(update={"probe": None})
        yield whole


def _hints(hints: Sequence[str], draft: Question, notes: list[str]) -> Iterator[str]:
    for hint in map(_line, hints[:_MOST_HINTS]):
        if not hint:
            continue
        alone = draft.model_copy(update={"hints": (hint,)})
        if any("hints" in r.path for r in _remarks(alone)):
            notes.append(f"A hint was left out, it tells a key point: {hint[:120]}")
        else:
            yield hint


def _with_cues(question: Question, notes: list[str]) -> Question:
    """The question with cues of ours where the model's hold a word of their point."""
    bad = {r.path[3] for r in _remarks(question) if r.path[-1] == "cue"}
    if not bad:
        return question
    used = [p.cue for i, p in enumerate(question.key_points) if i not in bad]
    points = list(question.key_points)
    for i in sorted(n for n in bad if isinstance(n, int)):
        cue = cues.cue(question.prompt, points[i].text, Hint(""), used=used)
        notes.append(f"A cue was replaced, it told its point: {points[i].cue[:120]}")
        used.append(cue)
        points[i] = points[i].model_copy(update={"cue": cue})
    return question.model_copy(update={"key_points": tuple(points)})


def _remarks(question: Question) -> tuple[bankcheck.Remark, ...]:
    return bankcheck.remarks(Bank(id="draft", title="Draft", questions=(question,)))


def _folded(text: str) -> str:
    """Letters and digits only: a quote may differ in marks and blanks."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST].strip()
