"""Reports of interviews that went as badly as they can, in every format."""

import io
import json
from datetime import timedelta

import pytest
from pypdf import PdfReader

from interviewer.errors import BadRequest
from interviewer.events import (
    Answered,
    Asked,
    Event,
    Finished,
    FinishReason,
    Graded,
    Purpose,
    Skipped,
    Started,
    Unjudged,
    WentOn,
)
from interviewer.interview import replay
from interviewer.rendering.formats import FORMATS, filename
from interviewer.report import Report, report
from interviewer.rubric import Ungraded, Verdict
from tests.examples import DROPOUT, VANISHING, Log, grade, plan

RTL = "שלום עולם, الشبكة العصبية"
CJK = "ドロップアウトは訓練中にユニットを無作為に外す。正则化。드롭아웃"
TYPST = '#image("/etc/passwd") #eval("1+1") $ x^2 $ *bold* _it_ = title <label> @ref `raw` // no'
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>"
FORMULA = '=HYPERLINK("https://evil.example";"x")'


def begun(title: str = "Deep learning") -> Log:
    log = Log()
    log.add(Started, plan=plan().model_copy(update={"bank_title": title}))
    return log


def asked(log: Log, *, skip: bool = False, answer: str | None = None, judged: bool = True) -> None:
    """One question, and what became of it."""
    log.add(
        Asked, question_id="dropout", question=DROPOUT, text="Dropout?", purpose=Purpose.QUESTION
    )
    if skip:
        log.add(Skipped)
    elif answer is not None:
        log.add(Answered, text=answer)
        if judged:
            findings = [(p.id, Verdict.MISSED, None) for p in DROPOUT.key_points]
            if answer.strip():
                findings[0] = ("k1", Verdict.COVERED, answer.strip()[:80])  # type: ignore[assignment]
            log.add(Graded, grade=grade(*findings))
        else:
            log.add(Unjudged, ungraded=Ungraded(reason="the examiner did not answer in time"))
            log.add(WentOn)


def ended(log: Log) -> Report:
    log.add(Finished, reason=FinishReason.ENDED)
    return report(replay(log.events), interview_id="i1")


ANSWERS = {
    "one answer": "You randomly switch off some neurons.",
    "a megabyte": "word " * 200_000,
    "right to left": RTL,
    "chinese, japanese, korean": CJK,
    "html": HTML,
    "typst": TYPST,
    "formula": FORMULA,
}
TITLES = {"html title": HTML, "typst title": TYPST, "formula title": FORMULA}


def made(name: str) -> Report:
    """The report of that case."""
    log = begun(TITLES.get(name, "B"))
    if name == "no answers":
        asked(log)
    elif name == "only skips":
        asked(log, skip=True)
    else:
        asked(log, answer=ANSWERS.get(name, "Some words."), judged=name != "only ungraded")
    return ended(log)


CASES = [
    "no answers", "one answer", "only skips", "only ungraded", "a megabyte", "right to left",
    "chinese, japanese, korean", "html", "typst", "formula", "html title", "typst title",
    "formula title",
]  # fmt: skip


@pytest.mark.parametrize("key", list(FORMATS))
@pytest.mark.parametrize("case", CASES)
def test_every_extreme_has_every_format(case: str, key: str) -> None:
    """Or says why there is nothing to write."""
    whole = made(case)
    if key == "apkg" and case in ("no answers", "only ungraded"):
        with pytest.raises(BadRequest, match="No point was missed"):
            FORMATS[key](whole)
        return
    content = FORMATS[key](whole)
    assert content
    if key == "html":
        assert b"<script" not in content
        assert b"onerror=alert" not in content.replace(b"src=x onerror", b"")
    if key == "pdf":
        assert PdfReader(io.BytesIO(content)).pages
    if key == "json":
        assert json.loads(content)["schema_version"] == "2"


@pytest.mark.parametrize("case", ["no answers", "only ungraded"])
def test_what_was_not_judged_has_no_score(case: str) -> None:
    """Nothing is made up."""
    assert made(case).score is None


def test_only_skips_are_not_scored_either() -> None:
    """A score needs a judgement; the gap says how many were skipped."""
    whole = made("only skips")
    assert whole.score is None
    assert "1 question skipped" in whole.sentences[1].text


@pytest.mark.parametrize("case", ["html title", "typst title", "formula title"])
def test_a_file_name_holds_nothing_of_a_title(case: str) -> None:
    """It is made of the bank's id and the day."""
    assert filename(made(case), "pdf") == "interview-deep-learning-2026-11-03.pdf"


def test_an_interview_that_ends_when_its_bank_is_gone_has_a_report() -> None:
    """The question asked carries itself whole; no bank is looked up."""
    log = begun()
    asked(log, answer="You randomly switch off some neurons.")
    log.add(Finished, reason=FinishReason.BANK_GONE)
    whole = report(replay(log.events), interview_id="i1")
    assert whole.questions[0].reference == DROPOUT.reference
    assert "removed from the bank" in FORMATS["md"](whole).decode()


def test_twenty_questions_have_a_report() -> None:
    """As many as an afternoon holds."""
    log = begun()
    for n in range(20):
        question = (DROPOUT, VANISHING)[n % 2].model_copy(update={"id": f"q{n}", "number": n + 1})
        log.add(Asked, question_id=f"q{n}", question=question, text="?", purpose=Purpose.QUESTION)
        log.add(Answered, text="Some words on it.", seconds=timedelta(seconds=20).total_seconds())
        log.add(Graded, grade=grade(*((p.id, Verdict.MISSED, None) for p in question.key_points)))
    events: list[Event] = log.events
    whole = report(replay(events), interview_id="i1")
    assert len(whole.questions) == 20
    assert FORMATS["pdf"](whole)
