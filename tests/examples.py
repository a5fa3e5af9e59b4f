"""A whole interview, written by hand: four questions, of which one is skipped, one not judged.

Its figures can be checked with pencil and paper; `dropout` follows one conversation closely.
"""

from datetime import UTC, datetime, timedelta

from interviewer.events import (
    Answered,
    Asked,
    Choice,
    Event,
    Finished,
    FinishReason,
    Graded,
    Hinted,
    Mode,
    Plan,
    Purpose,
    Rated,
    Related,
    Selection,
    Skipped,
    Started,
    Unjudged,
    WentOn,
)
from interviewer.rubric import Finding, Grade, Ungraded, Verdict
from knowledge.question import KeyPoint, Level, Misconception, Question, Source

BY = "offline 1"
START = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)

DROPOUT = Question(
    id="dropout",
    number=5,
    prompt="What is dropout, and what is it for?",
    reference=(
        "Dropout leaves out a random share of the units on every training step, so that no unit "
        "can count on a particular other one: co-adaptation is broken and each unit must be useful "
        "on its own. It acts like training many thinned networks that share their weights and "
        "averaging them. At test time all units are used, and activations are scaled so that "
        "their expected values match those seen in training. It is a regulariser: it reduces "
        "overfitting at the price of a rate to choose and of slower convergence."
    ),
    key_points=(
        KeyPoint(
            id="k1",
            text="units are left out at random during training",
            weight=2,
            cue="what happens to the units on a training step",
        ),
        KeyPoint(
            id="k2",
            text="units cannot rely on particular others, so co-adaptation is broken",
            weight=2,
            cue="what that does to how units depend on each other",
        ),
        KeyPoint(
            id="k3",
            text="it acts like training many thinned networks and averaging them",
            weight=1,
            cue="how it resembles using several networks",
        ),
        KeyPoint(
            id="k4",
            text="at test time all units are used, scaled so that expected activations match",
            weight=2,
            cue="what changes once training is over",
        ),
        KeyPoint(
            id="k5",
            text="it is a regulariser: less overfitting, a rate to choose, slower convergence",
            weight=1,
            cue="what it buys and what it costs",
        ),
    ),
    topic="regularisation",
    misconceptions=(
        Misconception(
            id="m1",
            text="dropout is also active at test time",
            correction="At test time every unit is used and activations are scaled to match.",
            point="k4",
            probe="What would happen to two predictions for the same input?",
        ),
    ),
    hints=("Think of what the network looks like on two training steps.",),
    source=Source(document="deep-learning", number="5", line=41),
)

VANISHING = Question(
    id="vanishing",
    number=9,
    prompt="Why do gradients vanish in deep networks, and what helps?",
    reference=(
        "Backpropagation multiplies one factor per layer, so factors below one shrink the gradient "
        "exponentially with depth. Saturating activations such as the sigmoid make these factors "
        "small. ReLU, careful initialisation, normalisation and residual connections keep the "
        "gradient alive."
    ),
    key_points=(
        KeyPoint(
            id="k1",
            text="the chain rule multiplies factors below one, layer by layer",
            weight=3,
            cue="what backpropagation does at each layer",
        ),
        KeyPoint(
            id="k2",
            text="saturating activations such as the sigmoid make the factors small",
            weight=1,
            cue="the part that the activation plays",
        ),
        KeyPoint(
            id="k3",
            text="ReLU, initialisation, normalisation or residual connections help",
            weight=1,
            cue="what can be changed in the architecture",
        ),
    ),
    topic="optimisation",
    level=Level.ADVANCED,
    source=Source(document="deep-learning", number="9", line=77),
)

BATCH_NORM = Question(
    id="batch-norm",
    number=7,
    prompt="What does batch normalisation do?",
    reference=(
        "Batch normalisation standardises each feature over the mini-batch. "
        "It then scales and shifts it with two learned parameters."
    ),
    key_points=(
        KeyPoint(
            id="k1",
            text="each feature is standardised over the mini-batch",
            weight=2,
            cue="which statistics it uses",
        ),
        KeyPoint(
            id="k2",
            text="a learned scale and shift follow",
            weight=1,
            cue="what happens right after that",
        ),
    ),
    topic="optimisation",
    source=Source(document="deep-learning", number="7"),
)

TRANSFER = Question(
    id="transfer",
    number=12,
    prompt="What is transfer learning?",
    reference="A network trained on one task is reused as the starting point for another.",
    key_points=(
        KeyPoint(
            id="k1",
            text="a network trained on one task is reused for another",
            weight=1,
            cue="where the starting weights come from",
        ),
    ),
    topic="transfer",
    level=Level.BASIC,
    source=Source(document="deep-learning", number="12"),
)

FIRST = (
    "In dropout you randomly switch off some neurons while training, like 50%. "
    "It stops overfitting because the network can't just memorise."
)
SECOND = "I think you keep dropping them too so it stays consistent."
THIRD = (
    "Oh, they'd differ. So you'd want all of them on. "
    "Then the outputs get bigger so you'd have to scale down?"
)
VANISH = (
    "Each layer multiplies the gradient by a number smaller than one, "
    "so early layers learn almost nothing. Sigmoids saturate, which makes it worse."
)


