"""Levels of 1-4 per question and over the interview, only where there is evidence. Pure.

Over the interview the lower median counts: half of the questions reach the level shown, so one
lucky answer does not lift it and one bad answer does not sink it.
"""

from collections.abc import Sequence
from statistics import median_low

from interviewer.interview import Round, Turn
from interviewer.reporting.quotes import located
from interviewer.reporting.record import DimensionReport, PointReport, QuestionReport, Quote, State
from interviewer.reporting.wording import count, named, percent
from interviewer.rubric import Dimension, Mark, accuracy_level, coverage_level

MEANING = {
    Dimension.ACCURACY: (
        "a core claim is wrong",
        "the right idea with a material error",
        "right, with minor slips",
        "right, with conditions and limits",
    ),
    Dimension.COVERAGE: (
        "under 25 % of what a full answer says",
        "25–59 % of what a full answer says",
        "60–84 % of what a full answer says",
        "85 % or more, without help",
    ),
    Dimension.DEPTH: (
        "names it",
        "says what it is",
        "says why it is so",
        "derives, contrasts, and predicts where it fails",
    ),
    Dimension.APPLICATION: (
        "no case",
        "a textbook example",
        "a fitting example and a trade-off",
        "a choice justified under constraints",
    ),
    Dimension.COMMUNICATION: (
        "cannot be followed",
        "rambles, partly ordered",
        "a direct answer, then its support",
        "ordered, concise, and open about what is uncertain",
    ),
}
_COMPUTED = (Dimension.ACCURACY, Dimension.COVERAGE)
_REACHED = (State.COVERED, State.PARTIAL)


def of_question(
    now: Round, rows: tuple[PointReport, ...], number: int
) -> tuple[DimensionReport, ...]:
    """All five dimensions of one judged question, the `number`th, from its points."""
    marked = (_marked(now, number, d) for d in Dimension if d not in _COMPUTED)
    return (_accuracy(now, rows), _coverage(now, rows), *marked)


def overall(
    rounds: Sequence[Round], questions: Sequence[QuestionReport]
) -> tuple[DimensionReport, ...]:
    """All five over the interview, each with the receipt of a question at that level."""
    judged = [q for q in questions if q.dimensions]
    answered = any(t.answer is not None for q in questions for t in q.turns)
    if answered and not rounds:  # what was judged is shown when its question is over
        why = "Nothing can be said yet: no question is over."
        return tuple(DimensionReport(dimension=dimension, why=why) for dimension in Dimension)
    return tuple(_over(dimension, judged, rounds) for dimension in Dimension)


def _over(
    dimension: Dimension, judged: list[QuestionReport], rounds: Sequence[Round]
) -> DimensionReport:
    each = [d for q in judged for d in q.dimensions if d.dimension is dimension]
    levels = [d.level for d in each if d.level is not None]
    if not levels:
        return DimensionReport(dimension=dimension, why=_not_assessed(each, rounds))
    level = median_low(levels)
    other = median_low([d.second or d.level for d in each if d.level is not None])
    there = [d for d in each if d.level == level]
    receipt = next((d for d in there if d.quote), there[0])
    return DimensionReport(
        dimension=dimension,
        level=level,
        meaning=MEANING[dimension][level - 1],
        why=_why(dimension, levels, receipt, judged),
        quote=receipt.quote,
        n=len(levels),
        second=other if abs(other - level) > 1 else None,
    )


def _why(
    dimension: Dimension, levels: list[int], receipt: DimensionReport, judged: list[QuestionReport]
) -> str:
    if dimension is Dimension.COVERAGE:
        states = [p.state for q in judged for p in q.points]
        covered, partly = states.count(State.COVERED), states.count(State.PARTIAL)
        over = count(len(judged), "question")
        return f"{covered} of {len(states)} points covered and {partly} partly, over {over}."
    if len(levels) == 1:
        return receipt.why
    return f"Lower median of {len(levels)} questions ({', '.join(map(str, levels))}). {receipt.why}"


def _not_assessed(each: list[DimensionReport], rounds: Sequence[Round]) -> str:
    if each:
        return each[0].why
    answers = sum(t.answer is not None for r in rounds for t in r.turns)
    return f"Nothing was judged: {count(answers, 'answer')} given."


def _accuracy(now: Round, rows: tuple[PointReport, ...]) -> DimensionReport:
    corrected = now.corrected
    level = accuracy_level(now.question.key_points, now.findings, corrected=bool(corrected))
    if level is None:
        why = f"Nothing was said on any of the {count(len(rows), 'point')}."
        return DimensionReport(dimension=Dimension.ACCURACY, why=why)
    wrong = [r for r in rows if r.state is State.CONTRADICTED]
    mended = [r for r in rows if r.id in corrected]
    if wrong:
        worst = max(wrong, key=lambda r: r.weight)
        why = f"{named(worst.text)} stands contradicted."
        quote = _first(worst, State.CONTRADICTED)
    elif mended:
        why = f"{named(mended[0].text)} was contradicted first and put right later."
        quote = _first(mended[0], State.CONTRADICTED)
    else:
        right = [r for r in rows if r.state in _REACHED]
        why = f"{count(len(right), 'point')} said and none contradicted."
        quote = strongest(rows)
    return _at(Dimension.ACCURACY, level, why, quote)


def _coverage(now: Round, rows: tuple[PointReport, ...]) -> DimensionReport:
    score, unaided = now.score or 0.0, now.unaided
    level = coverage_level(score, unaided or 0.0)
    first = (
        f"{percent(unaided)} in the first answer" if unaided is not None else "not known at first"
    )
    later = f", {percent(score)} after follow-ups" if now.follow_ups else ""
    why = f"{first}{later}."
    return _at(Dimension.COVERAGE, level, why, strongest(rows))


def _marked(now: Round, number: int, dimension: Dimension) -> DimensionReport:
    """The best that an examiner saw in any answer: a follow-up is there to bring it out."""
    seen = [(t, m) for t in now.graded for m in _marks(t) if m.dimension is dimension]
    if not seen:
        offline = all(t.grade and t.grade.by.startswith("offline") for t in now.graded)
        who = "The offline examiner does" if offline else "The examiner did"
        return DimensionReport(dimension=dimension, why=f"{who} not assess this.")
    turn, mark = max(seen, key=lambda pair: pair[1].level)
    answer = turn.answer.text if turn.answer else ""
    place = now.turns.index(turn) + 1
    quotes = located(answer, mark.quote, question=number, turn=place)
    return _at(dimension, mark.level, mark.why, quotes[0] if quotes else None)


def _marks(turn: Turn) -> tuple[Mark, ...]:
    return turn.grade.marks if turn.grade else ()


def _at(dimension: Dimension, level: int, why: str, quote: Quote | None) -> DimensionReport:
    meaning = MEANING[dimension][level - 1]
    return DimensionReport(
        dimension=dimension, level=level, meaning=meaning, why=why, quote=quote, n=1
    )


def strongest(rows: Sequence[PointReport]) -> Quote | None:
    """The quote of the best point: covered before partly, without help first, then by weight."""
    best = max(
        (r for r in rows if r.state in _REACHED and r.quotes),
        key=lambda r: (r.state is State.COVERED, not r.aided, r.weight),
        default=None,
    )
    return _first(best, best.state) if best else None


def _first(row: PointReport, state: State) -> Quote | None:
    return next((q for e in row.evidence if e.state is state for q in e.quotes), None)
