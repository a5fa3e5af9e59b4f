"""What of a model's judgement counts: known points, found quotes, levels of 1 to 4. Pure.

Nothing is taken on trust and nothing is filled in: what does not hold is named as a fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewer.examiners import guard
from interviewer.examiners.demands import demands
from interviewer.examiners.receipts import concerns, is_receipt, overused
from interviewer.examiners.reply_stream import fields
from interviewer.examiners.unspoken import SCORE
from interviewer.rubric import CREDIT, Dimension, Finding, Mark, Verdict
from knowledge.question import Question

UNJUDGED = "no valid verdict"
"""The fault of a point that was left out, judged twice, or given a verdict that there is not."""

_UNQUOTED = "quote not in the answer"
_NO_RECEIPT = "quote does not show it"
_OVERUSED = "quote shows two other points already"
_MARKED = (Dimension.DEPTH, Dimension.APPLICATION, Dimension.COMMUNICATION)
_LONGEST = 240  # characters of a reason
_FEEDBACK_WORDS = 70


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds of a judgement, by key point; `faults` says in a few words what does not."""

    findings: Mapping[str, Finding] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    misconception: str | None = None
    beyond: str = ""
    feedback: str = ""

    def mended(self, later: "Reading") -> "Reading":
        """With the verdicts of a repair for the points at fault; other verdicts stay."""
        better = {i: f for i, f in later.findings.items() if i in self.faults}
        still = {
            i: later.faults.get(i, why) if why == UNJUDGED else why
            for i, why in self.faults.items()
            if i not in better
        }
        both = {**self.findings, **better}
        return replace(self, findings=both, faults=still).without_overuse((*self.findings, *better))

    def without_overuse(self, points: Sequence[str]) -> "Reading":
        """Credit that rests on words which show two points already, in this order, is a fault."""
        over = overused(self.findings, points)
        return replace(
            self,
            findings={i: f for i, f in self.findings.items() if i not in over},
            faults={**self.faults, **dict.fromkeys(over, _OVERUSED)},
        )

    @property
    def unjudged(self) -> tuple[str, ...]:
        """The points without any verdict."""
        return tuple(i for i, why in self.faults.items() if why == UNJUDGED)

    def of(self, question: Question) -> tuple[Finding, ...]:
        """A finding for each key point, in order: one whose quote was not found is missed."""
        return tuple(
            self._recognised(self.findings[p.id], question)
            if p.id in self.findings
            else Finding(point=p.id, verdict=Verdict.MISSED)
            for p in question.key_points
        )

    def _recognised(self, finding: Finding, question: Question) -> Finding:
        known = next((m for m in question.misconceptions if m.id == self.misconception), None)
        if known is None or finding.verdict is not Verdict.CONTRADICTED:
            return finding
        shown = known.id if known.point == finding.point else None
        return finding.model_copy(update={"misconception": shown})


def read(
    json: str,
    question: Question,
    answer: str,
    *,
    earlier: Sequence[str] = (),
    heard: Mapping[str, str] | None = None,
) -> Reading:
    """The judgement in `json`, a whole object; every point is at fault where it is none.

    A verdict that quotes only an `earlier` answer to the question says that this one missed it.
    `heard` are words of the answer, by point, that may show it although the bank has none of them:
    somebody else saw it by them too.
    """
    whole = fields(json)
    findings: dict[str, Finding] = {}
    faults = {p.id: UNJUDGED for p in question.key_points}
    for point, given in _given(whole, faults):
        finding = _finding(point, given, question, answer, earlier)
        if isinstance(finding, Finding) and not (
            finding.quote is None
            or not CREDIT[finding.verdict]
            or concerns(finding.quote, point, question, answer, (heard or {}).get(point, ""))
        ):
            finding = _NO_RECEIPT
        if isinstance(finding, Finding):
            findings[point] = finding
            del faults[point]
        else:
            faults[point] = finding
    return Reading(
        findings,
        faults,
        marks=tuple(_marks(whole.get("dimensions"), answer)),
        misconception=_text(whole.get("misconception")) or None,
        beyond=_beyond(_text(whole.get("beyond")), question, answer),
        feedback=_feedback(_text(whole.get("feedback"))),
    ).without_overuse([p.id for p in question.key_points])


def _given(
    whole: Mapping[str, object], points: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The one verdict given for each known point; one with two that differ has none."""
    verdicts = whole.get("verdicts")
    seen: dict[str, list[dict[str, object]]] = {}
    for item in verdicts if isinstance(verdicts, list) else ():
        if isinstance(item, dict) and (point := _text(item.get("id"))) in points:
            seen.setdefault(point, []).append(item)
    for point, items in seen.items():
        if len({_text(i.get("verdict")) for i in items}) == 1:
            yield point, items[0]


def _finding(
    point: str,
    given: Mapping[str, object],
    question: Question,
    answer: str,
    earlier: Sequence[str],
) -> Finding | str:
    """The finding, or what is wrong with it."""
    try:
        verdict = Verdict(_text(given.get("verdict")).casefold())
    except ValueError:
        return UNJUDGED
    if verdict is Verdict.MISSED:
        return Finding(point=point, verdict=verdict)
    words = _text(given.get("quote"))
    quote = guard.find_quote(words, answer)
    if quote is None and any(guard.find_quote(words, before) for before in earlier):
        return Finding(point=point, verdict=Verdict.MISSED)
    if quote is None:
        return _UNQUOTED
    if not is_receipt(quote, question, answer):
        return _NO_RECEIPT
    return Finding(point=point, verdict=verdict, quote=quote)


def _marks(dimensions: object, answer: str) -> Iterator[Mark]:
    given = dimensions if isinstance(dimensions, dict) else {}
    for dimension in _MARKED:
        item = given.get(dimension.value)
        if not isinstance(item, dict):
            continue
        level, why = item.get("level"), _text(item.get("why"))
        quote = guard.find_quote(_text(item.get("quote")), answer)
        known = isinstance(level, int) and not isinstance(level, bool) and 1 <= level <= 4
        if known and why and quote and not demands(quote):
            yield Mark(dimension=dimension, level=level, why=why[:_LONGEST], quote=quote)


def _beyond(given: str, question: Question, answer: str) -> str:
    quote = guard.find_quote(given, answer) or ""
    return quote if quote and is_receipt(quote, question, answer) else ""


def _feedback(given: str) -> str:
    """The model's two sentences, or nothing where they are no such thing or hold a score."""
    fit = 0 < guard.words(given) <= _FEEDBACK_WORDS and not SCORE.search(given)
    return given if fit else ""


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
