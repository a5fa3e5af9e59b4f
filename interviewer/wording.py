"""What the interviewer says where no model words it: questions, probes, hints.

Everything here is decided by its arguments. Every probe has exactly one question mark and at most
forty words, quotes the candidate where there is something to quote, and tells no key point.
Engine and examiners call it.
"""

import re
import zlib

from interviewer import quoting
from interviewer.events import Purpose
from interviewer.examiner import Probe
from interviewer.interview import Round, Turn
from interviewer.rubric import Gate
from knowledge.question import Question
from prompts import load

MOST_WORDS = 40
"""The longest reply, in words."""

_CUE_WORDS = 20
_HINT_WORDS = 30
_UNSAID_TOPIC = "general"
_MARKS = re.compile(rf"(?<!\s)\s*[{re.escape(quoting.QUESTION_MARKS)}]+")
_ENDS = re.compile(r"(?<![\s.,;:!…])[\s.,;:!…]+$")
_DIRECT = re.compile(
    r"(?:what (?:happens|may happen|goes|differs|follows|limits|decides|causes|stops|remains)\b"
    r"|what changes (?:once|when|after|between|if|in|during|at|with|for|from)\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:what|how|why|which|where|when|whether|who)\b", re.IGNORECASE)
_UNCLEAR = {
    Gate.EMPTY: "clarify_empty",
    Gate.NOISE: "clarify_noise",
    Gate.COPIED: "clarify_copied",
}


def ask(question: Question, *, first: bool, previous_topic: str | None, seed: int) -> str:
    """The question's own prompt after a short lead-in; `seed` varies the lead-in."""
    topic = _statement(question.topic, 10)
    named = bool(topic) and topic.casefold() != _UNSAID_TOPIC
    if first:
        lead = _say("ask_first", seed, topic=topic) if named else _say("ask_first_plain", seed)
    elif not named:
        lead = _say("ask_next_plain", seed)
    elif previous_topic is not None and previous_topic.casefold() == question.topic.casefold():
        lead = _say("ask_same_topic", seed, topic=topic)
    else:
        lead = _say("ask_new_topic", seed, topic=topic)
    return f"{lead} {question.prompt}"


def probe(probe: Probe, now: Round, seed: int) -> str:
    """The fixed sentence for that probe, said after the round's last turn."""
    turn = now.turns[-1]
    seed = _mixed(seed, turn.number)
    if probe.misconception is not None:
        known = now.question.misconception(probe.misconception)
        if known.probe:
            return _authored(known.probe, _quote(turn, known.point), seed)
        return _say("misconception", seed, quote=_quote(turn, known.point))
    quote = _quote(turn, probe.point)
    match probe.purpose:
        case Purpose.MISSED_POINT if probe.point is not None:
            return _missed(now.question.point(probe.point).cue, quote, seed)
        case Purpose.MISCONCEPTION | Purpose.DEPTH | Purpose.EXAMPLE | Purpose.STRETCH:
            return _say(probe.purpose.value, seed, quote=quote)
        case _:
            return _clarify(turn, quote, seed)


def clarified(now: Round, seed: int) -> str:
    """What is meant by the round's last turn: what it is about, and no key point."""
    question, asked = now.question, now.turns[-1].asked
    seed = _mixed(seed, len(now.turns[-1].asides))
    if asked.purpose is Purpose.QUESTION:
        topic = _statement(question.topic, 10)
        count = len(question.key_points)
        return _say(
            "clarify_back_question",
            seed,
            topic="" if topic.casefold() == _UNSAID_TOPIC else topic,
            prompt=_repeatable(question.prompt),
            points=f"{count} point{'' if count == 1 else 's'}",
        )
    point = asked.point
    if asked.misconception is not None:
        point = question.misconception(asked.misconception).point
    cue = "" if point is None else _statement(question.point(point).cue, _CUE_WORDS)
    prompt = _MARKS.sub("", _repeatable(question.prompt)).replace('"', "'")
    return _say("clarify_back_probe", seed, cue=cue, prompt=prompt)


def neutral(probe: Probe, now: Round, seed: int) -> str:
    """The same probe without the bank's own cue or probe: for one that tells or praises."""
    turn = now.turns[-1]
    seed = _mixed(seed, turn.number)
    if probe.misconception is not None:
        point = now.question.misconception(probe.misconception).point
        return _say("misconception", seed, quote=_quote(turn, point))
    if probe.purpose is Purpose.MISSED_POINT:
        return _missed("", _quote(turn, probe.point), seed)
    return _clarify(turn, _quote(turn, probe.point), seed)


def hint_then_ask(hint: str, question: Question, seed: int) -> str:
    """The hint as a statement, then one question that invites a first step."""
    told = _statement(hint, _HINT_WORDS)
    if not told:
        return derived_hint(question, 1) + " What would you say now?"
    return _say("hint_then_ask", seed, hint=f"{told}.")


def derived_hint(question: Question, level: int) -> str:
    """A hint from the cue of the heaviest point, the next heaviest at the next level."""
    points = sorted(question.key_points, key=lambda p: -p.weight)
    cue = _statement(points[(max(level, 1) - 1) % len(points)].cue, _CUE_WORDS)
    return _say("derived_hint", level - 1, cue=cue or "what the question asks for")


def _missed(cue: str, quote: str, seed: int) -> str:
    told = _statement(cue, _CUE_WORDS)
    if _DIRECT.match(told):
        name = "missed_point_direct"
    else:
        name = "missed_point_clause" if _CLAUSE.match(told) else "missed_point"
    return _say(name, seed, quote=quote, cue=told or "the rest of it")


def _authored(text: str, quote: str, seed: int) -> str:
    """The bank's own probe; the quote before it only where both fit."""
    *before, last = [part for part in _MARKS.split(text) if part.strip()] or ["What then"]
    asked = _ENDS.sub("", ". ".join([*(_ENDS.sub("", b) for b in before), last.strip()])) + "?"
    if len(asked.split()) > MOST_WORDS - quoting.MOST_WORDS - 2:
        quote = ""
    said = _say("misconception_authored", seed, quote=quote, probe=asked)
    return said if len(said.split()) <= MOST_WORDS else _say("misconception", seed, quote=quote)


def _clarify(turn: Turn, quote: str, seed: int) -> str:
    gate = turn.grade.gate if turn.grade else None
    if gate in _UNCLEAR:
        return _say(_UNCLEAR[gate], seed)
    answered = turn.answer.text if turn.answer else ""
    return _say("clarify", seed, quote=quote) if answered.strip() else _say("clarify_empty", seed)


def _quote(turn: Turn, prefer: str | None) -> str:
    if turn.answer is None:
        return ""
    if turn.grade is not None and turn.grade.gate is not None:
        return ""
    findings = turn.grade.findings if turn.grade else ()
    return quoting.from_findings(turn.answer.text, findings, prefer)


def _statement(text: str, most_words: int) -> str:
    """`text` on one line, without question marks or a closing mark, cut at a word border."""
    words = _MARKS.sub(".", text).split()
    kept = " ".join(words[:most_words])
    return _ENDS.sub("", kept) + (" …" if len(words) > most_words else "")


def _repeatable(prompt: str) -> str:
    """The prompt where it is short enough to be said again, else nothing."""
    said = " ".join(prompt.split())
    return said if "\n" not in prompt.strip() and len(said.split()) <= MOST_WORDS else ""


def _mixed(seed: int, number: int) -> int:
    return zlib.crc32(f"{seed}:{number}".encode())


def _say(name: str, seed: int, **values: str) -> str:
    return load(name).render(variation=_mixed(seed, len(name)), **values)
