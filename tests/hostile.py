"""Text that would do harm if a page or a document took it for more than text."""

from interviewer.events import (
    Answered,
    Asked,
    AskedBack,
    Clarified,
    Disputed,
    Event,
    Finished,
    FinishReason,
    Graded,
    Hinted,
    Purpose,
    Reconsidered,
    Related,
    Skipped,
    Started,
    Unjudged,
    WentOn,
    Worded,
)
from interviewer.interview import replay
from interviewer.report import report
from interviewer.reporting.rewording import digest
from interviewer.rubric import Finding, Ungraded, Verdict
from knowledge.question import Bank, KeyPoint, Misconception, Question, Source
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

IN_A_REPORT = (
    *("misconception", "correction", "probe", "hint", "asked-back", "said-back", "related"),
    *("not-judged", "bank", "feedback"),
)
"""The fields of `hostile_events` that a report shows, each begun by its name in bold. The sentences
that a model worded are not among them: their words are not those of the computed ones.
"""


def field(name: str, room: int = 590) -> str:
    """Every attack, as far as there is room, after the name of the field: `<b>hint</b> …`."""
    return f"<b>{name}</b> {EVERYTHING}"[:room].strip()


def hostile_question(question_id: str = "evil", number: int = 1) -> Question:
    """Every text of it holds attacks, and begins with the name of its field in bold."""
    line = EVERYTHING[:590]
    return Question(
        id=question_id,
        number=number,
        prompt=EVERYTHING,
        reference="\n".join(ATTACKS),
        key_points=tuple(
            KeyPoint(id=f"k{n}", text=line, cue=line, variants=(line,)) for n in (1, 2)
        ),
        topic=line,
        source=Source(document=line, number="<b>", line=1),
        misconceptions=(
            Misconception(
                id="m1",
                text=field("misconception"),
                correction=field("correction"),
                probe=field("probe"),
                point="k2",
            ),
        ),
        hints=(field("hint"), field("second-hint")),
        tags=("<svg/onload=alert(1)>", "[x](javascript:alert(1))", "<b>tag</b>"),
        points_by=field("points-by"),
        reference_by=field("reference-by"),
    )


def hostile_bank() -> Bank:
    """Two such questions, in a bank whose title and description are no better."""
    questions = (hostile_question("evil", 1), hostile_question("worse", 2))
    description = f"{field('description', 3000)}\n\n" + "\n".join(ATTACKS)
    return Bank(id="evil", title=field("title"), description=description, questions=questions)


def hostile_events() -> list[Event]:
    """An interview in which every text that is not ours holds every attack."""
    log = Log()
    hostile = {"bank_title": field("bank"), "examiner": EVERYTHING, "topics": (EVERYTHING,)}
    log.add(Started, plan=plan().model_copy(update=hostile))
    _asked(log, "evil")
    log.add(AskedBack, text=field("asked-back"))
    log.add(Clarified, text=field("said-back"), by=EVERYTHING)
    log.add(Hinted, level=1, text=field("hint"))
    answer = "\n".join((*ATTACKS, *ATTACKS))
    log.add(Answered, text=answer)
    judged = grade(
        ("k1", Verdict.COVERED, ATTACKS[0]),
        ("k2", Verdict.CONTRADICTED, "\n".join(ATTACKS[3:8]), "m1"),
    ).model_copy(update={"by": EVERYTHING, "feedback": field("feedback")})
    log.add(Graded, grade=judged)
    log.add(
        Asked,
        question_id="evil",
        text=field("probe"),
        purpose=Purpose.MISCONCEPTION,
        misconception="m1",
    )
    log.add(Skipped)
    _asked(log, "worse")
    log.add(Answered, text=answer)
    log.add(Unjudged, ungraded=Ungraded(reason=field("not-judged")))
    log.add(WentOn)
    log.add(Finished, reason=FinishReason.ENDED)
    log.add(Disputed, question_id="evil", point="k2", reason=EVERYTHING)
    better = Finding(point="k2", verdict=Verdict.PARTIAL, quote=ATTACKS[9])
    log.add(Reconsidered, question_id="evil", point="k2", finding=better, turn=1, by=EVERYTHING)
    said = tuple(s.text for s in report(replay(log.events), interview_id="i1").sentences)
    log.add(Worded, texts=(field("worded"),) * 3, of=digest(said), by=EVERYTHING)
    return log.events


def _asked(log: Log, question_id: str) -> None:
    log.add(
        Asked,
        question_id=question_id,
        question=hostile_question(question_id),
        text=EVERYTHING,
        purpose=Purpose.QUESTION,
        why=EVERYTHING,
        related=(Related(question_id="other", prompt=field("related")),),
    )