def plan(mode: Mode = Mode.INTERVIEW) -> Plan:
    """Four questions in a fixed order and two follow-ups each."""
    reasons = {
        DROPOUT.id: "first of the fixed set",
        VANISHING.id: "another topic than the last",
        BATCH_NORM.id: "in the order of the document",
        TRANSFER.id: "in the order of the document",
    }
    return Plan(
        bank="deep-learning",
        bank_title="Deep learning",
        bank_digest="3f1c" * 16,
        mode=mode,
        selection=Selection.FIXED,
        choices=tuple(Choice(question_id=q, why=w) for q, w in reasons.items()),
        follow_ups=2,
        seed=7,
        examiner=BY,
        probes=(Purpose.CLARIFY, Purpose.MISCONCEPTION, Purpose.MISSED_POINT),
    )


def events(mode: Mode = Mode.INTERVIEW) -> list[Event]:
    """The whole interview; any beginning of it is an interview too."""
    log = Log()
    log.add(Started, plan=plan(mode))
    log.add(
        Asked,
        question_id="dropout",
        question=DROPOUT,
        text="Let's talk about regularisation. What is dropout, and what is it for?",
        purpose=Purpose.QUESTION,
        why="first of the fixed set",
        related=(Related(question_id="overfitting", prompt="How do you notice overfitting?"),),
    )
    log.add(Answered, text=FIRST, seconds=38.0)
    log.add(
        Graded,
        grade=grade(
            ("k1", Verdict.COVERED, "you randomly switch off some neurons while training"),
            ("k2", Verdict.MISSED, None),
            ("k3", Verdict.MISSED, None),
            ("k4", Verdict.MISSED, None),
            ("k5", Verdict.PARTIAL, "It stops overfitting"),
        ),
    )
    log.add(
        Asked,
        question_id="dropout",
        text=(
            "You said you “randomly switch off some neurons while training”. What changes once "
            "training is over and the network has to predict?"
        ),
        purpose=Purpose.MISSED_POINT,
        point="k4",
    )
    log.add(Rated, turn=1, confidence=3)
    log.add(Answered, text=SECOND, seconds=12.0)
    log.add(
        Graded,
        grade=grade(
            ("k1", Verdict.MISSED, None),
            ("k2", Verdict.MISSED, None),
            ("k3", Verdict.MISSED, None),
            ("k4", Verdict.CONTRADICTED, "you keep dropping them too", "m1"),
            ("k5", Verdict.MISSED, None),
        ),
    )
    log.add(
        Asked,
        question_id="dropout",
        text=(
            "Suppose you predict the same input twice with units still dropping out at random. "
            "What would happen to the two predictions, and is that what you want?"
        ),
        purpose=Purpose.MISCONCEPTION,
        misconception="m1",
    )
    log.add(Answered, text=THIRD, seconds=21.0)
    log.add(
        Graded,
        grade=grade(
            ("k1", Verdict.MISSED, None),
            ("k2", Verdict.MISSED, None),
            ("k3", Verdict.MISSED, None),
            ("k4", Verdict.COVERED, "you'd want all of them on … scale down"),
            ("k5", Verdict.MISSED, None),
        ),
    )
    log.add(
        Asked,
        question_id="vanishing",
        question=VANISHING,
        text="Thank you. Next: why do gradients vanish in deep networks, and what helps?",
        purpose=Purpose.QUESTION,
        why="another topic than the last",
    )
    log.add(Answered, text=VANISH, seconds=31.0)
    log.add(Rated, turn=11, confidence=2)
    log.add(
        Graded,
        grade=grade(
            (
                "k1",
                Verdict.COVERED,
                "Each layer multiplies the gradient by a number smaller than one",
            ),
            ("k2", Verdict.COVERED, "Sigmoids saturate"),
            ("k3", Verdict.MISSED, None),
        ),
    )
    log.add(
        Asked,
        question_id="batch-norm",
        question=BATCH_NORM,
        text="What does batch normalisation do?",
        purpose=Purpose.QUESTION,
    )
    log.add(Hinted, level=1, text="Think of the mean.")
    log.add(Skipped)
    log.add(
        Asked,
        question_id="transfer",
        question=TRANSFER,
        text="What is transfer learning?",
        purpose=Purpose.QUESTION,
    )
    log.add(Answered, text="You take a trained network and go on from there.")
    log.add(Unjudged, ungraded=Ungraded(reason="the examiner did not answer in time"))
    log.add(WentOn)
    log.add(Finished, reason=FinishReason.COMPLETED)
    return log.events


def grade(*findings: tuple[str, Verdict, str | None] | tuple[str, Verdict, str, str]) -> Grade:
    """A grade of these points, verdicts, quotes and misconceptions."""
    return Grade(
        findings=tuple(
            Finding(
                point=f[0],
                verdict=f[1],
                quote=f[2],
                misconception=f[3] if len(f) == 4 else None,
            )
            for f in findings
        ),
        by=BY,
    )


class Log:
    """Events in the making, twenty seconds apart."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, kind: type[Event], **fields: object) -> None:
        """Append one event of that kind with the next number."""
        seq = len(self.events)
        at = START + timedelta(seconds=20 * seq)
        self.events.append(kind(seq=seq, at=at, **fields))
