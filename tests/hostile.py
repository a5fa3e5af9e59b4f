"""Text that would do harm if a page or a document took it for more than text."""

from interviewer.events import (
    Answered,
    Asked,
    Disputed,
    Event,
    Finished,
    FinishReason,
    Graded,
    Purpose,
    Reconsidered,
    Started,
)
from interviewer.rubric import Finding, Verdict
from knowledge.question import KeyPoint, Question, Source
from tests.examples import Log, grade, plan

ATTACKS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    '"><iframe src="https://evil.example">',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1))",
    "![](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "[a]: https://evil.example",
    "![a][b] [c][] [d]",
    "</style><style>body{display:none}</style>",
    "<!-- comment --> <![CDATA[x]]> <?php x ?>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "=cmd|' /C calc'!A0",
    "| a | b |",
    "``` fence",
    "# heading",
    "1. list",
    "- - -",
    "&lt;script&gt; &#106;avascript:",
    "\\[escaped](x) \\<b>",
    '<a href="data:text/html,x">x</a>',
    "$$x$$ $x$ ~~x~~ **x** __x__ `x`",
)
EVERYTHING = " ".join(ATTACKS)


def hostile_events() -> list[Event]:
    """An interview in which every text that is not ours holds every attack."""
    line = EVERYTHING[:590]
    question = Question(
        id="evil",
        number=1,
        prompt=EVERYTHING,
        reference="\n".join(ATTACKS),
        key_points=(
            KeyPoint(id="k1", text=line, cue=line),
            KeyPoint(id="k2", text=line, cue=line),
        ),
        topic=line,
        source=Source(document=line, number="<b>", line=1),
    )
    log = Log()
    hostile = {"bank_title": EVERYTHING, "examiner": EVERYTHING, "topics": (EVERYTHING,)}
    log.add(Started, plan=plan().model_copy(update=hostile))
    log.add(
        Asked,
        question_id="evil",
        question=question,
        text=EVERYTHING,
        purpose=Purpose.QUESTION,
        why=EVERYTHING,
    )
    answer = "\n".join((*ATTACKS, *ATTACKS))
    log.add(Answered, text=answer)
    judged = grade(
        ("k1", Verdict.COVERED, ATTACKS[0]),
        ("k2", Verdict.CONTRADICTED, "\n".join(ATTACKS[3:8])),
    ).model_copy(update={"by": EVERYTHING, "feedback": EVERYTHING})
    log.add(Graded, grade=judged)
    log.add(Finished, reason=FinishReason.ENDED)
    log.add(Disputed, question_id="evil", point="k2", reason=EVERYTHING)
    better = Finding(point="k2", verdict=Verdict.PARTIAL, quote=ATTACKS[9])
    log.add(Reconsidered, question_id="evil", point="k2", finding=better, turn=1, by=EVERYTHING)
    return log.events
