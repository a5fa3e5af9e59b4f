"""The messages of one judgement, from what never changes to what is new. Pure but for prompts.

Rules first, then the question, then its turns, then the probes: each prompt begins as the last one
did, so that a provider's cache serves most of it. `docs/decisions/model-examiner.md` says more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviewer.events import Purpose
from interviewer.examiner import Case, Probe
from interviewer.examiners.abridging import LEFT_OUT, abridged
from interviewer.examiners.fencing import fenced, line
from interviewer.interview import Round
from interviewer.round import Turn
from interviewer.rubric import Verdict
from knowledge.question import Question
from prompts import load

_REFERENCE = 560  # characters; so that the rules, which never change, are half of a prompt
_UNJUDGED_WORDS = 40  # of an earlier answer without a grade; it only gives the last one its context
_SHOWN_WORDS = 8  # of each quote that an earlier answer gave
_LISTED = 3  # probes that are named; code decides which are allowed in the end
_HOW = {Verdict.COVERED: "", Verdict.PARTIAL: ", partly", Verdict.CONTRADICTED: ", wrongly"}


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
    question, now = case.round.question, case.round
    whole = line(question.reference)
    reference = abridged(whole, tuple(p.text for p in question.key_points), _REFERENCE)
    about = load("judge_case").render(
        mode=case.mode.value,
        prompt=line(question.prompt),
        reference=reference,
        shortened=LEFT_OUT if reference != whole else "",
        points="\n".join(f"{p.id}, {p.weight}: {line(p.text)}" for p in question.key_points),
        misconceptions="\n".join(_misconceptions(question)),
    )
    said = load("judge_turns").render(
        asked=", ".join(_asked(turn) for turn in now.turns[1:-1]) if allowed else "",
        shown=_shown(now),
        turns="\n".join(_turns(now)),
        probes="\n".join(_probes(allowed, question)),
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


def _shown(now: Round) -> str:
    """What earlier answers earned or got wrong, in their words; nothing where none was judged.

    It stands for those answers: it is shorter, however long and many they were, and says what
    is open.
    """
    quotes = (
        f"{f.point}{_HOW[f.verdict]}: {_short(f.quote, _SHOWN_WORDS)}"
        for f in now.findings
        if f.quote is not None
    )
    return fenced("\n".join(map(line, quotes)) or "nothing") if now.graded else ""


def _turns(now: Round) -> Iterator[str]:
    """The last turn, with hints and whatever could not be judged before it; the question itself
    stands above.
    """
    *earlier, last = now.turns
    for turn in earlier:
        if turn.grade is None and turn.answer is not None:
            yield fenced(_short(turn.answer.text, _UNJUDGED_WORDS))
    if last.asked.purpose is not Purpose.QUESTION:
        yield f"Interviewer ({_asked(last)}): {line(last.asked.text)}"
    for hint in now.hints:
        yield f"Hint: {line(hint.text)}"
    for aside in last.asides[-1:]:
        if aside.said is not None:
            yield f"Interviewer, when asked back: {line(aside.said.text)}"
    if last.answer is not None:
        yield fenced(last.answer.text)


def _asked(turn: Turn) -> str:
    asked = turn.asked
    return named(Probe(asked.purpose, asked.point, asked.misconception))


def _short(text: str, most: int) -> str:
    words = text.split()
    return text if len(words) <= most else " ".join(words[:most]) + " …"


def _probes(allowed: Sequence[Probe], question: Question) -> Iterator[str]:
    for probe in allowed[:_LISTED]:
        if probe.misconception is not None:
            along = question.misconception(probe.misconception).probe
        elif probe.purpose is Purpose.MISSED_POINT and probe.point is not None:
            along = question.point(probe.point).cue
        else:
            along = None
        yield f"{named(probe)} - {line(along)}" if along else named(probe)
