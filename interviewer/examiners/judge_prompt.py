"""The messages of one judgement, from what never changes to what is new. Pure but for prompts.

Rules first, then the question, then its turns, then the probes: each prompt begins as the last one
did, so that a provider's cache serves most of it. `docs/decisions/model-examiner.md` says more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviewer.events import Purpose
from interviewer.examiner import Case, Probe
from interviewer.examiners.fencing import fenced, line
from interviewer.interview import Round
from interviewer.round import Turn
from knowledge.question import Question
from prompts import load

_EARLIER_WORDS = 40  # of an answer that was judged before; it only gives the last one its context
_LISTED = 3  # probes that are named; code decides which are allowed in the end


@dataclass(frozen=True, slots=True)
class Written:
    """The two messages of one call: what holds always, and what is asked this time."""

    rules: str
    case: str


def version() -> str:
    """The prompts' name and version, as written into grades; they are changed together."""
    return f"judge/{load('judge_rules').version}"


def judging(case: Case, allowed: Sequence[Probe]) -> Written:
    """What a model is sent to judge the last answer; `allowed` probes, best first."""
    question = case.round.question
    about = load("judge_case").render(
        mode=case.mode.value,
        prompt=line(question.prompt),
        reference=line(question.reference),
        points="\n".join(f"{p.id}, {p.weight}: {line(p.text)}" for p in question.key_points),
        misconceptions="\n".join(_misconceptions(question)),
    )
    said = load("judge_turns").render(
        turns="\n".join(_turns(case.round)), probes="\n".join(_probes(allowed, question))
    )
    return Written(load("judge_rules").render(), f"{about}\n{said}")


def repairing(case: Case, faults: Mapping[str, str]) -> Written:
    """What a model is sent to put verdicts right; `faults` by key point, in a few words."""
    question = case.round.question
    points = (f"{i}: {line(question.point(i).text)} ({why})" for i, why in faults.items())
    asked = load("judge_repair_case").render(
        prompt=line(question.prompt), answer=fenced(case.answer), points="\n".join(points)
    )
    return Written(load("judge_repair").render(), asked)


def named(probe: Probe) -> str:
    """The probe as prompts and models name it."""
    about = probe.misconception or probe.point
    return f"{probe.purpose.value}:{about}" if about else probe.purpose.value


def _misconceptions(question: Question) -> Iterator[str]:
    for known in question.misconceptions:
        about = f" ({known.point})" if known.point else ""
        yield f"{known.id}{about}: {line(known.text)}"


def _turns(now: Round) -> Iterator[str]:
    """The question itself stands above; from the first probe on, what was asked is repeated."""
    for turn in now.turns:
        if turn.asked.purpose is not Purpose.QUESTION:
            yield f"Interviewer ({_asked(turn)}): {line(turn.asked.text)}"
        for hint in now.hints:
            if turn.number < hint.seq and (turn.answer is None or hint.seq < turn.answer.seq):
                yield f"Hint: {line(hint.text)}"
        if turn.answer is not None:
            yield fenced(turn.answer.text if turn is now.turns[-1] else _short(turn.answer.text))


def _asked(turn: Turn) -> str:
    asked = turn.asked
    return named(Probe(asked.purpose, asked.point, asked.misconception))


def _short(answer: str) -> str:
    words = answer.split()
    return answer if len(words) <= _EARLIER_WORDS else " ".join(words[:_EARLIER_WORDS]) + " …"


def _probes(allowed: Sequence[Probe], question: Question) -> Iterator[str]:
    for probe in allowed[:_LISTED]:
        if probe.misconception is not None:
            along = question.misconception(probe.misconception).probe
        elif probe.purpose is Purpose.MISSED_POINT and probe.point is not None:
            along = question.point(probe.point).cue
        else:
            along = None
        yield f"{named(probe)} - {line(along)}" if along else named(probe)
