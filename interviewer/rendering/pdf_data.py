"""What the PDF's template is given: plain texts, in the order in which they are set."""

import re
from typing import Any

from interviewer.rendering import bars, charts, facts, marked
from interviewer.report import PointReport, QuestionReport, Report, State, TurnReport
from interviewer.reporting.wording import CONFIDENCE, day, duration, full_stop, percent, shortened

_FENCE = re.compile(r"^ {0,3}(```+|~~~+).*$")
_SHORT = 70
"""Characters of a quote of the last try, whose column is narrow."""
_LONGEST = 20_000
"""Characters of one text that are set; what comes after them is told."""


def data_of(report: Report) -> dict[str, Any]:
    """The whole report as lists and dictionaries of texts."""
    head = report.header
    return {
        "eyebrow": "Interview report",
        "title": " ".join(head.bank_title.split()),
        "meta": f"{day(head.started_at)} · {duration(head.duration)} · {head.mode.value} mode · "
        f"{facts.FINISH[head.finish]}",
        "disclaimer": head.disclaimer,
        "score": percent(report.score),
        "unaided": "Not scored: nothing has been judged."
        if report.score is None
        else f"{percent(report.unaided)} in first answers, before any help",
        "sentences": [{"label": s.label, "text": s.text} for s in report.sentences],
        "remarks": [r for r in (facts.cut_short(head), f"{facts.became(head)}.") if r],
        "actions": [{"label": a.label, "why": a.why} for a in report.actions],
        "dimensions": [
            {
                "name": d.dimension.value.capitalize(),
                "level": "not assessed" if d.level is None else f"{d.level} of 4",
                "meaning": d.meaning + _doubt(d.second),
                "why": d.why,
                "quote": d.quote.text if d.quote else "",
            }
            for d in report.dimensions
        ],
        "heatmap": [
            {
                "number": str(row.number),
                "name": row.topic,
                "status": "" if row.status.value == "judged" else facts.STATUS[row.status],
                "score": percent(row.score),
                "cells": [
                    {"state": c.state.value, "sign": c.sign, "aided": c.aided} for c in row.cells
                ],
            }
            for row in report.heatmap
            if row.cells
        ],
        "legend": ", ".join(f"{s.sign} {s.word}" for s in State) + "; ½: with help.",
        "calibration": None
        if report.calibration is None
        else {
            "text": report.calibration.text,
            "chart": bars.to_svg(report.calibration.table),
            "alt": charts.calibration_alt(report.calibration.table),
        },
        "progress": report.progress.text if report.progress else "",
        "questions": [_question(q) for q in report.questions],
        "facts": [list(pair) for pair in facts.facts(head)],
    }


def _question(q: QuestionReport) -> dict[str, Any]:
    score = f"{percent(q.score)}. " if q.score is not None else ""
    levels = [f"{d.dimension.value} {d.level} of 4" for d in q.dimensions if d.level is not None]
    return {
        "number": str(q.number),
        "prompt": _cut(q.prompt),
        "about": f"{q.topic} · {q.level.value} · {q.source} · {facts.STATUS[q.status]}",
        "result": score + q.summary,
        "remarks": [r for r in (", ".join(levels).capitalize(), q.uncertain) if r],
        "turns": [_turn(q, t) for t in q.turns],
        "points": [_point(q, p) for p in q.points],
        "last": q.earlier.text if q.earlier else "",
        "notes": _notes(q),
        "reference": _blocks(_cut(q.reference or "")),
        "why": f"Why this question: {full_stop(q.why)}" if q.why else "",
    }


def _turn(q: QuestionReport, turn: TurnReport) -> dict[str, Any]:
    sure = turn.confidence
    you = "You" if sure is None else f"You, {CONFIDENCE[sure]} ({sure} of 4)"
    numbers = {p.id: str(p.number) for p in q.points}
    remarks = [
        f"Not judged: {full_stop(turn.ungraded)}" if turn.ungraded is not None else "",
        turn.gained.text if turn.gained else "",
        turn.feedback,
    ]
    answered = turn.answer is not None and turn.answer.strip()
    nothing = "You passed." if turn.skipped else "No answer yet."
    return {
        "who": "Interviewer" if turn.number == 1 else facts.PURPOSE[turn.purpose],
        "asked": turn.asked,
        "hints": list(turn.hints),
        "asides": [{"asked": a.asked, "said": a.said} for a in turn.asides],
        "you": you + (", spoken" if turn.spoken else ""),
        "segments": _segments(turn, numbers) if answered else [],
        "nothing": nothing if turn.answer is None else "An empty answer.",
        "remarks": [r for r in remarks if r],
    }


def _segments(turn: TurnReport, numbers: dict[str, str]) -> list[dict[str, Any]]:
    left, found = _LONGEST, []
    for s in marked.segments(turn):
        text = _cut(s.text, left)
        ends = ", ".join(numbers[e] for e in s.ends if e in numbers)
        found.append({"text": text, "state": s.state.value if s.state else None, "ends": ends})
        left -= len(s.text)
        if left <= 0:
            break
    return found


def _point(q: QuestionReport, p: PointReport) -> dict[str, Any]:
    second = f"; offline: {p.second.sign} {p.second.word}" if p.second else ""
    return {
        "number": str(p.number),
        "text": p.text,
        "weight": p.weight,
        "state": p.state.value,
        "sign": p.sign,
        "aided": p.aided,
        "before": _before(p),
        "story": (p.story or p.word) + second,
        "said": ", ".join(f"“{_cut(words, 600)}”" for words in p.said) or "–",
        "passage": f"“{p.passage}”" if p.passage else "see the reference answer",
        "source": q.source,
    }


def _before(p: PointReport) -> dict[str, Any] | None:
    if p.before is None:
        return None
    said = "".join(f" “{shortened(words, _SHORT)}”" for words in dict.fromkeys(p.before.said[:2]))
    return {
        "state": p.before.state.value,
        "sign": p.before.sign,
        "aided": p.before.aided,
        "says": p.before.word + said,
    }


def _notes(q: QuestionReport) -> list[dict[str, str]]:
    notes = [
        {
            "state": "covered" if a.counts else "missed",
            "title": "You disagreed",
            "text": f"“{a.reason}”\n{a.text}",
        }
        for a in q.appeals
    ]
    for m in q.misconceptions:
        said = ", ".join(f"“{quote.text}”" for quote in m.quotes)
        text = f"{full_stop(m.text)}{f' You said {said}.' if said else ''}\n{m.correction}"
        if m.route:
            text += f"\nYou got there when asked: “{m.route}”"
        title = "A misconception you corrected yourself" if m.corrected else "A misconception"
        state = "covered" if m.corrected else "contradicted"
        notes.append({"state": state, "title": title, "text": text})
    if q.rewrite:
        notes.append({"state": "partial", "title": "Say it better", "text": q.rewrite})
    return notes


def _doubt(second: int | None) -> str:
    return "" if second is None else f" (uncertain: the offline examiner gives {second})"


def _blocks(text: str) -> list[dict[str, Any]]:
    """Prose and code, told apart by Markdown's fences; each paragraph a block of its own."""
    blocks: list[dict[str, Any]] = []
    fence, held = "", list[str]()

    def close(*, code: bool) -> None:
        joined = "\n".join(held) if code else "\n".join(held).strip()
        if joined:
            blocks.append({"code": code, "text": joined})
        held.clear()

    for line in text.splitlines():
        opened = _FENCE.match(line)
        if opened and not fence:
            close(code=False)
            fence = opened[1]
        elif fence and line.strip().startswith(fence):
            close(code=True)
            fence = ""
        elif not fence and not line.strip():
            close(code=False)
        else:
            held.append(line)
    close(code=bool(fence))
    return blocks


def _cut(text: str, most: int = _LONGEST) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most]} … ({len(text) - most:,} more characters are not set here)"
